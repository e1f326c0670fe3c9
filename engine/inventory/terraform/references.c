/*
 * references - what an expression of a plan's configuration is made from.
 *
 * A plan lists the names that stand in an expression, each followed by the shorter ones around it
 * ("k.arn", "k"), and never the expression: that a name stands there is all that can be known. A
 * module's variable leads to the call around, a module's output into the module; a local leads
 * nowhere, since a plan doesn't say what it is made from. Nothing here is worth an error: what
 * can't be followed is named as it stands.
 */
#include "inventory/model/node.h"
#include "inventory/terraform/plan.h"

/* from a variable to a call to an output to ... */
#define HOPS_MAX 64
/* names of one expression that are looked at, and bytes of one; what is beyond proves nothing */
#define NAMES_MAX    1000
#define NAME_MAX_LEN 2000
/* names of one expression that are shown */
#define SHOWN_MAX 3
#define TEXT_MAX  200

/* an expression and where it stands */
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

/* is b what stands around a? "aws_kms_key.k" around "aws_kms_key.k.arn" */
static bool is_around(struct str b, struct str a)
{
	return b.len && b.len < a.len && str_starts(a, b) &&
	       (a.ptr[b.len] == '.' || a.ptr[b.len] == '[');
}

/* the first name behind those that stand around the i-th */
static size_t next_name(const struct value *names, size_t i)
{
	while (is_around(name_at(names, i + 1), name_at(names, i)))
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

/* A.B or A.B[INDEX], and behind it .C or nothing */
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

/* what was found of one input or output: asked once for each of many instances */
struct known {
	const struct value *names;
};

static int look_up(const struct module *m, bool input, struct str name, struct known *known)
{
	struct assay_error err = {0};
	struct lookup keys[] = {{name.ptr, NOWHERE}}, inside[] = {{"expression", NOWHERE}};
	struct cursor from = input ? m->inputs : m->outputs;
	if (!from.doc)
		return ASSAY_OK;
	int status = cursor_find(from, keys, 1, &err);
	if (status == ASSAY_OK && !input && keys[0].value.doc) {
		status = cursor_find(keys[0].value, inside, 1, &err);
		keys[0].value = inside[0].value;
	}
	if (status == ASSAY_OK)
		status = build_names(&known->names, keys[0].value, m->arena, &err);
	/* cJSON does not tell what it refuses from what it has no memory for */
	return status == ASSAY_ENOMEM || status == ASSAY_EINTERNAL ? ASSAY_ENOMEM : ASSAY_OK;
}

/* the names in an input of a module or in an output; *out NULL: none */
static int member_names(
	const struct module *m, bool input, struct str name, const struct value **out)
{
	struct str key = str_printf(
		m->arena, "%.*s%c%.*s", STR_ARGS(m->path), input ? '<' : '>', STR_ARGS(name));
	if (!key.ptr)
		return ASSAY_ENOMEM;
	struct known *known = map_get(m->built, key);
	if (!known) {
		known = arena_alloc(m->arena, sizeof *known);
		if (!known || map_set(m->arena, m->built, key, known) != ASSAY_OK)
			return ASSAY_ENOMEM;
		struct str copy = {key.ptr + m->path.len + 1, name.len};
		int status = look_up(m, input, copy, known);
		if (status != ASSAY_OK)
			return status;
	}
	*out = known->names;
	return ASSAY_OK;
}

/* the address of the module around: without its last step */
static struct str address_around(struct str address)
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

static int into_module(const struct scope *scope, struct spot *p, const struct parts *name,
	const struct value **names)
{
	struct str path =
		str_printf(scope->arena, "%.*s%.*s/", STR_ARGS(p->module->path), STR_ARGS(name->b));
	if (!path.ptr)
		return ASSAY_ENOMEM;
	const struct module *inner = map_get(p->module->modules, path);
	int status = inner ? member_names(inner, false, name->c, names) : ASSAY_OK;
	if (status != ASSAY_OK || !*names)
		return status;
	p->address = p->address.len ? str_printf(scope->arena, "%.*s.%.*s", STR_ARGS(p->address),
					      STR_ARGS(name->ab))
				    : name->ab;
	p->module = inner;
	return p->address.ptr ? ASSAY_OK : ASSAY_ENOMEM;
}

/* one step on; *moved false: the names stand for themselves */
static int hop(const struct scope *scope, struct spot *p, bool *moved)
{
	struct str name = name_at(p->names, 0);
	const struct value *names = NULL;
	struct parts parts;
	int status = ASSAY_OK;
	*moved = false;
	if (!p->module || !name.len || next_name(p->names, 0) != p->names->n ||
		!split(name, &parts))
		return ASSAY_OK;
	if (str_is(parts.a, "module") && parts.c.len) {
		status = into_module(scope, p, &parts, &names);
	} else if (str_is(parts.a, "var") && parts.ab.len == name.len && p->module->caller) {
		status = member_names(p->module, true, parts.b, &names);
		if (status == ASSAY_OK && names) {
			p->for_each = p->module->for_each;
			p->address = address_around(p->address);
			p->module = p->module->caller;
		}
	}
	*moved = names != NULL;
	if (names)
		p->names = names;
	return status;
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
static int add_for_each(struct arena *a, const struct spot *p, struct str name, struct str *text)
{
	struct assay_error err = {0};
	const struct value *over;
	if (!str_starts(name, STR("each.")))
		return ASSAY_OK;
	int status = build_names(&over, p->for_each, a, &err);
	if (status != ASSAY_OK || !name_at(over, 0).len)
		return status == ASSAY_ENOMEM ? status : ASSAY_OK;
	*text = str_printf(a, "%.*s of for_each over %.*s%s%.*s", STR_ARGS(*text),
		STR_ARGS(p->address), p->address.len ? "." : "",
		STR_ARGS(text_cut(a, name_at(over, 0), TEXT_MAX)));
	return text->ptr ? ASSAY_OK : ASSAY_ENOMEM;
}

static int show_one(struct arena *a, const struct spot *p, struct str name, struct str *text)
{
	bool inside = p->address.len && !is_special(name);
	*text = str_printf(a, "%.*s%s%.*s%s%.*s", STR_ARGS(*text), text->len ? ", " : "",
		STR_ARGS(inside ? p->address : STR("")), inside ? "." : "",
		STR_ARGS(text_cut(a, name, TEXT_MAX)));
	return text->ptr ? add_for_each(a, p, name, text) : ASSAY_ENOMEM;
}

/* may its value be what is waited for? what Terraform always knows when it plans is not */
static bool may_wait(const struct spot *p, struct str name)
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
};

static bool is_shown(const struct shown *s, struct str name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->names[i], name))
			return true;
	return false;
}

/* the first few names that may wait, or that don't, each once; *full: there are more */
static int show_names(struct arena *a, const struct spot *p, bool wait, struct shown *s, bool *full,
	struct str *text)
{
	for (size_t i = 0; name_at(p->names, i).len && !*full; i = next_name(p->names, i)) {
		struct str name = name_at(p->names, i);
		if (may_wait(p, name) != wait || is_shown(s, name))
			continue;
		*full = s->n == SHOWN_MAX;
		if (*full) {
			*text = str_printf(a, "%.*s, ...", STR_ARGS(*text));
			return text->ptr ? ASSAY_OK : ASSAY_ENOMEM;
		}
		s->names[s->n++] = name;
		if (show_one(a, p, name, text) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

/* those that may be waited for come first: no other hides them */
static int show(struct arena *a, const struct spot *p, struct references *out)
{
	struct shown shown = {.n = 0};
	bool full = false;
	int status = show_names(a, p, true, &shown, &full, &out->text);
	out->waits = out->text;
	return status == ASSAY_OK ? show_names(a, p, false, &shown, &full, &out->text) : status;
}

/* "aws_kms_key.arn" where that is all that is named, with all that stands around it */
static int find_sole(struct arena *a, const struct value *names, struct str *sole)
{
	struct str name = name_at(names, 0);
	struct parts parts;
	if (!name.len || next_name(names, 0) != names->n || !split(name, &parts) || !parts.c.len)
		return ASSAY_OK;
	struct str last = name_at(names, names->n - 1);
	if (last.len != parts.a.len + 1 + parts.b.len)
		return ASSAY_OK;
	*sole = str_printf(a, "%.*s.%.*s", STR_ARGS(parts.a), STR_ARGS(parts.c));
	return sole->ptr ? ASSAY_OK : ASSAY_ENOMEM;
}

int references_find(
	struct references *out, const struct scope *scope, const struct value *expression)
{
	struct spot p = {scope->module, scope->address, scope->for_each, NULL};
	bool moved = true;
	*out = (struct references){0};
	p.names = value_get(expression, "references");
	for (int hops = 0; moved; hops++) {
		int status = hops < HOPS_MAX ? hop(scope, &p, &moved) : ASSAY_OK;
		if (status != ASSAY_OK)
			return status;
		/* a circle, which Terraform refuses */
		if (hops == HOPS_MAX)
			return ASSAY_OK;
	}
	if (show(scope->arena, &p, out) != ASSAY_OK)
		return ASSAY_ENOMEM;
	return find_sole(scope->arena, p.names, &out->sole);
}
