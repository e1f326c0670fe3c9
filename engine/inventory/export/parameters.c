/*
 * parameters - the parameters of a command, from its envelope.
 *
 * Knows how options are spelled (by the CLI, the API, a record of it), and which do not shorten a
 * list: those that the command declares, and those that every command takes. Any other may have
 * omitted resources.
 */
#include "inventory/export/envelope.h"

static char fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* the same option as the CLI, the API or a record of it spells it */
bool same_option(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < a.len && (a.ptr[i] == '-' || a.ptr[i] == '_'))
			i++;
		while (j < b.len && (b.ptr[j] == '-' || b.ptr[j] == '_'))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len && a.len > 0;
		if (fold(a.ptr[i++]) != fold(b.ptr[j++]))
			return false;
	}
}

/* of the AWS CLI, and of paging: a list that stops early says so in its output */
static const char *const general[] = {"region", "profile", "output", "page-size", "max-items",
	"max-results", "no-paginate", "no-cli-pager", "endpoint-url", "debug", "color"};

static bool is_given(const struct value *v)
{
	switch (v->kind) {
	case DOC_NULL:
		return false;
	case DOC_ARRAY:
	case DOC_OBJECT:
		return v->n > 0;
	case DOC_STRING:
		return v->text.len > 0;
	case DOC_BOOL:
	case DOC_NUMBER:
		break;
	}
	return true;
}

/* of a list: what one of its values shows is complete */
static bool has_value(const struct value *v, struct str text)
{
	bool found = false;
	for (size_t i = 0; v->kind == DOC_ARRAY && !found && i < v->n; i++)
		found = v->items[i]->kind == DOC_STRING && str_eq(v->items[i]->text, text);
	if (v->kind == DOC_ARRAY)
		return found;
	if (v->kind == DOC_BOOL)
		return str_is(text, v->truth ? "true" : "false");
	return (v->kind == DOC_STRING || v->kind == DOC_NUMBER) && str_eq(v->text, text);
}

/* "NAME", or "NAME=VALUE" if only one value does not shorten the list */
static bool is_declared(const struct command *c, struct str name, const struct value *v)
{
	for (size_t i = 0; i < c->n_whole; i++) {
		struct str word = c->whole[i];
		const char *equals = memchr(word.ptr, '=', word.len);
		size_t len = equals ? (size_t)(equals - word.ptr) : word.len;
		struct str value = {word.ptr + len + 1, equals ? word.len - len - 1 : 0};
		if (same_option((struct str){word.ptr, len}, name) &&
			(!equals || has_value(v, value)))
			return true;
	}
	return false;
}

static bool is_general(struct str name)
{
	for (size_t i = 0; i < LENGTH_OF(general); i++)
		if (same_option(str_of(general[i]), name))
			return true;
	return false;
}

struct str parameters_narrow(const struct command *command, const struct value *parameters)
{
	if (!parameters || command->lists == LISTS_NOTHING)
		return STR_NONE;
	if (parameters->kind != DOC_OBJECT)
		return is_given(parameters) ? STR("parameters of a kind that can't be read")
					    : STR_NONE;
	for (size_t i = 0; i < parameters->n; i++) {
		const struct member *m = &parameters->members[i];
		if (is_given(m->value) && !is_general(m->key) &&
			!is_declared(command, m->key, m->value))
			return m->key;
	}
	return STR_NONE;
}
