/*
 * fuzz_yaml - any bytes as YAML: the reader, places, pointers, sources and slices of what it reads.
 *
 * A text that begins as JSON is given a line before it, so that every input goes to the YAML
 * reader.
 */
#include "doc/doc_inside.h"
#include "doc/value.h"
#include "doc/yaml_text.h"
#include "fuzz.h"

/* every value is inside the source, and ends where it begins or later */
static void check_place(struct cursor c)
{
	struct place p = cursor_place(c);
	struct str source = cursor_source(c), all = c.doc->source;
	struct str lead, key;

	if (!p.line || !p.column || p.end_line < p.line ||
		(p.end_line == p.line && p.end_column < p.column))
		abort();
	if (source.ptr < all.ptr || source.len > all.len - (size_t)(source.ptr - all.ptr))
		abort();
	if (cursor_member(c, &lead, &key) && (lead.len == 0 || lead.ptr + lead.len != source.ptr))
		abort();
}

static void walk_all(struct cursor c, size_t depth)
{
	struct walk w;
	struct buf pointer;

	if (depth > 8)
		return;
	buf_init(&pointer, 4096);
	(void)cursor_pointer(c, &pointer);
	buf_free(&pointer);
	check_place(c);
	walk_begin(&w, c);
	for (size_t i = 0; i < 64 && walk_next(&w); i++)
		walk_all(w.value, depth + 1);
}

static void read_all(struct doc *doc)
{
	struct assay_error err = {0};
	struct arena *arena = NULL;
	const struct value *value;
	char guess[512];

	if (arena_new(&arena, 0))
		return;
	walk_all(doc_root(doc), 0);
	(void)doc_guess(doc, guess, sizeof guess);
	(void)doc_check_whole(doc, &err);
	/* cJSON's tree fits the JSON text that the YAML became */
	if (value_build(&value, doc_root(doc), arena, &err) == ASSAY_EINTERNAL)
		abort();
	arena_free(arena);
}

static void open_text(const char *text, size_t size)
{
	struct doc_limits limits = {(size_t)1 << 20, 128, (size_t)1 << 16, (size_t)1 << 16};
	struct assay_error err = {0};
	struct doc *doc = NULL;
	int status = doc_open_pages(&doc, "fuzz.yaml", text, size, &limits, &err);

	if (!status) {
		read_all(doc);
		doc_free(doc);
	} else if (!err.message[0] || !err.line || status == ASSAY_EINTERNAL) {
		/* every refusal has a message and a place, and is not an internal error */
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char head[] = "a:\n";
	struct str text = {(const char *)data, size};
	char *copy;

	if (size == 0 || yaml_seems(text)) {
		open_text(text.ptr, size);
		return 0;
	}
	copy = malloc(size + sizeof head);
	if (!copy)
		return 0;
	memcpy(copy, head, sizeof head - 1);
	memcpy(copy + sizeof head - 1, data, size);
	open_text(copy, size + sizeof head - 1);
	free(copy);
	return 0;
}
