/*
 * html_out - text as HTML: escaped, in paragraphs, as code, as a link.
 *
 * Knows HTML's special characters. Must not know verdicts.
 */
#include "report/html/html.h"
#include "report/model/filter.h"
#include "report/model/lines.h"

/* "##[" and "##vso[" are commands in the log of a CI job, where the page may be printed */
static const char *escape_html(char c)
{
	return c == '\'' ? "&#39;" : c == '#' ? "&#35;" : escape_xml(c);
}

void html_raw(const struct html *h, const char *text)
{
	out_text(h->out, text);
}

void html_size(const struct html *h, size_t n)
{
	out_size(h->out, n);
}

void html_keep(const struct html *h, struct str text)
{
	struct filter f;
	size_t blanks = 0;

	while (blanks < text.len && text.ptr[blanks] == ' ')
		blanks++;
	if (blanks < text.len && text.ptr[blanks] == ':') {
		out_blanks(h->out, blanks);
		html_raw(h, "&#58;");
		text = (struct str){text.ptr + blanks + 1, text.len - blanks - 1};
	}
	struct out inner = filter_begin(&f, h->out, escape_html);
	out_safe(&inner, text);
	filter_end(&f, &inner);
}

void html_line(const struct html *h, struct str text)
{
	struct filter f;
	struct out inner = filter_begin(&f, h->out, escape_html);

	out_safe_line(&inner, text);
	filter_end(&f, &inner);
}

void html_code(const struct html *h, struct str text)
{
	html_raw(h, "<code>");
	html_line(h, text);
	html_raw(h, "</code>");
}

void html_count(const struct html *h, size_t n, const char *noun)
{
	html_size(h, n);
	html_raw(h, " ");
	html_raw(h, noun);
	html_raw(h, n == 1 ? "" : "s");
}

/* one paragraph; its line breaks are kept where it is a list, a table or code */
static void paragraph(const struct html *h, struct str text)
{
	bool laid_out = is_laid_out(text), any = false;
	struct lines l;
	struct str line;

	html_raw(h, laid_out ? "<pre>" : "<p>");
	lines_begin(&l, text);
	while (lines_next(&l, &line)) {
		html_raw(h, !any ? "" : laid_out ? "\n" : " ");
		html_keep(h, line);
		any = true;
	}
	html_raw(h, laid_out ? "</pre>\n" : "</p>\n");
}

void html_prose(const struct html *h, struct str text)
{
	while (!is_blank_text(text)) {
		struct str one = first_paragraph(text);
		const char *end = one.ptr + one.len;

		paragraph(h, one);
		text = (struct str){end, (size_t)(text.ptr + text.len - end)};
	}
}

/* true for https://HOST/PATH of unreserved characters, without a user */
static bool is_plain_address(struct str s)
{
	static const char plain[] = "-._~/%?&=#+:,;";
	const struct str scheme = STR("https://");

	if (!str_starts(s, scheme) || s.len > 500 || s.len == scheme.len)
		return false;
	for (size_t i = scheme.len; i < s.len; i++) {
		char c = s.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && (c < '0' || c > '9') && (!c || !strchr(plain, c)))
			return false;
	}
	return true;
}

void html_link(const struct html *h, struct str address)
{
	bool link = is_plain_address(address);

	html_raw(h, link ? "<a rel=\"noopener noreferrer\" href=\"" : "");
	if (link) {
		html_line(h, address);
		html_raw(h, "\">");
	}
	html_line(h, address);
	html_raw(h, link ? "</a>" : "");
}

const char *html_verdict_words(size_t column)
{
	static const char *const words[SUMMARY_COLUMNS] = {[ASSAY_FAIL] = "Fail",
		[ASSAY_ERROR] = "Error",
		[ASSAY_UNKNOWN] = "Unknown",
		[ASSAY_PASS] = "Pass",
		[ASSAY_NOT_APPLICABLE] = "Not applicable",
		[SUMMARY_WAIVED] = "Waived"};

	return words[column < SUMMARY_COLUMNS ? column : ASSAY_ERROR];
}

size_t html_column_of(const struct result *r)
{
	return result_is_waived(r) ? (size_t)SUMMARY_WAIVED : (size_t)r->verdict;
}
