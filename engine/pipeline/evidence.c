/*
 * evidence - what a run was given, and its reports, as one archive.
 *
 * Part of assay.h's implementation. run.json records every call that made the run, with the names
 * that the caller used; verify.c repeats them.
 */
#include "assay_evidence.h"
#include "pipeline/inside.h"

#include "base/map.h"
#include "report/json/json_policy.h"
#include "report/model/parts.h"
#include "report/model/report.h"
#include "rule/bundled.h"
#include "unpack/pack.h"

/* bytes of a path in the archive that is taken from a name */
#define PATH_TEXT_MAX ((size_t)1000)

/* the archive on its way */
struct packing {
	const struct assay *a;
	const struct run *run;
	struct arena *arena;
	bool hashes_only;
	struct json_out j;
	struct list files; /* struct packed_file */
	struct map paths;
	struct assay_error *err;
	int status; /* the first failure */
};

const struct evidence_report *evidence_report(size_t i)
{
	static const struct evidence_report reports[EVIDENCE_REPORTS] = {
		{"json", "report/report.json"},
		{"text", "report/report.txt"},
		{"sarif", "report/report.sarif"},
		{"oscal", "report/report.oscal.json"},
	};

	return &reports[i];
}

const char *given_name(enum given_kind kind)
{
	static const char *const names[N_GIVEN] = {[GIVEN_SETTING] = "setting",
		[GIVEN_CONFIG] = "config",
		[GIVEN_WAIVERS] = "waivers",
		[GIVEN_BASELINE] = "baseline",
		[GIVEN_BUNDLED_RULES] = "bundled-rules",
		[GIVEN_RULES] = "rules",
		[GIVEN_WHAT_IF] = "what-if"};

	return names[kind];
}

int evidence_report_text(struct str *out, const struct run *run, const char *format,
	struct arena *arena, struct assay_error *err)
{
	struct buf text;
	struct out to;
	int status;

	buf_init_for(&text, SIZE_MAX / 4, arena);
	to = out_to_buf(&text);
	status = format_named(str_of(format))->write(&to, run);
	if (status || text.status)
		return error_set(err, ASSAY_EIO, "the report can't be written");
	*out = (struct str){text.ptr, text.len};
	return ASSAY_OK;
}

/* ---- paths in the archive ---- */

static bool is_plain_part(struct str part)
{
	if (part.len == 0 || str_is(part, ".") || str_is(part, ".."))
		return false;
	for (size_t i = 0; i < part.len; i++)
		if ((unsigned char)part.ptr[i] < ' ' || part.ptr[i] == 0x7F)
			return false;
	return true;
}

static bool is_plain_path(struct str path)
{
	size_t at = 0;

	while (at <= path.len && path.len <= PATH_TEXT_MAX) {
		const char *slash = memchr(path.ptr + at, '/', path.len - at);
		size_t end = slash ? (size_t)(slash - path.ptr) : path.len;

		if (!is_plain_part((struct str){path.ptr + at, end - at}))
			return false;
		at = end + 1;
	}
	return path.len <= PATH_TEXT_MAX;
}

static struct str last_part(struct str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.ptr[i - 1] == '/')
			return (struct str){path.ptr + i, path.len - i};
	return path;
}

/* FOLDER/given/NAME, or FOLDER/other/NUMBER/LAST where the name is not a path in a folder */
static struct str choose_path(struct packing *p, const char *folder, const char *name)
{
	struct str text = str_of(name), last = last_part(text);
	struct str path = str_printf(p->arena, "%s/given/%.*s", folder, STR_ARGS(text));

	if (is_plain_path(text) && !map_get(&p->paths, path))
		return path;
	if (!is_plain_part(last) || last.len > PATH_TEXT_MAX)
		last = STR("file");
	return str_printf(p->arena, "%s/other/%zu/%.*s", folder, p->files.n + 1, STR_ARGS(last));
}

static struct str add_file(struct packing *p, struct str path, struct str bytes)
{
	struct packed_file *file = arena_alloc(p->arena, sizeof *file);

	*file = (struct packed_file){path, bytes.ptr ? bytes : STR("")};
	(void)list_add(p->arena, &p->files, file);
	(void)map_set(p->arena, &p->paths, path, file);
	return path;
}

/* ---- run.json ---- */

/* what JSON can't hold exactly would not be repeated exactly */
static void member_text(struct packing *p, const char *key, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (!p->status && len && utf8_check(text, len) != len)
		p->status = error_set(p->err, ASSAY_EUSAGE,
			"A name or value is not UTF-8, so the evidence can't record it exactly. "
			"Rename the file.");
	json_key(&p->j, key);
	if (text)
		json_text(&p->j, text);
	else
		json_null(&p->j);
}

/* sha256 of the bytes, and the file that holds them, unless only hashes are packed */
static void member_bytes(
	struct packing *p, const char *folder, const char *name, struct str bytes, bool packed)
{
	char hex[65];

	digest_hex(hex, bytes);
	json_member_text(&p->j, "sha256", hex);
	if (packed)
		json_member_str(&p->j, "file", add_file(p, choose_path(p, folder, name), bytes));
}

static void member_list(struct packing *p, const char *key, const struct list *list,
	void (*write)(struct packing *p, const void *item))
{
	json_key(&p->j, key);
	json_array(&p->j);
	for (size_t i = 0; i < list->n; i++) {
		json_object(&p->j);
		write(p, list->items[i]);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void write_given(struct packing *p, const void *item)
{
	static const char *const folders[N_GIVEN] = {[GIVEN_CONFIG] = "settings",
		[GIVEN_WAIVERS] = "settings",
		[GIVEN_BASELINE] = "settings",
		[GIVEN_RULES] = "rules"};
	const struct given *given = item;

	json_member_text(&p->j, "kind", given_name(given->kind));
	if (given->name)
		member_text(p, "name", given->name);
	if (given->value)
		member_text(p, "value", given->value);
	if (folders[given->kind])
		member_bytes(p, folders[given->kind], given->name, given->bytes, true);
}

static void write_input(struct packing *p, const void *item)
{
	const struct added *added = item;
	struct str bytes = STR_NONE;

	if (!added->unreadable && !added_bytes(added, &bytes)) {
		p->status = p->status ? p->status
				      : error_at(p->err, ASSAY_EIO, added->name, 0, 0,
						"the log file can't be read, so it can't be "
						"packed. Correct its permissions, or remove it");
		return;
	}
	if (added->read_log && !p->hashes_only)
		bytes = str_copy(p->arena, bytes);
	member_text(p, "name", added->name);
	json_key(&p->j, "named");
	json_bool(&p->j, added->origin == ASSAY_NAMED);
	if (added->unreadable)
		member_text(p, "unreadable", added->unreadable);
	else
		member_bytes(p, "inputs", added->name, bytes, !p->hashes_only);
}

static void write_skipped(struct packing *p, const void *item)
{
	const struct skipped *skipped = item;

	member_text(p, "name", skipped->name.ptr);
	json_member_size(&p->j, "why", (size_t)skipped->why);
}

/* The names of folders outside stay out of the archive: "/1", and what marks a copy. */
static struct str boundary_alias(struct packing *p, const char *boundary)
{
	const struct list *folders = &p->a->sources_given->folders;
	struct str text = str_printf(p->arena, "%s/", boundary);
	bool copied = str_contains(text, STR("/.terraform/")) ||
		      str_contains(text, STR("/.terragrunt-cache/"));
	struct map smaller = {0};

	for (size_t i = 0; i < folders->n; i++) {
		const struct given_folder *folder = folders->items[i];

		if (strcmp(folder->boundary, boundary) < 0)
			(void)map_set(
				p->arena, &smaller, str_of(folder->boundary), (void *)&copied);
	}
	/* as many digits for each, so that they sort as the names do */
	return str_printf(p->arena, "/%06zu%s", smaller.n + 1, copied ? "/.terraform" : "");
}

static void write_located(struct packing *p, const void *item)
{
	const struct located *located = item;

	member_text(p, "input", located->input);
	json_member_str(&p->j, "boundary", boundary_alias(p, located->boundary));
	member_text(p, "folder", located->folder);
}

static void write_source(struct packing *p, const struct given_folder *folder,
	const struct given_file *file, struct str boundary)
{
	struct str name = str_printf(
		p->arena, "%s%s%s", folder->folder, folder->folder[0] ? "/" : "", file->name);
	struct str place = str_printf(p->arena, "sources%.*s", STR_ARGS(boundary));

	json_object(&p->j);
	member_text(p, "name", file->name);
	if (file->why)
		member_text(p, "unreadable", file->why);
	else
		member_bytes(p, place.ptr, name.ptr, file->bytes, !p->hashes_only);
	json_object_end(&p->j);
}

static void write_folder(struct packing *p, const void *item)
{
	const struct given_folder *folder = item;
	struct str boundary = boundary_alias(p, folder->boundary);

	json_member_str(&p->j, "boundary", boundary);
	member_text(p, "folder", folder->folder);
	json_key(&p->j, "files");
	json_array(&p->j);
	for (size_t i = 0; i < folder->files.n; i++)
		write_source(p, folder, folder->files.items[i], boundary);
	json_array_end(&p->j);
}

/* the working directory decides what an absolute path, or one through "..", is called */
static bool leaves(const char *name)
{
	return name[0] == '/' || str_starts(str_of(name), STR("../")) || strstr(name, "/../");
}

static bool needs_folders(const struct assay *a)
{
	for (size_t i = 0; i < a->inputs.n; i++)
		if (leaves(((const struct added *)a->inputs.items[i])->name))
			return true;
	for (size_t i = 0; i < a->given.n; i++) {
		const struct given *given = a->given.items[i];

		if (given->name && leaves(given->name))
			return true;
	}
	return false;
}

static void write_folders(struct packing *p)
{
	json_key(&p->j, "folders");
	json_array(&p->j);
	for (size_t i = 0; needs_folders(p->a) && i < p->a->folders.n; i++) {
		const struct str *folder = p->a->folders.items[i];

		json_object(&p->j);
		member_text(p, "path", folder->ptr);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

/* what a report shows of the process, so that it can be shown again; the time only if it counted */
static void write_process(struct packing *p)
{
	const struct run *run = p->run;

	json_key(&p->j, "now");
	if (run->now >= 0 || p->a->options.max_age)
		json_int(&p->j, run->today);
	else
		json_null(&p->j);
	json_key(&p->j, "guard");
	json_guard(&p->j, &p->a->guarded);
	json_stamp(&p->j, run);
}

static void write_record(struct packing *p)
{
	static const struct given_sources none = {0};
	const struct given_sources *sources = p->a->sources_given ? p->a->sources_given : &none;
	struct json_out *j = &p->j;
	char rules[65];

	bundled_digest(rules);
	json_object(j);
	json_member_size(j, EVIDENCE_KEY, EVIDENCE_FORMAT);
	json_member_text(j, "version", ASSAY_VERSION);
	json_member_text(j, "rules", rules);
	json_key(j, "hashesOnly");
	json_bool(j, p->hashes_only);
	json_member_size(j, "exitStatus", (size_t)run_exit_status(p->run));
	write_process(p);
	write_folders(p);
	member_list(p, "given", &p->a->given, write_given);
	member_list(p, "inputs", &p->a->inputs, write_input);
	member_list(p, "skipped", &p->a->skipped, write_skipped);
	member_list(p, "located", &sources->located, write_located);
	member_list(p, "sources", &sources->folders, write_folder);
	json_object_end(j);
	json_end(j);
}

static int compare_files(const void *a, const void *b)
{
	const struct packed_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

/* the format of `assay collect` */
static void write_manifest(struct packing *p)
{
	struct json_out *j = &p->j;

	json_object(j);
	json_member_size(j, "assay_manifest", 1);
	json_key(j, "files");
	json_array(j);
	for (size_t i = 0; i < p->files.n; i++) {
		const struct packed_file *file = p->files.items[i];
		char hex[65];

		digest_hex(hex, file->bytes);
		json_object(j);
		json_member_str(j, "path", file->path);
		json_member_text(j, "sha256", hex);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_end(j);
}

/* a JSON file that a function writes */
static void add_json(struct packing *p, const char *path, void (*write)(struct packing *p))
{
	struct buf text;
	struct out out;

	buf_init_for(&text, SIZE_MAX / 4, p->arena);
	out = out_to_buf(&text);
	json_begin(&p->j, &out);
	write(p);
	if (!p->status && (out.status || text.status))
		p->status = error_set(p->err, ASSAY_EIO, "%s can't be written", path);
	(void)add_file(p, str_of(path), (struct str){text.ptr, text.len});
}

static int write_evidence(struct call *c)
{
	struct assay_result *r = c->result;
	struct packing p = {.a = r->of,
		.run = &r->run,
		.arena = r->arena,
		.hashes_only = c->hashes_only,
		.err = c->err};

	note_step(r->of, "writing", "the evidence");
	add_json(&p, EVIDENCE_RECORD, write_record);
	for (size_t i = 0; !p.status && i < EVIDENCE_REPORTS; i++) {
		const struct evidence_report *report = evidence_report(i);
		struct str text;

		p.status = evidence_report_text(&text, p.run, report->format, p.arena, p.err);
		if (!p.status)
			(void)add_file(&p, str_of(report->path), text);
	}
	if (p.status)
		return p.status;
	(void)list_sort(p.arena, &p.files, compare_files);
	add_json(&p, "manifest.json", write_manifest);
	return p.status ? p.status : pack(&c->out, &p.files, p.arena, c->err);
}

int assay_evidence_write(const struct assay_result *r, bool hashes_only, assay_write_fn *write,
	void *payload, struct assay_error *err)
{
	/* as in assay_result_write */
	struct call call = {.result = (struct assay_result *)(uintptr_t)r,
		.hashes_only = hashes_only,
		.out = {write, payload, ASSAY_OK},
		.err = err};

	return call_run(r->arena, write_evidence, &call);
}
