/*
 * html_head - the start of the page: policy for its contents, style, title, and the facts of the
 * run.
 *
 * The policy allows the style and the script of this page by their hashes and nothing else: no
 * request leaves the page, whatever an input contains.
 */
#include "base/day.h"
#include "report/html/html.h"
#include "report/model/finding.h"

#define STYLE_MAX ((size_t)1 << 20)

/* the footer of printed pages names what was judged */
static void add_page_style(const struct html *h, struct buf *style)
{
	buf_printf(style,
		"@page{@bottom-left{content:\"assay " ASSAY_VERSION " · evidence %.16s\"}}\n",
		h->hashes.evidence);
}

static void write_style(const struct html *h)
{
	struct buf style;
	char style_hash[DIGEST_BASE64_SIZE], script_hash[DIGEST_BASE64_SIZE];

	buf_init_for(&style, STYLE_MAX, h->run->arena);
	buf_text(&style, html_style);
	add_page_style(h, &style);
	html_filter_style(h, &style);
	digest_base64(style_hash, (struct str){style.ptr, style.len});
	digest_base64(script_hash, str_of(html_script));
	html_raw(h, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		    "style-src 'sha256-");
	html_raw(h, style_hash);
	html_raw(h, "'; script-src 'sha256-");
	html_raw(h, script_hash);
	html_raw(h, "'; base-uri 'none'; form-action 'none'\">\n<style>");
	out_bytes(h->out, style.ptr, style.len);
	html_raw(h, "</style>\n");
	if (style.status)
		h->out->status = style.status;
	buf_free(&style);
}

static void write_navigation(const struct html *h)
{
	static const char *const parts[][2] = {{"facts", "About this run"},
		{"scope", "Accounts and Regions"}, {"summary", "Summary"}, {"findings", "Findings"},
		{"waivers", "Waivers"}, {"evidence", "Evidence"}, {"rules", "Rules"},
		{"sign", "Signatures"}};

	html_raw(h, "<nav aria-label=\"Parts of the report\"><ul>\n");
	for (size_t i = 0; i < LENGTH_OF(parts); i++) {
		html_raw(h, "<li><a href=\"#");
		html_raw(h, parts[i][0]);
		html_raw(h, "\">");
		html_raw(h, parts[i][1]);
		html_raw(h, "</a>\n");
	}
	html_raw(h, "</ul></nav>\n");
}

void html_begin(const struct html *h)
{
	int status = run_exit_status(h->run);
	char number[16];

	snprintf(number, sizeof number, "%d", status);
	html_raw(h, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta name=\"generator\" content=\"assay " ASSAY_VERSION "\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n");
	write_style(h);
	html_raw(h, "<title>assay: ");
	out_counts(h->out, h->run);
	html_raw(h, "</title>\n</head>\n<body>\n"
		    "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n"
		    "<header class=\"top\">\n<p class=\"kind\">assay report</p>\n<h1>");
	out_counts(h->out, h->run);
	html_raw(h, "</h1>\n<p class=\"status s");
	html_raw(h, number);
	html_raw(h, "\">");
	html_raw(h, exit_status_words(status));
	html_raw(h, " <span class=\"dim\">Exit status ");
	html_raw(h, number);
	html_raw(h, "</span></p>\n</header>\n");
	write_navigation(h);
	html_raw(h, "<main>\n");
}

static void begin_fact(const struct html *h, const char *name)
{
	html_raw(h, "<div><dt>");
	html_raw(h, name);
	html_raw(h, "</dt><dd>");
}

static void end_fact(const struct html *h)
{
	html_raw(h, "</dd></div>\n");
}

static int write_caller(void *payload, struct str caller, void *value)
{
	const struct html *h = payload;

	(void)value;
	html_raw(h, "<br>by ");
	html_code(h, caller);
	return 0;
}

/* when and by whom the exports were collected, as their envelopes state it */
static void write_times(const struct html *h)
{
	struct str first = STR_NONE, last = STR_NONE;
	struct map callers = {0};
	size_t untimed = 0;

	for (size_t i = 0; i < h->run->n_inputs; i++) {
		const struct input *in = h->run->inputs[i];

		untimed += in->state == INPUT_READ && in->collected_at.len == 0;
		if (in->collected_at.len == 0)
			continue;
		if (!first.len || str_cmp(in->collected_at, first) < 0)
			first = in->collected_at;
		if (!last.len || str_cmp(in->collected_at, last) > 0)
			last = in->collected_at;
		if (in->collected_by.len > 0)
			map_set(h->run->arena, &callers, in->collected_by, &callers);
	}
	begin_fact(h, "Collected");
	html_line(h, first);
	html_raw(h, str_eq(first, last) ? "" : " to ");
	html_line(h, str_eq(first, last) ? STR_NONE : last);
	html_raw(h, first.len && untimed ? "; " : "");
	if (untimed > 0) {
		html_count(h, untimed, "input");
		html_raw(h, untimed == 1 ? " states no time" : " state no time");
	}
	html_raw(h, !first.len && !untimed ? "no input was read" : "");
	(void)map_each(&callers, write_caller, (void *)(uintptr_t)h);
	end_fact(h);
}

static void write_day(const struct html *h)
{
	char day[DAY_SIZE];

	if (h->run->now < 0 || h->run->waivers.n == 0)
		return;
	day_write(day, h->run->now);
	begin_fact(h, "Waivers judged on");
	html_raw(h, day);
	end_fact(h);
}

static void write_stamp(const struct html *h)
{
	if (!h->run->stamp)
		return;
	begin_fact(h, "Judged");
	html_line(h, stamp_words(h->run->arena, h->run->stamp));
	end_fact(h);
}

static void write_guard(const struct html *h)
{
	const struct guarded *g = &h->run->guarded;

	begin_fact(h, "Isolation");
	if (!g->asked)
		html_raw(h, "the process was not locked");
	else if (g->filesystem && g->syscalls && g->limits)
		html_raw(h, "complete: no network, no other program, no file but those named "
			    "(Landlock, seccomp, limits)");
	else
		html_raw(h, "incomplete. ");
	html_line(h, g->lacks);
	end_fact(h);
}

static void write_what_ifs(const struct html *h)
{
	if (h->run->what_ifs.n == 0)
		return;
	begin_fact(h, "Assumed values");
	html_raw(h, "<strong>The verdicts are not of the inputs</strong>, but with:<ul>\n");
	for (size_t i = 0; i < h->run->what_ifs.n; i++) {
		const struct what_if *w = h->run->what_ifs.items[i];

		html_raw(h, "<li>");
		html_code(h, str_printf(h->run->arena, "%.*s %.*s = %.*s", STR_ARGS(w->subject),
				     STR_ARGS(w->field), STR_ARGS(w->value)));
		html_raw(h, "\n");
	}
	html_raw(h, "</ul>");
	end_fact(h);
}

static void write_rules(const struct html *h)
{
	char digest[65];

	if (!h->run->digest_rules)
		return;
	h->run->digest_rules(digest);
	begin_fact(h, "Bundled rules");
	html_raw(h, "<code>");
	html_raw(h, digest);
	html_raw(h, "</code><br><span class=\"dim\">SHA-256, as <code>assay version</code> prints "
		    "it</span>");
	end_fact(h);
}

void html_facts(const struct html *h)
{
	html_raw(h, "<section id=\"facts\" aria-labelledby=\"facts-h\">\n"
		    "<h2 id=\"facts-h\">About this run</h2>\n<dl class=\"facts\">\n");
	begin_fact(h, "Tool");
	html_raw(h, "assay " ASSAY_VERSION);
	end_fact(h);
	write_rules(h);
	begin_fact(h, "Evidence");
	html_count(h, h->run->n_inputs, "file");
	html_raw(h, "<br><code>");
	html_raw(h, h->hashes.evidence);
	html_raw(h, "</code><br><span class=\"dim\">SHA-256 of the hashes and names of all "
		    "files</span>");
	end_fact(h);
	write_stamp(h);
	write_times(h);
	write_day(h);
	write_guard(h);
	write_what_ifs(h);
	html_raw(h, "</dl>\n</section>\n");
}
