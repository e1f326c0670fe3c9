/*
 * sarif_taxonomy - the frameworks of the controls, as taxonomies.
 *
 * Each framework and each of its ids is listed once (uploads with duplicates fail), in the order of
 * first mention. Viewers show the name of a taxon and not its id, so the name contains both. A
 * rule is related to the ids that are published for it. An id that is published for a related
 * control only has a relationship to the rule, by analogy, so that a rule never claims to cover it.
 */
#include "report/sarif/sarif.h"

/* An id of a framework. */
struct taxon {
	struct str id;
	size_t index;
};

static struct taxonomy *find(const struct sarif *s, struct str name, size_t *index)
{
	for (*index = 0; *index < s->taxonomies.n; ++*index) {
		struct taxonomy *taxonomy = s->taxonomies.items[*index];
		if (str_eq(taxonomy->name, name))
			return taxonomy;
	}
	return NULL;
}

static void add_taxon(struct arena *a, struct taxonomy *taxonomy, struct str id)
{
	if (map_get(&taxonomy->index, id))
		return;
	struct taxon *taxon = arena_alloc(a, sizeof *taxon);
	*taxon = (struct taxon){id, taxonomy->taxa.n};
	map_set(a, &taxonomy->index, id, taxon);
	list_add(a, &taxonomy->taxa, taxon);
}

static void add_framework(struct sarif *s, const struct framework *f)
{
	struct arena *a = s->run->arena;
	size_t index;
	struct taxonomy *taxonomy = find(s, f->name, &index);
	if (!taxonomy) {
		taxonomy = arena_alloc(a, sizeof *taxonomy);
		taxonomy->name = f->name;
		list_add(a, &s->taxonomies, taxonomy);
	}
	for (size_t i = 0; i < f->n_ids; i++)
		add_taxon(a, taxonomy, f->ids[i]);
}

void sarif_collect_taxonomies(struct sarif *s)
{
	for (size_t i = 0; s->audit && i < s->run->n_controls; i++) {
		const struct control *c = s->run->controls[i];
		for (size_t f = 0; f < c->n_frameworks; f++)
			add_framework(s, &c->frameworks[f]);
	}
}

static bool has_id(const struct framework *f, struct str id)
{
	for (size_t i = 0; i < f->n_ids; i++)
		if (str_eq(f->ids[i], id))
			return true;
	return false;
}

/* true if the control names the id only by analogy */
static bool is_analogous(const struct control *c, struct str name, struct str id)
{
	bool found = false;
	for (size_t i = 0; i < c->n_frameworks; i++) {
		const struct framework *f = &c->frameworks[i];
		if (!str_eq(f->name, name) || !has_id(f, id))
			continue;
		if (!f->by_analogy)
			return false;
		found = true;
	}
	return found;
}

/* the kind is "relevant": a control neither covers an id nor is covered by it */
static void kinds(struct sarif *s, struct str description)
{
	json_key(&s->j, "kinds");
	json_array(&s->j);
	json_text(&s->j, "relevant");
	json_array_end(&s->j);
	sarif_text(s, "description", description);
}

static void analogy(struct sarif *s, size_t rule)
{
	struct json_out *j = &s->j;
	json_object(j);
	json_key(j, "target");
	json_object(j);
	json_member_str(j, "id", s->run->controls[rule]->id);
	json_member_size(j, "index", rule);
	json_key(j, "toolComponent");
	json_object(j);
	json_member_text(j, "name", SARIF_TOOL);
	json_object_end(j);
	json_object_end(j);
	kinds(s, STR("By analogy: published for a related control."));
	json_object_end(j);
}

static void analogies(struct sarif *s, const struct taxonomy *taxonomy, const struct taxon *t)
{
	bool any = false;
	for (size_t i = 0; i < s->run->n_controls; i++) {
		if (!is_analogous(s->run->controls[i], taxonomy->name, t->id))
			continue;
		if (!any) {
			json_key(&s->j, "relationships");
			json_array(&s->j);
			any = true;
		}
		analogy(s, i);
	}
	if (any)
		json_array_end(&s->j);
}

static void taxon(struct sarif *s, const struct taxonomy *taxonomy, const struct taxon *t)
{
	struct str name =
		str_printf(s->run->arena, "%.*s %.*s", STR_ARGS(taxonomy->name), STR_ARGS(t->id));
	json_object(&s->j);
	json_member_str(&s->j, "id", t->id);
	json_member_str(&s->j, "name", name);
	sarif_text(s, "shortDescription", sarif_sentence(s, name, SARIF_DESCRIPTION_MAX));
	analogies(s, taxonomy, t);
	json_object_end(&s->j);
}

void sarif_taxonomies(struct sarif *s)
{
	struct json_out *j = &s->j;
	if (!s->audit)
		return;
	json_key(j, "taxonomies");
	json_array(j);
	for (size_t i = 0; i < s->taxonomies.n; i++) {
		const struct taxonomy *taxonomy = s->taxonomies.items[i];
		json_object(j);
		json_member_str(j, "name", taxonomy->name);
		sarif_text(s, "shortDescription", sarif_description(s, taxonomy->name));
		json_key(j, "isComprehensive");
		json_bool(j, false);
		json_key(j, "taxa");
		json_array(j);
		for (size_t t = 0; t < taxonomy->taxa.n; t++)
			taxon(s, taxonomy, taxonomy->taxa.items[t]);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void component(struct json_out *j, const struct taxonomy *taxonomy, size_t index)
{
	json_member_str(j, "name", taxonomy->name);
	json_member_size(j, "index", index);
}

void sarif_supported(struct sarif *s)
{
	struct json_out *j = &s->j;
	if (!s->audit)
		return;
	json_key(j, "supportedTaxonomies");
	json_array(j);
	for (size_t i = 0; i < s->taxonomies.n; i++) {
		json_object(j);
		component(j, s->taxonomies.items[i], i);
		json_object_end(j);
	}
	json_array_end(j);
}

static void relationship(struct sarif *s, const struct framework *f, struct str id)
{
	struct json_out *j = &s->j;
	size_t index;
	const struct taxonomy *taxonomy = find(s, f->name, &index);
	const struct taxon *t = taxonomy ? map_get(&taxonomy->index, id) : NULL;
	if (!t)
		return;
	json_object(j);
	json_key(j, "target");
	json_object(j);
	json_member_str(j, "id", id);
	json_member_size(j, "index", t->index);
	json_key(j, "toolComponent");
	json_object(j);
	component(j, taxonomy, index);
	json_object_end(j);
	json_object_end(j);
	kinds(s, STR("Published for this control."));
	json_object_end(j);
}

/* true if the control names the same published id before */
static bool is_repeated(const struct control *c, size_t framework, size_t id)
{
	const struct framework *f = &c->frameworks[framework];
	for (size_t i = 0; i < id; i++)
		if (str_eq(f->ids[i], f->ids[id]))
			return true;
	for (size_t i = 0; i < framework; i++) {
		const struct framework *other = &c->frameworks[i];
		if (!other->by_analogy && str_eq(other->name, f->name) && has_id(other, f->ids[id]))
			return true;
	}
	return false;
}

void sarif_relationships(struct sarif *s, const struct control *c)
{
	if (!s->audit)
		return;
	json_key(&s->j, "relationships");
	json_array(&s->j);
	for (size_t f = 0; f < c->n_frameworks; f++)
		for (size_t i = 0; i < c->frameworks[f].n_ids; i++)
			if (!c->frameworks[f].by_analogy && !is_repeated(c, f, i))
				relationship(s, &c->frameworks[f], c->frameworks[f].ids[i]);
	json_array_end(&s->j);
}
