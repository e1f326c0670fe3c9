/*
 * fuzz_rule - any bytes as a control file, loaded and run over a small world.
 */
#include "assay.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char functions[] = "{\"Functions\":[{\"FunctionName\":\"f\",\"FunctionArn\":"
					"\"arn:aws:lambda:us-east-1:123456789012:function:f\"}]}";
	struct assay_options options = ASSAY_OPTIONS_INIT;
	struct assay_error err = {0};
	struct assay_result *result = NULL;
	struct assay *a = NULL;

	options.rule_instructions = 200000;
	options.rule_live = (size_t)4 << 20;
	options.rule_allocated = (size_t)16 << 20;
	if (assay_new(&a, &options, &err))
		abort();
	if (assay_add_rules(a, "controls/fuzz.lua", (const char *)data, size, &err) == 0 &&
		assay_add_input(a, "123456789012/us-east-1/f.json", functions, strlen(functions),
			ASSAY_NAMED, &err) == 0 &&
		assay_run(&result, a, -1, &err) == 0)
		assay_result_free(result);
	assay_free(a);
	return 0;
}
