/*
 * verify - judges again what an archive of evidence contains, and compares the reports.
 *
 * Part of assay.h's implementation. The archive is hostile input: it is unpacked, read and judged
 * within the limits of the caller, whatever it says. Knows run.json, which evidence.c writes.
 */
#include "pipeline/verify_inside.h"

#include "base/day.h"
#include "base/map.h"
#include "rule/bundled.h"
#include "unpack/unpack.h"

static void free_replay(void *payload)
{
	struct verify *v = payload;

	assay_result_free(v->result);
	assay_free(v->a);
}

static int refuse(struct verify *v, const char *why)
{
	return error_at(v->err, ASSAY_EINPUT, v->name, 0, 0,
		"%s %s. Name an archive that 'assay evidence' wrote", EVIDENCE_RECORD, why);
}

/* ---- reading run.json ---- */

static const char *text_of(struct verify *v, const struct value *object, const char *key)
{
	const struct value *value = value_get(object, key);

	return value && value->kind == DOC_STRING ? str_copy(v->arena, value->text).ptr : NULL;
}

static bool truth_of(const struct value *object, const char *key)
{
	const struct value *value = value_get(object, key);

	return value && value->kind == DOC_BOOL && value->truth;
}

/* the elements of an array, each an object */
static size_t items_of(const struct value *object, const char *key, struct value ***items)
{
	const struct value *list = value_get(object, key);

	*items = list && list->kind == DOC_ARRAY ? list->items : NULL;
	return *items ? list->n : 0;
}

static int read_record(struct verify *v)
{
	const struct doc_limits limits = reading_limits(v->by);
	const struct unpacked_file *file = map_get(&v->files, STR(EVIDENCE_RECORD));
	struct doc *doc = NULL;
	int64_t format;
	int status;

	if (!file || file->refused)
		return refuse(v, "is missing");
	status = doc_open(&doc, file->name.ptr, file->bytes.ptr, file->bytes.len, &limits, v->err);
	if (status)
		return status;
	/* freed with the run of by */
	(void)list_add(v->by->arena, (struct list *)(uintptr_t)&v->by->docs, doc);
	status = value_build(&v->record, doc_root(doc), v->arena, v->err);
	if (!status && (!value_integer(value_get(v->record, EVIDENCE_KEY), &format) ||
			       format != EVIDENCE_FORMAT))
		status = refuse(v, "does not have format 1");
	v->hashes_only = truth_of(v->record, "hashesOnly");
	return status;
}

/* ---- the archive ---- */

static int open_archive(struct verify *v, struct str bytes)
{
	const struct options *o = &v->by->options;
	const struct unpack_limits limits = {
		o->max_input, o->max_archive_entries, o->max_archive, o->max_archive_ratio};
	struct unpacked archive;
	int status;

	if (!unpack_is_archive(bytes))
		return error_at(v->err, ASSAY_EINPUT, v->name, 0, 0,
			"this is not an archive. Name an archive that 'assay evidence' wrote");
	status = unpack(&archive, v->name, bytes, &limits, v->arena, v->err);
	return status ? status : verify_files(v, &archive);
}

/* an input among those of the caller that has the name and other bytes */
static bool is_changed(const struct verify *v, const char *name)
{
	for (size_t i = 0; name && i < v->by->inputs.n; i++) {
		const struct added *added = v->by->inputs.items[i];

		if (!added->unreadable && strcmp(added->name, name) == 0)
			return true;
	}
	return false;
}

/* The bytes of an entry: of the archive, or of the caller's inputs by hash. False: not there. */
static bool find_bytes(struct verify *v, const struct value *entry, struct str *bytes)
{
	const char *path = text_of(v, entry, "file"), *sha = text_of(v, entry, "sha256");
	const char *name = text_of(v, entry, "name");
	const struct unpacked_file *file = path ? map_get(&v->files, str_of(path)) : NULL;
	const struct added *added = !path && sha ? map_get(&v->by_digest, str_of(sha)) : NULL;

	if (file)
		*bytes = file->bytes;
	else if (added && added_bytes(added, bytes))
		/* a copy: those of a log file are valid until the next call */
		*bytes = added->read_log ? str_copy(v->arena, *bytes) : *bytes;
	else
		added = NULL;
	if (file || added)
		return true;
	if (!path && is_changed(v, name)) {
		v->differs = true;
		verify_say(v, "", str_of(name), ": its SHA-256 is not the recorded one.");
	} else {
		v->is_unknown = true;
		verify_say(v, "", str_of(name ? name : "?"),
			path ? ": the archive lacks its file."
			     : ": no PATH contains a file with its SHA-256. Name the file, or a "
			       "folder that contains it.");
	}
	return false;
}

static void index_inputs(struct verify *v)
{
	for (size_t i = 0; i < v->by->inputs.n; i++) {
		struct added *added = v->by->inputs.items[i];
		struct str bytes;
		char hex[65];

		if (added->unreadable || !added_bytes(added, &bytes))
			continue;
		digest_hex(hex, bytes);
		(void)map_set(v->arena, &v->by_digest, str_copy(v->arena, str_of(hex)), added);
	}
}

/* ---- the calls again ---- */

static int repeat_bytes(struct verify *v, enum given_kind kind, const char *name, struct str b)
{
	switch (kind) {
	case GIVEN_CONFIG:
		return assay_configure(v->a, name, b.ptr, b.len, v->err);
	case GIVEN_WAIVERS:
		return assay_add_waivers(v->a, name, b.ptr, b.len, v->err);
	case GIVEN_BASELINE:
		return assay_set_baseline(v->a, name, b.ptr, b.len, v->err);
	case GIVEN_RULES:
		return assay_add_rules(v->a, name, b.ptr, b.len, v->err);
	case GIVEN_SETTING:
	case GIVEN_BUNDLED_RULES:
	case GIVEN_WHAT_IF:
	case N_GIVEN:
		break;
	}
	return refuse(v, "has an unknown entry");
}

static int repeat_given(struct verify *v, const struct value *entry)
{
	const char *kind = text_of(v, entry, "kind"), *name = text_of(v, entry, "name");
	const char *value = text_of(v, entry, "value");
	enum given_kind k = GIVEN_SETTING;
	struct str bytes;

	while (kind && k < N_GIVEN && strcmp(kind, given_name(k)) != 0)
		k++;
	if (!kind || k == N_GIVEN || (!name && k != GIVEN_BUNDLED_RULES) ||
		(!value && k == GIVEN_WHAT_IF))
		return refuse(v, "has an unknown entry");
	if (k == GIVEN_SETTING)
		return assay_set(v->a, name, value, v->err);
	if (k == GIVEN_BUNDLED_RULES)
		return assay_add_builtin_rules(v->a, v->err);
	if (k == GIVEN_WHAT_IF)
		return assay_what_if(v->a, name, value, v->err);
	return find_bytes(v, entry, &bytes) ? repeat_bytes(v, k, name, bytes) : ASSAY_OK;
}

/* The archive must not lift a limit of who verifies it. */
static int check_limits(struct verify *v)
{
	const struct setting *setting;

	for (size_t i = 0; (setting = setting_at(i)); i++) {
		uint64_t asked = settings_number(&v->a->settings, setting);
		uint64_t most = settings_number(&v->by->settings, setting);

		if (setting->shown.limit && strcmp(setting->shown.name, "timeout") != 0 &&
			asked > most)
			return error_at(v->err, ASSAY_ELIMIT, v->name, 0, 0,
				"the run had a limit %s of %llu, more than the %llu in force. Give "
				"--%s %llu",
				setting->shown.name, (unsigned long long)asked,
				(unsigned long long)most, setting->shown.name,
				(unsigned long long)asked);
	}
	return ASSAY_OK;
}

static int repeat_input(struct verify *v, const struct value *entry)
{
	const char *name = text_of(v, entry, "name"), *why = text_of(v, entry, "unreadable");
	enum assay_origin origin = truth_of(entry, "named") ? ASSAY_NAMED : ASSAY_FOUND;
	struct str bytes;

	if (!name)
		return refuse(v, "has an input without a name");
	if (why)
		return assay_add_unreadable(v->a, name, why, v->err);
	if (!find_bytes(v, entry, &bytes))
		return ASSAY_OK;
	return assay_add_input(v->a, name, bytes.ptr, bytes.len, origin, v->err);
}

static int repeat_skipped(struct verify *v, const struct value *entry)
{
	const char *name = text_of(v, entry, "name");
	int64_t why;

	if (!name || !value_integer(value_get(entry, "why"), &why) || why < 0 ||
		why >= ASSAY_N_SKIPPED)
		return refuse(v, "has an unknown entry");
	return assay_add_skipped(v->a, name, (enum assay_skip)why, v->err);
}

static int repeat_folder(struct verify *v, const struct value *entry)
{
	const char *path = text_of(v, entry, "path");

	return path ? assay_add_folder(v->a, path, v->err) : refuse(v, "has an unknown entry");
}

static int repeat_each(struct verify *v, const char *key,
	int (*repeat)(struct verify *v, const struct value *entry))
{
	struct value **items;
	size_t n = items_of(v->record, key, &items);
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < n; i++)
		status = repeat(v, items[i]);
	return status;
}

static bool locate(void *payload, const char *input, const char **boundary, const char **folder)
{
	struct verify *v = payload;
	struct value **items;
	size_t n = items_of(v->record, "located", &items);

	for (size_t i = 0; i < n; i++) {
		const char *of = text_of(v, items[i], "input");

		*boundary = text_of(v, items[i], "boundary");
		*folder = text_of(v, items[i], "folder");
		if (of && strcmp(of, input) == 0 && *boundary && *folder)
			return true;
	}
	return false;
}

static bool is_text(const struct value *object, const char *key, const char *text)
{
	const struct value *value = value_get(object, key);

	return value && value->kind == DOC_STRING && str_is(value->text, text);
}

static bool read_folder(
	void *payload, const char *boundary, const char *folder, assay_source_fn *add, void *into)
{
	struct verify *v = payload;
	struct value **items, **files;
	size_t n = items_of(v->record, "sources", &items);

	for (size_t i = 0; i < n; i++) {
		if (!is_text(items[i], "boundary", boundary) ||
			!is_text(items[i], "folder", folder))
			continue;
		size_t n_files = items_of(items[i], "files", &files);

		for (size_t f = 0; f < n_files; f++) {
			const char *name = text_of(v, files[f], "name");
			const char *why = text_of(v, files[f], "unreadable");
			struct str bytes = STR_NONE;

			if (name && (why || find_bytes(v, files[f], &bytes)))
				add(into, name, bytes.ptr, bytes.len, why);
		}
		return true;
	}
	return false;
}

/* what the reports showed of the process */
static int repeat_process(struct verify *v, int64_t *now)
{
	const struct value *guard = value_get(v->record, "guard");
	const struct value *stamp = value_get(v->record, "stamp");
	struct assay_guard shown = {truth_of(guard, "filesystem"), truth_of(guard, "syscalls"),
		truth_of(guard, "limits"), ""};
	const char *lacks = text_of(v, guard, "lacks"), *time = text_of(v, stamp, "time");
	struct assay_stamp stamped = {-1, text_of(v, stamp, "user"), text_of(v, stamp, "host"),
		text_of(v, stamp, "commit"), text_of(v, stamp, "repository")};
	int status = ASSAY_OK;

	if (!value_integer(value_get(v->record, "now"), now))
		*now = -1;
	snprintf(shown.lacks, sizeof shown.lacks, "%s", lacks ? lacks : "");
	if (guard && guard->kind == DOC_OBJECT)
		status = assay_set_guard(v->a, &shown, v->err);
	if (time && !time_parse(str_of(time), &stamped.time))
		return refuse(v, "has an invalid time");
	if (!status && stamp)
		status = assay_set_stamp(v->a, &stamped, v->err);
	return status;
}

static int repeat_run(struct verify *v)
{
	struct value **items;
	int64_t now = -1;
	int status = repeat_each(v, "folders", repeat_folder);

	if (!status)
		status = repeat_each(v, "given", repeat_given);
	if (!status)
		status = check_limits(v);
	if (!status)
		status = repeat_each(v, "inputs", repeat_input);
	if (!status)
		status = repeat_each(v, "skipped", repeat_skipped);
	if (!status)
		status = repeat_process(v, &now);
	v->sources = (struct assay_sources){locate, read_folder, v};
	if (items_of(v->record, "located", &items) > 0)
		assay_set_sources(v->a, &v->sources);
	if (status || v->is_unknown || v->differs)
		return status;
	v->a->step = v->by->step;
	v->a->step_payload = v->by->step_payload;
	return assay_run(&v->result, v->a, now, v->err);
}

/* ---- the outcome ---- */

/* another version may judge otherwise; the comparison shows whether it does */
static void note_version(struct verify *v)
{
	const char *version = text_of(v, v->record, "version");
	const char *rules = text_of(v, v->record, "rules");
	char own[65];

	bundled_digest(own);
	if (!version || strcmp(version, ASSAY_VERSION) != 0)
		verify_say(v, "note: packed by assay ", str_of(version ? version : "?"),
			"; this is " ASSAY_VERSION ".");
	if (!rules || strcmp(rules, own) != 0)
		verify_say(v, "note: the bundled rules were others: SHA-256 ",
			str_of(rules ? rules : "?"), ".");
}

static void conclude(struct verify *v, int *exit_status)
{
	*exit_status = v->differs ? 1 : v->is_unknown ? 2 : 0;
	verify_say(v, "", str_of(v->name),
		v->differs      ? ": differs."
		: v->is_unknown ? ": can't be verified."
				: ": verified. The files match the manifest, and judging them "
				  "again gives the same reports.");
}

static int verify(struct call *c)
{
	struct verify v = {
		.by = c->a, .arena = c->a->arena, .name = c->name, .out = &c->out, .err = c->err};
	struct arena_cleanup cleanup;
	int status = open_archive(&v, c->bytes);

	if (!status)
		status = read_record(&v);
	if (!status && !v.hashes_only && c->a->inputs.n > 0)
		status = error_at(c->err, ASSAY_EUSAGE, c->name, 0, 0,
			"this archive contains its inputs. Give it alone: a PATH is for archives "
			"of --hashes-only");
	if (!status)
		status = assay_new(&v.a, c->err);
	if (status)
		return status;
	arena_defer(v.arena, &cleanup, free_replay, &v);
	note_version(&v);
	index_inputs(&v);
	verify_claims(&v);
	status = repeat_run(&v);
	if (!status && v.result)
		status = verify_compare(&v);
	arena_release(v.arena, &cleanup);
	if (!status)
		conclude(&v, &c->exit_status);
	if (!status && c->out.status)
		status = error_set(c->err, ASSAY_EIO, "the result can't be written");
	return status;
}

int assay_verify_write(struct assay *a, const char *name, const char *buf, size_t len,
	assay_write_fn *write, void *payload, int *exit_status, struct assay_error *err)
{
	struct call call = {.a = a,
		.name = name,
		.bytes = {buf, len},
		.out = {write, payload, ASSAY_OK},
		.err = err};
	int status = call_run(a->arena, verify, &call);

	*exit_status = call.exit_status;
	return status;
}
