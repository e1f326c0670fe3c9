/*
 * manifest - manifest.json of `assay collect`: each file that it names is there, unchanged,
 * and no other is.
 *
 * Knows names and bytes of inputs; docs/envelope.md has the format.
 */
#include "pipeline/inside.h"

#include "base/map.h"
#include "base/own_report.h"
#include "unpack/unpack.h"
#include "verdict/result.h"

#define MANIFEST_NAME STR("manifest.json")

/* how far its key is looked for */
#define HEAD_MAX ((size_t)4096)

/* "the file is not there" and the like are about the folder or archive that the manifest is in */
struct manifest {
	struct str below;  /* of the names of its files: "evidence/", "evidence.tar.gz!" */
	struct map digest; /* SHA-256 in hexadecimal digits, by path */
	struct map seen;
};

static bool is_manifest(const struct added *added, struct str *below)
{
	struct str name = str_of(added->name);
	struct str head = {
		added->bytes.ptr, added->bytes.len < HEAD_MAX ? added->bytes.len : HEAD_MAX};
	char before;

	if (added->unreadable || !str_ends(name, MANIFEST_NAME) ||
		!str_contains(head, STR("\"assay_manifest\"")))
		return false;
	*below = (struct str){name.ptr, name.len - MANIFEST_NAME.len};
	before = below->len ? below->ptr[below->len - 1] : '/';
	return before == '/' || before == '!';
}

static bool is_digest(const struct value *v)
{
	if (!v || v->kind != DOC_STRING || v->text.len != 64)
		return false;
	for (size_t i = 0; i < v->text.len; i++)
		if (!strchr("0123456789abcdef", v->text.ptr[i]))
			return false;
	return true;
}

/* its files; false: it has another form */
static bool read_files(struct manifest *m, const struct value *root, struct arena *arena)
{
	const struct value *files = value_get(root, "files");
	int64_t format = 0;

	if (!value_get(root, "assay_manifest") ||
		!value_integer(value_get(root, "assay_manifest"), &format) || format != 1 ||
		!files || files->kind != DOC_ARRAY)
		return false;
	for (size_t i = 0; i < files->n; i++) {
		const struct value *path = value_get(files->items[i], "path");
		const struct value *digest = value_get(files->items[i], "sha256");

		if (!path || path->kind != DOC_STRING || !is_digest(digest) ||
			map_get(&m->digest, path->text))
			return false;
		(void)map_set(arena, &m->digest, str_copy(arena, path->text),
			(void *)(uintptr_t)str_copy(arena, digest->text).ptr);
	}
	return true;
}

/* NULL, or why the manifest can't be read */
static const char *read_manifest(
	const struct assay *a, struct arena *arena, struct manifest *m, const struct added *added)
{
	const struct doc_limits limits = reading_limits(a);
	const struct value *root;
	struct assay_error why = {0};
	struct doc *doc = NULL;
	int status = doc_open(&doc, added->name, added->bytes.ptr, added->bytes.len, &limits, &why);
	bool good;

	if (status == ASSAY_ENOMEM)
		arena_fail(arena);
	if (status)
		return str_printf(arena, "the manifest can't be read: %s", why.message).ptr;
	status = value_build(&root, doc_root(doc), arena, &why);
	good = !status && read_files(m, root, arena);
	doc_free(doc);
	return good ? NULL
		    : "this manifest does not have format 1, as assay collect writes it. Copy it "
		      "again";
}

/* a file that may hold data: others may be added, such as notes */
static bool may_be_data(const struct added *added)
{
	static const struct str endings[] = {
		{".json", 5}, {".yaml", 5}, {".yml", 4}, {".txt", 4}, {".gz", 3}, {".zst", 4}};
	struct str rest = added->bytes;

	for (size_t i = 0; i < LENGTH_OF(endings); i++)
		if (str_ends(str_of(added->name), endings[i]))
			return true;
	if (unpack_is_archive(added->bytes))
		return true;
	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = (struct str){rest.ptr + 3, rest.len - 3};
	while (rest.len && strchr(" \t\r\n", *rest.ptr)) {
		rest.ptr++;
		rest.len--;
	}
	return rest.len && (*rest.ptr == '{' || *rest.ptr == '[');
}

bool added_bytes(const struct added *added, struct str *bytes)
{
	struct assay_error why = {0};
	const char *ptr = NULL;
	size_t len = 0;

	*bytes = added->bytes;
	if (!added->read_log)
		return true;
	if (added->read_log(added->log_payload, added->name, &ptr, &len, &why))
		return false;
	*bytes = (struct str){ptr, len};
	return true;
}

static void check_file(struct arena *arena, struct manifest *m, struct added *added)
{
	struct str name = str_of(added->name);
	struct str path = {name.ptr + m->below.len, name.len - m->below.len};
	const char *wanted = map_get(&m->digest, path);
	struct str bytes;
	char hex[65];

	if (wanted)
		(void)map_set(arena, &m->seen, path, added);
	added->is_listed = added->is_listed || wanted;
	if (added->unreadable || (!wanted && (added->is_manifest || is_own_report(added->bytes))))
		return;
	if (!wanted && may_be_data(added))
		added->unreadable =
			"manifest.json does not name this file: it was added after the collection. "
			"Remove it, or collect again";
	if (!wanted)
		return;
	if (!added_bytes(added, &bytes))
		return;
	digest_hex(hex, bytes);
	if (memcmp(hex, wanted, 64) != 0)
		added->unreadable =
			"its SHA-256 is not that of manifest.json: the file was changed after the "
			"collection. Copy it again, or collect again";
}

/* payload of a walk over the digests */
struct absence {
	struct arena *arena;
	struct manifest *manifest;
	struct list *inputs;
};

static int add_missing(void *payload, struct str path, void *digest)
{
	struct absence *absence = payload;
	struct added *added;

	(void)digest;
	if (map_get(&absence->manifest->seen, path))
		return 0;
	added = arena_alloc(absence->arena, sizeof *added);
	added->name = str_printf(
		absence->arena, "%.*s%.*s", STR_ARGS(absence->manifest->below), STR_ARGS(path))
			      .ptr;
	added->bytes = STR("");
	added->unreadable = "manifest.json names this file, and it is not there. Copy the whole "
			    "folder or archive again";
	added->origin = ASSAY_FOUND;
	return list_add(absence->arena, absence->inputs, added);
}

static void check_files(const struct assay *a, struct arena *arena, struct list *inputs, size_t at)
{
	struct added *own = inputs->items[at];
	struct manifest m = {0};
	size_t n = inputs->n;

	(void)is_manifest(own, &m.below);
	own->unreadable = read_manifest(a, arena, &m, own);
	if (own->unreadable)
		return;
	own->is_manifest = true;
	for (size_t i = 0; i < n; i++) {
		struct added *added = inputs->items[i];

		if (i != at && str_starts(str_of(added->name), m.below))
			check_file(arena, &m, added);
	}
	(void)map_each(&m.digest, add_missing, &(struct absence){arena, &m, inputs});
}

bool manifest_check(const struct assay *a, struct arena *arena, struct list *inputs, size_t at)
{
	struct str below;

	if (!is_manifest(inputs->items[at], &below))
		return false;
	check_files(a, arena, inputs, at);
	return true;
}

/* copies, which are changed here: a later run begins with what was added */
static void copy_inputs(struct arena *arena, struct list *inputs)
{
	struct added *copies = arena_array(arena, inputs->n, sizeof *copies);
	struct list list = {0};

	for (size_t i = 0; i < inputs->n; i++) {
		copies[i] = *(const struct added *)inputs->items[i];
		(void)list_add(arena, &list, &copies[i]);
	}
	*inputs = list;
}

void manifests_check(const struct assay *a, struct arena *arena, struct list *inputs)
{
	size_t n = inputs->n;
	bool copied = false;
	struct str below;

	for (size_t i = 0; i < n; i++) {
		if (!is_manifest(inputs->items[i], &below))
			continue;
		if (!copied)
			copy_inputs(arena, inputs);
		copied = true;
		check_files(a, arena, inputs, i);
	}
}
