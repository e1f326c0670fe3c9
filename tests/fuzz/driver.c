/*
 * driver - replays files and folders of them through a fuzz target, for compilers without
 * libFuzzer.
 */
#include "base/io.h"
#include "fuzz.h"

static int replay(void *payload, const char *path, enum io_kind kind)
{
	struct assay_error err = {0};
	char *bytes = NULL;
	size_t len = 0;

	if (kind != IO_FILE)
		return 0;
	if (io_read_file(&bytes, &len, path, (size_t)1 << 24, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.message);
		return ASSAY_EIO;
	}
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
	free(bytes);
	++*(size_t *)payload;
	return 0;
}

int main(int argc, char **argv)
{
	struct assay_error err = {0};
	size_t n = 0;

	for (int i = 1; i < argc; i++) {
		int status = io_is_folder(argv[i], &err) == 1
				     ? io_walk(argv[i], 4, replay, &n, &err)
				     : replay(&n, argv[i], IO_FILE);
		if (status)
			return 1;
	}
	printf("%zu passed, 0 failed\n", n);
	return 0;
}
