/*
 * params - sets parameters of controls from text.
 *
 * The kind of a parameter is the kind of its default. Errors list the choices.
 */
#include "base/nearest.h"
#include "rule/rules.h"

#define NAMES_MAX 400

/* "a, b and c": as many names as fit */
static void write_names(
	char out[NAMES_MAX], const struct str *names, size_t stride, size_t n, const char *last)
{
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		const struct str *name =
			(const struct str *)(const void *)((const char *)names + i * stride);
		const char *joint = i == 0 ? "" : i + 1 == n ? last : ", ";
		int len = snprintf(out + at, NAMES_MAX - at, "%s%.*s", joint, STR_ARGS(*name));
		if (len < 0 || (size_t)len >= NAMES_MAX - at) {
			out[at] = '\0';
			return;
		}
		at += (size_t)len;
	}
}

int rules_no_control(const struct rules *r, struct str id, struct assay_error *err)
{
	struct nearest nearest = {.word = id};
	struct list ids = {0};
	rules_ids(r, r->arena, &ids);
	for (size_t i = 0; i < ids.n; i++)
		nearest_offer(&nearest, *(const struct str *)ids.items[i]);
	if (nearest.name.ptr)
		return error_set(err, ASSAY_EUSAGE,
			"there is no control '%.*s'. Did you mean '%.*s'?", STR_ARGS(id),
			STR_ARGS(nearest.name));
	return error_set(err, ASSAY_EUSAGE, "there is no control '%.*s'. 'assay rules' lists them",
		STR_ARGS(id));
}

static int unknown_param(const struct control *c, struct str name, struct assay_error *err)
{
	char names[NAMES_MAX];
	struct nearest nearest = {.word = name};
	if (c->n_params == 0)
		return error_set(
			err, ASSAY_EUSAGE, "the control %.*s has no parameters", STR_ARGS(c->id));
	for (size_t i = 0; i < c->n_params; i++)
		nearest_offer(&nearest, c->params[i].name);
	if (nearest.name.ptr)
		return error_set(err, ASSAY_EUSAGE,
			"the control %.*s has no parameter '%.*s'. Did you mean '%.*s'?",
			STR_ARGS(c->id), STR_ARGS(name), STR_ARGS(nearest.name));
	write_names(names, &c->params[0].name, sizeof c->params[0], c->n_params, " and ");
	return error_set(err, ASSAY_EUSAGE, "the control %.*s has no parameter '%.*s'. It has %s",
		STR_ARGS(c->id), STR_ARGS(name), names);
}

static int wrong_value(const struct control *c, const struct param *p, struct str value,
	const char *expected, struct assay_error *err)
{
	return error_set(err, ASSAY_EUSAGE, "%.*s.%.*s takes %s, not '%.*s'", STR_ARGS(c->id),
		STR_ARGS(p->name), expected, STR_ARGS(value));
}

/* decimal digits with an optional minus, in range */
static bool parse_integer(struct str s, int64_t *out)
{
	bool negative = s.len > 0 && s.ptr[0] == '-';
	if (negative)
		s = (struct str){s.ptr + 1, s.len - 1};
	size_t magnitude;
	if (!str_to_size(s, &magnitude) || magnitude > (size_t)INT64_MAX)
		return false;
	*out = negative ? -(int64_t)magnitude : (int64_t)magnitude;
	return true;
}

static int set_text(struct rules *r, const struct control *c, struct param *p, struct str value,
	struct assay_error *err)
{
	char names[NAMES_MAX];
	bool chosen = p->n_choices == 0;
	for (size_t i = 0; i < p->n_choices; i++)
		chosen |= str_eq(p->choices[i], value);
	if (!chosen) {
		write_names(names, p->choices, sizeof *p->choices, p->n_choices, " or ");
		return wrong_value(c, p, value, names, err);
	}
	if (utf8_check(value.ptr, value.len) != value.len)
		return wrong_value(c, p, value, "valid UTF-8", err);
	p->text = str_copy(r->arena, value);
	return ASSAY_OK;
}

static int set(struct rules *r, const struct control *c, struct param *p, struct str value,
	struct assay_error *err)
{
	switch (p->kind) {
	case PARAM_BOOL:
		if (!str_is(value, "true") && !str_is(value, "false"))
			return wrong_value(c, p, value, "true or false", err);
		p->truth = str_is(value, "true");
		return ASSAY_OK;
	case PARAM_INT:
		if (!parse_integer(value, &p->integer))
			return wrong_value(c, p, value, "an integer", err);
		return ASSAY_OK;
	case PARAM_STRING:
		break;
	}
	return set_text(r, c, p, value, err);
}

int rules_set_param(
	struct rules *r, struct str id, struct str name, struct str value, struct assay_error *err)
{
	struct rule *rule = rules_find(r, id);
	if (!rule)
		return rules_no_control(r, id, err);
	for (size_t i = 0; i < rule->control.n_params; i++) {
		struct param *p = &rule->control.params[i];
		if (!str_eq(p->name, name))
			continue;
		int status = set(r, &rule->control, p, value, err);
		if (status == ASSAY_OK)
			p->set = true;
		return status;
	}
	return unknown_param(&rule->control, name, err);
}

void rules_reset_params(struct rules *r)
{
	for (size_t i = 0; i < r->controls.n; i++) {
		struct rule *rule = r->controls.items[i];
		for (size_t k = 0; k < rule->control.n_params; k++) {
			struct param *p = &rule->control.params[k];
			p->truth = p->default_truth;
			p->integer = p->default_integer;
			p->text = p->default_text;
			p->set = false;
		}
	}
}
