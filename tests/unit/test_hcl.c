/*
 * test_hcl - Terraform sources as blocks, attributes, constants and places.
 */
#include "helpers.h"

#include "base/base.h"
#include "hcl/hcl.h"

static struct arena *arena;

static void print_value(struct buf *b, const struct hcl_value *v);

static void print_members(struct buf *b, const struct list *members)
{
	for (size_t i = 0; i < members->n; i++) {
		const struct hcl_attribute *m = members->items[i];
		buf_printf(b, "%s%.*s=", i ? "," : "", STR_ARGS(m->name));
		print_value(b, m->value);
	}
}

/* constants as text, expressions in parentheses */
static void print_value(struct buf *b, const struct hcl_value *v)
{
	switch (v->kind) {
	case HCL_EXPRESSION:
		buf_printf(b, "(%.*s)", STR_ARGS(v->text));
		return;
	case HCL_NULL:
		buf_text(b, "null");
		return;
	case HCL_BOOL:
		buf_text(b, v->truth ? "true" : "false");
		return;
	case HCL_NUMBER:
		buf_str(b, v->text);
		return;
	case HCL_STRING:
		buf_printf(b, "'%.*s'", STR_ARGS(v->text));
		return;
	case HCL_LIST:
		buf_text(b, "[");
		for (size_t i = 0; i < v->items.n; i++) {
			buf_text(b, i ? "," : "");
			print_value(b, v->items.items[i]);
		}
		buf_text(b, "]");
		return;
	case HCL_OBJECT:
		buf_text(b, v->open ? "{?" : "{");
		print_members(b, &v->members);
		buf_text(b, "}");
	}
}

static void print_body(struct buf *b, const struct hcl_file *file, const struct hcl_body *body)
{
	print_members(b, &body->attributes);
	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *block = body->blocks.items[i];
		struct place at = hcl_place(file, block->header);
		buf_printf(b, " %zu:%zu%s%.*s", at.line, at.column, block->is_dynamic ? "*" : "",
			STR_ARGS(block->type));
		for (size_t n = 0; n < block->labels.n; n++)
			buf_printf(b, ".%.*s", STR_ARGS(*(struct str *)block->labels.items[n]));
		buf_text(b, "{");
		print_body(b, file, &block->body);
		buf_text(b, "}");
	}
}

/* what a file contains, or "!LINE:COLUMN MESSAGE" */
static const char *read_text(const char *name, const char *text, size_t len)
{
	char *bytes = copy_exactly(text, len);
	struct assay_error err = {0};
	struct hcl_file *file = hcl_file_new(arena, str_of(name), (struct str){bytes, len});
	struct buf b;
	buf_init_for(&b, 1 << 20, arena);
	if (hcl_file_read(file, arena, &err))
		buf_printf(&b, "!%zu:%zu %s", err.line, err.column, err.message);
	else
		print_body(&b, file, &file->body);
	buf_text(&b, "");
	hcl_file_close(file);
	const char *out = str_copy(arena, (struct str){b.ptr, b.len}).ptr;
	free(bytes);
	return out ? out : "";
}

static const struct {
	const char *text, *expected;
} native[] = {
	{"", ""},
	{"a = 1", "a=1"},
	{"a = 1\r\nb = -2.5e3 # c\r\n", "a=1,b=-2.5e3"},
	{"\xEF\xBB\xBF"
	 "a=true",
		"a=true"},
	{"a = null // x\nb = false /* y */\n", "a=null,b=false"},
	{"a = \"x\\n\\u00e9\\\"$${b}\"\n", "a='x\n\xC3\xA9\"${b}'"},
	{"a = \"x${b}\"", "a=(\"x${b}\")"},
	{"a = \"x${f(\"}\", {b = \"${c}\"})}y\"\nb=1", "a=(\"x${f(\"}\", {b = \"${c}\"})}y\"),b=1"},
	{"a = [1, \"b\", true, [], ]", "a=[1,'b',true,[]]"},
	{"a = [\n # c\n 1,\n\n var.x\n]", "a=[1,(var.x)]"},
	{"a = [for x in y : x]\nb = { for k, v in z : k => v }",
		"a=([for x in y : x]),b=({ for k, v in z : k => v })"},
	{"a = { b = 1, \"c d\" : 2\n e = f.g # h\n (i) = 3 }", "a={?b=1,c d=2,e=(f.g)}"},
	{"a = 1 + 2", "a=(1 + 2)"},
	{"a = \"b\" == \"c\" ? [1] : [2] # d", "a=(\"b\" == \"c\" ? [1] : [2])"},
	{"a = b.c[\"}\"].d # e", "a=(b.c[\"}\"].d)"},
	{"a = (\n 1\n)\nb = 2", "a=((\n 1\n)),b=2"},
	{"a = [1][0]", "a=([1][0])"},
	{"a = <<EOT\nx \"y\nEOT\nb = 1\n", "a='x \"y\n',b=1"},
	{"a = <<-EOT\n  x ${b\n}\n  EOT\nb = 1\n", "a=(<<-EOT\n  x ${b\n}\n  EOT),b=1"},
	{"a = f(<<EOT\n)\nEOT\n)\nb = 1", "a=(f(<<EOT\n)\nEOT\n)),b=1"},
	{"a = <<EOT\n${<<IN\nEOT\nIN\n}\nEOT\nb = 1", "a=(<<EOT\n${<<IN\nEOT\nIN\n}\nEOT),b=1"},
	{"a = 1 << 2", "a=(1 << 2)"},
	{"resource \"t\" \"n\" {}", " 1:1resource.t.n{}"},
	{"resource t n {\n a = 1\n b {\n c = 2 }\n}", " 1:1resource.t.n{a=1 3:2b{c=2}}"},
	{"\xC3\xA9 = 1\nb \"\xC3\xA9\xF0\x9F\x98\x80\" { c { d = 1 } }", NULL},
	{"r {\n dynamic \"s\" {\n for_each = x\n content {\n a = s.value\n }\n }\n}",
		" 1:1r{ 2:2*s{a=(s.value)}}"},
	{"r {} s {}", "!1:6 a line end is expected after an argument or a block"},
	{"r {", "!1:3 the block is not closed"},
	{"}", "!1:1 a block is closed that is not open"},
	{"a = \"x\ny\"", "!1:5 the string is not closed on its line"},
	{"a = \"${x\"", "!1:9 the string is not closed"},
	{"a = <<EOT\nx\n", "!1:5 the heredoc is not closed"},
	{"/* x", "!1:1 the comment is not closed"},
	{"a =\nb = 1", "!1:4 a value is missing"},
	{"a = [1", "!1:7 a list is not closed"},
	{"a = f(1", "!1:8 a bracket is not closed"},
	{"a = \"\\q\"", "!1:6 the escape is invalid"},
	{"a = 1\nb = \xFF", "!2:5 the file is not UTF-8 text"},
	{"= 1", "!1:1 an argument or a block is expected"},
	{"a \"${b}\" {}", "!1:4 a label is not a constant"},
};

static void test_native(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(native); i++) {
		const char *got = read_text("x/main.tf", native[i].text, strlen(native[i].text));
		if (native[i].expected && strcmp(got, native[i].expected) != 0)
			fail_msg("%s\n  gives    %s\n  expected %s", native[i].text, got,
				native[i].expected);
	}
}

/* every head of every text ends, and no read goes past its end */
static void test_heads(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(native); i++)
		for (size_t n = 0; n <= strlen(native[i].text); n++)
			read_text("main.tf", native[i].text, n);
}

static void test_json_syntax(void **state)
{
	(void)state;
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{"{}", ""},
		{"{'resource':{'t':{'n':{'a':1,'b':'${c}'}}}}", " 1:19resource.t.n{a=1,b=(${c})}"},
		{"{'resource':[{'t':[{'n':[{'a':true}]}]}],'x':1}", " 1:21resource.t.n{a=true}"},
		{"{'module':{'m':{'source':'./x','//':'c'}}}",
			" 1:12module.m{source='./x',//='c'}"},
		{"{'provider':{'aws':[{'region':'r'},{'alias':'w'}]}}",
			" 1:14provider.aws{region='r'} 1:14provider.aws{alias='w'}"},
		{"{'resource':{'t':{'n':{'dynamic':{'s':{'content':{'a':null}}}}}}}",
			" 1:19resource.t.n{ 1:35*s{a=null}}"},
		{"{'resource':{'t':{'n':1}}}", ""},
		{"a: 1\n", "!1:1 the file is not JSON"},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		const char *text = json_from(arena, rows[i].text);
		const char *got = read_text("main.tf.json", text, strlen(text));
		if (strcmp(got, rows[i].expected) != 0)
			fail_msg("%s\n  gives    %s\n  expected %s", text, got, rows[i].expected);
	}
}

/* n times text between head and tail */
static const char *repeat(const char *head, const char *text, size_t n, const char *tail)
{
	struct buf b;
	buf_init_for(&b, 2 * HCL_FILE_MAX, arena);
	buf_text(&b, head);
	for (size_t i = 0; i < n; i++)
		buf_text(&b, text);
	buf_text(&b, tail);
	return str_copy(arena, (struct str){b.ptr, b.len}).ptr;
}

static void test_limits(void **state)
{
	(void)state;
	static const struct {
		const char *head, *text, *tail, *part;
		size_t n;
	} rows[] = {
		{"a = ", "[", "", "lists and objects are nested more than 64 deep", 100000},
		{"a = ", "{a=", "", "lists and objects are nested more than 64 deep", 100000},
		{"", "a {", "", "blocks are nested more than 64 deep", 100000},
		{"a = ", "\"${", "", "templates are nested more than 32 deep", 100000},
		{"a = [", "1,", "]", "the file has more than 200000 blocks", 300000},
		{"", "a=1\n", "", "the file has more than 200000 blocks", 300000},
		{"a", " b", " {}", "the file has more than 200000 blocks", 300000},
		{"", "# aaaaaaaa\n", "", "the file is larger than the limit of 4 MiB", 400000},
		{"a = x", "(", "", "a bracket is not closed", 1000000},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		const char *text = repeat(rows[i].head, rows[i].text, rows[i].n, rows[i].tail);
		const char *got = read_text("main.tf", text, strlen(text));
		if (!strstr(got, rows[i].part))
			fail_msg("%s...: %s", rows[i].text, got);
	}
}

static int set_up(void **state)
{
	(void)state;
	return arena_new(&arena, 0);
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_native, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_heads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_json_syntax, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_limits, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
