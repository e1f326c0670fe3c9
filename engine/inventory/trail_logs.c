/*
 * trail_logs - the log files of a run, one after the other.
 *
 * Knows their names. Must not know what a record contains.
 */
#include "inventory/inventory.h"
#include "inventory/logs/logs.h"

bool inventory_is_log(const char *name, bool *is_read)
{
	struct log_name n;

	log_name_read(&n, str_of(name));
	*is_read = n.kind == LOG_EVENTS;
	return n.kind != LOG_NONE;
}

void inventory_skip_log(struct inventory *w, const char *name)
{
	struct logs *logs = inventory_logs(w);
	struct log_name n;
	struct other_logs *others;

	log_name_read(&n, str_of(name));
	others = map_get(&logs->others, n.what);
	if (!others) {
		others = arena_alloc(w->run, sizeof *others);
		(void)map_set(w->run, &logs->others, str_copy(w->run, n.what), others);
	}
	others->n++;
}

void inventory_lose_log(struct inventory *w, const char *name, const struct assay_error *why)
{
	struct log_name n;

	log_name_read(&n, str_of(name));
	logs_lose(w, &n, why);
}

/* a name is unique: the same one again is a copy */
static bool is_repeated(struct inventory *w, const struct log_name *n, size_t len)
{
	struct logs *logs = inventory_logs(w);
	struct str key = str_printf(w->run, "%.*s %zu", STR_ARGS(n->base), len);

	if (map_get(&logs->seen, key))
		return true;
	(void)map_set(w->run, &logs->seen, key, logs);
	return false;
}

static void free_doc(void *payload)
{
	doc_free(payload);
}

int inventory_add_log(struct inventory *w, const char *name, struct str text,
	const struct doc_limits *limits, struct assay_error *err)
{
	struct arena_cleanup cleanup;
	struct log_name n;
	struct assay_error why = {0};
	struct doc *doc = NULL;
	bool data;
	int status;

	log_name_read(&n, str_of(name));
	if (is_repeated(w, &n, text.len)) {
		inventory_logs(w)->n_repeated++;
		return ASSAY_OK;
	}
	status = doc_open(&doc, name, text.ptr, text.len, limits, &why);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	arena_defer(w->run, &cleanup, free_doc, doc);
	if (status == ASSAY_OK)
		status = logs_add_records(w, &n, doc, &data, &why);
	if (status != ASSAY_OK)
		logs_lose(w, &n, &why);
	arena_release(w->run, &cleanup);
	return ASSAY_OK;
}
