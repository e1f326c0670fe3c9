/*
 * test_disagree - what happens when cJSON's tree does not fit the text.
 *
 * This program brings its own cJSON_ParseWithLengthOpts, which ignores the text. A tree that the
 * walk over the text can't follow must be an internal error at its place, and no value is built.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <cjson/cJSON.h>

#include "doc/value.h"

static cJSON *(*tell)(void);
static size_t left_over;

cJSON *cJSON_ParseWithLengthOpts(const char *value, size_t buffer_length,
	const char **return_parse_end, cJSON_bool require_null_terminated)
{
	(void)require_null_terminated;
	*return_parse_end = value + buffer_length - left_over;
	return tell();
}

static cJSON *nothing(void)
{
	return NULL;
}

static cJSON *null(void)
{
	return cJSON_CreateNull();
}

static cJSON *yes(void)
{
	return cJSON_CreateTrue();
}

static cJSON *one(void)
{
	return cJSON_CreateNumber(1);
}

static cJSON *word(void)
{
	return cJSON_CreateString("word");
}

static cJSON *array_of_one(void)
{
	cJSON *array = cJSON_CreateArray();
	(void)cJSON_AddItemToArray(array, one());
	return array;
}

static cJSON *object_of_a(void)
{
	cJSON *object = cJSON_CreateObject();
	(void)cJSON_AddItemToObject(object, "a", one());
	return object;
}

static void test_tree_that_does_not_fit_is_an_error(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		cJSON *(*tell)(void);
		size_t left_over;
		const char *about; /* NULL: the tree fits */
		size_t column;
	} rows[] = {
		{"null", null, 0, NULL, 0},
		{"true", yes, 0, NULL, 0},
		{"1", one, 0, NULL, 0},
		{"\"word\"", word, 0, NULL, 0},
		{"[1]", array_of_one, 0, NULL, 0},
		{"{\"a\":1}", object_of_a, 0, NULL, 0},
		{"1", nothing, 0, "cJSON refuses", 1},
		{"1", one, 1, "the length of a value", 1},
		{"null", one, 0, "the kind of a value", 1},
		{"1", null, 0, "the kind of a value", 1},
		{"\"1\"", one, 0, "the kind of a value", 1},
		{"1", word, 0, "the kind of a value", 1},
		{"{}", array_of_one, 0, "the kind of a value", 1},
		{"[]", object_of_a, 0, "the kind of a value", 1},
		{"[ null]", array_of_one, 0, "the kind of a value", 3},
		{"{ \"a\":[]}", object_of_a, 0, "the kind of a value", 7},
		{"[]", array_of_one, 0, "the number of values", 1},
		{"[1,1]", array_of_one, 0, "the number of values", 1},
		{"{}", object_of_a, 0, "the number of values", 1},
		{"{\"a\":1,\"b\":1}", object_of_a, 0, "the number of values", 1},
	};
	const struct doc_limits limits = {100, 10, 100, 100};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d;
		struct arena *a;
		const struct value *v;
		struct assay_error err = {0};
		tell = rows[i].tell;
		left_over = rows[i].left_over;
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		assert_int_equal(
			doc_open(&d, "f", rows[i].text, strlen(rows[i].text), &limits, &err),
			ASSAY_OK);
		int status = value_build(&v, doc_root(d), a, &err);
		if (status != (rows[i].about ? ASSAY_EINTERNAL : ASSAY_OK) ||
			(v != NULL) != (status == ASSAY_OK) || err.column != rows[i].column ||
			(rows[i].about && !strstr(err.message, rows[i].about)))
			fail_msg("row %zu, %s: %d, %zu: %s", i, rows[i].text, status, err.column,
				err.message);
		arena_free(a);
		doc_free(d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree_that_does_not_fit_is_an_error)};
	return cmocka_run_group_tests_name("disagree", tests, NULL, NULL);
}
