/*
 * text - the report for people.
 *
 * A block for each listed result, then what else is to be known: notes, remarks, what
 * was judged, and the count. Lines have no blank at their end and nothing from an input
 * reaches a terminal raw. Must not know where the bytes go; colour is the caller's choice.
 */
#include "base/day.h"
#include "base/log_lines.h"
#include "base/map.h"
#include "report/model/finding.h"
#include "report/text/text_out.h"

/* quiet: only what decides the exit status; what is told of it is all that is told */
static bool is_told(const struct text *t, const struct result *r)
{
	const struct run *run = t->run;
	return run->options->quiet ? result_decides(run, r) : is_listed(run, r);
}

/* results come sorted by control: the remedy stands with the first fail of each */
static void results(const struct text *t)
{
	const struct control *told = NULL;
	for (size_t i = 0; i < t->run->results.n; i++) {
		const struct result *r = t->run->results.items[i];
		if (!is_told(t, r))
			continue;
		text_result(t, r, told != r->control);
		if (r->verdict == ASSAY_FAIL)
			told = r->control;
	}
}

/* what is waived is never left out: who reads a pass sees what it rests on */
static void waived(const struct text *t)
{
	bool any = false;
	for (size_t i = 0; i < t->run->results.n; i++) {
		const struct result *r = t->run->results.items[i];
		if (!result_is_waived(r) || is_told(t, r))
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
		out_text(t->out, i > 0 ? "" : "In the baseline, and not found again:\n");
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

/* true the first time that a note of this text and place comes by */
static bool is_new(struct arena *a, struct map *seen, const struct evidence *note)
{
	const char *name = note->at.doc ? doc_name(note->at.doc) : "";
	struct str key =
		str_printf(a, "%s:%zu:%.*s", name, note->at.at, STR_ARGS(note->message.text));
	if (!key.ptr || map_get(seen, key))
		return !key.ptr;
	/* without memory for it, it is printed twice at worst */
	(void)map_set(a, seen, key, seen);
	return true;
}

/* notes of results that are not listed; Regions that share a trail raise the same ones */
static void notes(const struct text *t)
{
	struct map seen = {0};
	bool any = false;
	for (size_t i = 0; i < t->run->results.n; i++) {
		const struct result *r = t->run->results.items[i];
		for (size_t n = 0; n < r->notes.n && !is_listed(t->run, r); n++) {
			if (!is_new(t->run->arena, &seen, r->notes.items[n]))
				continue;
			text_note(t, 0, r->notes.items[n]);
			any = true;
		}
	}
	if (any)
		out_text(t->out, "\n");
}

/* errors first: they make the run incomplete */
static void remarks(const struct text *t)
{
	static const enum remark_level order[] = {REMARK_ERROR, REMARK_WARNING, REMARK_NOTE};
	bool any = false;
	for (size_t level = 0; level < LENGTH_OF(order); level++)
		for (size_t i = 0; i < t->run->remarks.n; i++) {
			const struct remark *r = t->run->remarks.items[i];
			if (r->level != order[level] ||
				(t->run->options->quiet && r->level != REMARK_ERROR))
				continue;
			text_remark(t, r);
			any = true;
		}
	if (any)
		out_text(t->out, "\n");
}

/* what had a part in the verdicts beside the inputs, on one line to be copied */
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
	wrap_accounts(&w, t->run);
	wrap_end(&w);
	out_wrapped(t->out, 0, "",
		STR("Nothing in these inputs shows that these are all the accounts and Regions "
		    "that are in use."));
	policy(t);
	out_text(t->out, "\n");
}

static void counts(const struct text *t)
{
	static const struct {
		enum assay_verdict verdict;
		const char *words;
		enum style style;
	} kinds[] = {
		{ASSAY_FAIL, " failed", STYLE_BAD},
		{ASSAY_ERROR, " in error", STYLE_BAD},
		{ASSAY_UNKNOWN, " unknown", STYLE_OPEN},
		{ASSAY_PASS, " passed", STYLE_GOOD},
		{ASSAY_NOT_APPLICABLE, " not applicable", STYLE_DIM},
	};
	size_t waived_n = run_count_waived(t->run);
	bool any = false;
	for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
		size_t n = run_count_open(t->run, kinds[i].verdict);
		if (n == 0)
			continue;
		out_text(t->out, any ? ", " : "");
		style_begin(t, kinds[i].style);
		out_size(t->out, n);
		out_text(t->out, kinds[i].words);
		style_end(t, kinds[i].style);
		any = true;
	}
	if (waived_n > 0) {
		out_text(t->out, any ? ", " : "");
		out_size(t->out, waived_n);
		out_text(t->out, " waived");
	}
	out_text(t->out, any || waived_n > 0 ? "\n" : "Nothing was judged.\n");
	if (t->run->has_baseline) {
		out_text(t->out, "Since the baseline: ");
		out_baseline_counts(t->out, t->run);
		out_text(t->out, "\n");
	}
}

/* why the count alone does not tell the exit status */
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
		out_text(t->out, "Nothing counts that is not in the baseline already.");
	else if (status == 0 && run_count_open(run, ASSAY_FAIL) > 0)
		out_text(t->out, "The failed controls are below the severity that counts.");
	else if (status == 0 && run_count_open(run, ASSAY_UNKNOWN) > 0)
		out_text(t->out, "What is unknown was accepted, or is below the severity that "
				 "counts.");
	else if (status == 0 && run->results.n > 0)
		out_text(t->out, run_count_waived(run) > 0
					 ? "Nothing failed and nothing is undecided that no waiver "
					   "covers."
					 : "Nothing failed and nothing is undecided.");
	else if (status == 3)
		out_text(t->out, run_count(run, ASSAY_FAIL) > 0
					 ? "Nothing that counts failed. Commands that export what "
					   "is missing: assay inspect PATH..."
					 : "Nothing failed. Commands that export what is missing: "
					   "assay inspect PATH...");
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
	if (quiet && run_exit_status(run) == 0)
		return out->status;
	results(&t);
	if (!quiet) {
		waived(&t);
		absent(&t);
		notes(&t);
	}
	remarks(&t);
	if (!quiet)
		judged(&t);
	counts(&t);
	conclusion(&t);
	log_end(&lines, &inner);
	return out->status;
}
