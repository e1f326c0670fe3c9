/*
 * doc.h - a document: bytes that were checked, and cursors over them.
 *
 * JSON text (UTF-8 with or without a byte order mark, UTF-16 with one) is checked completely and
 * strictly (RFC 8259) before anything is built from it (json_scan). YAML is converted to JSON text
 * first (yaml_read) and keeps its own lines and columns. A cursor steps over the text without
 * building; a slice is built on demand (value.h). Only this folder knows cJSON and libyaml.
 */
#ifndef ASSAY_DOC_H
#define ASSAY_DOC_H

#include "base/base.h"

struct doc;

struct doc_limits {
	size_t max_input;          /* bytes */
	size_t max_depth;          /* nested arrays and objects */
	size_t max_slice;          /* bytes of one slice */
	size_t max_yaml_expansion; /* bytes of one YAML text, and of the JSON text that it becomes
				    */
};

/*
 * Check buf as one JSON text, or as one YAML document in block style. A text that begins with { or
 * [ is JSON only: broken JSON is never read as YAML. On ASSAY_OK *out is the caller's (doc_free);
 * name and buf are borrowed until then. Errors: ASSAY_EINPUT and ASSAY_ELIMIT with name, line and
 * column; ASSAY_ENOMEM. The message names a file that is neither JSON nor YAML for what it seems
 * to be (sniff.h), with the command that helps.
 */
int doc_open(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err);

/*
 * The same for a file that people write for assay (a configuration, a test): an error is about its
 * syntax, and not about what else the file may be. Its texts may quote the errors of commands.
 */
int doc_open_authored(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err);

/*
 * The same for output that may come in pages: several JSON texts (one behind the other, or one on
 * each line) or several YAML documents ("---") in one file are read as one list of them, as
 * `jq -s` reads them. Each of several JSON texts must be an object or an array. Places are those
 * of the file; a JSON pointer begins with the index of the page. The list counts as one level of
 * nesting.
 */
int doc_open_pages(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err);
void doc_free(struct doc *d);

/* True if the file contains several texts: the root is then the list that assay made of them. */
bool doc_has_pages(const struct doc *d);

/* ASSAY_EINPUT at the second text of a file with several: for what can't come in pages. */
int doc_check_single(const struct doc *d, struct assay_error *err);

const char *doc_name(const struct doc *d);

/* The unmodified bytes (for hashes). */
struct str doc_bytes(const struct doc *d);

bool doc_is_yaml(const struct doc *d);

/*
 * ASSAY_EINPUT if YAML ends within a line. Programs end their last line; YAML that was cut off may
 * still be valid, with values missing. JSON that was cut off is refused by doc_open.
 */
int doc_check_whole(const struct doc *d, struct assay_error *err);

/*
 * What a YAML document, or a file with pages, that nobody recognises may be instead: prose with a
 * colon is valid YAML (the text of a plan, messages of a command). False: unknown.
 */
bool doc_guess(const struct doc *d, char *out, size_t size);

/* The kinds of JSON values. */
enum doc_kind { DOC_NULL, DOC_BOOL, DOC_NUMBER, DOC_STRING, DOC_ARRAY, DOC_OBJECT };

/* A value of a document: where its text begins. Cheap to copy. doc NULL: no value. */
struct cursor {
	const struct doc *doc;
	size_t at;
};

struct cursor doc_root(const struct doc *d);
enum doc_kind cursor_kind(struct cursor c);

/* One key of a look-up: the caller sets key, cursor_find sets value (doc NULL: not found). */
struct lookup {
	const char *key;
	struct cursor value;
};

/*
 * Look up n keys of an object in one walk to its end. Keys are compared decoded. A key of the
 * look-up that the object contains twice is ASSAY_EINPUT at its second place. In a value that is
 * not an object no key is found.
 */
int cursor_find(struct cursor object, struct lookup *lookups, size_t n, struct assay_error *err);

/*
 * The same, and in the same walk n_inside keys of some of the values: inside[i] are looked up in
 * the value of lookups[i], if not NULL. Of two objects with the same bytes, one after the other,
 * the first is searched, and its places are those of both.
 */
int cursor_find_inside(struct cursor object, struct lookup *lookups, size_t n,
	struct lookup *const *inside, size_t n_inside, struct assay_error *err);

/* Steps through the members of an object or the elements of an array. */
struct walk {
	struct cursor value; /* the current one */
	struct str
		raw_key; /* of an object's member: the text between the key's quotes, as written */
	size_t key_at;   /* the offset of the quote that opens the member's key */
	size_t next;     /* private: the offset behind the current value; 0: not found yet */
	struct cursor container; /* private */
};

void walk_begin(struct walk *w, struct cursor container); /* neither array nor object: empty */
bool walk_next(struct walk *w);

/* cursor_find in the current value. The walk goes on behind it without reading it again. */
int walk_find(struct walk *w, struct lookup *lookups, size_t n, struct assay_error *err);

/* Decode a string into the arena. Not a string, or with \u0000: ASSAY_EINPUT at its place. */
int cursor_string(struct cursor c, struct arena *a, struct str *out, struct assay_error *err);

/*
 * Like cursor_string for a text that is not kept: borrowed from the document, not NUL-terminated,
 * and decoded into the arena only if it contains escapes.
 */
int cursor_borrow(struct cursor c, struct arena *a, struct str *out, struct assay_error *err);

/* True if the value is a string that is text, decoded. No allocation. */
bool cursor_is(struct cursor c, const char *text);

/* Read true or false; another kind is ASSAY_EINPUT at its place. */
int cursor_bool(struct cursor c, bool *out, struct assay_error *err);

/* The value as JSON text, from its first byte to its last. */
struct str cursor_text(struct cursor c);

/*
 * Of an object's member: the source from its key to its value (with the indentation if the key
 * begins the line), and the key in it. False if the value is not a member, the key contains
 * escapes, or the two are on different lines.
 */
bool cursor_member(struct cursor c, struct str *lead, struct str *key);

/* The value as its source writes it: JSON or YAML. */
struct str cursor_source(struct cursor c);

/* A place as SARIF defines it: lines and UTF-16 columns from 1, the end exclusive. */
struct place {
	size_t line, column;
	size_t end_line, end_column;
};

/* The source from a key (its place, as of a walk) to the end of its value. */
struct str cursor_source_from(struct cursor key, struct cursor value);

/* The place of a value, found by walking the text. */
struct place cursor_place(struct cursor c);

/* The JSON pointer (RFC 6901) of a value, found by walking down from the root. */
int cursor_pointer(struct cursor c, struct buf *out);

/* Set an error at a value's place: name, line, column. Returns status. */
int cursor_error(struct assay_error *err, enum assay_status status, struct cursor c,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* parsers.c: the versions of the linked libraries. */
const char *doc_cjson_version(void);
const char *doc_yaml_version(void);

#endif
