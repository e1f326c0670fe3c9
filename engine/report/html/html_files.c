/*
 * html_files - what comes after the findings: remarks, remedies, waivers, the baseline, files with
 * their hashes, rules, and lines for signatures.
 */
#include "base/log_lines.h"
#include "report/html/html.h"
#include "report/model/filter.h"
#include "report/model/finding.h"
#include "report/text/text_out.h"

static void begin_section(const struct html *h, const char *id, const char *heading)
{
	html_raw(h, "<section id=\"");
	html_raw(h, id);
	html_raw(h, "\" aria-labelledby=\"");
	html_raw(h, id);
	html_raw(h, "-h\">\n<h2 id=\"");
	html_raw(h, id);
	html_raw(h, "-h\">");
	html_raw(h, heading);
	html_raw(h, "</h2>\n");
}

static void begin_table(const struct html *h, const char *caption, const char *const *heads)
{
	html_raw(h, "<div class=\"wide\" role=\"group\" aria-label=\"");
	html_raw(h, caption);
	html_raw(h, "\" tabindex=\"0\">\n<table><caption>");
	html_raw(h, caption);
	html_raw(h, "</caption>\n<thead><tr>");
	for (; *heads; heads++) {
		html_raw(h, "<th scope=\"col\">");
		html_raw(h, *heads);
		html_raw(h, "</th>");
	}
	html_raw(h, "</tr></thead>\n<tbody>\n");
}

static void end_table(const struct html *h)
{
	html_raw(h, "</tbody></table></div>\n");
}

static void cell(const struct html *h, struct str text, bool is_code)
{
	html_raw(h, "<td>");
	if (is_code && text.len > 0)
		html_code(h, text);
	else
		html_line(h, text);
	html_raw(h, "</td>");
}

void html_remarks(const struct html *h)
{
	static const enum remark_level order[] = {REMARK_ERROR, REMARK_WARNING, REMARK_NOTE};

	if (h->run->remarks.n == 0)
		return;
	begin_section(h, "remarks", "Remarks about the inputs");
	html_raw(h, "<ul class=\"remarks\">\n");
	for (size_t level = 0; level < LENGTH_OF(order); level++)
		for (size_t i = 0; i < h->run->remarks.n; i++) {
			const struct remark *r = h->run->remarks.items[i];
			struct where where = where_remark(h->run, r);

			if (r->level != order[level])
				continue;
			html_raw(h, "<li class=\"");
			html_raw(h, remark_level_name(r->level));
			html_raw(h, "\"><p><b>");
			html_raw(h, remark_level_name(r->level));
			html_raw(h, "</b> ");
			html_line(h, r->text);
			html_raw(h, "</p>\n");
			html_where(h, &where);
		}
	html_raw(h, "</ul>\n</section>\n");
}

void html_remedies(const struct html *h)
{
	struct filter f;
	struct log_lines lines;

	if (h->run->remedies.n == 0)
		return;
	begin_section(h, "remedies", "Remedies");
	html_raw(h, "<p>Each was proved on the inputs: with these changes its results pass, and no "
		    "other result gets worse.</p>\n<details><summary>");
	html_size(h, h->run->remedies.n);
	html_raw(h, h->run->remedies.n == 1 ? " remedy" : " remedies");
	html_raw(h, "</summary>\n<pre>");
	struct out outer = filter_begin(&f, h->out, escape_xml);
	struct out inner = log_begin(&lines, &outer);
	const struct text t = {.out = &inner, .run = h->run, .relative = true};
	text_remedies(&t);
	log_end(&lines, &inner);
	filter_end(&f, &outer);
	html_raw(h, "</pre></details>\n</section>\n");
}

static void write_waiver(const struct html *h, const struct waiver *w)
{
	const struct where where = where_waiver(h->run, w);
	size_t used = w->n_used;

	html_raw(h, "<tr><td>");
	html_code(h, w->control);
	html_raw(h, "<br>");
	html_code(h, w->subject);
	html_raw(h, "</td>");
	cell(h, w->reason, false);
	html_raw(h, "<td>");
	html_line(h, w->expires);
	html_raw(h, w->expired ? "<br><strong>expired</strong></td>" : "</td>");
	html_raw(h, "<td>");
	html_line(h, w->owner);
	html_raw(h, w->owner.len && w->ticket.len ? "<br>" : "");
	html_line(h, w->ticket);
	html_raw(h, "</td><td>");
	html_count(h, used, "result");
	html_raw(h, "</td><td>");
	html_where(h, &where);
	html_raw(h, "</td></tr>\n");
}

void html_waivers(const struct html *h)
{
	static const char *const heads[] = {"Control and subject", "Reason", "Valid until",
		"Owner, ticket", "Covers", "Place", NULL};

	begin_section(h, "waivers", "Waivers");
	if (h->run->waivers.n == 0) {
		html_raw(h, "<p>This run had no waivers.</p>\n</section>\n");
		return;
	}
	begin_table(h, "Waivers", heads);
	for (size_t i = 0; i < h->run->waivers.n; i++)
		write_waiver(h, h->run->waivers.items[i]);
	end_table(h);
	html_raw(h, "</section>\n");
}

void html_baseline(const struct html *h)
{
	static const char *const heads[] = {"Verdict", "Control", "Subject", NULL};

	if (!h->run->has_baseline)
		return;
	begin_section(h, "baseline", "Since the baseline");
	html_raw(h, "<p>");
	out_baseline_counts(h->out, h->run);
	html_raw(h, "</p>\n");
	if (h->run->absent.n > 0)
		begin_table(h, "In the baseline, but no longer found", heads);
	for (size_t i = 0; i < h->run->absent.n; i++) {
		const struct baseline_result *b = h->run->absent.items[i];

		html_raw(h, "<tr>");
		cell(h, str_of(verdict_name(b->verdict)), false);
		cell(h, b->control, true);
		cell(h, b->subject.len > 0 ? b->subject : b->message, true);
		html_raw(h, "</tr>\n");
	}
	if (h->run->absent.n > 0)
		end_table(h);
	html_raw(h, "</section>\n");
}

/* what the file is, or why it was not read */
static void write_kind(const struct html *h, const struct input *in)
{
	static const char *const states[] = {[INPUT_READ] = "",
		[INPUT_NOT_RECOGNISED] = "not recognised",
		[INPUT_BROKEN] = "not readable"};

	html_raw(h, "<td>");
	html_line(h, in->kind);
	html_raw(h, in->kind.len && in->state != INPUT_READ ? ", " : "");
	html_raw(h, states[in->state]);
	if (in->error) {
		html_raw(h, ": ");
		html_line(h, in->error->message);
	}
	html_raw(h, "</td>");
}

static void write_input(const struct html *h, size_t i)
{
	const struct input *in = h->run->inputs[i];
	struct str where = in->region ? in->region->key : in->account ? in->account->key : STR_NONE;

	html_raw(h, "<tr id=\"e");
	html_size(h, i + 1);
	html_raw(h, "\"><th scope=\"row\">");
	html_code(h, in->uri);
	html_raw(h, "</th>");
	write_kind(h, in);
	cell(h, where, false);
	html_raw(h, "<td>");
	html_line(h, in->collected_at);
	html_raw(h, in->collected_by.len ? "<br>" : "");
	html_line(h, in->collected_by);
	html_raw(h, "</td><td class=\"num\">");
	if (in->bytes.ptr)
		html_size(h, in->bytes.len);
	html_raw(h, "</td><td class=\"hash\"><code>");
	html_raw(h, h->hashes.inputs[i][0] ? h->hashes.inputs[i] : "not read");
	html_raw(h, "</code></td></tr>\n");
}

void html_inputs(const struct html *h)
{
	static const char *const heads[] = {
		"File", "Kind", "Account, Region", "Collected", "Bytes", "SHA-256", NULL};

	begin_section(h, "evidence", "Evidence");
	if (h->run->n_inputs == 0) {
		html_raw(h, "<p>No input was given.</p>\n</section>\n");
		return;
	}
	begin_table(h, "Input files", heads);
	for (size_t i = 0; i < h->run->n_inputs; i++)
		write_input(h, i);
	end_table(h);
	html_raw(h, "</section>\n");
}

static void write_policy_files(const struct html *h)
{
	static const char *const roles[] = {[POLICY_CONFIG] = "Configuration",
		[POLICY_WAIVERS] = "Waivers",
		[POLICY_BASELINE] = "Baseline"};

	for (size_t i = 0; i < h->run->policy.n; i++) {
		const struct policy_file *file = h->run->policy.items[i];

		html_raw(h, "<tr><th scope=\"row\">");
		html_code(h, file->uri);
		html_raw(h, "</th>");
		cell(h, str_of(roles[file->role]), false);
		html_raw(h, "<td class=\"hash\"><code>");
		html_raw(h, file->sha256);
		html_raw(h, "</code></td></tr>\n");
	}
}

/* the files of rules that are not part of assay */
static void write_rule_files(const struct html *h)
{
	for (size_t i = 0; i < h->run->rule_files.n; i++) {
		const struct rule_file *file = h->run->rule_files.items[i];
		char hash[65];

		if (file->is_builtin)
			continue;
		digest_hex(hash, file->text);
		html_raw(h, "<tr><th scope=\"row\">");
		html_code(h, file->uri);
		html_raw(h, "</th>");
		cell(h, STR("Rule"), false);
		html_raw(h, "<td class=\"hash\"><code>");
		html_raw(h, hash);
		html_raw(h, "</code></td></tr>\n");
	}
}

static bool has_files(const struct run *run)
{
	bool any = run->policy.n > 0;

	for (size_t i = 0; i < run->rule_files.n && !any; i++)
		any = !((const struct rule_file *)run->rule_files.items[i])->is_builtin;
	return any;
}

static void write_not_evaluated(const struct html *h)
{
	static const char *const heads[] = {"Control", "Needs", NULL};

	if (h->run->not_evaluated.n == 0)
		return;
	begin_table(h, "Not evaluated: no input is about what these controls judge", heads);
	for (size_t i = 0; i < h->run->not_evaluated.n; i++) {
		const struct control *control = h->run->not_evaluated.items[i];

		html_raw(h, "<tr><th scope=\"row\">");
		html_code(h, control->id);
		html_raw(h, "</th>");
		cell(h, needs_words(h->run->arena, control), false);
		html_raw(h, "</tr>\n");
	}
	end_table(h);
}

void html_rules(const struct html *h)
{
	static const char *const heads[] = {"File", "Role", "SHA-256", NULL};

	begin_section(h, "rules", "Rules and settings");
	if (has_files(h->run)) {
		begin_table(h, "Files beside the inputs that affect the verdicts", heads);
		write_policy_files(h);
		write_rule_files(h);
		end_table(h);
	} else {
		html_raw(h, "<p>The rules are those of assay. No configuration, waivers or "
			    "baseline affected the verdicts.</p>\n");
	}
	write_not_evaluated(h);
	html_raw(h, "</section>\n");
}

void html_sign(const struct html *h)
{
	static const char *const roles[] = {"Prepared by", "Reviewed by", "Accepted by"};

	begin_section(h, "sign", "Signatures");
	html_raw(h, "<p>The signatures are about this report and the evidence <code>");
	html_raw(h, h->hashes.evidence);
	html_raw(h, "</code>.</p>\n<table class=\"signs\"><caption>Signatures</caption>\n"
		    "<thead><tr><th scope=\"col\">Role</th><th scope=\"col\">Name</th>"
		    "<th scope=\"col\">Date</th><th scope=\"col\">Signature</th></tr></thead>\n"
		    "<tbody>\n");
	for (size_t i = 0; i < LENGTH_OF(roles); i++) {
		html_raw(h, "<tr><th scope=\"row\">");
		html_raw(h, roles[i]);
		html_raw(h, "</th><td></td><td></td><td></td></tr>\n");
	}
	html_raw(h, "</tbody></table>\n</section>\n");
}
