/*
 * fuzz_check - the whole of a check over one input, named so that account and Region are told.
 */
#include "assay.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int swallow(void *payload, const char *bytes, size_t len)
{
	(void)payload;
	(void)bytes;
	(void)len;
	return 0;
}

static const struct {
	const char *name, *text;
} companions[] = {
	{"123456789012/us-east-1/list-functions.json",
		"{\"Functions\":[{\"FunctionName\":\"f\",\"FunctionArn\":"
		"\"arn:aws:lambda:us-east-1:123456789012:function:f\"}]}"},
	{"123456789012/us-east-1/describe-trails.json",
		"{\"trailList\":[{\"Name\":\"t\",\"TrailARN\":"
		"\"arn:aws:cloudtrail:us-east-1:123456789012:trail/"
		"t\",\"HomeRegion\":\"us-east-1\"}]}"},
	{"123456789012/us-east-1/get-trail-status.t.json", "{\"IsLogging\":true}"},
};

static size_t length(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *format;
	struct assay_options options = ASSAY_OPTIONS_INIT;
	struct assay_error err = {0};
	struct assay_result *result = NULL;
	struct assay *a = NULL;

	options.rule_instructions = 5000000;
	for (int i = 0; i < ASSAY_N_VERDICTS; i++)
		options.show[i] = true;
	if (assay_new(&a, &options, &err) || assay_add_builtin_rules(a, &err))
		abort();
	if (assay_add_input(a, "123456789012/us-east-1/x.json", (const char *)data, size,
		    ASSAY_NAMED, &err))
		abort();
	for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
		if (assay_add_input(a, companions[i].name, companions[i].text,
			    length(companions[i].text), ASSAY_NAMED, &err))
			abort();
	if (assay_run(&result, a, -1, &err))
		abort();
	for (size_t i = 0; (format = assay_format(i, NULL)); i++)
		if (assay_result_write(result, format, swallow, NULL, &err))
			abort();
	if (assay_inspect_write(result, swallow, NULL, &err))
		abort();
	assay_result_free(result);
	assay_free(a);
	return 0;
}
