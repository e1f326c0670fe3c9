/*
 * combined - a document that contains plans: a list (jq -s), or an object with one under each name.
 *
 * Each plan is judged as if it had a file of its own. Knows how plans are recognised; must not know
 * what they contain.
 */
#include "inventory/model/build.h"
#include "inventory/terraform/plan_source.h"
#include "inventory/terraform/source.h"

/* lists and objects around a plan */
#define DEPTH_MAX ((size_t)4)

struct finder {
	struct inventory *w;
	struct source *source; /* NULL: only look for one */
	struct arena *scratch;
	size_t n_found, n_other; /* plans; other lists and objects beside them */
};

static int find(struct finder *f, struct cursor at, struct str name, size_t depth, bool *found,
	struct assay_error *err);

/* "audit/prod": the keys on the way to a plan, and the positions in lists. */
static int name_member(const struct finder *f, const struct walk *walk, struct str parent,
	bool is_list, size_t n, struct str *out, struct assay_error *err)
{
	struct str key;
	*out = STR_NONE;
	if (!f->source)
		return ASSAY_OK;
	if (is_list) {
		key = str_printf(f->w->run, "%zu", n);
	} else {
		struct cursor at = {walk->value.doc, walk->key_at};
		int status = cursor_string(at, f->scratch, &key, err);
		if (status != ASSAY_OK)
			return status;
		key = text_cut(f->w->run, key, 100);
	}
	*out = str_printf(
		f->w->run, "%.*s%s%.*s", STR_ARGS(parent), parent.len ? "/" : "", STR_ARGS(key));
	return ASSAY_OK;
}

static int find_inside(struct finder *f, struct cursor at, struct str name, size_t depth,
	bool *found, struct assay_error *err)
{
	struct walk walk;
	struct cursor other = NOWHERE;
	size_t n = 0;
	int status = ASSAY_OK;
	bool is_list = cursor_kind(at) == DOC_ARRAY, any = false;
	walk_begin(&walk, at);
	while (status == ASSAY_OK && walk_next(&walk)) {
		struct str member;
		bool here = false;
		status = name_member(f, &walk, name, is_list, ++n, &member, err);
		if (status == ASSAY_OK)
			status = find(f, walk.value, member, depth + 1, &here, err);
		any = any || here;
		if (!here && !other.doc && (is_list || cursor_kind(walk.value) >= DOC_ARRAY))
			other = walk.value;
		if (any && !f->source)
			break;
	}
	*found = any;
	if (status != ASSAY_OK || !any || !other.doc || !f->source)
		return status;
	if (is_list)
		return cursor_error(err, ASSAY_EINPUT, other,
			"the list contains plans, but this element is not one. Give each input in "
			"a file of its own");
	f->n_other++;
	return ASSAY_OK;
}

static int find(struct finder *f, struct cursor at, struct str name, size_t depth, bool *found,
	struct assay_error *err)
{
	struct shape shape;
	*found = false;
	if (cursor_kind(at) < DOC_ARRAY || depth > DEPTH_MAX)
		return ASSAY_OK;
	int status = shape_read(&shape, &f->w->top_keys, at, f->scratch, err);
	if (status != ASSAY_OK)
		return status;
	if (depth == 0 || !terraform_plan.recognise(f->w, &shape))
		return find_inside(f, at, name, depth, found, err);
	*found = true;
	f->n_found++;
	if (f->source)
		plan_source_add(f->w, f->source, at, name);
	return ASSAY_OK;
}

static int find_all(struct inventory *w, struct source *s, const struct shape *shape,
	struct finder *f, struct assay_error *err)
{
	bool found;
	*f = (struct finder){.w = w, .source = s};
	arena_new_below(&f->scratch, w->run);
	int status = find(f, shape->root, STR_NONE, 0, &found, err);
	arena_free(f->scratch);
	return status;
}

static bool contains_plans(const struct inventory *w, const struct shape *shape)
{
	struct finder f;
	struct assay_error err;
	/* The inventory is not changed without a source. */
	struct inventory *unchanged = (struct inventory *)(uintptr_t)w;
	return find_all(unchanged, NULL, shape, &f, &err) == ASSAY_OK && f.n_found > 0;
}

static int add_plans(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct finder f;
	char guess[512];
	int status = doc_check_single(s->doc, err);
	/* a log prefix before a plan is a key of YAML, and differs from run to run */
	if (status == ASSAY_OK && doc_is_yaml(s->doc) && doc_guess(s->doc, guess, sizeof guess))
		status = error_at(err, ASSAY_EINPUT, doc_name(s->doc), 1, 1, "%s", guess);
	if (status != ASSAY_OK)
		return status;
	s->input.state = INPUT_READ;
	status = find_all(w, s, shape, &f, err);
	if (status == ASSAY_OK && f.n_other)
		remark_add(w, REMARK_NOTE, s, shape->root,
			STR("Other values beside the plans in this file are skipped."));
	return status;
}

const struct source_kind terraform_plans = {.name = "Terraform plans",
	.keys = (const char *const[]){NULL},
	.recognise = contains_plans,
	.read = add_plans,
	.notation = &terraform_notation};
