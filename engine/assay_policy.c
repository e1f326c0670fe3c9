/*
 * assay_policy - what a run is told beside its inputs: settings.
 *
 * The second half of assay.h's implementation. Knows which part takes what; each part checks
 * it itself.
 */
#include "assay_inside.h"

const struct assay_setting *assay_setting(size_t i)
{
	return i < SETTINGS_N ? &settings_table[i].shown : NULL;
}

int assay_set(struct assay *a, const char *name, const char *value, struct assay_error *err)
{
	const struct setting *setting = setting_find(str_of(name));

	if (!setting)
		return error_set(err, ASSAY_EUSAGE, "there is no setting '%s'", name);
	if (setting->shown.value && !value)
		return error_set(err, ASSAY_EUSAGE, "--%s needs a value: --%s %s", name, name,
			setting->shown.value);
	return settings_set(
		&a->settings, setting, value ? str_of(value) : STR("true"), SET_BY_COMMAND, err);
}

const struct assay_options *assay_get_options(const struct assay *a)
{
	return &a->options;
}

int assay_set_guard(struct assay *a, const struct assay_guard *guard, struct assay_error *err)
{
	a->guarded = (struct guarded){true, guard->filesystem, guard->syscalls, guard->limits,
		str_copy(a->arena, str_of(guard->lacks))};
	return a->guarded.lacks.ptr ? ASSAY_OK : error_nomem(err);
}

/* "ID.NAME=VALUE"; an id has no dot */
static int set_param(struct assay *a, struct str text, struct assay_error *err)
{
	const char *equals = memchr(text.ptr, '=', text.len);
	const char *dot = equals ? memchr(text.ptr, '.', (size_t)(equals - text.ptr)) : NULL;

	if (!dot)
		return error_set(err, ASSAY_EUSAGE,
			"--param takes ID.NAME=VALUE, not '%.*s': 'assay explain ID' lists the "
			"names",
			STR_ARGS(text));
	return rules_set_param(a->rules, (struct str){text.ptr, (size_t)(dot - text.ptr)},
		(struct str){dot + 1, (size_t)(equals - dot - 1)},
		(struct str){equals + 1, text.len - (size_t)(equals + 1 - text.ptr)}, err);
}

int policy_set_params(struct assay *a, struct assay_error *err)
{
	const struct list *params = &a->settings.params;
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < params->n; i++)
		status = set_param(a, ((const struct assigned *)params->items[i])->text, err);
	return status;
}

static bool is_chosen(const struct list *chosen, const struct control *control)
{
	for (size_t i = 0; i < chosen->n; i++)
		if (str_eq(((const struct assigned *)chosen->items[i])->text, control->id))
			return true;
	return chosen->n == 0;
}

int policy_choose_controls(struct assay *a, struct run *run, struct assay_error *err)
{
	const struct list *chosen = &a->settings.controls;
	struct list list = {0};
	size_t n;
	const struct control *const *all = rules_controls(a->rules, &n);

	for (size_t i = 0; i < chosen->n; i++) {
		struct str id = ((const struct assigned *)chosen->items[i])->text;

		if (!rules_control(a->rules, id))
			return rules_no_control(a->rules, id, err);
	}
	for (size_t i = 0; i < n; i++)
		if (is_chosen(chosen, all[i]) && list_add(run->arena, &list, (void *)all[i]))
			return error_nomem(err);
	run->controls = (const struct control *const *)list.items;
	run->n_controls = list.n;
	return ASSAY_OK;
}
