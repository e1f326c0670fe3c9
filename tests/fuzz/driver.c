/*
 * driver - replays files and folders of them through a fuzz target, for compilers without
 * libFuzzer: driver [-mutants=N] PATH... N: structural mutants of each file that are tried, too.
 */
#include "base/io.h"
#include "fuzz.h"

enum { TEXT_MAX = 1 << 16 };

struct count {
	size_t files, mutants, wanted;
};

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max)
{
	(void)data;
	(void)max;
	return size;
}

/* each mutant is made of the one before it */
static void try_mutants(struct count *count, const char *bytes, size_t len)
{
	static uint8_t text[TEXT_MAX];

	if (len > sizeof text)
		return;
	memcpy(text, bytes, len);
	for (size_t i = 0; i < count->wanted; i++) {
		size_t made =
			fuzz_mutate_json(text, len, sizeof text, (unsigned)(count->files * 31 + i));

		if (made == 0)
			return;
		len = made;
		(void)LLVMFuzzerTestOneInput(text, len);
		count->mutants++;
	}
}

static int replay(void *payload, const char *path, enum io_kind kind)
{
	struct assay_error err = {0};
	char *bytes = NULL;
	struct count *count = payload;
	size_t len = 0;

	if (kind != IO_FILE)
		return 0;
	if (io_read_file(&bytes, &len, path, (size_t)1 << 24, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.message);
		return ASSAY_EIO;
	}
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
	try_mutants(count, bytes, len);
	free(bytes);
	count->files++;
	return 0;
}

int main(int argc, char **argv)
{
	struct assay_error err = {0};
	struct count n = {0};

	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "-mutants=", 9) == 0) {
			n.wanted = strtoul(argv[i] + 9, NULL, 10);
			continue;
		}
		int status = io_is_folder(argv[i], &err) == 1
				     ? io_walk(argv[i], 4, replay, &n, &err)
				     : replay(&n, argv[i], IO_FILE);
		if (status)
			return 1;
	}
	printf("%zu passed, 0 failed\n", n.files + n.mutants);
	return 0;
}
