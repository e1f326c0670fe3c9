/*
 * dates - folders with the date of a collection: the exports of two dates are never mixed.
 *
 * Without --latest, an account with exports of several dates is unknown. With it, the newest date
 * of each account counts, and what only older ones show is missing: their accounts and Regions
 * stay subjects. Knows the dates that names show; must not read the clock.
 */
#include "inventory/export/export.h"

/* the dates of the exports of one account */
struct dated {
	struct str newest;
	const struct export *first, *other; /* other: NULL: all have one date */
	size_t n_older;
};

struct search {
	struct inventory *w;
	struct map by_account; /* struct dated */
	struct list all;       /* the same */
	struct dated any;      /* of all exports */
};

/* the account that it is of, or whose resources alone it shows; ptr NULL: unknown */
static struct str owner(const struct export *x)
{
	struct shown_by_all accounts = {0};
	for (size_t i = 0; !x->account.ptr && i < x->n_items; i++) {
		struct arn arn;
		if (x->items[i].key.ptr && arn_parse(&arn, x->items[i].key))
			shown_add(&accounts, arn.account);
	}
	return x->account.ptr ? x->account : shown_value(&accounts);
}

static void add_date(struct dated *d, const struct export *x)
{
	if (!x->date.ptr)
		return;
	if (!d->first)
		d->first = x;
	else if (!d->other && !str_eq(x->date, d->first->date))
		d->other = x;
	if (!d->newest.ptr || str_cmp(x->date, d->newest) > 0)
		d->newest = x->date;
}

static void add_export(struct search *s, const struct export *x)
{
	struct str account = owner(x);
	struct dated *d = account.ptr ? map_get(&s->by_account, account) : NULL;
	add_date(&s->any, x);
	if (!account.ptr)
		return;
	if (!d) {
		d = arena_alloc(s->w->run, sizeof *d);
		map_set(s->w->run, &s->by_account, account, d);
		list_add(s->w->run, &s->all, d);
	}
	add_date(d, x);
}

/* those of its account; of an unknown account, all */
static struct dated *dates_of(struct search *s, const struct export *x)
{
	struct str account = owner(x);
	return account.ptr ? map_get(&s->by_account, account) : &s->any;
}

/* every verdict about it is unknown, for one reason */
static void undecide(struct inventory *w, const struct dated *d)
{
	struct account_state *h;
	const struct export *other = d->other;
	inventory_account(w, &h, owner(other));
	h->account.undecided = reason_make(w->run, WHY_DATES_MIXED, other->place,
		REASON_ARGS(h->account.id, d->first->source->input.uri, other->source->input.uri));
}

static void note_mixed(struct search *s)
{
	const struct dated *first = NULL;
	size_t n = 0;
	for (size_t i = 0; i < s->all.n; i++) {
		const struct dated *d = s->all.items[i];
		if (!d->other)
			continue;
		n++;
		first = first ? first : d;
		undecide(s->w, d);
	}
	if (!first)
		return;
	struct str more =
		n > 1 ? str_printf(s->w->run, " (and %zu more account%s)", n - 1, n == 2 ? "" : "s")
		      : STR("");
	remark_add(s->w, REMARK_ERROR, first->other->source, NOWHERE,
		str_printf(s->w->run,
			"Exports of two dates are there for account %.*s%.*s: this file and %.*s. "
			"They are not mixed, so the account is unknown. Give one of the folders, "
			"or "
			"--latest for the newest.",
			STR_ARGS(owner(first->other)), STR_ARGS(more),
			STR_ARGS(first->first->source->input.uri)));
}

static void fail(struct export *x)
{
	x->failed = true;
	x->absent = false;
	x->n_items = 0;
	x->code = STR_NONE;
	x->message = STR("exports of another date are there, and --latest is not given");
}

static void fail_mixed(struct search *s)
{
	note_mixed(s);
	for (size_t i = 0; i < s->w->exports.n; i++) {
		struct export *x = s->w->exports.items[i];
		if (dates_of(s, x)->other)
			fail(x);
	}
}

/* its account and Region stay subjects, and nothing that it shows counts */
static void leave_out(struct inventory *w, struct export *x)
{
	struct account_state *h;
	struct region_state *r = NULL;
	struct str account = owner(x);
	x->source->input.n_resources = 0;
	if (!account.ptr || x->wanted < 0)
		return;
	inventory_account(w, &h, account);
	h->exported = true;
	if (!h->account.at.doc && x->place.doc)
		h->account.at = x->place;
	if (x->region.ptr)
		account_state_region(w, &r, h, x->region);
	region_state_offer_place(r, x->place, STANDS_EXPORT);
}

static void keep_newest(struct search *s)
{
	struct inventory *w = s->w;
	const struct export *first = NULL;
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		const struct dated *d = dates_of(s, x);
		bool stays = !d->other || (x->date.ptr && str_eq(x->date, d->newest));
		if (stays) {
			w->exports.items[kept++] = x;
			continue;
		}
		leave_out(w, x);
		first = first ? first : x;
		n++;
	}
	w->exports.n = kept;
	if (!n)
		return;
	remark_add(w, REMARK_NOTE, first->source, NOWHERE,
		str_printf(w->run,
			"This export%s not read: the newest of its account have another date "
			"(--latest).",
			n == 1 ? " was"
			       : str_printf(
					 w->run, " and %zu other%s were", n - 1, n == 2 ? "" : "s")
					 .ptr));
	((struct remark *)w->remarks.items[w->remarks.n - 1])->always = true;
}

void exports_separate_dates(struct inventory *w)
{
	struct search s = {.w = w};
	for (size_t i = 0; i < w->exports.n; i++)
		add_export(&s, w->exports.items[i]);
	if (!s.any.other)
		return;
	if (w->latest)
		keep_newest(&s);
	else
		fail_mixed(&s);
}
