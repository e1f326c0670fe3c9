/*
 * test_pages - several JSON texts or YAML documents in one file, read as one list.
 *
 * Each scalar of the list is checked with its JSON pointer, its place and its source text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "doc/value.h"

static const struct doc_limits limits = {1 << 20, 64, 1 << 20, 1 << 20};

static void describe(struct buf *out, struct cursor c)
{
	struct walk w;
	enum doc_kind kind = cursor_kind(c);
	struct place p = cursor_place(c);
	if (kind == DOC_ARRAY || kind == DOC_OBJECT) {
		walk_begin(&w, c);
		while (walk_next(&w))
			describe(out, w.value);
		return;
	}
	buf_text(out, out->len ? " " : "");
	assert_int_equal(cursor_pointer(c, out), ASSAY_OK);
	buf_printf(out, "=%.*s@%zu:%zu-%zu:%zu", STR_ARGS(cursor_source(c)), p.line, p.column,
		p.end_line, p.end_column);
}

static void test_pages_are_a_list(void **state)
{
	(void)state;
	static const struct {
		const char *text, *described;
		bool pages;
	} rows[] = {
		/* one text stays what it is */
		{"{\"a\":1}\n", "/a=1@1:6-1:7", false},
		{"[{\"a\":1},{\"a\":2}]", "/0/a=1@1:7-1:8 /1/a=2@1:15-1:16", false},
		{"---\na: 1\n...\n# end\n", "/a=1@2:4-2:5", false},
		{"%YAML 1.1\n---\na: 1\n", "/a=1@3:4-3:5", false},
		{"- a: 1\n- a: 2\n", "/0/a=1@1:6-1:7 /1/a=2@2:6-2:7", false},
		/* JSON Lines, and texts that follow each other */
		{"{\"a\":1}\n{\"a\":\"\xC3\xBC\"}\n", "/0/a=1@1:6-1:7 /1/a=\"\xC3\xBC\"@2:6-2:9",
			true},
		{"{\"a\":1}{\"b\":2}[3]", "/0/a=1@1:6-1:7 /1/b=2@1:13-1:14 /2/0=3@1:16-1:17", true},
		{" [1]\r\n\r\n[]\n  [2,\n3]  ", "/0/0=1@1:3-1:4 /2/0=2@4:4-4:5 /2/1=3@5:1-5:2",
			true},
		{"\xEF\xBB\xBF{\"a\":1}\n{\"a\":2}", "/0/a=1@1:6-1:7 /1/a=2@2:6-2:7", true},
		/* YAML documents */
		{"a: 1\n---\na: x\n", "/0/a=1@1:4-1:5 /1/a=x@3:4-3:5", true},
		{"---\na: 1\n...\n---\n- b\n- c: 2\n",
			"/0/a=1@2:4-2:5 /1/0=b@5:3-5:4 /1/1/c=2@6:6-6:7", true},
		{"a: &x 1\nb: *x\n---\na: &x 2\nb: *x\n",
			"/0/a=1@1:7-1:8 /0/b=1@1:7-1:8 /1/a=2@4:7-4:8 /1/b=2@4:7-4:8", true},
		{"a: 1\n---\n# nothing\n---\nb: 2\n", "/0/a=1@1:4-1:5 /1=@4:1-4:1 /2/b=2@5:4-5:5",
			true},
		{"a: 1\n...\n%YAML 1.1\n---\nb: 2\n", "/0/a=1@1:4-1:5 /1/b=2@5:4-5:5", true},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct assay_error err = {0};
		struct doc *d;
		struct buf out;
		size_t len = strlen(rows[i].text);
		buf_init(&out, 10000);
		if (doc_open_pages(&d, "f", rows[i].text, len, &limits, &err) != ASSAY_OK)
			fail_msg(
				"%s: %zu:%zu: %s", rows[i].text, err.line, err.column, err.message);
		describe(&out, doc_root(d));
		buf_add(&out, "", 1);
		assert_string_equal(out.ptr, rows[i].described);
		assert_int_equal(doc_has_pages(d), rows[i].pages);
		assert_int_equal(
			doc_check_single(d, &err), rows[i].pages ? ASSAY_EINPUT : ASSAY_OK);
		buf_free(&out);
		doc_free(d);
		/* doc_open refuses the same file where doc_check_single does */
		struct assay_error strict = {0};
		int status = doc_open(&d, "f", rows[i].text, len, &limits, &strict);
		assert_int_equal(status, rows[i].pages ? ASSAY_EINPUT : ASSAY_OK);
		if (rows[i].pages && (strict.line != err.line || strict.column != err.column))
			fail_msg("%s: %zu:%zu is not %zu:%zu", rows[i].text, strict.line,
				strict.column, err.line, err.column);
		doc_free(d);
	}
}

static void test_pages_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t line, column;
		const char *says;
	} rows[] = {
		{"{\"a\":1}\n{\"a\":\n", 3, 1, "line 2, column 1"},
		{"{\"a\":1}\n{\"a\":,}\n", 2, 6, "expected a value after ':'"},
		{"{\"a\":1}\n{\"a\":1}\n1", 3, 1, "expected the end of the file, found '1'"},
		{"{\"a\":1}\n{\"a\":1}\nthe end", 3, 1, "expected the end of the file"},
		{"1\n{}", 2, 1, "a second JSON text"},
		{"{}\n{\"a\":\"\x80\"}", 2, 7, "expected UTF-8"},
		{"a: 1\n---\nb: [\n", 4, 1, "YAML"},
		{"a: &x 1\n---\nb: *x\n", 3, 4, "anchor"},
		{"a: 1\n...\n%TAG ! tag:x\n---\nb: 1\n", 3, 1, "directive"},
		{"a: 1\n---\n%TAG ! tag:x\n---\nb: 1\n", 3, 1, "directive"},
		{"a: 1\n---\nplain\n", 3, 1, "found a scalar"},
		{"a: 1\n---\n[1]\n", 3, 1, "block style"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct assay_error err = {0};
		struct doc *d;
		int status =
			doc_open_pages(&d, "f", rows[i].text, strlen(rows[i].text), &limits, &err);
		if (status != ASSAY_EINPUT || err.line != rows[i].line ||
			err.column != rows[i].column || !strstr(err.message, rows[i].says))
			fail_msg("%s: %d at %zu:%zu: %s", rows[i].text, status, err.line,
				err.column, err.message);
		assert_null(d);
	}
}

static void test_pages_are_guessed(void **state)
{
	(void)state;
	static const char log[] = "{\"@level\":\"info\",\"@message\":\"Terraform 1.9\"}\n"
				  "{\"@level\":\"info\",\"@message\":\"Plan\"}\n";
	struct assay_error err = {0};
	char guess[512];
	struct doc *d;
	assert_int_equal(doc_open_pages(&d, "f", log, sizeof log - 1, &limits, &err), ASSAY_OK);
	assert_true(doc_guess(d, guess, sizeof guess));
	assert_non_null(strstr(guess, "plan -json"));
	assert_int_equal(doc_check_single(d, &err), ASSAY_EINPUT);
	assert_non_null(strstr(err.message, "plan -json"));
	doc_free(d);
}

/* a member of a page as it is shown, and the page as a slice */
static void test_pages_are_sources(void **state)
{
	(void)state;
	static const char text[] = "{\"a\": 1}\n{\n  \"b\": [true]\n}\n";
	struct assay_error err = {0};
	struct str lead, key;
	struct arena *a;
	struct doc *d;
	const struct value *v;
	assert_int_equal(doc_open_pages(&d, "f", text, sizeof text - 1, &limits, &err), ASSAY_OK);
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	assert_int_equal(value_build(&v, doc_root(d), a, &err), ASSAY_OK);
	assert_int_equal(v->n, 2);
	const struct value *page = v->items[1], *member = value_get(page, "b");
	assert_true(str_is(cursor_source(page->at), "{\n  \"b\": [true]\n}"));
	assert_true(cursor_member(member->at, &lead, &key));
	assert_true(str_is(lead, "  \"b\": "));
	assert_true(str_is(key, "b"));
	assert_int_equal(doc_bytes(d).len, sizeof text - 1);
	arena_free(a);
	doc_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages_are_a_list),
		cmocka_unit_test(test_pages_are_refused),
		cmocka_unit_test(test_pages_are_guessed),
		cmocka_unit_test(test_pages_are_sources),
	};
	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
