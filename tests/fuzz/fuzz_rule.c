/*
 * fuzz_rule - any bytes as a control, as a type and as a library, loaded; the control is run over a
 * small inventory.
 */
#include "assay.h"
#include "fuzz.h"

static const char user[] =
	"return control { id = 'user', title = 't', severity = 'low', subject = 'account',\n"
	" reads = { 'AWS::Lambda::Function' }, check = function() require 'fuzz' pass() end }";

static void try_file(const char *name, const char *bytes, size_t size, bool used)
{
	struct assay_error err = {0};
	struct assay_result *result = NULL;
	struct assay *a = NULL;
	int status;

	if (assay_new(&a, &err) || assay_set(a, "rule-instructions", "200000", &err) ||
		assay_set(a, "rule-live", "4MiB", &err) ||
		assay_set(a, "rule-allocated", "16MiB", &err))
		abort();
	status = assay_add_rules(a, name, bytes, size, &err);
	if (!status && used)
		status = assay_add_rules(a, "controls/user.lua", user, sizeof user - 1, &err);
	if (!status)
		status = assay_add_input(a, fuzz_exports[0].name, fuzz_exports[0].bytes.ptr,
			fuzz_exports[0].bytes.len, ASSAY_NAMED, &err);
	if (!status)
		status = assay_run(&result, a, -1, &err);
	if (status && (status == ASSAY_EINTERNAL || !err.message[0]))
		abort();
	assay_result_free(result);
	assay_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_file("controls/fuzz.lua", (const char *)data, size, false);
	try_file("types/fuzz.lua", (const char *)data, size, false);
	try_file("lib/fuzz.lua", (const char *)data, size, true);
	return 0;
}
