/*
 * references - the resources and variables that an expression of the configuration refers to.
 *
 * A plan lists the names in an expression, each followed by its prefixes ("k.arn", "k"), and not
 * the expression itself. A variable of a module is followed to the call of the module, an output
 * into the module; a local is not, since a plan does not show its references. A name that can't
 * be followed is shown unmodified, without an error.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/planned.h"

/* steps from a variable to a call, to an output, ... */
#define HOPS_MAX 64
/* names of one expression that are read, and bytes of one; others are ignored */
#define NAMES_MAX    1000
#define NAME_MAX_LEN 2000
/* names of one expression that are shown */
#define SHOWN_MAX 3
#define TEXT_MAX  200

/* an expression, and where the configuration contains it */
struct spot {
	const struct module *module;
	struct str address; /* of the module, as Terraform prints it */
	struct cursor for_each;
	const struct value *names; /* "references" */
};

static struct str name_at(const struct value *names, size_t i)
{
	bool any = names && names->kind == DOC_ARRAY && i < names->n && i < NAMES_MAX;
	const struct value *v = any ? names->items[i] : NULL;
	return v && v->kind == DOC_STRING && v->text.len <= NAME_MAX_LEN ? v->text : STR_NONE;
}

/* True if b is a prefix of the name a: "aws_kms_key.k" of "aws_kms_key.k.arn". */
static bool is_prefix(struct str b, struct str a)
{
	return b.len && b.len < a.len && str_starts(a, b) &&
	       (a.ptr[b.len] == '.' || a.ptr[b.len] == '[');
}

/* The first name after the prefixes of the i-th. */
static size_t next_name(const struct value *names, size_t i)
{
	while (is_prefix(name_at(names, i + 1), name_at(names, i)))
		i++;
	return i + 1;
}

static size_t word_end(struct str s, size_t at)
{
	while (at < s.len && s.ptr[at] != '.' && s.ptr[at] != '[')
		at++;
	return at;
}

static struct str piece(struct str s, size_t from, size_t to)
{
	return (struct str){s.ptr + from, to - from};
}

/* A.B or A.B[INDEX], with or without .C */
struct parts {
	struct str a, b, c;
	struct str ab; /* with the index */
};

static bool split(struct str s, struct parts *out)
{
	size_t a = word_end(s, 0);
	if (a == 0 || a >= s.len || s.ptr[a] != '.')
		return false;
	size_t b = word_end(s, a + 1), end = b;
	if (b == a + 1)
		return false;
	if (b < s.len && s.ptr[b] == '[' && (end = address_index_end(s, b)) == 0)
		return false;
	*out = (struct parts){piece(s, 0, a), piece(s, a + 1, b), STR_NONE, piece(s, 0, end)};
	if (end == s.len)
		return true;
	if (s.ptr[end] != '.' || word_end(s, end + 1) != s.len || end + 1 == s.len)
		return false;
	out->c = piece(s, end + 1, s.len);
	return true;
}

static int build_names(const struct value **out, struct cursor expression, struct arena *a,
	struct assay_error *err)
{
	struct lookup keys[] = {{"references", NOWHERE}};
	*out = NULL;
	if (!expression.doc)
		return ASSAY_OK;
	int status = cursor_find(expression, keys, 1, err);
	if (status == ASSAY_OK && keys[0].value.doc)
		status = value_build(out, keys[0].value, a, err);
	return status;
}

/* cache of one input or output, which many instances share */
struct known {
	const struct value *names;
};

static void read_known(const struct module *m, bool input, struct str name, struct known *known)
{
	struct assay_error err = {0};
	struct lookup keys[] = {{name.ptr, NOWHERE}}, inside[] = {{"expression", NOWHERE}};
	struct cursor from = input ? m->inputs : m->outputs;
	if (!from.doc)
		return;
	int status = cursor_find(from, keys, 1, &err);
	if (status == ASSAY_OK && !input && keys[0].value.doc) {
		status = cursor_find(keys[0].value, inside, 1, &err);
		keys[0].value = inside[0].value;
	}
	if (status == ASSAY_OK)
		status = build_names(&known->names, keys[0].value, m->arena, &err);
	/* cJSON reports lack of memory as it reports a syntax error. */
	if (status == ASSAY_ENOMEM || status == ASSAY_EINTERNAL)
		arena_fail(m->arena);
}

/* The names in an input of a module or in an output; NULL: none. */
static const struct value *member_names(const struct module *m, bool input, struct str name)
{
	struct str key = str_printf(
		m->arena, "%.*s%c%.*s", STR_ARGS(m->path), input ? '<' : '>', STR_ARGS(name));
	struct known *known = map_get(m->built, key);
	if (!known) {
		known = arena_alloc(m->arena, sizeof *known);
		map_set(m->arena, m->built, key, known);
		read_known(m, input, (struct str){key.ptr + m->path.len + 1, name.len}, known);
	}
	return known->names;
}

/* The address of the calling module: without its last step. */
static struct str caller_address(struct str address)
{
	size_t at = 0, last = 0;
	while (at < address.len) {
		last = at;
		size_t end = word_end(address, at + sizeof "module." - 1);
		if (end < address.len && address.ptr[end] == '[')
			end = address_index_end(address, end);
		if (end <= at)
			return STR_NONE;
		at = end + 1;
	}
	return piece(address, 0, last ? last - 1 : 0);
}

static const struct value *enter_module(
	const struct scope *scope, struct spot *p, const struct parts *name)
{
	struct str path =
		str_printf(scope->arena, "%.*s%.*s/", STR_ARGS(p->module->path), STR_ARGS(name->b));
	const struct module *inner = map_get(p->module->modules, path);
	const struct value *names = inner ? member_names(inner, false, name->c) : NULL;
	if (!names)
		return NULL;
	p->address = p->address.len ? str_printf(scope->arena, "%.*s.%.*s", STR_ARGS(p->address),
					      STR_ARGS(name->ab))
				    : name->ab;
	p->module = inner;
	return names;
}

static const struct value *enter_caller(struct spot *p, struct str variable)
{
	const struct value *names = member_names(p->module, true, variable);
	if (!names)
		return NULL;
	p->for_each = p->module->for_each;
	p->address = caller_address(p->address);
	p->module = p->module->caller;
	return names;
}

/* Follow the only name by one step; false if that is not possible. */
static bool follow(const struct scope *scope, struct spot *p)
{
	struct str name = name_at(p->names, 0);
	const struct value *names = NULL;
	struct parts parts;
	if (!p->module || !name.len || next_name(p->names, 0) != p->names->n ||
		!split(name, &parts))
		return false;
	if (str_is(parts.a, "module") && parts.c.len)
		names = enter_module(scope, p, &parts);
	else if (str_is(parts.a, "var") && parts.ab.len == name.len && p->module->caller)
		names = enter_caller(p, parts.b);
	p->names = names ? names : p->names;
	return names != NULL;
}

/* names that belong to no module */
static bool is_special(struct str name)
{
	static const char *const heads[] = {"each.", "count.", "self.", "path.", "terraform."};
	for (size_t i = 0; i < LENGTH_OF(heads); i++)
		if (str_starts(name, str_of(heads[i])))
			return true;
	return false;
}

/* "each.value of for_each over local.keys" */
static void add_for_each(struct arena *a, const struct spot *p, struct str name, struct str *text)
{
	struct assay_error err = {0};
	const struct value *over;
	if (!str_starts(name, STR("each.")))
		return;
	int status = build_names(&over, p->for_each, a, &err);
	if (status == ASSAY_ENOMEM)
		arena_fail(a);
	if (status != ASSAY_OK || !name_at(over, 0).len)
		return;
	*text = str_printf(a, "%.*s of for_each over %.*s%s%.*s", STR_ARGS(*text),
		STR_ARGS(p->address), p->address.len ? "." : "",
		STR_ARGS(text_cut(a, name_at(over, 0), TEXT_MAX)));
}

static void show_one(struct arena *a, const struct spot *p, struct str name, struct str *text)
{
	bool inside = p->address.len && !is_special(name);
	*text = str_printf(a, "%.*s%s%.*s%s%.*s", STR_ARGS(*text), text->len ? ", " : "",
		STR_ARGS(inside ? p->address : STR("")), inside ? "." : "",
		STR_ARGS(text_cut(a, name, TEXT_MAX)));
	add_for_each(a, p, name, text);
}

/* True if the value may be known only after apply. */
static bool may_be_pending(const struct spot *p, struct str name)
{
	static const char *const heads[] = {"each.key", "count.", "path.", "terraform."};
	bool root = p->module && !p->module->caller;
	bool known = root && str_starts(name, STR("var."));
	for (size_t i = 0; !known && i < LENGTH_OF(heads); i++)
		known = str_starts(name, str_of(heads[i]));
	return !known;
}

/* names that are shown already */
struct shown {
	struct str names[SHOWN_MAX];
	size_t n;
	bool cut; /* there are more */
};

static bool is_shown(const struct shown *s, struct str name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->names[i], name))
			return true;
	return false;
}

/* Show the first few names that may be pending, or those that are not, each once. */
static void show_names(
	struct arena *a, const struct spot *p, bool pending, struct shown *s, struct str *text)
{
	for (size_t i = 0; name_at(p->names, i).len && !s->cut; i = next_name(p->names, i)) {
		struct str name = name_at(p->names, i);
		if (may_be_pending(p, name) != pending || is_shown(s, name))
			continue;
		s->cut = s->n == SHOWN_MAX;
		if (s->cut) {
			*text = str_printf(a, "%.*s, ...", STR_ARGS(*text));
			return;
		}
		s->names[s->n++] = name;
		show_one(a, p, name, text);
	}
}

/* "aws_kms_key.arn" if that attribute is the only name, with all its prefixes; else empty. */
static struct str find_sole(struct arena *a, const struct value *names)
{
	struct str name = name_at(names, 0);
	struct parts parts;
	if (!name.len || next_name(names, 0) != names->n || !split(name, &parts) || !parts.c.len)
		return STR_NONE;
	struct str last = name_at(names, names->n - 1);
	if (last.len != parts.a.len + 1 + parts.b.len)
		return STR_NONE;
	return str_printf(a, "%.*s.%.*s", STR_ARGS(parts.a), STR_ARGS(parts.c));
}

struct references references_find(const struct scope *scope, const struct value *expression)
{
	struct spot p = {scope->module, scope->address, scope->for_each, NULL};
	struct references found = {0};
	struct shown shown = {.n = 0};
	int hops = 0;
	p.names = value_get(expression, "references");
	while (hops < HOPS_MAX && follow(scope, &p))
		hops++;
	/* A circle, which Terraform refuses. */
	if (hops == HOPS_MAX)
		return found;
	/* Pending names come first, so that others do not hide them. */
	show_names(scope->arena, &p, true, &shown, &found.text);
	found.waits = found.text;
	show_names(scope->arena, &p, false, &shown, &found.text);
	found.sole = find_sole(scope->arena, p.names);
	if (!references_resource(scope, expression, &found.to))
		found.to = (struct referred){0};
	return found;
}

/* "T.N" without an index or attribute */
static bool is_resource(struct str name, struct parts *parts)
{
	return split(name, parts) && !parts->c.len && parts->ab.len == name.len &&
	       !memchr(name.ptr, '[', name.len);
}

/* T.N[each.key] and T.N[count.index] show both names, and no attribute. */
static bool find_same_key(const struct value *names, struct referred *out)
{
	struct parts parts;
	struct str first = name_at(names, 0), second = name_at(names, 1);
	bool key_first = str_is(first, "each.key") || str_is(first, "count.index");
	struct str key = key_first ? first : second, resource = key_first ? second : first;
	if (names->n != 2 || !is_resource(resource, &parts) ||
		!(str_is(key, "each.key") || str_is(key, "count.index")))
		return false;
	*out = (struct referred){.type = parts.a, .name = parts.b, .same_key = true};
	return true;
}

/* each.value.ATTRIBUTE, where for_each is a resource */
static bool find_each_value(
	const struct scope *scope, const struct value *names, struct referred *out)
{
	struct assay_error err = {0};
	const struct value *over;
	struct parts each, parts;
	struct str name = name_at(names, 0);
	if (!str_starts(name, STR("each.value.")) || next_name(names, 0) != names->n ||
		!split(name, &each) || !each.c.len)
		return false;
	int status = build_names(&over, scope->for_each, scope->arena, &err);
	if (status == ASSAY_ENOMEM)
		arena_fail(scope->arena);
	if (status != ASSAY_OK || !over || over->n != 1 || !is_resource(name_at(over, 0), &parts))
		return false;
	*out = (struct referred){
		.type = parts.a, .name = parts.b, .attribute = each.c, .same_key = true};
	return true;
}

/* T.N.ATTRIBUTE or T.N[INDEX].ATTRIBUTE, with its prefixes */
static bool find_one(const struct spot *p, struct referred *out)
{
	struct parts parts;
	struct str name = name_at(p->names, 0);
	if (!name.len || next_name(p->names, 0) != p->names->n || !split(name, &parts) ||
		!parts.c.len)
		return false;
	struct str last = name_at(p->names, p->names->n - 1);
	size_t head = parts.a.len + 1 + parts.b.len;
	if (last.len != head)
		return false;
	*out = (struct referred){.module = p->address,
		.type = parts.a,
		.name = parts.b,
		.attribute = parts.c,
		.index = {parts.ab.ptr + head, parts.ab.len - head}};
	return true;
}

bool references_resource(
	const struct scope *scope, const struct value *expression, struct referred *out)
{
	struct spot p = {scope->module, scope->address, scope->for_each, NULL};
	int hops = 0;
	p.names = value_get(expression, "references");
	if (!p.names || p.names->kind != DOC_ARRAY)
		return false;
	if (find_same_key(p.names, out) || find_each_value(scope, p.names, out)) {
		out->module = scope->address;
		return true;
	}
	while (hops < HOPS_MAX && follow(scope, &p))
		hops++;
	return hops < HOPS_MAX && find_one(&p, out);
}
