/*
 * fuzz_unpack - any bytes as an archive: every file that is listed is whole, has a path that stays
 * in the archive, and is there once.
 */
#include "fuzz.h"
#include "unpack/unpack.h"

static void check_file(const struct unpacked_file *file, const struct unpack_limits *limits)
{
	if (file->bytes.len > limits->max_file || file->bytes.ptr[file->bytes.len] != '\0')
		abort();
	if (file->refused)
		return;
	if (file->path.len == 0 || file->path.ptr[0] == '/' || str_starts(file->path, STR("../")) ||
		str_contains(file->path, STR("/../")))
		abort();
}

static void check(const struct unpacked *out, const struct unpack_limits *limits)
{
	size_t total = 0;

	for (size_t i = 0; i < out->files.n; i++) {
		const struct unpacked_file *file = out->files.items[i];
		const struct unpacked_file *before = i ? out->files.items[i - 1] : NULL;

		check_file(file, limits);
		if (before && str_cmp(before->path, file->path) > 0)
			abort();
		if (before && str_eq(before->path, file->path) && !file->refused)
			abort();
		total += file->bytes.len;
	}
	if (total > limits->max_bytes || total > out->n_bytes)
		abort();
}

struct fuzz_call {
	struct str bytes;
	struct arena *arena;
};

static int run(void *payload)
{
	static const struct unpack_limits limits = {(size_t)1 << 20, 100, (size_t)4 << 20, 100};
	const struct fuzz_call *call = payload;
	struct assay_error err = {0};
	struct unpacked out;
	int status = unpack(&out, "fuzz.bin", call->bytes, &limits, call->arena, &err);

	if (status && (!err.message[0] || out.files.n))
		abort();
	check(&out, &limits);
	return ASSAY_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_call call = {{(const char *)data, size}, NULL};

	(void)unpack_is_archive(call.bytes);
	if (arena_new(&call.arena, (size_t)64 << 20))
		return 0;
	(void)arena_run(call.arena, run, &call);
	arena_free(call.arena);
	return 0;
}
