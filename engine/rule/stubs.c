/*
 * stubs - what a rule can call and read, as declarations for editors (LuaLS).
 *
 * The names are those of the engine's own tables and of the loaded types. A name without a
 * signature here is declared without parameters, and a test finds it.
 */
#include "rule/libraries.h"
#include "rule/rule.h"

/* how many levels of objects get a class of their own */
#define DEPTH_MAX 16

/* parameters, and the lines of annotations above the declaration */
struct signature {
	const char *name, *parameters, *annotations;
};

#define HANDLE "---@param handle Handle\n---@param field string?\n"
#define TEXT   "---@param text string a constant with {names}\n---@param args table<string, any>?\n"
#define EACH                                                                                       \
	"---@param list List|table\n---@param fn fun(item: any, value: any): boolean\n---@return " \
	"boolean\n"
#define WHY "---@return Reasons?\n"

static const struct signature signatures[] = {
	{"action", "resource", "---@param resource Resource\n---@return string?\n"},
	{"address", "handle", "---@param handle Handle\n---@return string\n"},
	{"all", "list, fn", EACH},
	{"ambiguous", "handle, field, text, args", HANDLE TEXT "---@return Reasons\n"},
	{"any", "list, fn", EACH},
	{"assert", "value, ...", "---@param value any\n---@return any\n"},
	{"at_least", "n, list, fn", "---@param n integer\n" EACH},
	{"at_most", "n, list, fn", "---@param n integer\n" EACH},
	{"bound", "text, n", "---@param text string\n---@param n integer\n---@return Reasons\n"},
	{"collect", "list", "---@param list List\n---@return any[]\n" WHY},
	{"control", "declaration", "---@param declaration Control\n---@return Control\n"},
	{"days_since", "handle, field",
		"---@overload fun(date: string): integer\n" HANDLE "---@return integer?\n"},
	{"each", "list", "---@param list List|table\n---@return fun(): any, any\n"},
	{"error", "value, level", "---@param value any\n---@param level integer?\n"},
	{"fail", "handle, field, text, args, extra",
		HANDLE TEXT "---@param extra { counterexample: table?, detail: string? }?\n"},
	{"filter", "list, fn",
		"---@param list List|table\n---@param fn fun(item: any, value: any): boolean\n"
		"---@return fun(): any, any\n"},
	{"find", "list, fn",
		"---@param list List|table\n---@param fn fun(item: any, value: any): boolean\n"
		"---@return any\n---@return any\n"},
	{"home", "resource", "---@param resource Resource\n---@return Region\n"},
	{"ipairs", "list", "---@param list any[]\n---@return fun(): integer, any\n"},
	{"is_set", "handle, field", HANDLE "---@return boolean\n"},
	{"label", "handle", "---@param handle Handle\n---@return string\n"},
	{"len", "list", "---@param list List\n---@return integer\n"},
	{"none", "list, fn", EACH},
	{"not_applicable", "", ""},
	{"note", "handle, field, text, args", HANDLE TEXT},
	{"null", NULL, "---@type any an absent attribute in a counterexample\n"},
	{"owner", "resource", "---@param resource Resource\n---@return Account\n"},
	{"pairs", "map", "---@param map table\n---@return fun(): any, any\n"},
	{"pass", "", ""},
	{"read", "handle, field", HANDLE "---@return any\n" WHY},
	{"reasons", "...", "---@param ... Reasons?\n" WHY},
	{"refers", "handle, field, options",
		HANDLE "---@param options { note: boolean? }?\n"
		       "---@return Resource?\n"},
	{"require", "name", "---@param name string a file below lib/\n---@return any\n"},
	{"select", "n, ...", "---@param n integer|\"#\"\n---@return any ...\n"},
	{"tonumber", "value, base",
		"---@param value any\n---@param base integer?\n---@return number?\n"},
	{"tostring", "value", "---@param value any\n---@return string\n"},
	{"try", "fn, ...", "---@param fn fun(...): any\n---@return any\n" WHY},
	{"type", "value", "---@param value any\n---@return string|table\n"},
	{"type_of", "resource", "---@param resource Resource\n---@return string\n"},
	{"undecided", "reasons", "---@param reasons Reasons\n"},
	{"want", "handle, field, value", HANDLE "---@param value any\n---@return any\n"},
	{"math.floor", "x", "---@param x number\n---@return integer\n"},
	{"math.huge", NULL, "---@type number\n"},
	{"math.max", "x, ...", "---@param x number\n---@return number\n"},
	{"math.maxinteger", NULL, "---@type integer\n"},
	{"math.min", "x, ...", "---@param x number\n---@return number\n"},
	{"math.mininteger", NULL, "---@type integer\n"},
	{"math.tointeger", "x", "---@param x any\n---@return integer?\n"},
	{"string.byte", "s, i, j",
		"---@param s string\n---@param i integer?\n---@param j integer?\n---@return "
		"integer ...\n"},
	{"string.char", "...", "---@param ... integer\n---@return string\n"},
	{"string.find", "s, part, i",
		"---@param s string\n---@param part string plain text\n---@param i integer?\n"
		"---@return integer?\n---@return integer?\n"},
	{"string.format", "text, ...",
		"---@param text string\n---@param ... any\n---@return string\n"},
	{"string.len", "s", "---@param s string\n---@return integer\n"},
	{"string.lower", "s", "---@param s string\n---@return string\n"},
	{"string.rep", "s, n, between",
		"---@param s string\n---@param n integer\n---@param between string?\n---@return "
		"string\n"},
	{"string.reverse", "s", "---@param s string\n---@return string\n"},
	{"string.sub", "s, i, j",
		"---@param s string\n---@param i integer\n---@param j integer?\n---@return "
		"string\n"},
	{"string.upper", "s", "---@param s string\n---@return string\n"},
	{"table.concat", "list, between, i, j",
		"---@param list any[]\n---@param between string?\n---@param i integer?\n"
		"---@param j integer?\n---@return string\n"},
	{"table.insert", "list, i, value",
		"---@overload fun(list: any[], value: any)\n---@param list any[]\n"
		"---@param i integer\n---@param value any\n"},
	{"table.remove", "list, i", "---@param list any[]\n---@param i integer?\n---@return any\n"},
	{"table.sort", "list, before",
		"---@param list any[]\n---@param before (fun(a: any, b: any): boolean)?\n"},
	{"table.unpack", "list, i, j",
		"---@param list any[]\n---@param i integer?\n---@param j integer?\n---@return any "
		"...\n"},
};

static const char handles[] =
	"---@meta\n"
	"-- What a rule can call and read, for editors with LuaLS. Written by 'assay rules "
	"--stubs'.\n"
	"-- Functions of libraries only are declared for all files: docs/lua-api.md.\n"
	"\n"
	"---@class Handle\n"
	"---@class Reasons\n"
	"---@class List: Handle\n"
	"\n"
	"---@class Account: Handle\n"
	"---@field id string\n"
	"---@field partition string?\n"
	"---@field planned boolean\n"
	"---@field exported boolean\n"
	"local Account = {}\n"
	"---@param type string\n"
	"---@param options { closed_world: boolean?, known: boolean?, other_states: boolean? }?\n"
	"---@return List\n"
	"function Account:all(type, options) end\n"
	"\n"
	"---@class Region: Handle\n"
	"---@field name string\n"
	"---@field account Account\n"
	"local Region = {}\n"
	"---@param type string\n"
	"---@param options { closed_world: boolean?, known: boolean?, other_states: boolean? }?\n"
	"---@return List\n"
	"function Region:all(type, options) end\n"
	"\n"
	"---@class Resource: Handle\n"
	"\n"
	"---@class Control\n"
	"---@field id string\n"
	"---@field title string\n"
	"---@field severity \"info\"|\"low\"|\"medium\"|\"high\"|\"critical\"\n"
	"---@field subject string|string[]\n"
	"---@field reads string[]\n"
	"---@field check fun(subject: any, params: table)\n"
	"---@field [string] any\n";

static const struct signature *find(const char *name)
{
	for (size_t i = 0; i < LENGTH_OF(signatures); i++)
		if (strcmp(signatures[i].name, name) == 0)
			return &signatures[i];
	return NULL;
}

static void write_function(struct out *o, const struct library *library, const struct function *f)
{
	char name[80];
	const struct signature *signature;

	snprintf(name, sizeof name, "%s%s%s", library->name ? library->name : "",
		library->name ? "." : "", f->name);
	signature = find(name);
	out_text(o, "\n");
	out_text(o, signature ? signature->annotations : "-- no signature is known\n");
	if (f->call) {
		out_text(o, "function ");
		out_text(o, name);
		out_text(o, "(");
		out_text(o, signature && signature->parameters ? signature->parameters : "...");
		out_text(o, ") end\n");
	} else {
		out_text(o, name);
		out_text(o, " = nil\n");
	}
}

static void write_libraries(struct out *o)
{
	for (size_t i = 0; rule_libraries[i].functions; i++) {
		const struct library *library = &rule_libraries[i];

		if (!(library->audience & FOR_RULES))
			continue;
		if (library->name) {
			out_text(o, "\n---@class ");
			out_text(o, library->name);
			out_text(o, "lib\n");
			out_text(o, library->name);
			out_text(o, " = {}\n");
		}
		for (const struct function *f = library->functions; f->name; f++)
			write_function(o, library, f);
	}
}

/* ---- types ---- */

/* "AWS.CloudTrail.Trail" */
static struct str class_of(struct str name, struct arena *a)
{
	char *out = arena_alloc(a, name.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == ':' && len > 0 && out[len - 1] == '.')
			continue;
		out[len++] = name.ptr[i] == ':' ? '.' : name.ptr[i];
	}
	return (struct str){out, len};
}

static void write_class(struct out *o, struct str class, const char *parent,
	const struct field *fields, size_t n, unsigned depth, struct arena *a);

/* the class of objects in a field, at the end of its lists; NULL: scalars */
static const struct field *object_in(const struct field *field)
{
	while (field &&
		(field->kind == FIELD_LIST || field->kind == FIELD_SET || field->kind == FIELD_MAP))
		field = field->of;
	return field && field->kind == FIELD_OBJECT ? field : NULL;
}

static void write_kind(struct out *o, const struct field *field, struct str class)
{
	if (field->kind == FIELD_BOOL)
		out_text(o, "boolean?");
	else if (field->kind == FIELD_INT)
		out_text(o, "integer?");
	else if (field->kind == FIELD_STRING)
		out_text(o, "string?");
	else if (field->kind == FIELD_OBJECT) {
		out_str(o, class);
		out_text(o, "?");
	} else {
		out_text(o, "List");
	}
	if (field->kind != FIELD_OBJECT && object_in(field)) {
		out_text(o, " of ");
		out_str(o, class);
	}
	out_text(o, "\n");
}

static void write_class(struct out *o, struct str class, const char *parent,
	const struct field *fields, size_t n, unsigned depth, struct arena *a)
{
	for (size_t i = 0; i < n && depth < DEPTH_MAX; i++) {
		const struct field *object = object_in(&fields[i]);

		if (object)
			write_class(o,
				str_printf(
					a, "%.*s.%.*s", STR_ARGS(class), STR_ARGS(fields[i].name)),
				"Handle", object->fields, object->n_fields, depth + 1, a);
	}
	out_text(o, "\n---@class ");
	out_str(o, class);
	out_text(o, ": ");
	out_text(o, parent);
	out_text(o, "\n");
	for (size_t i = 0; i < n; i++) {
		out_text(o, "---@field ");
		out_str(o, fields[i].name);
		out_text(o, " ");
		write_kind(o, &fields[i],
			str_printf(a, "%.*s.%.*s", STR_ARGS(class), STR_ARGS(fields[i].name)));
	}
}

void rules_stubs(const struct rules *r, struct out *out, struct arena *a)
{
	size_t n;
	const struct type *const *types = rules_types(r, &n);

	out_text(out, handles);
	write_libraries(out);
	for (size_t i = 0; i < n; i++)
		write_class(out, class_of(types[i]->name, a), "Resource", types[i]->fields,
			types[i]->n_fields, 0, a);
}
