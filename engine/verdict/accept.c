/*
 * accept - which results somebody has accepted: waivers and a baseline laid over a run.
 *
 * Knows results and waivers as data. An error is nobody's to accept. Must not know where waivers
 * were written, nor ask what day it is.
 */
#include "verdict/accept.h"

#include "base/day.h"
#include "base/nearest.h"

static int say(struct run *run, enum remark_level level, struct cursor at, struct str text)
{
	struct remark *r = arena_alloc(run->arena, sizeof *r);
	if (!r || !text.ptr)
		return ASSAY_ENOMEM;
	*r = (struct remark){.level = level, .text = text, .at = at};
	return list_add(run->arena, &run->remarks, r);
}

static bool covers(const struct waiver *w, const struct result *r)
{
	return str_eq(w->control, r->control->id) && pattern_matches(w->subject, r->subject);
}

/* every one of these that covers the result is of use; the first is the one that is shown */
static void use(
	const struct run *run, const struct result *r, bool expired, const struct waiver **first)
{
	for (size_t i = 0; i < run->waivers.n; i++) {
		struct waiver *w = run->waivers.items[i];
		if (w->expired != expired || !covers(w, r))
			continue;
		w->n_used++;
		if (!*first)
			*first = w;
	}
}

/* an expired waiver is of use only where no other holds */
static void accept(const struct run *run, struct result *r)
{
	if (r->verdict != ASSAY_FAIL && r->verdict != ASSAY_UNKNOWN)
		return;
	use(run, r, false, &r->waiver);
	if (!r->waiver)
		use(run, r, true, &r->lapsed);
}

static bool has_run(const struct run *run, struct str id)
{
	for (size_t i = 0; i < run->n_controls; i++)
		if (str_eq(run->controls[i]->id, id))
			return true;
	return false;
}

/* a control that is there and was not chosen says nothing of its waivers */
static const char *unknown_control(
	struct arena *a, const struct waiver *w, const struct control *const *known, size_t n)
{
	struct nearest nearest = {.word = w->control};
	for (size_t i = 0; i < n; i++) {
		if (str_eq(known[i]->id, w->control))
			return NULL;
		nearest_offer(&nearest, known[i]->id);
	}
	struct str hint = nearest.name.ptr
				  ? str_printf(a, ": did you mean '%.*s'?", STR_ARGS(nearest.name))
				  : STR(".");
	return str_printf(a, "there is no control '%.*s'%.*s", STR_ARGS(w->control), STR_ARGS(hint))
		.ptr;
}

static int say_lapsed(struct run *run, const struct waiver *w)
{
	struct str day = w->last < 0
				 ? str_printf(run->arena,
					   "'%.*s' is no day (YYYY-MM-DD), so the waiver counts "
					   "as expired",
					   STR_ARGS(w->expires))
				 : str_printf(run->arena, "The waiver expired on %.*s",
					   STR_ARGS(w->expires));
	return say(run, REMARK_WARNING, w->expires_at,
		str_printf(run->arena, "%.*s: %zu %s of %.*s for '%.*s' %s again.", STR_ARGS(day),
			w->n_used, w->n_used == 1 ? "result" : "results", STR_ARGS(w->control),
			STR_ARGS(w->subject), w->n_used == 1 ? "counts" : "count"));
}

static int say_unused(struct run *run, const struct waiver *w, const char *why)
{
	enum remark_level level = run->options->strict_waivers ? REMARK_ERROR : REMARK_WARNING;
	if (why)
		return say(run, level, w->at,
			str_printf(run->arena, "This waiver covers nothing: %s", why));
	return say(run, level, w->at,
		str_printf(run->arena,
			w->expired
				? "This waiver covers nothing and has expired: no result of %.*s "
				  "for "
				  "'%.*s' needs it."
				: "This waiver covers nothing: no result of %.*s for '%.*s' failed "
				  "or is unknown.",
			STR_ARGS(w->control), STR_ARGS(w->subject)));
}

int waivers_apply(struct run *run, const struct list *waivers, const struct control *const *known,
	size_t n_known)
{
	int status = ASSAY_OK;
	for (size_t i = 0; i < waivers->n; i++) {
		struct waiver *w = arena_alloc(run->arena, sizeof *w);
		if (!w || list_add(run->arena, &run->waivers, w))
			return ASSAY_ENOMEM;
		*w = *(const struct waiver *)waivers->items[i];
		/* the day that it names still counts */
		w->expired = w->last < 0 || run->now / SECONDS_OF_DAY > w->last;
	}
	for (size_t i = 0; i < run->results.n; i++)
		accept(run, run->results.items[i]);
	for (size_t i = 0; status == ASSAY_OK && i < run->waivers.n; i++) {
		const struct waiver *w = run->waivers.items[i];
		const char *unknown = unknown_control(run->arena, w, known, n_known);
		if (w->n_used > 0 && w->expired)
			status = say_lapsed(run, w);
		else if (w->n_used == 0 && (unknown || has_run(run, w->control)))
			status = say_unused(run, w, unknown);
	}
	return status;
}

/* what is not found again; what of it no control looked for is counted apart */
static int find_absent(struct run *run, const struct baseline *baseline, size_t *n_other)
{
	for (size_t i = 0; i < baseline->results.n; i++) {
		struct baseline_result *b = baseline->results.items[i];
		if (b->matched)
			continue;
		if (!has_run(run, b->control))
			++*n_other;
		else if (list_add(run->arena, &run->absent, b))
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

int baseline_apply(struct run *run, struct baseline *baseline, struct cursor at)
{
	size_t n_other = 0;
	int status;
	run->has_baseline = true;
	for (size_t i = 0; i < baseline->results.n; i++)
		((struct baseline_result *)baseline->results.items[i])->matched = false;
	for (size_t i = 0; i < run->results.n; i++) {
		struct result *r = run->results.items[i];
		/* what broke has no verdict to compare */
		if (r->verdict != ASSAY_ERROR)
			r->baseline = baseline_match(baseline,
				(struct str){r->fingerprint, sizeof r->fingerprint - 1}, r->verdict,
				result_is_waived(r), NULL);
	}
	status = find_absent(run, baseline, &n_other);
	if (status == ASSAY_OK && n_other > 0)
		status = say(run, REMARK_NOTE, at,
			str_printf(run->arena,
				"%zu %s of the baseline %s of controls that did not run: nothing "
				"is "
				"said of them.",
				n_other, n_other == 1 ? "result" : "results",
				n_other == 1 ? "is" : "are"));
	if (status == ASSAY_OK && baseline->incomplete)
		status = say(run, REMARK_NOTE, at,
			STR("The baseline is of an evaluation that was not complete: what it did "
			    "not "
			    "see is new."));
	return status;
}
