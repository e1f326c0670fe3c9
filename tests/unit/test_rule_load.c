/*
 * Rule files as data: what is wrong with one, and where; parameters; libraries; what the built-in
 * types say.
 */
#include "base/io.h"
#include "inventory/export/source.h"
#include "inventory/terraform/source.h"
#include "rule/embedded.h"
#include "test_rule_bench.h"

struct load_case {
	const char *name;
	const char *text;
	size_t line;
	const char *message; /* NULL: it loads */
};

#define CONTROL(more)                                                                              \
	"return control {\n id = 'a-b', title = 't', severity = 'low', subject = 'region',\n"      \
	" reads = { '" THING "' },\n" more "\n check = function() end }"
#define TYPE(fields, more)                                                                         \
	"return type {\n name = 'A::B', noun = 'b', nouns = 'bs', key = 'K', scope = 'global', "   \
	"label = 'K',\n"                                                                           \
	" fields = { K = { kind = 'string' },\n" fields "},\n" more "}"
#define COMMAND(more)                                                                              \
	TYPE("", "commands = { { name = 's c', at = 'X', keys = { 'X' }, gives = { 'K' },\n"       \
		 " permission = 's:C', " more " } }")

static const struct load_case load_cases[] = {
	{"controls/a.lua", CONTROL(""), 0, NULL},
	{"controls/a.lua", CONTROL("severty = 'low',"), 4,
		"severty: unknown key. Did you mean 'severity'?"},
	{"controls/a.lua", CONTROL("zzz = 1,"), 4, "zzz: unknown key"},
	{"controls/a.lua", CONTROL("[1] = 1,"), 1, "a key is a number: names expected"},
	{"controls/a.lua", CONTROL("impact = 7,"), 4, "impact: a string expected, got a number"},
	{"controls/a.lua", CONTROL("impact = '',"), 4,
		"impact: the string has 0 bytes: 1 to 65536 expected"},
	{"controls/a.lua", CONTROL("profile_level = 0,"), 4,
		"profile_level: an integer from 1 to 9 expected"},
	{"controls/a.lua", CONTROL("references = { 'a', x = 'b' },"), 4,
		"references: a list expected: { a, b, ... }"},
	{"controls/a.lua", CONTROL("references = 'a',"), 4,
		"references: a table expected, got a string"},
	{"controls/a.lua", CONTROL("prerequisites = { { export = 'x' } },"), 1,
		"prerequisites: 'permission' is missing"},
	{"controls/a.lua", CONTROL("prerequisites = { 'x' },"), 1,
		"prerequisites: a list of tables expected, got a string"},
	{"controls/a.lua", CONTROL("frameworks = { { name = 'x', id = { 'y' } } },"), 1,
		"frameworks.id: unknown key. Did you mean 'ids'?"},
	{"controls/a.lua",
		CONTROL("frameworks = { { name = 'x', ids = { 'y' }, by_analogy = 1 } },"), 4,
		"frameworks.by_analogy: true or false expected, got a number"},
	{"controls/a.lua", CONTROL("params = { p = { default = 1.5, about = 'x' } },"), 1,
		"params.p: 'default' must be a boolean, an integer or a string"},
	{"controls/a.lua", CONTROL("params = { p = { default = 1 } },"), 1,
		"params.p: 'about' is missing"},
	{"controls/a.lua", CONTROL("params = { P = { default = 1, about = 'x' } },"), 1,
		"params.P: the name of a parameter contains only a-z, 0-9 and _"},
	{"controls/a.lua",
		CONTROL("params = { p = { default = 'a', about = 'x', choices = { 'b' } } },"), 1,
		"params.p: the default 'a' is not among the choices"},
	{"controls/a.lua",
		CONTROL("params = { p = { default = 1, about = 'x', choices = { 'b' } } },"), 1,
		"params.p: 'choices' are for a parameter whose default is a string"},
	{"controls/a.lua", "return control { id = 'A' }", 1,
		"id: 'A' is not a valid id: use a-z, 0-9 and -"},
	{"controls/a.lua", "return control {}", 1, "'id' is missing"},
	{"controls/a.lua", "\nreturn control { id = 'a', title = 't', severity = 'bad' }", 2,
		"severity: 'bad' is not a severity: info, low, medium, high or critical"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = 'S',\n"
		" reads = { 'T' } }",
		1, "subject: 'S' is neither account nor region nor a type in reads"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = {},\n"
		" reads = { 'T' } }",
		1, "subject: the list of types is empty"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = { 'T', 'S' "
		"},\n"
		" reads = { 'T' } }",
		1, "subject: 'S' is not a type in reads"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = { 'T', 'T' "
		"},\n"
		" reads = { 'T' } }",
		1, "subject: 'T' is named twice"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = 'region' }", 1,
		"'reads' is missing: the types that the control looks at"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = 'region',\n"
		" reads = { 'No::Type' }, check = function() end }",
		2, "reads: no file below types/ declares the type No::Type"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = 'region',\n"
		" reads = { '" THING "' } }",
		1, "'check' is missing: a function of the subject"},
	{"controls/a.lua",
		"return control { id = 'a', title = 't', severity = 'low', subject = 'region',\n"
		" reads = { '" THING "' }, check = 1 }",
		1, "'check' is missing: a function of the subject"},
	{"controls/a.lua", "return {}", 0,
		"the table must be made by control: return control { ... }"},
	{"controls/a.lua", "", 0, "the file must return one table: return control { ... }"},
	{"controls/a.lua", "return control(1)", 1,
		"bad argument #1 to 'control' (table expected, got number)"},
	{"controls/a.lua", "return control {\n", 2, "unexpected symbol near <eof>"},
	{"controls/a.lua", "\n\nreturn = 1", 3, "unexpected symbol near '='"},
	{"controls/a.lua", "\n\nerror('secret text')", 3, "the rule raised an error"},
	{"controls/a.lua", "\xEF\xBB\xBF" CONTROL(""), 0, NULL},
	{"controls/a.lua", "return '\xC3'", 1, "the file is not valid UTF-8 here"},
	{"controls/a.lua", "\x1bLua", 0, "compiled Lua is not accepted. Give the source text"},
	{"controls/a.txt", CONTROL(""), 0,
		"unknown kind of rule file: a rule file is a .lua file below types/, controls/, "
		"lib/ or profiles/"},
	{"other/a.lua", CONTROL(""), 0,
		"unknown kind of rule file: a rule file is a .lua file below types/, controls/, "
		"lib/ or profiles/"},
	{"types/a.lua", TYPE("", ""), 0, NULL},
	{"types/a.lua", TYPE("", "commands = {}, terraform = { types = { 't' }, provider = 'p' }"),
		0, NULL},
	{"types/a.lua", TYPE("", "terraform = { types = { 't' } }"), 1,
		"terraform: 'provider' is missing"},
	{"types/a.lua", TYPE("F = { kind = 'bool', defualt = true }", ""), 4,
		"fields.F.defualt: unknown key. Did you mean 'default'?"},
	{"types/a.lua", TYPE("F = { kind = 'boolean' }", ""), 1,
		"fields.F.kind: 'boolean' is not a kind: bool, int, string, list, set, map, "
		"object or json expected"},
	{"types/a.lua", TYPE("F = {}", ""), 1, "fields.F: 'kind' is missing"},
	{"types/a.lua", TYPE("F = 1", ""), 1, "fields.F: a declaration expected, got a number"},
	{"types/a.lua", TYPE("F = { kind = 'bool', default = 1 }", ""), 4,
		"fields.F.default: the default of a field of kind bool can't be a number"},
	{"types/a.lua", TYPE("F = { kind = 'list', default = 'x', of = { kind = 'string' } }", ""),
		4, "fields.F.default: the default of a field of kind list can't be a string"},
	{"types/a.lua", TYPE("F = { kind = 'list' }", ""), 1,
		"fields.F: a field of kind list needs 'of', what it holds"},
	{"types/a.lua", TYPE("F = { kind = 'bool', of = { kind = 'bool' } }", ""), 4,
		"fields.F.of: a field of kind bool has no 'of'"},
	{"types/a.lua", TYPE("F = { kind = 'object' }", ""), 1,
		"fields.F: a field of kind object needs 'fields'"},
	{"types/a.lua", TYPE("F = { kind = 'map', of = { kind = 'list', of = { kin = 1 } } }", ""),
		4, "fields.F.of.of.kin: unknown key. Did you mean 'kind'?"},
	{"types/a.lua", TYPE("F = { kind = 'bool', tf_block = true }", ""), 4,
		"fields.F.tf_block: only a field of kind object can be a block"},
	{"types/a.lua", TYPE("F = { kind = 'bool', cli = true }", ""), 4,
		"fields.F.cli: a table expected, got a boolean"},
	{"types/a.lua", "local f = { kind = 'object' } f.fields = { F = f }\n" TYPE("F = f", ""), 2,
		"fields.F.fields.F.fields.F.fields.F.fields.F.fields.F.fields.F.fields.F.fields.F."
		"fields.F."
		"fields.F.fields.F.fields.F.fields.F.fields.F.fields.F.fields.F: "
		"fields are nested deeper than the limit of 16"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', key = 'K', scope = 'global', "
		"label = 'K',\n"
		"fields = { K = { kind = 'int' } } }",
		1, "key: the field 'K' is not of kind string"},
	{"types/a.lua", TYPE("F = { kind = 'string', made_of = 'a/{K}' }", ""), 0, NULL},
	{"types/a.lua", TYPE("F = { kind = 'string', made_of = '{K}/' }", ""), 4,
		"F.made_of: '{K}/' does not end with a {Field}"},
	{"types/a.lua", TYPE("F = { kind = 'string', made_of = '{N}' }", ""), 4,
		"F.made_of: 'N' is not a declared field"},
	{"types/a.lua", TYPE("F = { kind = 'string', made_of = '{F}' }", ""), 4,
		"F.made_of: the field 'F' is not a string of a source"},
	{"types/a.lua", TYPE("F = { kind = 'string', made_of = '{K}', cli = 'F' }", ""), 4,
		"fields.F.cli: no source has a field that is made of others"},
	{"types/a.lua", TYPE("F = { kind = 'int', made_of = '{K}' }", ""), 4,
		"fields.F.made_of: only a string of the resource is made of others"},
	{"types/a.lua", TYPE("F = { kind = 'list', of = { kind = 'string', around = true } }", ""),
		4, "fields.F.of.around: only a field of the resource is outside its item"},
	{"types/a.lua",
		TYPE("F = { kind = 'string', around = true }",
			"commands = { { name = 's c', at = 'X', keys = { 'X' }, gives = { 'F' } } "
			"}"),
		5, "commands.s c.gives: 'F' is around a list in a list: 'at' names none"},
	{"types/a.lua", COMMAND("never_empty = { 'Y' }"), 6,
		"commands.s c.never_empty: 'Y' is not among the keys"},
	{"types/a.lua", COMMAND("omitted = { 'X' }"), 6,
		"commands.s c.omitted: 'X' is not a list inside another in 'at'"},
	{"types/a.lua", COMMAND(""), 0, NULL},
	{"types/a.lua", COMMAND("lists = 'all'"), 6,
		"commands.s c.lists: 'all' is not supported: region or account expected"},
	{"types/a.lua", COMMAND("more = { 'Next' }"), 6,
		"commands.s c.more: 'Next' is not among the keys"},
	{"types/a.lua", COMMAND("any_of = { 'Y' }"), 6,
		"commands.s c.any_of: 'Y' is not among the keys"},
	{"types/a.lua", COMMAND("arguments = '--x {Nope}'"), 6,
		"commands.s c.arguments: '{Nope}' is not a declared field"},
	{"types/a.lua", COMMAND("file = 'x.{K'"), 6,
		"commands.s c.file: '{}' is not a declared field"},
	{"types/a.lua", TYPE("", "commands = { { name = 'c', keys = { 'X' } } }"), 1,
		"commands.c.name: 'c' is not a service and a command"},
	{"types/a.lua", TYPE("", "commands = { { name = 's c', keys = { 'X' } } }"), 1,
		"commands.s c: 'at' or 'any_of' is missing: the keys that identify the output"},
	{"types/a.lua",
		TYPE("", "commands = { { name = 's c', at = 'X', keys = { 'X' },\n"
			 "gives = { 'N' } } }"),
		6, "commands.s c.gives: 'N' is not a declared field"},
	{"types/a.lua", "assert(true)", 1, "attempt to call a nil value (global 'assert')"},
	{"types/a.lua", "return control {}", 1, "attempt to call a nil value (global 'control')"},
	{"types/a.lua",
		"return type { name = '" THING
		"', noun = 'b', nouns = 'bs', key = 'K', scope = 'global',\n"
		"label = 'K', fields = { K = { kind = 'string' } } }",
		0, "the type " THING " is already declared in types/thing.lua"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'K',\n"
		"key = 'K', fields = { K = { kind = 'string' } } }",
		2,
		"key: 'K' is not named like an ARN. Add where it is unique: scope = \"region\", "
		"\"account\" or \"global\""},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'K',\n"
		"key = 'K', scope = 'Region', fields = { K = { kind = 'string' } } }",
		2,
		"scope: 'Region' is not supported: \"account\", \"region\" or \"global\" expected"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'Arm',\n"
		"key = 'Arn', fields = { Arn = { kind = 'string' } } }",
		1, "label: 'Arm' is not a declared field. Did you mean 'Arn'?"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'Arn',\n"
		"key = 'Arn', scope = 'region', fields = { Arn = { kind = 'string' } } }",
		2, "scope: an ARN is unique in all accounts and Regions"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'K', regional = "
		"false,\n"
		"key = 'K', scope = 'region', fields = { K = { kind = 'string' } } }",
		1, "regional: the scope of the key shows whether it is regional"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c',\n"
		"singleton = 'global', fields = { K = { kind = 'string' } } }",
		2, "singleton: 'global' is not supported: \"account\" or \"region\" expected"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', key = 'K',\n"
		"singleton = 'region', fields = { K = { kind = 'string' } } }",
		1, "key: a singleton has no 'key'"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c',\n"
		"singleton = 'region', fields = { K = { kind = 'string' } },\n"
		"commands = { { name = 's get', keys = { 'K' }, any_of = { 'K' }, lists = "
		"'region',\n"
		"gives = { 'K' }, permission = 's:Get' } } }",
		3, "commands.s get.lists: a singleton is one resource: no command lists it"},
	{"types/a.lua",
		"return type { name = 'a', noun = 'b', nouns = 'c', label = 'TrailARN',\n"
		"key = 'TrailARN', fields = { TrailARN = { kind = 'string' } } }",
		0, NULL},
	{"types/a.lua", TYPE("F = { kind = 'bool', always = true }", "shared = { regions = 'F' }"),
		0, NULL},
	{"types/a.lua", TYPE("F = { kind = 'string' }", "shared = { accounts = 'F' }"), 5,
		"shared.accounts: the field 'F' is not of kind bool"},
	{"types/a.lua", TYPE("F = { kind = 'bool' }", "shared = { account = 'F' }"), 5,
		"shared.account: unknown key. Did you mean 'accounts'?"},
	{"types/a.lua", COMMAND("foreign = { 'NotYours' }"), 0, NULL},
	{"types/a.lua", COMMAND("lists = 'region', keyed = false"), 6,
		"commands.s c.keyed: a list without keys would count as complete and empty. Remove "
		"'lists', or give the command the key of each resource"},
	{"types/a.lua",
		TYPE("F = { kind = 'bool' }, G = { kind = 'bool' }",
			"exclusive = { { 'F', 'G' } }"),
		0, NULL},
	{"types/a.lua",
		TYPE("F = { kind = 'bool' }, G = { kind = 'bool' }",
			"exclusive = { { 'F', 'H' } }"),
		5, "exclusive: 'H' is no declared field"},
	{"types/a.lua",
		TYPE("", "terraform = { types = { 't' }, provider = 'p', carriers = { 'u_v',\n"
			 "{ type = 'w', attribute = 'a', values = { 'T' }, anywhere = true } } }"),
		0, NULL},
	{"types/a.lua",
		TYPE("", "terraform = { types = { 't' }, provider = 'p', carriers = {\n"
			 "{ type = 'w', values = { 'a' } } } }"),
		6, "terraform.carriers.values: 'attribute' is missing: the one with the values"},
	{"types/a.lua",
		TYPE("", "terraform = { types = { 't' }, provider = 'p', carriers = {\n"
			 "{ type = 'w', blocks = true } } }"),
		6, "terraform.carriers.blocks: needs 'attribute', without 'values'"},
	{"types/a.lua",
		TYPE("", "terraform = { types = { 't' }, provider = 'p', carriers = {\n"
			 "{ type = 'w', attribute = 'a', blocks = true } } }"),
		5, "terraform.carriers: 'blocks' needs a type whose key is made of several fields"},
	{"types/a.lua", TYPE("F = { kind = 'bool' }", "exclusive = { { 'F' } }"), 5,
		"exclusive: one field alone excludes no other"},
	{"types/a.lua", TYPE("F = { kind = 'bool' }", "exclusive = { 'F' }"), 5,
		"exclusive: a list of fields expected, got a string"},
	{"types/a.lua", TYPE("F = { kind = 'bool' }", "exclusive = { { 'F', 'F' } }"), 5,
		"exclusive: 'F' is named twice"},
	{"lib/a.lua", "= this is looked at when it is required", 0, NULL},
};

static void run_load(const struct load_case *c)
{
	struct bench b;
	bench_start(&b, NULL);
	int status = bench_add(&b, c->name, c->text);
	if (status == ASSAY_OK)
		status = rules_load(b.rules, &b.err);
	if (!c->message && status)
		fail_msg("%s: %s", c->text, b.err.message);
	if (!c->message) {
		bench_end(&b);
		return;
	}
	if (status == ASSAY_OK || strcmp(b.err.message, c->message) != 0 || b.err.line != c->line ||
		strcmp(b.err.path, c->name) != 0)
		fail_msg("%s:\ngot  %s:%zu: %s\nwant %s:%zu: %s", c->text, b.err.path, b.err.line,
			status ? b.err.message : "nothing wrong", c->name, c->line, c->message);
	bench_end(&b);
}

static void test_load(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(load_cases); i++)
		run_load(&load_cases[i]);
}

static void test_too_long(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	size_t n = ((size_t)64 << 10) + 1;
	char *text = need(arena_alloc(b.arena, n + 1));
	memset(text, ' ', n);
	assert_int_equal(rules_add(b.rules, "lib/a.lua", text, n, &b.err), ASSAY_ELIMIT);
	assert_int_equal(rules_add(b.rules, "lib/a.lua", text, n - 1, &b.err), ASSAY_OK);
	bench_end(&b);
}

/* a source may feed several types */
static void test_shared_source(void **state)
{
	(void)state;
	static const char *const cases[] = {"terraform = { types = { 'aws_x' }, provider = 'aws' }",
		"commands = { { name = 's c', at = 'X', keys = { 'X' }, gives = { 'K' },\n"
		" permission = 's:C' } }"};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench b;
		char text[2][512];
		bench_start(&b, NULL);
		for (size_t k = 0; k < 2; k++)
			snprintf(text[k], sizeof text[k],
				"return type { name = 'A::%c', noun = 'b', nouns = 'bs', label = "
				"'K',\n"
				" key = 'K', scope = 'global', fields = { K = { kind = 'string' } "
				"},\n %s }",
				k == 0 ? 'B' : 'C', cases[i]);
		assert_int_equal(bench_add(&b, "types/a.lua", text[0]), ASSAY_OK);
		assert_int_equal(bench_add(&b, "types/b.lua", text[1]), ASSAY_OK);
		assert_int_equal(rules_load(b.rules, &b.err), ASSAY_OK);
		bench_end(&b);
	}
}

static void test_twice(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_add(&b, "controls/a.lua", CONTROL(""));
	bench_add(&b, "mine/controls/a.lua", CONTROL(""));
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_ERULE);
	assert_string_equal(b.err.path, "mine/controls/a.lua");
	assert_string_equal(b.err.message, "the control id a-b is already used by controls/a.lua");
	bench_end(&b);
}

static bool wants_nothing(const void *payload, struct str id)
{
	(void)payload;
	(void)id;
	return false;
}

static const struct embedded_file *bundled(const char *path, const char *text)
{
	static struct embedded_file file;
	file = (struct embedded_file){
		.name = path, .chunk = "", .bytes = text, .len = strlen(text)};
	return &file;
}

/* a bundled control that nobody wants is not run, but its id is known and used */
static void test_some(void **state)
{
	(void)state;
	struct bench b;
	struct list ids = {0};
	bench_start(&b, NULL);
	assert_int_equal(rules_add_embedded(
				 b.rules, bundled("controls/a/b.lua", CONTROL("zzz = 1,")), &b.err),
		ASSAY_OK);
	bench_add(&b, "profiles/p.lua",
		"return profile { name = 'p', title = 't', controls = { 'a-b' } }");
	assert_int_equal(rules_load_some(b.rules, wants_nothing, NULL, &b.err), ASSAY_OK);
	assert_null(rules_control(b.rules, STR("a-b")));
	rules_ids(b.rules, b.arena, &ids);
	assert_int_equal(ids.n, 1);
	assert_true(str_is(*(const struct str *)ids.items[0], "a-b"));
	assert_int_equal(rules_no_control(b.rules, STR("a-c"), &b.err), ASSAY_EUSAGE);
	assert_string_equal(b.err.message, "there is no control 'a-c'. Did you mean 'a-b'?");
	/* a later call loads it, and finds what is wrong with it */
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_ERULE);
	assert_string_equal(b.err.message, "zzz: unknown key");
	bench_end(&b);
}

static void test_some_twice(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	rules_add_embedded(b.rules, bundled("controls/a/b.lua", CONTROL("")), &b.err);
	bench_add(&b, "mine/controls/a.lua", CONTROL(""));
	assert_int_equal(rules_load_some(b.rules, wants_nothing, NULL, &b.err), ASSAY_ERULE);
	assert_string_equal(b.err.path, "mine/controls/a.lua");
	assert_string_equal(
		b.err.message, "the control id a-b is already used by controls/a/b.lua");
	bench_end(&b);
}

static void test_bundled_id(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	rules_add_embedded(b.rules, bundled("controls/a/c.lua", CONTROL("")), &b.err);
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_ERULE);
	assert_string_equal(b.err.message, "the id of a bundled control is its path: a-c");
	bench_end(&b);
}

static void test_fields(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_add(&b, "types/a.lua",
		TYPE("Z = { kind = 'bool', default = true, cli = false },\n"
		     "A = { kind = 'object', secret = true, tf = 'a', tf_block = true, fields = {\n"
		     "  I = { kind = 'list', of = { kind = 'int' }, cli = { 'i', 'j' } } } },",
			"commands = { { name = 's get-b', any_of = { 'X' }, keys = { 'X', 'Y' },\n"
			"  more = { 'Y' }, gives = { 'Z', 'A' }, permission = 's:B' } }"));
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_OK);
	const struct type *t = rules_type(b.rules, STR("A::B"));
	assert_int_equal(t->n_fields, 3);
	const struct field *a = &t->fields[0], *z = &t->fields[2];
	assert_true(str_is(a->name, "A") && str_is(t->fields[1].name, "K") && str_is(z->name, "Z"));
	assert_true(z->has_default && z->default_bool && printed_names(z)->n == 0);
	assert_true(!planned_name(z).ptr);
	assert_true(a->secret && field_spelling(a, &terraform_notation)->block);
	assert_true(str_is(planned_name(a), "a") && str_is(printed_names(a)->names[0], "A"));
	assert_true(a->fields[0].secret && a->fields[0].of->secret);
	assert_true(str_is(printed_names(&a->fields[0])->names[1], "j"));
	assert_ptr_equal(t->key, &t->fields[1]);
	const struct command *c = &t->commands[0];
	assert_true(c->keyed && !c->many && c->lists == LISTS_NOTHING && c->n_gives == 2);
	assert_ptr_equal(c->gives[0], z);
	assert_true(str_is(c->file, "get-b.json") && !c->at.ptr && c->n_any_of == 1);
	bench_end(&b);
}

struct param_case {
	const char *id, *name, *value;
	const char *message; /* NULL: it is set */
};

static const struct param_case param_cases[] = {
	{"test", "flag", "false", NULL},
	{"test", "n", "-12", NULL},
	{"test", "n", "9223372036854775807", NULL},
	{"test", "way", "b", NULL},
	{"tset", "flag", "false", "there is no control 'tset'. Did you mean 'test'?"},
	{"other-control", "flag", "false",
		"there is no control 'other-control'. 'assay rules' lists them"},
	{"test", "flags", "false",
		"the control test has no parameter 'flags'. Did you mean 'flag'?"},
	{"test", "flag", "yes", "test.flag takes true or false, not 'yes'"},
	{"test", "n", "1.5", "test.n takes an integer, not '1.5'"},
	{"test", "n", "", "test.n takes an integer, not ''"},
	{"test", "n", "9223372036854775808", "test.n takes an integer, not '9223372036854775808'"},
	{"test", "way", "c", "test.way takes a or b, not 'c'"},
};

static void test_params(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(param_cases); i++) {
		const struct param_case *c = &param_cases[i];
		struct bench b;
		bench_start(&b, NULL);
		bench_control(&b, "account", "pass()");
		int status = rules_set_param(
			b.rules, str_of(c->id), str_of(c->name), str_of(c->value), &b.err);
		assert_int_equal(status, c->message ? ASSAY_EUSAGE : ASSAY_OK);
		if (c->message)
			assert_string_equal(b.err.message, c->message);
		bench_end(&b);
	}
}

static void test_params_reach_the_check(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, "account",
		"assert(params.flag == false and params.n == -1 and params.way == 'b') pass()");
	const struct param_case set[] = {
		{"test", "flag", "false", 0}, {"test", "n", "-1", 0}, {"test", "way", "b", 0}};
	for (size_t i = 0; i < LENGTH_OF(set); i++)
		assert_int_equal(rules_set_param(b.rules, STR("test"), str_of(set[i].name),
					 str_of(set[i].value), &b.err),
			ASSAY_OK);
	bench_inventory(&b, "[{\"id\":\"1\"}]");
	assert_int_equal(bench_run(&b)->verdict, ASSAY_PASS);
	bench_end(&b);
}

/* nil would look like a switch that is off, and the check could pass */
static void test_undeclared_param_is_an_error(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, "account", "if params.flagg then fail(nil) end pass()");
	bench_inventory(&b, "[{\"id\":\"1\"}]");
	const struct result *result = bench_run(&b);
	assert_int_equal(result->verdict, ASSAY_ERROR);
	assert_non_null(strstr(result->error.message,
		"the control declares no parameter 'flagg'. Did you mean 'flag'?"));
	bench_end(&b);
}

/* a pack's own library comes before a built-in one of the same name; each file finds its neighbours
 */
static void test_libraries(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_add(&b, "lib/a.lua", "return { who = 'built in', b = require 'b' }");
	bench_add(&b, "lib/b.lua", "return { who = 'built in' }");
	bench_add(&b, "pack/lib/b.lua", "return { who = 'the pack' }");
	bench_add(&b, "pack/lib/x/c.lua", "return { a = require 'a', b = require 'b' }");
	bench_add(&b, "pack/controls/test.lua",
		"local c = require 'c'\n"
		"return control { id = 'test', title = 't', severity = 'low', subject = "
		"'account',\n"
		" reads = { '" THING "' }, check = function()\n"
		"  assert(c.a.who == 'built in' and c.a.b.who == 'built in' and c.b.who == 'the "
		"pack')\n"
		"  pass() end }");
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_OK);
	bench_inventory(&b, "[{\"id\":\"1\"}]");
	const struct result *r = bench_run(&b);
	if (r->verdict != ASSAY_PASS)
		fail_msg("%s:%zu: %s", r->error.path, r->error.line, r->error.message);
	bench_end(&b);
}

struct folder {
	struct bench *b;
	size_t n;
};

static int add_file(void *payload, const char *path, enum io_kind kind)
{
	struct folder *f = payload;
	char *text;
	size_t len;
	if (kind != IO_FILE || !str_ends(str_of(path), STR(".lua")))
		return 0;
	assert_int_equal(io_read_file(&text, &len, path, 1 << 20, &f->b->err), ASSAY_OK);
	struct str copy = str_copy(f->b->arena, (struct str){text, len});
	free(text);
	int status = rules_add(f->b->rules, path, copy.ptr, copy.len, &f->b->err);
	if (status)
		fail_msg("%s:%zu: %s", f->b->err.path, f->b->err.line, f->b->err.message);
	f->n++;
	return 0;
}

/* all that is built in */
static void test_built_in(void **state)
{
	(void)state;
	static const char *const folders[] = {"rules/types", "rules/lib", "rules/controls"};
	struct bench b;
	bench_start(&b, NULL);
	for (size_t i = 0; i < LENGTH_OF(folders); i++) {
		struct folder f = {&b, 0};
		if (io_is_folder(folders[i], &b.err) != 1)
			continue;
		assert_int_equal(io_walk(folders[i], 8, add_file, &f, &b.err), ASSAY_OK);
	}
	if (rules_load(b.rules, &b.err))
		fail_msg("%s:%zu: %s", b.err.path, b.err.line, b.err.message);
	const struct type *trail = rules_type(b.rules, STR("AWS::CloudTrail::Trail"));
	assert_non_null(trail);
	assert_true(str_is(trail->key->name, "Arn") && trail->n_commands >= 5);
	bench_end(&b);
}

/* docs/writing-rules.md names every function that there is */
static void test_capabilities(void **state)
{
	(void)state;
	struct assay_error err;
	char *page;
	size_t len;
	assert_int_equal(
		io_read_file(&page, &len, "docs/writing-rules.md", 1 << 20, &err), ASSAY_OK);
	struct buf names;
	buf_init(&names, 1 << 16);
	assert_int_equal(rules_capabilities(&names), ASSAY_OK);
	struct str rest = {names.ptr, names.len}, text = {page, len};
	size_t n = 0;
	while (rest.len > 0) {
		size_t line = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
		struct str name = {rest.ptr, line};
		rest = (struct str){rest.ptr + line + 1, rest.len - line - 1};
		/* "string.find" stands there as find, in the row of `string` */
		const char *dot = memchr(name.ptr, '.', name.len);
		if (dot)
			name = (struct str){dot + 1, (size_t)(name.ptr + name.len - dot) - 1};
		if (str_starts(name, STR("lib: ")))
			name = (struct str){name.ptr + 5, name.len - 5};
		if (!str_contains(text, name))
			fail_msg("docs/writing-rules.md doesn't name %.*s", STR_ARGS(name));
		n++;
	}
	assert_true(n > 45);
	buf_free(&names);
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_load),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_some),
		cmocka_unit_test(test_some_twice),
		cmocka_unit_test(test_bundled_id),
		cmocka_unit_test(test_shared_source),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_params_reach_the_check),
		cmocka_unit_test(test_undeclared_param_is_an_error),
		cmocka_unit_test(test_libraries),
		cmocka_unit_test(test_built_in),
		cmocka_unit_test(test_capabilities),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
