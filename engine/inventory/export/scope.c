/*
 * scope - the account and Region in which each export was made.
 *
 * Evidence, in this order: what place.c finds in its envelope and names; the keys that it lists,
 * where the type is regional; the only account and Region of the other exports in its folder.
 * Knows ARNs; must not know the fields of an export.
 */
#include "inventory/export/export.h"

/* the account and Region that all listed keys agree on */
static void read_keys(
	const struct export *x, struct shown_by_all *accounts, struct shown_by_all *regions)
{
	for (size_t i = 0; i < x->n_items; i++) {
		struct arn arn;
		if (!x->items[i].key.ptr || !arn_parse(&arn, x->items[i].key))
			continue;
		if (is_account_id(arn.account))
			shown_add(accounts, arn.account);
		if (is_region_name(arn.region))
			shown_add(regions, arn.region);
	}
}

static bool contradicts(const struct shown_by_all *t, struct str specified)
{
	return t->contradicts || (t->value.ptr && specified.ptr && !str_eq(t->value, specified));
}

/* the keys in a regional list prove its account and Region, and contradict a wrong path */
static void scope_by_items(struct export *x)
{
	struct shown_by_all accounts = {0}, regions = {0};
	if (!x->command || x->failed || !x->type->regional || x->command->lists != LISTS_REGION)
		return;
	read_keys(x, &accounts, &regions);
	/* an organization's resource is of another account: misfiled.c */
	if (x->type->in_accounts)
		accounts = (struct shown_by_all){0};
	x->conflict = contradicts(&accounts, x->account) || contradicts(&regions, x->region);
	if (!x->account.ptr && shown_value(&accounts).ptr) {
		x->account = shown_value(&accounts);
		x->account_by = "what it lists";
	}
	if (!x->region.ptr && shown_value(&regions).ptr) {
		x->region = shown_value(&regions);
		x->region_by = "what it lists";
	}
}

struct folder {
	struct shown_by_all accounts, regions;
};

static void collect_folders(struct inventory *w, struct map *folders)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct folder *f = map_get(folders, x->folder);
		if (!f) {
			f = arena_alloc(w->run, sizeof *f);
			map_set(w->run, folders, x->folder, f);
		}
		shown_add(&f->accounts, x->account);
		shown_add(&f->regions, x->region);
	}
}

static void scope_by_folder(struct inventory *w, struct export *x, const struct folder *f)
{
	struct str account = shown_value(&f->accounts), region = shown_value(&f->regions);
	bool specified = false;
	if (!x->account.ptr && account.ptr) {
		x->account = account;
		x->account_by = "its folder";
		specified = true;
	}
	if (!x->region.ptr && region.ptr) {
		x->region = region;
		x->region_by = "its folder";
		specified = true;
	}
	if (!specified)
		return;
	remark_add(w, REMARK_NOTE, x->source, NOWHERE,
		str_printf(w->run,
			"Assigned to account %.*s, Region %.*s, like the other exports in its "
			"folder.",
			STR_ARGS(x->account.ptr ? x->account : STR("(unknown)")),
			STR_ARGS(x->region.ptr ? x->region : STR("(unknown)"))));
}

/*
 * A lost export of a Region is lost in the only account of the exports. It only adds an unknown,
 * and its Region must not disappear.
 */
static void scope_by_others(struct export *x, const struct shown_by_all *accounts)
{
	if (!x->failed || x->account.ptr || !x->region.ptr || !shown_value(accounts).ptr)
		return;
	x->account = shown_value(accounts);
	x->account_by = "the other exports";
}

static void note_stated(struct inventory *w, const struct export *x)
{
	const struct stated_value *v = x->states_other;
	bool account = v == &x->stated.account;
	remark_add(w, REMARK_WARNING, x->source, v->at,
		str_printf(w->run,
			"The key \"%.*s\" is %.*s, but this export is of %s %.*s (from %s), so "
			"it completes no list. Export it again, or remove the key.",
			STR_ARGS(text_cut(w->run, v->key, 100)), STR_ARGS(v->text),
			account ? "account" : "Region", STR_ARGS(account ? x->account : x->region),
			account ? x->account_by : x->region_by));
}

/* It may be of the account and Region that its keys state: these are subjects, too. */
static void add_stated(struct inventory *w, struct export *x)
{
	struct account_state *h = NULL;
	struct region_state *r = NULL;
	x->states_other = stated_other(&x->stated, x->account, x->region);
	if (!x->states_other || x->wanted < 0)
		return;
	struct str account = x->stated.account.text, region = x->stated.region.text;
	x->conflict = true;
	if (!x->failed)
		x->message = str_printf(w->run, "its key \"%.*s\" is %.*s",
			STR_ARGS(text_cut(w->run, x->states_other->key, 100)),
			STR_ARGS(x->states_other->text));
	note_stated(w, x);
	inventory_account(w, &h, account.ptr ? account : x->account);
	if (!h->account.at.doc)
		h->account.at = x->states_other->at;
	if (region.ptr || x->region.ptr)
		account_state_region(w, &r, h, region.ptr ? region : x->region);
	region_state_offer_place(r, x->states_other->at, STANDS_EXPORT);
}

/* an account or Region that an export names is a subject */
static void add_scope(struct inventory *w, struct export *x)
{
	if (!x->account.ptr)
		return;
	inventory_account(w, &x->account_state, x->account);
	x->account_state->exported = x->account_state->exported || x->wanted >= 0;
	bool lists = x->command && x->command->lists != LISTS_NOTHING;
	if (!x->account_state->account.at.doc && x->place.doc)
		x->account_state->account.at = x->place;
	if (x->region.ptr)
		account_state_region(w, &x->region_state, x->account_state, x->region);
	region_state_offer_place(x->region_state, x->place, lists ? STANDS_LIST : STANDS_EXPORT);
	struct input *input = &x->source->input;
	input->account = &x->account_state->account;
	input->region = x->region_state ? &x->region_state->region : NULL;
	input->told_by = str_of(x->region_by ? x->region_by : x->account_by);
	add_stated(w, x);
}

static void note_unknown_scope(struct inventory *w, const struct export *x)
{
	bool broken = x->source->input.state == INPUT_BROKEN;
	if (x->wanted < 0 || broken || x->command->lists == LISTS_NOTHING)
		return;
	if (x->command->lists == LISTS_REGION ? x->region_state != NULL
					      : x->account_state != NULL || !x->failed)
		return;
	/* also of an empty list: that a Region has no recorder of AWS Config is a fail */
	remark_add(w, REMARK_ERROR, x->source, x->place,
		str_printf(w->run,
			"The %s of this export %s unknown, so it completes no list. Move it to a "
			"folder ACCOUNT/REGION.",
			x->account.ptr ? "Region" : "account and Region",
			x->account.ptr ? "is" : "are"));
}

static void note_conflict(struct inventory *w, const struct export *x)
{
	/* misfiled.c names the resource where both are known */
	if (x->wanted < 0 || !x->conflict || x->region_state || x->states_other)
		return;
	remark_add(w, REMARK_WARNING, x->source, x->place,
		str_printf(w->run,
			"This export lists ARNs of other accounts or Regions than its own "
			"(%.*s/%.*s, from %s), so it completes no list. Export it again.",
			STR_ARGS(x->account), STR_ARGS(x->region),
			x->region_by ? x->region_by : "no evidence"));
}

void exports_scope(struct inventory *w)
{
	struct map folders = {0};
	struct shown_by_all accounts = {0};
	exports_place(w);
	for (size_t i = 0; i < w->exports.n; i++)
		scope_by_items(w->exports.items[i]);
	collect_folders(w, &folders);
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		scope_by_folder(w, x, map_get(&folders, x->folder));
		if (x->account.ptr)
			shown_add(&accounts, x->account);
	}
	exports_separate_dates(w);
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		scope_by_others(x, &accounts);
		add_scope(w, x);
		note_unknown_scope(w, x);
		note_conflict(w, x);
	}
}
