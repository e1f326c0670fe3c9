/*
 * update - a test file with the results that its cases had.
 *
 * Replaces the source of each 'expect' and nothing else, so comments and layout stay.
 */
#include "authors/update.h"

#include "doc/yaml_out.h"
#include "report/model/where.h"

#define TEXT_MAX ((size_t)64 << 20)

struct writer {
	struct out out;
	struct arena *arena;
	const struct outcome *outcome;
	size_t indent;
	bool flow; /* in braces, on one line */
	bool any;
};

static bool is_met(const struct outcome *o, struct str subject)
{
	for (size_t i = 0; i < o->mismatches.n; i++) {
		const struct mismatch *m = o->mismatches.items[i];

		if (str_eq(m->subject, subject))
			return false;
	}
	return true;
}

/* Text that YAML reads as a string without quotes: an ARN, ACCOUNT/REGION, a Terraform address. */
static bool is_plain(struct str text)
{
	bool letter = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		letter = letter || is_letter;
		if (!is_letter && !(c >= '0' && c <= '9') && !strchr("/._-:", c))
			return false;
	}
	return letter && !str_ends(text, STR(":")) &&
	       (memchr(text.ptr, '/', text.len) || memchr(text.ptr, '.', text.len)) &&
	       ((text.ptr[0] >= 'a' && text.ptr[0] <= 'z') ||
		       (text.ptr[0] >= '0' && text.ptr[0] <= '9'));
}

static void begin_item(struct writer *w)
{
	if (w->flow) {
		out_text(&w->out, w->any ? ", " : "{ ");
	} else if (w->any) {
		out_text(&w->out, "\n");
		out_blanks(&w->out, w->indent);
	}
	w->any = true;
}

/* e: what was expected of the subject; NULL: nothing */
static void write_result(struct writer *w, const struct run *run, const struct expectation *e,
	const struct result *r)
{
	struct str place = r->verdict == ASSAY_FAIL ? outcome_place(w->arena, r) : STR_NONE;
	const char *verdict = verdict_name(r->verdict);

	begin_item(w);
	if (is_plain(r->subject))
		out_str(&w->out, r->subject);
	else
		out_yaml(&w->out, r->subject);
	if (place.len) {
		out_text(&w->out, ": { verdict: fail, at: ");
		out_yaml(&w->out, place);
		if (e && e->remedy != REMEDY_ANY)
			out_text(&w->out,
				outcome_remedy(run, r) ? ", remedy: true" : ", remedy: false");
		out_text(&w->out, " }");
	} else if (r->verdict == ASSAY_UNKNOWN && r->reasons) {
		out_text(&w->out, ": { verdict: unknown, reasons: ");
		out_text(&w->out, reason_name(r->reasons->code));
		out_text(&w->out, " }");
	} else {
		out_text(&w->out, ": ");
		out_text(&w->out, verdict);
	}
}

static const struct result *find(const struct run *run, struct str subject)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (str_eq(r->subject, subject))
			return r;
	}
	return NULL;
}

static bool is_expected(const struct test_case *test, struct str subject)
{
	for (size_t i = 0; i < test->expected.n; i++) {
		const struct expectation *e = test->expected.items[i];

		if (str_eq(e->subject, subject))
			return true;
	}
	return false;
}

struct str update_expect(const struct outcome *o, const struct run *run, struct arena *a)
{
	struct str source = cursor_source(o->test->expect_at);
	struct writer w = {.arena = a, .outcome = o};
	struct buf text;

	buf_init_for(&text, TEXT_MAX, a);
	w.out = out_to_buf(&text);
	w.flow = str_starts(source, STR("{"));
	w.indent = cursor_place(o->test->expect_at).column - 1;
	for (size_t i = 0; i < o->test->expected.n; i++) {
		const struct expectation *e = o->test->expected.items[i];
		const struct result *r = find(run, e->subject);

		if (r && is_met(o, e->subject)) {
			begin_item(&w);
			out_str(&w.out, cursor_source_from(e->at, e->value_at));
		} else if (r) {
			write_result(&w, run, e, r);
		}
	}
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (!is_expected(o->test, r->subject))
			write_result(&w, run, NULL, r);
	}
	out_text(&w.out, !w.any ? "{}" : w.flow ? " }" : "");
	return (struct str){text.ptr, text.len};
}

int update_file(struct str *out, const struct test_report *report, const struct suite *suite,
	struct arena *a, struct assay_error *err)
{
	const struct doc *doc = suite->control_at.doc;
	struct str bytes = doc_bytes(doc);
	const char *end = bytes.ptr + bytes.len, *from = bytes.ptr;
	struct buf text;

	if (!doc_is_yaml(doc))
		return cursor_error(err, ASSAY_EINPUT, doc_root(doc),
			"only a test file in block style YAML can be updated.");
	buf_init_for(&text, TEXT_MAX, a);
	for (size_t i = 0; i < report->outcomes.n; i++) {
		const struct outcome *o = report->outcomes.items[i];
		struct str old = cursor_source(o->test->expect_at);

		if (o->suite != suite || !o->update.ptr)
			continue;
		if (old.ptr < from || old.ptr + old.len > end)
			return cursor_error(err, ASSAY_EINPUT, o->test->at,
				"'expect' of this case is an alias and can't be updated. Edit it.");
		buf_add(&text, from, (size_t)(old.ptr - from));
		buf_str(&text, o->update);
		from = old.ptr + old.len;
	}
	buf_add(&text, from, (size_t)(end - from));
	*out = (struct str){text.ptr, text.len};
	return text.status ? error_nomem(err) : ASSAY_OK;
}
