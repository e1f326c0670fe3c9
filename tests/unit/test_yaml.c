/*
 * test_yaml - how YAML is read: its JSON text, the places of its values, and what is
 * refused.
 */
#include "doc/doc_inside.h"
#include "doc/value.h"

#include "helpers.h"

static const struct doc_limits limits = {1 << 20, 64, 1 << 20, 1 << 20};

struct text {
	const char *ptr;
	size_t len;
};

#define TEXT(literal)                                                                              \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}

/* open a copy that ends where the text does; the caller frees both */
static int open_copy(struct doc **d, char **copy, struct text text, const struct doc_limits *these,
	struct assay_error *err)
{
	*copy = copy_exactly(text.ptr, text.len);
	return doc_open(d, "the/file", *copy, text.len, these, err);
}

static void test_yaml_becomes_json(void **state)
{
	(void)state;
	static const struct {
		struct text yaml;
		const char *json;
	} rows[] = {
		/* shapes */
		{TEXT("a: b\n"), "{\"a\":\"b\"}"},
		{TEXT("a: b"), "{\"a\":\"b\"}"},
		{TEXT("a:\n- b\n- c:\n  - d\n  e: {}\nf: []\n"),
			"{\"a\":[\"b\",{\"c\":[\"d\"],\"e\":{}}],\"f\":[]}"},
		{TEXT("- 1\n- - 2\n  - 3\n-\n"), "[1,[2,3],null]"},
		{TEXT("a: {b: [1, \"2\", {c: d}], 'e': f}\n"),
			"{\"a\":{\"b\":[1,\"2\",{\"c\":\"d\"}],\"e\":\"f\"}}"},
		{TEXT("? a\n: b\n? c\n"), "{\"a\":\"b\",\"c\":null}"},
		{TEXT("\"a b\": 1\n'c d': 2\n"), "{\"a b\":1,\"c d\":2}"},
		{TEXT("# x\n\n---\n# y\na: 1 # z\n...\n# end\n"), "{\"a\":1}"},
		{TEXT("%YAML 1.1\n---\na: 1\n"), "{\"a\":1}"},
		{TEXT("%YAML 1.2\n--- # x\na: 1\n"), "{\"a\":1}"},
		{TEXT("  a: 1\n  b: 2\n"), "{\"a\":1,\"b\":2}"},
		{TEXT("a: 1\n\n\n"), "{\"a\":1}"},
		{TEXT("---\n"), "null"},
		{TEXT("# nothing\n---\n# more\n"), "null"},
		/* words and numbers that all versions of YAML read in the same way */
		{TEXT("- true\n- True\n- TRUE\n- false\n- False\n- FALSE\n"),
			"[true,true,true,false,false,false]"},
		{TEXT("- ~\n- null\n- Null\n- NULL\n-\n- ''\n"), "[null,null,null,null,null,\"\"]"},
		{TEXT("- 0\n- -0\n- 12\n- -3\n- +4\n- 12345678901234567890123\n"),
			"[0,-0,12,-3,4,12345678901234567890123]"},
		{TEXT("- 1.5\n- -1.50\n- .5\n- 5.\n- +0.0\n- 007.5\n- 1.5e+3\n- 1.E-2\n"),
			"[1.5,-1.50,0.5,5,0.0,7.5,1.5e+3,1e-2]"},
		{TEXT("- 0x1F\n- 0x0\n- 0xffffffffffffffff\n"), "[31,0,18446744073709551615]"},
		/* what they read in two ways is its text */
		{TEXT("- yes\n- No\n- ON\n- off\n- y\n- N\n- tRUE\n- nULL\n"),
			"[\"yes\",\"No\",\"ON\",\"off\",\"y\",\"N\",\"tRUE\",\"nULL\"]"},
		{TEXT("- 012345678901\n- 0123\n- -01\n- 00\n- 0o17\n- 0b11\n- 1_000\n- 0X1F\n"),
			"[\"012345678901\",\"0123\",\"-01\",\"00\",\"0o17\",\"0b11\",\"1_000\","
			"\"0X1F\"]"},
		{TEXT("- 123e4567\n- 1e+3\n- 1.5e3\n- 1.2.3\n- 12:30:45\n- 190:20\n- -0x1F\n"),
			"[\"123e4567\",\"1e+3\",\"1.5e3\",\"1.2.3\",\"12:30:45\",\"190:20\",\"-"
			"0x1F\"]"},
		{TEXT("- 2026-01-01\n- 2026-01-01T00:00:00Z\n- .\n- '-'\n- +\n- =\n- 1e\n- 0x\n"),
			"[\"2026-01-01\",\"2026-01-01T00:00:00Z\",\".\",\"-\",\"+\",\"=\",\"1e\","
			"\"0x\"]"},
		{TEXT("on: 1\ny: 2\n012: 3\n'<<': 4\n"), "{\"on\":1,\"y\":2,\"012\":3,\"<<\":4}"},
		/* strings */
		{TEXT("- '1'\n- \"true\"\n- 'null'\n- \"\"\n"), "[\"1\",\"true\",\"null\",\"\"]"},
		{TEXT("- 'it''s'\n- \"\\ta\\x01\\u00e9\\U0001F300\\\\\\\"\\/\\e\\0\"\n"),
			"[\"it's\",\"\\u0009a\\u0001\xC3\xA9\xF0\x9F\x8C\x80\\\\\\\"/"
			"\\u001b\\u0000\"]"},
		{TEXT("- \"\\L\\P\\N\\_\"\n"), "[\"\xE2\x80\xA8\xE2\x80\xA9\xC2\x85\xC2\xA0\"]"},
		{TEXT("- a\n  b\n\n  c\n- 'a\n  b'\n- \"a\\\n  b\"\n"),
			"[\"a b\\nc\",\"a b\",\"ab\"]"},
		{TEXT("- |\n  a\n   b\n- >\n  a\n  b\n- |-\n  a\n- |+\n  a\n\n- x\n"),
			"[\"a\\n b\\n\",\"a b\\n\",\"a\",\"a\\n\\n\",\"x\"]"},
		{TEXT("a: b: c\n"), NULL},
		{TEXT("a: b:c#d\n"), "{\"a\":\"b:c#d\"}"},
		/* tags of the core, anchors and aliases */
		{TEXT("- !!str 1\n- !!str\n- !!int 1\n- !!float 1\n- !!bool \"true\"\n- !!null\n"),
			"[\"1\",\"\",1,1,true,null]"},
		{TEXT("--- !!map\na: !!seq [1]\nb: !<tag:yaml.org,2002:str> 2\n"),
			"{\"a\":[1],\"b\":\"2\"}"},
		{TEXT("a: &x 1\nb: *x\nc: &y {d: *x}\ne: [*y, *y]\n"),
			"{\"a\":1,\"b\":1,\"c\":{\"d\":1},\"e\":[{\"d\":1},{\"d\":1}]}"},
		{TEXT("&k a: 1\nb: *k\nc: &x 2\nd: &x 3\ne: *x\n"),
			"{\"a\":1,\"b\":\"a\",\"c\":2,\"d\":3,\"e\":3}"},
		/* encodings and line ends */
		{TEXT("\xEF\xBB\xBF"
		      "a: 1\n"),
			"{\"a\":1}"},
		{TEXT("a: 1\r\nb: |\r\n  x\r\n  y\r\n"), "{\"a\":1,\"b\":\"x\\ny\\n\"}"},
		{TEXT("\xFF\xFE"
		      "a\0:\0 \0\xFC\0\n\0"),
			"{\"a\":\"\xC3\xBC\"}"},
		{TEXT("\xFE\xFF\0a\0:\0 \0\xFC\0\n"), "{\"a\":\"\xC3\xBC\"}"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct assay_error err = {0};
		struct doc *d;
		char *copy;
		int status = open_copy(&d, &copy, rows[i].yaml, &limits, &err);
		if (status != ASSAY_OK && rows[i].json)
			fail_msg("%s\n%zu:%zu: %s", rows[i].yaml.ptr, err.line, err.column,
				err.message);
		if (status == ASSAY_OK && !(rows[i].json && str_is(d->text, rows[i].json)))
			fail_msg("%s\n is  %.*s\n not %s", rows[i].yaml.ptr, STR_ARGS(d->text),
				rows[i].json ? rows[i].json : "refused");
		assert_true(status != ASSAY_OK || doc_is_yaml(d));
		doc_free(d);
		free(copy);
	}
}

static void test_yaml_is_refused(void **state)
{
	(void)state;
	static const struct {
		struct text text;
		size_t line, column;
		const char *says;
	} rows[] = {
		/* what begins like JSON is JSON and nothing else */
		{TEXT("{a: b}\n"), 1, 2, "expected a key in double quotes or '}', found 'a'"},
		{TEXT("{\"a\": 1,}\n"), 1, 9, "expected a key in double quotes"},
		{TEXT("[a, b]\n"), 1, 2, "expected a value or ']', found 'a'"},
		{TEXT("\xEF\xBB\xBF {\"a\": yes}\n"), 1, 8, "expected a value after ':'"},
		{TEXT("---\n{a: b}\n"), 2, 1, "begins with { as JSON"},
		{TEXT("--- [1]\n"), 1, 5, "begins with [ as JSON"},
		{TEXT("# x\n{\"a\": 1}\n"), 1, 1, "JSON begins only at line 2"},
		{TEXT("# x\n[1]\n"), 1, 1, "expected a value, found '#'"},
		{TEXT("--- a\n"), 1, 5, "found a scalar"},
		{TEXT("--- |\n a\n"), 1, 5, "found a scalar"},
		{TEXT("a\n"), 1, 1, "expected a value, found 'a'"},
		/* structure */
		{TEXT("a: b\n c: d\n"), 2, 3, "mapping values are not allowed"},
		{TEXT("a: b: c\n"), 1, 5, "mapping values are not allowed"},
		{TEXT("a: [1, 2\nb: 3\n"), 2, 2, "line 1, column 4"},
		{TEXT("a: 'x\n"), 2, 1, "that began at line 1, column 4"},
		{TEXT("a:\n\t- b\n"), 2, 1, "found a tab"},
		{TEXT("a: @b\n"), 1, 4, "cannot start any token"},
		{TEXT("a: 1\nb\n"), 3, 1, "could not find expected ':'"},
		{TEXT("a: 1\n]\n"), 2, 1, "this YAML can't be read"},
		{TEXT("a: 1\n- b\n"), 2, 1, "this YAML can't be read"},
		/* keys */
		{TEXT("1: a\n"), 1, 1, "a key must be a string. Write it in quotes"},
		{TEXT("a: {true: 1}\n"), 1, 5, "a key must be a string"},
		{TEXT("a: 1\nnull: 1\n"), 2, 1, "a key must be a string"},
		{TEXT("a: 1\n? \n: 2\n"), 2, 2, "a key must be a string"},
		{TEXT("a: 1\n? [b]\n: 2\n"), 2, 3, "a key must be a string, not a collection"},
		{TEXT("a: &x b\n*x : 2\n"), 2, 1, "an alias can't be a key"},
		{TEXT("a: &x {b: 1}\nc:\n  <<: *x\n"), 3, 3, "merge keys (<<)"},
		/* anchors and aliases */
		{TEXT("a: *x\n"), 1, 4, "no node before this alias"},
		{TEXT("a: &x [1, *x]\n"), 1, 11, "inside the node that it refers to"},
		{TEXT("--- *x\n"), 1, 5, "an alias can't be a key"},
		/* tags */
		{TEXT("a: !!binary aGk=\n"), 1, 4, "the tag !!binary is not read"},
		{TEXT("a: !x 1\n"), 1, 4, "the tag !x is not read"},
		{TEXT("a: ! 1\n"), 1, 4, "the tag ! is not read"},
		{TEXT("a: &x ! 1\n"), 1, 4, "the tag ! is not read"},
		{TEXT("a: !!python/object:os.system\n"), 1, 4, "the tag !!python/object:os.system"},
		{TEXT("a: !<http://x/%0Ay> 1\n"), 1, 4, "this tag is not read. Use only"},
		{TEXT("a: !!map [1]\n"), 1, 4, "the tag !!map is not read"},
		{TEXT("a: !!int x\n"), 1, 4, "does not fit its tag !!int"},
		{TEXT("a: !!int 1.5\n"), 1, 4, "does not fit its tag !!int"},
		{TEXT("a: !!bool yes\n"), 1, 4, "does not fit its tag !!bool"},
		{TEXT("Resources:\n  a: !Ref b\n"), 2, 6, "!Ref is a tag of CloudFormation"},
		{TEXT("a: !GetAtt [b, c]\n"), 1, 4, "!GetAtt is a tag of CloudFormation"},
		{TEXT("a: .inf\n"), 1, 4, "JSON has no such number"},
		{TEXT("a: -.INF\n"), 1, 4, "JSON has no such number"},
		{TEXT("a: .NaN\n"), 1, 4, "JSON has no such number"},
		{TEXT("a: 0x10000000000000000\n"), 1, 4, "JSON has no such number"},
		/* documents and directives */
		{TEXT("a: 1\n---\nb: 2\n"), 2, 1, "a second YAML document begins here"},
		{TEXT("a: 1\n---\n"), 2, 1, "a second YAML document begins here"},
		{TEXT("a: 1\n...\n# x\nb: 2\n"), 4, 1, "a second YAML document begins here"},
		{TEXT("a: 1\n...\n%TAG !x! y\n---\n"), 3, 1, "a second YAML document"},
		{TEXT("---\n---\n"), 2, 1, "a second YAML document begins here"},
		{TEXT("# x\n%TAG !x! tag:x\n---\na: 1\n"), 2, 1, "this directive is not read"},
		{TEXT("%YAML 1.1\n%FOO\n---\na: 1\n"), 2, 1, "this directive is not read"},
		{TEXT("%YAML 3.0\n---\na: 1\n"), 1, 1, "this YAML can't be read"},
		/* characters */
		{TEXT("a: \xFF\n"), 1, 4, "expected UTF-8, found the byte 0xFF"},
		{TEXT("a: \xC3\xBC\xED\xA0\x80\n"), 1, 5, "expected UTF-8, found the byte 0xED"},
		{TEXT("a: b\0\n"), 1, 5, "the control character U+0000"},
		{TEXT("a: \x1B[1m\n"), 1, 1, "for a terminal, with colours"},
		{TEXT("a: \x7F\n"), 1, 4, "the control character U+007F"},
		{TEXT("a: b\rc: d\n"), 1, 5, "a carriage return that does not end a line"},
		{TEXT("a: b\xE2\x80\xA8"
		      "c: d\n"),
			1, 5, "a Unicode line or paragraph separator"},
		{TEXT("a: \"\xC2\x85\"\n"), 1, 5, "U+0085"},
		{TEXT("a: \xC2\x80\n"), 1, 4, "YAML does not allow"},
		{TEXT("a: \xEF\xBF\xBE\n"), 1, 4, "YAML does not allow"},
		{TEXT("a: 1\n\xEF\xBB\xBF"
		      "b: 2\n"),
			2, 1, "a byte order mark inside"},
		{TEXT("a: \"\\uD800\"\n"), 1, 7, "this YAML can't be read"},
		{TEXT("\xFF\xFE"
		      "a\0:\0\n\0\t\0b\0"),
			2, 1, "found a tab"},
		/* what only looks like YAML is named for what it is */
		{TEXT("a.b: Refreshing state... [id=x]\nc\n"), 1, 1, "the text of a plan"},
		{TEXT("x: y\n\nAn error occurred (AccessDenied) when calling: no\nz\n"), 1, 1,
			"messages of the AWS CLI"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct assay_error err = {0};
		struct doc *d;
		char *copy;
		int status = open_copy(&d, &copy, rows[i].text, &limits, &err);
		if (status != ASSAY_EINPUT || err.line != rows[i].line ||
			err.column != rows[i].column || !strstr(err.message, rows[i].says) ||
			strcmp(err.path, "the/file") != 0)
			fail_msg("%s\n is %d at %s:%zu:%zu: %s\n not %zu:%zu: %s", rows[i].text.ptr,
				status, err.path, err.line, err.column, err.message, rows[i].line,
				rows[i].column, rows[i].says);
		assert_null(d);
		free(copy);
	}
}

/* every value of a document as "POINTER LINE:COLUMN-LINE:COLUMN source" */
static void list_places(struct buf *out, struct cursor c)
{
	struct place p = cursor_place(c);
	assert_int_equal(cursor_pointer(c, out), ASSAY_OK);
	buf_printf(out, " %zu:%zu-%zu:%zu ", p.line, p.column, p.end_line, p.end_column);
	struct str source = cursor_source(c);
	const char *newline = source.len ? memchr(source.ptr, '\n', source.len) : NULL;
	size_t n = newline ? (size_t)(newline - source.ptr) : source.len;
	buf_printf(out, "%.*s%s|", (int)n, source.len ? source.ptr : "", newline ? "..." : "");
	struct walk w;
	walk_begin(&w, c);
	while (walk_next(&w))
		list_places(out, w.value);
}

static void test_yaml_places(void **state)
{
	(void)state;
	static const struct {
		const char *yaml, *places;
	} rows[] = {
		{"a: b\nc:\n- d\n- 'e'\n", " 1:1-4:6 a: b...|/a 1:4-1:5 b|/c 3:1-4:6 - d...|"
					   "/c/0 3:3-3:4 d|/c/1 4:3-4:6 'e'|"},
		{"a:\n\n\nb: {c: [1, ~]} # x\n",
			" 1:1-4:15 a:...|/a 1:3-1:3 |/b 4:4-4:15 {c: [1, ~]}|"
			"/b/c 4:8-4:14 [1, ~]|/b/c/0 4:9-4:10 1|/b/c/1 4:12-4:13 ~|"},
		/* columns are UTF-16 units, and lines end with \r\n, too */
		{"\xC3\xBC\xE2\x82\xAC: \xF0\x9F\x8C\x80\r\n\"\xF0\x9F\x8C\x80\": [ \"\xC3\xBC\", "
		 "x "
		 "]\r\n",
			" 1:1-2:17 \xC3\xBC\xE2\x82\xAC: \xF0\x9F\x8C\x80\r...|"
			"/\xC3\xBC\xE2\x82\xAC 1:5-1:7 \xF0\x9F\x8C\x80|"
			"/\xF0\x9F\x8C\x80 2:7-2:17 [ \"\xC3\xBC\", x ]|"
			"/\xF0\x9F\x8C\x80/0 2:9-2:12 \"\xC3\xBC\"|/\xF0\x9F\x8C\x80/1 2:14-2:15 "
			"x|"},
		/* blocks end where their text does */
		{"a: |\n  x\n  y\n\n# z\nb: >-\n  u\n\n\nc: p\n  q\n",
			" 1:1-11:4 a: |...|/a 1:4-3:4 |...|/b 6:4-7:4 >-...|/c 10:4-11:4 p...|"},
		/* an alias is shown where its value is written, without anchor and tag */
		{"a: &x\n  b: 1\nc: *x\nd: 2\n",
			" 1:1-4:5 a: &x...|/a 2:3-2:7 b: 1|/a/b 2:6-2:7 1|/c 2:3-2:7 b: 1|"
			"/c/b 2:6-2:7 1|/d 4:4-4:5 2|"},
		{"- &k a: 1\n- &m\n  &k !!str b: 2\n- !!map &n\n  !!str c: 3\n",
			" 1:1-5:13 - &k a: 1...|/0 1:3-1:10 &k a: 1|/0/a 1:9-1:10 1|"
			"/1 3:3-3:16 &k !!str b: 2|/1/b 3:15-3:16 2|/2 5:3-5:13 !!str c: 3|"
			"/2/c 5:12-5:13 3|"},
		{"---\n# x\n- !!str 5\n- &a 6\n- !!map &b # y\n  # z\n  c: &d\n- &e !!str\n- &f "
		 "[1]\n",
			" 3:1-9:9 - !!str 5...|/0 3:9-3:10 5|/1 4:6-4:7 6|/2 7:3-7:8 c: &d|"
			"/2/c 7:6-7:8 &d|/3 8:3-8:11 &e !!str|/4 9:6-9:9 [1]|/4/0 9:7-9:8 1|"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct text text = {rows[i].yaml, strlen(rows[i].yaml)};
		struct doc *d;
		char *copy;
		struct buf out;
		buf_init(&out, 1 << 20);
		assert_int_equal(open_copy(&d, &copy, text, &limits, NULL), ASSAY_OK);
		list_places(&out, doc_root(d));
		buf_add(&out, "", 1);
		if (strcmp(out.ptr, rows[i].places) != 0)
			fail_msg("%s\n is  %s\n not %s", rows[i].yaml, out.ptr, rows[i].places);
		buf_free(&out);
		doc_free(d);
		free(copy);
	}
}

/* what only a slice or a look-up finds, at its place in the YAML */
static void test_yaml_slices(void **state)
{
	(void)state;
	static const struct {
		const char *yaml;
		size_t line, column;
		const char *says;
	} rows[] = {
		{"a: 1\nb: 2\na: 3\n", 3, 1, "(the value of the first is at line 1, column 4)"},
		{"a: 1\n\"\\x61\": 3\n", 2, 1, "the object contains the key \"a\" a second time"},
		{"x:\n  - {a: 1, 'a': 2}\n", 2, 12, "a second time"},
		{"a: &x {b: 1, b: 2}\nc: *x\n", 1, 14, "a second time"},
		{"a:\n  b: \"x\\0y\"\n", 2, 6, "found \\u0000 in a string"},
		{"\"a\\0\": 1\n", 1, 1, "found \\u0000 in a string"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct text text = {rows[i].yaml, strlen(rows[i].yaml)};
		struct assay_error err = {0};
		struct arena *arena;
		const struct value *value;
		struct doc *d;
		char *copy;
		assert_int_equal(arena_new(&arena, 0), ASSAY_OK);
		assert_int_equal(open_copy(&d, &copy, text, &limits, NULL), ASSAY_OK);
		assert_int_equal(value_build(&value, doc_root(d), arena, &err), ASSAY_EINPUT);
		if (err.line != rows[i].line || err.column != rows[i].column ||
			!strstr(err.message, rows[i].says))
			fail_msg(
				"%s\n%zu:%zu: %s", rows[i].yaml, err.line, err.column, err.message);
		arena_free(arena);
		doc_free(d);
		free(copy);
	}
}

/* open the text of buf with its own limits; free buf */
static int open_made(struct buf *buf, const struct doc_limits *these, struct assay_error *err)
{
	struct doc *d;
	assert_int_equal(buf->status, ASSAY_OK);
	int status = doc_open(&d, "the/file", buf->ptr, buf->len, these, err);
	doc_free(d);
	buf_free(buf);
	return status;
}

static void test_yaml_has_limits(void **state)
{
	(void)state;
	struct assay_error err = {0};
	struct buf b;
	/* nesting in blocks */
	for (size_t depth = 63; depth <= 65; depth++) {
		buf_init(&b, 1 << 20);
		for (size_t i = 0; i < depth; i++)
			buf_text(&b, "- ");
		buf_text(&b, "1\n");
		int status = open_made(&b, &limits, &err);
		assert_int_equal(status, depth <= 64 ? ASSAY_OK : ASSAY_ELIMIT);
	}
	assert_non_null(strstr(err.message, "the limit max_depth of 64"));
	assert_int_equal(err.column, 129);
	/* nesting in flow collections, which libyaml is slow with */
	for (size_t depth = 16; depth <= 17; depth++) {
		buf_init(&b, 1 << 20);
		buf_text(&b, "a: ");
		for (size_t i = 0; i < depth; i++)
			buf_text(&b, "[");
		for (size_t i = 0; i < depth; i++)
			buf_text(&b, "]");
		int status = open_made(&b, &limits, &err);
		assert_int_equal(status, depth <= 16 ? ASSAY_OK : ASSAY_ELIMIT);
	}
	assert_non_null(strstr(err.message, "nested deeper than 16"));
	assert_int_equal(err.column, 20);
	/* nesting that aliases make */
	buf_init(&b, 1 << 20);
	buf_text(&b, "a: &a0 [x]\n");
	for (int i = 1; i < 70; i++)
		buf_printf(&b, "b%d: &a%d [*a%d]\n", i, i, i - 1);
	assert_int_equal(open_made(&b, &limits, &err), ASSAY_ELIMIT);
	assert_non_null(strstr(err.message, "the limit max_depth of 64"));
	/* a billion laughs */
	buf_init(&b, 1 << 20);
	buf_text(&b, "a0: &a0 ha\n");
	for (int i = 1; i < 10; i++)
		buf_printf(&b, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
			i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	assert_int_equal(open_made(&b, &limits, &err), ASSAY_ELIMIT);
	assert_non_null(strstr(err.message, "the limit max_yaml_expansion of 1048576 bytes"));
	assert_int_equal(err.line, 7);
	/* a text that is itself longer */
	struct doc_limits small = limits;
	small.max_yaml_expansion = 4;
	buf_init(&b, 1 << 20);
	buf_text(&b, "a: 1\n");
	assert_int_equal(open_made(&b, &small, &err), ASSAY_ELIMIT);
	assert_non_null(strstr(err.message, "the limit max_yaml_expansion is 4"));
	/* a key that libyaml gives up */
	for (size_t n = 1024; n <= 1025; n++) {
		buf_init(&b, 1 << 20);
		buf_text(&b, "a: 1\n");
		for (size_t i = 0; i < n; i++)
			buf_text(&b, "k");
		buf_text(&b, ": 1\n");
		int status = open_made(&b, &limits, &err);
		assert_int_equal(status, n <= 1024 ? ASSAY_OK : ASSAY_EINPUT);
	}
	assert_non_null(strstr(err.message, "A key may have 1024 characters at most"));
	assert_int_equal(err.line, 2);
}

/* prose that reads as YAML, where nobody recognises it */
static void test_yaml_guess(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} rows[] = {
		{"a.b: Refreshing state... [id=x]\n", "the text of a plan"},
		{"Error: x\n", "messages of Terraform"},
		{"\nAn error occurred (AccessDenied) when calling the X operation: no\n",
			"an error of the AWS CLI (AccessDenied in X)"},
		{"Functions:\n- {Description: x}\n", NULL},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct text text = {rows[i].text, strlen(rows[i].text)};
		char guess[512];
		struct doc *d;
		char *copy;
		assert_int_equal(open_copy(&d, &copy, text, &limits, NULL), ASSAY_OK);
		bool any = doc_guess(d, guess, sizeof guess);
		assert_int_equal(any, rows[i].says != NULL);
		assert_true(!any || strstr(guess, rows[i].says));
		doc_free(d);
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_yaml_becomes_json),
		cmocka_unit_test(test_yaml_is_refused),
		cmocka_unit_test(test_yaml_places),
		cmocka_unit_test(test_yaml_slices),
		cmocka_unit_test(test_yaml_has_limits),
		cmocka_unit_test(test_yaml_guess),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
