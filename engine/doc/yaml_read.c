/*
 * yaml_read - YAML text to JSON text, and a map from one to the other.
 *
 * The only file that includes libyaml's yaml.h. Writes libyaml's events as they come; its loader
 * is never used, and depth, aliases and tags are bounded here. All other code of a document
 * (look-ups, duplicates, slices, places) works on the JSON text. Must not know what a document is
 * about.
 */
#include "doc/yaml_read.h"

#include "base/map.h"
#include "doc/json_text.h"
#include "doc/yaml_scalar.h"
#include "doc/yaml_text.h"

#include <yaml.h>

/*
 * libyaml's time for each token grows with the number of open flow collections: 1 MB at a depth of
 * 256 takes seconds. Real files nest far less.
 */
#define MAX_FLOW ((size_t)16)

/* libyaml does not recognise a longer key */
#define MAX_KEY 1024

/* a node with an anchor: where its JSON text and its points begin and end */
struct anchor {
	size_t text, text_end;
	size_t point, point_end;
	bool complete;
};

/* a collection that is open */
struct frame {
	bool mapping, flow;
	bool value_next; /* in a mapping: the key is written */
	size_t n;
	size_t start, end; /* in the source: its beginning, and the end of its last child */
	struct anchor *anchor;
};

struct reader {
	struct doc *d;
	struct assay_error *err;
	struct arena *scratch;
	yaml_parser_t parser;
	yaml_event_t event;
	struct map anchors;
	struct frame *frames;
	size_t depth, max_depth, flow;
	size_t n_documents;
	size_t index, offset; /* one place: in characters, as libyaml counts, and in bytes */
};

__attribute__((format(printf, 3, 4))) static int refuse(
	struct reader *r, size_t at, const char *format, ...)
{
	struct assay_error scratch;
	va_list args;
	va_start(args, format);
	int n = vsnprintf(scratch.message, sizeof scratch.message, format, args);
	va_end(args);
	return doc_error_at(
		r->err, ASSAY_EINPUT, r->d, at, "%s", n < 0 ? "refused" : scratch.message);
}

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* the byte offset of libyaml's mark */
static size_t offset_of(struct reader *r, size_t index)
{
	struct str s = r->d->source;
	while (r->index < index && r->offset < s.len) {
		do
			r->offset++;
		while (r->offset < s.len && is_inside(s.ptr[r->offset]));
		r->index++;
	}
	while (r->index > index && r->offset > 0) {
		do
			r->offset--;
		while (r->offset > 0 && is_inside(s.ptr[r->offset]));
		r->index--;
	}
	return r->offset;
}

static size_t event_start(struct reader *r)
{
	return offset_of(r, r->event.start_mark.index);
}

static size_t event_end(struct reader *r)
{
	return offset_of(r, r->event.end_mark.index);
}

static struct frame *top(struct reader *r)
{
	return r->depth ? &r->frames[r->depth - 1] : NULL;
}

static bool is_key(struct reader *r)
{
	return r->depth && top(r)->mapping && !top(r)->value_next;
}

/* the colon or comma before a node */
static void separate(struct reader *r)
{
	const struct frame *f = top(r);
	if (f && f->mapping && f->value_next)
		buf_text(&r->d->json, ":");
	else if (f && f->n)
		buf_text(&r->d->json, ",");
}

static void begin_node(struct reader *r, size_t at)
{
	separate(r);
	source_map_add(&r->d->map, r->d->json.len, at);
}

/* tell the collection that a key, or a value, is complete */
static void count_node(struct reader *r, size_t end)
{
	struct frame *f = top(r);
	if (!f)
		return;
	f->end = end;
	if (f->mapping && !f->value_next) {
		f->value_next = true;
		return;
	}
	f->value_next = false;
	f->n++;
}

static void end_node(struct reader *r, size_t end)
{
	source_map_add(&r->d->map, r->d->json.len, end);
	count_node(r, end);
}

/* note the anchor of the node that begins here; NULL if it has none */
static struct anchor *take_anchor(struct reader *r, const yaml_char_t *name)
{
	if (!name)
		return NULL;
	struct str key = str_copy(r->scratch, str_of((const char *)name));
	struct anchor *anchor = arena_alloc(r->scratch, sizeof *anchor);
	/* a name may be given again: from here on it means this node */
	(void)map_set(r->scratch, &r->anchors, key, anchor);
	anchor->text = r->d->json.len;
	anchor->point = r->d->map.n - 1;
	return anchor;
}

static void complete(struct reader *r, struct anchor *anchor)
{
	if (!anchor)
		return;
	anchor->text_end = r->d->json.len;
	anchor->point_end = r->d->map.n;
	anchor->complete = true;
}

/* append a piece of the JSON text to itself */
static void repeat(struct buf *json, size_t from, size_t to)
{
	char piece[4096];
	while (from < to && json->status == ASSAY_OK) {
		size_t n = to - from < sizeof piece ? to - from : sizeof piece;
		memcpy(piece, json->ptr + from, n);
		buf_add(json, piece, n);
		from += n;
	}
}

static int take_alias(struct reader *r)
{
	size_t at = event_start(r), end = event_end(r);
	const struct anchor *anchor =
		map_get(&r->anchors, str_of((const char *)r->event.data.alias.anchor));
	if (!r->depth || is_key(r))
		return refuse(
			r, at, "an alias can't be a key or the whole document. Write the text out");
	if (!anchor)
		return refuse(
			r, at, "no node before this alias has its anchor. Define the anchor first");
	if (!anchor->complete)
		return refuse(r, at,
			"this alias is inside the node that it refers to. Write the value out");
	separate(r);
	size_t shift = r->d->json.len - anchor->text;
	source_map_repeat(&r->d->map, anchor->point, anchor->point_end, shift);
	repeat(&r->d->json, anchor->text, anchor->text_end);
	count_node(r, end);
	return ASSAY_OK;
}

static const char core[] = "tag:yaml.org,2002:";

static int refuse_tag(struct reader *r, size_t at, const char *tag)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "!:/.,_-";
	static const char *const short_forms[] = {"!And", "!Base64", "!Cidr", "!Condition",
		"!Equals", "!FindInMap", "!GetAtt", "!GetAZs", "!If", "!ImportValue", "!Join",
		"!Length", "!Not", "!Or", "!Ref", "!Select", "!Split", "!Sub", "!ToJsonString",
		"!Transform"};
	for (size_t i = 0; i < LENGTH_OF(short_forms); i++)
		if (strcmp(tag, short_forms[i]) == 0)
			return refuse(r, at,
				"%s is a tag of CloudFormation templates, which are not read yet",
				tag);
	if (strlen(tag) > 60 || tag[strspn(tag, plain)] != '\0')
		return refuse(r, at,
			"this tag is not read. Use only !!str, !!int, !!float, "
			"!!bool, !!null, !!seq and !!map");
	bool is_core = strncmp(tag, core, sizeof core - 1) == 0;
	return refuse(r, at,
		"the tag %s%s is not read. Use only !!str, !!int, !!float, !!bool, !!null, !!seq "
		"and "
		"!!map",
		is_core ? "!!" : "", is_core ? tag + sizeof core - 1 : tag);
}

static bool is_tag(const char *tag, const char *name)
{
	return strncmp(tag, core, sizeof core - 1) == 0 && strcmp(tag + sizeof core - 1, name) == 0;
}

/* libyaml drops a lone "!", which makes any scalar a string */
static bool has_bare_tag(struct reader *r, size_t at)
{
	struct str s = r->d->source;
	if (at < s.len && s.ptr[at] == '&') {
		while (at < s.len && (unsigned char)s.ptr[at] > ' ')
			at++;
		while (at < s.len && (unsigned char)s.ptr[at] <= ' ')
			at++;
	}
	return at < s.len && s.ptr[at] == '!';
}

/* the kind of a scalar, by its style and tag */
static int resolve(struct reader *r, size_t at, enum yaml_scalar *out)
{
	const char *tag = (const char *)r->event.data.scalar.tag;
	struct str text = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
	bool plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	*out = YAML_TEXT;
	if (!tag && plain && has_bare_tag(r, at))
		return refuse_tag(r, at, "!");
	if (!tag) {
		*out = plain ? yaml_resolve(text) : YAML_TEXT;
	} else if (!is_tag(tag, "str")) {
		*out = yaml_resolve(text);
		bool fits = (is_tag(tag, "null") && *out == YAML_NULL) ||
			    (is_tag(tag, "bool") && (*out == YAML_TRUE || *out == YAML_FALSE)) ||
			    (is_tag(tag, "int") && *out == YAML_INTEGER) ||
			    (is_tag(tag, "float") && (*out == YAML_INTEGER || *out == YAML_FLOAT));
		bool known = is_tag(tag, "null") || is_tag(tag, "bool") || is_tag(tag, "int") ||
			     is_tag(tag, "float");
		if (!known)
			return refuse_tag(r, at, tag);
		if (!fits)
			return refuse(r, at, "this value does not fit its tag !!%s",
				tag + sizeof core - 1);
	}
	if (*out == YAML_NO_JSON)
		return refuse(r, at, "JSON has no such number. Write it in quotes if it is text");
	return ASSAY_OK;
}

static int take_scalar(struct reader *r)
{
	size_t at = event_start(r), end = event_end(r);
	struct str text = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
	yaml_scalar_style_t style = r->event.data.scalar.style;
	enum yaml_scalar kind;
	int status = resolve(r, at, &kind);
	if (status != ASSAY_OK)
		return status;
	if (!r->depth && kind != YAML_NULL)
		return refuse(r, at, "expected a mapping or a sequence, found a scalar");
	if (is_key(r) && kind != YAML_TEXT)
		return refuse(r, at, "a key must be a string. Write it in quotes");
	if (is_key(r) && style == YAML_PLAIN_SCALAR_STYLE && str_is(text, "<<"))
		return refuse(r, at,
			"merge keys (<<) are only in YAML 1.1 and are not read. Write the "
			"members out");
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		end = yaml_trim(r->d->source, at, end);
	at = yaml_content(
		r->d->source, at, end, r->event.data.scalar.anchor, r->event.data.scalar.tag);
	begin_node(r, at);
	struct anchor *anchor = take_anchor(r, r->event.data.scalar.anchor);
	yaml_write(&r->d->json, kind, text);
	end_node(r, end);
	complete(r, anchor);
	return ASSAY_OK;
}

static int open_collection(struct reader *r, bool mapping, bool flow, const yaml_char_t *anchor,
	const yaml_char_t *tag)
{
	size_t at = event_start(r);
	if (tag && !is_tag((const char *)tag, mapping ? "map" : "seq"))
		return refuse_tag(r, at, (const char *)tag);
	if (is_key(r))
		return refuse(r, at, "a key must be a string, not a collection");
	if (!r->depth && flow)
		return refuse(r, at,
			"YAML is read in block style (key: value), and a document that begins with "
			"%s as JSON. Remove the lines before it",
			mapping ? "{" : "[");
	if (r->depth == r->max_depth) {
		const struct json_fault fault = {.kind = FAULT_DEPTH, .at = at};
		return fault_error(r->err, r->d, &fault);
	}
	if (flow && r->flow == MAX_FLOW)
		return doc_error_at(r->err, ASSAY_ELIMIT, r->d, at,
			"flow collections ({}, []) are nested deeper than %zu. Write the outer "
			"ones in block style",
			MAX_FLOW);
	r->flow += flow;
	at = yaml_content(r->d->source, at, r->d->source.len, anchor, tag);
	begin_node(r, at);
	r->frames[r->depth++] = (struct frame){.mapping = mapping,
		.flow = flow,
		.start = at,
		.end = at,
		.anchor = take_anchor(r, anchor)};
	buf_text(&r->d->json, mapping ? "{" : "[");
	return ASSAY_OK;
}

static void close_collection(struct reader *r)
{
	const struct frame f = *top(r);
	/* libyaml ends a block where the next token begins */
	size_t end = f.flow ? event_end(r) : f.end;
	r->flow -= f.flow;
	r->depth--;
	buf_text(&r->d->json, f.mapping ? "}" : "]");
	end_node(r, end);
	complete(r, f.anchor);
}

/* true if the error is about the colon behind a key that is too long */
static bool is_after_long_key(const yaml_parser_t *p, const char *problem)
{
	return p->problem_mark.column > MAX_KEY &&
	       (strstr(problem, "mapping values are not allowed") || strstr(problem, "':'"));
}

static int parser_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	if (p->error == YAML_MEMORY_ERROR)
		arena_fail(r->scratch);
	const char *problem = p->problem ? p->problem : "it is damaged";
	if (p->error == YAML_READER_ERROR)
		return refuse(r, p->problem_offset, "this YAML can't be read: %s", problem);
	size_t at = offset_of(r, p->problem_mark.index);
	if (at < r->d->source.len && r->d->source.ptr[at] == '\t')
		return refuse(r, at, "found a tab. Indent YAML with blanks");
	if (is_after_long_key(p, problem))
		return refuse(r, at,
			"this YAML can't be read: %s. A key may have %d characters at most",
			problem, MAX_KEY);
	if (!p->context)
		return refuse(r, at, "this YAML can't be read: %s", problem);
	size_t line, column;
	place_of(r->d, offset_of(r, p->context_mark.index), &line, &column);
	return refuse(r, at, "this YAML can't be read: %s, %s that began at line %zu, column %zu",
		problem, p->context, line, column);
}

static int check_expansion(struct reader *r)
{
	const struct buf *json = &r->d->json;
	if (json->status == ASSAY_OK)
		return ASSAY_OK;
	return doc_error_at(r->err, ASSAY_ELIMIT, r->d, event_start(r),
		"with its aliases written out the YAML is larger than the limit max_yaml_expansion "
		"of %zu bytes (--max-yaml-expansion raises it)",
		json->max);
}

static int open_document(struct reader *r)
{
	if (++r->n_documents == 2)
		r->d->second_at = event_start(r);
	/* an anchor is known in its own document only */
	r->anchors = (struct map){0};
	if (r->d->pages)
		buf_text(&r->d->json, r->n_documents == 1 ? "[" : ",");
	return ASSAY_OK;
}

static int take_event(struct reader *r, bool *done)
{
	const yaml_event_t *e = &r->event;
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(r);
	case YAML_ALIAS_EVENT:
		return take_alias(r);
	case YAML_MAPPING_START_EVENT:
		return open_collection(r, true,
			e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
			e->data.mapping_start.anchor, e->data.mapping_start.tag);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(r, false,
			e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
			e->data.sequence_start.anchor, e->data.sequence_start.tag);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		close_collection(r);
		return ASSAY_OK;
	case YAML_DOCUMENT_START_EVENT:
		return open_document(r);
	case YAML_DOCUMENT_END_EVENT:
		if (r->d->pages)
			return ASSAY_OK;
		*done = true;
		return yaml_check_end(r->d, event_end(r), !e->data.document_end.implicit, r->err);
	case YAML_STREAM_END_EVENT:
		/* no document at all: nothing but comments */
		buf_text(&r->d->json, r->d->pages ? "]" : "null");
		*done = true;
		return ASSAY_OK;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
		return ASSAY_OK;
	}
	return ASSAY_OK;
}

static int read_events(struct reader *r)
{
	bool done = false;
	int status = ASSAY_OK;
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&r->parser, (const unsigned char *)r->d->source.ptr, r->d->source.len);
	while (status == ASSAY_OK && !done) {
		if (!yaml_parser_parse(&r->parser, &r->event))
			return parser_error(r);
		status = take_event(r, &done);
		if (status == ASSAY_OK)
			status = check_expansion(r);
		yaml_event_delete(&r->event);
	}
	return status;
}

static void delete_parser(void *payload)
{
	struct reader *r = payload;
	yaml_event_delete(&r->event);
	yaml_parser_delete(&r->parser);
}

int yaml_read(struct doc *d, struct assay_error *err)
{
	struct reader r = {.d = d, .err = err};
	struct arena_cleanup cleanup;
	size_t most = d->limits.max_yaml_expansion;
	most = most < SOURCE_MAP_MAX ? most : SOURCE_MAP_MAX;
	r.max_depth = d->limits.max_depth < JSON_MAX_DEPTH ? d->limits.max_depth : JSON_MAX_DEPTH;
	if (d->source.len > most)
		return error_at(err, ASSAY_ELIMIT, d->name, 1, 1,
			"the YAML is %zu bytes long; the limit max_yaml_expansion is %zu "
			"(--max-yaml-expansion raises it). JSON has no such limit (--output json)",
			d->source.len, most);
	d->pages = d->may_have_pages && yaml_has_pages(d->source);
	int status = yaml_check_text(d, err);
	if (status != ASSAY_OK)
		return status;

	(void)arena_new_below(&r.scratch, d->arena);
	buf_init_for(&d->json, most, d->arena);
	source_map_init(&d->map, d->arena);
	r.frames = arena_array(r.scratch, r.max_depth, sizeof *r.frames);
	if (!yaml_parser_initialize(&r.parser))
		arena_fail(r.scratch);
	arena_defer(r.scratch, &cleanup, delete_parser, &r);
	status = read_events(&r);
	arena_release(r.scratch, &cleanup);
	arena_free(r.scratch);
	return status;
}
