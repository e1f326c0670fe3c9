/*
 * fuzz_check - the whole of a check over one input beside a few exports, written in every format,
 * and inspect. The order of the inputs changes no byte of a report.
 */
#include "fuzz.h"
#include "pipeline/inside.h"

/* a run keeps the names of its inputs */
enum { RUNS_OF_ONE = 2000, REPORT_MAX = 1 << 22 };

struct text {
	char bytes[REPORT_MAX];
	size_t len;
};

static int append(void *payload, const char *bytes, size_t len)
{
	struct text *t = payload;

	if (len > sizeof t->bytes - t->len)
		return 1;
	memcpy(t->bytes + t->len, bytes, len);
	t->len += len;
	return 0;
}

static int swallow(void *payload, const char *bytes, size_t len)
{
	(void)payload;
	(void)bytes;
	(void)len;
	return 0;
}

static struct assay *make(void)
{
	struct assay *a = NULL;

	if (assay_new(&a, NULL) || assay_set(a, "rule-instructions", "5000000", NULL) ||
		assay_set(a, "trace", NULL, NULL) || assay_set(a, "show", "all", NULL) ||
		assay_add_builtin_rules(a, NULL))
		abort();
	return a;
}

/* a run without inputs; the rules are loaded once for many */
static struct assay *begin(void)
{
	static struct assay *a;
	static unsigned used;

	if (used++ % RUNS_OF_ONE == 0) {
		assay_free(a);
		a = make();
	}
	a->inputs.n = 0;
	return a;
}

static struct assay_result *judge(struct assay *a, const struct fuzz_input *inputs, size_t n)
{
	struct assay_result *result = NULL;

	for (size_t i = 0; i < n; i++)
		if (assay_add_input(a, inputs[i].name, inputs[i].bytes.ptr, inputs[i].bytes.len,
			    ASSAY_NAMED, NULL))
			abort();
	if (assay_run(&result, a, -1, NULL))
		abort();
	return result;
}

static void write_all(const struct assay_result *result)
{
	for (size_t i = 0; assay_format(i, NULL); i++)
		if (assay_result_write(result, assay_format(i, NULL), swallow, NULL, NULL))
			abort();
	if (assay_result_write(result, "inspect", swallow, NULL, NULL) ||
		assay_result_write(result, "inspect-json", swallow, NULL, NULL) ||
		assay_result_write(result, "inspect-script", swallow, NULL, NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct text forwards, backwards;
	const struct fuzz_input given = {
		"123456789012/us-east-1/x.json", {(const char *)data, size}};
	const struct fuzz_input *e = fuzz_exports;
	const struct fuzz_input first[] = {given, e[0], e[1], e[2]};
	const struct fuzz_input last[] = {e[2], e[1], e[0], given};
	struct assay_result *result = judge(begin(), first, LENGTH_OF(first));

	forwards.len = backwards.len = 0;
	write_all(result);
	int lost = assay_result_write(result, "json", append, &forwards, NULL);
	assay_result_free(result);
	result = judge(begin(), last, LENGTH_OF(last));
	lost |= assay_result_write(result, "json", append, &backwards, NULL);
	assay_result_free(result);
	if (!lost && (forwards.len != backwards.len ||
			     memcmp(forwards.bytes, backwards.bytes, forwards.len) != 0))
		abort();
	return 0;
}
