/*
 * test_io - reading files, walking folders, writing
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/assay-test-XXXXXX";

/* the path of a name below the test's folder; good until the next call but three */
static const char *below(const char *name)
{
	static char paths[4][256];
	static size_t next;
	char *path = paths[next++ % LENGTH_OF(paths)];
	(void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(below(name), "wb");
	assert_non_null(file);
	assert_int_equal(io_write_all(file, text, strlen(text), NULL), ASSAY_OK);
	assert_int_equal(fclose(file), 0);
}

static const char *const folders[] = {"b", "b/c", "b/c/d", ".hidden", "skipped"};
static const char *const files[] = {"z.json", "a.json", "B.json", "b/2", "b/10", "b/c/d/deep",
	".hidden/x", ".dot", "b-file", "skipped/file"};

static int make_tree(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 0; i < LENGTH_OF(folders); i++) {
		if (mkdir(below(folders[i]), 0700) != 0)
			return -1;
	}
	for (size_t i = 0; i < LENGTH_OF(files); i++)
		write_file(files[i], "0123456789");
	if (symlink(folder, below("b/loop")) != 0 || mkfifo(below("pipe"), 0600) != 0)
		return -1;
	return 0;
}

static int remove_tree(void **state)
{
	(void)state;
	(void)unlink(below("b/loop"));
	(void)unlink(below("pipe"));
	for (size_t i = 0; i < LENGTH_OF(files); i++)
		(void)unlink(below(files[i]));
	for (size_t i = LENGTH_OF(folders); i-- > 0;)
		(void)rmdir(below(folders[i]));
	return rmdir(folder);
}

static int note_entry(void *payload, const char *path, enum io_kind kind)
{
	static const char *const names[] = {"file", "link", "hidden", "other", "folder"};
	buf_printf(payload, "%s %s\n", names[kind], path + strlen(folder) + 1);
	return str_ends(str_of(path), STR("/skipped")) ? IO_SKIP : 0;
}

static void test_io_walk_is_sorted_and_follows_nothing(void **state)
{
	(void)state;
	static const char expected[] = "hidden .dot\nhidden .hidden\nfile B.json\nfile a.json\n"
				       "folder b\nfile b/10\nfile b/2\nfolder b/c\n"
				       "folder b/c/d\nfile b/c/d/deep\nlink b/loop\n"
				       "file b-file\nother pipe\nfolder skipped\nfile z.json\n";
	struct assay_error err;
	struct buf seen;
	buf_init(&seen, 10000);
	assert_int_equal(io_walk(folder, 3, note_entry, &seen, &err), ASSAY_OK);
	buf_add(&seen, "", 1);
	assert_string_equal(seen.ptr, expected);
	/* a closing slash is not doubled, and the folder that was named may be a link */
	seen.len = 0;
	assert_int_equal(io_walk(below("b/c/"), 3, note_entry, &seen, &err), ASSAY_OK);
	buf_add(&seen, "", 1);
	assert_string_equal(seen.ptr, "folder b/c/d\nfile b/c/d/deep\n");
	seen.len = 0;
	assert_int_equal(io_walk(below("b/loop"), 3, note_entry, &seen, &err), ASSAY_OK);
	assert_true(seen.len > 100);
	buf_free(&seen);
}

static int stop(void *payload, const char *path, enum io_kind kind)
{
	(void)path;
	(void)kind;
	++*(int *)payload;
	return 7;
}

static void test_io_walk_ends(void **state)
{
	(void)state;
	struct assay_error err;
	struct buf seen;
	buf_init(&seen, 10000);
	assert_int_equal(io_walk(folder, 2, note_entry, &seen, &err), ASSAY_ELIMIT);
	assert_string_equal(err.path, below("b/c/d"));
	buf_free(&seen);
	int calls = 0;
	assert_int_equal(io_walk(folder, 3, stop, &calls, &err), 7);
	assert_int_equal(calls, 1);
	assert_int_equal(io_walk(below("none"), 3, stop, &calls, &err), ASSAY_EIO);
	assert_string_equal(err.message, "can't open the folder: No such file or directory");
	assert_int_equal(io_walk(below("z.json"), 3, stop, &calls, &err), ASSAY_EIO);
}

static void test_io_read_file(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t max;
		int status;
		const char *message;
	} rows[] = {
		{"z.json", 10, ASSAY_OK, ""},
		{"z.json", SIZE_MAX, ASSAY_OK, ""},
		{"z.json", 9, ASSAY_ELIMIT, "the limit max_input of 9 bytes"},
		{"z.json", 0, ASSAY_ELIMIT, "the limit max_input of 0 bytes"},
		{"none", 10, ASSAY_EIO, "can't open: No such file or directory"},
		{"b", 10, ASSAY_EIO, "it is a folder"},
		{"pipe", 10, ASSAY_EIO, "it is not a regular file"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		char *bytes;
		size_t len;
		struct assay_error err = {0};
		const char *path = below(rows[i].name);
		assert_int_equal(
			io_read_file(&bytes, &len, path, rows[i].max, &err), rows[i].status);
		if (rows[i].status == ASSAY_OK) {
			assert_int_equal(len, 10);
			assert_memory_equal(bytes, "0123456789", 10);
		} else {
			assert_null(bytes);
			assert_string_equal(err.path, path);
			assert_non_null(strstr(err.message, rows[i].message));
		}
		free(bytes);
	}
	assert_int_equal(io_is_folder(below("b"), NULL), 1);
	assert_int_equal(io_is_folder(below("z.json"), NULL), 0);
	assert_int_equal(io_is_folder(below("none"), NULL), ASSAY_EIO);
}

/* standard input is read to its end, however large, and no further than the limit */
static void test_io_read_standard_input(void **state)
{
	(void)state;
	enum { SIZE = 300000 };
	FILE *large = fopen(below("b-file"), "wb");
	assert_non_null(large);
	for (int i = 0; i < SIZE; i++)
		assert_int_equal(fputc('a' + i % 26, large), 'a' + i % 26);
	assert_int_equal(fclose(large), 0);
	static const size_t limits[] = {SIZE, SIZE - 1, 100};
	int keep = dup(STDIN_FILENO);
	for (size_t i = 0; i < LENGTH_OF(limits); i++) {
		int fd = open(below("b-file"), O_RDONLY);
		assert_true(fd >= 0);
		assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
		(void)close(fd);
		char *bytes;
		size_t len;
		struct assay_error err;
		int status = io_read_file(&bytes, &len, "-", limits[i], &err);
		assert_int_equal(status, limits[i] < SIZE ? ASSAY_ELIMIT : ASSAY_OK);
		assert_int_equal(len, limits[i] < SIZE ? 0 : SIZE);
		free(bytes);
	}
	if (keep >= 0) {
		(void)dup2(keep, STDIN_FILENO);
		(void)close(keep);
	}
}

static void test_io_write_says_when_the_disk_is_full(void **state)
{
	(void)state;
	struct assay_error err;
	FILE *full = fopen("/dev/full", "wb");
	if (!full)
		skip();
	assert_int_equal(io_write_all(full, "x", 1, &err), ASSAY_EIO);
	(void)fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_io_walk_is_sorted_and_follows_nothing),
		cmocka_unit_test(test_io_walk_ends),
		cmocka_unit_test(test_io_read_file),
		cmocka_unit_test(test_io_read_standard_input),
		cmocka_unit_test(test_io_write_says_when_the_disk_is_full),
	};
	return cmocka_run_group_tests_name("io", tests, make_tree, remove_tree);
}
