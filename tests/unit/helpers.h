/*
 * helpers.h - what several unit tests share: JSON that can be read, exact copies, expected files.
 */
#ifndef ASSAY_TESTS_HELPERS_H
#define ASSAY_TESTS_HELPERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/str.h"

/* A copy of text in the arena with " for each ', so that literals need no escapes. */
static inline char *json_from(struct arena *arena, const char *text)
{
	struct str copy = str_copy(arena, str_of(text));
	assert_non_null(copy.ptr);
	char *bytes = (char *)(uintptr_t)copy.ptr;
	for (size_t i = 0; i < copy.len; i++)
		if (bytes[i] == '\'')
			bytes[i] = '"';
	return bytes;
}

/* The text of tests/data/unit/NAME, in the arena. */
static inline const char *read_data(struct arena *arena, const char *name)
{
	char path[256], *bytes;
	size_t len;
	struct assay_error err;
	snprintf(path, sizeof path, "tests/data/unit/%s", name);
	if (io_read_file(&bytes, &len, path, 1 << 20, &err) != ASSAY_OK)
		fail_msg("%s: %s", path, err.message);
	struct str copy = str_copy(arena, (struct str){bytes, len});
	free(bytes);
	assert_non_null(copy.ptr);
	return copy.ptr;
}

/* A copy that ends where the text ends, so that AddressSanitizer sees a read past it. The caller
 * frees it. */
static inline char *copy_exactly(const char *text, size_t len)
{
	char *copy = malloc(len ? len : 1);
	assert_non_null(copy);
	if (len)
		memcpy(copy, text, len);
	return copy;
}

/* A writer for struct out: appends to the struct buf in payload. */
static inline int append(void *payload, const char *bytes, size_t len)
{
	buf_add(payload, bytes, len);
	return 0;
}

/* Compares bytes with a file. With ASSAY_WRITE_EXPECTED set, writes the file instead. */
static inline void check_golden(const char *path, const char *bytes, size_t len)
{
	bool writes = getenv("ASSAY_WRITE_EXPECTED") != NULL;
	FILE *file = fopen(path, writes ? "wb" : "rb");
	assert_non_null(file);
	if (writes) {
		assert_int_equal(fwrite(bytes, 1, len, file), len);
		fclose(file);
		return;
	}
	char *expected = malloc(len + 1);
	assert_non_null(expected);
	size_t n = fread(expected, 1, len + 1, file);
	fclose(file);
	bool same = n == len && memcmp(expected, bytes, len) == 0;
	free(expected);
	if (!same)
		fail_msg("%s differs; written now:\n%.*s", path, (int)len, bytes);
}

/* Fails on a byte that a terminal acts on, on invalid UTF-8 and, if asked, on a blank at the end of
 * a line. */
static inline void check_lines(const struct buf *text, bool blanks)
{
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->ptr[i];
		assert_true(c == '\n' || (c >= 0x20 && c != 0x7F));
		assert_false(
			blanks && c == ' ' && (i + 1 == text->len || text->ptr[i + 1] == '\n'));
	}
	assert_int_equal(utf8_check(text->ptr, text->len), text->len);
}

#endif
