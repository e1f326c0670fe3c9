/*
 * doc - opening a document: encodings, whole-file errors, JSON or YAML, the scan.
 *
 * Everything of a document that isn't the given bytes lives in its arena or in its buffers. Knows
 * the scan, the YAML reader and the sniffing; must not know what a document is about.
 */
#include "doc/doc_inside.h"
#include "doc/sniff.h"
#include "doc/yaml_read.h"

static bool starts(struct str s, const char *head, size_t len)
{
	return s.len >= len && memcmp(s.ptr, head, len) == 0;
}

/* d->source: what was given, without its byte order mark, as UTF-8 */
static int decode(struct doc *d, struct assay_error *err)
{
	struct str in = d->bytes;
	bool little = starts(in, "\xFF\xFE", 2), big = starts(in, "\xFE\xFF", 2);
	if (starts(in, "\xFF\xFE\0\0", 4) || starts(in, "\0\0\xFE\xFF", 4))
		return error_at(err, ASSAY_EINPUT, d->name, 1, 1,
			"the file is UTF-32: convert it to UTF-8");
	if (starts(in, "\xEF\xBB\xBF", 3))
		in = (struct str){in.ptr + 3, in.len - 3};
	d->source = in;
	if (!little && !big)
		return ASSAY_OK;
	in = (struct str){in.ptr + 2, in.len - 2};
	int status = utf16_to_utf8(&d->source, in, big, d->arena);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	if (status != ASSAY_OK)
		return doc_error_at(err, ASSAY_EINPUT, d, d->source.len,
			"the file's byte order mark says UTF-16, but half a character stands here: "
			"the file is damaged or cut off");
	return ASSAY_OK;
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
			return false;
	}
	return true;
}

static int refuse(struct doc *d, const struct json_fault *fault, struct assay_error *err)
{
	char guess[512];
	if (is_blank(d->text))
		return error_at(err, ASSAY_EINPUT, d->name, 1, 1,
			"the file holds nothing but white space: the command that should have "
			"written it failed; run it again and read its error output");
	if (fault->kind != FAULT_DEPTH && sniff(guess, sizeof guess, d->name, d->text, fault->at))
		return doc_error_at(err, ASSAY_EINPUT, d, fault->at, "%s", guess);
	return fault_error(err, d, fault);
}

/* check d->text; *passed says whether it is JSON text, and *fault why it isn't */
static int scan(struct doc *d, bool *passed, struct json_fault *fault, struct assay_error *err)
{
	struct skip_notes notes;
	int status = ASSAY_OK;
	skip_notes_init(&notes, d->text.len);
	*passed = json_scan(d->text, d->limits.max_depth, &notes, fault);
	if (*passed && skip_index_build(&d->index, &notes, d->text.len, d->arena) != ASSAY_OK)
		status = error_nomem(err);
	skip_notes_free(&notes);
	return status;
}

/* no JSON, but meant as YAML */
static int read_yaml(struct doc *d, size_t refused_at, struct assay_error *err)
{
	char guess[512];
	struct json_fault fault;
	bool passed;
	int status = yaml_read(d, err);
	if ((status == ASSAY_EINPUT || status == ASSAY_ELIMIT) &&
		sniff(guess, sizeof guess, d->name, d->source, refused_at))
		return doc_error_at(err, ASSAY_EINPUT, d, refused_at, "%s", guess);
	if (status != ASSAY_OK)
		return status;
	d->yaml = true;
	d->refused_at = refused_at;
	d->text = (struct str){d->json.ptr, d->json.len};
	status = scan(d, &passed, &fault, err);
	if (status != ASSAY_OK || passed)
		return status;
	/* what an alias stands for may nest where it is written out */
	if (fault.kind == FAULT_DEPTH)
		return fault_error(err, d, &fault);
	return doc_error_at(err, ASSAY_EINTERNAL, d, fault.at,
		"the YAML reader wrote what the scanner refuses: please report this file");
}

static int read_text(struct doc *d, struct assay_error *err)
{
	struct json_fault fault;
	bool passed;
	d->text = d->source;
	int status = scan(d, &passed, &fault, err);
	if (status != ASSAY_OK || passed)
		return status;
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
			"the file is empty: the command that should have written it failed; run it "
			"again and read its error output");
	int status = decode(d, err);
	return status == ASSAY_OK ? read_text(d, err) : status;
}

struct doc_limits doc_limits_of(const struct assay_options *options)
{
	return (struct doc_limits){options->max_input, options->max_depth, options->max_slice,
		options->max_yaml_expansion};
}

int doc_open(struct doc **out, const char *name, const char *buf, size_t len,
	const struct doc_limits *limits, struct assay_error *err)
{
	*out = NULL;
	struct arena *arena;
	if (arena_new(&arena, 0) != ASSAY_OK)
		return error_nomem(err);
	struct doc *d = arena_alloc(arena, sizeof *d);
	struct place_memo *memo = arena_alloc(arena, sizeof *memo);
	if (!d || !memo) {
		arena_free(arena);
		return error_nomem(err);
	}
	d->name = name;
	d->bytes = (struct str){buf, len};
	d->limits = *limits;
	d->arena = arena;
	d->memo = memo;
	int status = open_text(d, err);
	if (status == ASSAY_OK)
		*out = d;
	else
		doc_free(d);
	return status;
}

void doc_free(struct doc *d)
{
	if (!d)
		return;
	buf_free(&d->json);
	source_map_free(&d->map);
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
	return d->yaml && sniff(out, size, d->name, d->source, d->refused_at);
}

int doc_check_whole(const struct doc *d, struct assay_error *err)
{
	size_t len = d->source.len;
	if (!d->yaml || d->source.ptr[len - 1] == '\n')
		return ASSAY_OK;
	size_t line, column;
	source_place(d, len, &line, &column);
	return error_at(err, ASSAY_EINPUT, d->name, line, column,
		"the file ends within a line: it was cut off while it was written or copied; write "
		"it again (or, if it is whole, end it with a line end)");
}
