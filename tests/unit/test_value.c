/*
 * test_value - slices as values: which are built, which are refused, and that cJSON's tree fits
 * every text that the scan accepts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "doc/doc_inside.h"
#include "doc/value.h"

static const struct doc_limits limits = {1 << 26, 1000, 1 << 25, 1 << 25};

/* open text and build the value at its root; the caller frees both, whatever comes of it */
static int build(const struct value **out, struct doc **d, struct arena **a, const char *text,
	size_t len, struct assay_error *err)
{
	*out = NULL;
	*err = (struct assay_error){0};
	assert_int_equal(arena_new(a, 0), ASSAY_OK);
	int status = doc_open(d, "the/file", text, len, &limits, err);
	return status == ASSAY_OK ? value_build(out, doc_root(*d), *a, err) : status;
}

/* a value as text: members as k=v, strings between bars */
static void render(struct buf *out, const struct value *v)
{
	switch (v->kind) {
	case DOC_NULL:
		buf_text(out, "null");
		break;
	case DOC_BOOL:
		buf_text(out, v->truth ? "true" : "false");
		break;
	case DOC_NUMBER:
		buf_str(out, v->text);
		break;
	case DOC_STRING:
		buf_printf(out, "|%s|", v->text.ptr);
		break;
	case DOC_ARRAY:
	case DOC_OBJECT:
		buf_text(out, v->kind == DOC_ARRAY ? "[" : "{");
		for (size_t i = 0; i < v->n; i++) {
			buf_text(out, i ? " " : "");
			if (v->kind == DOC_OBJECT)
				buf_printf(out, "%s=", v->members[i].key.ptr);
			render(out, v->kind == DOC_ARRAY ? v->items[i] : v->members[i].value);
		}
		buf_text(out, v->kind == DOC_ARRAY ? "]" : "}");
		break;
	}
}

static void test_value_is_built(void **state)
{
	(void)state;
	static const struct {
		const char *text, *rendered;
	} rows[] = {
		{"null", "null"},
		{" true ", "true"},
		{"\"a\\u00fc\\ud83c\\udf00\\n\"", "|a\xC3\xBC\xF0\x9F\x8C\x80\n|"},
		{"[]", "[]"},
		{"{}", "{}"},
		{"[1,[2,[]],{\"a\":[{}]}]", "[1 [2 []] {a=[{}]}]"},
		{"{\"b\":1,\"a\":{\"b\":false},\"\":\"\"}", "{b=1 a={b=false} =||}"},
		{"{\"Effect\":1,\"effect\":2}", "{Effect=1 effect=2}"},
		{"{\"ty\\u0070e\":1}", "{type=1}"},
		/* numbers keep their text */
		{"[0,-0,1.50,1E+2,1e-7]", "[0 -0 1.50 1E+2 1e-7]"},
		{"[9007199254740993,18446744073709551617]",
			"[9007199254740993 18446744073709551617]"},
		{"[123456789012345678901234567890123456789012345678901234567890123456789012345]",
			"[1234567890123456789012345678901234567890123456789012345678901234567890123"
			"45]"},
		{"[1e400,-1e400,1e-400,5e-324,1.7976931348623157e308]",
			"[1e400 -1e400 1e-400 5e-324 1.7976931348623157e308]"},
		{"[0.1,123456.789e3,1e22,1e23,3.14159265358979,0.000001]",
			"[0.1 123456.789e3 1e22 1e23 3.14159265358979 0.000001]"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d;
		struct arena *a;
		struct assay_error err;
		const struct value *v;
		struct buf out;
		buf_init(&out, 1000);
		int status = build(&v, &d, &a, rows[i].text, strlen(rows[i].text), &err);
		if (status != ASSAY_OK)
			fail_msg("%s: %s", rows[i].text, err.message);
		render(&out, v);
		buf_add(&out, "", 1);
		assert_string_equal(out.ptr, rows[i].rendered);
		assert_ptr_equal(v->at.doc, d);
		buf_free(&out);
		arena_free(a);
		doc_free(d);
	}
}

static void test_value_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t line, column;
		const char *says;
	} rows[] = {
		{"{\"a\":1,\"b\":2,\"a\":3}", 1, 14,
			"the object contains the key \"a\" a second time (the value of the first "
			"is at "
			"line 1, column 6)"},
		{"{\"a\":1,\n\"\\u0061\":1}", 2, 1, "the object contains the key \"a\""},
		{"[{\"x\":[{\"\":1,\"\":2}]}]", 1, 14, "the object contains the key \"\""},
		{"{\"a\":1,\"a\":1,\"a\":1}", 1, 8, "a second time"},
		{"[\"x\",\"arn:aws:lambda\\u0000x\"]", 1, 21, "found \\u0000"},
		{"{\"a\\u0000\":1}", 1, 4, "found \\u0000"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d;
		struct arena *a;
		struct assay_error err;
		const struct value *v;
		assert_int_equal(
			build(&v, &d, &a, rows[i].text, strlen(rows[i].text), &err), ASSAY_EINPUT);
		assert_null(v);
		assert_int_equal(err.line, rows[i].line);
		assert_int_equal(err.column, rows[i].column);
		assert_non_null(strstr(err.message, rows[i].says));
		assert_string_equal(err.path, "the/file");
		arena_free(a);
		doc_free(d);
	}
}

struct building {
	struct cursor at;
	struct arena *arena;
};

static int build_in_phase(void *payload)
{
	const struct building *b = payload;
	const struct value *v;
	(void)value_build(&v, b->at, b->arena, NULL);
	fail_msg("built without memory");
	return ASSAY_OK;
}

/* only the slice is checked: faults beside it do not matter */
static void test_value_of_a_slice(void **state)
{
	(void)state;
	static const char text[] =
		"{\"dup\":{\"a\":1,\"a\":2},\"nul\":\"\\u0000\",\"slice\": [\"x\" , 2] }";
	struct doc_limits small = {1000, 10, 10, 10};
	struct assay_error err;
	struct doc *d;
	struct arena *a;
	const struct value *v;
	assert_int_equal(doc_open(&d, "f", text, sizeof text - 1, &small, &err), ASSAY_OK);
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	struct lookup slice = {.key = "slice"};
	assert_int_equal(cursor_find(doc_root(d), &slice, 1, &err), ASSAY_OK);
	assert_int_equal(value_build(&v, slice.value, a, &err), ASSAY_OK);
	assert_int_equal(v->n, 2);
	assert_int_equal(v->at.at, slice.value.at);
	assert_true(str_is(cursor_text(v->items[1]->at), "2"));
	assert_int_equal(value_build(&v, doc_root(d), a, &err), ASSAY_ELIMIT);
	assert_non_null(strstr(err.message, "the limit max_slice is 10"));
	assert_int_equal(err.line, 1);
	assert_int_equal(value_build(&v, (struct cursor){NULL, 0}, a, &err), ASSAY_EINPUT);
	arena_free(a);
	/* without memory for the values control leaves the phase */
	assert_int_equal(arena_new(&a, 100), ASSAY_OK);
	struct building building = {slice.value, a};
	assert_int_equal(arena_run(a, build_in_phase, &building), ASSAY_ENOMEM);
	arena_free(a);
	doc_free(d);
}

/* an object of n keys k0.., written in steps of step; duplicate: this key a second time */
static void write_object(struct buf *out, size_t n, size_t step, size_t duplicate)
{
	buf_text(out, "{");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s\"k%zu\":%zu", i ? "," : "", i * step % n, i * step % n);
	if (duplicate < n)
		buf_printf(out, ",\"k%zu\":0,\"k0\":0", duplicate);
	buf_text(out, "}");
}

/* large objects: found by key, compared in any order, duplicates found, in less than quadratic time
 */
static void test_value_of_many_members(void **state)
{
	(void)state;
	static const size_t sizes[] = {0, 1, 2, 15, 16, 17, 100, 99991};
	for (size_t s = 0; s < LENGTH_OF(sizes); s++) {
		size_t n = sizes[s];
		struct buf text[3];
		struct doc *d[3];
		struct arena *a[3];
		const struct value *v[3];
		struct assay_error err;
		for (size_t i = 0; i < 3; i++)
			buf_init(&text[i], 1 << 24);
		write_object(&text[0], n, 1, SIZE_MAX);
		write_object(&text[1], n, n > 2 ? n - 1 : 1, SIZE_MAX);
		write_object(&text[2], n, 1, n / 2);
		for (size_t i = 0; i < 3; i++) {
			int status = build(&v[i], &d[i], &a[i], text[i].ptr, text[i].len, &err);
			assert_int_equal(status, i == 2 && n ? ASSAY_EINPUT : ASSAY_OK);
		}
		if (n) {
			char key[32];
			(void)snprintf(key, sizeof key, "the key \"k%zu\"", n / 2);
			assert_non_null(strstr(err.message, key));
			assert_int_equal(err.column, text[0].len + 1);
		}
		for (size_t i = 0; i < n; i++) {
			char key[32];
			(void)snprintf(key, sizeof key, "k%zu", i);
			const struct value *member = value_get(v[1], key);
			assert_non_null(member);
			assert_string_equal(member->text.ptr, key + 1);
		}
		assert_null(value_get(v[0], "k"));
		assert_null(value_get(v[0], "x"));
		assert_true(value_equal(v[0], v[1]));
		for (size_t i = 0; i < 3; i++) {
			arena_free(a[i]);
			doc_free(d[i]);
			buf_free(&text[i]);
		}
	}
	assert_null(value_get(NULL, "a"));
}

static void test_value_equal_and_integer(void **state)
{
	(void)state;
	static const char text[] =
		"[null,true,false,0,1,1.0,\"\",\"1\",[],[1],[1,2],{},{\"a\":1},{\"a\":2},{\"b\":1},"
		"{\"a\":1,\"b\":[2]},{\"b\":[2],\"a\":1},-9223372036854775808,9223372036854775807,"
		"9223372036854775808,-9223372036854775809,-0,1e2]";
	struct doc *d;
	struct arena *a;
	struct assay_error err;
	const struct value *v;
	assert_int_equal(build(&v, &d, &a, text, sizeof text - 1, &err), ASSAY_OK);
	for (size_t i = 0; i < v->n; i++) {
		for (size_t j = 0; j < v->n; j++) {
			bool same = i == j || (i == 15 && j == 16) || (i == 16 && j == 15);
			if (value_equal(v->items[i], v->items[j]) != same)
				fail_msg("%zu and %zu", i, j);
		}
	}
	assert_true(value_equal(NULL, NULL));
	assert_false(value_equal(v, NULL));
	assert_null(value_get(v, "a"));
	static const struct {
		size_t at;
		bool ok;
		int64_t value;
	} integers[] = {{3, true, 0}, {4, true, 1}, {5, false, 0}, {7, false, 0},
		{17, true, INT64_MIN}, {18, true, INT64_MAX}, {19, false, 0}, {20, false, 0},
		{21, true, 0}, {22, false, 0}};
	for (size_t i = 0; i < LENGTH_OF(integers); i++) {
		int64_t n = 0;
		assert_int_equal(value_integer(v->items[integers[i].at], &n), integers[i].ok);
		assert_true(n == integers[i].value);
	}
	assert_false(value_integer(NULL, NULL));
	assert_false(value_count(NULL, NULL));
	int64_t count = 7;
	assert_true(value_count(v->items[5], &count) && count == 1);
	assert_false(value_count(v->items[7], &count));
	arena_free(a);
	doc_free(d);
}

static void test_value_of_the_deepest_text(void **state)
{
	(void)state;
	char text[2000];
	memset(text, '[', 1000);
	memset(text + 1000, ']', 1000);
	struct doc *d;
	struct arena *a;
	struct assay_error err;
	const struct value *v, *w;
	assert_int_equal(build(&v, &d, &a, text, sizeof text, &err), ASSAY_OK);
	assert_int_equal(value_build(&w, doc_root(d), a, &err), ASSAY_OK);
	assert_true(value_equal(v, w));
	arena_free(a);
	doc_free(d);
}

/*
 * Texts with bytes changed, removed and added: cJSON's tree must fit every text that the scan
 * accepts. ASSAY_MUTATIONS is the number of tries.
 */
static void test_value_parsers_agree(void **state)
{
	(void)state;
	static const char seed_text[] = "{\"a\":[1,-2.5e3,\"x\\u00fc\\ud83c\\udf00\\\\\",{\"b\":"
					"null,\"c\":[]}],\"\xC3\xBC\":true,"
					"\"d\":{\"e\":0.25,\"f\":\"\\\"\\/"
					"\\b\\f\\n\\r\\t\"},\"g\":[false,{},[[]]],\"h\":1E+2}";
	static const char alphabet[] = "{}[]\",:\\/ue0129+-.Eabtrfn \n\t\x7F\x80\xC3\xFF";
	const char *wanted = getenv("ASSAY_MUTATIONS");
	size_t tries = 20000, passed = 0;
	if (wanted)
		(void)str_to_size(str_of(wanted), &tries);
	uint64_t random = 1;
	for (size_t i = 0; i < tries; i++) {
		char text[sizeof seed_text + 8];
		size_t len = sizeof seed_text - 1;
		memcpy(text, seed_text, len);
		for (uint64_t edits = 1 + i % 3; edits > 0; edits--) {
			random = random * 6364136223846793005U + 1442695040888963407U;
			size_t at = (size_t)(random >> 33) % len;
			char byte = alphabet[(random >> 20) % sizeof alphabet];
			unsigned how = (unsigned)(random >> 55) % 3;
			if (how == 0) {
				text[at] = byte;
			} else if (how == 1) {
				memmove(text + at, text + at + 1, --len - at);
			} else {
				memmove(text + at + 1, text + at, len++ - at);
				text[at] = byte;
			}
		}
		struct doc *d;
		struct arena *a;
		struct assay_error err;
		const struct value *v;
		int status = build(&v, &d, &a, text, len, &err);
		if (status != ASSAY_OK && status != ASSAY_EINPUT)
			fail_msg("%.*s: %d %s", (int)len, text, status, err.message);
		passed += status == ASSAY_OK;
		arena_free(a);
		doc_free(d);
	}
	assert_true(passed > tries / 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_value_is_built),
		cmocka_unit_test(test_value_is_refused),
		cmocka_unit_test(test_value_of_a_slice),
		cmocka_unit_test(test_value_of_many_members),
		cmocka_unit_test(test_value_equal_and_integer),
		cmocka_unit_test(test_value_of_the_deepest_text),
		cmocka_unit_test(test_value_parsers_agree),
	};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
