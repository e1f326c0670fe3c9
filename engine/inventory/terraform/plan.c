/*
 * plan - the top level of plan JSON: its version, its flags and the order of reading.
 *
 * An account of a plan that can't be read completely stays a subject, with unknown verdicts.
 */
#include "inventory/terraform/plan.h"

/* 0.1 up to but not including 2.0, the range that Terraform's own readers accept. */
static bool version_is_known(struct str version)
{
	const char *dot = version.len ? memchr(version.ptr, '.', version.len) : NULL;
	size_t major, minor;
	if (!dot)
		return false;
	size_t head = (size_t)(dot - version.ptr);
	if (!str_to_size((struct str){version.ptr, head}, &major) ||
		!str_to_size((struct str){dot + 1, version.len - head - 1}, &minor))
		return false;
	return major == 1 || (major == 0 && minor >= 1);
}

static int check_version(struct plan *p, struct cursor c, struct assay_error *err)
{
	struct str version;
	if (!c.doc || cursor_kind(c) != DOC_STRING)
		return cursor_error(err, ASSAY_EINPUT, c.doc ? c : p->root,
			"this plan's format_version is %s. Give the plan as terraform show -json "
			"PLAN prints it",
			c.doc ? "not a string" : "missing");
	int status = cursor_string(c, p->scratch, &version, err);
	if (status != ASSAY_OK || version_is_known(version))
		return status;
	return cursor_error(err, ASSAY_EINPUT, c,
		"this plan's format_version is %.*s; assay reads versions from 0.1 up to but not "
		"including 2.0. Try a newer assay",
		version.len < 40 ? (int)version.len : 40, version.ptr);
}

/* A flag, or fallback if it is missing or null. */
static int read_flag(struct cursor c, bool *out, bool fallback, struct assay_error *err)
{
	*out = fallback;
	return c.doc && cursor_kind(c) != DOC_NULL ? cursor_bool(c, out, err) : ASSAY_OK;
}

static struct cursor unless_null(struct cursor c)
{
	return c.doc && cursor_kind(c) != DOC_NULL ? c : NOWHERE;
}

/* True for a plan that only refreshes: no resource_changes and no planned values. */
static int read_refresh_only(struct plan *p, bool applyable, struct assay_error *err)
{
	struct lookup root[] = {{"root_module", NOWHERE}};
	if (p->changes.doc || p->errored)
		return ASSAY_OK;
	int status = p->planned_values.doc
			     ? cursor_find(p->planned_values, root, LENGTH_OF(root), err)
			     : ASSAY_OK;
	struct walk walk;
	bool any = false;
	if (root[0].value.doc) {
		walk_begin(&walk, root[0].value);
		any = walk_next(&walk);
	}
	p->refresh_only = !applyable || (root[0].value.doc && !any);
	return status;
}

/* Plans with one name would be one subject, and a baseline of one would accept the other. */
static int check_name(const struct plan *p, struct assay_error *err)
{
	if (!p->of_this_name)
		return ASSAY_OK;
	return cursor_error(err, ASSAY_EINPUT, p->root,
		"the name '%.*s' is also that of %.*s. Give each plan its own name (plans in "
		".assay.yaml, or one run with --name for each)",
		STR_ARGS(p->given.name), STR_ARGS(p->of_this_name->input.uri));
}

static int read_top(struct plan *p, struct assay_error *err)
{
	struct lookup keys[] = {{"format_version", NOWHERE}, {"complete", NOWHERE},
		{"errored", NOWHERE}, {"applyable", NOWHERE}, {"resource_changes", NOWHERE},
		{"deferred_changes", NOWHERE}, {"planned_values", NOWHERE},
		{"prior_state", NOWHERE}, {"configuration", NOWHERE}, {"variables", NOWHERE},
		{"plan_format_version", NOWHERE}};
	bool complete = true, applyable = true;
	int status = cursor_find(p->root, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = check_version(p, keys[0].value.doc ? keys[0].value : keys[10].value, err);
	if (status == ASSAY_OK)
		status = read_flag(keys[1].value, &complete, true, err);
	if (status == ASSAY_OK)
		status = read_flag(keys[2].value, &p->errored, false, err);
	if (status == ASSAY_OK)
		status = read_flag(keys[3].value, &applyable, true, err);
	p->changes = unless_null(keys[4].value);
	p->deferred = unless_null(keys[5].value);
	p->planned_values = unless_null(keys[6].value);
	p->prior_state = unless_null(keys[7].value);
	p->configuration = unless_null(keys[8].value);
	p->variables = unless_null(keys[9].value);
	p->redacted = !keys[0].value.doc;
	p->incomplete = !complete;
	p->incomplete_at = keys[1].value;
	p->errored_at = keys[2].value;
	return status == ASSAY_OK ? read_refresh_only(p, applyable, err) : status;
}

/* "123456789012", "123456789012/us-east-1" */
static bool is_subject_of_exports(struct str key)
{
	const char *slash = memchr(key.ptr, '/', key.len);
	size_t len = slash ? (size_t)(slash - key.ptr) : key.len;
	bool account = is_account_id((struct str){key.ptr, len});
	return account && (!slash || is_region_name((struct str){slash + 1, key.len - len - 1}));
}

void plan_init(struct plan *p, struct inventory *w, const struct plan_source *from)
{
	struct source *source = from->source;
	const struct plan_setting *given = source->given;
	struct str path = given->path.ptr ? given->path : source->input.uri;
	struct str key = given->name.ptr ? given->name : path;
	if (from->name.len)
		key = str_printf(w->run, "%.*s (%.*s)", STR_ARGS(key), STR_ARGS(from->name));
	/* An export's subject has this key. */
	if (is_subject_of_exports(key))
		key = str_printf(w->run, "%.*s (plan)", STR_ARGS(key));
	*p = (struct plan){.w = w, .source = source, .given = *given, .key = key};
	p->root = from->root;
	arena_new_below(&p->scratch, w->run);
	plan_index_types(p);
	p->why_incomplete = arena_array(w->run, w->n_wanted, sizeof *p->why_incomplete);
	p->of_this_name = given->name.ptr ? map_get(&w->plan_keys, key) : NULL;
	for (size_t n = 2; map_get(&w->plan_keys, p->key); n++)
		p->key = str_printf(w->run, "%.*s (%zu)", STR_ARGS(key), n);
	map_set(w->run, &w->plan_keys, p->key, source);
}

void plan_free(struct plan *p)
{
	arena_free(p->scratch);
}

static int by_address(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = str_cmp(x->address, y->address);
	if (!order)
		order = (x->t > y->t) - (x->t < y->t);
	return order ? order : str_cmp(x->block, y->block);
}

/* Nothing shows which of two current changes of one address is right. One entry is a change of each
 * type that reads its Terraform type. */
static int sort_changes(struct plan *p, struct assay_error *err)
{
	const struct change *last = NULL;
	list_sort(p->scratch, &p->found, by_address);
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (c->deposed || c->left_behind || c->uncounted)
			continue;
		if (last && last->t == c->t && str_eq(last->address, c->address) &&
			str_eq(last->block, c->block)) {
			struct str address = text_cut(p->scratch, c->address, SUBJECT_MAX);
			return cursor_error(err, ASSAY_EINPUT, c->at,
				"the plan contains %.*s twice. Make the plan JSON again",
				STR_ARGS(address));
		}
		last = c;
	}
	return ASSAY_OK;
}

static void open_incomplete(struct plan *p)
{
	if (p->incomplete)
		plan_open_list(p, p->w->n_wanted, WHY_PLAN_PARTIAL, p->incomplete_at,
			REASON_ARGS(p->source->input.uri));
}

void plan_note_deposed(struct plan *p)
{
	bool one = p->n_deposed == 1;
	if (!p->n_deposed)
		return;
	remark_add(p->w, REMARK_NOTE, p->source, p->changes,
		str_printf(p->w->run, "Skipped %zu deposed object%s: controls judge %s.",
			p->n_deposed, one ? "" : "s",
			one ? "its replacement" : "their replacements"));
}

int plan_read(struct plan *p, struct assay_error *err)
{
	int status = check_name(p, err);
	if (status == ASSAY_OK)
		status = read_top(p, err);
	if (status == ASSAY_OK)
		status = plan_read_changes(p, err);
	if (status == ASSAY_OK)
		status = plan_read_values(p, err);
	if (status == ASSAY_OK)
		status = sort_changes(p, err);
	if (status == ASSAY_OK)
		status = plan_read_config(p, err);
	if (status == ASSAY_OK)
		status = plan_group_changes(p, err);
	if (status == ASSAY_OK)
		open_incomplete(p);
	return status;
}

static void undecide_lists(
	const struct inventory *w, struct list_state *lists, const struct reason *why)
{
	for (size_t t = 0; t < w->n_wanted; t++)
		if (!lists[t].why_incomplete) {
			lists[t].planned = why;
			list_state_add_reason(w->run, &lists[t], why);
		}
}

static void undecide_account(
	const struct inventory *w, struct account_state *h, const struct reason *why)
{
	h->account.undecided = why;
	undecide_lists(w, h->lists, why);
	for (size_t i = 0; i < h->region_state_list.n; i++)
		undecide_lists(
			w, ((struct region_state *)h->region_state_list.items[i])->lists, why);
}

/* An account and a Region for a plan that failed before it had any. */
static struct account_state *add_unknown_account(struct plan *p, const struct reason *why)
{
	struct inventory *w = p->w;
	struct account_state *h;
	struct region_state *region_state;
	inventory_add_account(w, &h, p->key);
	account_state_region(w, &region_state, h, STR("?"));
	h->account.planned = true;
	h->account.at = p->root;
	h->account.id = STR("");
	h->account.why = why;
	region_state->region.name = STR("");
	region_state->region.key = p->key;
	region_state->region.why = why;
	region_state_offer_place(region_state, h->account.at, STANDS_LIST);
	return h;
}

static void undecide(struct plan *p, const struct reason *why)
{
	struct account_state *h = NULL;
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		if (!g->account_state)
			continue;
		h = g->account_state;
		undecide_account(p->w, h, why);
	}
	if (!h)
		undecide_account(p->w, add_unknown_account(p, why), why);
}

/* Note the types that the plan shows or may hide, for inventory_shows. */
static void note_types(struct plan *p, bool any)
{
	struct inventory *w = p->w;
	for (size_t t = 0; t < w->n_wanted; t++)
		if (any || p->why_incomplete[t])
			map_set(w->run, &w->planned, w->wanted[t]->name, w);
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		map_set(w->run, &w->planned, w->wanted[c->t]->name, w);
	}
}

void plan_decide(struct plan *p, int status, const struct assay_error *err)
{
	struct arena *a = p->w->run;
	struct str uri = p->source->input.uri;
	note_types(p, status != ASSAY_OK || p->errored);
	if (status != ASSAY_OK)
		undecide(p, reason_make(a, WHY_PLAN_UNREADABLE, p->root,
				    REASON_ARGS(uri, text_cut(a, str_of(err->message), 300))));
	else if (p->errored)
		undecide(p, reason_make(a, WHY_PLAN_ERRORED, p->errored_at, REASON_ARGS(uri)));
	else if (p->mixed && p->mixed->account_state && !p->mixed->id.ptr)
		undecide_account(p->w, p->mixed->account_state,
			reason_make(a, WHY_PROVIDERS_NOT_SHOWN, p->root, REASON_ARGS(uri)));
}
