/*
 * verify_files - the files of an archive of evidence: named by its manifest with their
 * SHA-256, and each a part of the run.
 *
 * Part of assay.h's implementation. Knows run.json, which evidence.c writes.
 */
#include "pipeline/verify_inside.h"

#include "unpack/unpack.h"

#define MANIFEST STR("manifest.json")

static void say_differs(struct verify *v, struct str name, const char *words)
{
	v->differs = true;
	verify_say(v, "", name, words);
}

/* ---- the manifest ---- */

static void check_manifest(struct verify *v, struct list *inputs, size_t at)
{
	size_t n = inputs->n;
	const struct added *manifest = inputs->items[at];

	if (!manifest->unreadable && !manifest_check(v->by, v->arena, inputs, at))
		say_differs(v, str_of(manifest->name), ": this is not a manifest.");
	for (size_t i = 0; i < inputs->n; i++) {
		const struct added *added = inputs->items[i];

		if (added->unreadable) {
			v->differs = true;
			out_safe_line(v->out, str_of(added->name));
			verify_say(v, ": ", str_of(added->unreadable), ".");
		} else if (i < n && i != at && manifest->is_manifest && !added->is_listed)
			say_differs(
				v, str_of(added->name), ": manifest.json does not name this file.");
	}
}

int verify_files(struct verify *v, const struct unpacked *archive)
{
	size_t manifest = archive->files.n;
	struct list inputs = {0};

	for (size_t i = 0; i < archive->files.n; i++) {
		struct unpacked_file *file = archive->files.items[i];
		struct added *added = arena_alloc(v->arena, sizeof *added);

		*added = (struct added){.name = file->name.ptr,
			.bytes = file->bytes,
			.unreadable = file->refused,
			.origin = ASSAY_FOUND};
		(void)list_add(v->arena, &inputs, added);
		(void)map_set(v->arena, &v->files, file->path, file);
		if (str_eq(file->path, MANIFEST))
			manifest = i;
	}
	if (manifest == archive->files.n)
		return error_at(v->err, ASSAY_EINPUT, v->name, 0, 0,
			"manifest.json is missing. Name an archive that 'assay evidence' wrote");
	check_manifest(v, &inputs, manifest);
	return ASSAY_OK;
}

/* ---- run.json ---- */

/* entries that have a file: it is a part of the run, and its SHA-256 is the recorded one */
static void claim_entries(struct verify *v, struct map *claimed, const struct value *list)
{
	for (size_t i = 0; list && list->kind == DOC_ARRAY && i < list->n; i++) {
		const struct value *path = value_get(list->items[i], "file");
		const struct value *sha = value_get(list->items[i], "sha256");
		struct unpacked_file *file =
			path && path->kind == DOC_STRING ? map_get(&v->files, path->text) : NULL;
		char hex[65];

		if (!file || file->refused)
			continue;
		(void)map_set(v->arena, claimed, file->path, file);
		digest_hex(hex, file->bytes);
		if (!sha || sha->kind != DOC_STRING || !str_is(sha->text, hex))
			say_differs(
				v, file->path, ": its SHA-256 is not that of " EVIDENCE_RECORD ".");
	}
}

/* payload of a walk over the files */
struct stray {
	struct verify *v;
	const struct map *claimed;
};

static int find_stray(void *payload, struct str path, void *file)
{
	const struct stray *stray = payload;

	(void)file;
	if (!map_get(stray->claimed, path))
		say_differs(stray->v, path, ": this file is not part of the run.");
	return 0;
}

void verify_claims(struct verify *v)
{
	const struct value *folders = value_get(v->record, "sources");
	struct map claimed = {0};

	(void)map_set(v->arena, &claimed, MANIFEST, v);
	(void)map_set(v->arena, &claimed, STR(EVIDENCE_RECORD), v);
	for (size_t i = 0; i < EVIDENCE_REPORTS; i++)
		(void)map_set(v->arena, &claimed, str_of(evidence_report(i)->path), v);
	claim_entries(v, &claimed, value_get(v->record, "given"));
	claim_entries(v, &claimed, value_get(v->record, "inputs"));
	for (size_t i = 0; folders && folders->kind == DOC_ARRAY && i < folders->n; i++)
		claim_entries(v, &claimed, value_get(folders->items[i], "files"));
	(void)map_each(&v->files, find_stray, &(struct stray){v, &claimed});
}
