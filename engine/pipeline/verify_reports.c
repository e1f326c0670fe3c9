/*
 * verify_reports - compares the reports of an archive of evidence with those of now.
 *
 * Part of assay.h's implementation. Knows bytes and lines of reports.
 */
#include "pipeline/verify_inside.h"

#include "unpack/unpack.h"

/* bytes of a line that are shown */
#define SHOWN_MAX ((size_t)160)

void verify_say(struct verify *v, const char *lead, struct str what, const char *words)
{
	out_text(v->out, lead);
	out_safe_line(v->out, what);
	out_text(v->out, words);
	out_text(v->out, "\n");
}

static struct str line_at(struct str text, size_t at, size_t *line)
{
	size_t start = at < text.len ? at : text.len, end = start;

	while (start > 0 && text.ptr[start - 1] != '\n')
		start--;
	while (end < text.len && text.ptr[end] != '\n')
		end++;
	*line = 1;
	for (size_t i = 0; i < start; i++)
		*line += text.ptr[i] == '\n';
	return str_cut((struct str){text.ptr + start, end - start}, SHOWN_MAX);
}

static void show_difference(struct verify *v, const char *path, struct str packed, struct str now)
{
	size_t at = 0, line, other;

	while (at < packed.len && at < now.len && packed.ptr[at] == now.ptr[at])
		at++;
	struct str was = line_at(packed, at, &line), is = line_at(now, at, &other);

	v->differs = true;
	out_printf(v->out, "%s:%zu: the report differs.\n", path, line);
	verify_say(v, "  packed: ", was, "");
	verify_say(v, "  now:    ", is, "");
}

static void compare_exit_status(struct verify *v)
{
	int now = run_exit_status(&v->result->run);
	int64_t packed;

	if (value_integer(value_get(v->record, "exitStatus"), &packed) && packed == now)
		return;
	v->differs = true;
	out_printf(v->out, EVIDENCE_RECORD ": its exitStatus is not that of the run, %d.\n", now);
}

int verify_compare(struct verify *v)
{
	for (size_t i = 0; i < EVIDENCE_REPORTS; i++) {
		const struct evidence_report *report = evidence_report(i);
		const struct unpacked_file *file = map_get(&v->files, str_of(report->path));
		struct str now;
		int status;

		if (!file)
			return error_at(v->err, ASSAY_EINPUT, v->name, 0, 0,
				"%s is missing. Name an archive that 'assay evidence' wrote",
				report->path);
		status = evidence_report_text(
			&now, &v->result->run, report->format, v->result->arena, v->err);
		if (status)
			return status;
		if (!str_eq(file->bytes, now))
			show_difference(v, report->path, file->bytes, now);
	}
	compare_exit_status(v);
	return ASSAY_OK;
}
