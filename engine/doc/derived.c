/*
 * derived - documents that are parts of another one: JSON text inside a string, a text that is no
 * JSON.
 *
 * Their places are those of the file. Knows the scan and the source map; must not know what such a
 * document is about.
 */
#include "doc/derived.h"

#include "doc/doc_inside.h"
#include "doc/json_text.h"

static struct doc *new_doc(const struct doc *outer, struct arena *a)
{
	struct doc *d = arena_alloc(a, sizeof *d);
	*d = (struct doc){.name = outer->name,
		.bytes = outer->bytes,
		.source = outer->source,
		.limits = outer->limits,
		.arena = a,
		.memo = arena_alloc(a, sizeof *d->memo),
		.mapped = true};
	buf_init_for(&d->json, SIZE_MAX / 2, a);
	source_map_init(&d->map, a);
	return d;
}

static bool scan(struct doc *d, struct json_fault *fault)
{
	struct skip_notes notes;
	d->text = (struct str){d->json.ptr, d->json.len};
	skip_notes_init(&notes, d->text.len, d->arena);
	bool passed = json_scan(d->text, d->limits.max_depth, &notes, fault);
	if (passed)
		skip_index_build(&d->index, &notes, d->text.len, d->arena);
	skip_notes_free(&notes);
	return passed;
}

/* The text of a string, with a point behind each escape. */
static void decode(struct doc *d, struct cursor string)
{
	const struct doc *outer = string.doc;
	struct str text = cursor_text(string);
	struct str raw = {text.ptr + 1, text.len - 2};
	char piece[4];
	/* of YAML, only where the string begins is known */
	d->map.copied = !outer->mapped || outer->map.copied;
	source_map_add(&d->map, 0, source_of(outer, string.at) + d->map.copied);
	while (raw.len) {
		bool escaped = *raw.ptr == '\\';
		buf_add(&d->json, piece, json_take(piece, &raw));
		if (escaped && d->map.copied)
			source_map_add(&d->map, d->json.len,
				source_of(outer, (size_t)(raw.ptr - outer->text.ptr)));
	}
}

bool doc_open_string(
	struct doc **out, struct cursor string, struct arena *a, struct json_fault *fault)
{
	struct str text = cursor_text(string);
	*out = NULL;
	*fault = (struct json_fault){.kind = FAULT_EXPECTED};
	if (cursor_kind(string) != DOC_STRING || string.doc->source.len > SOURCE_MAP_MAX / 2 ||
		json_find_nul(text) < text.len)
		return false;
	struct doc *d = new_doc(string.doc, a);
	d->outer = string;
	decode(d, string);
	if (!scan(d, fault))
		return false;
	*out = d;
	return true;
}

/* part as the text of a JSON string */
static void quote(struct buf *b, struct str part)
{
	buf_text(b, "\"");
	for (size_t i = 0; i < part.len; i++) {
		unsigned char c = (unsigned char)part.ptr[i];
		if (c < 0x20)
			buf_printf(b, "\\u%04x", c);
		else if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else
			buf_add(b, part.ptr + i, 1);
	}
	buf_text(b, "\"");
}

struct doc *doc_of_text(const char *name, struct str bytes, struct str part, struct arena *a)
{
	size_t mark;
	(void)find_encoding(bytes, &mark);
	const struct doc file = {
		.name = name, .bytes = bytes, .source = {bytes.ptr + mark, bytes.len - mark}};
	struct json_fault fault;
	struct doc *d = new_doc(&file, a);
	size_t begin = (size_t)(part.ptr - file.source.ptr);
	d->limits.max_depth = 1;
	source_map_add(&d->map, 0, begin);
	quote(&d->json, part);
	source_map_add(&d->map, d->json.len, begin + part.len);
	return scan(d, &fault) ? d : NULL;
}
