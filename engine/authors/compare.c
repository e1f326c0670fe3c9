/*
 * compare - the expected results of a case against those of its run.
 *
 * Every subject counts: one that is missing and one that is not expected are differences. Knows
 * results. Must not know how they came about.
 */
#include "authors/outcome.h"
#include "report/model/parts.h"

/* bytes of a message that a difference quotes */
#define QUOTE_MAX ((size_t)300)
/* bytes of a remedy that a difference quotes: a command with its event selectors */
#define REMEDY_QUOTE_MAX ((size_t)600)
/* bytes of a remedy's text that are compared */
#define REMEDY_MAX ((size_t)16 << 20)

void outcome_add(struct outcome *o, struct arena *a, struct str subject, struct cursor at,
	const char *format, ...)
{
	struct mismatch *mismatch = arena_alloc(a, sizeof *mismatch);
	struct buf text;
	va_list args;
	char line[1024];

	va_start(args, format);
	(void)vsnprintf(line, sizeof line, format, args);
	va_end(args);
	buf_init_for(&text, sizeof line, a);
	buf_text(&text, line);
	*mismatch = (struct mismatch){str_copy(a, subject), {text.ptr, text.len}, at};
	(void)list_add(a, &o->mismatches, mismatch);
}

static struct str place_text(struct arena *a, struct cursor at)
{
	struct str pointer;

	if (!at.doc)
		return STR_NONE;
	pointer = pointer_of(a, at);
	return str_printf(
		a, "%s%s%.*s", doc_name(at.doc), pointer.len ? "#" : "", STR_ARGS(pointer));
}

struct str outcome_place(struct arena *a, const struct result *r)
{
	return place_text(a, result_cursor(r));
}

static struct str message_of(struct arena *a, const struct result *r)
{
	return r->verdict == ASSAY_ERROR
		       ? str_printf(a, "%s:%zu: %s", r->error.path, r->error.line, r->error.message)
		       : result_message(a, r);
}

/* the first reason with its code, which 'reasons' of a case may name */
static struct str quote_unknown(struct arena *a, const struct reason *first)
{
	struct str what = str_cut(first->what, QUOTE_MAX);
	size_t more = 0;

	for (const struct reason *r = first->next; r; r = r->next)
		more++;
	return more ? str_printf(a, "unknown (%s): %.*s, and %zu more", reason_name(first->code),
			      STR_ARGS(what), more)
		    : str_printf(a, "unknown (%s): %.*s", reason_name(first->code), STR_ARGS(what));
}

struct str outcome_quote(struct arena *a, const struct result *r)
{
	if (r->verdict == ASSAY_UNKNOWN && r->reasons)
		return quote_unknown(a, r->reasons);
	struct str message = message_of(a, r);
	struct str place = r->verdict == ASSAY_FAIL ? outcome_place(a, r) : STR_NONE;
	struct str cut = str_cut(message, QUOTE_MAX);

	if (r->verdict == ASSAY_PASS || r->verdict == ASSAY_NOT_APPLICABLE)
		return str_of(verdict_name(r->verdict));
	return str_printf(a, "%s%s%.*s: %.*s%s", verdict_name(r->verdict), place.len ? " at " : "",
		STR_ARGS(place), STR_ARGS(cut), cut.len < message.len ? "..." : "");
}

/* a place is expected as "FILE#POINTER", or as "FILE" */
static bool is_place(struct arena *a, struct str expected, const struct result *r)
{
	struct cursor at = result_cursor(r);

	return at.doc &&
	       (str_eq(expected, str_of(doc_name(at.doc))) || str_eq(expected, place_text(a, at)));
}

static bool has_message(struct arena *a, const struct result *r, struct str part)
{
	if (str_contains(message_of(a, r), part))
		return true;
	for (size_t i = 0; i < r->evidence.n; i++) {
		const struct evidence *e = r->evidence.items[i];

		if (str_contains(e->message.text, part))
			return true;
	}
	return false;
}

static bool has_note(const struct result *r, struct str part)
{
	for (size_t i = 0; i < r->notes.n; i++) {
		const struct evidence *e = r->notes.items[i];

		if (str_contains(e->message.text, part))
			return true;
	}
	return false;
}

static bool has_reason(const struct result *r, struct str part)
{
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		if (str_is(part, reason_name(reason->code)) || str_contains(reason->what, part) ||
			str_contains(reason->resolve, part))
			return true;
	return false;
}

static void compare_texts(
	struct outcome *o, struct arena *a, const struct expectation *e, const struct result *r)
{
	if (e->place.ptr && !is_place(a, e->place, r))
		outcome_add(o, a, e->subject, e->at, "expected the place %.*s, but it is %.*s",
			STR_ARGS(e->place), STR_ARGS(outcome_place(a, r)));
	for (size_t i = 0; i < e->messages.n; i++) {
		const struct str *part = e->messages.items[i];

		if (!has_message(a, r, *part))
			outcome_add(o, a, e->subject, e->at,
				"expected a message with '%.*s', but the result is %.*s",
				STR_ARGS(*part), STR_ARGS(outcome_quote(a, r)));
	}
	for (size_t i = 0; i < e->notes.n; i++) {
		const struct str *part = e->notes.items[i];

		if (!has_note(r, *part))
			outcome_add(o, a, e->subject, e->at,
				"expected a note with '%.*s', but there is none", STR_ARGS(*part));
	}
	for (size_t i = 0; i < e->reasons.n; i++) {
		const struct str *part = e->reasons.items[i];

		if (!has_reason(r, *part))
			outcome_add(o, a, e->subject, e->at,
				"expected the reason '%.*s', but the result is %.*s",
				STR_ARGS(*part), STR_ARGS(outcome_quote(a, r)));
	}
}

static bool has_argument(const struct message *m, struct str name)
{
	for (size_t i = 0; i < m->n_args; i++)
		if (str_eq(m->args[i].name, name))
			return true;
	return false;
}

/* The loader sees the texts that a call writes out; a text that was passed on is seen here. */
static void compare_placeholders(
	struct outcome *o, struct arena *a, const struct expectation *e, const struct list *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		const struct message *m = &((const struct evidence *)texts->items[i])->message;
		struct str name;

		for (size_t at = 0; placeholder_next(m->template, &at, &name);)
			if (!has_argument(m, name))
				outcome_add(o, a, e->subject, e->at,
					"the text has the placeholder {%.*s}, but no argument of "
					"this name: %.*s",
					STR_ARGS(name), STR_ARGS(str_cut(m->template, QUOTE_MAX)));
	}
}

const struct remedy *outcome_remedy(const struct run *run, const struct result *r)
{
	for (size_t i = 0; i < run->remedies.n; i++) {
		const struct remedy *remedy = run->remedies.items[i];

		for (size_t k = 0; k < remedy->results.n; k++)
			if (remedy->results.items[k] == r)
				return remedy;
	}
	return NULL;
}

/* Append the words of a text, each after one blank: line ends and indentation do not count. */
static void add_words(struct buf *out, struct str text)
{
	bool gap = true;

	for (size_t i = 0; i < text.len; i++) {
		if (strchr(" \t\r\n", text.ptr[i])) {
			gap = true;
			continue;
		}
		buf_text(out, gap && out->len ? " " : "");
		buf_add(out, text.ptr + i, 1);
		gap = false;
	}
}

static void add_lines(struct buf *out, const struct list *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		add_words(out, *(const struct str *)lines->items[i]);
}

/* the commands, settings and notes of a remedy, or the sentence why there is none, as words */
static struct str remedy_words(struct arena *a, const struct run *run, const struct result *r)
{
	const struct remedy *remedy = outcome_remedy(run, r);
	struct buf out;

	buf_init_for(&out, REMEDY_MAX, a);
	for (size_t i = 0; remedy && i < remedy->apply.n; i++)
		add_lines(&out, &((const struct remedy_block *)remedy->apply.items[i])->lines);
	if (remedy) {
		add_lines(&out, &remedy->settings);
		add_lines(&out, &remedy->notes);
	}
	for (size_t i = 0; !remedy && i < run->unremedied.n; i++) {
		const struct unremedied *u = run->unremedied.items[i];

		if (u->result == r)
			add_words(&out, u->why);
	}
	return (struct str){out.ptr, out.len};
}

static void compare_parts(struct outcome *o, struct arena *a, const struct expectation *e,
	const char *noun, struct str words)
{
	for (size_t i = 0; i < e->remedy_parts.n; i++) {
		struct buf part;

		buf_init_for(&part, REMEDY_MAX, a);
		add_words(&part, *(const struct str *)e->remedy_parts.items[i]);
		if (!str_contains(words, (struct str){part.ptr, part.len}))
			outcome_add(o, a, e->subject, e->at,
				"expected %s with '%.*s', but it is: %.*s", noun,
				STR_ARGS(str_cut((struct str){part.ptr, part.len}, QUOTE_MAX)),
				STR_ARGS(str_cut(words, REMEDY_QUOTE_MAX)));
	}
}

static void compare_remedy(struct outcome *o, struct arena *a, const struct expectation *e,
	const struct run *run, const struct result *r)
{
	bool proved = outcome_remedy(run, r) != NULL;
	struct str words;

	if (e->remedy == REMEDY_ANY)
		return;
	words = remedy_words(a, run, r);
	if (proved && e->remedy == REMEDY_NONE)
		outcome_add(o, a, e->subject, e->at, "expected no remedy, but one was proved: %.*s",
			STR_ARGS(str_cut(words, REMEDY_QUOTE_MAX)));
	else if (!proved && e->remedy == REMEDY_PROVED)
		outcome_add(o, a, e->subject, e->at,
			"expected a proved remedy, but there is none: %.*s",
			STR_ARGS(str_cut(words, REMEDY_QUOTE_MAX)));
	else
		compare_parts(o, a, e, proved ? "a remedy" : "a reason for no remedy", words);
}

static void compare_results(struct outcome *o, struct arena *a, const struct expectation *e,
	const struct result *r, bool only_verdicts)
{
	if (r->verdict != e->verdict)
		outcome_add(o, a, e->subject, e->at, "expected %s, but the verdict is %.*s",
			verdict_name(e->verdict), STR_ARGS(outcome_quote(a, r)));
	else if (!only_verdicts)
		compare_texts(o, a, e, r);
}

static const struct expectation *find_expected(const struct test_case *test, struct str subject)
{
	for (size_t i = 0; i < test->expected.n; i++) {
		const struct expectation *e = test->expected.items[i];

		if (str_eq(e->subject, subject))
			return e;
	}
	return NULL;
}

/* The subject of a result; of a planned resource its key in the exports. */
static struct str subject_of(const struct result *r, const struct map *keys)
{
	const struct str *key = keys ? map_get(keys, r->subject) : NULL;

	return key ? *key : r->subject;
}

static bool has_subject(const struct run *run, const struct map *keys, struct str subject)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (str_eq(subject_of(r, keys), subject))
			return true;
	}
	return false;
}

/* an error of an input, or a rule's after a fail */
static void compare_errors(struct outcome *o, const struct run *run, struct arena *a)
{
	struct cursor at = o->test->at;
	bool any = false;

	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		struct str name = remark->input ? remark->input->name : STR_NONE;

		if (remark->level != REMARK_ERROR)
			continue;
		any = true;
		if (!o->test->incomplete)
			outcome_add(o, a, STR_NONE, at, "the run is incomplete: %.*s%s%.*s",
				STR_ARGS(name), name.len ? ": " : "", STR_ARGS(remark->text));
	}
	if (!any && !run_inputs_are_read(run) && !o->test->incomplete)
		outcome_add(o, a, STR_NONE, at, "the run is incomplete");
	if (o->test->incomplete && run_inputs_are_read(run))
		outcome_add(
			o, a, STR_NONE, at, "expected an incomplete run, but every input was read");
}

void outcome_compare(struct outcome *o, const struct run *run, const struct map *keys,
	bool only_verdicts, struct arena *a)
{
	compare_errors(o, run, a);
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		struct str subject = subject_of(r, keys);
		const struct expectation *e = find_expected(o->test, subject);

		if (e)
			compare_results(o, a, e, r, only_verdicts);
		if (e && !keys) {
			compare_placeholders(o, a, e, &r->evidence);
			compare_placeholders(o, a, e, &r->notes);
		}
		if (e && !only_verdicts && e->verdict == r->verdict)
			compare_remedy(o, a, e, run, r);
		if (!e)
			outcome_add(o, a, subject, o->test->expect_at,
				"not expected, but the verdict is %.*s",
				STR_ARGS(outcome_quote(a, r)));
	}
	for (size_t i = 0; i < o->test->expected.n; i++) {
		const struct expectation *e = o->test->expected.items[i];

		if (!has_subject(run, keys, e->subject))
			outcome_add(o, a, e->subject, e->at,
				"expected %s, but there is no such subject",
				verdict_name(e->verdict));
	}
}

bool outcome_failed(const struct test_report *report)
{
	for (size_t i = 0; i < report->outcomes.n; i++) {
		const struct outcome *outcome = report->outcomes.items[i];

		if (outcome->mismatches.n)
			return true;
	}
	for (size_t i = 0; i < report->coverage.n; i++) {
		const struct file_coverage *coverage = report->coverage.items[i];

		if (coverage->counts && coverage->n_ran < coverage->n_code)
			return true;
	}
	for (size_t i = 0; i < report->survivors.n; i++) {
		const struct survivor *survivor = report->survivors.items[i];

		if (!survivor->argued)
			return true;
	}
	return false;
}
