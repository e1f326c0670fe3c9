/*
 * fuzz_check - the whole of a check over one input beside a few exports, written in every format,
 * and inspect.
 */
#include "assay.h"
#include "fuzz.h"

static int swallow(void *payload, const char *bytes, size_t len)
{
	(void)payload;
	(void)bytes;
	(void)len;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct assay_error err = {0};
	struct assay_result *result = NULL;
	struct assay *a = NULL;

	if (assay_new(&a, &err) || assay_set(a, "rule-instructions", "5000000", &err) ||
		assay_set(a, "trace", NULL, &err) || assay_set(a, "show", "all", &err) ||
		assay_add_builtin_rules(a, &err))
		abort();
	if (assay_add_input(a, "123456789012/us-east-1/x.json", (const char *)data, size,
		    ASSAY_NAMED, &err))
		abort();
	for (size_t i = 0; i < LENGTH_OF(fuzz_exports); i++)
		if (assay_add_input(a, fuzz_exports[i].name, fuzz_exports[i].bytes.ptr,
			    fuzz_exports[i].bytes.len, ASSAY_NAMED, &err))
			abort();
	if (assay_run(&result, a, -1, &err))
		abort();
	for (size_t i = 0; assay_format(i, NULL); i++)
		if (assay_result_write(result, assay_format(i, NULL), swallow, NULL, &err))
			abort();
	if (assay_result_write(result, "inspect", swallow, NULL, &err))
		abort();
	assay_result_free(result);
	assay_free(a);
	return 0;
}
