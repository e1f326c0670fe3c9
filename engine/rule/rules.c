/*
 * rules - the rule files of a run: added as text, loaded as types and controls, found by name.
 *
 * Knows what each file is, and that each name and source is declared once. Opens no file.
 */
#include "rule/rules.h"
#include "rule/embedded.h"

#include "rule/libraries.h"
#include "rule/load/load.h"

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
	const struct type *same = rules_type(r, call.type->name);
	if (same)
		return error_at(err, ASSAY_ERULE, source->name.ptr, 0, 0,
			"the type %.*s is already declared in %s", STR_ARGS(call.type->name),
			same->source_name);
	(void)list_add(r->arena, &r->types, (void *)(uintptr_t)call.type);
	return ASSAY_OK;
}

static int add_control(struct rules *r, const struct lua_file *source, struct assay_error *err)
{
	struct rule *rule = arena_alloc(r->arena, sizeof *rule);
	rule->source = source;
	struct load_call call = {.source = source, .control = &rule->control};
	int status = load_file(r, &call, err);
	if (status)
		return status;
	const struct control *same = rules_control(r, rule->control.id);
	if (same)
		return error_at(err, ASSAY_ERULE, source->name.ptr, 0, 0,
			"the control id %.*s is already used by %s", STR_ARGS(rule->control.id),
			same->source_name);
	(void)list_add(r->arena, &r->controls, rule);
	return ASSAY_OK;
}

/* a misspelled id would be a control that nobody judges */
static int check_profile(const struct rules *r, const struct profile *p, struct assay_error *err)
{
	for (size_t i = 0; i < p->n_controls; i++) {
		if (!rules_control(r, p->controls[i]))
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
	return check_profile(r, profile, err);
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

static int load_kind(struct rules *r, enum rule_file_kind kind, struct assay_error *err)
{
	static int (*const add[])(struct rules *, const struct lua_file *, struct assay_error *) = {
		[SOURCE_TYPE] = add_type,
		[SOURCE_CONTROL] = add_control,
		[SOURCE_PROFILE] = add_profile};
	int status = ASSAY_OK;
	for (size_t i = r->n_loaded; i < r->sources.list.n && status == ASSAY_OK; i++) {
		const struct lua_file *source = r->sources.list.items[i];
		if (source->kind == kind)
			status = add[kind](r, source, err);
	}
	return status;
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

int rules_load(struct rules *r, struct assay_error *err)
{
	int status = load_kind(r, SOURCE_TYPE, err);
	if (status == ASSAY_OK)
		status = load_kind(r, SOURCE_CONTROL, err);
	for (size_t i = 0; i < r->controls.n && status == ASSAY_OK; i++)
		status = check_reads(r, r->controls.items[i], err);
	if (status == ASSAY_OK)
		status = load_kind(r, SOURCE_PROFILE, err);
	if (status == ASSAY_OK)
		list_all(r);
	r->n_loaded = r->sources.list.n;
	return status;
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
	for (size_t i = 0; i < r->controls.n; i++) {
		struct rule *rule = r->controls.items[i];
		if (str_eq(rule->control.id, id))
			return rule;
	}
	return NULL;
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
