/*
 * text_result - one result as a block for people: verdict, evidence, reasons and remediation.
 *
 * Text from an input or a rule is written with out_safe. text.c writes the report around the
 * blocks.
 */
#include "report/text/text_out.h"

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

/* "FAIL  id  subject" */
static void head(const struct text *t, const struct result *r)
{
	struct out *o = t->out;
	bool waived = result_is_waived(r);
	out_styled(t, waived ? STYLE_DIM : verdict_style(r->verdict), verdict_word(r->verdict));
	out_text(o, waived ? " (waived)  " : "  ");
	out_safe(o, r->control->id);
	out_text(o, "  ");
	style_begin(t, STYLE_STRONG);
	out_safe(o, r->subject);
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

/* "enable_logging = false", as the source writes it; with the address, unless it is the first */
static void source_text(const struct text *t, const struct evidence *e, bool first)
{
	struct out *o = t->out;
	struct str path = e->path.len ? e->path : e->name;
	struct str name = first ? path : place_address(t->run->arena, e->resource, path);
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
	out_place(t, 2, &where);
	source_text(t, e, first);
	out_wrapped(t->out, where.uri.len ? 4 : 2, "", e->message.text);
}

static void fact_value(struct out *o, const struct fact *fact)
{
	switch (fact->kind) {
	case FACT_STRING:
		out_safe(o, fact->text);
		break;
	case FACT_BOOL:
		out_text(o, fact->truth ? "true" : "false");
		break;
	case FACT_INT:
		out_int(o, fact->integer);
		break;
	case FACT_NULL:
		out_text(o, "(absent)");
		break;
	}
}

static void counterexample(struct out *o, const struct result *r)
{
	size_t widest = 0;
	if (r->n_counterexample == 0)
		return;
	for (size_t i = 0; i < r->n_counterexample; i++) {
		size_t width = safe_width(r->counterexample[i].name);
		widest = width > widest ? width : widest;
	}
	out_text(o, "\n  An event that would not be recorded:\n");
	for (size_t i = 0; i < r->n_counterexample; i++) {
		const struct fact *fact = &r->counterexample[i];
		out_blanks(o, 4);
		out_safe(o, fact->name);
		out_blanks(o, widest - safe_width(fact->name));
		out_text(o, fact->kind == FACT_STRING && fact->text.len == 0 ? " = \"\"" : " = ");
		fact_value(o, fact);
		out_text(o, "\n");
	}
}

/* true if an earlier reason has the same resolution */
static bool is_repeated(const struct reason *first, const struct reason *reason)
{
	for (; first != reason; first = first->next)
		if (str_eq(first->resolve, reason->resolve))
			return true;
	return false;
}

static void resolve(struct out *o, const struct reason *reasons)
{
	bool any = false;
	for (const struct reason *reason = reasons; reason; reason = reason->next) {
		if (reason->resolve.len == 0 || is_repeated(reasons, reason))
			continue;
		if (!any)
			out_text(o, "\n  To resolve:\n");
		any = true;
		out_blanks(o, 4);
		out_safe(o, reason->resolve);
		out_text(o, "\n");
	}
}

static void unknown(const struct text *t, const struct result *r)
{
	out_text(t->out, "\n");
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		struct where where = where_cursor(t->run, reason->at);
		out_wrapped(t->out, 2, "- ", reason->what);
		out_place(t, 4, &where);
	}
	resolve(t->out, r->reasons);
}

static void rule_error(const struct text *t, const struct assay_error *err)
{
	struct where where = {.uri = str_of(err->path), .place = {.line = err->line}};
	out_text(t->out, "\n");
	out_wrapped(t->out, 2, "", str_of(err->message));
	where.place.column = err->column;
	out_place(t, 4, &where);
}

static void remedy(struct out *o, const struct control *control, bool first_fail)
{
	struct str what = first_paragraph(control->remediation);
	if (what.len == 0)
		return;
	if (!first_fail) {
		out_text(o, "\n  Remediation: as above.\n");
		return;
	}
	out_text(o, "\n  Remediation:\n");
	out_paragraph(o, 4, what);
	out_text(o, "    More: assay explain ");
	out_safe(o, control->id);
	out_text(o, "\n");
}

void text_note(
	const struct text *t, size_t indent, const struct result *r, const struct evidence *note)
{
	struct where where = where_cursor(t->run, note->at);
	out_wrapped(t->out, indent, "note: ", evidence_words(t->run->arena, r, note));
	out_place(t, indent + 6, &where);
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

void text_body(const struct text *t, const struct result *r, bool first_fail)
{
	blamed(t, r);
	title(t, r);
	waiver(t, r);
	for (size_t i = 0; i < r->evidence.n; i++)
		evidence(t, r->evidence.items[i], i == 0);
	if (r->verdict == ASSAY_UNKNOWN)
		unknown(t, r);
	if (r->verdict == ASSAY_ERROR)
		rule_error(t, &r->error);
	counterexample(t->out, r);
	for (size_t i = 0; i < r->notes.n; i++) {
		out_text(t->out, i == 0 ? "\n" : "");
		text_note(t, 2, r, r->notes.items[i]);
	}
	if (r->verdict == ASSAY_FAIL)
		remedy(t->out, r->control, first_fail);
	if (t->run->options->trace)
		trace(t, r);
}

void text_waived(const struct text *t, const struct result *r)
{
	out_text(t->out, "  ");
	head(t, r);
	out_wrapped(t->out, 4, "", waiver_words(t->run->arena, r->waiver));
}

void text_result(const struct text *t, const struct result *r, bool first_fail)
{
	head(t, r);
	text_body(t, r, first_fail);
	out_text(t->out, "\n");
}
