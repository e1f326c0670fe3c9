/*
 * sarif_place - physical and logical locations.
 *
 * A region has lines and UTF-16 columns, and no byteOffset, which makes viewers jump to a wrong
 * line. A snippet is the name and value of an evidence, redacted when they were read, and never a
 * line of the input: a plan is one line, secrets included. Must not know verdicts.
 */
#include "report/sarif/sarif.h"

/* the index of the file in artifacts[]; SIZE_MAX: not listed */
static size_t artifact_index(const struct sarif *s, const struct where *where)
{
	const struct run *run = s->run;
	for (size_t i = 0; where->input && i < run->n_inputs; i++)
		if (run->inputs[i] == where->input)
			return s->artifact[i];
	for (size_t i = 0; s->audit && !where->input && i < run->policy.n; i++)
		if (str_eq(((const struct policy_file *)run->policy.items[i])->uri, where->uri))
			return s->n_artifacts + i;
	return SIZE_MAX;
}

static void artifact_location(struct sarif *s, const struct where *where)
{
	size_t index = artifact_index(s, where);
	json_key(&s->j, "artifactLocation");
	json_object(&s->j);
	sarif_uri(s, where->uri);
	if (index != SIZE_MAX)
		json_member_size(&s->j, "index", index);
	json_object_end(&s->j);
}

/* consumers need all four numbers; a whole file is shown at its start */
void sarif_region(struct sarif *s, const char *key, struct place p, struct str snippet)
{
	struct json_out *j = &s->j;
	p.line = p.line ? p.line : 1;
	p.column = p.column ? p.column : 1;
	p.end_line = p.end_line < p.line ? p.line : p.end_line;
	if (p.end_line == p.line && p.end_column <= p.column)
		p.end_column = p.column + 1;
	json_key(j, key);
	json_object(j);
	json_member_size(j, "startLine", p.line);
	json_member_size(j, "startColumn", p.column);
	json_member_size(j, "endLine", p.end_line);
	json_member_size(j, "endColumn", p.end_column ? p.end_column : 1);
	if (snippet.ptr)
		sarif_text(s, "snippet", snippet);
	json_object_end(j);
}

/* the snippet: the complete value or its redaction mark; none if it was cut */
static struct str excerpt_of(const struct evidence *e)
{
	if (!e || e->absent || e->value.len == 0 || !e->at.doc)
		return STR_NONE;
	bool whole = str_eq(e->value, cursor_source(e->at));
	return whole || str_is(e->value, REDACTED) ? e->value : STR_NONE;
}

/*
 * The context of a value: its name, a colon and blanks. For a value of several lines only if the
 * name starts a line, because viewers remove the start column from each line.
 */
static void context(struct sarif *s, struct place p, const struct evidence *e, struct str value)
{
	struct str key, lead;
	if (!value.ptr || !cursor_member(e->at, &lead, &key) || !str_eq(key, e->name))
		return;
	size_t units = utf8_utf16_units(lead.ptr, lead.len);
	struct str text = str_printf(s->run->arena, "%.*s%.*s", STR_ARGS(lead), STR_ARGS(value));
	bool one_line = p.line == p.end_line;
	if (units >= p.column || (!one_line && units + 1 != p.column))
		return;
	p.column -= units;
	sarif_region(s, "contextRegion", p, text);
}

void sarif_physical(struct sarif *s, const struct where *where, const struct evidence *e)
{
	struct str value = excerpt_of(e);
	json_key(&s->j, "physicalLocation");
	json_object(&s->j);
	artifact_location(s, where);
	sarif_region(s, "region", where->place, value);
	context(s, where->place, e, value);
	json_object_end(&s->j);
}

static void logical(struct sarif *s, struct str name, struct str full, const char *kind)
{
	json_object(&s->j);
	json_member_str(&s->j, "name", sarif_cut(s, name, SARIF_NAME_MAX));
	json_member_str(&s->j, "fullyQualifiedName", sarif_cut(s, full, SARIF_NAME_MAX));
	json_member_text(&s->j, "kind", kind);
	json_object_end(&s->j);
}

static const char *kind_of(struct cursor at)
{
	switch (cursor_kind(at)) {
	case DOC_OBJECT:
		return "object";
	case DOC_ARRAY:
		return "array";
	case DOC_NULL:
	case DOC_BOOL:
	case DOC_NUMBER:
	case DOC_STRING:
		break;
	}
	return "property";
}

static struct str last_segment(struct str pointer)
{
	size_t at = pointer.len;
	while (at > 0 && pointer.ptr[at - 1] != '/')
		at--;
	return (struct str){pointer.ptr + at, pointer.len - at};
}

void sarif_logical(
	struct sarif *s, const struct result *r, const struct resource *resource, struct cursor at)
{
	struct str pointer = pointer_of(s->run->arena, at);
	json_key(&s->j, "logicalLocations");
	json_array(&s->j);
	if (resource && resource->key.len > 0)
		logical(s, resource->label.len ? resource->label : resource->key,
			resource_address(resource), "resource");
	else if (r->subject.len > 0)
		logical(s, r->subject, r->subject, r->region ? "region" : "account");
	if (pointer.len > 0)
		logical(s, last_segment(pointer), pointer, kind_of(at));
	json_array_end(&s->j);
}
