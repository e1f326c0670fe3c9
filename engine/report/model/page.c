/*
 * page - sections of a control's page, as Markdown, for `explain` and for SARIF's help.
 *
 * Knows headings, lists and cells. The caller chooses the sections.
 */
#include "report/model/page.h"

void page_heading(struct out *o, const char *heading)
{
	out_text(o, "\n## ");
	out_text(o, heading);
	out_text(o, "\n\n");
}

/* the length of the list mark and blanks at the start of a line ("  - ", "10. "); else 0 */
static size_t list_mark(struct str line)
{
	size_t n = 0, digits = 0;
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	while (n + digits < line.len && line.ptr[n + digits] >= '0' && line.ptr[n + digits] <= '9')
		digits++;
	n += digits;
	if (n + 1 >= line.len || line.ptr[n + 1] != ' ' ||
		!(digits ? line.ptr[n] == '.' : line.ptr[n] == '-' || line.ptr[n] == '*'))
		return 0;
	return n + 2;
}

/* true for a line of a table, quote, heading or code, which is not wrapped */
static bool is_kept(struct str line, bool open)
{
	return strchr("|>#", line.ptr[0]) || (!open && str_starts(line, STR("    ")));
}

/* wrap Markdown paragraphs and list items at the width of a terminal */
static void flow(struct out *o, struct str text)
{
	struct lines l;
	struct str line;
	struct wrap w;
	bool open = false, in_list = false, fenced = false;
	lines_begin(&l, text);
	while (lines_next(&l, &line)) {
		bool fence = str_starts(line, STR("```"));
		bool kept = fence || fenced || line.len == 0 || is_kept(line, open);
		size_t mark = kept ? 0 : list_mark(line);
		bool begins = !open || mark > 0 || (in_list && !kept && line.ptr[0] != ' ');
		fenced = fenced != fence;
		if (open && (kept || begins))
			wrap_end(&w);
		open = !kept;
		if (kept) {
			out_safe(o, line);
			out_text(o, "\n");
			continue;
		}
		if (begins) {
			in_list = mark > 0;
			wrap_begin(&w, o, 0, "");
			out_str(o, (struct str){line.ptr, mark});
			w.indent = w.column = mark;
			line = (struct str){line.ptr + mark, line.len - mark};
		}
		wrap_words(&w, line);
	}
	if (open)
		wrap_end(&w);
}

void page_section(struct out *o, const char *heading, struct str text)
{
	if (is_blank_text(text))
		return;
	page_heading(o, heading);
	flow(o, text);
}

static void framework(struct out *o, const struct framework *f)
{
	struct wrap w;
	wrap_begin(&w, o, 0, "- ");
	wrap_words(&w, f->name);
	wrap_words(&w, f->by_analogy ? STR("(by analogy)") : STR_NONE);
	for (size_t i = 0; i < f->n_ids; i++) {
		out_text(o, i ? "," : ":");
		w.column++;
		wrap_words(&w, f->ids[i]);
	}
	wrap_end(&w);
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
		out_text(o, "\nBy analogy: published for a related control, not for this one.\n");
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
