/*
 * markdown - a summary for the comment of a pull request or the page of a job.
 *
 * A comment has at most 65,536 characters, so the worst come first and omitted parts are counted.
 * Text of inputs appears only as code (markdown_out.c). Findings are lists, not tables: a cell
 * cannot show every text exactly, and long names make a table scroll.
 */
#include "report/ci/markdown_out.h"
#include "report/model/finding.h"
#include "report/text/details.h"

/* bytes written when a part stops; the rest up to 65,536 is for those who quote the comment */
enum { MAX_FINDINGS = 24000, MAX_WAIVED = 32000, MAX_ABSENT = 36000, MAX_DETAILS = 59000 };

struct markdown {
	struct out *out;
	const struct run *run;
	struct list findings; /* struct finding */
	size_t len;           /* bytes written so far */
	size_t omitted;       /* pieces of this part */
};

/* a text that is written completely or omitted */
struct piece {
	struct buf buf;
	struct out out;
};

static void piece_begin(const struct markdown *m, struct piece *p)
{
	buf_init_for(&p->buf, MAX_DETAILS, m->run->arena);
	p->out = out_to_buf(&p->buf);
}

/* after an omitted piece all others of the part are omitted: the worst come first */
static void piece_end(struct markdown *m, struct piece *p, size_t max)
{
	bool complete = p->buf.status == ASSAY_OK && p->out.status == ASSAY_OK;
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

static const char *word_of(const struct finding *f)
{
	static const char *const words[] = {[FINDING_ERROR] = "ERROR",
		[FINDING_WARNING] = "warning",
		[FINDING_NOTICE] = "note"};
	return f->result ? verdict_word(f->result->verdict) : words[f->level];
}

/* "- **FAIL** (medium, new) `control` `subject`", what, where */
static void finding(struct markdown *m, struct out *o, const struct finding *f)
{
	const char *baseline = f->result ? baseline_name(f->result->baseline) : NULL;
	const char *strong = f->level == FINDING_ERROR ? "**" : "";
	out_text(o, "- ");
	out_text(o, strong);
	out_text(o, word_of(f));
	out_text(o, strong);
	if (f->result) {
		out_text(o, " (");
		out_text(o, severity_name(f->control->severity));
		out_text(o, baseline ? ", " : "");
		out_text(o, baseline ? baseline : "");
		out_text(o, ")");
	}
	if (f->control) {
		out_text(o, " ");
		markdown_code(o, f->control->id);
	}
	if (f->result) {
		out_text(o, " ");
		markdown_code(o, f->result->subject);
	}
	out_text(o, f->control ? "<br>\n  " : " ");
	markdown_code(o, f->text);
	put_where(o, m->run->arena, &f->where);
	out_text(o, "\n");
}

static void findings(struct markdown *m)
{
	if (m->findings.n > 0)
		write_text(m, "\n");
	for (size_t i = 0; i < m->findings.n; i++) {
		struct piece p;
		piece_begin(m, &p);
		finding(m, &p.out, m->findings.items[i]);
		piece_end(m, &p, MAX_FINDINGS);
	}
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
static void detail(struct markdown *m, struct out *o, const struct finding *f)
{
	struct piece p;
	piece_begin(m, &p);
	out_details(&p.out, m->run, f->result, escape_nothing);
	out_text(o, "\n<details><summary>");
	out_text(o, verdict_word(f->result->verdict));
	out_text(o, " <code>");
	out_escaped_line(o, f->control->id, escape_xml);
	out_text(o, "</code> <code>");
	out_escaped_line(o, str_cut(f->result->subject, MARKDOWN_CODE_MAX), escape_xml);
	out_text(o, "</code></summary>\n\n");
	markdown_block(o, (struct str){p.buf.ptr, p.buf.len});
	out_text(o, "\n</details>\n");
	/* too long: the caller omits and counts the piece */
	if (p.buf.status != ASSAY_OK)
		o->status = p.buf.status;
	buf_free(&p.buf);
}

static void details(struct markdown *m)
{
	for (size_t i = 0; i < m->findings.n; i++) {
		const struct finding *f = m->findings.items[i];
		struct piece p;
		if (!f->result || f->result->verdict == ASSAY_PASS ||
			f->result->verdict == ASSAY_NOT_APPLICABLE)
			continue;
		piece_begin(m, &p);
		detail(m, &p.out, f);
		piece_end(m, &p, MAX_DETAILS);
	}
	part_end(m, "detail");
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
	markdown_code(m->out, text);
	out_text(m->out, ". " JUDGED_CAVEAT "\n");
}

int report_markdown(struct out *out, const struct run *run)
{
	struct markdown m = {.out = out, .run = run};
	findings_collect(run, &m.findings);
	heading(&m);
	findings(&m);
	waived(&m);
	baseline(&m);
	details(&m);
	judged(&m);
	return out->status;
}
