/*
 * fuzz_logs - any bytes as a log file of CloudTrail, under its name and under another.
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	const struct fuzz_input inputs[] = {
		{"AWSLogs/123456789012/CloudTrail/us-east-1/2026/11/20/"
		 "123456789012_CloudTrail_us-east-1_20261120T1005Z_AAAAAAAAAAAAAAAA.json",
			bytes},
		{"records.json", bytes},
		fuzz_exports[0],
	};

	fuzz_inventory(inputs, sizeof inputs / sizeof *inputs);
	return 0;
}
