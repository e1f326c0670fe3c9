/*
 * github - findings as GitHub workflow commands, which become annotations.
 *
 * GitHub shows ten annotations of a level for each step. The worst come first, and the tenth says
 * how many more the log has. Text of an input cannot begin a command: commands begin lines, and
 * line ends are escaped.
 */
#include "report/model/finding.h"
#include "report/text/details.h"

/* annotations of a level for each step: https://docs.github.com/en/actions/reference/limits */
#define GITHUB_SHOWN ((size_t)10)

/* characters of a title: https://docs.github.com/en/rest/checks/runs */
#define GITHUB_TITLE ((size_t)250)

static const char *const levels[] = {
	[FINDING_ERROR] = "error", [FINDING_WARNING] = "warning", [FINDING_NOTICE] = "notice"};

static const char *escape_data(char c)
{
	switch (c) {
	case '%':
		return "%25";
	case '\r':
		return "%0D";
	case '\n':
		return "%0A";
	default:
		return NULL;
	}
}

static const char *escape_property(char c)
{
	switch (c) {
	case ':':
		return "%3A";
	case ',':
		return "%2C";
	default:
		return escape_data(c);
	}
}

/* "file=...,line=...," */
static void place(struct out *o, const struct where *where)
{
	const struct place *p = &where->place;
	if (where->uri.len == 0)
		return;
	out_text(o, "file=");
	out_escaped(o, where->uri, escape_property);
	out_text(o, ",line=");
	out_size(o, p->line ? p->line : 1);
	if (p->line > 0 && p->end_line >= p->line) {
		out_text(o, ",endLine=");
		out_size(o, p->end_line);
	}
	/* GitHub accepts columns only if the range is within one line */
	if (p->column > 0 && p->end_line == p->line && p->end_column >= p->column) {
		out_text(o, ",col=");
		out_size(o, p->column);
		out_text(o, ",endColumn=");
		out_size(o, p->end_column);
	}
	out_text(o, ",");
}

/* "FAIL control subject: address path" */
static void title(struct out *o, const struct run *run, const struct finding *f)
{
	struct str control = f->control ? f->control->id : STR("assay"), text = control;
	if (f->result) {
		struct str address = result_blamed(run->arena, f->result);
		text = str_printf(run->arena, "%s %.*s %.*s%s%.*s",
			verdict_word(f->result->verdict), STR_ARGS(control),
			STR_ARGS(f->result->subject), address.len ? ": " : "", STR_ARGS(address));
	}
	struct str head = str_cut(text, GITHUB_TITLE);
	out_text(o, "title=");
	out_escaped_line(o, head, escape_property);
	out_text(o, head.len < text.len ? "...::" : "::");
}

static void workflow_command(struct out *o, const struct run *run, const struct finding *f)
{
	out_text(o, "::");
	out_text(o, levels[f->level]);
	out_text(o, " ");
	place(o, &f->where);
	title(o, run, f);
	if (f->result)
		out_details(o, run, f->result, escape_data);
	else
		out_escaped(o, f->text, escape_data);
	out_text(o, "\n");
}

static void more(struct out *o, enum finding_level level, size_t n)
{
	out_text(o, "::");
	out_text(o, levels[level]);
	out_text(o, " title=assay::");
	out_size(o, n);
	out_text(o, " more of this level. GitHub shows ten; the log of this step lists all.\n");
}

int report_github(struct out *out, const struct run *run)
{
	struct list findings = {0};
	size_t all[LENGTH_OF(levels)] = {0}, written[LENGTH_OF(levels)] = {0};
	findings_collect(run, &findings);
	for (size_t i = 0; i < findings.n; i++)
		all[((const struct finding *)findings.items[i])->level]++;
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *f = findings.items[i];
		if (++written[f->level] == GITHUB_SHOWN && all[f->level] > GITHUB_SHOWN)
			more(out, f->level, all[f->level] - (GITHUB_SHOWN - 1));
		workflow_command(out, run, f);
	}
	out_text(out, "assay: ");
	out_counts(out, run);
	out_text(out, ". ");
	out_text(out, exit_status_words(run_exit_status(run)));
	out_text(out, "\n");
	return out->status;
}
