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

/* how far the key is looked for in a file of another name, and that of an envelope */
#define HEAD_MAX ((size_t)4096)

/* "the file is not there" and the like are about the folder or archive that the manifest is in */
struct manifest {
	struct str below;  /* of the names of its files: "evidence/", "evidence.tar.gz!" */
	struct map digest; /* SHA-256 in hexadecimal digits, by path */
	struct map seen;
};

static struct str folder_of(const struct added *added)
{
	struct str name = str_of(added->name);

	while (name.len && name.ptr[name.len - 1] != '/' && name.ptr[name.len - 1] != '!')
		name.len--;
	return name;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* "manifest.json", also as other systems spell it: "Manifest.json", "manifest (1).json" */
static bool is_named_manifest(const struct added *added)
{
	static const struct str word = {"manifest", 8};
	const char *name = added->name + folder_of(added).len;

	for (size_t i = 0; i < word.len; i++)
		if (lower(name[i]) != word.ptr[i])
			return false;
	return !name[word.len] || strchr(". (-_", name[word.len]);
}

/* True if the bytes contain the word, in any case and whatever is between its letters: "-", "_",
 * the NUL bytes of UTF-16. */
static bool has_letters(struct str bytes, struct str word)
{
	size_t at = 0;

	for (size_t i = 0; i < bytes.len && at < word.len; i++) {
		char c = lower(bytes.ptr[i]);

		if (c == word.ptr[at])
			at++;
		else if (c && c != '_' && c != '-')
			at = c == word.ptr[0];
	}
	return at == word.len;
}

static struct str head_of(const struct added *added)
{
	struct str bytes = added->bytes;

	return (struct str){bytes.ptr, bytes.len < HEAD_MAX ? bytes.len : HEAD_MAX};
}

static bool is_utf16(struct str bytes)
{
	return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

/* the text behind a byte order mark and white space */
static struct str text_of(struct str bytes)
{
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = (struct str){bytes.ptr + 3, bytes.len - 3};
	while (bytes.len && strchr(" \t\r\n", *bytes.ptr)) {
		bytes.ptr++;
		bytes.len--;
	}
	return bytes;
}

/* Its content decides, whatever its name is. */
static bool is_manifest(const struct added *added)
{
	struct str head = is_named_manifest(added) ? added->bytes : head_of(added);

	if (added->unreadable || added->read_log)
		return false;
	if (is_utf16(head))
		return has_letters(head, STR("assaymanifest"));
	return str_starts(text_of(head), STR("{")) && str_contains(head, STR("\"assay_manifest\""));
}

/* ACCOUNT/... below a folder, as assay collect writes it: an envelope */
static bool is_collected(const struct added *added, struct str below)
{
	struct str name = str_of(added->name);
	struct str path = {name.ptr + below.len, name.len - below.len};

	return str_starts(name, below) && path.len > 13 && path.ptr[12] == '/' &&
	       is_account_id((struct str){path.ptr, 12}) &&
	       str_contains(head_of(added), STR("\"assay\""));
}

static bool is_beside_collected(const struct added *added, const struct list *inputs)
{
	for (size_t i = 0; i < inputs->n; i++)
		if (is_collected(inputs->items[i], folder_of(added)))
			return true;
	return false;
}

/* not "manifest.txt", which may be a note */
static bool is_named_document(const struct added *added)
{
	struct str name = str_of(added->name);

	return has_letters(name, STR(".json")) || has_letters(name, STR(".yaml")) ||
	       has_letters(name, STR(".yml"));
}

/* a JSON object with keys that another program wrote, or a note */
static bool is_of_another_program(const struct assay *a, const struct added *added)
{
	const struct doc_limits limits = reading_limits(a);
	struct assay_error why = {0};
	struct walk walk;
	struct doc *doc = NULL;
	bool is = false;

	if (has_letters(added->bytes, STR("assaymanifest")) ||
		has_letters(added->bytes, STR("\"sha256\"")))
		return false;
	if (!is_named_document(added))
		return true;
	if (doc_open(&doc, added->name, added->bytes.ptr, added->bytes.len, &limits, &why))
		return false;
	if (cursor_kind(doc_root(doc)) == DOC_OBJECT) {
		walk_begin(&walk, doc_root(doc));
		is = walk_next(&walk);
	}
	doc_free(doc);
	return is;
}

/* What is left of a manifest that was cut, emptied, converted or packed: without an error, nothing
 * would show that the collection is no longer compared. */
static bool is_remains(const struct assay *a, const struct added *added, const struct list *inputs)
{
	return !added->unreadable && !added->read_log && is_named_manifest(added) &&
	       is_beside_collected(added, inputs) && !is_of_another_program(a, added);
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
	struct str rest = text_of(added->bytes);

	for (size_t i = 0; i < LENGTH_OF(endings); i++)
		if (str_ends(str_of(added->name), endings[i]))
			return true;
	if (unpack_is_archive(added->bytes))
		return true;
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
	struct manifest m = {.below = folder_of(own)};
	size_t n = inputs->n;

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
	if (!is_manifest(inputs->items[at]))
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

	for (size_t i = 0; i < n; i++) {
		bool is = is_manifest(inputs->items[i]);

		if (!is && !is_remains(a, inputs->items[i], inputs))
			continue;
		if (!copied)
			copy_inputs(arena, inputs);
		copied = true;
		if (is)
			check_files(a, arena, inputs, i);
		else
			((struct added *)inputs->items[i])->unreadable =
				"this is not the manifest that assay collect writes, so the files "
				"beside it are not compared with it. Copy it again, or remove it "
				"if it is of another program";
	}
}
