/*
 * recognise - what a document is: by its top-level keys and their kinds, never by its name.
 *
 * One walk over the top level of a document decides. Knows the shapes of plans, states and
 * envelopes; those of exports come from the declared commands.
 */
#include "inventory/recognise.h"

/* the keys that stand at the top of what we look at */
struct shape {
	struct arena *scratch;
	struct map found; /* struct cursor */
	size_t n_members;
};

static const char *const known_keys[] = {"assay", "output", "error", "format_version",
	"plan_format_version", "terraform_version", "resource_changes", "planned_values",
	"configuration", "values", "checks", "version", "serial", "lineage", "resources",
	"modules"};

static int add_keys(struct recogniser *r, const struct str *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (map_set(r->inventory->run, &r->keys, keys[i], r) != ASSAY_OK)
			return ASSAY_ENOMEM;
	return ASSAY_OK;
}

int recogniser_init(struct recogniser *r, const struct inventory *w)
{
	*r = (struct recogniser){.inventory = w};
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < LENGTH_OF(known_keys); i++)
		status = map_set(w->run, &r->keys, str_of(known_keys[i]), r);
	for (size_t t = 0; t < w->n_types; t++) {
		for (size_t i = 0; status == ASSAY_OK && i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			status = add_keys(r, c->keys, c->n_keys);
			if (status == ASSAY_OK)
				status = add_keys(r, c->any_of, c->n_any_of);
			if (status == ASSAY_OK && c->at.ptr)
				status = add_keys(r, &c->at, 1);
		}
	}
	return status;
}

/* one member of the top level */
static int take_member(const struct recogniser *r, struct shape *shape, const struct walk *walk,
	struct assay_error *err)
{
	struct str key = walk->raw_key;
	struct cursor key_at = {walk->value.doc, walk->key_at};
	shape->n_members++;
	if (key.len && memchr(key.ptr, '\\', key.len)) {
		int status = cursor_string(key_at, shape->scratch, &key, err);
		if (status != ASSAY_OK)
			return status;
	}
	if (!map_get(&r->keys, key))
		return ASSAY_OK;
	if (map_get(&shape->found, key))
		return cursor_error(err, ASSAY_EINPUT, key_at,
			"the key \"%.*s\" stands in this object a second time: which holds can't "
			"be told; remove one",
			STR_ARGS(key));
	struct cursor *value = arena_alloc(shape->scratch, sizeof *value);
	if (!value)
		return error_nomem(err);
	*value = walk->value;
	return map_set(shape->scratch, &shape->found, key, value) == ASSAY_OK ? ASSAY_OK
									      : error_nomem(err);
}

static int read_shape(const struct recogniser *r, struct shape *shape, struct cursor object,
	struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	if (cursor_kind(object) != DOC_OBJECT)
		return ASSAY_OK;
	walk_begin(&walk, object);
	while (status == ASSAY_OK && walk_next(&walk))
		status = take_member(r, shape, &walk, err);
	return status;
}

static bool has(const struct shape *shape, const char *key)
{
	return map_get(&shape->found, str_of(key)) != NULL;
}

static bool has_kind(const struct shape *shape, struct str key, enum doc_kind kind)
{
	const struct cursor *value = map_get(&shape->found, key);
	return value && cursor_kind(*value) == kind;
}

/* how many of the members have one of these keys */
static size_t count(const struct shape *shape, const struct str *keys, size_t n)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		found += map_get(&shape->found, keys[i]) != NULL;
	return found;
}

static bool is_output_of(const struct shape *shape, const struct command *c)
{
	if (shape->n_members == 0 || count(shape, c->keys, c->n_keys) != shape->n_members)
		return false;
	if (c->n_any_of && count(shape, c->any_of, c->n_any_of) == 0)
		return false;
	return !c->at.ptr || has_kind(shape, c->at, c->many ? DOC_ARRAY : DOC_OBJECT);
}

static bool is_plan(const struct shape *s)
{
	/* a redacted plan, as HCP Terraform gives it */
	if (has_kind(s, STR("plan_format_version"), DOC_STRING) && has(s, "resource_changes"))
		return true;
	return has_kind(s, STR("format_version"), DOC_STRING) &&
	       (has(s, "resource_changes") || has(s, "planned_values") ||
		       (has(s, "terraform_version") && has(s, "configuration")));
}

/* an empty state is nothing but its versions */
static bool is_state(const struct shape *s)
{
	static const struct str bare[] = {
		{"format_version", 14}, {"terraform_version", 17}, {"checks", 6}};
	return has_kind(s, STR("format_version"), DOC_STRING) &&
	       (has_kind(s, STR("values"), DOC_OBJECT) ||
		       count(s, bare, LENGTH_OF(bare)) == s->n_members);
}

static bool is_tfstate(const struct shape *s)
{
	return has_kind(s, STR("version"), DOC_NUMBER) &&
	       (has(s, "serial") || has(s, "lineage") || has(s, "resources") || has(s, "modules"));
}

/* the only command whose output looks like this; two of them are none */
static enum document find_export(
	const struct recogniser *r, const struct shape *shape, struct recognised *out)
{
	size_t n = 0;
	for (size_t t = 0; t < r->inventory->n_types; t++) {
		const struct type *type = r->inventory->types[t];
		for (size_t i = 0; i < type->n_commands; i++) {
			if (!is_output_of(shape, &type->commands[i]))
				continue;
			n++;
			out->type = type;
			out->command = &type->commands[i];
		}
	}
	return n == 1 ? DOCUMENT_EXPORT : DOCUMENT_OTHER;
}

int recognise(const struct recogniser *r, struct recognised *out, struct cursor root,
	struct assay_error *err)
{
	struct shape shape = {0};
	*out = (struct recognised){0};
	int status = arena_new_below(&shape.scratch, r->inventory->run);
	if (status != ASSAY_OK)
		return error_nomem(err);
	status = read_shape(r, &shape, root, err);
	if (status != ASSAY_OK)
		goto out;
	if (has(&shape, "assay"))
		out->document = DOCUMENT_ENVELOPE;
	else if (is_plan(&shape))
		out->document = DOCUMENT_PLAN;
	else if (is_state(&shape))
		out->document = DOCUMENT_STATE;
	else if (is_tfstate(&shape))
		out->document = DOCUMENT_TFSTATE;
	else
		out->document = find_export(r, &shape, out);
out:
	arena_free(shape.scratch);
	return status;
}

int recognise_output(const struct recogniser *r, bool *out, const struct command *command,
	struct cursor output, struct assay_error *err)
{
	struct shape shape = {0};
	*out = false;
	int status = arena_new_below(&shape.scratch, r->inventory->run);
	if (status != ASSAY_OK)
		return error_nomem(err);
	status = read_shape(r, &shape, output, err);
	*out = status == ASSAY_OK && is_output_of(&shape, command);
	arena_free(shape.scratch);
	return status;
}

const struct command *find_command(
	const struct inventory *w, struct str name, const struct type **type)
{
	for (size_t t = 0; t < w->n_types; t++) {
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			if (!str_eq(w->types[t]->commands[i].name, name))
				continue;
			*type = w->types[t];
			return &w->types[t]->commands[i];
		}
	}
	return NULL;
}
