/*
 * policy - settings, waivers and the baseline of a run.
 *
 * The second half of assay.h's implementation. Knows which part takes what; each part checks
 * it itself.
 */
#include "assay_evidence.h"
#include "pipeline/inside.h"

#include "base/day.h"
#include "verdict/accept.h"

const struct assay_setting *assay_setting(size_t i)
{
	const struct setting *setting = setting_at(i);

	return setting ? &setting->shown : NULL;
}

static int set(struct call *c)
{
	const char *name = c->name, *value = c->value;
	const struct setting *setting = setting_find(str_of(name));
	const struct origin by_command = {.source = SET_BY_COMMAND};

	if (!setting)
		return error_set(c->err, ASSAY_EUSAGE, "there is no setting '%s'", name);
	if (setting->shown.value && !value)
		return error_set(c->err, ASSAY_EUSAGE, "--%s needs a value. Use --%s %s", name,
			name, setting->shown.value);
	/* the clock of a caller is no part of a run */
	if (strcmp(name, "timeout") != 0)
		note_given(c->a, GIVEN_SETTING, name, value, STR_NONE);
	return settings_set(
		&c->a->settings, setting, value ? str_of(value) : STR("true"), by_command, c->err);
}

int assay_set(struct assay *a, const char *name, const char *value, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .value = value, .err = err};

	return call_run(a->arena, set, &call);
}

uint64_t assay_get(const struct assay *a, const char *name)
{
	const struct setting *setting = setting_find(str_of(name));

	return setting ? settings_number(&a->settings, setting) : 0;
}

struct doc_limits reading_limits(const struct assay *a)
{
	const struct options *o = &a->options;

	return (struct doc_limits){o->max_input, o->max_depth, o->max_slice, o->max_yaml_expansion};
}

static int set_lacks(struct call *c)
{
	c->a->guarded.lacks = str_copy(c->a->arena, str_of(c->value));
	return ASSAY_OK;
}

int assay_set_guard(struct assay *a, const struct assay_guard *guard, struct assay_error *err)
{
	struct call call = {.a = a, .value = guard->lacks, .err = err};

	a->guarded =
		(struct guarded){true, guard->filesystem, guard->syscalls, guard->limits, STR_NONE};
	return call_run(a->arena, set_lacks, &call);
}

static int set_stamp(struct call *c)
{
	struct arena *arena = c->a->arena;
	const struct assay_stamp *from = c->stamp;
	struct stamp *stamp = arena_alloc(arena, sizeof *stamp);
	char time[TIME_SIZE];

	if (from->time >= 0) {
		time_write(time, from->time);
		stamp->time = str_copy(arena, str_of(time));
	}
	stamp->user = str_copy(arena, str_of(from->user));
	stamp->host = str_copy(arena, str_of(from->host));
	stamp->commit = str_copy(arena, str_of(from->commit));
	stamp->repository = str_copy(arena, str_of(from->repository));
	c->a->stamp = stamp;
	return ASSAY_OK;
}

int assay_set_stamp(struct assay *a, const struct assay_stamp *stamp, struct assay_error *err)
{
	struct call call = {.a = a, .stamp = stamp, .err = err};

	return call_run(a->arena, set_stamp, &call);
}

void policy_free(struct assay *a)
{
	for (size_t i = 0; i < a->docs.n; i++)
		doc_free(a->docs.items[i]);
}

/* note the file for the report, and open it; *out NULL: it contains only comments */
static int open_file(struct call *c, enum policy_role role, struct doc **out)
{
	struct arena *arena = c->a->arena;
	const struct doc_limits limits = reading_limits(c->a);
	struct policy_file *file = arena_alloc(arena, sizeof *file);
	struct str name = str_copy(arena, str_of(c->name));
	int status;

	*out = NULL;
	file->role = role;
	file->uri = path_uri(arena, name);
	digest_hex(file->sha256, c->bytes);
	(void)list_add(arena, &c->a->policy, file);
	if (role != POLICY_CONFIG && is_elsewhere(c->a, arena, c->name))
		c->a->accepts_elsewhere = true;
	if (c->bytes.len == 0)
		return error_at(c->err, ASSAY_EINPUT, name.ptr, 0, 0,
			"the file is empty. If that is intended, write a comment into it, so that "
			"it is not taken for a lost file");
	if (is_only_comments(c->bytes))
		return ASSAY_OK;
	status = (role == POLICY_BASELINE ? doc_open : doc_open_authored)(
		out, name.ptr, c->bytes.ptr, c->bytes.len, &limits, c->err);
	if (!status)
		(void)list_add(arena, &c->a->docs, *out);
	return status;
}

static int configure(struct call *c)
{
	struct doc *doc;

	note_given(c->a, GIVEN_CONFIG, c->name, NULL, c->bytes);
	int status = open_file(c, POLICY_CONFIG, &doc);

	return status || !doc ? status : settings_read(&c->a->settings, doc, c->err);
}

int assay_configure(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, configure, &call);
}

static int add_waivers(struct call *c)
{
	struct doc *doc;

	note_given(c->a, GIVEN_WAIVERS, c->name, NULL, c->bytes);
	int status = open_file(c, POLICY_WAIVERS, &doc);

	return status || !doc ? status : waivers_read(&c->a->waivers, doc, c->a->arena, c->err);
}

int assay_add_waivers(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, add_waivers, &call);
}

static int set_baseline(struct call *c)
{
	struct assay *a = c->a;
	struct doc *doc;

	note_given(c->a, GIVEN_BASELINE, c->name, NULL, c->bytes);
	int status = open_file(c, POLICY_BASELINE, &doc);

	if (!status && !doc)
		return error_at(c->err, ASSAY_EINPUT, c->name, 0, 0,
			"the file contains only comments. Give a SARIF log that 'assay check "
			"--format "
			"sarif' wrote.");
	if (!status && a->baseline_at.doc)
		return error_at(
			c->err, ASSAY_EUSAGE, c->name, 0, 0, "this is a second baseline. Give one");
	if (!status)
		status = baseline_read(&a->baseline, doc, a->arena, c->err);
	if (!status)
		a->baseline_at = doc_root(doc);
	return status;
}

int assay_set_baseline(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, set_baseline, &call);
}

/* an error about something that a file says gets its place */
static int blame(int status, const struct assigned *assigned, struct assay_error *err)
{
	const struct assay_error why = err ? *err : (struct assay_error){0};

	if (!status || assigned->origin.source != SET_BY_FILE || status == ASSAY_ENOMEM)
		return status;
	return cursor_error(err, ASSAY_EINPUT, assigned->origin.at, "%s", why.message);
}

/* "ID.NAME=VALUE"; an id has no dot */
static int set_param(struct assay *a, struct str text, struct assay_error *err)
{
	const char *equals = memchr(text.ptr, '=', text.len);
	const char *dot = equals ? memchr(text.ptr, '.', (size_t)(equals - text.ptr)) : NULL;

	if (!dot)
		return error_set(err, ASSAY_EUSAGE,
			"--param takes ID.NAME=VALUE, not '%.*s'. 'assay explain ID' lists the "
			"names",
			STR_ARGS(text));
	return rules_set_param(a->rules, (struct str){text.ptr, (size_t)(dot - text.ptr)},
		(struct str){dot + 1, (size_t)(equals - dot - 1)},
		(struct str){equals + 1, text.len - (size_t)(equals + 1 - text.ptr)}, err);
}

/* what the command line says comes last, and so it stands */
static int set_params(struct assay *a, struct assay_error *err)
{
	static const enum setting_source order[] = {SET_BY_FILE, SET_BY_COMMAND};
	const struct list *params = &a->settings.params;
	int status = ASSAY_OK;

	for (size_t k = 0; k < LENGTH_OF(order); k++)
		for (size_t i = 0; !status && i < params->n; i++) {
			const struct assigned *one = params->items[i];

			if (one->origin.source == order[k])
				status = blame(set_param(a, one->text, err), one, err);
		}
	return status;
}

static int load_rules(struct assay *a, rules_wants_fn *wants, struct assay_error *err)
{
	const struct rule_budget budget = {
		a->options.rule_instructions, a->options.rule_live, a->options.rule_allocated};
	int status;

	note_step(a, "loading", "the rules");
	rules_limit(a->rules, &budget);
	status = a->loaded ? ASSAY_OK : rules_load_some(a->rules, wants, a, err);
	a->loaded = a->loaded || (!status && !wants);
	return status ? status : set_params(a, err);
}

int policy_load(struct assay *a, struct assay_error *err)
{
	return load_rules(a, NULL, err);
}

/* which controls of a framework, or up to a level, is known when they are loaded */
static bool may_have(const struct profile *profile, struct str id)
{
	bool has = profile && (profile->all || profile->framework.ptr);

	for (size_t i = 0; profile && i < profile->n_controls; i++)
		has = has || str_eq(profile->controls[i], id);
	return has;
}

/* True if the settings may choose a bundled control, or set a parameter of it. */
static bool may_choose(const void *payload, struct str id)
{
	const struct assay *a = payload;
	const struct settings *s = &a->settings;
	bool chosen = s->controls.n == 0 && s->profiles.n == 0 &&
		      may_have(rules_profile(a->rules, STR(PROFILE_DEFAULT)), id);

	for (size_t i = 0; i < s->controls.n; i++)
		chosen =
			chosen || str_eq(((const struct assigned *)s->controls.items[i])->text, id);
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct assigned *one = s->profiles.items[i];

		chosen = chosen || may_have(rules_profile(a->rules, one->text), id);
	}
	for (size_t i = 0; i < s->params.n; i++) {
		struct str text = ((const struct assigned *)s->params.items[i])->text;

		chosen = chosen ||
			 (str_starts(text, id) && text.len > id.len && text.ptr[id.len] == '.');
	}
	return chosen;
}

int policy_load_chosen(struct assay *a, struct assay_error *err)
{
	return load_rules(a, may_choose, err);
}

static bool is_named(const struct settings *s, const struct control *control)
{
	for (size_t i = 0; i < s->controls.n; i++) {
		const struct assigned *one = s->controls.items[i];

		if (str_eq(one->text, control->id) && settings_holds(s, &s->controls, one))
			return true;
	}
	return false;
}

static bool is_in(const struct assay *a, const struct profile *profile, const struct control *c)
{
	bool in = profile && profile_has(profile, c);

	/* rules that the user named run without a further choice */
	if (!profile || str_is(profile->name, PROFILE_DEFAULT))
		in = in || !c->is_bundled;
	return in && (a->options.level == 0 || (size_t)c->profile_level <= a->options.level);
}

/* required: profile 'all' does not count */
static bool is_chosen(const struct assay *a, const struct control *control, bool required)
{
	const struct settings *s = &a->settings;

	if (s->controls.n == 0 && s->profiles.n == 0)
		return is_in(a, rules_profile(a->rules, STR(PROFILE_DEFAULT)), control);
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct assigned *one = s->profiles.items[i];

		if (settings_holds(s, &s->profiles, one) &&
			!(required && str_is(one->text, PROFILE_ALL)) &&
			is_in(a, rules_profile(a->rules, one->text), control))
			return true;
	}
	return is_named(s, control);
}

/* a profile without a control would judge nothing, and look like a pass beside another one */
static int check_profile(const struct assay *a, struct str name, struct assay_error *err)
{
	const struct profile *profile = rules_profile(a->rules, name);
	size_t n;
	const struct control *const *all = rules_controls(a->rules, &n);

	if (!profile)
		return rules_no_profile(a->rules, name, err);
	for (size_t i = 0; i < n; i++)
		if (is_in(a, profile, all[i]))
			return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "no control that is loaded is in the profile '%.*s'%s",
		STR_ARGS(name), a->options.level ? " up to this level" : "");
}

int policy_check_controls(const struct assay *a, struct assay_error *err)
{
	const struct list *chosen = &a->settings.controls, *profiles = &a->settings.profiles;
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < chosen->n; i++) {
		const struct assigned *one = chosen->items[i];

		if (!rules_control(a->rules, one->text))
			status = blame(rules_no_control(a->rules, one->text, err), one, err);
	}
	for (size_t i = 0; !status && i < profiles->n; i++) {
		const struct assigned *one = profiles->items[i];

		if (settings_holds(&a->settings, profiles, one))
			status = blame(check_profile(a, one->text, err), one, err);
	}
	return status;
}

int policy_choose_controls(
	struct assay *a, struct arena *arena, struct list *out, struct assay_error *err)
{
	size_t n;
	const struct control *const *all = rules_controls(a->rules, &n);
	int status = policy_check_controls(a, err);

	for (size_t i = 0; !status && i < n; i++)
		if (is_chosen(a, all[i], false))
			(void)list_add(arena, out, (void *)(uintptr_t)all[i]);
	return status;
}

bool policy_requires(const struct assay *a, const struct control *control)
{
	return is_chosen(a, control, true);
}

int policy_apply(struct assay *a, struct run *run, int64_t now, struct assay_error *err)
{
	struct list ids = {0};

	run->policy = a->policy;
	if (a->waivers.n > 0 || run->with_sources.n > 0) {
		run->now = a->settings.now >= 0 ? a->settings.now : now;
		if (run->now < 0 && a->waivers.n > 0)
			return error_set(err, ASSAY_EUSAGE,
				"waivers expire, so the current date is needed. Give --now "
				"YYYY-MM-DD");
		rules_ids(a->rules, run->arena, &ids);
		waivers_apply(run, &a->waivers, &ids);
		/* the date is shown only if it mattered */
		if (run->waivers.n == 0)
			run->now = -1;
	}
	if (*run->reads_day)
		run->now = run->today;
	if (a->options.new_only && !a->baseline_at.doc &&
		settings_said(&a->settings, STR("new-only")) == SET_BY_COMMAND)
		return error_set(err, ASSAY_EUSAGE,
			"--new-only needs an earlier run to compare with. Give --baseline FILE");
	if (a->baseline_at.doc)
		baseline_apply(run, &a->baseline, a->baseline_at);
	plans_note_accepted(a, run);
	plans_note_unused(a, run);
	return ASSAY_OK;
}
