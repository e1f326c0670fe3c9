/*
 * remedy - `assay remedy`: proved changes, the commands that make them and those that undo them.
 *
 * Knows the remedies of a run. Must not know how one was found.
 */
#include "base/log_lines.h"
#include "report/model/finding.h"
#include "report/model/report.h"
#include "report/text/text_out.h"

/* "CONTROL  SUBJECT", each on a line */
static void out_results(const struct text *t, const struct list *results)
{
	for (size_t i = 0; i < results->n; i++) {
		const struct result *r = results->items[i];

		out_text(t->out, "  ");
		out_safe(t->out, r->control->id);
		out_text(t->out, "  ");
		out_safe_line(t->out, r->subject);
		out_text(t->out, "\n");
	}
}

/* a subshell that ends at the first command that fails, and if the credentials are of another
 * account
 */
static void out_block(struct out *o, const struct remedy_block *block)
{
	out_text(o, "(\nexport AWS_PAGER=\n"
		    "test \"$(aws sts get-caller-identity --query Account --output text)\" = ");
	out_safe(o, block->account);
	out_text(o, " || exit 1\n");
	for (size_t i = 0; i < block->lines.n; i++) {
		out_safe(o, *(const struct str *)block->lines.items[i]);
		out_text(o, " || exit 1\n");
	}
	out_text(o, ")\n");
}

static void out_blocks(struct out *o, const struct list *blocks, const char *what)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct remedy_block *block = blocks->items[i];

		out_text(o, "\n  ");
		out_text(o, what);
		out_text(o, ", with the credentials of ");
		out_safe(o, block->account);
		out_text(o, ":\n\n");
		out_block(o, block);
	}
}

static void out_settings(struct out *o, const struct list *lines, const char *what)
{
	if (lines->n == 0)
		return;
	out_text(o, "\n  ");
	out_text(o, what);
	out_text(o, ", in the configuration:\n\n");
	for (size_t i = 0; i < lines->n; i++) {
		out_text(o, "    ");
		out_safe(o, *(const struct str *)lines->items[i]);
		out_text(o, "\n");
	}
}

static void out_notes(struct out *o, const struct list *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		out_text(o, "\n");
		out_wrapped(o, 2, "note: ", *(const struct str *)notes->items[i]);
	}
}

static void out_remedy(const struct text *t, const struct remedy *r, size_t i)
{
	struct out *o = t->out;
	size_t n = t->run->remedies.n;

	style_begin(t, STYLE_GOOD);
	out_text(o, "REMEDY ");
	out_size(o, i + 1);
	out_text(o, " of ");
	out_size(o, n);
	style_end(t, STYLE_GOOD);
	out_text(o, "\n");
	out_results(t, &r->results);
	out_text(o, r->results.n == 1
			    ? "  passes with these changes, and no other result gets worse.\n"
			    : "  pass with these changes, and no other result gets worse.\n");
	out_blocks(o, &r->apply, "To apply");
	out_settings(o, &r->settings, "To apply");
	out_blocks(o, &r->backout, "To back out");
	out_settings(o, &r->settings_backout, "To back out");
	out_notes(o, &r->notes);
	out_text(o, "\n");
}

static void out_unremedied(const struct text *t, const struct unremedied *u)
{
	style_begin(t, STYLE_BAD);
	out_text(t->out, "NO REMEDY  ");
	style_end(t, STYLE_BAD);
	out_safe(t->out, u->result->control->id);
	out_text(t->out, "  ");
	out_safe_line(t->out, u->result->subject);
	out_text(t->out, "\n");
	out_wrapped(t->out, 2, "", u->why);
	out_text(t->out, "\n");
}

static void out_patch(const struct text *t)
{
	struct str rest = t->run->patch;

	if (rest.len == 0)
		return;
	out_text(t->out, "PATCH\n  Settings above as a diff, relative to the root of the sources. "
			 "assay remedy --patch "
			 "prints it alone:\n  apply it with patch -p1 or git apply, and undo it "
			 "with -R.\n\n");
	while (rest.len > 0) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

		out_text(t->out, "    ");
		out_safe(t->out, (struct str){rest.ptr, len});
		out_text(t->out, "\n");
		len += end != NULL;
		rest = (struct str){rest.ptr + len, rest.len - len};
	}
	out_text(t->out, "\n");
}

void text_remedies(const struct text *t)
{
	for (size_t i = 0; i < t->run->remedies.n; i++)
		out_remedy(t, t->run->remedies.items[i], i);
	out_patch(t);
}

size_t text_remedy_of(const struct run *run, const struct result *r, struct str *why)
{
	for (size_t i = 0; i < run->remedies.n; i++) {
		const struct remedy *remedy = run->remedies.items[i];

		for (size_t k = 0; k < remedy->results.n; k++)
			if (remedy->results.items[k] == r)
				return i + 1;
	}
	for (size_t i = 0; i < run->unremedied.n; i++) {
		const struct unremedied *u = run->unremedied.items[i];

		if (u->result == r)
			*why = u->why;
	}
	return 0;
}

static void out_summary(const struct text *t)
{
	size_t n = 0, unknown = run_count(t->run, ASSAY_UNKNOWN);
	bool clean = run_count_open(t->run, ASSAY_FAIL) == 0;

	for (size_t i = 0; i < t->run->remedies.n; i++)
		n += ((const struct remedy *)t->run->remedies.items[i])->results.n;
	if (t->run->remedies.n > 1)
		out_text(t->out,
			"Apply remedies in this order, and back out in the reverse order.\n");
	if (clean)
		out_text(t->out, run_count(t->run, ASSAY_FAIL)
					 ? "Every fail is waived, so there is nothing to change"
					 : "No result fails, so there is nothing to change");
	if (!clean) {
		out_size(t->out, n);
		out_text(t->out, " with a remedy, ");
		out_size(t->out, t->run->unremedied.n);
		out_text(t->out, " without");
	}
	if (unknown > 0) {
		out_text(t->out, ", ");
		out_size(t->out, unknown);
		out_text(t->out, " unknown: assay check PATH shows what resolves it");
	}
	out_text(t->out, "\n");
}

int report_remedy(struct out *out, const struct run *run)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);
	const struct text t = {.out = &inner, .run = run};

	text_remedies(&t);
	for (size_t i = 0; i < run->unremedied.n; i++)
		out_unremedied(&t, run->unremedied.items[i]);
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *r = run->remarks.items[i];

		if (r->level == REMARK_ERROR || r->always)
			text_remark(&t, r);
	}
	out_summary(&t);
	log_end(&lines, &inner);
	return out->status;
}

int report_remedy_patch(struct out *out, const struct run *run)
{
	out_str(out, run->patch);
	return out->status;
}

int report_remedy_script(struct out *out, const struct run *run)
{
	out_text(out, "#!/bin/sh\n");
	for (size_t i = 0; i < run->remedies.n; i++) {
		const struct remedy *r = run->remedies.items[i];

		for (size_t k = 0; k < r->apply.n; k++) {
			out_block(out, r->apply.items[k]);
			out_text(out, "test $? = 0 || exit 1\n");
		}
	}
	return out->status;
}

int report_remedy_backout(struct out *out, const struct run *run)
{
	out_text(out, "#!/bin/sh\n");
	for (size_t i = run->remedies.n; i > 0; i--) {
		const struct remedy *r = run->remedies.items[i - 1];

		for (size_t k = r->backout.n; k > 0; k--) {
			out_block(out, r->backout.items[k - 1]);
			out_text(out, "test $? = 0 || exit 1\n");
		}
	}
	return out->status;
}
