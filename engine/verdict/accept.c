/*
 * accept - which results are accepted: applies waivers and a baseline to a run.
 *
 * Knows results and waivers as data. An error cannot be accepted. Must not know where waivers
 * were written, nor read the clock.
 */
#include "verdict/accept.h"

#include "base/day.h"
#include "base/nearest.h"
#include "verdict/source_waivers.h"

static void add_remark(struct run *run, enum remark_level level, struct cursor at, struct str text)
{
	struct remark *r = arena_alloc(run->arena, sizeof *r);
	*r = (struct remark){.level = level, .text = text, .at = at};
	(void)list_add(run->arena, &run->remarks, r);
}

/* "main.tf:3:1: " of a comment in a Terraform source: a remark has a place in inputs only */
static struct str place_in_source(const struct run *run, const struct waiver *w)
{
	struct place at;

	if (!w->file)
		return STR("");
	at = hcl_place(w->file, w->range);
	return str_printf(
		run->arena, "%.*s:%zu:%zu: ", STR_ARGS(w->file->name), at.line, at.column);
}

/* a comment covers the results that blame its block: source_waivers.c */
static bool covers(const struct waiver *w, const struct result *r)
{
	return !w->file && str_eq(w->control, r->control->id) &&
	       pattern_matches(w->subject, r->subject);
}

/* count the result for each waiver that covers it; *first is set to the first of them */
static void count_uses(
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

/* an expired waiver counts only if no valid one covers the result */
static void accept(const struct run *run, struct result *r)
{
	if (r->verdict != ASSAY_FAIL && r->verdict != ASSAY_UNKNOWN)
		return;
	count_uses(run, r, false, &r->waiver);
	if (!r->waiver)
		count_uses(run, r, true, &r->lapsed);
}

static bool has_run(const struct run *run, struct str id)
{
	for (size_t i = 0; i < run->n_controls; i++)
		if (str_eq(run->controls[i]->id, id))
			return true;
	return false;
}

/* NULL: the control of the waiver exists */
static const char *unknown_control(
	struct arena *a, const struct waiver *w, const struct list *known)
{
	struct nearest nearest = {.word = w->control};
	for (size_t i = 0; i < known->n; i++) {
		const struct str *id = known->items[i];
		if (str_eq(*id, w->control))
			return NULL;
		nearest_offer(&nearest, *id);
	}
	struct str hint = nearest.name.ptr
				  ? str_printf(a, ". Did you mean '%.*s'?", STR_ARGS(nearest.name))
				  : STR(".");
	return str_printf(a, "there is no control '%.*s'%.*s", STR_ARGS(w->control), STR_ARGS(hint))
		.ptr;
}

static void report_expired(struct run *run, const struct waiver *w)
{
	struct str day = w->last < 0
				 ? str_printf(run->arena,
					   "'%.*s' is not a valid date (YYYY-MM-DD), so the waiver "
					   "counts as expired",
					   STR_ARGS(w->expires))
				 : str_printf(run->arena, "The waiver expired on %.*s",
					   STR_ARGS(w->expires));
	add_remark(run, REMARK_WARNING, w->expires_at,
		str_printf(run->arena, "%.*s%.*s: %zu %s of %.*s for '%.*s' %s again.",
			STR_ARGS(place_in_source(run, w)), STR_ARGS(day), w->n_used,
			w->n_used == 1 ? "result" : "results", STR_ARGS(w->control),
			STR_ARGS(w->subject), w->n_used == 1 ? "counts" : "count"));
}

static void report_unused(struct run *run, const struct waiver *w, const char *why)
{
	enum remark_level level = run->options->strict_waivers ? REMARK_ERROR : REMARK_WARNING;
	struct str text;
	if (why)
		text = str_printf(run->arena, "This waiver covers nothing: %s", why);
	else
		text = str_printf(run->arena,
			w->expired
				? "This waiver covers nothing and has expired: no result of %.*s "
				  "for '%.*s' needs it."
				: "This waiver covers nothing: no result of %.*s for '%.*s' failed "
				  "or is unknown.",
			STR_ARGS(w->control), STR_ARGS(w->subject));
	add_remark(run, level, w->at,
		str_printf(
			run->arena, "%.*s%.*s", STR_ARGS(place_in_source(run, w)), STR_ARGS(text)));
}

void waivers_apply(struct run *run, const struct list *waivers, const struct list *known)
{
	for (size_t i = 0; i < waivers->n; i++) {
		struct waiver *w = arena_alloc(run->arena, sizeof *w);
		*w = *(const struct waiver *)waivers->items[i];
		(void)list_add(run->arena, &run->waivers, w);
		/* the waiver is still valid on its expiry date */
		w->expired = w->last < 0 || run->now / SECONDS_OF_DAY > w->last;
	}
	for (size_t i = 0; i < run->results.n; i++)
		accept(run, run->results.items[i]);
	if (run->now >= 0 && !run->options->no_source_waivers)
		source_waivers_apply(run);
	for (size_t i = 0; i < run->waivers.n; i++) {
		const struct waiver *w = run->waivers.items[i];
		const char *unknown = unknown_control(run->arena, w, known);
		if (w->n_used > 0 && w->expired)
			report_expired(run, w);
		else if (w->n_used == 0 && (unknown || has_run(run, w->control)))
			report_unused(run, w, unknown);
	}
}

/* list what was not found again; results of controls that did not run are only counted */
static void find_absent(struct run *run, const struct baseline *baseline, size_t *n_other)
{
	for (size_t i = 0; i < baseline->results.n; i++) {
		struct baseline_result *b = baseline->results.items[i];
		if (b->matched)
			continue;
		if (has_run(run, b->control))
			(void)list_add(run->arena, &run->absent, b);
		else
			++*n_other;
	}
}

void baseline_apply(struct run *run, struct baseline *baseline, struct cursor at)
{
	size_t n_other = 0;
	run->has_baseline = true;
	for (size_t i = 0; i < baseline->results.n; i++)
		((struct baseline_result *)baseline->results.items[i])->matched = false;
	for (size_t i = 0; i < run->results.n; i++) {
		struct result *r = run->results.items[i];
		/* an error has no verdict to compare */
		if (r->verdict != ASSAY_ERROR)
			r->baseline = baseline_match(baseline,
				(struct str){r->fingerprint, sizeof r->fingerprint - 1}, r->verdict,
				result_is_waived(r), NULL);
	}
	find_absent(run, baseline, &n_other);
	if (n_other > 0)
		add_remark(run, REMARK_NOTE, at,
			str_printf(run->arena,
				n_other == 1 ? "%zu result of the baseline is of a control that "
					       "did not run: it was not compared."
					     : "%zu results of the baseline are of controls that "
					       "did not run: they were not compared.",
				n_other));
	if (baseline->incomplete)
		add_remark(run, REMARK_NOTE, at,
			STR("The run of the baseline was not complete: findings that it missed "
			    "count as new."));
}
