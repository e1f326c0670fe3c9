/*
 * test_aws_error - files that contain one error of the AWS CLI, and files that do not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "doc/aws_error.h"

#define DENIED                                                                                     \
	"An error occurred (AccessDenied) when calling the ListFunctions operation: not "          \
	"authorized: lambda:ListFunctions"

static void test_errors_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *code, *operation, *text;
		size_t line, column, end_line, end_column;
	} rows[] = {
		{DENIED, "AccessDenied", "ListFunctions", "not authorized: lambda:ListFunctions", 1,
			1, 1, 112},
		{DENIED "\n", "AccessDenied", "ListFunctions",
			"not authorized: lambda:ListFunctions", 1, 1, 1, 112},
		{"\n" DENIED "\n\n", "AccessDenied", "ListFunctions",
			"not authorized: lambda:ListFunctions", 2, 1, 2, 112},
		{"\r\n" DENIED "\r\n", "AccessDenied", "ListFunctions",
			"not authorized: lambda:ListFunctions", 2, 1, 2, 112},
		{"\xEF\xBB\xBF" DENIED, "AccessDenied", "ListFunctions",
			"not authorized: lambda:ListFunctions", 1, 1, 1, 112},
		{"aws: [ERROR]: " DENIED "\n", "AccessDenied", "ListFunctions",
			"not authorized: lambda:ListFunctions", 1, 15, 1, 126},
		{"\naws: [ERROR]: An error occurred (A.B) when calling the C operation: "
		 "x\n\nAdditional error details:\nType: User\nBucketName: b\n",
			"A.B", "C", "x", 2, 15, 2, 70},
		{"An error occurred (Throttling) when calling the X operation (reached max "
		 "retries: 4): Rate exceeded\n",
			"Throttling", "X", "Rate exceeded", 1, 1, 1, 100},
		{"An error occurred (A) when calling the B operation:\n", "A", "B", "", 1, 1, 1,
			52},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct arena *a;
		struct aws_error e;
		const struct place *p = &e.place;
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		if (!aws_error_read(&e, str_of(rows[i].bytes), a))
			fail_msg("not read: %s", rows[i].bytes);
		assert_true(str_is(e.code, rows[i].code));
		assert_true(str_is(e.operation, rows[i].operation));
		if (!str_is(e.text, rows[i].text))
			fail_msg("%.*s", STR_ARGS(e.text));
		if (p->line != rows[i].line || p->column != rows[i].column ||
			p->end_line != rows[i].end_line || p->end_column != rows[i].end_column)
			fail_msg("%s: %zu:%zu-%zu:%zu", rows[i].bytes, p->line, p->column,
				p->end_line, p->end_column);
		arena_free(a);
	}
}

static void test_utf16_is_read(void **state)
{
	(void)state;
	char bytes[1000] = "\xFF\xFE";
	size_t n = 2;
	for (const char *p = DENIED; *p; p++, n += 2)
		bytes[n] = *p;
	struct arena *a;
	struct aws_error e;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	assert_true(aws_error_read(&e, (struct str){bytes, n}, a));
	assert_true(str_is(e.operation, "ListFunctions"));
	assert_false(aws_error_read(&e, (struct str){bytes, n - 1}, a));
	arena_free(a);
}

static void test_other_files_are_not_errors(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"",
		"\n\n",
		"{}",
		"# " DENIED,
		"error: " DENIED,
		DENIED "\n" DENIED,
		DENIED "\n{\"Functions\": []}\n",
		"{\"Functions\": []}\n" DENIED,
		DENIED "\nand so on\n",
		DENIED "\n\nAdditional error details:\nno member\n",
		"An error occurred (NoRegion): You must specify a region.\n",
		"An error occurred () when calling the B operation: x",
		"An error occurred (A B) when calling the B operation: x",
		"An error occurred (A) when calling the  operation: x",
		"An error occurred (A) when calling the B operation",
		"An error occurred (A) when calling the B operation (reached max retries: ): x",
		"Unable to locate credentials\n",
		"An error occurred (A) when calling the B operation: \x80",
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct arena *a;
		struct aws_error e;
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		if (aws_error_read(&e, str_of(rows[i]), a))
			fail_msg("read: %s", rows[i]);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors_are_read),
		cmocka_unit_test(test_utf16_is_read),
		cmocka_unit_test(test_other_files_are_not_errors),
	};
	return cmocka_run_group_tests_name("aws_error", tests, NULL, NULL);
}
