/*
 * trail_logs - log files of CloudTrail trails on their way into the inventory, one at a time.
 *
 * Knows their names and compression. Nothing of a file stays in memory but what the inventory sums
 * up.
 */
#include "pipeline/inside.h"

#include "unpack/unpack.h"

static int add_name(struct call *c)
{
	struct arena *arena = c->a->arena;
	struct added *added = arena_alloc(arena, sizeof *added);

	*added = (struct added){.name = str_copy(arena, str_of(c->name)).ptr,
		.read_log = c->read_log,
		.log_payload = c->log_payload};
	(void)list_add(arena, &c->a->inputs, added);
	return ASSAY_OK;
}

int assay_add_log(struct assay *a, const char *name, assay_log_fn *read, void *payload, bool *taken,
	struct assay_error *err)
{
	struct call call = {
		.a = a, .name = name, .read_log = read, .log_payload = payload, .err = err};
	bool is_read;

	*taken = inventory_is_log(name, &is_read);
	return *taken ? call_run(a->arena, add_name, &call) : ASSAY_OK;
}

/* The text of a compressed file; of another, its bytes. AWS delivers files of 50 MB at most,
 * packed: half of max_input suffices for their text. */
static int read_text(struct str *out, const struct assay *a, struct arena *arena,
	const struct added *added, struct str bytes, struct assay_error *why)
{
	const struct options *o = &a->options;
	const size_t max = o->max_input / 2;
	const struct unpack_limits limits = {max, 1, max, o->max_archive_ratio};
	struct unpacked unpacked = {0};
	int status;

	*out = bytes;
	if (!unpack_is_archive(bytes))
		return ASSAY_OK;
	status = unpack(&unpacked, added->name, bytes, &limits, arena, why);
	if (status == ASSAY_ELIMIT && unpacked.n_bytes > max)
		return error_at(why, ASSAY_ELIMIT, added->name, 0, 0,
			"it unpacks to more than %zu bytes, half of the limit max_input "
			"(--max-input raises it)",
			max);
	if (status)
		return status;
	if (!unpacked.is_file || unpacked.files.n != 1)
		return error_at(why, ASSAY_EINPUT, added->name, 0, 0,
			"it is an archive of several files, and a log file is one. Give it another "
			"name");
	*out = ((const struct unpacked_file *)unpacked.files.items[0])->bytes;
	return ASSAY_OK;
}

static int add_text(const struct assay *a, struct arena *scratch, struct inventory *inventory,
	const struct added *added, struct assay_error *err)
{
	const struct doc_limits limits = reading_limits(a);
	struct assay_error why = {0};
	struct str bytes = added->bytes, text = STR_NONE;
	int status = ASSAY_OK;

	if (added->read_log) {
		const char *ptr = NULL;
		size_t len = 0;

		status = added->read_log(added->log_payload, added->name, &ptr, &len, &why);
		bytes = (struct str){ptr, len};
	}
	if (!status)
		status = read_text(&text, a, scratch, added, bytes, &why);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	if (!status)
		return inventory_add_log(inventory, added->name, text, &limits, err);
	if (!why.path[0])
		snprintf(why.path, sizeof why.path, "%s", added->name);
	inventory_lose_log(inventory, added->name, &why);
	return ASSAY_OK;
}

int log_add(const struct assay *a, struct arena *arena, struct inventory *inventory,
	const struct added *added, struct assay_error *err)
{
	struct arena *scratch;
	bool is_read;
	int status;

	(void)inventory_is_log(added->name, &is_read);
	if (!is_read) {
		inventory_skip_log(inventory, added->name);
		return ASSAY_OK;
	}
	(void)arena_new_below(&scratch, arena);
	status = add_text(a, scratch, inventory, added, err);
	arena_free(scratch);
	return status;
}
