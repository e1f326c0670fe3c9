/*
 * text_result - one result as a block for people: verdict, evidence, reasons and remediation.
 *
 * Text from an input or a rule is written with out_safe. text.c writes the report around the
 * blocks.
 */
#include "base/map.h"
#include "report/text/text_out.h"

/* places with the same text that a block lists; the rest is counted */
#define SAME_SHOWN ((size_t)2)

enum style verdict_style(enum assay_verdict verdict)
{
	switch (verdict) {
	case ASSAY_FAIL:
	case ASSAY_ERROR:
		return STYLE_BAD;
	case ASSAY_UNKNOWN:
		return STYLE_OPEN;
	case ASSAY_PASS:
		return STYLE_GOOD;
	case ASSAY_NOT_APPLICABLE:
	case ASSAY_N_VERDICTS:
		break;
	}
	return STYLE_DIM;
}

const char *verdict_word(enum assay_verdict verdict)
{
	switch (verdict) {
	case ASSAY_FAIL:
		return "FAIL";
	case ASSAY_UNKNOWN:
		return "UNKNOWN";
	case ASSAY_PASS:
		return "PASS";
	case ASSAY_NOT_APPLICABLE:
		return "NOT APPLICABLE";
	case ASSAY_ERROR:
	case ASSAY_N_VERDICTS:
		break;
	}
	return "ERROR";
}

/* "FAIL  id  subject, subject" */
static void head(const struct text *t, const struct group *g)
{
	struct out *o = t->out;
	const struct result *r = group_first(g);
	bool waived = result_is_waived(r);
	out_styled(t, waived ? STYLE_DIM : verdict_style(r->verdict), verdict_word(r->verdict));
	out_text(o, waived ? " (waived)  " : "  ");
	out_safe(o, r->control->id);
	out_text(o, "  ");
	style_begin(t, STYLE_STRONG);
	struct wrap w = {.out = o, .lead = "", .indent = 6, .width = WRAP_WIDTH};
	w.column = safe_width(r->control->id) + strlen(verdict_word(r->verdict)) + 4;
	for (size_t i = 0; i < g->results.n; i++) {
		struct str subject = ((const struct result *)g->results.items[i])->subject;
		const char *end = i + 1 < g->results.n ? "," : "";
		wrap_unbroken(&w, str_printf(t->run->arena, "%.*s%s", STR_ARGS(subject), end));
	}
	style_end(t, STYLE_STRONG);
	out_text(o, "\n");
}

/* "ADDRESS PATH" of what the result blames first */
static void blamed(const struct text *t, const struct result *r)
{
	struct str address = result_blamed(t->run->arena, r);
	if (address.len == 0)
		return;
	out_blanks(t->out, 2);
	style_begin(t, STYLE_STRONG);
	out_safe_line(t->out, address);
	style_end(t, STYLE_STRONG);
	out_text(t->out, "\n");
}

static void title(const struct text *t, const struct result *r)
{
	const char *baseline = baseline_name(r->baseline);
	char words[40];
	int len = snprintf(words, sizeof words, "(%s%s%s)", severity_name(r->control->severity),
		baseline ? ", " : "", baseline ? baseline : "");
	struct wrap w;
	wrap_begin(&w, t->out, 2, "");
	wrap_words(&w, r->control->title);
	wrap_words(&w, (struct str){words, (size_t)len});
	wrap_end(&w);
}

static void waiver(const struct text *t, const struct result *r)
{
	bool waived = result_is_waived(r);
	struct wrap w;
	if (!waived && !r->lapsed)
		return;
	wrap_begin(&w, t->out, 2, "");
	wrap_words(&w, waived ? STR("waived") : STR("its waiver has expired: it was valid"));
	wrap_words(&w, waiver_words(t->run->arena, waived ? r->waiver : r->lapsed));
	wrap_end(&w);
}

/* "enable_logging = false", as the source writes it; the heading has the address of the first */
static void source_text(const struct text *t, const struct evidence *e, bool first)
{
	struct out *o = t->out;
	struct str path = e->path.len ? e->path : e->name;
	struct str name = first ? e->name : place_address(t->run->arena, e->resource, path);
	if (name.len == 0)
		return;
	out_blanks(o, 4);
	out_safe_line(o, name);
	if (e->name.len == 0) {
		out_text(o, "\n");
		return;
	}
	if (e->absent || e->value.len == 0) {
		out_text(o, e->absent ? " (absent)\n" : "\n");
		return;
	}
	out_text(o, " = ");
	out_safe_line(o, e->value);
	out_text(o, "\n");
}

static void evidence(const struct text *t, const struct evidence *e, bool first)
{
	struct where where = where_cursor(t->run, e->at);
	out_text(t->out, "\n");
	out_places(t, 2, e->at);
	source_text(t, e, first);
	out_wrapped(t->out, where.uri.len ? 4 : 2, "", e->message.text);
}

/* a text of which places were left out, because many others say the same */
struct repeated {
	struct str text;
	size_t n;
};

/* the count of places with the text of this one, itself included */
static struct repeated *count_text(
	struct arena *a, struct map *seen, struct list *texts, struct str text)
{
	struct repeated *found = map_get(seen, text);
	if (!found) {
		found = arena_alloc(a, sizeof *found);
		*found = (struct repeated){.text = text};
		map_set(a, seen, text, found);
		list_add(a, texts, found);
	}
	found->n++;
	return found;
}

/* "38 more: the trail records its home Region only" */
static void omitted(const struct text *t, const struct list *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		const struct repeated *one = texts->items[i];
		char lead[40];
		if (one->n <= SAME_SHOWN)
			continue;
		snprintf(lead, sizeof lead, "%zu more: ", one->n - SAME_SHOWN);
		out_wrapped(t->out, 2, lead, one->text);
	}
}

/* the first evidence, and of the others that say the same the first few */
static void all_evidence(const struct text *t, const struct result *r)
{
	struct map seen = {0};
	struct list texts = {0};
	for (size_t i = 0; i < r->evidence.n; i++) {
		const struct evidence *e = r->evidence.items[i];
		struct repeated *same = count_text(t->run->arena, &seen, &texts, e->message.text);
		if (same->n <= SAME_SHOWN)
			evidence(t, e, i == 0);
	}
	omitted(t, &texts);
}

static void all_notes(const struct text *t, const struct result *r)
{
	struct map seen = {0};
	struct list texts = {0};
	for (size_t i = 0; i < r->notes.n; i++) {
		const struct evidence *e = r->notes.items[i];
		struct repeated *same = count_text(t->run->arena, &seen, &texts, e->message.text);
		out_text(t->out, i == 0 ? "\n" : "");
		if (same->n <= SAME_SHOWN)
			text_note(t, 2, r, e);
	}
	omitted(t, &texts);
}

static struct str fact_text(struct arena *a, const struct fact *fact)
{
	switch (fact->kind) {
	case FACT_STRING:
		return fact->text.len ? fact->text : STR("\"\"");
	case FACT_BOOL:
		return fact->truth ? STR("true") : STR("false");
	case FACT_INT:
		return str_printf(a, "%lld", (long long)fact->integer);
	case FACT_NULL:
		break;
	}
	return STR("(absent)");
}

/* the facts of the first, between commas */
static void counterexample(const struct text *t, const struct group *g)
{
	const struct result *r = group_first(g);
	struct arena *a = t->run->arena;
	struct wrap w;
	if (r->n_counterexample == 0)
		return;
	out_text(t->out, "\n");
	wrap_begin(&w, t->out, 2, "");
	w.indent = 4;
	wrap_words(&w, STR("An event that would not be recorded:"));
	for (size_t i = 0; i < r->n_counterexample; i++) {
		const struct fact *fact = &r->counterexample[i];
		wrap_unbroken(&w, str_printf(a, "%.*s = %.*s%s", STR_ARGS(fact->name),
					  STR_ARGS(fact_text(a, fact)),
					  i + 1 < r->n_counterexample ? "," : ""));
	}
	wrap_end(&w);
}

/* what resolves the unknowns of all results, each once */
static void resolve(const struct text *t, const struct group *g)
{
	struct map seen = {0};
	for (size_t i = 0; i < g->results.n; i++) {
		const struct result *r = g->results.items[i];
		for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
			if (reason->resolve.len == 0 || map_get(&seen, reason->resolve))
				continue;
			if (seen.n == 0)
				out_text(t->out, "\n  To resolve:\n");
			map_set(t->run->arena, &seen, reason->resolve, &seen);
			out_blanks(t->out, 4);
			out_safe(t->out, reason->resolve);
			out_text(t->out, "\n");
		}
	}
}

/* true if a result has a reason with other words than the first, of its own Region */
static bool words_differ(const struct group *g)
{
	for (size_t i = 1; i < g->results.n; i++) {
		const struct reason *a = group_first(g)->reasons;
		const struct reason *b = ((const struct result *)g->results.items[i])->reasons;
		for (; a && b; a = a->next, b = b->next)
			if (!str_eq(a->what, b->what))
				return true;
	}
	return false;
}

static void unknown(const struct text *t, const struct group *g)
{
	const struct result *r = group_first(g);
	out_text(t->out, "\n");
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		out_wrapped(t->out, 2, "- ", reason->what);
		out_places(t, 4, reason->at);
	}
	if (words_differ(g))
		out_wrapped(t->out, 2, "",
			STR("The same is unknown for each of the other subjects, in its Region."));
	resolve(t, g);
}

static void rule_error(const struct text *t, const struct assay_error *err)
{
	struct where where = {.uri = str_of(err->path), .place = {.line = err->line}};
	out_text(t->out, "\n");
	out_wrapped(t->out, 2, "", str_of(err->message));
	where.place.column = err->column;
	out_place(t, 4, &where);
}

void out_path_argument(const struct text *t)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
	const struct run *run = t->run;
	struct str name = STR_NONE;
	size_t n_read = 0;
	for (size_t i = 0; i < run->n_inputs; i++) {
		if (run->inputs[i]->state != INPUT_READ)
			continue;
		name = ++n_read == 1 ? run->inputs[i]->name : STR_NONE;
	}
	if (t->relative && str_starts(name, STR("/")))
		name = STR_NONE;
	for (size_t i = 0; i < name.len; i++)
		if (!memchr(plain, name.ptr[i], sizeof plain - 1))
			name = STR_NONE;
	out_str(t->out, name.len ? name : STR("PATH..."));
}

/* the changes that were proved for a result of the group, once */
static void proved_one(const struct text *t, const struct result *r, size_t *last)
{
	struct str why = STR_NONE;
	size_t i = text_remedy_of(t->run, r, &why);
	if (i > 0 && i == *last)
		return;
	out_text(t->out, "\n  Remedy");
	*last = i;
	if (i > 0) {
		out_text(t->out, " ");
		out_size(t->out, i);
		out_text(t->out, " below lets it pass.\n");
	} else {
		out_text(t->out, ":\n");
		out_wrapped(t->out, 4, "", why);
	}
}

/* the proved changes for the group, or how to find them */
static void proved(const struct text *t, const struct group *g)
{
	const struct result *first = group_first(g);
	size_t last = 0;
	if (!first->control->has_remedy)
		return;
	for (size_t i = 0; t->run->has_remedies && i < g->results.n; i++)
		proved_one(t, g->results.items[i], &last);
	if (t->run->has_remedies)
		return;
	out_text(t->out, "  Remedy: assay remedy ");
	out_path_argument(t);
	out_text(t->out, "\n");
}

/* "Remediation (assay explain ID): ...", as lines if the text is a list, a table or code */
static void remedy(const struct text *t, const struct control *control, bool first_fail)
{
	struct str what = first_paragraph(control->remediation);
	struct str lead =
		control->has_remedy
			? STR("Remediation:")
			: str_printf(t->run->arena,
				  "Remediation (assay explain %.*s):", STR_ARGS(control->id));
	struct wrap w;
	if (what.len == 0)
		return;
	wrap_begin(&w, t->out, 2, "");
	wrap_unbroken(&w, first_fail ? lead : STR("Remediation: as above."));
	if (first_fail && !is_laid_out(what))
		wrap_lines(&w, what);
	wrap_end(&w);
	if (first_fail && is_laid_out(what))
		out_paragraph(t->out, 4, what);
}

void text_note(
	const struct text *t, size_t indent, const struct result *r, const struct evidence *note)
{
	out_wrapped(t->out, indent, "note: ", evidence_words(t->run->arena, r, note));
	out_places(t, indent + 6, note->at);
}

/* "name = value", "name (absent)", "name: 3 elements" or "name: unknown" */
static void reading(struct out *o, const struct reading *r)
{
	out_safe_line(o, r->name);
	if (r->kind == READING_VALUE) {
		out_text(o, " = ");
		out_safe_line(o, r->value);
	} else if (r->kind == READING_ABSENT) {
		out_text(o, " (absent");
		out_text(o, r->assumed.len ? ", counts as " : "");
		out_safe_line(o, r->assumed);
		out_text(o, ")");
	} else if (r->kind == READING_LIST) {
		out_text(o, ": ");
		out_count(o, r->n, "element");
		out_text(o, r->why ? ", may be incomplete" : "");
	} else {
		out_text(o, ": unknown");
	}
	if (!r->why)
		return;
	out_text(o, ": ");
	out_safe_line(o, r->why->what);
	out_text(o, r->why->next ? ", and other reasons" : "");
}

/* one line for each reading, below its object; a star marks what decided the verdict */
static void trace(const struct text *t, const struct result *r)
{
	struct out *o = t->out;
	struct str object = STR_NONE;
	out_text(o, "\n  trace: ");
	out_count(o, r->trace.n, "value");
	out_text(o, " read");
	out_text(o, r->trace_cut ? ", cut at the limit max_trace (--max-trace raises it)" : "");
	out_text(o, r->verdict == ASSAY_FAIL || r->verdict == ASSAY_UNKNOWN
			    ? "; * marks the values that decided\n"
			    : "; no single value decided\n");
	for (size_t i = 0; i < r->trace.n; i++) {
		const struct reading *one = r->trace.items[i];
		struct where where = where_cursor(t->run, one->at);
		if (i == 0 || !str_eq(object, one->object)) {
			out_blanks(o, 4);
			out_safe_line(o, one->object);
			out_text(o, "\n");
		}
		object = one->object;
		out_text(o, one->decided ? "    * " : "      ");
		if (where.uri.len) {
			out_where(t, &where);
			out_text(o, " ");
		}
		reading(o, one);
		out_text(o, "\n");
	}
}

void text_group_body(const struct text *t, const struct group *g, bool first_fail)
{
	const struct result *r = group_first(g);
	blamed(t, r);
	title(t, r);
	waiver(t, r);
	all_evidence(t, r);
	if (r->verdict == ASSAY_UNKNOWN)
		unknown(t, g);
	if (r->verdict == ASSAY_ERROR)
		rule_error(t, &r->error);
	counterexample(t, g);
	all_notes(t, r);
	if (r->verdict == ASSAY_FAIL) {
		remedy(t, r->control, first_fail);
		proved(t, g);
	}
	if (t->run->options->trace)
		trace(t, r);
}

static struct group alone(const struct text *t, const struct result *r)
{
	struct group g = {{0}};
	list_add(t->run->arena, &g.results, (void *)(uintptr_t)r);
	return g;
}

void text_waived(const struct text *t, const struct result *r)
{
	const struct group g = alone(t, r);
	out_text(t->out, "  ");
	head(t, &g);
	out_wrapped(t->out, 4, "", waiver_words(t->run->arena, r->waiver));
}

void text_group(const struct text *t, const struct group *g, bool first_fail)
{
	head(t, g);
	text_group_body(t, g, first_fail);
	out_text(t->out, "\n");
}
