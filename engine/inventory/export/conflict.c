/*
 * conflict - resources of one export that a complete list of another export omits.
 *
 * Either the list must show it (that of its home Region or owner), or another answer to the same
 * command does.
 * Exports of two days may be in one folder (a trail was deleted, its selectors were not): which is
 * the older is unknown, and so is whether the resource exists. It is in no list, and the lists that
 * it would be in may be incomplete. Knows lists and keys; must not know what a type means.
 */
#include "inventory/export/export.h"

static enum home_list list_kind(const struct export *x)
{
	return x->command->lists == LISTS_ACCOUNT ? OF_ACCOUNT : OF_REGION;
}

/* true if the list of this export must show it */
static bool belongs(const struct entity *e, const struct export *x)
{
	return list_kind(x) == OF_ACCOUNT ? e->owner && e->owner == x->account_state
					  : e->home && e->home == x->region_state;
}

static void count(struct shown *s, const struct export *x)
{
	if (s->last == x)
		return;
	s->last = x;
	s->n += export_is_whole(x);
	/* the resource may be on another page */
	s->cut = s->cut || x->truncated;
}

static void show(struct entity *e, const struct export *x)
{
	count(&e->shown[list_kind(x)], x);
}

/* the answers to one question that show a resource of another Region or account */
struct visitor {
	struct entity *e;
	struct shown shown;
};

static void show_visitor(
	struct inventory *w, struct list_state *list, struct entity *e, const struct export *x)
{
	struct visitor *v = map_get(&list->visitors, e->resource.key);
	if (!v) {
		v = arena_alloc(w->run, sizeof *v);
		v->e = e;
		map_set(w->run, &list->visitors, e->resource.key, v);
	}
	count(&v->shown, x);
}

static void show_item(struct inventory *w, struct list_state *list, const struct item *item,
	const struct export *x)
{
	const struct type_state *type_state = w->type_states.items[x->wanted];
	struct entity *e = item->id.ptr ? map_get(&type_state->by_key, item->id) : NULL;
	if (e && !belongs(e, x))
		show_visitor(w, list, e, x);
	if (!e || !belongs(e, x) || e->shown[list_kind(x)].last == x)
		return;
	show(e, x);
}

static void show_all(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct str whose;
		struct list_state *list = export_list(x, &whose);
		if (!list || x->failed || !(x->truncated || export_is_whole(x)))
			continue;
		list->n_whole += export_is_whole(x);
		for (size_t j = 0; j < x->n_items; j++)
			show_item(w, list, &x->items[j], x);
	}
}

static bool shows(
	const struct type_state *type_state, const struct export *x, const struct entity *e)
{
	for (size_t i = 0; i < x->n_items; i++) {
		if (x->items[i].id.ptr && map_get(&type_state->by_key, x->items[i].id) == e)
			return true;
	}
	return false;
}

/* the first complete answer of a list that omits it */
static const struct export *find_lacking(struct inventory *w, const struct type_state *type_state,
	const struct entity *e, const struct list_state *list, struct str *whose)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		if (export_list(x, whose) == list && export_is_whole(x) && !shows(type_state, x, e))
			return x;
	}
	return NULL;
}

static struct str find_source(const struct entity *e, const struct export *shown_by)
{
	if (shown_by)
		return shown_by->source->input.uri;
	const struct observation *s = e->observations.n ? e->observations.items[0] : NULL;
	const struct export *x = s ? s->export : e->failures.n ? e->failures.items[0] : NULL;
	return x ? x->source->input.uri : STR("another export");
}

static void give_reasons(struct inventory *w, const struct type_state *type_state,
	const struct entity *e, const struct list_state *lacks, const struct export *shown_by,
	const struct reason **why)
{
	struct str whose = STR_NONE;
	const struct export *x = find_lacking(w, type_state, e, lacks, &whose);
	const struct str *args = REASON_ARGS(e->subject, find_source(e, shown_by),
		x ? x->source->input.uri : STR_NONE, type_state->type->nouns, whose);
	reasons_make(w->run, why, WHY_LISTED_BY_ONE, e->key_at, args);
	if (x)
		reasons_make(w->run, why, WHY_OMITTED_BY_ONE, x->place, args);
}

struct conflicting_list {
	struct inventory *w;
	const struct type_state *type_state;
	size_t t;
	const struct entity *e;
	const struct list_state *lacks;
	const struct export *shown_by; /* NULL: its first */
	const struct reason *why;      /* made once */
};

/* one conflict is reason enough, however many there are */
static void open_list(struct conflicting_list *d, struct list_state *list)
{
	if (list->conflicting)
		return;
	if (!d->why)
		give_reasons(d->w, d->type_state, d->e, d->lacks, d->shown_by, &d->why);
	list->conflicting = true;
	list_state_add_reason(d->w->run, list, d->why);
}

/* a resource without a single Region may be listed in each of the account's */
static void open_lists_of(struct conflicting_list *d, struct region_state *region_state)
{
	open_list(d, &region_state->lists[d->t]);
	if (!d->type_state->type->regional)
		open_list(d, &region_state->account_state->lists[d->t]);
}

static void add_conflict(struct conflicting_list *d, struct entity *e)
{
	if (e->home)
		open_lists_of(d, e->home);
	if (e->owner && (!d->type_state->type->regional || !e->home))
		open_list(d, &e->owner->lists[d->t]);
	for (size_t i = 0; i < e->region_states.n; i++)
		open_lists_of(d, e->region_states.items[i]);
	for (size_t i = 0; i < e->account_states.n; i++) {
		struct account_state *h = e->account_states.items[i];
		open_list(d, &h->lists[d->t]);
	}
	e->conflicting = true;
}

static bool lacks(const struct shown *shown, const struct list_state *list)
{
	return !shown->cut && shown->n < list->n_whole;
}

static int check_entity(void *payload, struct str key, void *value)
{
	struct conflicting_list *d = payload;
	struct entity *e = value;
	(void)key;
	/* each account or Region has one, whatever an answer shows */
	if (e->resource.type->singleton)
		return 0;
	d->e = e;
	d->why = NULL;
	d->lacks = NULL;
	if (e->home && lacks(&e->shown[OF_REGION], &e->home->lists[d->t]))
		d->lacks = &e->home->lists[d->t];
	else if (e->owner && lacks(&e->shown[OF_ACCOUNT], &e->owner->lists[d->t]))
		d->lacks = &e->owner->lists[d->t];
	if (d->lacks)
		add_conflict(d, e);
	return 0;
}

struct visited {
	struct conflicting_list d;
	struct account_state *h;
};

/* the account no longer lists it; whether it lists it is unknown */
static void drop_listings(struct inventory *w, struct entity *e, const struct account_state *h)
{
	const struct region **listed = arena_array(w->run, e->region_states.n, sizeof *listed);
	size_t n = 0;
	for (size_t i = 0; i < e->region_states.n; i++) {
		struct region_state *r = e->region_states.items[i];
		if (r->account_state == h)
			continue;
		listed[n] = &r->region;
		e->region_states.items[n++] = r;
	}
	e->region_states.n = n;
	e->resource.listed_in = listed;
	e->resource.n_listed_in = n;
	n = 0;
	for (size_t i = 0; i < e->account_states.n; i++)
		if (e->account_states.items[i] != h)
			e->account_states.items[n++] = e->account_states.items[i];
	e->account_states.n = n;
}

static int check_visitor(void *payload, struct str key, void *value)
{
	struct visited *of = payload;
	const struct visitor *v = value;
	struct conflicting_list *d = &of->d;
	(void)key;
	if (!lacks(&v->shown, d->lacks) || v->e->conflicting)
		return 0;
	d->e = v->e;
	d->why = NULL;
	d->shown_by = v->shown.last;
	if (v->e->owner == of->h) {
		add_conflict(d, v->e);
		return 0;
	}
	for (size_t i = 0; i < v->e->region_states.n; i++) {
		struct region_state *r = v->e->region_states.items[i];
		if (r->account_state == of->h)
			open_lists_of(d, r);
	}
	open_list(d, &of->h->lists[d->t]);
	drop_listings(d->w, v->e, of->h);
	return 0;
}

/* answers to one question that disagree about a resource that is listed there as a visitor */
static void check_visitors(struct inventory *w, size_t t, struct account_state *h)
{
	struct visited of = {.h = h, .d = {.w = w, .type_state = w->type_states.items[t], .t = t}};
	of.d.lacks = &h->lists[t];
	map_each(&h->lists[t].visitors, check_visitor, &of);
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *r = h->region_state_list.items[i];
		of.d.lacks = &r->lists[t];
		map_each(&r->lists[t].visitors, check_visitor, &of);
	}
}

void exports_find_conflicts(struct inventory *w)
{
	show_all(w);
	for (size_t t = 0; t < w->type_states.n; t++) {
		struct conflicting_list d = {.w = w, .type_state = w->type_states.items[t], .t = t};
		map_each(&d.type_state->by_key, check_entity, &d);
		for (size_t i = 0; i < w->account_states.n; i++)
			check_visitors(w, t, w->account_states.items[i]);
	}
}
