/*
 * waive - append entries to a waivers file; its text is not changed.
 *
 * Implements assay_waive_write. The result is read again before it is written: if it does not
 * contain the old entries and the new ones, nothing is written.
 */
#include "pipeline/inside.h"

#include "base/day.h"
#include "doc/yaml_out.h"

#define SHORTEST_PRINT 8

/* the state of one call */
struct waive {
	struct assay *a;
	const struct assay_waive *request;
	struct arena *arena;
	struct list entries; /* struct waiver: new ones */
	struct list old;     /* struct waiver: those of the file */
	struct doc *docs[3]; /* the old file, the log, the new file */
	struct buf text;     /* the new file */
	size_t from;         /* offset of the new entries in text */
	struct assay_error *err;
};

static int open_log(struct waive *w, const struct assay_log *log, struct doc **doc)
{
	const struct doc_limits limits = reading_limits(w->a);

	return doc_open(doc, log->name, log->buf, log->len, &limits, w->err);
}

static int add_entry(struct waive *w, struct str control, struct str subject)
{
	const struct assay_waiver *request = &w->request->waiver;
	struct waiver *entry = arena_alloc(w->arena, sizeof *entry);

	if (!entry || list_add(w->arena, &w->entries, entry))
		return error_nomem(w->err);
	*entry = (struct waiver){.control = control,
		.subject = subject,
		.reason = str_of(request->reason),
		.expires = str_of(request->expires),
		.owner = str_of(request->owner),
		.ticket = str_of(request->ticket)};
	return ASSAY_OK;
}

/* the only result of the log whose fingerprint begins with print */
static int find_result(struct waive *w, const struct baseline *log, const char *print)
{
	struct str head = str_of(print);
	const struct baseline_result *found = NULL;

	if (head.len < SHORTEST_PRINT)
		return error_set(w->err, ASSAY_EUSAGE,
			"'%s' is too short for a fingerprint. Use its first %d digits or more.",
			print, SHORTEST_PRINT);
	for (size_t i = 0; i < log->results.n; i++) {
		const struct baseline_result *r = log->results.items[i];

		if (!str_starts(r->fingerprint, head))
			continue;
		if (found)
			return error_set(w->err, ASSAY_EUSAGE,
				"%s contains several results '%s'. Use more digits, or "
				"--control and --subject.",
				w->request->from->name, print);
		found = r;
	}
	if (!found)
		return error_set(w->err, ASSAY_EUSAGE,
			"%s contains no result with the fingerprint '%s'.", w->request->from->name,
			print);
	if (badness(found->verdict) == 0)
		return error_set(w->err, ASSAY_EUSAGE,
			"The result '%s' is neither a fail nor unknown, so it needs no waiver.",
			print);
	if (found->subject.len == 0)
		return error_set(w->err, ASSAY_EUSAGE,
			"The log omits the subject of '%s'. Use --control and --subject.", print);
	return add_entry(w, found->control, found->subject);
}

static int choose(struct waive *w)
{
	const struct assay_waive *request = w->request;
	struct baseline log = {0};
	int status;

	if (!request->from)
		return add_entry(
			w, str_of(request->waiver.control), str_of(request->waiver.subject));
	status = open_log(w, request->from, &w->docs[1]);
	if (!status)
		status = baseline_read(&log, w->docs[1], w->arena, w->err);
	for (size_t i = 0; !status && i < request->n_fingerprints; i++)
		status = find_result(w, &log, request->fingerprints[i]);
	return status;
}

static int check_text(const struct waive *w, const char *name, struct str text)
{
	bool blank = true;

	for (size_t i = 0; i < text.len; i++)
		blank = blank && strchr(" \t\r\n", text.ptr[i]);
	if (text.ptr && blank)
		return error_set(w->err, ASSAY_EUSAGE, "--%s is empty.", name);
	if (utf8_check(text.ptr, text.len) != text.len)
		return error_set(w->err, ASSAY_EUSAGE, "--%s is not valid UTF-8.", name);
	return ASSAY_OK;
}

static int check_day(const struct waive *w)
{
	const struct settings *s = &w->a->settings;
	int64_t now = s->now >= 0 ? s->now : w->request->now;
	int64_t last;

	if (!day_parse(str_of(w->request->waiver.expires), &last))
		return error_set(w->err, ASSAY_EUSAGE,
			"--expires takes a date, YYYY-MM-DD, not '%s'.",
			w->request->waiver.expires);
	if (now >= 0 && now / SECONDS_OF_DAY > last)
		return error_set(w->err, ASSAY_EUSAGE,
			"--expires %s is in the past. Use the last day on which the waiver "
			"applies.",
			w->request->waiver.expires);
	return ASSAY_OK;
}

/* true if a waiver of the file already covers the entry until its expiry date */
static int check_new(const struct waive *w, const struct waiver *entry)
{
	int64_t last = 0;

	(void)day_parse(entry->expires, &last);
	for (size_t i = 0; i < w->old.n; i++) {
		const struct waiver *old = w->old.items[i];

		if (str_eq(old->control, entry->control) && old->last >= last &&
			pattern_matches(old->subject, entry->subject))
			return cursor_error(w->err, ASSAY_EUSAGE, old->at,
				"This waiver already covers %.*s of %.*s until %.*s.",
				STR_ARGS(entry->subject), STR_ARGS(entry->control),
				STR_ARGS(old->expires));
	}
	return ASSAY_OK;
}

static int check(struct waive *w)
{
	const struct assay_waiver *request = &w->request->waiver;
	int status = check_day(w);

	if (!status)
		status = check_text(w, "reason", str_of(request->reason));
	if (!status)
		status = check_text(w, "owner", str_of(request->owner));
	if (!status)
		status = check_text(w, "ticket", str_of(request->ticket));
	for (size_t i = 0; !status && i < w->entries.n; i++) {
		const struct waiver *entry = w->entries.items[i];

		status = check_text(w, "subject", entry->subject);
		if (!status && !rules_control(w->a->rules, entry->control))
			status = rules_no_control(w->a->rules, entry->control, w->err);
		if (!status)
			status = check_new(w, entry);
	}
	return status;
}

static int append(void *payload, const char *bytes, size_t len)
{
	struct buf *b = payload;

	buf_add(b, bytes, len);
	return b->status;
}

/* the column of the dash of the existing entries */
static size_t indent_of(const struct waive *w)
{
	size_t column = 0;

	if (w->old.n > 0)
		column = cursor_place(((const struct waiver *)w->old.items[0])->at).column;
	return column > 2 ? column - 3 : 2;
}

static void write_entry(struct waive *w, const struct waiver *entry, size_t indent)
{
	const struct {
		const char *key;
		struct str value;
		bool plain;
	} lines[] = {
		{"control", entry->control, false},
		{"subject", entry->subject, false},
		{"reason", entry->reason, false},
		{"expires", entry->expires, true},
		{"owner", entry->owner, false},
		{"ticket", entry->ticket, false},
	};
	struct out out = {append, &w->text, ASSAY_OK};

	for (size_t i = 0; i < LENGTH_OF(lines); i++) {
		if (lines[i].value.len == 0)
			continue;
		out_blanks(&out, indent);
		out_text(&out, i == 0 ? "- " : "  ");
		out_text(&out, lines[i].key);
		out_text(&out, ": ");
		if (lines[i].plain)
			out_str(&out, lines[i].value);
		else
			out_yaml(&out, lines[i].value);
		out_text(&out, "\n");
	}
}

/* the old text, a missing line end, and the entries */
static int write_text(struct waive *w)
{
	const struct assay_log *file = w->request->file;
	struct str old = {file->buf, file->len};
	bool has_list = w->docs[0] != NULL;

	buf_str(&w->text, old);
	if (old.len > 0 && old.ptr[old.len - 1] != '\n')
		buf_text(&w->text, "\n");
	if (old.len == 0)
		buf_text(&w->text,
			"# Accepted findings, each with a reason and an expiry date (UTC).\n");
	if (!has_list)
		buf_text(&w->text, "waivers:\n");
	w->from = w->text.len;
	for (size_t i = 0; i < w->entries.n; i++)
		write_entry(w, w->entries.items[i], indent_of(w));
	return w->text.status ? error_nomem(w->err) : ASSAY_OK;
}

static bool is_same(const struct waiver *a, const struct waiver *b)
{
	return str_eq(a->control, b->control) && str_eq(a->subject, b->subject) &&
	       str_eq(a->reason, b->reason) && str_eq(a->expires, b->expires) &&
	       str_eq(a->owner, b->owner) && str_eq(a->ticket, b->ticket);
}

/* read the new file and compare its entries with the old and the new ones */
static int check_result(struct waive *w)
{
	const struct assay_log made = {w->request->file->name, w->text.ptr, w->text.len};
	struct list all = {0};
	struct assay_error why = {0};
	struct assay_error *err = w->err;
	int status;

	w->err = &why;
	status = open_log(w, &made, &w->docs[2]);
	w->err = err;
	if (!status)
		status = waivers_read(&all, w->docs[2], w->arena, &why);
	if (!status && all.n != w->old.n + w->entries.n)
		status = ASSAY_EINPUT;
	for (size_t i = 0; !status && i < all.n; i++)
		if (!is_same(all.items[i],
			    i < w->old.n ? w->old.items[i] : w->entries.items[i - w->old.n]))
			status = ASSAY_EINPUT;
	if (status == ASSAY_OK || status == ASSAY_ENOMEM)
		return status ? error_nomem(w->err) : ASSAY_OK;
	return error_at(w->err, ASSAY_EUSAGE, made.name, 0, 0,
		"The file does not end with a list in block style, so no entry can be appended. "
		"Add by hand:\n%.*s",
		(int)(w->text.len - w->from - 1), w->text.ptr + w->from);
}

static int make(void *payload)
{
	struct waive *w = payload;
	const struct assay_log *file = w->request->file;
	int status = policy_load(w->a, w->err);

	if (!status)
		status = choose(w);
	if (!status && file->len > 0 && !is_only_comments((struct str){file->buf, file->len})) {
		status = open_log(w, file, &w->docs[0]);
		if (!status)
			status = waivers_read(&w->old, w->docs[0], w->arena, w->err);
	}
	if (!status)
		status = check(w);
	if (!status)
		status = write_text(w);
	return status ? status : check_result(w);
}

int assay_waive_write(struct assay *a, const struct assay_waive *request, assay_write_fn *write,
	void *payload, struct assay_error *err)
{
	struct waive w = {.a = a, .request = request, .err = err};
	int status = arena_new_below(&w.arena, a->arena);
	size_t from;

	buf_init(&w.text, a->options.max_input);
	if (!status)
		status = arena_run(a->arena, make, &w);
	if (status == ASSAY_ENOMEM)
		status = error_nomem(err);
	from = request->entries_only ? w.from : 0;
	if (!status && write(payload, w.text.ptr + from, w.text.len - from))
		status = error_set(err, ASSAY_EIO, "The waivers can't be written.");
	buf_free(&w.text);
	for (size_t i = 0; i < LENGTH_OF(w.docs); i++)
		doc_free(w.docs[i]);
	arena_free(w.arena);
	return status;
}
