/*
 * fuzz_scan - the scanner, walks, places, pointers and look-ups over any bytes.
 */
#include "doc/value.h"
#include "fuzz.h"

static void walk_all(struct cursor c, size_t depth)
{
	struct walk w;
	struct buf pointer;

	if (depth > 8)
		return;
	buf_init(&pointer, 4096);
	(void)cursor_place(c);
	(void)cursor_pointer(c, &pointer);
	buf_free(&pointer);
	walk_begin(&w, c);
	for (size_t i = 0; i < 64 && walk_next(&w); i++)
		walk_all(w.value, depth + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct doc_limits limits = {
		(size_t)1 << 20, 128, (size_t)1 << 16, (size_t)1 << 18};
	struct assay_error err = {0};
	struct lookup keys[] = {{"type", {0}}, {"a", {0}}};
	struct doc *doc = NULL, *single = NULL;
	int status = doc_open(&single, "fuzz.json", (const char *)data, size, &limits, &err);

	doc_free(single);
	if (doc_open_pages(&doc, "fuzz.json", (const char *)data, size, &limits, &err)) {
		if (!status)
			abort();
		/* every refusal has a message and a place */
		if (!err.message[0] || !err.line || !err.column)
			abort();
		return 0;
	}
	/* doc_open refuses a file with several texts, and accepts the others */
	if (doc_has_pages(doc) != (status != ASSAY_OK) || doc_check_single(doc, &err) != status)
		abort();
	walk_all(doc_root(doc), 0);
	(void)cursor_find(doc_root(doc), keys, LENGTH_OF(keys), &err);
	doc_free(doc);
	return 0;
}
