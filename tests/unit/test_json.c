/*
 * test_json - which texts are accepted as documents, and the messages for the others.
 *
 * Texts are given in memory that ends where they do, so that a sanitizer sees a
 * read behind them. Shorter ones as data, and JSONTestSuite: test_json_cases.c.
 */
#include "doc/doc_inside.h"

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

/* open a copy that ends where the text does */
static int open_copy(struct text text, size_t max_depth, struct assay_error *err)
{
	struct doc_limits these = limits;
	these.max_depth = max_depth;
	char *copy = copy_exactly(text.ptr, text.len);
	struct doc *d;
	int status = doc_open(&d, "the/file", copy, text.len, &these, err);
	assert_true((d != NULL) == (status == ASSAY_OK));
	doc_free(d);
	free(copy);
	return status;
}

static void test_json_is_taken(void **state)
{
	(void)state;
	static const struct text rows[] = {
		TEXT("{}"),
		TEXT("[]"),
		TEXT(" \t\r\n[ \t\r\n] \t\r\n"),
		TEXT("null"),
		TEXT("true"),
		TEXT("false"),
		TEXT("0"),
		TEXT("-0"),
		TEXT("123456789012345678901234567890"),
		TEXT("-0.5e+10"),
		TEXT("1E-2"),
		TEXT("[1e5,0e0,0.0]"),
		TEXT("\"\""),
		TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uABCD\\ud83c\\uDF00\\u0000\""),
		TEXT("\"\x7F\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8C\x80\""),
		TEXT("{\"\":{\"a\":[1,{\"b\":[[],{}]}],\"a\":2}}"),
		TEXT("[ 1 , true , \"x\" , { \"k\" : null } ]"),
		TEXT("\xEF\xBB\xBF{}"),
		TEXT("\xEF\xBB\xBF [1]\n"),
		TEXT("\xFF\xFE[\0]\0"),
		TEXT("\xFE\xFF\0[\0\"\xD8\x3C\xDF\x00\0\"\0]"),
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct assay_error err;
		if (open_copy(rows[i], 64, &err) != ASSAY_OK)
			fail_msg("%s: %zu:%zu: %s", rows[i].ptr, err.line, err.column, err.message);
	}
}

/* a text that is refused, where, and a part of what is said */
struct refused {
	struct text text;
	size_t line, column;
	const char *says;
};

static void check_refused(const struct refused *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct assay_error err = {0};
		int status = open_copy(rows[i].text, 64, &err);
		if (status != ASSAY_EINPUT || err.line != rows[i].line ||
			err.column != rows[i].column || !strstr(err.message, rows[i].says) ||
			strcmp(err.path, "the/file") != 0)
			fail_msg("%s\n is %d at %s:%zu:%zu: %s\n not %zu:%zu: %s", rows[i].text.ptr,
				status, err.path, err.line, err.column, err.message, rows[i].line,
				rows[i].column, rows[i].says);
	}
}

static void test_json_is_refused(void **state)
{
	(void)state;
	static const struct refused rows[] = {
		/* nothing */
		{TEXT(""), 1, 1, "the file is empty"},
		{TEXT(" \r\n\t"), 1, 1, "only white space"},
		{TEXT("\xEF\xBB\xBF"), 1, 1, "only white space"},
		{TEXT("\xFF\xFE"), 1, 1, "only white space"},
		/* structure */
		{TEXT("[1,]"), 1, 4, "expected a value after ',', found ']'"},
		{TEXT("[,1]"), 1, 2, "expected a value or ']', found ','"},
		{TEXT("[1 2]"), 1, 4, "expected ',' or ']', found '2'"},
		{TEXT("{\"a\":1,}"), 1, 8, "expected a key in double quotes, found '}'"},
		{TEXT("{,}"), 1, 2, "expected a key in double quotes or '}', found ','"},
		{TEXT("{\"a\" 1}"), 1, 6, "expected ':' after the key, found '1'"},
		{TEXT("{\"a\":}"), 1, 6, "expected a value after ':', found '}'"},
		{TEXT("{\"a\":1]"), 1, 7, "expected ',' or '}', found ']'"},
		{TEXT("[{}}"), 1, 4, "expected ',' or ']', found '}'"},
		{TEXT("{a:1}"), 1, 2, "found 'a'"},
		{TEXT("{'a':1}"), 1, 2, "found '''"},
		{TEXT("]"), 1, 1, "expected a value, found ']'"},
		{TEXT("[True]"), 1, 2, "found 'True'"},
		{TEXT("[nul]"), 1, 2, "found a word or number"},
		{TEXT("[1]]"), 1, 4, "expected the end of the file, found ']'"},
		{TEXT("{}{}"), 1, 3, "found a second JSON text"},
		{TEXT("{}\n[]"), 2, 1, "found a second JSON text"},
		{TEXT("1 1"), 1, 3, "expected the end of the file, found '1'"},
		{TEXT("[1,/* */2]"), 1, 4, "found '/'"},
		{TEXT("[\xE2\x80\x9Cx]"), 1, 2, "(U+201C)"},
		{TEXT("[\f]"), 1, 2, "found the control character U+000C"},
		{TEXT("[\0]"), 1, 2, "found the control character U+0000"},
		{TEXT("{}\0"), 1, 3, "found the control character U+0000"},
		{TEXT("[\xFF]"), 1, 2, "found the byte 0xFF"},
		/* what to do about it */
		{TEXT("[1,]"), 1, 4, "found ']'. Remove the comma before it"},
		{TEXT("{\"a\":1,\n}"), 2, 1, "found '}'. Remove the comma before it"},
		{TEXT("[1 // x\n]"), 1, 4, "found '/'. JSON has no comments"},
		{TEXT("# x\n[1]"), 1, 1, "found '#'. JSON has no comments"},
		{TEXT("{'a':1}"), 1, 2, "found '''. Use double quotes"},
		{TEXT("{\"a\":None}"), 1, 6, "found 'None'. JSON has no such word"},
		{TEXT("{}\nDone"), 2, 1,
			"behind the JSON text. Remove it, or write the JSON alone"},
		/* numbers */
		{TEXT("[012]"), 1, 2, "without leading zeros, found a word or number"},
		{TEXT("[-01]"), 1, 3, "without leading zeros"},
		{TEXT("[+1]"), 1, 2, "found '+'"},
		{TEXT("[.5]"), 1, 2, "found '.'"},
		{TEXT("[5.]"), 1, 4, "expected a digit after the decimal point, found ']'"},
		{TEXT("[-]"), 1, 3, "expected a digit, found ']'"},
		{TEXT("[1e]"), 1, 4, "expected a digit of the exponent, found ']'"},
		{TEXT("[1e+]"), 1, 5, "expected a digit of the exponent"},
		{TEXT("[0x1]"), 1, 3, "expected ',' or ']', found a word or number"},
		{TEXT("[NaN]"), 1, 2, "found 'NaN'"},
		/* strings */
		{TEXT("[\"a\tb\"]"), 1, 4, "found the control character U+0009 in a string"},
		{TEXT("[\"a\nb\"]"), 1, 4, "the line ends inside a string"},
		{TEXT("[\"a\0b\"]"), 1, 4, "found the control character U+0000 in a string"},
		{TEXT("[\"\\x\"]"), 1, 3, "after the backslash, found 'x'"},
		{TEXT("[\"\\\n\"]"), 1, 3, "after the backslash, found the control character"},
		{TEXT("[\"\\u12g4\"]"), 1, 3, "four hexadecimal digits"},
		{TEXT("[\"\\uD800\"]"), 1, 3, "\\uD800, one half of a surrogate pair"},
		{TEXT("[\"\\uDC00\"]"), 1, 3, "\\uDC00, one half of a surrogate pair"},
		{TEXT("[\"\\uD800\\n\"]"), 1, 3, "one half of a surrogate pair"},
		{TEXT("[\"\\uD800\\uD800\"]"), 1, 3, "one half of a surrogate pair"},
		{TEXT("[\"\\uD800\\u12\"]"), 1, 9, "four hexadecimal digits"},
		{TEXT("[\"\xC3\"]"), 1, 3, "expected UTF-8, found the byte 0xC3"},
		{TEXT("[\"\xC0\x80\"]"), 1, 3, "expected UTF-8, found the byte 0xC0"},
		{TEXT("[\"\xED\xA0\x80\"]"), 1, 3, "expected UTF-8, found the byte 0xED"},
		{TEXT("[\"\xE2\x82\xAC\xFF\"]"), 1, 4, "expected UTF-8, found the byte 0xFF"},
		/* cut off */
		{TEXT("[1,\n  \"ab"), 2, 6, "inside a string that began at line 2, column 3"},
		{TEXT("{\"a\":\n[1"), 2, 3, "inside an array that began at line 2, column 1"},
		{TEXT("{\"a\":[1],"), 1, 10, "inside an object that began at line 1, column 1"},
		{TEXT("[\"\\"), 1, 4, "inside a string that began at line 1, column 2"},
		{TEXT("[\"\\u12"), 1, 7, "inside a string"},
		{TEXT("[\"\\uD800\\"), 1, 10, "inside a string"},
		{TEXT("[tru"), 1, 5, "inside an array"},
		{TEXT("tru"), 1, 4, "ends in the middle of a value"},
		{TEXT("-"), 1, 2, "ends in the middle of a value"},
		/* places: lines end with \n, columns count UTF-16 units, a byte order mark does not
		 * count
		 */
		{TEXT("[\r\n\r\n  x]"), 3, 3, "found 'x'"},
		{TEXT("[\"\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8C\x80\" x]"), 1, 9, "found 'x'"},
		{TEXT("\xEF\xBB\xBF[x]"), 1, 2, "found 'x'"},
		{TEXT("\xFF\xFE[\0x\0]\0"), 1, 2, "found 'x'"},
		{TEXT("\xFF\xFE[\0\n\0\"\0\x3C\xD8\x00\xDF\"\0x\0"), 2, 5, "found 'x'"},
		/* encodings */
		{TEXT("\xFF\xFE[\0\x3C\xD8]\0"), 1, 2, "half a character"},
		{TEXT("\xFF\xFE[\0\x00\xDF]\0"), 1, 2, "half a character"},
		{TEXT("\xFF\xFE[\0]"), 1, 2, "half a character"},
		{TEXT("\xFF\xFE[\0\x3C\xD8"), 1, 2, "half a character"},
		{TEXT("[\0]\0"), 1, 2, "UTF-16 without a byte order mark"},
		{TEXT("\0[\0]"), 1, 1, "UTF-16 without a byte order mark"},
		{TEXT("\xFF\xFE\0\0[\0\0\0]\0\0\0"), 1, 1, "UTF-32"},
	};
	check_refused(rows, LENGTH_OF(rows));
}

#define MAKE "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json"

static void test_other_things_are_named(void **state)
{
	(void)state;
	static const struct refused rows[] = {
		{TEXT("{\"@level\":\"info\",\"@message\":\"x\",\"type\":\"version\"}\n"
		      "{\"@level\":\"info\",\"@message\":\"x\"}\n"),
			2, 1,
			"that `plan -json` prints (JSON Lines), not plan JSON. Create plan JSON "
			"with: " MAKE},
		{TEXT("{\"@level\":\"info\",\"@message\":\"OpenTofu 1.8\"}\n{\"@level\":"), 2, 1,
			"with: tofu plan -out plan.bin && tofu show -json plan.bin > plan.json"},
		{TEXT("{\"message\":1}\n{\"@level\":1}"), 2, 1, "a second JSON text"},
		{TEXT("PK\x03\x04\x14\0\b\0\b\0....tfplan"), 1, 1,
			"a binary plan (terraform plan -out). Convert it to plan JSON with: "
			"terraform show -json the/file > plan.json"},
		{TEXT("PK\x03\x04\x14\0\b\0\b\0....other"), 1, 1, "a zip archive"},
		{TEXT("\x1F\x8B\b"), 1, 1, "a gzip file"},
		{TEXT("resource \"a\" \"b\" {\n}\n"), 1, 1,
			"configuration (HCL), not plan JSON. Create plan JSON with: " MAKE},
		{TEXT("# x\n// y\n/* z\n{\"a\":1}\n*/\nterraform {\n"), 1, 1, "(HCL)"},
		{TEXT("provider \"x\" {"), 1, 1, "(HCL)"},
		{TEXT("module\"m\"{"), 1, 1, "(HCL)"},
		{TEXT("locals {\n  p = <<E\n{\n  \"Version\": 1\n}\nE\n}"), 1, 1, "(HCL)"},
		{TEXT("data: {"), 1, 8, "this YAML can't be read"},
		{TEXT("resources \"a\" {"), 1, 1, "expected a value, found a word or number"},
		{TEXT("\n\x1B[1mTerraform will perform the following actions:\x1B[0m\n"), 2, 1,
			"the text of a plan for people, not plan JSON. Create plan JSON "
			"with: " MAKE},
		{TEXT("\x1B[0m\x1B[1m\x1B[32mNo changes.\x1B[0m"), 1, 1, "the text of a plan"},
		{TEXT("a.b: Refreshing state... [id=x]\nb\n"), 1, 1, "the text of a plan"},
		{TEXT("\nOpenTofu used the selected providers"), 2, 1, "tofu show -json"},
		{TEXT("[command]/usr/bin/terraform show\n{\"a\":1}\n"), 1, 2,
			"JSON begins only at line 2"},
		{TEXT("2026-01-01T00:00:00Z [INFO]  x\n\n{\n  \"a\":1}\n"), 1, 5,
			"JSON begins only at line 3"},
		{TEXT("a.b: Refreshing state...\n{ \"a\":1}"), 1, 1, "JSON begins only at line 2"},
		{TEXT("[x,\n{\"a\":1}]"), 1, 2, "JSON begins only at line 2"},
		{TEXT("[{\"b\":x},\n{\"a\":1}]"), 1, 7, "found 'x'"},
		{TEXT("[\n{\"a\":1},\n{\"a\":x}]"), 3, 6, "found 'x'"},
		{TEXT("\nAn error occurred (AccessDenied) when calling the X operation\n"), 2, 1,
			"messages of the AWS CLI"},
		{TEXT("\xE2\x95\xB7\n\xE2\x94\x82 Error: x\n"), 1, 1, "messages of Terraform"},
		{TEXT("\nError: x\ny\n"), 2, 1, "messages of Terraform"},
		{TEXT("-------------\n|  ListX  |\n"), 1, 2, "with --output json"},
		{TEXT("FUNCTIONS\tx\t1\nARCHITECTURES\tarm\n"), 1, 1, "text output of the AWS CLI"},
		{TEXT("BZh9"), 1, 1, "a bzip2 file"},
		{TEXT("\xFD\x37zXZ"), 1, 1, "an xz file"},
		{TEXT("\x7F"
		      "ELF\2\1\1\0\0x"),
			1, 1, "a binary file"},
		{TEXT("<!DOCTYPE html>"), 1, 1, "HTML or XML"},
		{TEXT("\x1B[31mx"), 1, 1, "colours"},
		{TEXT("Resources\n  a 1\n"), 1, 1, "expected a value, found a word or number"},
		/* a text that begins like JSON is JSON, whatever its strings contain */
		{TEXT("{\"a\":\"No changes. An error occurred (x\",}"), 1, 41, "expected a key"},
		{TEXT("[\"No changes.\",]"), 1, 16, "expected a value after ','"},
	};
	check_refused(rows, LENGTH_OF(rows));
	/* a name that a shell would split is not put into a command */
	static const char *const names[] = {"my plan", "$(x)", "-", "-x", ""};
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		struct doc *d;
		struct assay_error err;
		static const char zip[] = "PK\x03\x04 tfplan";
		assert_int_equal(
			doc_open(&d, names[i], zip, sizeof zip - 1, &limits, &err), ASSAY_EINPUT);
		assert_non_null(strstr(err.message, "terraform show -json FILE > plan.json"));
	}
}

/* a long document, so that every fast path meets its end */
static const char sample[] =
	"{\"format_version\":\"1.2\",\"numbers\":[0,-1,2.5e-10,1E+2],\"long\":\"0123456789abcdef"
	"0123456789abcdef\xC3\xBC 0123456789abcdef\\n\\u00e9\\ud83c\\udf00\xE2\x82\xAC\","
	"\"nested\":{\"a\":[[],[{}],[true,false,null]],\"b\":{\"c\":{\"d\":\"\"}}},\n"
	"                                    \"padded\" : [ 1 , 2 ]\r\n}";

static void test_json_cut_off_anywhere_is_refused(void **state)
{
	(void)state;
	assert_int_equal(open_copy((struct text){sample, sizeof sample - 1}, 64, NULL), ASSAY_OK);
	for (size_t len = 1; len < sizeof sample - 1; len++) {
		struct assay_error err;
		assert_int_equal(open_copy((struct text){sample, len}, 64, &err), ASSAY_EINPUT);
		/* inside a character the fault is invalid UTF-8, else the end of the file */
		bool torn = utf8_check(sample, len) < len;
		assert_non_null(strstr(err.message, torn ? "UTF-8" : "the file ends inside"));
		size_t lines = 1;
		for (size_t i = 0; i < len; i++)
			lines += sample[i] == '\n';
		assert_int_equal(err.line, lines);
	}
}

/* each byte in a string, at the head and the tail of what is looked at together */
static void test_json_bytes_of_strings(void **state)
{
	(void)state;
	for (size_t before = 0; before < 34; before++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[64] = "\"";
			memset(text + 1, 'a', before);
			text[before + 1] = (char)byte;
			text[before + 2] = '"';
			int status = open_copy((struct text){text, before + 3}, 64, NULL);
			bool good = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
			if ((status == ASSAY_OK) != good)
				fail_msg("0x%02X behind %zu bytes: %d", (unsigned)byte, before,
					status);
		}
	}
}

static void test_json_escapes_of_all_units(void **state)
{
	(void)state;
	for (unsigned unit = 0; unit <= 0xFFFF; unit++) {
		char text[32];
		int n = snprintf(
			text, sizeof text, unit % 2 ? "[\"\\u%04x\"]" : "[\"\\u%04X\"]", unit);
		int status = open_copy((struct text){text, (size_t)n}, 64, NULL);
		if ((status == ASSAY_OK) != (unit < 0xD800 || unit > 0xDFFF))
			fail_msg("%s: %d", text, status);
		n = snprintf(text, sizeof text, "\"\\ud800\\u%04x\"", unit);
		status = open_copy((struct text){text, (size_t)n}, 64, NULL);
		if ((status == ASSAY_OK) != (unit >= 0xDC00 && unit <= 0xDFFF))
			fail_msg("%s: %d", text, status);
	}
}

static void test_json_depth_has_a_limit(void **state)
{
	(void)state;
	static const struct {
		size_t limit, depth;
		int status;
		const char *says;
	} rows[] = {
		{1, 1, ASSAY_OK, ""},
		{1, 2, ASSAY_ELIMIT, "the limit max_depth of 1"},
		{0, 1, ASSAY_ELIMIT, "the limit max_depth of 0"},
		{64, 64, ASSAY_OK, ""},
		{64, 65, ASSAY_ELIMIT, "the limit max_depth of 64"},
		{SIZE_MAX, 1000, ASSAY_OK, ""},
		{SIZE_MAX, 1001, ASSAY_ELIMIT, "the limit max_depth of 1000"},
		{SIZE_MAX, 100000, ASSAY_ELIMIT, "the limit max_depth of 1000"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		size_t depth = rows[i].depth;
		char *text = malloc(depth * 2);
		assert_non_null(text);
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		struct assay_error err = {0};
		int status = open_copy((struct text){text, depth * 2}, rows[i].limit, &err);
		assert_int_equal(status, rows[i].status);
		assert_non_null(strstr(err.message, rows[i].says));
		if (status != ASSAY_OK)
			assert_int_equal(
				err.column, strtoul(strrchr(rows[i].says, ' '), NULL, 10) + 1);
		free(text);
	}
}

static void test_json_size_has_a_limit(void **state)
{
	(void)state;
	struct doc *d;
	struct assay_error err;
	struct doc_limits small = {.max_input = 3, .max_depth = 9, .max_slice = 9};
	assert_int_equal(doc_open(&d, "f", "[1]", 3, &small, &err), ASSAY_OK);
	assert_string_equal(doc_name(d), "f");
	assert_true(str_is(doc_bytes(d), "[1]"));
	doc_free(d);
	assert_int_equal(doc_open(&d, "f", "[12]", 4, &small, &err), ASSAY_ELIMIT);
	assert_string_equal(err.message,
		"the file is 4 bytes long; the limit max_input is 3 (--max-input raises it)");
	doc_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json_is_taken),
		cmocka_unit_test(test_json_is_refused),
		cmocka_unit_test(test_other_things_are_named),
		cmocka_unit_test(test_json_cut_off_anywhere_is_refused),
		cmocka_unit_test(test_json_bytes_of_strings),
		cmocka_unit_test(test_json_escapes_of_all_units),
		cmocka_unit_test(test_json_depth_has_a_limit),
		cmocka_unit_test(test_json_size_has_a_limit),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
