/*
 * fuzz_slice - a whole text as one slice, built from cJSON's tree.
 */
#include "doc/value.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct doc_limits limits = {
		(size_t)1 << 20, 256, (size_t)1 << 20, (size_t)1 << 20};
	struct assay_error err = {0};
	const struct value *value, *again;
	struct doc *doc = NULL;
	struct arena *arena;
	int status;

	if (doc_open_pages(&doc, "fuzz.json", (const char *)data, size, &limits, &err))
		return 0;
	if (arena_new(&arena, 0))
		abort();
	status = value_build(&value, doc_root(doc), arena, &err);
	/* cJSON's tree must fit every text that the scan accepts */
	if (status == ASSAY_EINTERNAL || (status && (!err.message[0] || !err.line)))
		abort();
	if (!status &&
		(value_build(&again, doc_root(doc), arena, &err) || !value_equal(value, again)))
		abort();
	arena_free(arena);
	doc_free(doc);
	return 0;
}
