/*
 * version - what this assay is: version, commit, libraries, rules, guard.
 *
 * Part of assay.h's implementation. The build defines ASSAY_COMMIT.
 */
#include "pipeline/inside.h"

#include "doc/json_out.h"
#include "rule/bundled.h"
#include "unpack/unpack.h"

#ifndef ASSAY_COMMIT
#define ASSAY_COMMIT "unknown"
#endif

enum { LIBRARIES_MAX = 16 };

struct library_version {
	struct str name, version;
};

/* what is written */
struct facts {
	char rules[65], nettle[DIGEST_VERSION_SIZE];
	struct library_version libraries[LIBRARIES_MAX];
	size_t n_libraries;
	const struct assay_guard *guard;
	bool guard_complete;
};

static void add_library(struct facts *facts, struct str name, struct str version)
{
	if (facts->n_libraries < LIBRARIES_MAX)
		facts->libraries[facts->n_libraries++] = (struct library_version){name, version};
}

/* "libarchive 3.6.2 zlib/1.2.13 ...": names and versions, separated by a blank or a slash */
static void add_libraries(struct facts *facts, const char *text)
{
	while (*text) {
		struct str name = {text, strcspn(text, " /")};
		const char *version = text + name.len + (text[name.len] != '\0');
		size_t len = strcspn(version, " ");

		/* libarchive can read LZ4, but assay does not, and links no library for it */
		if (!str_is(name, "liblz4"))
			add_library(facts, name, (struct str){version, len});
		text = version + len + strspn(version + len, " ");
	}
}

static void collect(struct facts *facts, struct assay_guard *guard)
{
	facts->guard = guard;
	facts->guard_complete = assay_lock_probe(guard);
	bundled_digest(facts->rules);
	digest_version(facts->nettle);
	add_library(facts, STR("cJSON"), str_of(doc_cjson_version()));
	add_library(facts, STR("libyaml"), str_of(doc_yaml_version()));
	add_library(facts, STR("Lua"), str_of(bundled_lua_version()));
	add_library(facts, STR("nettle"), str_of(facts->nettle));
	add_libraries(facts, unpack_libraries());
}

static void write_text(struct out *o, const struct facts *facts)
{
	out_text(o, "assay " ASSAY_VERSION "\ncommit: " ASSAY_COMMIT "\nrules: ");
	out_text(o, facts->rules);
	out_text(o, "\nlibraries: ");
	for (size_t i = 0; i < facts->n_libraries; i++) {
		out_text(o, i ? ", " : "");
		out_safe(o, facts->libraries[i].name);
		out_text(o, " ");
		out_safe(o, facts->libraries[i].version);
	}
	out_text(o, "\nguard: ");
	if (facts->guard_complete) {
		out_text(o, "complete (Landlock, seccomp, limits)\n");
	} else {
		out_text(o, "incomplete. ");
		out_text(o, facts->guard->lacks);
		out_text(o, "\n");
	}
}

static void json_member_bool(struct json_out *j, const char *key, bool truth)
{
	json_key(j, key);
	json_bool(j, truth);
}

static void write_json(struct out *o, const struct facts *facts)
{
	struct json_out j;

	json_begin(&j, o);
	json_object(&j);
	json_member_size(&j, "format", 1);
	json_member_text(&j, "version", ASSAY_VERSION);
	json_member_text(&j, "commit", ASSAY_COMMIT);
	json_key(&j, "rules");
	json_object(&j);
	json_member_text(&j, "sha256", facts->rules);
	json_object_end(&j);
	json_key(&j, "libraries");
	json_object(&j);
	for (size_t i = 0; i < facts->n_libraries; i++) {
		json_key_str(&j, facts->libraries[i].name);
		json_str(&j, facts->libraries[i].version);
	}
	json_object_end(&j);
	json_key(&j, "guard");
	json_object(&j);
	json_member_bool(&j, "complete", facts->guard_complete);
	json_member_bool(&j, "filesystem", facts->guard->filesystem);
	json_member_bool(&j, "syscalls", facts->guard->syscalls);
	json_member_bool(&j, "limits", facts->guard->limits);
	json_member_text(&j, "lacks", facts->guard->lacks);
	json_object_end(&j);
	json_object_end(&j);
	json_end(&j);
}

int assay_version_write(
	const char *format, assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct out out = {.write = write, .payload = payload};
	struct assay_guard guard;
	struct facts facts = {0};

	collect(&facts, &guard);
	if (strcmp(format, "json") == 0)
		write_json(&out, &facts);
	else if (strcmp(format, "text") == 0)
		write_text(&out, &facts);
	else
		return error_set(err, ASSAY_EUSAGE, "the format is text or json");
	return out.status ? error_set(err, ASSAY_EIO, "the version can't be written") : ASSAY_OK;
}
