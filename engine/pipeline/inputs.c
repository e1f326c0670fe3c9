/*
 * inputs - the inputs of a run, one by one: files as they were added, and the files of
 * archives.
 *
 * Knows what an archive contains by unpack.h, and hands every file to the inventory.
 */
#include "pipeline/inside.h"

#include "base/own_report.h"
#include "unpack/unpack.h"

/* the inputs on their way into the inventory */
struct intake {
	const struct assay *a;
	struct arena *arena;
	struct inventory *inventory;
	struct assay_error *err;
	size_t n_unpacked; /* bytes of the files of the archive that is being read */
	size_t depth;      /* archives and compressed files that the files now read are in */
};

/* an archive of compressed files, or a file that was compressed twice */
#define DEPTH_MAX 2

/* archives in archives that are searched for inputs */
#define SEARCH_MAX 4

static bool is_named(const struct intake *in, const struct added *added)
{
	return added->origin == ASSAY_NAMED && !in->a->options.skip_unrecognised;
}

static int add_refused(const struct intake *in, const struct added *added)
{
	struct assay_error why = {0};

	error_at(&why, ASSAY_EIO, added->name, 0, 0, "%s", added->unreadable);
	return inventory_add_broken(
		in->inventory, added->name, STR_NONE, is_named(in, added), &why, in->err);
}

static int add_own_report(const struct intake *in, const struct added *added)
{
	struct assay_error why = {0};
	bool named = is_named(in, added);

	error_at(&why, ASSAY_EINPUT, added->name, 1, 1, "%s",
		named ? "this is a report of assay. Give the exports or the plan that it is about"
		      : "this is a report of assay");
	return named ? inventory_add_broken(
			       in->inventory, added->name, added->bytes, true, &why, in->err)
		     : inventory_add_other(in->inventory, added->name, added->bytes, &why, in->err);
}

static int add_document(const struct intake *in, const struct added *added)
{
	const struct doc_limits limits = reading_limits(in->a);
	struct assay_error why = {0};
	struct inventory *inventory = in->inventory;
	struct doc *doc = NULL;
	bool named = is_named(in, added);
	int status = doc_open_pages(
		&doc, added->name, added->bytes.ptr, added->bytes.len, &limits, &why);

	if (status == ASSAY_ENOMEM)
		return error_nomem(in->err);
	if (is_own_report(added->bytes)) {
		doc_free(doc);
		return add_own_report(in, added);
	}
	if (status && !named && !inventory_claims(inventory, added->name, added->bytes))
		return inventory_add_other(inventory, added->name, added->bytes, &why, in->err);
	if (status)
		return inventory_add_broken(
			inventory, added->name, added->bytes, named, &why, in->err);
	if (!named && inventory_drops_doc(inventory, doc, &why))
		return inventory_add_other(
			inventory, added->name, added->bytes, why.status ? &why : NULL, in->err);
	status = inventory_take_doc(inventory, doc, named, in->err);
	if (!status) {
		const struct plan_setting given = plan_setting_of(in->a, in->arena, added->name);

		inventory_set_plan(inventory, &given);
	}
	return status;
}

static struct unpack_limits limits_of(const struct assay *a)
{
	const struct options *o = &a->options;

	return (struct unpack_limits){
		o->max_input, o->max_archive_entries, o->max_archive, o->max_archive_ratio};
}

static bool has_claims(struct intake *in, const struct list *files, size_t depth);

/* unpack within what the limits leave to the outermost archive */
static int unpack_one(struct unpacked *out, struct intake *in, const char *name, struct str bytes,
	struct arena *arena, struct assay_error *why)
{
	struct unpack_limits limits = limits_of(in->a);
	int status;

	limits.max_bytes -= in->n_unpacked;
	status = unpack(out, name, bytes, &limits, arena, why);
	in->n_unpacked += out->n_bytes < limits.max_bytes ? out->n_bytes : limits.max_bytes;
	return status;
}

/* an archive in an archive is not read, so it must not contain an input */
static bool hides_claims(struct intake *in, const struct unpacked_file *file, size_t depth)
{
	struct assay_error why = {0};
	struct unpacked archive;
	struct arena *scratch;
	bool claims = true;

	if (!unpack_is_archive(file->bytes))
		return false;
	(void)arena_new_below(&scratch, in->arena);
	if (depth < SEARCH_MAX &&
		!unpack_one(&archive, in, file->name.ptr, file->bytes, scratch, &why))
		claims = has_claims(in, &archive.files, depth + 1);
	arena_free(scratch);
	return claims;
}

/* true if a file of an archive has the name, place or keys of an input, or hides them */
static bool has_claims(struct intake *in, const struct list *files, size_t depth)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct unpacked_file *file = files->items[i];

		bool is_read;

		if (file->is_locked || inventory_is_log(file->name.ptr, &is_read) ||
			inventory_claims(in->inventory, file->name.ptr, file->bytes) ||
			hides_claims(in, file, depth))
			return true;
	}
	return false;
}

/* the search does not count for the limits: what it finds is unpacked again */
static bool is_meant(struct intake *in, const struct list *files)
{
	size_t n_unpacked = in->n_unpacked;
	bool claims = has_claims(in, files, 0);

	in->n_unpacked = n_unpacked;
	return claims;
}

static int add_all(struct intake *in, const struct list *inputs);

static void skip_hidden(const struct intake *in, const struct unpacked_file *file)
{
	struct skipped *skipped = arena_alloc(in->arena, sizeof *skipped);
	void *one[] = {skipped};

	*skipped = (struct skipped){file->name, ASSAY_SKIPPED_HIDDEN};
	inventory_add_skipped(in->inventory, &(struct list){one, 1, 1});
}

static int add_files(struct intake *in, const struct unpacked *archive, enum assay_origin origin)
{
	struct list inputs = {0};
	int status;

	for (size_t i = 0; i < archive->files.n; i++) {
		const struct unpacked_file *file = archive->files.items[i];
		struct added *added = arena_alloc(in->arena, sizeof *added);

		*added = (struct added){.name = file->name.ptr,
			.bytes = file->bytes,
			.unreadable = file->refused,
			.origin = origin};
		if (file->hidden)
			skip_hidden(in, file);
		else
			(void)list_add(in->arena, &inputs, added);
	}
	in->depth++;
	status = add_all(in, &inputs);
	in->depth--;
	return status;
}

/* an archive without any file that may be an input is skipped as one file */
static int skip_archive(const struct intake *in, const struct added *added)
{
	struct assay_error why = {0};

	error_at(&why, ASSAY_EINPUT, added->name, 0, 0,
		"no file of this archive has the name or keys of an export or plan. Name the "
		"archive on the command line to read it");
	return inventory_add_other(in->inventory, added->name, added->bytes, &why, in->err);
}

/* What can't be unpacked may contain exports. A hook names every changed file: there its name or
 * place decides. */
static int refuse_archive(
	const struct intake *in, const struct added *added, const struct assay_error *why)
{
	bool named = is_named(in, added);

	if (in->a->options.skip_unrecognised &&
		!inventory_claims(in->inventory, added->name, added->bytes))
		return inventory_add_other(in->inventory, added->name, added->bytes, why, in->err);
	return inventory_add_broken(in->inventory, added->name, added->bytes, named, why, in->err);
}

/* what evidence.c packed: its inputs were judged, and they are reports besides */
static bool is_evidence(const struct list *files)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct unpacked_file *file = files->items[i];

		if (str_is(file->path, EVIDENCE_RECORD) &&
			str_starts(file->bytes, STR("{\n  \"" EVIDENCE_KEY "\"")))
			return true;
	}
	return false;
}

static int refuse_evidence(const struct intake *in, const struct added *added)
{
	struct assay_error why = {0};
	bool named = is_named(in, added);

	error_at(&why, ASSAY_EINPUT, added->name, 0, 0,
		"this is evidence that assay packed. To judge it again: assay verify %s",
		added->name);
	return named ? inventory_add_broken(
			       in->inventory, added->name, added->bytes, true, &why, in->err)
		     : inventory_add_other(in->inventory, added->name, added->bytes, &why, in->err);
}

/* why an archive is not read that can be unpacked; NULL: it is read */
static const char *refusal_of(const struct intake *in, const struct unpacked *archive)
{
	if (in->depth && !archive->is_file)
		return "this is an archive in an archive. Unpack the outer one first";
	if (in->depth >= DEPTH_MAX)
		return "this is a compressed file in a compressed file in another one. Unpack it "
		       "first";
	return NULL;
}

static int add_archive(struct intake *in, const struct added *added)
{
	struct assay_error why = {0};
	struct unpacked archive;
	const char *refusal;
	int status;

	if (!in->depth)
		in->n_unpacked = 0;
	status = unpack_one(&archive, in, added->name, added->bytes, in->arena, &why);
	if (status == ASSAY_ENOMEM)
		return error_nomem(in->err);
	if (status)
		return refuse_archive(in, added, &why);
	if (is_evidence(&archive.files))
		return refuse_evidence(in, added);
	if (!archive.is_file && !is_named(in, added) && !is_meant(in, &archive.files))
		return skip_archive(in, added);
	refusal = refusal_of(in, &archive);
	if (refusal) {
		(void)error_at(&why, ASSAY_EINPUT, added->name, 0, 0, "%s", refusal);
		return refuse_archive(in, added, &why);
	}
	return add_files(in, &archive, archive.is_file ? added->origin : ASSAY_FOUND);
}

/* a file that is named as CloudTrail names those of a trail, wherever it comes from */
static bool is_log(const struct added *added)
{
	bool is_read;

	return added->read_log || (!added->unreadable && inventory_is_log(added->name, &is_read));
}

static int add_one(struct intake *in, const struct added *added)
{
	note_step(in->a, "reading", added->name);
	if (added->unreadable)
		return add_refused(in, added);
	if (added->is_manifest)
		return ASSAY_OK;
	if (is_log(added))
		return log_add(in->a, in->arena, in->inventory, added, in->err);
	if (unpack_is_archive(added->bytes))
		return add_archive(in, added);
	return add_document(in, added);
}

static int add_all(struct intake *in, const struct list *inputs)
{
	struct list checked = *inputs;
	int status = ASSAY_OK;

	manifests_check(in->a, in->arena, &checked);
	for (size_t i = 0; !status && i < checked.n; i++)
		status = add_one(in, checked.items[i]);
	return status;
}

int inputs_add_all(const struct assay *a, struct arena *arena, struct inventory *inventory,
	struct assay_error *err)
{
	struct intake in = {.a = a, .arena = arena, .inventory = inventory, .err = err};

	return add_all(&in, &a->inputs);
}
