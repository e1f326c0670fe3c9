/*
 * fuzz_exports - any bytes, cut at each NUL, as exports of one account.
 */
#include "fuzz.h"

static const char *const names[] = {
	"123456789012/us-east-1/a.json",
	"123456789012/us-east-1/get-event-selectors.t.json",
	"123456789012/us-east-1/get-trail-status.t.json",
	"123456789012/eu-west-1/b.json",
	"123456789012/eu-west-1/c.json",
	"d.json",
	"e.json",
	"e.json",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input inputs[LENGTH_OF(names)];
	const char *at = (const char *)data, *end = at + size;
	size_t n = 0;

	while (n < LENGTH_OF(names)) {
		const char *cut = at < end ? memchr(at, '\0', (size_t)(end - at)) : NULL;

		inputs[n] = (struct fuzz_input){names[n], {at, (size_t)((cut ? cut : end) - at)}};
		n++;
		if (!cut)
			break;
		at = cut + 1;
	}
	fuzz_inventory(inputs, n);
	return 0;
}
