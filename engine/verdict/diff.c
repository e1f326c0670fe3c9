/*
 * diff - what changed between two earlier runs.
 *
 * Knows results of logs as data. New and worse findings decide the exit status, as in a check
 * with --new-only.
 */
#include "verdict/diff.h"

#include "base/base.h"
#include "verdict/result.h"

const char *diff_kind_name(enum diff_kind kind)
{
	static const char *const names[DIFF_KINDS] = {
		[DIFF_NEW] = "new",
		[DIFF_WORSE] = "worse",
		[DIFF_BETTER] = "better",
		[DIFF_GONE] = "gone",
	};
	return names[kind];
}

const char *baseline_word(const struct baseline_result *r)
{
	return r->waived ? "waived" : verdict_name(r->verdict);
}

/* true for a fail or unknown that no waiver accepts */
static bool is_open(const struct baseline_result *r)
{
	return r && badness(r->verdict) > 0 && !r->waived;
}

static void add(struct diff *d, struct list *lists, struct arena *a, struct difference what)
{
	struct difference *copy = arena_alloc(a, sizeof *copy);
	*copy = what;
	d->counts[what.kind]++;
	(void)list_add(a, &lists[what.kind], copy);
}

static void compare(struct diff *d, struct list *lists, struct arena *a, struct baseline *before,
	const struct baseline_result *is)
{
	const struct baseline_result *was;
	enum baseline_state state =
		baseline_match(before, is->fingerprint, is->verdict, is->waived, &was);
	if (!is_open(is) && !is_open(was))
		return;
	if (state == BASELINE_UNCHANGED && is_open(is) == is_open(was)) {
		d->n_same++;
	} else if (is_open(is) && state == BASELINE_NEW) {
		int status = is->verdict == ASSAY_FAIL ? 1 : 3;
		d->status = d->status == 1 ? 1 : status;
		add(d, lists, a, (struct difference){was ? DIFF_WORSE : DIFF_NEW, was, is});
	} else {
		add(d, lists, a, (struct difference){DIFF_BETTER, was, is});
	}
}

void diff_make(struct diff *out, struct baseline *before, struct baseline *after, struct arena *a)
{
	struct list lists[DIFF_KINDS] = {{0}};
	*out = (struct diff){0};
	for (size_t i = 0; i < after->results.n; i++)
		compare(out, lists, a, before, after->results.items[i]);
	for (size_t i = 0; i < before->results.n; i++) {
		const struct baseline_result *was = before->results.items[i];
		if (is_open(was) && !was->matched)
			add(out, lists, a, (struct difference){DIFF_GONE, was, NULL});
	}
	for (int kind = 0; kind < DIFF_KINDS; kind++)
		for (size_t i = 0; i < lists[kind].n; i++)
			(void)list_add(a, &out->differences, lists[kind].items[i]);
}
