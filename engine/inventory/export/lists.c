/*
 * lists - the resources of each Region and account, and whether they are all.
 *
 * A Region's list is complete with one complete answer; an account's, with one of its own or with
 * those of all its Regions. A plan merged with them may make it incomplete again. Knows
 * declared commands; must not know what a type means.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"

/* the command that lists a type: the one that completes a Region first */
static const struct command *lister(const struct type *type, enum listing lists)
{
	const struct command *first = NULL;
	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *c = &type->commands[i];
		if (c->lists != lists)
			continue;
		if (!c->optional)
			return c;
		first = first ? first : c;
	}
	return first;
}

static struct str resolve_list(
	struct inventory *w, const struct type *type, struct str account, struct str region)
{
	const struct command *c = lister(type, LISTS_REGION);
	if (!c)
		c = lister(type, LISTS_ACCOUNT);
	return c ? command_line(w, c, account, region, type, NULL) : STR_NONE;
}

bool export_is_whole(const struct export *x)
{
	return !x->failed && !x->truncated && !x->narrowed_by.ptr && !x->lacking && !x->conflict &&
	       !x->suspect;
}

struct list_state *export_list(const struct export *x, struct str *whose)
{
	if (x->wanted < 0 || x->command->lists == LISTS_NOTHING)
		return NULL;
	bool region = x->command->lists == LISTS_REGION;
	if (region ? !x->region_state : !x->account_state)
		return NULL;
	*whose = region ? x->region_state->region.key : x->account_state->account.key;
	return region ? &x->region_state->lists[x->wanted] : &x->account_state->lists[x->wanted];
}

/* the keys in complete answers of one Region's list */
static void whole_keys(
	struct inventory *w, struct map *keys, const struct export *part, struct arena *scratch)
{
	struct str whose;
	const struct list_state *list = export_list(part, &whose);
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		if (!export_is_whole(x) || export_list(x, &whose) != list)
			continue;
		for (size_t j = 0; j < x->n_items; j++)
			map_set(scratch, keys, x->items[j].key, w);
	}
}

/* a complete answer that holds all of a cut or narrowed one makes up for it */
static bool is_covered(struct inventory *w, const struct export *x)
{
	struct map keys = {0};
	struct arena *scratch;
	(void)arena_new_below(&scratch, w->run);
	whole_keys(w, &keys, x, scratch);
	bool covered = x->n_items > 0 || !x->truncated;
	for (size_t i = 0; covered && i < x->n_items; i++)
		covered = x->items[i].key.ptr && map_get(&keys, x->items[i].key);
	arena_free(scratch);
	return covered;
}

static enum reason_text why_incomplete(const struct export *x)
{
	if (x->failed)
		return export_is_refused(x) ? WHY_LIST_REFUSED : WHY_LIST_FAILED;
	if (x->lacking)
		return WHY_LIST_LACKS_KEY;
	if (x->states_other)
		return WHY_LIST_STATES_OTHER;
	if (x->conflict)
		return x->misfiled ? WHY_LIST_MISFILED : WHY_LIST_OF_OTHERS;
	if (x->suspect)
		return x->suspect->failed ? WHY_LIST_BESIDE_FAILED : WHY_LIST_BESIDE_MISFILED;
	return x->narrowed_by.ptr && !x->truncated ? WHY_LIST_NARROWED : WHY_LIST_TRUNCATED;
}

/* the export that makes a list suspect is needed again, too */
static void add_suspect(
	struct inventory *w, struct list_state *list, const struct export *x, struct str whose)
{
	const struct export *other = x->suspect;
	const struct entity *e = other->misfiled;
	const struct stated_value *v = other->states_other;
	struct str line = command_line(w, x->command, x->account, x->region, x->type, NULL);
	struct str again =
		command_line(w, other->command, other->account, other->region, other->type, e);
	reasons_make(w->run, &list->why_incomplete, why_incomplete(x), x->place,
		REASON_ARGS(x->type->nouns, whose, line, x->source->input.uri,
			other->source->input.uri));
	if (!e) {
		reasons_make(w->run, &list->why_incomplete, WHY_STATES_OTHER, v->at,
			REASON_ARGS(other->source->input.uri, text_cut(w->run, v->key, 100),
				v->text, again));
		return;
	}
	reasons_make(w->run, &list->why_incomplete, other->failed ? WHY_OWN_FAILED : WHY_MISFILED,
		other->place,
		REASON_ARGS(other->source->input.uri, e->subject,
			other->of_account ? other->account : other->region, again,
			e->owner->account.key));
}

static void add_incomplete(
	struct inventory *w, struct list_state *list, const struct export *x, struct str whose)
{
	struct arena *a = w->run;
	enum reason_text why = why_incomplete(x);
	struct str region = x->region_state ? x->region_state->region.name : STR_NONE;
	struct str nouns = x->type->nouns, file = x->source->input.uri;
	struct str line = command_line(w, x->command, x->account, region, x->type, NULL);
	list->complete = false;
	if (x->suspect && !x->failed && !x->lacking && !x->conflict) {
		add_suspect(w, list, x, whose);
		return;
	}
	list->refused = list->refused || why == WHY_LIST_REFUSED;
	if (why == WHY_LIST_REFUSED)
		line = refusal_remedy(w, x);
	if (why == WHY_LIST_FAILED || why == WHY_LIST_REFUSED || why == WHY_LIST_LACKS_KEY)
		reasons_make(a, &list->why_incomplete, why, x->place,
			REASON_ARGS(
				nouns, whose, line, x->command->name, file, export_error(a, x)));
	else if (why == WHY_LIST_STATES_OTHER)
		reasons_make(a, &list->why_incomplete, why, x->states_other->at,
			REASON_ARGS(nouns, whose, line, file,
				text_cut(a, x->states_other->key, 100), x->states_other->text));
	else
		reasons_make(a, &list->why_incomplete, why, x->place,
			REASON_ARGS(nouns, whose, line, file,
				x->conflict && x->misfiled ? x->misfiled->subject
							   : text_cut(a, x->narrowed_by, 100)));
}

void exports_close_lists(struct inventory *w)
{
	struct str whose;
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct list_state *list = export_list(x, &whose);
		if (!list)
			continue;
		if (!list->at.doc && !x->failed)
			list->at = x->place;
		list->complete = list->complete || export_is_whole(x);
	}
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct list_state *list = export_list(x, &whose);
		if (!list || export_is_whole(x))
			continue;
		/* another answer makes up for a failure, and for a cut one if it holds all of it */
		if (list->complete && (x->failed || (!x->lacking && !x->conflict && !x->suspect &&
							    is_covered(w, x))))
			continue;
		add_incomplete(w, list, x, whose);
	}
}

static void add_not_listed(struct inventory *w, struct list_state *list, const struct type *type,
	const struct region *region)
{
	struct str line = resolve_list(w, type, region->account->id, region->name);
	reasons_make(w->run, &list->why_incomplete, WHY_NOT_LISTED, region->at,
		REASON_ARGS(type->nouns, region->key, line));
}

/*
 * The list of the account names all resources. For a Region, it shows the resources whose home the
 * Region is, but not which others are listed there.
 */
static void finish_region(
	struct inventory *w, struct region_state *region_state, size_t t, bool account_complete)
{
	struct list_state *list = &region_state->lists[t];
	const struct list_state *all = &region_state->account_state->lists[t];
	if (region_state->unresolved.ptr) {
		/* which of the account's Regions it is, is unknown */
		reasons_add(w->run, &list->why_incomplete, region_state->region.why);
	} else if (!account_complete && all->why_incomplete) {
		/* an incomplete list of the account may name more of this Region */
		list_state_add_reason(w->run, list, all->why_incomplete);
	} else {
		if (account_complete && all->items.n == list->items.n)
			list->complete = true;
		if (!list->complete && !list->why_incomplete)
			add_not_listed(w, list, w->wanted[t], &region_state->region);
	}
}

static void finish_account(struct inventory *w, struct account_state *h, size_t t)
{
	struct list_state *all = &h->lists[t];
	const struct reason *open = h->account.unlisted;
	bool own = all->complete, every = h->region_state_list.n > 0 && !open;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		finish_region(w, region_state, t, own);
		/* the unknown Region of a plan may be one that no export was run in */
		if (!region_state->lists[t].complete)
			reasons_add(w->run, &open, region_state->lists[t].why_incomplete);
		every = every && region_state->lists[t].complete;
		if (!all->at.doc)
			all->at = region_state->lists[t].at;
	}
	if (!all->at.doc)
		all->at = h->account.at;
	all->complete = own || (every && !h->overflown);
	if (all->complete)
		return;
	reasons_add(w->run, &all->why_incomplete, open);
	struct region nowhere = {
		.account = &h->account, .key = h->account.key, .at = h->account.at};
	if (!all->why_incomplete)
		add_not_listed(w, all, w->wanted[t], &nowhere);
}

static int by_account(const void *a, const void *b)
{
	const struct account_state *x = a, *y = b;
	return str_cmp(x->account.key, y->account.key);
}

/* one is reason enough: at most this many are reported */
#define PERHAPS_MAX ((size_t)20)

/* a resource that may be deleted is not in the list, which may be incomplete */
static void add_once(struct arena *a, struct list_state *list, const struct entity *e)
{
	const struct list *items = &list->items;
	if (e->maybe_deleted) {
		if (list->n_perhaps++ < PERHAPS_MAX)
			reasons_add(a, &list->perhaps, e->unknown_whole);
	} else if (!items->n || items->items[items->n - 1] != (const void *)&e->resource) {
		list_add(a, &list->items, (void *)(uintptr_t)&e->resource);
	}
}

/* an entity is in the list of each Region that listed it or is its home, and of their accounts */
static void place_entity(struct inventory *w, const struct entity *e, size_t t)
{
	struct list account_states = {0};
	if (e->gone || e->conflicting)
		return;
	if (e->loose && e->owner)
		e->owner->lists[t].n_loose++;
	if (e->loose && e->home)
		e->home->lists[t].n_loose++;
	for (size_t i = 0; i < e->region_states.n; i++) {
		struct region_state *region_state = e->region_states.items[i];
		add_once(w->run, &region_state->lists[t], e);
		list_add(w->run, &account_states, region_state->account_state);
	}
	for (size_t i = 0; i < e->account_states.n; i++)
		list_add(w->run, &account_states, e->account_states.items[i]);
	if (e->home)
		add_once(w->run, &e->home->lists[t], e);
	if (e->owner)
		list_add(w->run, &account_states, e->owner);
	list_sort(w->run, &account_states, by_account);
	for (size_t i = 0; i < account_states.n; i++) {
		struct account_state *h = account_states.items[i];
		add_once(w->run, &h->lists[t], e);
	}
}

/* a resource that a plan puts somewhere else may be listed here, too */
static void reopen_region(struct inventory *w, struct region_state *region_state, size_t t)
{
	struct list_state *list = &region_state->lists[t];
	const struct list_state *all = &region_state->account_state->lists[t];
	const struct type *type = w->wanted[t];
	list_state_add_reason(w->run, list, all->planned);
	list_state_add_reason(w->run, list, list->perhaps);
	if (all->n_loose <= list->n_loose)
		return;
	list_state_add_reason(w->run, list,
		reason_make(w->run,
			type->regional ? WHY_REGION_OF_SOME_UNKNOWN : WHY_LISTED_REGIONS_UNKNOWN,
			region_state->account_state->account.at, REASON_ARGS(type->nouns)));
}

/* an incomplete plan may still change a list that is complete by the exports */
static void reopen_account(struct inventory *w, struct account_state *h, size_t t)
{
	struct list_state *all = &h->lists[t];
	list_state_add_reason(w->run, all, all->planned);
	list_state_add_reason(w->run, all, all->perhaps);
	for (size_t i = 0; i < h->region_state_list.n; i++)
		reopen_region(w, h->region_state_list.items[i], t);
}

static int by_resource_key(const void *a, const void *b)
{
	const struct entity *x = a, *y = b;
	return str_cmp(x->resource.key, y->resource.key);
}

void exports_finish_lists(struct inventory *w)
{
	for (size_t t = 0; t < w->type_states.n; t++) {
		struct type_state *type_state = w->type_states.items[t];
		list_sort(w->run, &type_state->entities, by_resource_key);
		for (size_t i = 0; i < type_state->entities.n; i++)
			place_entity(w, type_state->entities.items[i], t);
	}
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		for (size_t t = 0; h->live && t < w->n_wanted; t++) {
			finish_account(w, h, t);
			reopen_account(w, h, t);
		}
	}
}
