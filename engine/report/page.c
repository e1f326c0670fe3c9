/*
 * page - what a control says of itself, as Markdown: for `explain` and for SARIF's help.
 *
 * Knows headings, lists and cells. Which sections a page has is its caller's business.
 */
#include "report/page.h"

void page_heading(struct out *o, const char *heading)
{
	out_text(o, "\n## ");
	out_text(o, heading);
	out_text(o, "\n\n");
}

void page_section(struct out *o, const char *heading, struct str text)
{
	struct lines l;
	struct str line;
	if (is_blank_text(text))
		return;
	page_heading(o, heading);
	lines_begin(&l, text);
	while (lines_next(&l, &line)) {
		out_safe(o, line);
		out_text(o, "\n");
	}
}

static void framework(struct out *o, const struct framework *f)
{
	out_text(o, "- ");
	out_safe(o, f->name);
	out_text(o, f->by_analogy ? " (by analogy): " : ": ");
	for (size_t i = 0; i < f->n_ids; i++) {
		out_text(o, i ? ", " : "");
		out_safe(o, f->ids[i]);
	}
	out_text(o, "\n");
}

void page_frameworks(struct out *o, const struct control *control)
{
	bool any_analogy = false;
	if (control->n_frameworks == 0)
		return;
	page_heading(o, "Frameworks");
	for (size_t i = 0; i < control->n_frameworks; i++) {
		framework(o, &control->frameworks[i]);
		any_analogy |= control->frameworks[i].by_analogy;
	}
	if (any_analogy)
		out_text(o, "\nBy analogy: published for a sibling of this control, not for it.\n");
}

void page_references(struct out *o, const struct control *control)
{
	if (control->n_references == 0)
		return;
	page_heading(o, "References");
	for (size_t i = 0; i < control->n_references; i++) {
		out_text(o, "- <");
		out_safe(o, control->references[i]);
		out_text(o, ">\n");
	}
}

void page_cell(struct out *o, struct str text)
{
	struct lines l;
	struct str line;
	bool any = false;
	lines_begin(&l, text);
	while (lines_next(&l, &line)) {
		out_text(o, any && line.len > 0 ? " " : "");
		any = true;
		while (line.len > 0) {
			const char *bar = memchr(line.ptr, '|', line.len);
			size_t len = bar ? (size_t)(bar - line.ptr) : line.len;
			out_safe(o, (struct str){line.ptr, len});
			out_text(o, bar ? "\\|" : "");
			len += bar != NULL;
			line = (struct str){line.ptr + len, line.len - len};
		}
	}
}

void out_param_value(struct out *o, const struct param *param, bool is_default)
{
	struct str text = is_default ? param->default_text : param->text;
	switch (param->kind) {
	case PARAM_BOOL:
		out_text(o, (is_default ? param->default_truth : param->truth) ? "true" : "false");
		break;
	case PARAM_INT:
		out_int(o, is_default ? param->default_integer : param->integer);
		break;
	case PARAM_STRING:
		if (text.len > 0)
			page_cell(o, text);
		else
			out_text(o, "\"\"");
		break;
	}
}
