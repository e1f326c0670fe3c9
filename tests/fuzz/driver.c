/*
 * driver - replays files through a fuzz target, for compilers without libFuzzer.
 */
#include "base/io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct assay_error err = {0};
		char *bytes = NULL;
		size_t len = 0;

		if (io_read_file(&bytes, &len, argv[i], (size_t)1 << 24, &err)) {
			fprintf(stderr, "%s: %s\n", argv[i], err.message);
			return 1;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
		free(bytes);
	}
	printf("%d passed, 0 failed\n", argc - 1);
	return 0;
}
