/*
 * misfiled - exports made with the credentials of another account, or in another Region.
 *
 * A list proves it with a resource that its account or Region cannot list: one of another account
 * or Region that its type declares not to be shared. Such a list completes nothing, and an empty
 * list made beside it proves nothing either: of the account's (or Region's) lists, only those
 * count that show an ARN of that account (or Region).
 * Knows declared types and ARNs; must not know what a command is for.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"

/* a resource is certainly, certainly not, or perhaps listed in another account or Region */
enum shared { NOT_SHARED, IS_SHARED, MAYBE_SHARED };

static enum shared shared_by(const struct observation *s, const struct field *f)
{
	int at = command_gives(s->export->command, f);
	const struct node *n = at < 0 ? NULL : s->nodes[at];
	if (!n || n->kind != NODE_BOOL)
		return MAYBE_SHARED;
	return n->truth ? IS_SHARED : NOT_SHARED;
}

/* what the exports of a resource agree on */
static enum shared agreed(const struct entity *e, const struct field *f)
{
	enum shared all = MAYBE_SHARED;
	for (size_t i = 0; f && i < e->observations.n; i++) {
		enum shared one = shared_by(e->observations.items[i], f);
		if (one == MAYBE_SHARED || one == all)
			continue;
		if (all != MAYBE_SHARED)
			return MAYBE_SHARED;
		all = one;
	}
	return all;
}

/* false: the list that this is an observation of cannot show the resource */
static bool may_list(const struct observation *s, const struct field *f, enum shared all)
{
	enum shared one = f ? shared_by(s, f) : NOT_SHARED;
	if (one == MAYBE_SHARED)
		one = all;
	/* a field that the command prints is missing only where the output was trimmed */
	return one == IS_SHARED ||
	       (one == MAYBE_SHARED && command_gives(s->export->command, f) < 0);
}

static bool is_list(const struct export *x)
{
	return x->wanted >= 0 && x->command && x->command->lists != LISTS_NOTHING && !x->failed;
}

struct search {
	struct inventory *w;
	struct map accounts, regions; /* struct export: a misfiled one, by the key of its place */
};

static void note_misfiled(struct search *s, const struct entity *e, struct export *x)
{
	struct inventory *w = s->w;
	const struct type *type = x->type;
	bool other_account = x->of_account;
	struct str line = command_line(w, x->command, x->account, x->region, type, NULL);
	remark_add(w, REMARK_WARNING, x->source, x->place,
		str_printf(w->run,
			"%.*s/%.*s cannot list %.*s: %s another %s%s. The command may have "
			"run %s. Export it again: %.*s",
			STR_ARGS(x->account), STR_ARGS(x->region), STR_ARGS(e->subject),
			type->key_is_arn ? "it is of" : "a list of",
			other_account ? "account" : "Region",
			type->key_is_arn ? "" : " contains it, too",
			other_account ? "with other credentials" : "in another Region",
			STR_ARGS(line)));
}

/* the first export in the order of inputs represents its account or Region */
static void add_misfiled(
	struct search *s, const struct entity *e, struct export *x, bool other_account)
{
	struct map *map = other_account ? &s->accounts : &s->regions;
	struct str key = other_account ? x->account : x->region_state->region.key;
	if (!x->misfiled || (other_account && !x->of_account))
		x->misfiled = e;
	x->of_account = x->of_account || other_account;
	x->conflict = true;
	if (!map_get(map, key))
		map_set(s->w->run, map, key, x);
}

/*
 * Two accounts list one name that is unique in all, or two Regions one that is in one Region:
 * nothing shows which is right.
 */
static void check_name(struct search *s, const struct entity *e)
{
	const struct export *first = NULL;
	bool accounts = false, regions = false;
	for (size_t i = 0; i < e->observations.n; i++) {
		const struct export *x =
			((const struct observation *)e->observations.items[i])->export;
		if (!is_list(x) || !x->account_state)
			continue;
		first = first ? first : x;
		accounts = accounts || x->account_state != first->account_state;
		regions = regions || (x->type->regional && x->region_state != first->region_state);
	}
	for (size_t i = 0; (accounts || regions) && i < e->observations.n; i++) {
		struct export *x = ((const struct observation *)e->observations.items[i])->export;
		if (is_list(x) && x->account_state && (accounts || x->region_state))
			add_misfiled(s, e, x, accounts);
	}
}

static int check_entity(void *payload, struct str key, void *value)
{
	struct search *s = payload;
	struct entity *e = value;
	const struct type *type = e->resource.type;
	(void)key;
	if (type->scope == SCOPE_GLOBAL && !type->key_is_arn) {
		check_name(s, e);
		return 0;
	}
	if (!e->owner || (!type->regional && !type->in_accounts && !type->in_regions))
		return 0;
	enum shared accounts = agreed(e, type->in_accounts);
	enum shared regions = agreed(e, type->in_regions);
	for (size_t i = 0; i < e->observations.n; i++) {
		const struct observation *o = e->observations.items[i];
		struct export *x = o->export;
		if (!is_list(x) || !x->account_state)
			continue;
		bool here = e->owner == x->account_state;
		bool at_home = !e->home || !x->region_state || x->command->lists == LISTS_ACCOUNT ||
			       str_eq(e->home->region.name, x->region);
		bool of_account = !here && !may_list(o, type->in_accounts, accounts);
		if (of_account || (!at_home && !may_list(o, type->in_regions, regions)))
			add_misfiled(s, e, x, of_account);
	}
	return 0;
}

/* does it show a resource of its account (or of its Region)? */
static bool proves(const struct export *x, bool region)
{
	for (size_t i = 0; i < x->n_items; i++) {
		struct arn arn;
		if (x->items[i].key.ptr && arn_parse(&arn, x->items[i].key) &&
			str_eq(arn.account, x->account) &&
			(!region || str_eq(arn.region, x->region)))
			return true;
	}
	return false;
}

/* The list states another account or Region than that of its folder. */
static void add_stated(struct search *s)
{
	for (size_t i = 0; i < s->w->exports.n; i++) {
		struct export *x = s->w->exports.items[i];
		if (!is_list(x) || !x->states_other)
			continue;
		bool account = x->states_other == &x->stated.account;
		struct map *map = account ? &s->accounts : &s->regions;
		struct str key = account ? x->account : x->region_state->region.key;
		if (!map_get(map, key))
			map_set(s->w->run, map, key, x);
	}
}

static void suspect_lists(struct search *s)
{
	for (size_t i = 0; i < s->w->exports.n; i++) {
		struct export *x = s->w->exports.items[i];
		if (!is_list(x) || !x->account_state || x->conflict || x->suspect)
			continue;
		const struct export *other = map_get(&s->accounts, x->account);
		if (other && !proves(x, false))
			x->suspect = other;
		if (x->suspect || !x->region_state || x->command->lists == LISTS_ACCOUNT)
			continue;
		other = map_get(&s->regions, x->region_state->region.key);
		if (other && !proves(x, true))
			x->suspect = other;
	}
}

/* a list that can't be right puts its resources into no Region's list */
static void note_listings(struct inventory *w, struct export *x)
{
	const struct type_state *type_state = w->type_states.items[x->wanted];
	for (size_t i = 0; i < x->n_items; i++) {
		struct entity *e =
			x->items[i].id.ptr ? map_get(&type_state->by_key, x->items[i].id) : NULL;
		if (!e)
			continue;
		if (x->command->lists == LISTS_REGION && x->region_state)
			list_add(w->run, &e->region_states, x->region_state);
		else if (x->command->lists == LISTS_ACCOUNT && x->account_state)
			list_add(w->run, &e->account_states, x->account_state);
	}
}

void exports_find_misfiled(struct inventory *w)
{
	struct search s = {.w = w};
	for (size_t t = 0; t < w->type_states.n; t++)
		map_each(&((struct type_state *)w->type_states.items[t])->by_key, check_entity, &s);
	add_stated(&s);
	suspect_lists(&s);
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (x->misfiled)
			note_misfiled(&s, x->misfiled, x);
		if (is_list(x) && !x->conflict && !x->suspect)
			note_listings(w, x);
	}
}

/* the owner can read its own resource at home: other credentials were used, or nobody knows why */
static bool is_suspect_failure(const struct entity *e, const struct export *x)
{
	if (!e->home || x->region_state != e->home)
		return false;
	if (!x->code.len)
		return !x->command->absent_empty &&
		       (!x->message.len || x->source->input.bytes.len == 0);
	for (size_t i = 0; i < x->command->n_foreign; i++)
		if (str_eq(x->command->foreign[i], x->code))
			return true;
	return false;
}

static int check_failures(void *payload, struct str key, void *value)
{
	struct search *s = payload;
	struct entity *e = value;
	(void)key;
	for (size_t i = 0; i < e->failures.n; i++) {
		struct export *x = e->failures.items[i];
		if (is_suspect_failure(e, x) &&
			!map_get(&s->regions, x->region_state->region.key)) {
			x->misfiled = e;
			map_set(s->w->run, &s->regions, x->region_state->region.key, x);
		}
	}
	return 0;
}

void exports_suspect_failures(struct inventory *w)
{
	struct search s = {.w = w};
	for (size_t t = 0; t < w->type_states.n; t++)
		map_each(&((struct type_state *)w->type_states.items[t])->by_key, check_failures,
			&s);
	suspect_lists(&s);
}
