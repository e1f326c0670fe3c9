/*
 * parts - pieces of a result that several formats share.
 *
 * Knows results and JSON values. Must not know the layout of a format.
 */
#include "report/model/parts.h"

void json_counterexample(struct json_out *j, const struct result *r)
{
	json_object(j);
	for (size_t i = 0; i < r->n_counterexample; i++) {
		const struct fact *fact = &r->counterexample[i];
		json_key_str(j, fact->name);
		switch (fact->kind) {
		case FACT_STRING:
			json_str(j, fact->text);
			break;
		case FACT_BOOL:
			json_bool(j, fact->truth);
			break;
		case FACT_INT:
			json_int(j, fact->integer);
			break;
		case FACT_NULL:
			json_null(j);
			break;
		}
	}
	json_object_end(j);
}

void json_param_value(struct json_out *j, const struct param *param)
{
	switch (param->kind) {
	case PARAM_BOOL:
		json_bool(j, param->truth);
		break;
	case PARAM_INT:
		json_int(j, param->integer);
		break;
	case PARAM_STRING:
		json_str(j, param->text);
		break;
	}
}

struct str control_need(const struct control *control, size_t i)
{
	if (control->n_prerequisites)
		return i < control->n_prerequisites ? control->prerequisites[i].export_command
						    : STR_NONE;
	return i < control->n_reads ? control->reads[i] : STR_NONE;
}

struct str needs_words(struct arena *a, const struct control *control)
{
	struct str words = STR("needs "), need;
	for (size_t i = 0; (need = control_need(control, i)).ptr; i++)
		words = str_printf(
			a, "%.*s%s%.*s", STR_ARGS(words), i > 0 ? ", " : "", STR_ARGS(need));
	return words;
}

void json_member_or_null(struct json_out *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.len > 0)
		json_str(j, s);
	else
		json_null(j);
}

void json_uri(struct json_out *j, struct str path)
{
	json_key(j, "uri");
	struct out text = json_string(j);
	out_uri(&text, path);
	json_string_end(j, &text);
}

void json_range(struct json_out *j, const struct place *place)
{
	if (place->line == 0)
		return;
	json_member_size(j, "line", place->line);
	json_member_size(j, "column", place->column);
	json_member_size(j, "endLine", place->end_line);
	json_member_size(j, "endColumn", place->end_column);
}

void json_position(struct json_out *j, const struct where *where)
{
	json_uri(j, where->uri);
	json_range(j, &where->place);
}

void json_guard(struct json_out *j, const struct guarded *guarded)
{
	if (!guarded->asked) {
		json_null(j);
		return;
	}
	json_object(j);
	json_key(j, "filesystem");
	json_bool(j, guarded->filesystem);
	json_key(j, "syscalls");
	json_bool(j, guarded->syscalls);
	json_key(j, "limits");
	json_bool(j, guarded->limits);
	json_member_or_null(j, "lacks", guarded->lacks);
	json_object_end(j);
}

struct str pointer_of(struct arena *a, struct cursor at)
{
	struct buf b;
	struct str pointer = STR_NONE;
	if (!at.doc)
		return pointer;
	buf_init_for(&b, POINTER_MAX, a);
	if (cursor_pointer(at, &b) == ASSAY_OK && b.status == ASSAY_OK)
		pointer = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return pointer;
}

/* ": what; what; and 3 more.", or the same with the resolutions; equal neighbours appear once */
static void add_reasons(struct buf *b, const struct reason *reason, bool resolve)
{
	struct str last = STR_NONE;
	size_t left = 0, end = b->len + REASONS_MAX / 2;
	bool any = false;
	for (; reason; reason = reason->next) {
		struct str part = resolve ? reason->resolve : reason->what;
		if (part.len == 0 || str_eq(part, last))
			continue;
		last = part;
		if (any && b->len + part.len > end) {
			left++;
			continue;
		}
		buf_text(b, any ? "; " : resolve ? " To resolve: " : ": ");
		struct str head = str_cut(part, REASONS_MAX / 2);
		buf_str(b, head);
		buf_text(b, head.len < part.len ? "..." : "");
		any = true;
	}
	if (left > 0)
		buf_printf(b, "; and %zu more", left);
	if (any)
		buf_text(b, ".");
}

static struct str unknown_message(struct arena *a, const struct result *r)
{
	struct buf b;
	buf_init_for(&b, POINTER_MAX, a);
	buf_text(&b, "It is unknown whether the control holds for '");
	buf_str(&b, str_cut(r->subject, REASONS_MAX / 4));
	buf_text(&b, "'");
	add_reasons(&b, r->reasons, false);
	add_reasons(&b, r->reasons, true);
	struct str text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

static struct str plain_message(struct arena *a, const struct result *r)
{
	switch (r->verdict) {
	case ASSAY_FAIL:
		return str_printf(a, "'%.*s' fails.", STR_ARGS(r->subject));
	case ASSAY_PASS:
		return str_printf(a, "'%.*s' passes.", STR_ARGS(r->subject));
	case ASSAY_NOT_APPLICABLE:
		return str_printf(a, "The control does not apply to '%.*s'.", STR_ARGS(r->subject));
	case ASSAY_ERROR:
	case ASSAY_UNKNOWN:
	case ASSAY_N_VERDICTS:
		break;
	}
	return STR("The control returned no verdict.");
}

const char *remark_level_name(enum remark_level level)
{
	static const char *const names[] = {
		[REMARK_NOTE] = "note", [REMARK_WARNING] = "warning", [REMARK_ERROR] = "error"};
	return names[level];
}

struct str result_message(struct arena *a, const struct result *r)
{
	if (r->verdict == ASSAY_UNKNOWN)
		return unknown_message(a, r);
	if (r->verdict == ASSAY_ERROR)
		return str_of(r->error.message);
	if (r->verdict == ASSAY_FAIL && r->evidence.n > 0) {
		const struct evidence *first = r->evidence.items[0];
		if (first->message.text.len > 0)
			return evidence_words(a, r, first);
	}
	return plain_message(a, r);
}

/* on one line: the reason in the waivers file may have several */
static struct str flat(struct arena *a, struct str text)
{
	char *line = arena_alloc(a, text.len + 1);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		line[i] = (char)(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
	return (struct str){line, text.len};
}

struct str waiver_words(struct arena *a, const struct waiver *w)
{
	return flat(a,
		str_printf(a, "until %.*s%s%.*s%s%.*s%s: %.*s", STR_ARGS(w->expires),
			w->owner.len ? ", by " : "", STR_ARGS(w->owner), w->ticket.len ? " (" : "",
			STR_ARGS(w->ticket), w->ticket.len ? ")" : "", STR_ARGS(w->reason)));
}

void json_what_ifs(struct json_out *j, const struct run *run)
{
	json_array(j);
	for (size_t i = 0; i < run->what_ifs.n; i++) {
		const struct what_if *w = run->what_ifs.items[i];
		json_object(j);
		json_member_str(j, "subject", w->subject);
		json_member_str(j, "field", w->field);
		json_member_str(j, "value", w->value);
		json_object_end(j);
	}
	json_array_end(j);
}

struct str stamp_words(struct arena *a, const struct stamp *stamp)
{
	const struct {
		const char *lead;
		struct str text;
	} parts[] = {{", ", stamp->time}, {", ", stamp->user}, {" on ", stamp->host},
		{", source commit ", stamp->commit}, {" of ", stamp->repository}};
	struct str words = STR("");
	for (size_t i = 0; i < LENGTH_OF(parts); i++)
		if (parts[i].text.len > 0)
			words = str_printf(a, "%.*s%s%.*s", STR_ARGS(words),
				words.len > 0 ? parts[i].lead : "", STR_ARGS(parts[i].text));
	return words;
}
