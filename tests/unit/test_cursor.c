/*
 * test_cursor - reading a document in place: kinds, look-ups, walks, steps, scalars, places.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "doc/doc_inside.h"

static const struct doc_limits limits = {1 << 26, 1000, 1 << 20, 1 << 20};

/* a document over text, which must be good */
static struct doc *open_text(const char *text, size_t len)
{
	struct doc *d;
	struct assay_error err;
	if (doc_open(&d, "the/file", text, len, &limits, &err) != ASSAY_OK)
		fail_msg("%s: %zu:%zu: %s", text, err.line, err.column, err.message);
	return d;
}

static void test_cursor_kinds_and_text(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum doc_kind kind;
	} rows[] = {
		{"null", DOC_NULL},
		{"true", DOC_BOOL},
		{"false", DOC_BOOL},
		{"-1.5e3", DOC_NUMBER},
		{"0", DOC_NUMBER},
		{"\"a\\\"]\"", DOC_STRING},
		{"\"\\\\\"", DOC_STRING},
		{"[]", DOC_ARRAY},
		{"[\"]\", {\"}\": []}]", DOC_ARRAY},
		{"{}", DOC_OBJECT},
		{"{\"a\\\\\":\"}\\\"\"}", DOC_OBJECT},
	};
	static const char *const frames[] = {
		"%s", " %s\n", "[%s]", "[ %s ]", "[%s,1]", "{\"k\":%s}"};
	for (size_t i = 0; i < LENGTH_OF(rows) * LENGTH_OF(frames); i++) {
		const char *frame = frames[i % LENGTH_OF(frames)];
		const char *text = rows[i / LENGTH_OF(frames)].text;
		struct buf whole;
		buf_init(&whole, 1000);
		size_t before = (size_t)(strstr(frame, "%s") - frame);
		buf_add(&whole, frame, before);
		buf_text(&whole, text);
		buf_text(&whole, frame + before + 2);
		struct doc *d = open_text(whole.ptr, whole.len);
		struct cursor c = doc_root(d);
		if (strchr("[{", frame[0])) {
			struct walk w;
			walk_begin(&w, c);
			assert_true(walk_next(&w));
			c = w.value;
		}
		assert_int_equal(cursor_kind(c), rows[i / LENGTH_OF(frames)].kind);
		assert_true(str_is(cursor_text(c), text));
		doc_free(d);
		buf_free(&whole);
	}
}

/* what a look-up of the keys "type" and "name" gives: the values' text, or an error */
struct found {
	const char *text, *type, *name;
	size_t column; /* of the error, then type is a part of its message */
};

static void test_cursor_find(void **state)
{
	(void)state;
	static const struct found rows[] = {
		{"{}", NULL, NULL, 0},
		{"[\"type\"]", NULL, NULL, 0},
		{"\"type\"", NULL, NULL, 0},
		{"{\"type\":1}", "1", NULL, 0},
		{"{ \"type\" : [ 1 ] , \"name\" : {} }", "[ 1 ]", "{}", 0},
		{"{\"name\":\"type\",\"x\":{\"type\":1}}", NULL, "\"type\"", 0},
		{"{\"ty\\u0070e\":1,\"\\u006E\\u0061me\":2}", "1", "2", 0},
		{"{\"typ\":1,\"types\":2,\"Type\":3,\"\":4,\"typ\\u0065s\":5}", NULL, NULL, 0},
		{"{\"x\":1,\"x\":2,\"type\":3}", "3", NULL, 0},
		{"{\"type\":1,\"x\":0,\"type\":2}",
			"the object contains the key \"type\" a second time (the value of the "
			"first is "
			"at line 1, column 9)",
			NULL, 17},
		{"{\"type\":1,\"ty\\u0070e\":1}", "a second time", NULL, 11},
		{"{\"name\":1,\"type\":1,\"name\":1}", "\"name\" a second time", NULL, 20},
		{"{\"type\\u0000\":1}", "stops at its \\u0000", NULL, 2},
		{"{\"type\":1,\"type\\u0000x\":1}", "stops at its \\u0000", NULL, 11},
		{"{\"typ\\u0000e\":1,\"\\u0000type\":2,\"typex\\u0000\":3}", NULL, NULL, 0},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d = open_text(rows[i].text, strlen(rows[i].text));
		struct lookup keys[] = {{.key = "type"}, {.key = "name"}};
		struct assay_error err = {0};
		int status = cursor_find(doc_root(d), keys, LENGTH_OF(keys), &err);
		if (rows[i].column) {
			assert_int_equal(status, ASSAY_EINPUT);
			assert_int_equal(err.column, rows[i].column);
			assert_non_null(strstr(err.message, rows[i].type));
			assert_string_equal(err.path, "the/file");
		} else {
			assert_int_equal(status, ASSAY_OK);
			assert_true(str_eq(cursor_text(keys[0].value), str_of(rows[i].type)));
			assert_true(str_eq(cursor_text(keys[1].value), str_of(rows[i].name)));
		}
		doc_free(d);
	}
}

/* a cursor to nothing is nothing to everybody */
static void test_cursor_of_nothing(void **state)
{
	(void)state;
	struct cursor none = {NULL, 0};
	struct lookup key = {.key = "a"};
	struct assay_error err;
	struct walk w;
	struct str text;
	bool truth;
	struct buf pointer;
	buf_init(&pointer, 10);
	assert_int_equal(cursor_find(none, &key, 1, &err), ASSAY_OK);
	assert_null(key.value.doc);
	walk_begin(&w, none);
	assert_false(walk_next(&w));
	assert_false(cursor_is(none, ""));
	assert_null(cursor_text(none).ptr);
	assert_int_equal(cursor_string(none, NULL, &text, &err), ASSAY_EINPUT);
	assert_int_equal(cursor_bool(none, &truth, &err), ASSAY_EINPUT);
	assert_int_equal(cursor_place(none).line, 0);
	assert_int_equal(cursor_pointer(none, &pointer), ASSAY_OK);
	assert_int_equal(pointer.len, 0);
	assert_null(doc_root(NULL).doc);
}

static void test_cursor_walks(void **state)
{
	(void)state;
	static const char text[] = "{ \"a\\n\" :1,\"\": [ ] ,\"c\":[1, \"x\",{\"y\":2}\n]}";
	struct doc *d = open_text(text, sizeof text - 1);
	struct walk w, inner;
	static const struct {
		const char *key;
		size_t key_at;
		const char *value;
	} members[] = {{"a\\n", 2, "1"}, {"", 11, "[ ]"}, {"c", 20, "[1, \"x\",{\"y\":2}\n]"}};
	walk_begin(&w, doc_root(d));
	for (size_t i = 0; i < LENGTH_OF(members); i++) {
		assert_true(walk_next(&w));
		assert_true(str_is(w.raw_key, members[i].key));
		assert_int_equal(w.key_at, members[i].key_at);
		assert_true(str_is(cursor_text(w.value), members[i].value));
	}
	walk_begin(&inner, w.value);
	static const char *const elements[] = {"1", "\"x\"", "{\"y\":2}"};
	for (size_t i = 0; i < LENGTH_OF(elements); i++) {
		assert_true(walk_next(&inner));
		assert_null(inner.raw_key.ptr);
		assert_true(str_is(cursor_text(inner.value), elements[i]));
	}
	for (int i = 0; i < 3; i++) {
		assert_false(walk_next(&inner));
		assert_false(walk_next(&w));
	}
	walk_begin(&inner, (struct cursor){d, 9}); /* the number */
	assert_false(walk_next(&inner));
	doc_free(d);
}

static void test_cursor_scalars(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct str value; /* ptr NULL: an error */
		size_t column;    /* of the error */
		const char *says;
	} rows[] = {
		{"\"\"", {"", 0}, 0, ""},
		{"\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", {"a\"\\/\b\f\n\r\t", 9}, 0, ""},
		{"\"\\u0041\\u00fc\\u20AC\\uD83C\\udf00.\"",
			{"A\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8C\x80.", 11}, 0, ""},
		{"\"\\\\u0000\"", {"\\u0000", 6}, 0, ""},
		{"\"arn\\u0000x\"", {NULL, 0}, 5, "found \\u0000"},
		{"\"\\\\\\u0000\"", {NULL, 0}, 4, "found \\u0000"},
		{"7", {NULL, 0}, 1, "expected a string, found a number"},
		{"null", {NULL, 0}, 1, "expected a string, found null"},
		{"[]", {NULL, 0}, 1, "expected a string, found an array"},
	};
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d = open_text(rows[i].text, strlen(rows[i].text));
		struct str value;
		struct assay_error err = {0};
		int status = cursor_string(doc_root(d), a, &value, &err);
		assert_int_equal(status, rows[i].value.ptr ? ASSAY_OK : ASSAY_EINPUT);
		assert_true(str_eq(value, rows[i].value));
		assert_int_equal(err.column, rows[i].column);
		assert_non_null(strstr(err.message, rows[i].says));
		if (value.ptr) {
			assert_int_equal(value.ptr[value.len], '\0');
			assert_true(cursor_is(doc_root(d), value.ptr));
		}
		assert_false(cursor_is(doc_root(d), "arn"));
		doc_free(d);
	}
	static const char utf16[] =
		"\xFE\xFF\0\"\0A\0\xFC\x20\xAC\xD8\x3C\xDF\x00\xDB\xFF\xDF\xFF\0\"";
	struct doc *wide = open_text(utf16, sizeof utf16 - 1);
	struct str decoded;
	assert_int_equal(cursor_string(doc_root(wide), a, &decoded, NULL), ASSAY_OK);
	assert_string_equal(decoded.ptr, "A\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8C\x80\xF4\x8F\xBF\xBF");
	assert_int_equal(doc_bytes(wide).len, sizeof utf16 - 1);
	doc_free(wide);
	arena_free(a);
	bool truth;
	struct assay_error err;
	struct doc *d = open_text("[true,false,1]", 14);
	assert_int_equal(cursor_bool((struct cursor){d, 1}, &truth, &err), ASSAY_OK);
	assert_true(truth);
	assert_int_equal(cursor_bool((struct cursor){d, 6}, &truth, &err), ASSAY_OK);
	assert_false(truth);
	assert_int_equal(cursor_bool((struct cursor){d, 12}, &truth, &err), ASSAY_EINPUT);
	assert_string_equal(err.message, "expected true or false, found a number");
	assert_int_equal(
		cursor_error(&err, ASSAY_ELIMIT, (struct cursor){d, 6}, "%d", 7), ASSAY_ELIMIT);
	assert_int_equal(err.column, 7);
	assert_string_equal(err.message, "7");
	doc_free(d);
}

static void test_cursor_places_and_pointers(void **state)
{
	(void)state;
	static const char text[] =
		"\xEF\xBB\xBF\n {\"a\":[1,\r\n{\"x/y~\\u00fc\":\"\xF0\x9F\x8C\x80\",\"\":\n[\n]}],"
		"\"\xE2\x82\xAC\":\"\xC3\xBC\"}";
	static const struct {
		const char *value, *pointer;
		struct place place;
	} rows[] = {
		{"{\"a\"", "", {2, 2, 5, 13}},
		{"[1", "/a", {2, 7, 5, 4}},
		{"1", "/a/0", {2, 8, 2, 9}},
		{"{\"x", "/a/1", {3, 1, 5, 3}},
		{"\"\xF0\x9F", "/a/1/x~1y~0\xC3\xBC", {3, 15, 3, 19}},
		{"[\n]", "/a/1/", {4, 1, 5, 2}},
		{"\"\xC3\xBC", "/\xE2\x82\xAC", {5, 9, 5, 12}},
	};
	struct doc *d = open_text(text, sizeof text - 1);
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		size_t at = (size_t)(strstr(d->text.ptr, rows[i].value) - d->text.ptr);
		struct cursor c = {d, at};
		struct place place = cursor_place(c);
		if (memcmp(&place, &rows[i].place, sizeof place) != 0)
			fail_msg("%s: %zu:%zu to %zu:%zu", rows[i].value, place.line, place.column,
				place.end_line, place.end_column);
		struct buf pointer;
		buf_init(&pointer, 100);
		assert_int_equal(cursor_pointer(c, &pointer), ASSAY_OK);
		assert_true(str_is((struct str){pointer.ptr, pointer.len}, rows[i].pointer));
		buf_free(&pointer);
	}
	/* a key's place has the pointer of its member; a buffer that is full says so */
	struct buf pointer;
	buf_init(&pointer, 3);
	size_t key = (size_t)(strstr(d->text.ptr, "\"a\"") - d->text.ptr);
	assert_int_equal(cursor_pointer((struct cursor){d, key}, &pointer), ASSAY_OK);
	assert_true(str_is((struct str){pointer.ptr, pointer.len}, "/a"));
	assert_int_equal(cursor_pointer((struct cursor){d, key + 4}, &pointer), ASSAY_ELIMIT);
	doc_free(d);
}

/* --- jumps over long containers --- */

/* numbers without a pattern, the same in each run */
static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(*seed >> 33) % below;
}

/* a value, nested at most depth deep */
static void grow(struct buf *out, uint64_t *seed, unsigned depth)
{
	static const char *const scalars[] = {"1", "-2.5e3", "true", "null", "\"\"", "\"[{\"",
		"\"\\\"}\"", "\"\\\\\"", "\"}]\\\\\\\"\"",
		"\"0123456789012345678901234567890123456789\\\\\\\\\""};
	unsigned n = draw(seed, 7), kind = depth ? draw(seed, 5) : 0;
	if (kind < 2) {
		buf_text(out, scalars[draw(seed, LENGTH_OF(scalars))]);
		return;
	}
	buf_text(out, kind < 4 ? "{" : "[");
	for (unsigned i = 0; i < n; i++) {
		buf_printf(out, kind < 4 ? "%s\"k%u\\\\\":" : "%s", i ? ", " : "", i);
		grow(out, seed, depth - 1);
	}
	buf_text(out, kind < 4 ? "}" : "]");
}

/* where a value ends, found byte by byte */
static size_t plain_end(struct str text, size_t at)
{
	size_t depth = 0;
	bool string = false;
	for (;; at++) {
		char c = text.ptr[at];
		if (string && c == '\\')
			at++;
		else if (c == '"')
			string = !string;
		else if (!string && (c == '{' || c == '['))
			depth++;
		else if (!string && (c == '}' || c == ']') && --depth == 0)
			return at + 1;
	}
}

/* every container of the document ends where it ends, whether it is noted or not */
static size_t check_ends(const struct doc *d)
{
	size_t containers = 0;
	for (size_t at = 0; at < d->text.len; at++) {
		if (d->text.ptr[at] == '"') {
			at = skip_string(d->text, at) - 1;
		} else if (d->text.ptr[at] == '{' || d->text.ptr[at] == '[') {
			size_t end = plain_end(d->text, at);
			if (skip_value(d->text, &d->index, at) != end)
				fail_msg("%zu ends at %zu, not %zu", at, end,
					skip_value(d->text, &d->index, at));
			containers++;
		}
	}
	return containers;
}

static void test_jumps_end_where_containers_do(void **state)
{
	(void)state;
	size_t containers = 0, noted = 0;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct buf text;
		uint64_t drawn = seed;
		buf_init(&text, 1 << 24);
		buf_text(&text, "[");
		for (int i = 0; i < 12; i++) {
			grow(&text, &drawn, 9);
			buf_text(&text, ",");
		}
		buf_text(&text, "0]");
		/* in memory that ends where the text does */
		char *exact = realloc(text.ptr, text.len);
		assert_non_null(exact);
		struct doc *d = open_text(exact, text.len);
		containers += check_ends(d);
		noted += d->index.n;
		assert_true(d->index.n <= SKIP_NOTES_MAX(d->text.len));
		for (size_t i = 1; i < d->index.n; i++)
			assert_true(d->index.spans[i - 1].start < d->index.spans[i].start);
		doc_free(d);
		free(exact);
	}
	assert_true(containers > 1000 && noted > 100);
}

/* places and pointers of doc's value at an offset, as one text */
static void tell_place(struct buf *out, const struct doc *d, size_t at)
{
	struct cursor c = {d, at};
	struct place place = cursor_place(c);
	out->len = 0;
	buf_printf(out, "%zu:%zu-%zu:%zu ", place.line, place.column, place.end_line,
		place.end_column);
	assert_int_equal(cursor_pointer(c, out), ASSAY_OK);
}

/* whatever was asked before, in whatever order, a place is what it is */
static void test_places_in_any_order(void **state)
{
	(void)state;
	struct buf text, asked, fresh;
	uint64_t seed = 5;
	buf_init(&text, 1 << 20);
	buf_init(&asked, 1000);
	buf_init(&fresh, 1000);
	buf_text(&text, "[[[[[\n");
	for (int i = 0; i < 20; i++) {
		grow(&text, &seed, 5);
		buf_text(&text, ",\n \"\xF0\x9F\x8C\x80\",");
	}
	buf_text(&text, "[]]]]]]");
	struct doc *d = open_text(text.ptr, text.len);
	size_t at = 0;
	for (int i = 0; i < 1500; i++) {
		/* scattered, then in order, then against it */
		size_t step = i < 500    ? draw(&seed, (unsigned)text.len)
			      : i < 1000 ? 7
					 : text.len - 11;
		at = (at + step) % text.len;
		while (at > 0 && text.ptr[at] != '{' && text.ptr[at] != '[')
			at--;
		struct doc *other = open_text(text.ptr, text.len);
		tell_place(&asked, d, at);
		tell_place(&fresh, other, at);
		assert_true(asked.len == fresh.len && memcmp(asked.ptr, fresh.ptr, asked.len) == 0);
		doc_free(other);
		at += i >= 500 && i < 1000 ? 30 : 0;
	}
	fresh.len = 0;
	assert_int_equal(cursor_pointer((struct cursor){d, text.len - 7}, &fresh), ASSAY_OK);
	assert_true(str_is((struct str){fresh.ptr, fresh.len}, "/0/0/0/0/40"));
	doc_free(d);
	buf_free(&text);
	buf_free(&asked);
	buf_free(&fresh);
}

/* however a text is nested, notes stay few and steps stay cheap */
static void test_jumps_stay_few_and_cheap(void **state)
{
	(void)state;
	static const struct {
		unsigned depth, filling; /* brackets around so many bytes of string */
	} rows[] = {{1, 0}, {999, 0}, {999, 512}, {500, 5000}, {2, 505}, {3, 64}, {900, 1}};
	for (size_t r = 0; r < LENGTH_OF(rows); r++) {
		struct buf text;
		buf_init(&text, 1 << 26);
		buf_text(&text, "[");
		while (text.len < 2000000) {
			for (unsigned i = 0; i < rows[r].depth; i++)
				buf_text(&text, "[");
			buf_printf(&text, "\"%*s\"", (int)rows[r].filling, "");
			for (unsigned i = 0; i < rows[r].depth; i++)
				buf_text(&text, "]");
			buf_text(&text, ",");
		}
		buf_text(&text, "0]");
		struct doc *d = open_text(text.ptr, text.len);
		assert_true(d->index.n <= SKIP_NOTES_MAX(d->text.len));
		assert_true(arena_used(d->arena) < d->text.len / 25 + 4096);
		/* down the deepest way from each element: quadratic, this would not end */
		struct walk w;
		walk_begin(&w, doc_root(d));
		while (walk_next(&w)) {
			struct walk down;
			walk_begin(&down, w.value);
			while (walk_next(&down))
				walk_begin(&down, down.value);
		}
		doc_free(d);
		buf_free(&text);
	}
}

/* the first member's lead and key; lead NULL: cursor_member returns false */
static void test_a_member_and_its_key(void **state)
{
	static const struct {
		const char *text, *lead, *key;
	} rows[] = {
		{"{\"a\":1}", "\"a\":", "a"},
		{"{\n\t \"a b\" \t: true}", "\t \"a b\" \t: ", "a b"},
		{" {\"\": []}", "\"\": ", ""},
		{"{\"\xC3\xA9\": \"x\"}", "\"\xC3\xA9\": ", "\xC3\xA9"},
		{"{\"a\\\"b\": 1}", NULL, NULL},
		{"{\"a\\\\\": 1}", NULL, NULL},
		{"{\"\\u0061\": 1}", NULL, NULL},
		{"{\"a\":\n1}", NULL, NULL},
		{"{\"a\"\n:1}", NULL, NULL},
		{"[\":\", 1]", NULL, NULL},
		{"[1]", NULL, NULL},
	};
	struct str lead, key;
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct doc *d = open_text(rows[i].text, strlen(rows[i].text));
		struct walk w;
		walk_begin(&w, doc_root(d));
		assert_true(walk_next(&w));
		if (cursor_member(w.value, &lead, &key) != (rows[i].lead != NULL))
			fail_msg("%s", rows[i].text);
		if (rows[i].lead) {
			assert_true(str_is(lead, rows[i].lead));
			assert_true(str_is(key, rows[i].key));
		}
		assert_false(cursor_member(doc_root(d), &lead, &key));
		doc_free(d);
	}
	assert_false(cursor_member((struct cursor){0}, &lead, &key));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cursor_kinds_and_text),
		cmocka_unit_test(test_cursor_find),
		cmocka_unit_test(test_cursor_of_nothing),
		cmocka_unit_test(test_cursor_walks),
		cmocka_unit_test(test_cursor_scalars),
		cmocka_unit_test(test_cursor_places_and_pointers),
		cmocka_unit_test(test_places_in_any_order),
		cmocka_unit_test(test_a_member_and_its_key),
		cmocka_unit_test(test_jumps_end_where_containers_do),
		cmocka_unit_test(test_jumps_stay_few_and_cheap),
	};
	return cmocka_run_group_tests_name("cursor", tests, NULL, NULL);
}
