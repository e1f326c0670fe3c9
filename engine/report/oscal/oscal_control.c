/*
 * oscal_control - controls as objectives of the assessment, and the controls that were reviewed.
 *
 * A control of assay judges a part of what a control of a framework demands, so it is a local
 * objective of it: no finding says that a control of NIST SP 800-53 is satisfied. Only ids that are
 * published for a control count as reviewed; ids by analogy are properties. Must not know evidence.
 */
#include "report/model/page.h"
#include "report/oscal/oscal.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* skip a number without leading zeros; false: there is none */
static bool skip_number(struct str s, size_t *at)
{
	size_t from = *at;

	while (*at < s.len && is_digit(s.ptr[*at]))
		++*at;
	return *at > from && *at - from <= 3 && s.ptr[from] != '0';
}

/* "AC-6(9)" as the OSCAL catalog of NIST SP 800-53 writes it: "ac-6.9"; ptr NULL: another form */
static struct str catalog_id(struct arena *a, const struct framework *f, struct str id)
{
	struct str family, number;
	size_t at = 3, enhancement;

	if (!str_starts(f->name, STR("NIST SP 800-53 ")) || id.len < 4 || id.ptr[2] != '-')
		return STR_NONE;
	for (size_t i = 0; i < 2; i++)
		if (id.ptr[i] < 'A' || id.ptr[i] > 'Z')
			return STR_NONE;
	if (!skip_number(id, &at))
		return STR_NONE;
	family = str_printf(a, "%c%c", id.ptr[0] - 'A' + 'a', id.ptr[1] - 'A' + 'a');
	number = (struct str){id.ptr + 3, at - 3};
	if (at == id.len)
		return str_printf(a, "%.*s-%.*s", STR_ARGS(family), STR_ARGS(number));
	enhancement = ++at;
	if (id.ptr[at - 1] != '(' || !skip_number(id, &at) || at + 1 != id.len || id.ptr[at] != ')')
		return STR_NONE;
	return str_printf(a, "%.*s-%.*s.%.*s", STR_ARGS(family), STR_ARGS(number),
		(int)(at - enhancement), id.ptr + enhancement);
}

/* the i-th published id of NIST; ptr NULL: there are no more */
static struct str nist_id(struct arena *a, const struct control *c, size_t i)
{
	for (size_t f = 0; f < c->n_frameworks; f++)
		for (size_t k = 0; !c->frameworks[f].by_analogy && k < c->frameworks[f].n_ids;
			k++) {
			struct str id = catalog_id(a, &c->frameworks[f], c->frameworks[f].ids[k]);

			if (id.ptr && i-- == 0)
				return id;
		}
	return STR_NONE;
}

static struct objective *add_objective(struct oscal *o, struct map *by_id, const struct control *c)
{
	struct arena *a = o->run->arena;
	struct objective *objective = arena_alloc(a, sizeof *objective);
	struct str id = nist_id(a, c, 0);

	*objective = (struct objective){.control = c,
		.control_id = id.ptr ? id : oscal_token(a, c->id),
		.is_nist = id.ptr != NULL};
	list_add(a, &o->objectives, objective);
	map_set(a, by_id, c->id, objective);
	return objective;
}

static void add_waiver(struct arena *a, struct objective *objective, const struct waiver *w)
{
	for (size_t i = 0; i < objective->waivers.n; i++)
		if (objective->waivers.items[i] == w)
			return;
	list_add(a, &objective->waivers, (void *)(uintptr_t)w);
}

static void count(struct arena *a, struct objective *objective, const struct result *r)
{
	objective->n++;
	if (!result_is_waived(r)) {
		objective->open[r->verdict]++;
		return;
	}
	objective->n_waived++;
	objective->n_waived_fails += r->verdict == ASSAY_FAIL;
	add_waiver(a, objective, r->waiver);
}

void oscal_collect(struct oscal *o)
{
	struct arena *a = o->run->arena;
	struct map by_id = {0};

	for (size_t i = 0; i < o->run->n_controls; i++)
		add_objective(o, &by_id, o->run->controls[i]);
	for (size_t i = 0; i < o->run->results.n; i++) {
		const struct result *r = o->run->results.items[i];
		struct objective *objective = map_get(&by_id, r->control->id);

		if (!objective)
			objective = add_objective(o, &by_id, r->control);
		if (objective->n == 0)
			objective->first = i;
		count(a, objective, r);
		if (!map_get(&o->subject_ids, r->subject)) {
			list_add(a, &o->subjects, (void *)(uintptr_t)r);
			map_set(a, &o->subject_ids, r->subject, o);
		}
	}
}

static void param_prop(struct oscal *o, const struct param *param)
{
	struct buf b;

	buf_init_for(&b, (size_t)1 << 20, o->run->arena);
	struct out out = out_to_buf(&b);
	out_param_value(&out, param, false);
	oscal_prop_class(o, "parameter", param->name, (struct str){b.ptr, b.len});
	buf_free(&b);
}

/* an id as its framework writes it, and of NIST also as its catalog does */
static void framework_props(struct oscal *o, const struct framework *f)
{
	const struct str class = f->by_analogy ? STR("by-analogy") : STR("published");

	for (size_t i = 0; i < f->n_ids; i++) {
		oscal_prop_class(o, "framework-id", class,
			str_printf(o->run->arena, "%.*s %.*s", STR_ARGS(f->name),
				STR_ARGS(f->ids[i])));
		oscal_prop_class(
			o, "nist-control-id", class, catalog_id(o->run->arena, f, f->ids[i]));
	}
}

static void part(struct oscal *o, const struct control *c)
{
	struct json_out *j = &o->j;
	char hash[65];

	json_object(j);
	json_member_str(j, "id", oscal_token(o->run->arena, c->id));
	json_member_text(j, "name", "assessment-objective");
	oscal_line(o, "title", c->title);
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "control", c->id);
	oscal_prop(o, "severity", str_of(severity_name(c->severity)));
	for (size_t i = 0; i < c->n_frameworks; i++)
		framework_props(o, &c->frameworks[i]);
	for (size_t i = 0; i < c->n_params; i++)
		param_prop(o, &c->params[i]);
	if (c->source.len > 0) {
		digest_hex(hash, c->source);
		oscal_prop(o, "rule-sha256", str_of(hash));
	}
	json_array_end(j);
	oscal_prose(o, "prose", is_blank_text(c->description) ? c->title : c->description);
	json_object_end(j);
}

/* true if an objective before this one has the same control id */
static bool is_repeated(const struct oscal *o, size_t at)
{
	const struct objective *objective = o->objectives.items[at];

	for (size_t i = 0; i < at; i++) {
		const struct objective *other = o->objectives.items[i];

		if (str_eq(other->control_id, objective->control_id))
			return true;
	}
	return false;
}

static void local_objective(struct oscal *o, size_t at)
{
	struct json_out *j = &o->j;
	struct str id = ((const struct objective *)o->objectives.items[at])->control_id;

	json_object(j);
	json_member_str(j, "control-id", id);
	json_key(j, "parts");
	json_array(j);
	for (size_t i = at; i < o->objectives.n; i++) {
		const struct objective *other = o->objectives.items[i];

		if (str_eq(other->control_id, id))
			part(o, other->control);
	}
	json_array_end(j);
	json_object_end(j);
}

void oscal_definitions(struct oscal *o)
{
	struct json_out *j = &o->j;

	if (o->objectives.n == 0)
		return;
	json_key(j, "local-definitions");
	json_object(j);
	json_key(j, "objectives-and-methods");
	json_array(j);
	for (size_t i = 0; i < o->objectives.n; i++)
		if (!is_repeated(o, i))
			local_objective(o, i);
	json_array_end(j);
	json_object_end(j);
}

static void include(struct oscal *o, struct map *seen, struct str id)
{
	if (map_get(seen, id))
		return;
	map_set(o->run->arena, seen, id, seen);
	json_object(&o->j);
	json_member_str(&o->j, "control-id", id);
	json_object_end(&o->j);
}

/* one selection: the controls of NIST, or those of assay that serve none */
static void selection(struct oscal *o, bool is_nist, const char *description)
{
	struct json_out *j = &o->j;
	struct map seen = {0};
	struct str id;
	bool any = false;

	for (size_t i = 0; i < o->objectives.n; i++)
		any |= ((const struct objective *)o->objectives.items[i])->is_nist == is_nist;
	if (!any)
		return;
	json_object(j);
	json_member_text(j, "description", description);
	json_key(j, "include-controls");
	json_array(j);
	for (size_t i = 0; i < o->objectives.n; i++) {
		const struct objective *objective = o->objectives.items[i];

		if (objective->is_nist != is_nist)
			continue;
		if (!is_nist)
			include(o, &seen, objective->control_id);
		for (size_t k = 0; (id = nist_id(o->run->arena, objective->control, k)).ptr; k++)
			include(o, &seen, id);
	}
	json_array_end(j);
	json_object_end(j);
}

static void objective_selection(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "control-objective-selections");
	json_array(j);
	json_object(j);
	json_key(j, "include-objectives");
	json_array(j);
	for (size_t i = 0; i < o->objectives.n; i++) {
		const struct objective *objective = o->objectives.items[i];

		json_object(j);
		json_member_str(
			j, "objective-id", oscal_token(o->run->arena, objective->control->id));
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
}

void oscal_reviewed(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "reviewed-controls");
	json_object(j);
	json_key(j, "control-selections");
	json_array(j);
	selection(o, true,
		"Controls of NIST SP 800-53, by the ids of its OSCAL catalog. Each was reviewed "
		"only "
		"as far as the objectives of this document go.");
	selection(o, false, "Controls of assay that are not published for NIST SP 800-53.");
	if (o->objectives.n == 0) {
		json_object(j);
		json_member_text(j, "description",
			"No control was run. OSCAL requires an id, so an underscore stands for "
			"none.");
		json_key(j, "include-controls");
		json_array(j);
		json_object(j);
		json_member_text(j, "control-id", "_");
		json_object_end(j);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
	if (o->objectives.n > 0)
		objective_selection(o);
	json_object_end(j);
}
