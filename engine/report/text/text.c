/*
 * text - the report for people.
 *
 * A block for each listed result, then notes, remarks, the judged accounts and Regions, and the
 * counts. Lines have no trailing blanks, and no text of an input reaches a terminal unescaped. Must
 * not know where the bytes go; the caller chooses colour.
 */
#include "base/day.h"
#include "base/log_lines.h"
#include "base/map.h"
#include "report/model/finding.h"
#include "report/text/text_out.h"

/* true if the result gets a block; with --quiet only what decides the exit status does */
static bool is_shown(const struct run *run, const struct result *r)
{
	return run->options->quiet ? result_decides(run, r) : is_listed(run, r);
}

/* the first fail of each control shows the remediation */
static void results(const struct text *t)
{
	struct list groups = {0};
	struct map shown = {0};
	groups_collect(t->run, is_shown, &groups);
	for (size_t i = 0; i < groups.n; i++) {
		const struct group *g = groups.items[i];
		const struct result *r = group_first(g);
		text_group(t, g, map_get(&shown, r->control->id) == NULL);
		if (r->verdict == ASSAY_FAIL)
			map_set(t->run->arena, &shown, r->control->id, &shown);
	}
}

/* waived results are always named: the outcome of the run depends on them */
static void waived(const struct text *t)
{
	bool any = false;
	for (size_t i = 0; i < t->run->results.n; i++) {
		const struct result *r = t->run->results.items[i];
		if (!result_is_waived(r) || is_shown(t->run, r))
			continue;
		out_text(t->out, any ? "" : "Waived:\n");
		text_waived(t, r);
		any = true;
	}
	if (any)
		out_text(t->out, "\n");
}

static void absent(const struct text *t)
{
	for (size_t i = 0; i < t->run->absent.n; i++) {
		const struct baseline_result *b = t->run->absent.items[i];
		out_text(t->out, i > 0 ? "" : "In the baseline, but no longer found:\n");
		out_text(t->out, "  ");
		out_text(t->out, verdict_word(b->verdict));
		out_text(t->out, "  ");
		out_safe_line(t->out, b->control);
		out_text(t->out, "  ");
		out_safe_line(t->out, b->subject.len > 0 ? b->subject : b->message);
		out_text(t->out, "\n");
	}
	if (t->run->absent.n > 0)
		out_text(t->out, "\n");
}

/* true for the first note with this text and place */
static bool is_new(struct arena *a, struct map *seen, const struct evidence *note)
{
	const char *name = note->at.doc ? doc_name(note->at.doc) : "";
	struct str key =
		str_printf(a, "%s:%zu:%.*s", name, note->at.at, STR_ARGS(note->message.text));
	if (map_get(seen, key))
		return false;
	map_set(a, seen, key, seen);
	return true;
}

/* notes of results that are not listed; Regions that share a trail have the same notes */
static void notes(const struct text *t)
{
	struct map seen = {0};
	bool any = false;
	for (size_t i = 0; i < t->run->results.n; i++) {
		const struct result *r = t->run->results.items[i];
		for (size_t n = 0; n < r->notes.n && !is_listed(t->run, r); n++) {
			if (!is_new(t->run->arena, &seen, r->notes.items[n]))
				continue;
			text_note(t, 0, r, r->notes.items[n]);
			any = true;
		}
	}
	if (any)
		out_text(t->out, "\n");
}

/* errors first, because they make the run incomplete */
static void remarks(const struct text *t)
{
	static const enum remark_level order[] = {REMARK_ERROR, REMARK_WARNING, REMARK_NOTE};
	bool any = false;
	for (size_t level = 0; level < LENGTH_OF(order); level++)
		for (size_t i = 0; i < t->run->remarks.n; i++) {
			const struct remark *r = t->run->remarks.items[i];
			if (r->level != order[level] ||
				(t->run->options->quiet && r->level != REMARK_ERROR && !r->always))
				continue;
			text_remark(t, r);
			any = true;
		}
	if (any)
		out_text(t->out, "\n");
}

/* the policy files, each with its hash on one line that can be copied */
static void policy(const struct text *t)
{
	static const char *const leads[] = {[POLICY_CONFIG] = "Configuration: ",
		[POLICY_WAIVERS] = "Waivers: ",
		[POLICY_BASELINE] = "Baseline: "};
	for (size_t i = 0; i < t->run->policy.n; i++) {
		const struct policy_file *file = t->run->policy.items[i];
		out_text(t->out, leads[file->role]);
		out_safe_line(t->out, file->uri);
		out_text(t->out, " (sha256 ");
		out_text(t->out, file->sha256);
		out_text(t->out, ")");
		if (file->role == POLICY_WAIVERS && t->run->now >= 0) {
			char day[DAY_SIZE];
			day_write(day, t->run->now);
			out_text(t->out, " as of ");
			out_text(t->out, day);
		}
		out_text(t->out, "\n");
	}
}

static void judged(const struct text *t)
{
	struct wrap w;
	if (t->run->n_accounts == 0)
		return;
	wrap_begin(&w, t->out, 0, "Judged: ");
	w.indent = 0;
	wrap_judged(&w, t->run);
	wrap_words(&w, STR(JUDGED_CAVEAT));
	wrap_end(&w);
	policy(t);
}

static void not_evaluated(const struct text *t)
{
	const struct list *omitted = &t->run->not_evaluated;
	for (size_t i = 0; i < omitted->n; i++) {
		const struct control *control = omitted->items[i];
		out_text(t->out, i > 0 ? "" : "Not evaluated:\n");
		out_text(t->out, "  ");
		out_safe_line(t->out, control->id);
		out_text(t->out, "\n");
		out_wrapped(t->out, 4, "", needs_words(t->run->arena, control));
	}
	if (omitted->n > 0)
		out_text(t->out, "\n");
}

static void stamp(const struct text *t)
{
	if (!t->run->stamp)
		return;
	out_wrapped(t->out, 0, "Stamp: ", stamp_words(t->run->arena, t->run->stamp));
	out_text(t->out, "\n");
}

static void counts(const struct text *t)
{
	size_t waived_n = run_count_waived(t->run);
	bool any = false;
	for (int i = 0; i < ASSAY_N_VERDICTS; i++) {
		enum assay_verdict verdict = (enum assay_verdict)i;
		size_t n = run_count_open(t->run, verdict);
		if (n == 0)
			continue;
		out_text(t->out, any ? ", " : "");
		style_begin(t, verdict_style(verdict));
		out_size(t->out, n);
		out_text(t->out, verdict_counted(verdict));
		style_end(t, verdict_style(verdict));
		any = true;
	}
	if (waived_n > 0) {
		out_text(t->out, any ? ", " : "");
		out_size(t->out, waived_n);
		out_text(t->out, " waived");
	}
	out_text(t->out, any || waived_n > 0 ? "\n" : "No subject was judged.\n");
	if (t->run->has_baseline) {
		out_text(t->out, "Since the baseline: ");
		out_baseline_counts(t->out, t->run);
		out_text(t->out, "\n");
	}
}

/* the reason for the exit status where the counts do not show it */
static void conclusion(const struct text *t)
{
	const struct run *run = t->run;
	int status = run_exit_status(run);
	if (run->n_controls == 0)
		out_text(t->out, "No control was run.\n");
	if (run_read_nothing(run))
		out_text(t->out, "No input was recognised.\n");
	if (status == 2)
		out_styled(t, STYLE_BAD, "The evaluation is not complete.");
	else if (status == 0 && run->has_baseline && run->options->new_only &&
		 run_count_open(run, ASSAY_FAIL) + run_count_open(run, ASSAY_UNKNOWN) > 0)
		out_text(t->out, "No result that is not in the baseline affects the exit status.");
	else if (status == 0 && run_count_open(run, ASSAY_FAIL) > 0)
		out_text(t->out, "The failed results are below the severity of --fail-on.");
	else if (status == 0 && run_count_open(run, ASSAY_UNKNOWN) > 0)
		out_text(t->out, "The unknown results are accepted, or below the severity of "
				 "--fail-on.");
	else if (status == 0 && run->results.n > 0)
		out_text(t->out, run_count_waived(run) > 0
					 ? "Nothing failed and nothing is unknown, except what a "
					   "waiver accepts."
					 : "Nothing failed and nothing is unknown.");
	else if (status == 3)
		out_text(t->out,
			run_count(run, ASSAY_FAIL) > 0
				? "No failed result affects the exit status. To list missing "
				  "exports with their commands: assay inspect PATH..."
				: "Nothing failed. To list missing exports with their "
				  "commands: assay inspect PATH...");
	else
		return;
	out_text(t->out, "\n");
}

int report_text(struct out *out, const struct run *run, bool color)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);
	const struct text t = {.out = &inner, .run = run, .color = color};
	bool quiet = run->options->quiet;
	if (quiet && run_exit_status(run) == 0) {
		remarks(&t);
		log_end(&lines, &inner);
		return out->status;
	}
	if (!quiet)
		stamp(&t);
	results(&t);
	text_remedies(&t);
	if (!quiet) {
		waived(&t);
		absent(&t);
		notes(&t);
	}
	remarks(&t);
	if (!quiet || run->n_controls == 0)
		not_evaluated(&t);
	if (!quiet) {
		judged(&t);
		text_summary(&t);
		text_grid(&t);
	}
	counts(&t);
	conclusion(&t);
	log_end(&lines, &inner);
	return out->status;
}
