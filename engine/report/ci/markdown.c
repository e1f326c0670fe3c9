/*
 * markdown - a summary for the comment of a pull request or the page of a job.
 *
 * A comment has at most 65,536 characters, so the worst come first and omitted parts are counted.
 * Text of inputs appears only as code (markdown_out.c). Findings are lists, not tables: a cell
 * cannot show every text exactly, and long names make a table scroll.
 */
#include "base/log_lines.h"
#include "report/ci/markdown_out.h"
#include "report/model/finding.h"
#include "report/model/grid.h"
#include "report/model/page.h"
#include "report/model/summary.h"
#include "report/text/details.h"
#include "report/text/text_out.h"

/* bytes written when a part stops; the rest up to 65,536 is for those who quote the comment */
enum {
	MAX_FINDINGS = 24000,
	MAX_WAIVED = 32000,
	MAX_ABSENT = 36000,
	MAX_DETAILS = 59000,
	MAX_SUMMARY = 62000
};

/* subjects of one cause that are listed; the rest is counted */
#define SUBJECTS_SHOWN ((size_t)100)

struct markdown {
	struct out *out;
	const struct run *run;
	struct list findings; /* struct finding; of them only problems and remarks are used */
	struct list groups;   /* struct group */
	size_t len;           /* bytes written so far */
	size_t omitted;       /* pieces of this part */
};

/* a text that is written completely or omitted */
struct piece {
	struct buf buf;
	struct log_lines lines;
	struct out bytes, out;
};

static void piece_begin(const struct markdown *m, struct piece *p)
{
	buf_init_for(&p->buf, MAX_DETAILS, m->run->arena);
	p->bytes = out_to_buf(&p->buf);
	p->out = log_begin(&p->lines, &p->bytes);
}

/* after an omitted piece all others of the part are omitted: the worst come first */
static void piece_end(struct markdown *m, struct piece *p, size_t max)
{
	log_end(&p->lines, &p->out);
	bool complete = p->buf.status == ASSAY_OK && p->bytes.status == ASSAY_OK;
	if (complete && m->omitted == 0 && m->len + p->buf.len <= max) {
		out_bytes(m->out, p->buf.ptr, p->buf.len);
		m->len += p->buf.len;
	} else {
		m->omitted++;
	}
	buf_free(&p->buf);
}

static void write_text(struct markdown *m, const char *text)
{
	out_text(m->out, text);
	m->len += strlen(text);
}

static void part_end(struct markdown *m, const char *what)
{
	char words[160];
	if (m->omitted > 0) {
		snprintf(words, sizeof words,
			"\n%zu more %s%s omitted because a comment has a size limit. The "
			"other formats show all.\n",
			m->omitted, what, m->omitted == 1 ? " is" : "s are");
		write_text(m, words);
	}
	m->omitted = 0;
}

static void heading(struct markdown *m)
{
	struct piece p;
	int status = run_exit_status(m->run);
	piece_begin(m, &p);
	out_text(&p.out, "## assay: ");
	out_counts(&p.out, m->run);
	out_text(&p.out, "\n\n");
	out_text(&p.out, exit_status_words(status));
	out_text(&p.out, " Exit status ");
	out_size(&p.out, (size_t)status);
	out_text(&p.out, ".\n");
	piece_end(m, &p, MAX_FINDINGS);
}

static void put_where(struct out *o, struct arena *a, const struct where *where)
{
	struct str uri = str_cut(where->uri, MARKDOWN_CODE_MAX - 48), text = uri;
	if (uri.len == 0)
		return;
	if (where->place.line > 0)
		text = str_printf(a, "%.*s%s:%zu:%zu", STR_ARGS(uri),
			uri.len < where->uri.len ? "..." : "", where->place.line,
			where->place.column);
	out_text(o, "<br>\n  ");
	markdown_code(o, text);
}

static void put_word(struct out *o, const char *word, bool strong)
{
	out_text(o, strong ? "- **" : "- ");
	out_text(o, word);
	out_text(o, strong ? "**" : "");
}

/* a problem or remark: "- **ERROR** what", where */
static void finding(struct markdown *m, struct out *o, const struct finding *f)
{
	static const char *const words[] = {[FINDING_ERROR] = "ERROR",
		[FINDING_WARNING] = "warning",
		[FINDING_NOTICE] = "note"};
	put_word(o, words[f->level], f->level == FINDING_ERROR);
	out_text(o, " ");
	if (f->control) {
		markdown_code(o, f->control->id);
		out_text(o, "<br>\n  ");
	}
	markdown_code(o, f->text);
	put_where(o, m->run->arena, &f->where);
	out_text(o, "\n");
}

static void put_subjects(struct out *o, const struct group *g, const char *between)
{
	for (size_t i = 0; i < g->results.n && i < SUBJECTS_SHOWN; i++) {
		out_text(o, i > 0 ? between : "");
		markdown_code(o, ((const struct result *)g->results.items[i])->subject);
	}
	if (g->results.n <= SUBJECTS_SHOWN)
		return;
	out_text(o, " and ");
	out_size(o, g->results.n - SUBJECTS_SHOWN);
	out_text(o, " more");
}

/* "- **FAIL** (medium, new) `control` `subject`, `subject`", what, where */
static void group(struct markdown *m, struct out *o, const struct group *g)
{
	const struct result *r = group_first(g);
	const char *baseline = baseline_name(r->baseline);
	const struct finding_place place = result_place_or_input(m->run, r);
	bool decides = r->verdict == ASSAY_FAIL && result_decides(m->run, r);
	put_word(o, verdict_word(r->verdict), decides || r->verdict == ASSAY_ERROR);
	out_text(o, " (");
	out_text(o, severity_name(r->control->severity));
	out_text(o, baseline ? ", " : "");
	out_text(o, baseline ? baseline : "");
	out_text(o, ") ");
	markdown_code(o, r->control->id);
	out_text(o, " ");
	put_subjects(o, g, ", ");
	out_text(o, "<br>\n  ");
	markdown_code(o, result_message(m->run->arena, r));
	put_where(o, m->run->arena, &place.where);
	out_text(o, "\n");
}

static void remarks(struct markdown *m, bool problems)
{
	for (size_t i = 0; i < m->findings.n; i++) {
		const struct finding *f = m->findings.items[i];
		struct piece p;
		if (f->result || (f->level == FINDING_ERROR) != problems)
			continue;
		piece_begin(m, &p);
		finding(m, &p.out, f);
		piece_end(m, &p, MAX_FINDINGS);
	}
}

/* problems of the run, then results, then remarks */
static void findings(struct markdown *m)
{
	if (m->findings.n > 0)
		write_text(m, "\n");
	remarks(m, true);
	for (size_t i = 0; i < m->groups.n; i++) {
		struct piece p;
		piece_begin(m, &p);
		group(m, &p.out, m->groups.items[i]);
		piece_end(m, &p, MAX_FINDINGS);
	}
	remarks(m, false);
	part_end(m, "finding");
}

static void waived_result(struct markdown *m, struct out *o, const struct result *r)
{
	out_text(o, "- ");
	out_text(o, verdict_word(r->verdict));
	out_text(o, " (");
	out_text(o, severity_name(r->control->severity));
	out_text(o, ") ");
	markdown_code(o, r->control->id);
	out_text(o, " ");
	markdown_code(o, r->subject);
	out_text(o, "<br>\n  ");
	markdown_code(o, waiver_words(m->run->arena, r->waiver));
	out_text(o, "\n");
}

static void waived(struct markdown *m)
{
	if (run_count_waived(m->run) > 0)
		write_text(m, "\n### Waived\n\n");
	for (size_t i = 0; i < m->run->results.n; i++) {
		const struct result *r = m->run->results.items[i];
		struct piece p;
		if (!result_is_waived(r))
			continue;
		piece_begin(m, &p);
		waived_result(m, &p.out, r);
		piece_end(m, &p, MAX_WAIVED);
	}
	part_end(m, "waived result");
}

static void absent(struct out *o, const struct baseline_result *r)
{
	out_text(o, "- ");
	out_text(o, verdict_word(r->verdict));
	out_text(o, " ");
	markdown_code(o, r->control);
	out_text(o, " ");
	markdown_code(o, r->subject.len > 0 ? r->subject : r->message);
	out_text(o, "\n");
}

static void baseline(struct markdown *m)
{
	if (!m->run->has_baseline)
		return;
	struct piece p;
	piece_begin(m, &p);
	out_text(&p.out, "\n### Since the baseline\n\n");
	out_baseline_counts(&p.out, m->run);
	out_text(&p.out, m->run->absent.n > 0 ? ". Absent:\n\n" : ".\n");
	piece_end(m, &p, MAX_ABSENT);
	for (size_t i = 0; i < m->run->absent.n; i++) {
		piece_begin(m, &p);
		absent(&p.out, m->run->absent.items[i]);
		piece_end(m, &p, MAX_ABSENT);
	}
	part_end(m, "absent result");
}

/* the block of the text report, folded */
static void detail(struct markdown *m, struct out *o, const struct group *g)
{
	const struct result *r = group_first(g);
	struct piece p;
	piece_begin(m, &p);
	out_group_details(&p.out, m->run, g, escape_nothing);
	out_text(o, "\n<details><summary>");
	out_text(o, verdict_word(r->verdict));
	out_text(o, " <code>");
	out_escaped_line(o, r->control->id, escape_xml);
	out_text(o, "</code> <code>");
	out_escaped_line(o, str_cut(r->subject, MARKDOWN_CODE_MAX), escape_xml);
	out_text(o, "</code>");
	if (g->results.n > 1) {
		out_text(o, " and ");
		out_size(o, g->results.n - 1);
		out_text(o, " more");
	}
	out_text(o, "</summary>\n\n");
	markdown_block(o, (struct str){p.buf.ptr, p.buf.len});
	out_text(o, "\n</details>\n");
	/* too long: the caller omits and counts the piece */
	if (p.buf.status != ASSAY_OK)
		o->status = p.buf.status;
	buf_free(&p.buf);
}

static void details(struct markdown *m)
{
	for (size_t i = 0; i < m->groups.n; i++) {
		const struct group *g = m->groups.items[i];
		const struct result *r = group_first(g);
		struct piece p;
		if (r->verdict == ASSAY_PASS || r->verdict == ASSAY_NOT_APPLICABLE)
			continue;
		piece_begin(m, &p);
		detail(m, &p.out, g);
		piece_end(m, &p, MAX_DETAILS);
	}
	part_end(m, "detail");
}

/* the proved changes, folded, as the text report shows them */
static void remedies(struct markdown *m)
{
	struct piece p;
	if (m->run->remedies.n == 0)
		return;
	piece_begin(m, &p);
	struct buf text;
	buf_init_for(&text, MAX_DETAILS, m->run->arena);
	struct out inner = out_to_buf(&text);
	const struct text t = {.out = &inner, .run = m->run, .relative = true};
	text_remedies(&t);
	out_text(&p.out, "\n<details><summary>Remedies</summary>\n\n");
	markdown_block(&p.out, (struct str){text.ptr, text.len});
	out_text(&p.out, "\n</details>\n");
	if (text.status)
		p.out.status = text.status;
	buf_free(&text);
	piece_end(m, &p, MAX_DETAILS);
	part_end(m, "remedy list");
}

/* the table of controls and verdicts */
static void summary(struct markdown *m)
{
	struct summary all;
	summary_collect(m->run, &all);
	if (all.n_results == 0)
		return;
	struct piece p;
	piece_begin(m, &p);
	out_text(&p.out, "\n| control |");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++)
		if (all.used[c]) {
			out_text(&p.out, " ");
			out_text(&p.out, summary_column(c));
			out_text(&p.out, " |");
		}
	out_text(&p.out, "\n|---|");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++)
		out_text(&p.out, all.used[c] ? "--:|" : "");
	out_text(&p.out, "\n");
	piece_end(m, &p, MAX_SUMMARY);
	for (size_t i = 0; i < all.rows.n; i++) {
		const struct summary_row *row = all.rows.items[i];
		piece_begin(m, &p);
		out_text(&p.out, "| ");
		page_cell(&p.out, row->control->id);
		out_text(&p.out, " |");
		for (size_t c = 0; c < SUMMARY_COLUMNS; c++)
			if (all.used[c]) {
				out_text(&p.out, " ");
				out_size(&p.out, row->n[c]);
				out_text(&p.out, " |");
			}
		out_text(&p.out, "\n");
		piece_end(m, &p, MAX_SUMMARY);
	}
	part_end(m, "row");
}

static void grid_row(struct markdown *m, const struct grid *all, const struct grid_row *row)
{
	struct piece p;
	piece_begin(m, &p);
	out_text(&p.out, "| ");
	page_cell(&p.out, row->account->id);
	out_text(&p.out, " |");
	for (size_t c = 0; c < all->columns.n; c++) {
		out_text(&p.out, " ");
		out_text(&p.out, grid_cell_name(row->cells[c]));
		out_text(&p.out, " |");
	}
	if (all->has_own) {
		out_text(&p.out, " ");
		out_text(&p.out, row->own == GRID_NOT_COLLECTED ? "" : grid_cell_name(row->own));
		out_text(&p.out, " |");
	}
	out_text(&p.out, "\n");
	piece_end(m, &p, MAX_SUMMARY);
}

/* the table of accounts and Regions */
static void grid(struct markdown *m)
{
	struct grid all;
	struct piece p;
	grid_collect(m->run, &all);
	if (!all.rows.n)
		return;
	piece_begin(m, &p);
	out_text(&p.out, "\n| account |");
	for (size_t c = 0; c < all.columns.n; c++) {
		out_text(&p.out, " ");
		page_cell(&p.out, *(const struct str *)all.columns.items[c]);
		out_text(&p.out, " |");
	}
	out_text(&p.out, all.has_own ? " no Region |\n|---|---|" : "\n|---|");
	for (size_t c = 0; c < all.columns.n; c++)
		out_text(&p.out, "---|");
	out_text(&p.out, "\n");
	piece_end(m, &p, MAX_SUMMARY);
	for (size_t i = 0; i < all.rows.n; i++)
		grid_row(m, &all, all.rows.items[i]);
	part_end(m, "account");
}

/* true for the results that findings_collect lists */
static bool is_found(const struct run *run, const struct result *r)
{
	return !result_is_waived(r) && (is_listed(run, r) || result_decides(run, r));
}

static void not_evaluated(struct markdown *m)
{
	const struct list *omitted = &m->run->not_evaluated;
	if (omitted->n > 0)
		write_text(m, "\n### Not evaluated\n\n");
	for (size_t i = 0; i < omitted->n; i++) {
		const struct control *control = omitted->items[i];
		struct piece p;
		piece_begin(m, &p);
		out_text(&p.out, "- ");
		markdown_code(&p.out, control->id);
		out_text(&p.out, ": ");
		markdown_code(&p.out, needs_words(m->run->arena, control));
		out_text(&p.out, "\n");
		piece_end(m, &p, MAX_SUMMARY);
	}
	part_end(m, "control");
}

static void judged(struct markdown *m)
{
	struct str text = STR("");
	for (size_t i = 0; i < m->run->n_accounts && text.len < MARKDOWN_CODE_MAX; i++) {
		const struct account *account = m->run->accounts[i];
		text = str_printf(m->run->arena, "%.*s%s%.*s%s", STR_ARGS(text), i > 0 ? ", " : "",
			STR_ARGS(account->key), account->planned ? " (as planned)" : "");
	}
	if (text.len == 0)
		return;
	out_text(m->out, "\nJudged: ");
	if (m->run->n_accounts > JUDGED_MAX) {
		out_str(m->out, judged_count(m->run));
		out_text(m->out, " ");
	} else {
		markdown_code(m->out, text);
		out_text(m->out, ". ");
	}
	out_text(m->out, JUDGED_CAVEAT "\n");
}

static void stamp(struct markdown *m)
{
	if (!m->run->stamp)
		return;
	out_text(m->out, "\nStamp: ");
	markdown_code(m->out, stamp_words(m->run->arena, m->run->stamp));
	out_text(m->out, "\n");
}

int report_markdown(struct out *out, const struct run *run)
{
	struct markdown m = {.out = out, .run = run};
	findings_collect(run, &m.findings);
	groups_collect(run, is_found, &m.groups);
	heading(&m);
	findings(&m);
	waived(&m);
	baseline(&m);
	details(&m);
	remedies(&m);
	not_evaluated(&m);
	judged(&m);
	summary(&m);
	grid(&m);
	stamp(&m);
	return out->status;
}
