/*
 * rules - the rule files of a run: added as text, loaded as types and controls, found by name.
 *
 * Knows what each file is, and that each name and source is declared once. Opens no file.
 */
#include "rule/rules.h"
#include "rule/embedded.h"

#include "rule/forms.h"
#include "rule/libraries.h"
#include "rule/load/load.h"
#include "rule/placeholders.h"

int rules_new(struct rules **out, struct arena *above, const struct rule_budget *budget,
	struct assay_error *err)
{
	*out = NULL;
	struct arena *arena;
	if (arena_new_below(&arena, above))
		return error_nomem(err);
	struct rules *r = arena_alloc(arena, sizeof *r);
	if (!r) {
		arena_free(arena);
		return error_nomem(err);
	}
	r->arena = r->sources.arena = arena;
	r->budget = *budget;
	*out = r;
	return ASSAY_OK;
}

void rules_limit(struct rules *r, const struct rule_budget *budget)
{
	r->budget = *budget;
}

void rules_free(struct rules *r)
{
	if (r)
		arena_free(r->arena);
}

int rules_add(
	struct rules *r, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	const struct lua_file *source;
	return lua_file_add(&r->sources, r->arena, name, buf, len, &source, err);
}

int rules_add_embedded(struct rules *r, const struct embedded_file *file, struct assay_error *err)
{
	const struct lua_file *source;
	int status = lua_file_add(
		&r->sources, r->arena, file->name, file->bytes, file->len, &source, err);
	if (!status)
		((struct lua_file *)(uintptr_t)source)->bundled = true;
	/* the code names the file by its number, so it serves only where the number is the same */
	if (!status && strcmp(source->chunk, file->chunk) == 0)
		*source->compiled = (struct str){file->code, file->code_len};
	return status;
}

void rules_count(struct rules *r, const struct budget *used)
{
	struct rule_cost cost = budget_cost(used), *most = &r->cost;
	most->instructions =
		cost.instructions > most->instructions ? cost.instructions : most->instructions;
	most->live = cost.live > most->live ? cost.live : most->live;
	most->allocated = cost.allocated > most->allocated ? cost.allocated : most->allocated;
}

struct rule_cost rules_cost(const struct rules *r)
{
	return r->cost;
}

/* run a file in a box of its own */
static int load_file(struct rules *r, struct load_call *call, struct assay_error *err)
{
	struct box box;
	static const lua_CFunction loaders[] = {[SOURCE_TYPE] = load_type,
		[SOURCE_CONTROL] = load_control,
		[SOURCE_PROFILE] = load_profile};
	call->arena = r->arena;
	int status = box_open(
		&box, r->arena, rule_libraries, &r->sources, call->source, &r->budget, err);
	if (status == ASSAY_OK && box_call(&box, loaders[call->source->kind], call) != END_RETURNED)
		status = box_error(&box, err);
	rules_count(r, &box.budget);
	(void)box_close(&box);
	return status;
}

static int add_type(struct rules *r, const struct lua_file *source, struct assay_error *err)
{
	struct load_call call = {.source = source};
	int status = load_file(r, &call, err);
	if (status)
		return status;
	if (call.extends.ptr) {
		struct extension *x = arena_alloc(r->arena, sizeof *x);
		*x = (struct extension){call.extends, source};
		(void)list_add(r->arena, &r->extensions, x);
		return ASSAY_OK;
	}
	const struct type *same = rules_type(r, call.type->name);
	if (same)
		return error_at(err, ASSAY_ERULE, source->name.ptr, 0, 0,
			"the type %.*s is already declared in %s", STR_ARGS(call.type->name),
			same->source_name);
	(void)list_add(r->arena, &r->types, (void *)(uintptr_t)call.type);
	return ASSAY_OK;
}

static size_t index_of_type(const struct rules *r, struct str name)
{
	size_t i = 0;
	while (i < r->types.n && !str_eq(((const struct type *)r->types.items[i])->name, name))
		i++;
	return i;
}

static const struct lua_file *file_named(const struct rules *r, const char *name)
{
	const struct lua_file *found = NULL;
	for (size_t i = 0; i < r->sources.list.n && !found; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		if (str_is(source->name, name))
			found = source;
	}
	return found;
}

/* Read a type again, with what one more file adds to it. */
static int extend_type(struct rules *r, const struct extension *x, struct assay_error *err)
{
	size_t index = index_of_type(r, x->type);
	if (index == r->types.n)
		return error_at(err, ASSAY_ERULE, x->source->name.ptr,
			lua_file_line_of_key(x->source, STR("extends")), 0,
			"extends: no file below types/ declares the type %.*s", STR_ARGS(x->type));
	const struct type *t = r->types.items[index];
	struct load_call call = {.source = x->source, .n_parents = t->n_added_by + 1};
	const struct lua_file **parents = arena_array(r->arena, call.n_parents, sizeof *parents);
	parents[0] = file_named(r, t->source_name);
	for (size_t i = 0; i < t->n_added_by; i++)
		parents[i + 1] = file_named(r, t->added_by[i]);
	call.parents = parents;
	int status = load_file(r, &call, err);
	if (status == ASSAY_OK)
		r->types.items[index] = (void *)(uintptr_t)call.type;
	return status;
}

static int extend_types(struct rules *r, struct assay_error *err)
{
	int status = ASSAY_OK;
	while (r->n_extended < r->extensions.n && status == ASSAY_OK)
		status = extend_type(r, r->extensions.items[r->n_extended++], err);
	return status;
}

/* The id of a bundled control is its path: controls/aws/kms_key_rotation.lua is
 * aws-kms-key-rotation. */
static struct str id_of_bundled(struct rules *r, const struct lua_file *source)
{
	size_t before = sizeof "controls/" - 1, after = sizeof ".lua" - 1;
	size_t n = source->name.len - before - after;
	char *id = arena_alloc(r->arena, n + 1);
	for (size_t i = 0; i < n; i++) {
		char c = source->name.ptr[before + i];
		id[i] = c == '/' || c == '_' ? '-' : c;
	}
	return (struct str){id, n};
}

static const struct rule *find_in(const struct list *rules, struct str id)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = rules->items[i];
		if (str_eq(rule->control.id, id))
			return rule;
	}
	return NULL;
}

/* loaded or not */
static const struct rule *find_known(const struct rules *r, struct str id)
{
	const struct rule *loaded = find_in(&r->controls, id);
	return loaded ? loaded : find_in(&r->unread, id);
}

static int read_control(struct rules *r, struct rule *rule, struct assay_error *err)
{
	struct str expected = rule->control.id;
	struct load_call call = {.source = rule->source, .control = &rule->control};
	int status = load_file(r, &call, err);
	if (!status && rule->source->bundled && !str_eq(rule->control.id, expected))
		return error_at(err, ASSAY_ERULE, rule->source->name.ptr, 0, 0,
			"the id of a bundled control is its path: %.*s", STR_ARGS(expected));
	return status;
}

/* Load the control, unless it is bundled and nobody wants it. */
static int add_control(struct rules *r, struct rule *rule, rules_wants_fn *wants,
	const void *payload, struct assay_error *err)
{
	bool bundled = rule->source->bundled;
	if (bundled)
		rule->control.id = id_of_bundled(r, rule->source);
	bool reads = !bundled || !wants || wants(payload, rule->control.id);
	int status = reads ? read_control(r, rule, err) : ASSAY_OK;
	if (status)
		return status;
	const struct rule *same = find_known(r, rule->control.id);
	if (same)
		return error_at(err, ASSAY_ERULE, rule->source->name.ptr, 0, 0,
			"the control id %.*s is already used by %s", STR_ARGS(rule->control.id),
			same->source->name.ptr);
	(void)list_add(r->arena, reads ? &r->controls : &r->unread, rule);
	return ASSAY_OK;
}

static int load_controls_of(
	struct rules *r, rules_wants_fn *wants, const void *payload, struct assay_error *err)
{
	struct list all = r->unread;
	for (size_t i = r->n_loaded; i < r->sources.list.n; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		if (source->kind != SOURCE_CONTROL)
			continue;
		struct rule *rule = arena_alloc(r->arena, sizeof *rule);
		rule->source = source;
		(void)list_add(r->arena, &all, rule);
	}
	int status = ASSAY_OK;
	r->unread = (struct list){0};
	for (size_t i = 0; i < all.n && status == ASSAY_OK; i++)
		status = add_control(r, all.items[i], wants, payload, err);
	return status;
}

/* a misspelled id would be a control that nobody judges */
static int check_profile(const struct rules *r, const struct profile *p, struct assay_error *err)
{
	for (size_t i = 0; i < p->n_controls; i++) {
		if (!find_known(r, p->controls[i]))
			return error_at(err, ASSAY_ERULE, p->source_name, 0, 0,
				"there is no control '%.*s', which the profile %.*s contains",
				STR_ARGS(p->controls[i]), STR_ARGS(p->name));
	}
	return ASSAY_OK;
}

static int add_profile(struct rules *r, const struct lua_file *source, struct assay_error *err)
{
	struct profile *profile = arena_alloc(r->arena, sizeof *profile);
	struct load_call call = {.source = source, .profile = profile};
	int status = load_file(r, &call, err);
	if (status)
		return status;
	const struct profile *same = rules_profile(r, profile->name);
	if (same)
		return error_at(err, ASSAY_ERULE, source->name.ptr, 0, 0,
			"the profile %.*s is already declared in %s", STR_ARGS(profile->name),
			same->source_name);
	(void)list_add(r->arena, &r->profiles, profile);
	return ASSAY_OK;
}

static int check_reads(struct rules *r, const struct rule *rule, struct assay_error *err)
{
	for (size_t i = 0; i < rule->control.n_reads; i++) {
		struct str name = rule->control.reads[i];
		if (!rules_type(r, name))
			return error_at(err, ASSAY_ERULE, rule->source->name.ptr,
				lua_file_line_of_key(rule->source, STR("reads")), 0,
				"reads: no file below types/ declares the type %.*s",
				STR_ARGS(name));
	}
	return ASSAY_OK;
}

/* A placeholder without an argument would be printed. The bundled files are checked by lint. */
static int check_texts(struct rules *r, const struct lua_file *source, struct assay_error *err)
{
	struct list misfits = {0};
	placeholders_check(&misfits, source, r->arena);
	for (size_t i = 0; i < misfits.n; i++) {
		const struct misfit *m = misfits.items[i];
		if (!m->unused)
			return error_at(err, ASSAY_ERULE, source->name.ptr, m->line, m->column,
				"%s", m->text);
	}
	return ASSAY_OK;
}

static int check_all_texts(struct rules *r, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = r->n_loaded; i < r->sources.list.n && status == ASSAY_OK; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		if (!source->bundled &&
			(source->kind == SOURCE_CONTROL || source->kind == SOURCE_LIBRARY))
			status = check_texts(r, source, err);
	}
	return status;
}

static int load_kind(struct rules *r, enum rule_file_kind kind, struct assay_error *err)
{
	static int (*const add[])(struct rules *, const struct lua_file *, struct assay_error *) = {
		[SOURCE_TYPE] = add_type, [SOURCE_PROFILE] = add_profile};
	int status = ASSAY_OK;
	for (size_t i = r->n_loaded; i < r->sources.list.n && status == ASSAY_OK; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		if (source->kind == kind)
			status = add[kind](r, source, err);
	}
	if (status || kind != SOURCE_TYPE)
		return status;
	status = extend_types(r, err);
	return status ? status : forms_check(r, r->arena, err);
}

static int compare_types(const void *a, const void *b)
{
	return str_cmp(((const struct type *)a)->name, ((const struct type *)b)->name);
}

static int compare_controls(const void *a, const void *b)
{
	return str_cmp(((const struct rule *)a)->control.id, ((const struct rule *)b)->control.id);
}

static int compare_profiles(const void *a, const void *b)
{
	return str_cmp(((const struct profile *)a)->name, ((const struct profile *)b)->name);
}

/* Make the sorted arrays that rules_types and its siblings return. */
static void list_all(struct rules *r)
{
	(void)list_sort(r->arena, &r->types, compare_types);
	(void)list_sort(r->arena, &r->controls, compare_controls);
	(void)list_sort(r->arena, &r->profiles, compare_profiles);
	r->type_list = arena_array(r->arena, r->types.n, sizeof *r->type_list);
	r->control_list = arena_array(r->arena, r->controls.n, sizeof *r->control_list);
	r->profile_list = arena_array(r->arena, r->profiles.n, sizeof *r->profile_list);
	for (size_t i = 0; i < r->profiles.n; i++)
		r->profile_list[i] = r->profiles.items[i];
	for (size_t i = 0; i < r->types.n; i++)
		r->type_list[i] = r->types.items[i];
	for (size_t i = 0; i < r->controls.n; i++)
		r->control_list[i] = &((const struct rule *)r->controls.items[i])->control;
}

int rules_load_some(
	struct rules *r, rules_wants_fn *wants, const void *payload, struct assay_error *err)
{
	int status = load_kind(r, SOURCE_TYPE, err);
	/* profiles are there when wants is called */
	if (status == ASSAY_OK)
		status = load_kind(r, SOURCE_PROFILE, err);
	if (status == ASSAY_OK)
		status = load_controls_of(r, wants, payload, err);
	for (size_t i = 0; i < r->controls.n && status == ASSAY_OK; i++)
		status = check_reads(r, r->controls.items[i], err);
	for (size_t i = 0; i < r->profiles.n && status == ASSAY_OK; i++)
		status = check_profile(r, r->profiles.items[i], err);
	if (status == ASSAY_OK)
		status = check_all_texts(r, err);
	if (status == ASSAY_OK)
		list_all(r);
	r->n_loaded = r->sources.list.n;
	return status;
}

int rules_load(struct rules *r, struct assay_error *err)
{
	return rules_load_some(r, NULL, NULL, err);
}

/* Reports must not contain absolute folders of this machine. */
static struct str uri_of(const struct lua_file *source)
{
	struct str name = source->name, root = source->root;
	bool stays = !str_starts(root, STR("/")) && !str_starts(root, STR("../")) &&
		     !str_contains(root, STR("/../"));
	return stays ? name : (struct str){name.ptr + root.len, name.len - root.len};
}

void rules_files(const struct rules *r, struct arena *a, struct list *out)
{
	for (size_t i = 0; i < r->sources.list.n; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		struct rule_file *file = arena_alloc(a, sizeof *file);
		(void)list_add(a, out, file);
		*file = (struct rule_file){uri_of(source), source->text, source->root.len == 0};
	}
}

const struct type *const *rules_types(const struct rules *r, size_t *n)
{
	*n = r->type_list ? r->types.n : 0;
	return r->type_list;
}

const struct control *const *rules_controls(const struct rules *r, size_t *n)
{
	*n = r->control_list ? r->controls.n : 0;
	return r->control_list;
}

struct rule *rules_find(const struct rules *r, struct str id)
{
	return (struct rule *)(uintptr_t)find_in(&r->controls, id);
}

static int compare_ids(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void rules_ids(const struct rules *r, struct arena *a, struct list *out)
{
	const struct list *lists[] = {&r->controls, &r->unread};
	for (size_t k = 0; k < LENGTH_OF(lists); k++)
		for (size_t i = 0; i < lists[k]->n; i++) {
			const struct rule *rule = lists[k]->items[i];
			(void)list_add(a, out, (void *)(uintptr_t)&rule->control.id);
		}
	(void)list_sort(a, out, compare_ids);
}

const struct control *rules_control(const struct rules *r, struct str id)
{
	const struct rule *rule = rules_find(r, id);
	return rule ? &rule->control : NULL;
}

const struct type *rules_type(const struct rules *r, struct str name)
{
	for (size_t i = 0; i < r->types.n; i++) {
		const struct type *type = r->types.items[i];
		if (str_eq(type->name, name))
			return type;
	}
	return NULL;
}

const struct profile *const *rules_profiles(const struct rules *r, size_t *n)
{
	*n = r->profile_list ? r->profiles.n : 0;
	return r->profile_list;
}

const struct profile *rules_profile(const struct rules *r, struct str name)
{
	for (size_t i = 0; i < r->profiles.n; i++) {
		const struct profile *p = r->profiles.items[i];
		if (str_eq(p->name, name))
			return p;
	}
	return NULL;
}
