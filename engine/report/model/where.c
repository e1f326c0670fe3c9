/*
 * where - places in files, ready to be shown.
 *
 * Computes path, line and column of a cursor when a report needs them. Must not know any format.
 */
#include "report/model/where.h"

#include "verdict/sources.h"

size_t where_index(const struct run *run, struct cursor at)
{
	size_t i = 0;
	while (at.doc && i < run->n_inputs && run->inputs[i]->doc != at.doc)
		i++;
	return at.doc ? i : run->n_inputs;
}

struct where where_cursor(const struct run *run, struct cursor at)
{
	struct where where = {0};
	if (!at.doc)
		return where;
	size_t i = where_index(run, at);
	where.input = i < run->n_inputs ? run->inputs[i] : NULL;
	where.given = str_of(doc_name(at.doc));
	where.uri = where.input ? where.input->uri : path_uri(run->arena, where.given);
	where.place = cursor_place(at);
	return where;
}

static struct where where_in(const struct hcl_file *file, struct hcl_range range)
{
	return (struct where){.given = file->name,
		.uri = file->name,
		.place = hcl_place(file, range),
		.is_source = true,
		.is_generated = written_is_generated(file)};
}

bool where_source(const struct run *run, struct cursor at, struct where *out, struct where *foreign)
{
	const struct written *written = run_written(run, at);
	const struct hcl_entity *call = written ? written_own_call(written->module) : NULL;

	*foreign = (struct where){0};
	if (!written)
		return false;
	*out = where_in(written->file, written->range);
	if (!call)
		return true;
	*foreign = *out;
	foreign->is_foreign = true;
	*out = where_in(call->block->file, call->block->header);
	return true;
}

struct where where_waiver(const struct run *run, const struct waiver *w)
{
	return w->file ? where_in(w->file, w->range) : where_cursor(run, w->at);
}

struct where where_remark(const struct run *run, const struct remark *remark)
{
	struct where where = where_cursor(run, remark->at);
	const struct input *input = remark->input;
	if (where.uri.len > 0 || !input)
		return where;
	where.input = input;
	where.uri = input->uri;
	if (input->state == INPUT_BROKEN) {
		size_t line = input->error->line, column = input->error->column;
		where.place = (struct place){line, column, line, column};
	}
	return where;
}

void out_uri(struct out *o, struct str path)
{
	static const char plain[] = "-._~/+=,@!";
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (letter || (c >= '0' && c <= '9') || (c && strchr(plain, c))) {
			out_bytes(o, path.ptr + i, 1);
			continue;
		}
		char escaped[3] = {'%', digits[c >> 4], digits[c & 15]};
		out_bytes(o, escaped, sizeof escaped);
	}
}

bool is_listed(const struct run *run, const struct result *r)
{
	if (r->verdict >= ASSAY_N_VERDICTS || r->verdict == ASSAY_ERROR)
		return true;
	if (result_is_waived(r))
		return run->options->show_waived;
	return run->options->show[r->verdict];
}

const char *reason_name(enum reason_code code)
{
	static const char *const names[] = {[REASON_AFTER_APPLY] = "after-apply",
		[REASON_NOT_EXPORTED] = "not-exported",
		[REASON_EXPORT_FAILED] = "export-failed",
		[REASON_TRUNCATED] = "truncated",
		[REASON_CONFLICT] = "conflict",
		[REASON_UNBOUND] = "unbound",
		[REASON_OTHER_STATE] = "other-state",
		[REASON_PLAN_INCOMPLETE] = "plan-incomplete",
		[REASON_PLAN_ERRORED] = "plan-errored",
		[REASON_UNRESOLVED] = "unresolved",
		[REASON_NOT_IN_SOURCE] = "not-in-source",
		[REASON_LIMIT] = "limit",
		[REASON_AMBIGUOUS] = "ambiguous"};
	return names[code];
}

const char *baseline_name(enum baseline_state state)
{
	switch (state) {
	case BASELINE_NEW:
		return "new";
	case BASELINE_UNCHANGED:
		return "unchanged";
	case BASELINE_UPDATED:
		return "updated";
	case BASELINE_ABSENT:
		return "absent";
	case BASELINE_NONE:
		break;
	}
	return NULL;
}
