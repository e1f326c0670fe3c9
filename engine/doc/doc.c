/*
 * doc - opening a document: encodings, errors of the whole file, JSON or YAML, pages, the scan.
 *
 * A document's memory is its arena's, which is a phase of its own while the document is opened.
 * Knows the scan, the YAML reader and sniff; must not know what a document is about.
 */
#include "doc/doc_inside.h"
#include "doc/line.h"
#include "doc/sniff.h"
#include "doc/yaml_read.h"
#include "doc/yaml_text.h"

/* d->source: the bytes as UTF-8, without their byte order mark */
static int decode(struct doc *d, struct assay_error *err)
{
	size_t mark;
	enum encoding encoding = find_encoding(d->bytes, &mark);
	struct str in = {d->bytes.ptr + mark, d->bytes.len - mark};
	if (encoding == ENCODING_UTF32)
		return error_at(err, ASSAY_EINPUT, d->name, 1, 1,
			"the file is UTF-32. Convert it to UTF-8");
	d->source = in;
	if (encoding == ENCODING_UTF8)
		return ASSAY_OK;
	if (!utf16_to_utf8(&d->source, in, encoding == ENCODING_UTF16_BIG, d->arena))
		return doc_error_at(err, ASSAY_EINPUT, d, d->source.len,
			"found half a character of UTF-16: the file is damaged or cut off. Write "
			"it again");
	return ASSAY_OK;
}

static int refuse(struct doc *d, const struct json_fault *fault, struct assay_error *err)
{
	char guess[512];
	if (skip_blanks(d->text).len == 0)
		return error_at(err, ASSAY_EINPUT, d->name, 1, 1,
			"the file contains only white space: the command that should write it "
			"failed. Run it again and read its error output");
	if (!d->authored && fault->kind != FAULT_DEPTH &&
		sniff(guess, sizeof guess, d->name, d->text, fault->at))
		return doc_error_at(err, ASSAY_EINPUT, d, fault->at, "%s", guess);
	return fault_error(err, d, fault);
}

/* check d->text; false: *fault says why it is not JSON text */
static bool scan(struct doc *d, struct json_fault *fault)
{
	struct skip_notes notes;
	skip_notes_init(&notes, d->text.len, d->arena);
	bool passed = json_scan(d->text, d->limits.max_depth, &notes, fault);
	if (passed)
		skip_index_build(&d->index, &notes, d->text.len, d->arena);
	skip_notes_free(&notes);
	return passed;
}

/* check a text that was made from the source: only its depth can be wrong */
static int scan_made(struct doc *d, struct assay_error *err)
{
	struct json_fault fault;
	d->mapped = true;
	d->text = (struct str){d->json.ptr, d->json.len};
	if (scan(d, &fault))
		return ASSAY_OK;
	if (fault.kind == FAULT_DEPTH)
		return fault_error(err, d, &fault);
	return doc_error_at(err, ASSAY_EINTERNAL, d, fault.at,
		"assay made JSON text here that its scanner refuses. Please report this file");
}

static int read_yaml(struct doc *d, size_t refused_at, struct assay_error *err)
{
	char guess[512];
	int status = yaml_read(d, err);
	if (status != ASSAY_OK && !d->authored &&
		sniff(guess, sizeof guess, d->name, d->source, refused_at))
		return doc_error_at(err, ASSAY_EINPUT, d, refused_at, "%s", guess);
	if (status != ASSAY_OK)
		return status;
	d->yaml = true;
	d->refused_at = refused_at;
	return scan_made(d, err);
}

static bool is_container(struct str text, size_t at)
{
	return at < text.len && (text.ptr[at] == '{' || text.ptr[at] == '[');
}

/* where the JSON text that begins at an offset ends; false: *fault says why it is refused */
static bool scan_page(struct doc *d, size_t *at, struct json_fault *fault)
{
	struct str rest = {d->source.ptr + *at, d->source.len - *at};
	struct skip_notes notes;
	skip_notes_init(&notes, rest.len, d->arena);
	bool last = json_scan(rest, d->limits.max_depth, &notes, fault);
	skip_notes_free(&notes);
	fault->at += *at;
	fault->open_at += *at;
	*at = last ? d->source.len : fault->at;
	return last || (fault->kind == FAULT_TRAILING && is_container(d->source, fault->at));
}

/*
 * Several JSON texts as one list: the source with a bracket around it and a comma before each text
 * but the first. *fault says where the second one begins.
 */
static int join_pages(struct doc *d, struct json_fault *fault, struct assay_error *err)
{
	struct str source = d->source;
	size_t from = 0, next = fault->at;
	d->second_at = d->refused_at = fault->at;
	buf_init_for(&d->json, SIZE_MAX / 2, d->arena);
	source_map_init(&d->map, d->arena);
	d->map.copied = true;
	while (from < source.len) {
		buf_text(&d->json, from ? "," : "[");
		source_map_add(&d->map, d->json.len, from);
		buf_add(&d->json, source.ptr + from, next - from);
		from = next;
		if (from < source.len && !scan_page(d, &next, fault))
			return refuse(d, fault, err);
	}
	buf_text(&d->json, "]");
	d->pages = true;
	return scan_made(d, err);
}

static int read_text(struct doc *d, struct assay_error *err)
{
	struct json_fault fault;
	d->text = d->source;
	if (scan(d, &fault))
		return ASSAY_OK;
	if (d->may_have_pages && fault.kind == FAULT_TRAILING &&
		is_container(d->source, skip_space(d->source, 0)) &&
		is_container(d->source, fault.at) && d->source.len < SOURCE_MAP_MAX / 2)
		return join_pages(d, &fault, err);
	return yaml_seems(d->source) ? read_yaml(d, fault.at, err) : refuse(d, &fault, err);
}

static int open_text(struct doc *d, struct assay_error *err)
{
	if (d->bytes.len > d->limits.max_input)
		return error_at(err, ASSAY_ELIMIT, d->name, 0, 0,
			"the file is %zu bytes long; the limit max_input is %zu (--max-input "
			"raises it)",
			d->bytes.len, d->limits.max_input);
	if (d->bytes.len == 0)
		return error_at(err, ASSAY_EINPUT, d->name, 1, 1,
			"the file is empty: the command that should write it failed. Run it again "
			"and read its error output");
	int status = decode(d, err);
	return status == ASSAY_OK ? read_text(d, err) : status;
}

/* the arguments of doc_open */
struct opening {
	struct doc **out;
	struct arena *arena;
	const char *name;
	struct str bytes;
	const struct doc_limits *limits;
	bool may_have_pages, authored;
	struct assay_error *err;
};

static int open_in_phase(void *payload)
{
	const struct opening *o = payload;
	struct doc *d = arena_alloc(o->arena, sizeof *d);
	*d = (struct doc){
		.name = o->name,
		.bytes = o->bytes,
		.limits = *o->limits,
		.may_have_pages = o->may_have_pages,
		.authored = o->authored,
		.arena = o->arena,
		.memo = arena_alloc(o->arena, sizeof *d->memo),
	};
	*o->out = d;
	return open_text(d, o->err);
}

static int open_any(struct opening o)
{
	*o.out = NULL;
	int status = arena_new(&o.arena, 0);
	if (status == ASSAY_OK)
		status = arena_run(o.arena, open_in_phase, &o);
	if (status == ASSAY_OK)
		return ASSAY_OK;
	*o.out = NULL;
	arena_free(o.arena);
	return status == ASSAY_ENOMEM ? error_nomem(o.err) : status;
}

int doc_open(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err)
{
	return open_any((struct opening){
		.out = out, .name = name, .bytes = {buf, len}, .limits = limits, .err = err});
}

int doc_open_authored(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err)
{
	return open_any((struct opening){.out = out,
		.name = name,
		.bytes = {buf, len},
		.limits = limits,
		.authored = true,
		.err = err});
}

int doc_open_pages(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err)
{
	return open_any((struct opening){.out = out,
		.name = name,
		.bytes = {buf, len},
		.limits = limits,
		.may_have_pages = true,
		.err = err});
}

void doc_free(struct doc *d)
{
	if (d)
		arena_free(d->arena);
}

const char *doc_name(const struct doc *d)
{
	return d->name;
}

struct str doc_bytes(const struct doc *d)
{
	return d->bytes;
}

bool doc_is_yaml(const struct doc *d)
{
	return d->yaml;
}

bool doc_guess(const struct doc *d, char *out, size_t size)
{
	return d->mapped && sniff(out, size, d->name, d->source, d->refused_at);
}

bool doc_has_pages(const struct doc *d)
{
	return d->pages;
}

int doc_check_single(const struct doc *d, struct assay_error *err)
{
	char guess[512];
	size_t line, column;
	if (!d->pages)
		return ASSAY_OK;
	if (!sniff(guess, sizeof guess, d->name, d->source, d->second_at))
		(void)snprintf(guess, sizeof guess,
			"a second %s begins here. A file must contain exactly one: give each a "
			"file of its own",
			d->yaml ? "YAML document" : "JSON text");
	source_place(d, d->second_at, &line, &column);
	return error_at(err, ASSAY_EINPUT, d->name, line, column, "%s", guess);
}

int doc_check_whole(const struct doc *d, struct assay_error *err)
{
	size_t len = d->source.len;
	if (!d->yaml || d->source.ptr[len - 1] == '\n')
		return ASSAY_OK;
	size_t line, column;
	source_place(d, len, &line, &column);
	return error_at(err, ASSAY_EINPUT, d->name, line, column,
		"the file ends within a line: it was cut off while it was written or copied. Write "
		"it again, or end its last line if the file is complete");
}
