/*
 * sarif_place - where things stand, as SARIF says it.
 *
 * Regions are lines and UTF-16 columns; no byteOffset, which makes viewers jump to a wrong
 * line, and no snippet, which would carry what an input keeps secret. Knows places, not verdicts.
 */
#include "report/sarif.h"

struct cursor sarif_primary(const struct run *run, const struct result *r)
{
	struct cursor at = where_result(r);
	for (size_t i = 0; !at.doc && i < run->n_inputs; i++)
		if (run->inputs[i]->state == INPUT_READ && run->inputs[i]->doc)
			at = doc_root(run->inputs[i]->doc);
	return at;
}

static void artifact_location(struct sarif *s, const struct where *where)
{
	struct json_out *j = &s->j;
	json_key(j, "artifactLocation");
	json_object(j);
	json_key(j, "uri");
	struct out text = json_string(j);
	out_uri(&text, where->uri.len ? where->uri : STR("input"));
	json_string_end(j, &text);
	for (size_t i = 0; where->input && i < s->run->n_inputs; i++)
		if (s->run->inputs[i] == where->input && s->artifact[i] != SIZE_MAX)
			json_member_size(j, "index", s->artifact[i]);
	json_object_end(j);
}

/* consumers want all four; a file as a whole is shown at its beginning */
static void region(struct json_out *j, struct place p)
{
	p.line = p.line ? p.line : 1;
	p.column = p.column ? p.column : 1;
	p.end_line = p.end_line < p.line ? p.line : p.end_line;
	if (p.end_line == p.line && p.end_column <= p.column)
		p.end_column = p.column + 1;
	json_key(j, "region");
	json_object(j);
	json_member_size(j, "startLine", p.line);
	json_member_size(j, "startColumn", p.column);
	json_member_size(j, "endLine", p.end_line);
	json_member_size(j, "endColumn", p.end_column ? p.end_column : 1);
	json_object_end(j);
}

void sarif_physical(struct sarif *s, const struct where *where)
{
	json_key(&s->j, "physicalLocation");
	json_object(&s->j);
	artifact_location(s, where);
	region(&s->j, where->place);
	json_object_end(&s->j);
}

static void logical(struct json_out *j, struct str name, struct str full, const char *kind)
{
	json_object(j);
	json_member_str(j, "name", name);
	json_member_str(j, "fullyQualifiedName", full);
	json_member_text(j, "kind", kind);
	json_object_end(j);
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
		logical(&s->j, resource->label.len ? resource->label : resource->key, resource->key,
			"resource");
	else if (r->subject.len > 0)
		logical(&s->j, r->subject, r->subject, r->region ? "region" : "account");
	if (pointer.len > 0)
		logical(&s->j, last_segment(pointer), pointer, kind_of(at));
	json_array_end(&s->j);
}

static void mark(struct sarif *s, struct cursor at)
{
	size_t i = where_index(s->run, at);
	if (i < s->run->n_inputs)
		s->artifact[i] = 0;
}

static void mark_result(struct sarif *s, const struct result *r)
{
	if (is_listed(s->run, r))
		mark(s, sarif_primary(s->run, r));
	for (size_t i = 0; i < r->evidence.n && is_listed(s->run, r); i++)
		mark(s, ((const struct evidence *)r->evidence.items[i])->at);
	for (size_t i = 0; i < r->notes.n; i++)
		mark(s, ((const struct evidence *)r->notes.items[i])->at);
	const struct reason *reason = is_listed(s->run, r) ? r->reasons : NULL;
	for (; reason; reason = reason->next)
		mark(s, reason->at);
}

static void mark_remark(struct sarif *s, const struct remark *remark)
{
	mark(s, remark->at);
	for (size_t i = 0; remark->input && i < s->run->n_inputs; i++)
		if (s->run->inputs[i] == remark->input)
			s->artifact[i] = 0;
}

int sarif_collect(struct sarif *s)
{
	size_t n = s->run->n_inputs, next = 0;
	s->artifact = arena_array(s->run->arena, n ? n : 1, sizeof *s->artifact);
	if (!s->artifact)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < n; i++)
		s->artifact[i] = SIZE_MAX;
	for (size_t i = 0; i < s->run->results.n; i++)
		mark_result(s, s->run->results.items[i]);
	for (size_t i = 0; i < s->run->remarks.n; i++)
		mark_remark(s, s->run->remarks.items[i]);
	for (size_t i = 0; i < n; i++)
		if (s->artifact[i] != SIZE_MAX)
			s->artifact[i] = next++;
	return ASSAY_OK;
}

static void artifact(struct json_out *j, const struct input *input)
{
	json_object(j);
	json_key(j, "location");
	json_object(j);
	json_key(j, "uri");
	struct out text = json_string(j);
	out_uri(&text, input->uri.len ? input->uri : STR("input"));
	json_string_end(j, &text);
	json_object_end(j);
	if (input->doc)
		json_member_size(j, "length", doc_bytes(input->doc).len);
	json_key(j, "roles");
	json_array(j);
	json_text(j, "analysisTarget");
	json_array_end(j);
	if (input->doc)
		json_member_text(j, "mimeType", "application/json");
	json_object_end(j);
}

void sarif_artifacts(struct sarif *s)
{
	json_key(&s->j, "artifacts");
	json_array(&s->j);
	for (size_t i = 0; i < s->run->n_inputs; i++)
		if (s->artifact[i] != SIZE_MAX)
			artifact(&s->j, s->run->inputs[i]);
	json_array_end(&s->j);
}
