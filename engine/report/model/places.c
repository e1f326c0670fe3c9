/*
 * places - the places of a finding in their order: what it blames, where, and what is said there.
 *
 * Must not know any format.
 */
#include "report/model/places.h"

/* the first reason with a place, else the first that names a resource */
static const struct reason *blamed_reason(const struct result *r)
{
	const struct reason *named = NULL;
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		if (reason->at.doc)
			return reason;
		named = named || !reason->resource ? named : reason;
	}
	return named;
}

static struct cursor place_of_subject(const struct result *r)
{
	if (r->resource && r->resource->root && r->resource->root->at.doc)
		return r->resource->root->at;
	if (r->region && r->region->at.doc)
		return r->region->at;
	return r->account ? r->account->at : (struct cursor){0};
}

/* of the first evidence that has a place, else of the subject */
static struct cursor place_of_evidence(const struct result *r)
{
	for (size_t i = 0; i < r->evidence.n; i++) {
		const struct evidence *e = r->evidence.items[i];
		if (e->at.doc)
			return e->at;
	}
	return place_of_subject(r);
}

/* what an evidence is about; of a resource's result at least the resource */
static const struct resource *blamed_by(const struct result *r, const struct evidence *e)
{
	return e->resource ? e->resource : r->resource;
}

static struct finding_place of_evidence(
	const struct result *r, const struct evidence *e, enum place_role role)
{
	return (struct finding_place){.role = role,
		.at = e->at,
		.resource = blamed_by(r, e),
		.path = e->path,
		.text = e->message.text,
		.evidence = e};
}

static struct finding_place of_reason(const struct reason *reason)
{
	return (struct finding_place){.role = PLACE_REASON,
		.at = reason->at,
		.resource = reason->resource,
		.path = reason->path,
		.text = reason->what};
}

/* without where */
static struct finding_place first_place(const struct result *r)
{
	const struct reason *reason = blamed_reason(r);
	struct finding_place place = {.role = PLACE_SUBJECT, .resource = r->resource};
	if (r->evidence.n > 0) {
		place = of_evidence(r, r->evidence.items[0], PLACE_EVIDENCE);
		place.evidence = place.at.doc ? place.evidence : NULL;
		place.at = place_of_evidence(r);
	} else if (reason) {
		place = of_reason(reason);
	}
	if (!place.at.doc)
		place.at = place_of_subject(r);
	return place;
}

struct cursor result_cursor(const struct result *r)
{
	return first_place(r).at;
}

/* in the sources, else in the input */
static struct where best_place(const struct run *run, struct cursor at)
{
	struct where source, foreign;
	return where_source(run, at, &source, &foreign) ? source : where_cursor(run, at);
}

struct finding_place result_place(const struct run *run, const struct result *r)
{
	struct finding_place place = first_place(r);
	place.where = best_place(run, place.at);
	return place;
}

struct finding_place result_place_or_input(const struct run *run, const struct result *r)
{
	struct finding_place place = result_place(run, r);
	for (size_t i = 0; place.where.uri.len == 0 && i < run->n_inputs; i++) {
		if (run->inputs[i]->state != INPUT_READ || !run->inputs[i]->doc)
			continue;
		place.at = doc_root(run->inputs[i]->doc);
		place.where = where_cursor(run, place.at);
	}
	return place;
}

static void add(const struct run *run, struct list *places, struct finding_place place)
{
	struct finding_place *copy = arena_alloc(run->arena, sizeof *copy);
	*copy = place;
	if (copy->where.uri.len == 0)
		copy->where = best_place(run, place.at);
	list_add(run->arena, places, copy);
}

/* what the first place in a source stands for */
static void add_behind(const struct run *run, const struct result *r, struct list *places)
{
	struct finding_place place = first_place(r);
	struct where source, foreign;
	if (!where_source(run, place.at, &source, &foreign))
		return;
	place.role = PLACE_INPUT;
	if (foreign.is_source) {
		place.where = foreign;
		place.text = STR("The place in the third-party module.");
		add(run, places, place);
	}
	place.where = where_cursor(run, place.at);
	place.text = STR("The place in the plan.");
	add(run, places, place);
}

void result_other_places(const struct run *run, const struct result *r, struct list *places)
{
	struct cursor first = first_place(r).at;
	add_behind(run, r, places);
	for (size_t i = 1; i < r->evidence.n; i++)
		add(run, places, of_evidence(r, r->evidence.items[i], PLACE_EVIDENCE));
	for (size_t i = 0; i < r->notes.n; i++)
		add(run, places, of_evidence(r, r->notes.items[i], PLACE_NOTE));
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		if (reason->at.doc && (reason->at.doc != first.doc || reason->at.at != first.at))
			add(run, places, of_reason(reason));
}

struct str place_address(struct arena *a, const struct resource *resource, struct str path)
{
	if (!resource)
		return STR_NONE;
	struct str address = resource_address(resource);
	if (path.len == 0)
		return address;
	return str_printf(a, "%.*s %.*s", STR_ARGS(address), STR_ARGS(path));
}

/* "ADDRESS (deleted by the plan)"; empty if the evidence is about something else */
static struct str deleted_words(struct arena *a, const struct evidence *e)
{
	return e->deleted.len ? str_printf(a, "%.*s (deleted by the plan)", STR_ARGS(e->deleted))
			      : STR_NONE;
}

struct str result_blamed(struct arena *a, const struct result *r)
{
	const struct reason *reason = blamed_reason(r);
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	const struct resource *resource = first ? blamed_by(r, first) : NULL;
	struct str path = first ? first->path : STR_NONE;
	if (!first && reason) {
		resource = reason->resource;
		path = reason->path;
	}
	if (resource && str_eq(resource_address(resource), r->subject))
		return path;
	return resource || !first ? place_address(a, resource, path) : deleted_words(a, first);
}

struct str evidence_words(struct arena *a, const struct result *r, const struct evidence *e)
{
	const struct resource *resource = blamed_by(r, e);
	struct str address = resource ? place_address(a, resource, e->path) : deleted_words(a, e);
	if (address.len == 0)
		return e->message.text;
	return str_printf(a, "%.*s: %.*s", STR_ARGS(address), STR_ARGS(e->message.text));
}
