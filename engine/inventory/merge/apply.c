/*
 * plan_overlay - a plan and exports of its account as one inventory.
 *
 * Decides which account a plan is for and whether it is laid over that account's exports, and
 * lays each change over the live resource that it is about. What a plan can't name, it may
 * have changed: then every live resource of the type is in doubt.
 */
#include "inventory/export/export.h"
#include "inventory/merge/merge.h"
#include "inventory/terraform/plan.h"

/* the one account that exports were asked of; NULL: none, several, or not all tell theirs */
static const struct account_state *only_exported(const struct inventory *w)
{
	const struct account_state *only = NULL;
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		if (x->wanted < 0)
			continue;
		if (!x->account_state || (only && only != x->account_state))
			return NULL;
		only = x->account_state;
	}
	return only;
}

/* what the groups of a plan tell of its accounts */
struct telling {
	struct group *first;
	size_t n, n_told;
	bool is_given; /* one is the account that was given for plans */
	bool contradicts;
};

static struct telling look(const struct plan *p)
{
	struct telling told = {0};
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (g->merged)
			continue;
		told.first = told.first ? told.first : g;
		told.n++;
		told.n_told += g->id.ptr != NULL;
		told.contradicts = told.contradicts || g->contradicts;
		told.is_given = told.is_given || (g->id.ptr && p->w->plan_account.ptr &&
							 str_eq(g->id, p->w->plan_account));
	}
	return told;
}

/* the account that was given, for a plan that doesn't tell */
static int give_account(struct plan *p, const struct telling *told, struct assay_error *err)
{
	struct str id = p->w->plan_account;
	if (!id.ptr || told->is_given)
		return ASSAY_OK;
	if (told->contradicts || told->n_told == told->n)
		return cursor_error(err, ASSAY_EINPUT, p->root,
			"this plan is of %s%.*s, and not of the account that was given for it, "
			"%.*s",
			told->contradicts || told->n > 1 ? "other accounts" : "account ",
			STR_ARGS(told->contradicts || told->n > 1 ? STR("") : told->first->id),
			STR_ARGS(id));
	if (told->n == 1)
		told->first->id = id;
	return ASSAY_OK;
}

static int tell_apart(struct plan *p, struct str why)
{
	return remark_add(p->w, REMARK_NOTE, p->source, NOWHERE,
		str_printf(p->w->run,
			"This plan and the exports are judged apart, and neither sees the other's "
			"resources: %.*s.",
			STR_ARGS(why)));
}

/* the plan does not tell its account: that of the exports, where nothing else is possible */
static int assume(struct plan *p, const struct telling *told, const char **why)
{
	const struct account_state *only = only_exported(p->w);
	*why = NULL;
	if (told->contradicts)
		*why = "its ARNs and provider blocks name several accounts for one";
	else if (told->n > 1)
		*why = "not all of its provider configurations tell their account "
		       "(allowed_account_ids)";
	else if (!only)
		*why = "it does not tell its account, and the exports are not all known to be of "
		       "one (allowed_account_ids in its provider block, or --account)";
	else if (p->w->plans.n > 1)
		*why = "it does not tell its account, and it is not the only plan "
		       "(allowed_account_ids in its provider block, or --account)";
	if (*why)
		return ASSAY_OK;
	told->first->id = only->account.id;
	return remark_add(p->w, REMARK_NOTE, p->source, NOWHERE,
		str_printf(p->w->run,
			"This plan does not tell its account: it is taken to be that of the "
			"exports, %.*s (--account says another).",
			STR_ARGS(only->account.id)));
}

static int choose_groups(struct plan *p)
{
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		const struct account_state *live = map_get(&p->w->by_id, g->id);
		if (g->merged)
			continue;
		g->is_merged = live && live->exported;
		int status = ASSAY_OK;
		if (!g->is_merged)
			status = tell_apart(
				p, str_printf(p->w->run, "no export of its account %.*s is given",
					   STR_ARGS(g->id)));
		if (status != ASSAY_OK)
			return status;
	}
	return ASSAY_OK;
}

int plan_choose_accounts(struct plan *p, struct assay_error *err)
{
	struct telling told = look(p);
	const char *why = NULL;
	int status = give_account(p, &told, err);
	if (status != ASSAY_OK || p->w->exports.n == 0)
		return status;
	told = look(p);
	if (p->redacted || (!p->changes.doc && !p->refresh_only))
		why = "it does not say what it changes (resource_changes)";
	else if (told.n_told < told.n)
		status = assume(p, &told, &why);
	if (status == ASSAY_OK && why)
		status = tell_apart(p, str_of(why));
	else if (status == ASSAY_OK)
		status = choose_groups(p);
	p->unknown_whole = arena_array(p->scratch, p->w->n_wanted, sizeof *p->unknown_whole);
	return status == ASSAY_OK && p->unknown_whole ? ASSAY_OK : error_nomem(err);
}

static int read_text(struct plan *p, struct cursor object, struct str name, struct str *out,
	struct assay_error *err)
{
	struct lookup key[] = {{name.ptr, NOWHERE}};
	*out = STR_NONE;
	if (!name.ptr || !object.doc)
		return ASSAY_OK;
	int status = cursor_find(object, key, 1, err);
	if (status != ASSAY_OK || !key[0].value.doc || cursor_kind(key[0].value) != DOC_STRING)
		return status;
	return cursor_string(key[0].value, p->w->run, out, err);
}

/* what an object of the plan says of who it is */
static int identify(struct plan *p, const struct change *c, struct cursor object,
	struct identity *id, struct assay_error *err)
{
	const struct type *type = p->w->wanted[c->t];
	struct arn arn;
	int status = read_text(p, object, type->key->tf, &id->arn, err);
	if (status == ASSAY_OK)
		status = read_text(p, object, type->label->tf, &id->name, err);
	bool known = arn_parse(&arn, id->arn) && id->arn.len <= KEY_MAX;
	if (!known)
		id->arn = STR_NONE;
	id->region = known && is_region_name(arn.region) ? arn.region : c->region;
	return status;
}

/* the change takes away or alters something live, and does not say what */
static int doubt_all(struct plan *p, const struct change *c)
{
	struct inventory *w = p->w;
	const struct type_state *type_state = w->type_states.items[c->t];
	const struct reason *why = reason_new(w->run, REASON_CONFLICT,
		str_printf(w->run, "%.*s may be what %.*s in %.*s changes or deletes",
			STR_ARGS(type_state->type->nouns), STR_ARGS(c->address),
			STR_ARGS(p->source->input.uri)),
		RESOLVE_ONE_WAY, c->at);
	if (p->unknown_whole[c->t])
		return ASSAY_OK;
	p->unknown_whole[c->t] = true;
	for (size_t i = 0; i < type_state->entities.n; i++) {
		struct entity *e = type_state->entities.items[i];
		/* what a plan alone makes was not there to be changed */
		bool made = e->changed_by && !e->live;
		if (!made && e->owner == c->group->account_state &&
			merge_unknown(w, e, why, c->action != ACTION_UPDATE) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

/* the plan takes something to be there that whole lists don't show */
static int tell_unseen(struct plan *p, const struct change *c, const struct entity *e)
{
	const struct list_state *region = e->home ? &e->home->lists[c->t] : NULL;
	if (!c->group->account_state->lists[c->t].closed && !(region && region->closed))
		return ASSAY_OK;
	if (++p->w->n_drifts > DRIFTS_MAX)
		return ASSAY_OK;
	return remark_add(p->w, REMARK_WARNING, p->source, c->at,
		str_printf(p->w->run,
			"Drift: the plan takes %.*s to be there, and the exports list all %.*s "
			"without it: what the plan leaves as it is is not known.",
			STR_ARGS(c->address), STR_ARGS(p->w->wanted[c->t]->nouns)));
}

static int merge_over(struct plan *p, struct change *c, struct entity *e, struct merge_step *l,
	struct arena *scratch, struct assay_error *err)
{
	/* of what stays as it is, nothing is kept */
	struct arena *keep = l->mode == MERGE_NOTHING ? scratch : p->w->run;
	int status = plan_nodes_after(p, c, &e->resource, keep, scratch, &l->after, err);
	if (status == ASSAY_OK && l->mode != MERGE_ALL)
		status = plan_nodes_before(p, c, &e->resource, scratch, &l->before, err);
	if (status != ASSAY_OK)
		return status;
	return merge_change(p->w, e, l, scratch) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}

static int merge_each(struct plan *p, struct change *c, const struct list *found,
	struct merge_step *l, struct arena *scratch, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < found->n; i++)
		status = merge_over(p, c, found->items[i], l, scratch, err);
	return status;
}

/* is there a live one of its name, in whatever Region? */
static bool has_namesake(struct plan *p, const struct change *c, const struct identity *id)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = id->name.len ? map_get(&type_state->by_name, id->name) : NULL;
	for (size_t i = 0; same && i < same->n; i++)
		if (((const struct entity *)same->items[i])->owner == c->group->account_state)
			return true;
	return false;
}

/* what is made where nobody knows may be this one */
static int doubt_beside(struct inventory *w, struct entity *e, struct str who, struct cursor at)
{
	return merge_unknown(w, e,
		reason_new(w->run, REASON_UNRESOLVED,
			str_printf(w->run, "%.*s may be what %.*s makes: its Region is not known",
				STR_ARGS(e->subject), STR_ARGS(who)),
			RESOLVE_REGION, at),
		false);
}

static int open_beside(struct plan *p, const struct change *c, struct str who, struct cursor at)
{
	struct arena *a = p->w->run;
	return reasons_put(a, &c->group->account_state->lists[c->t].planned, REASON_UNRESOLVED,
		str_printf(a,
			"%.*s may be one that is there already or one more: its Region is not "
			"known",
			STR_ARGS(who)),
		RESOLVE_REGION, at);
}

static bool is_placed(const struct entity *e)
{
	return e->home && !e->home->unresolved.ptr;
}

/* its Region is not known: it is one of its name that is there, or one beside it */
static int merge_beside(struct plan *p, const struct change *c, const struct merge_step *l,
	const struct identity *id)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = map_get(&type_state->by_name, id->name);
	const struct identity named = {.name = id->name};
	struct entity *e;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < same->n; i++) {
		e = same->items[i];
		if (e->owner == c->group->account_state && (is_placed(e) || !e->gone))
			status = doubt_beside(p->w, e, l->who, c->at);
	}
	if (status == ASSAY_OK)
		status = open_beside(p, c, l->who, c->at);
	/* what another plan puts beside it later finds it */
	if (status == ASSAY_OK)
		status = merge_add(
			p->w, &e, c->t, c->group->account_state, c->region_state, &named, l);
	if (status != ASSAY_OK)
		return status;
	e->gone = true;
	e->touched_by = l->who;
	return ASSAY_OK;
}

/* one of this name was made before, where nobody knows: as if it came after this one */
static int find_beside(struct plan *p, const struct change *c, struct entity *e)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = map_get(&type_state->by_name, e->name);
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && same && i < same->n; i++) {
		struct entity *other = same->items[i];
		if (other == e || other->owner != e->owner || is_placed(other) ||
			other->unknown_whole)
			continue;
		other->gone = true;
		status = doubt_beside(p->w, e, other->touched_by, other->key_at);
		if (status == ASSAY_OK)
			status = open_beside(p, c, other->touched_by, other->key_at);
	}
	return status;
}

/* something new: what bears its name already is it */
static int merge_new(struct plan *p, struct change *c, struct merge_step *l,
	const struct list *will_be, const struct identity *id, struct arena *scratch,
	struct assay_error *err)
{
	struct entity *e;
	struct identity named = {.name = id->name};
	if (will_be->n)
		return merge_each(p, c, will_be, l, scratch, err);
	if (!id->region.len && has_namesake(p, c, id))
		return merge_beside(p, c, l, id) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
	if (merge_add(p->w, &e, c->t, c->group->account_state, c->region_state, &named, l) !=
		ASSAY_OK)
		return error_nomem(err);
	int status = merge_over(p, c, e, l, scratch, err);
	if (status == ASSAY_OK)
		plan_label(&e->resource);
	if (status == ASSAY_OK && id->region.len && find_beside(p, c, e) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

/* something that is there, or was */
static int merge_old(struct plan *p, struct change *c, struct merge_step *l, const struct list *was,
	const struct identity *id, struct arena *scratch, struct assay_error *err)
{
	struct entity *e;
	if (was->n)
		return merge_each(p, c, was, l, scratch, err);
	if (l->mode != MERGE_NOTHING && !identity_is_whole(id) && doubt_all(p, c) != ASSAY_OK)
		return error_nomem(err);
	if (merge_add(p->w, &e, c->t, c->group->account_state, c->region_state, id, l) !=
			ASSAY_OK ||
		(identity_is_whole(id) && tell_unseen(p, c, e) != ASSAY_OK))
		return error_nomem(err);
	int status = merge_over(p, c, e, l, scratch, err);
	if (status == ASSAY_OK && identity_is_whole(id) && find_beside(p, c, e) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

static bool holds(const struct list *list, const void *item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == item)
			return true;
	return false;
}

static int remove_all(struct plan *p, struct change *c, const struct merge_step *l,
	const struct list *was, const struct list *will_be, const struct identity *id)
{
	int status = identity_is_whole(id) ? ASSAY_OK : doubt_all(p, c);
	for (size_t i = 0; status == ASSAY_OK && i < was->n; i++)
		if (!holds(will_be, was->items[i]))
			status = merge_delete(p->w, was->items[i], l);
	return status;
}

static bool same_identity(const struct identity *a, const struct identity *b)
{
	return str_eq(a->name, b->name) && str_eq(a->region, b->region);
}

/* what it deletes no export shows: another plan that makes or changes it contradicts this one,
 * whichever is read first */
static int delete_entity(struct plan *p, struct change *c, const struct merge_step *l,
	const struct identity *was, const struct identity *will_be)
{
	struct entity *e;
	if (!identity_is_whole(was) || same_identity(was, will_be))
		return ASSAY_OK;
	int status = merge_add(p->w, &e, c->t, c->group->account_state, c->region_state, was, l);
	if (status != ASSAY_OK)
		return status;
	e->gone = true;
	e->touched_by = l->who;
	return find_beside(p, c, e);
}

static enum merge_mode mode_of(enum plan_action action)
{
	switch (action) {
	case ACTION_NO_OP:
	case ACTION_READ:
	case ACTION_FORGET:
	case ACTION_NONE:
	case ACTION_DELETE:
		return MERGE_NOTHING;
	case ACTION_UPDATE:
		return MERGE_CHANGED;
	case ACTION_CREATE:
	case ACTION_REPLACE:
	case ACTION_UNKNOWN:
		return MERGE_ALL;
	}
	return MERGE_ALL;
}

int plan_merge_change(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	struct merge_step l = {
		.mode = mode_of(c->action), .action = c->action, .address = c->address};
	struct identity was = {0}, will_be = {0};
	struct list old = {0}, new = {0};
	struct account_state *h = c->group->account_state;
	bool creates = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	bool removes = c->gone || (c->action == ACTION_REPLACE && !c->leaves);
	l.at = c->at;
	l.plan = p->source->input.uri;
	struct str shown = text_cut(p->w->run, c->address, 300);
	l.who = str_printf(p->w->run, "%.*s in %.*s", STR_ARGS(shown), STR_ARGS(l.plan));
	int status = identify(p, c, c->before, &was, err);
	if (status == ASSAY_OK && !identity_is_whole(&was) && !creates && !removes)
		status = identify(p, c, c->values, &was, err);
	if (status == ASSAY_OK && creates)
		status = identify(p, c, c->values, &will_be, err);
	if (status != ASSAY_OK)
		return status;
	if (!l.who.ptr || merge_find(p->w, &old, c->t, h, &was) != ASSAY_OK ||
		(creates && merge_find(p->w, &new, c->t, h, &will_be) != ASSAY_OK) ||
		(removes && remove_all(p, c, &l, &old, &new, &was) != ASSAY_OK) ||
		(removes && !old.n && delete_entity(p, c, &l, &was, &will_be) != ASSAY_OK))
		return error_nomem(err);
	if (old.n > NAMESAKES_MAX || new.n > NAMESAKES_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu live resources bear the name of this one", NAMESAKES_MAX);
	if (c->gone)
		return ASSAY_OK;
	return creates ? merge_new(p, c, &l, &new, &will_be, scratch, err)
		       : merge_old(p, c, &l, &old, &was, scratch, err);
}

/* what a plan leaves open, whatever the exports close */
int plan_open_merged_lists(struct plan *p, const struct group *g)
{
	int status = ASSAY_OK;
	for (size_t t = 0; status == ASSAY_OK && t < p->w->n_wanted; t++)
		status = reasons_add(p->w->run, &g->account_state->lists[t].planned, p->open[t]);
	return status;
}
