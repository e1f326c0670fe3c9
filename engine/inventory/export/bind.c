/*
 * bind - matching exports without a key, and failed ones, with their resource.
 *
 * Evidence, in this order: the envelope's parameters; the file name "COMMAND.LABEL.json", where
 * exactly one resource in scope has that label or ARN; a folder with exactly one resource of the
 * type and one such export beside those that name the resource: of files whose names show an
 * account or Region, those with the same names. An export that names a missing resource
 * matches no other, and one that contains a key or label matches no resource with another one.
 * Knows names and scopes; must not know the fields of an export.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

/* the resources and exports of one type in a folder */
struct holds {
	struct entity *only;
	bool several;
	bool partial;      /* a list of it is cut or failed: there may be more */
	size_t *n_exports; /* of each command: those that do not name the resource */
};

struct binder {
	struct inventory *w;
	struct map folders; /* struct holds *, one for each wanted type */
};

enum answer { BOUND, GONE, GO_ON };

static bool in_region(const struct entity *e, struct str region)
{
	if (!e->home || str_eq(e->home->region.name, region))
		return true;
	for (size_t i = 0; i < e->region_states.n; i++)
		if (str_eq(((const struct region_state *)e->region_states.items[i])->region.name,
			    region))
			return true;
	return false;
}

/* An answer about a name that is unique everywhere is about that resource, whoever asked. */
static bool in_scope(const struct entity *e, const struct export *x)
{
	const struct type *type = e->resource.type;
	if (type->scope == SCOPE_GLOBAL && !type->key_is_arn)
		return true;
	return (!x->account.ptr || entity_is_listed_by(e, x->account)) &&
	       (!x->region.ptr || in_region(e, x->region));
}

/*
 * The only one in scope of that label, or NULL. Of several, it is the one whose home is the account
 * and Region of the export: a list shows others of the same name (an organization's trail).
 */
static struct entity *find_label(
	const struct type_state *type_state, const struct export *x, struct str label)
{
	const struct list *same = map_get(&type_state->by_name, label);
	struct entity *found = NULL, *at_home = NULL;
	size_t n = 0, n_at_home = 0;
	for (size_t i = 0; same && i < same->n; i++) {
		struct entity *e = same->items[i];
		if (!in_scope(e, x))
			continue;
		found = e;
		n++;
		if (!e->home || e->home != x->region_state)
			continue;
		at_home = e;
		n_at_home++;
	}
	if (n_at_home == 1)
		return at_home;
	return n == 1 ? found : NULL;
}

/* "--trail-name {Arn}": the word before the key */
static struct str key_option(const struct command *c, const struct field *key)
{
	struct str args = c->arguments, option = STR_NONE;
	while (args.len) {
		const char *space = memchr(args.ptr, ' ', args.len);
		size_t len = space ? (size_t)(space - args.ptr) : args.len;
		struct str word = {args.ptr, len};
		if (word.len == key->name.len + 2 && *word.ptr == '{' &&
			memcmp(word.ptr + 1, key->name.ptr, key->name.len) == 0)
			return option;
		option = word;
		args.ptr += space ? len + 1 : len;
		args.len -= space ? len + 1 : len;
	}
	return STR_NONE;
}

static bool is_anonymous(const struct export *x)
{
	bool tells = x->wanted >= 0 && x->command->lists == LISTS_NOTHING &&
		     !x->command->printed_as && (x->failed || x->absent || !x->command->keyed);
	return tells && (x->failed || x->absent || x->n_items);
}

/* the i-th parameter, where it may name something */
static const struct value *parameter(const struct export *x, size_t i)
{
	const struct value *v = x->parameters->members[i].value;
	return v->kind == DOC_STRING && v->text.len && v->text.len <= KEY_MAX ? v : NULL;
}

static size_t n_parameters(const struct export *x)
{
	return x->parameters && x->parameters->kind == DOC_OBJECT ? x->parameters->n : 0;
}

/* a resource whose ARN an export was run for exists, whatever the answer was */
static void add_asked(struct inventory *w, const struct export *x)
{
	struct type_state *type_state = w->type_states.items[x->wanted];
	struct str option = key_option(x->command, type_state->type->key);
	for (size_t i = 0; i < n_parameters(x); i++) {
		const struct value *v = parameter(x, i);
		struct entity *e;
		struct arn arn;
		if (!v || !same_option(x->parameters->members[i].key, option) ||
			!arn_parse(&arn, v->text))
			continue;
		struct entity_key k = {v->text, v->at, x->parameters->members[i].key, NULL, NULL};
		(void)type_cut_version(x->type, &k.key);
		type_state_entity(w, &e, type_state, &k);
	}
}

/* True if an export was made of another version than the resource itself. */
static bool is_of_version(const struct export *x, const struct member *parameter)
{
	const struct type *type = x->type;
	struct str text = parameter->value->text;
	if (type->version_option.ptr && same_option(parameter->key, type->version_option))
		return !str_eq(text, type->version);
	return !type_cut_version(type, &text);
}

static enum answer by_parameters(struct inventory *w, const struct type_state *type_state,
	const struct export *x, struct entity **out)
{
	struct str option = key_option(x->command, type_state->type->key);
	bool named = false;
	*out = NULL;
	for (size_t i = 0; i < n_parameters(x); i++) {
		const struct value *v = parameter(x, i);
		struct arn arn;
		if (!v)
			continue;
		if (is_of_version(x, &x->parameters->members[i]))
			return GONE;
		bool asks = same_option(x->parameters->members[i].key, option);
		struct str text = v->text;
		(void)type_cut_version(x->type, &text);
		struct str id = entity_id(w, x->type, x->account_state, x->region_state, text);
		struct entity *e = id.ptr ? map_get(&type_state->by_key, id) : NULL;
		if (!e && !arn_parse(&arn, v->text))
			e = find_label(type_state, x, v->text);
		if (e && *out && e != *out)
			return GONE;
		*out = e ? e : *out;
		named = named || asks;
	}
	if (*out)
		return BOUND;
	return named ? GONE : GO_ON;
}

static enum answer by_file_name(
	const struct type_state *type_state, const struct export *x, struct entity **out)
{
	if (!x->label.ptr)
		return GO_ON;
	*out = find_label(type_state, x, x->label);
	if (!*out && str_starts(x->label, STR("arn:"))) {
		struct entity *e = map_get(&type_state->by_key, x->label);
		*out = e && in_scope(e, x) ? e : NULL;
	}
	return *out ? BOUND : GONE;
}

static enum answer by_folder(const struct binder *b, const struct export *x, struct entity **out)
{
	const struct holds *holds = map_get(&b->folders, x->group);
	const struct holds *h = holds ? &holds[x->wanted] : NULL;
	if (!h || !h->only || h->several || h->partial)
		return GONE;
	if (h->n_exports[x->command - x->type->commands] != 1 || !in_scope(h->only, x))
		return GONE;
	*out = h->only;
	return BOUND;
}

static struct holds *folder_holds(struct binder *b, struct str folder)
{
	struct inventory *w = b->w;
	struct holds *all = map_get(&b->folders, folder);
	if (all)
		return all;
	all = arena_array(w->run, w->n_wanted, sizeof *all);
	map_set(w->run, &b->folders, folder, all);
	for (size_t i = 0; i < w->n_wanted; i++)
		all[i].n_exports =
			arena_array(w->run, w->wanted[i]->n_commands, sizeof *all[i].n_exports);
	return all;
}

static void collect_into(struct binder *b, struct str group, const struct export *x)
{
	struct holds *h = &folder_holds(b, group)[x->wanted];
	const struct type_state *type_state = b->w->type_states.items[x->wanted];
	if (x->command->lists != LISTS_NOTHING)
		h->partial = h->partial || x->failed || x->truncated || x->lacking;
	for (size_t i = 0; x->command->keyed && i < x->n_items; i++) {
		if (!x->items[i].id.ptr)
			continue;
		struct entity *e = map_get(&type_state->by_key, x->items[i].id);
		h->several = h->several || (h->only && e && h->only != e);
		h->only = e ? e : h->only;
	}
}

/* after all folders are collected */
static void count_into(struct binder *b, struct str group, const struct export *x)
{
	struct holds *h = &folder_holds(b, group)[x->wanted];
	const struct type_state *type_state = b->w->type_states.items[x->wanted];
	struct entity *e = NULL;
	/* not a command of the type, and never without a key */
	if (x->command->printed_as)
		return;
	bool names = is_anonymous(x) && (by_parameters(b->w, type_state, x, &e) == BOUND ||
						by_file_name(type_state, x, &e) == BOUND);
	h->n_exports[x->command - x->type->commands] += !(names && e == h->only);
}

/* in its folder, and among those of the same place in it */
static void for_groups(
	struct binder *b, void (*add)(struct binder *b, struct str group, const struct export *x))
{
	for (size_t i = 0; i < b->w->exports.n; i++) {
		const struct export *x = b->w->exports.items[i];
		if (x->wanted < 0)
			continue;
		add(b, x->folder, x);
		if (!str_eq(x->group, x->folder))
			add(b, x->group, x);
	}
}

/* the label in a list; without one, the end of the ARN remains its name */
static void find_name(struct entity *e)
{
	const struct type *type = e->resource.type;
	for (size_t i = 0; i < e->observations.n; i++) {
		const struct observation *s = e->observations.items[i];
		const struct command *c = s->export->command;
		for (size_t j = 0; j < c->n_gives; j++) {
			const struct node *n = s->nodes[j];
			if (c->gives[j] != type->label || !n || n->kind != NODE_STRING)
				continue;
			e->name = n->text;
			return;
		}
	}
}

static int name_one(void *payload, struct str key, void *value)
{
	struct binder *b = payload;
	struct entity *e = value;
	(void)key;
	struct type_state *type_state =
		b->w->type_states.items[inventory_wanted(b->w, e->resource.type)];
	find_name(e);
	type_state_add_name(b->w, type_state, e);
	return 0;
}

static void keep_unbound(struct inventory *w, struct type_state *type_state, struct export *x)
{
	struct map *counts = &type_state->unbound[x->command - x->type->commands];
	struct str account = x->account.ptr ? x->account : STR("");
	struct unbound *u = map_get(counts, account);
	if (!u) {
		u = arena_alloc(w->run, sizeof *u);
		map_set(w->run, counts, account, u);
		u->first = x;
	}
	u->n++;
	struct str word = command_word(x->command);
	remark_add(w, REMARK_WARNING, x->source, x->place,
		str_printf(w->run,
			"This %.*s export cannot be matched with a %.*s. Keep it beside the list "
			"that contains the %.*s, as %.*s.NAME.json.",
			STR_ARGS(word), STR_ARGS(type_state->type->noun),
			STR_ARGS(type_state->type->noun), STR_ARGS(word)));
}

/* false: the output contains the key or label of another resource */
static bool agrees(const struct export *x, const struct entity *e)
{
	const struct item *item = x->n_items ? &x->items[0] : NULL;
	if (!item || x->failed)
		return true;
	if (item->said_key.len && !str_eq(item->said_key, e->key))
		return false;
	return !item->said_label.len || str_eq(item->said_label, e->name) ||
	       str_eq(item->said_label, e->key);
}

static void bind_one(struct binder *b, struct export *x)
{
	struct type_state *type_state = b->w->type_states.items[x->wanted];
	struct entity *e = NULL;
	enum answer answer = by_parameters(b->w, type_state, x, &e);
	if (answer == GO_ON)
		answer = by_file_name(type_state, x, &e);
	if (answer == GO_ON)
		answer = by_folder(b, x, &e);
	if (answer != BOUND || !agrees(x, e))
		keep_unbound(b->w, type_state, x);
	else if (x->failed || x->states_other)
		list_add(b->w->run, &e->failures, x);
	else if (x->absent)
		entity_observe_absent(b->w, e, x);
	else
		entity_observe(b->w, e, x, &x->items[0]);
}

void exports_bind(struct inventory *w)
{
	struct binder b = {.w = w};
	for (size_t i = 0; i < w->exports.n; i++)
		if (is_anonymous(w->exports.items[i]))
			add_asked(w, w->exports.items[i]);
	for (size_t i = 0; i < w->type_states.n; i++)
		map_each(&((struct type_state *)w->type_states.items[i])->by_key, name_one, &b);
	for_groups(&b, collect_into);
	for_groups(&b, count_into);
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (is_anonymous(x))
			bind_one(&b, x);
	}
}
