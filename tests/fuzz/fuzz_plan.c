/*
 * fuzz_plan - any bytes as a plan: alone, and laid over the exports of its account.
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input inputs[4] = {{"plan.json", {(const char *)data, size}}, fuzz_exports[0],
		fuzz_exports[1], fuzz_exports[2]};

	fuzz_inventory(inputs, 1);
	fuzz_inventory(inputs, LENGTH_OF(inputs));
	return 0;
}
