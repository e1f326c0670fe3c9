/*
 * plans - what settings specify about each input, if it is a plan.
 *
 * The path that identifies a plan is relative to the working directory, however it was typed.
 */
#include "pipeline/inside.h"

#include "base/path.h"

static int add_folder(struct call *c)
{
	struct str *folder = arena_alloc(c->a->arena, sizeof *folder);

	*folder = str_copy(c->a->arena, str_of(c->name));
	(void)list_add(c->a->arena, &c->a->folders, folder);
	return ASSAY_OK;
}

int assay_add_folder(struct assay *a, const char *path, struct assay_error *err)
{
	struct call call = {.a = a, .name = path, .err = err};

	return call_run(a->arena, add_folder, &call);
}

/* the shortest of the paths relative to each spelling of the working directory */
static struct str relative_path(const struct assay *a, struct arena *arena, struct str path)
{
	struct str best = path_normalise(arena, path);

	for (size_t i = 0; i < a->folders.n; i++) {
		const struct str *folder = a->folders.items[i];
		struct str found = path_relative(arena, path, *folder);

		if (i == 0 || found.len < best.len)
			best = found;
	}
	return best;
}

/* the folders of a path outside the working directory stay out of reports */
static struct str identity(struct arena *arena, struct str path)
{
	char hex[65];
	size_t start = path.len;

	if (!str_starts(path, STR("/")))
		return path;
	digest_hex(hex, path);
	while (start > 0 && path.ptr[start - 1] != '/')
		start--;
	return str_printf(arena, "%.*s~%.8s", (int)(path.len - start), path.ptr + start, hex);
}

static const struct plan_setting *find_entry(const struct settings *s, struct str path)
{
	for (size_t i = 0; i < s->plans.n; i++) {
		const struct plan_entry *entry = s->plans.items[i];
		struct str pattern = entry->given.path;

		if (str_is(path, "-") || str_is(pattern, "-") ? str_eq(path, pattern)
							      : path_matches(pattern, path))
			return &entry->given;
	}
	return NULL;
}

/* an entry of plans overrides the file's setting of the same name, the command line both */
static struct str choose(
	const struct settings *s, const char *name, struct str text, struct str entry)
{
	return entry.ptr && settings_said(s, str_of(name)) != SET_BY_COMMAND ? entry : text;
}

struct plan_setting plan_setting_of(const struct assay *a, struct arena *arena, const char *name)
{
	static const struct plan_setting none = {0};
	const struct settings *s = &a->settings;
	bool is_stdin = strcmp(name, "-") == 0;
	struct str path = is_stdin ? STR("-") : relative_path(a, arena, str_of(name));
	const struct plan_setting *entry = find_entry(s, path);

	if (!entry)
		entry = &none;
	struct plan_setting given = {
		.path = is_stdin ? STR("stdin") : identity(arena, path),
		.name = choose(s, "name", s->name, entry->name),
		.account = choose(s, "account", s->account, entry->account),
		.region = choose(s, "region", s->region, entry->region),
	};
	if (!given.name.ptr && is_stdin)
		given.kind = PLAN_PATH_STDIN;
	else if (!given.name.ptr && !str_contains(path, STR("/")))
		given.kind = PLAN_PATH_FILE_ONLY;
	return given;
}

bool is_elsewhere(const struct assay *a, struct arena *arena, const char *name)
{
	return str_contains(relative_path(a, arena, str_of(name)), STR("/"));
}

static bool is_accepted(const struct result *r)
{
	bool is_finding = r->verdict == ASSAY_FAIL || r->verdict == ASSAY_UNKNOWN;

	/* a comment in a source is of this plan */
	if (result_is_waived(r))
		return !r->waiver->file;
	return is_finding && (r->baseline == BASELINE_UNCHANGED || r->baseline == BASELINE_UPDATED);
}

/* the first accepted result whose subject is named by a path of this kind */
static const struct result *find_accepted(const struct run *run, enum plan_path kind)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (r->account && r->account->named_by == kind && is_accepted(r))
			return r;
	}
	return NULL;
}

static void add_note(struct run *run, const struct result *r, struct str text)
{
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);

	*remark = (struct remark){
		.level = REMARK_WARNING, .text = text, .at = r->account->at, .always = true};
	(void)list_add(run->arena, &run->remarks, remark);
}

/* A plan that is merged with the exports of its account has no subject of its own. */
static void note_unused_name(const struct assay *a, struct run *run)
{
	struct str name = a->settings.name;
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);

	if (run->results.n == 0 || settings_said(&a->settings, STR("name")) != SET_BY_COMMAND)
		return;
	for (size_t i = 0; i < run->results.n; i++)
		if (str_contains(((const struct result *)run->results.items[i])->subject, name))
			return;
	*remark = (struct remark){.level = REMARK_NOTE,
		.text = str_printf(run->arena,
			"The name %.*s is in no subject: the plan is merged with the exports of "
			"its account. Remove --name.",
			STR_ARGS(name))};
	(void)list_add(run->arena, &run->remarks, remark);
}

/* An option for plans in a run without a plan does nothing. */
void plans_note_unused(const struct assay *a, struct run *run)
{
	static const char *const names[] = {"name", "account", "region"};

	for (size_t i = 0; i < run->n_inputs; i++)
		if (str_contains(run->inputs[i]->kind, STR("plan"))) {
			note_unused_name(a, run);
			return;
		}
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		struct remark *remark;

		if (settings_said(&a->settings, str_of(names[i])) != SET_BY_COMMAND)
			continue;
		remark = arena_alloc(run->arena, sizeof *remark);
		*remark = (struct remark){.level = REMARK_WARNING,
			.text = str_printf(run->arena,
				"--%s has no effect: it is for plans, and no input is a plan. "
				"Remove it.",
				names[i])};
		(void)list_add(run->arena, &run->remarks, remark);
	}
}

void plans_note_accepted(const struct assay *a, struct run *run)
{
	const struct result *r = find_accepted(run, PLAN_PATH_STDIN);

	if (r)
		add_note(run, r,
			STR("The plan from standard input has no name, so the accepted results may "
			    "be those of another plan. Give --name NAME."));
	r = a->accepts_elsewhere ? find_accepted(run, PLAN_PATH_FILE_ONLY) : NULL;
	if (r)
		add_note(run, r,
			str_printf(run->arena,
				"The waivers or the baseline are not in the working directory, so "
				"the accepted results may be those of another plan that is also "
				"%.*s. Give --name NAME.",
				STR_ARGS(r->account->key)));
}
