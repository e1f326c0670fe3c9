/*
 * sarif_fix - proved changes of Terraform sources as fixes, on the first of the results that share
 * one.
 *
 * Knows edits and their places. Must not know how a change was found.
 */
#include "hcl/hcl.h"
#include "report/sarif/sarif.h"

static const struct remedy *remedy_of(const struct run *run, const struct result *r, bool *first)
{
	for (size_t i = 0; i < run->remedies.n; i++) {
		const struct remedy *remedy = run->remedies.items[i];
		for (size_t k = 0; k < remedy->results.n; k++)
			if (remedy->results.items[k] == r) {
				*first = k == 0;
				return remedy;
			}
	}
	return NULL;
}

/* "aws_cloudtrail.a, aws_cloudtrail.b" */
static struct str changed_names(struct sarif *s, const struct remedy *remedy)
{
	struct str names = STR("");
	for (size_t i = 0; i < remedy->changes.n; i++) {
		const struct remedy_change *change = remedy->changes.items[i];
		names = str_printf(s->run->arena, "%.*s%s%.*s", STR_ARGS(names), i ? ", " : "",
			STR_ARGS(resource_address(change->resource)));
	}
	return names;
}

struct str sarif_remedy_words(struct sarif *s, const struct result *r)
{
	bool first;
	const struct remedy *remedy = remedy_of(s->run, r, &first);
	if (!remedy)
		return STR("");
	return str_printf(s->run->arena,
		" Remedy: a proved change of %.*s; 'assay remedy' prints it.",
		STR_ARGS(sarif_plain(s, changed_names(s, remedy))));
}

/* an empty range is an insertion: a place to replace, not to show */
static void deleted(struct sarif *s, struct place p)
{
	struct json_out *j = &s->j;
	json_key(j, "deletedRegion");
	json_object(j);
	json_member_size(j, "startLine", p.line);
	json_member_size(j, "startColumn", p.column);
	json_member_size(j, "endLine", p.end_line);
	json_member_size(j, "endColumn", p.end_column);
	json_object_end(j);
}

static void replacement(struct sarif *s, const struct edit *e)
{
	json_object(&s->j);
	deleted(s, hcl_place(e->file, (struct hcl_range){e->at, e->at + e->remove}));
	json_key(&s->j, "insertedContent");
	json_object(&s->j);
	json_member_str(&s->j, "text", e->insert);
	json_object_end(&s->j);
	json_object_end(&s->j);
}

/* the edits of one file; returns the number of them */
static size_t artifact_change(struct sarif *s, const struct list *edits, size_t from)
{
	const struct edit *first = edits->items[from];
	size_t n = 0;
	json_object(&s->j);
	json_key(&s->j, "artifactLocation");
	json_object(&s->j);
	sarif_uri(s, first->file->name);
	json_object_end(&s->j);
	json_key(&s->j, "replacements");
	json_array(&s->j);
	for (; from + n < edits->n; n++) {
		const struct edit *e = edits->items[from + n];
		if (!hcl_is_same_file(e->file, first->file))
			break;
		replacement(s, e);
	}
	json_array_end(&s->j);
	json_object_end(&s->j);
	return n;
}

void sarif_fixes(struct sarif *s, const struct result *r)
{
	bool first = false;
	const struct remedy *remedy = remedy_of(s->run, r, &first);
	if (!first || remedy->edits.n == 0)
		return;
	json_key(&s->j, "fixes");
	json_array(&s->j);
	json_object(&s->j);
	sarif_text(s, "description",
		sarif_sentence(s,
			str_printf(s->run->arena,
				"Change %.*s so that the control passes. The change was judged; "
				"'assay remedy --patch' prints it as a diff",
				STR_ARGS(changed_names(s, remedy))),
			SARIF_MESSAGE_MAX));
	json_key(&s->j, "artifactChanges");
	json_array(&s->j);
	for (size_t i = 0; i < remedy->edits.n;)
		i += artifact_change(s, &remedy->edits, i);
	json_array_end(&s->j);
	json_object_end(&s->j);
	json_array_end(&s->j);
}
