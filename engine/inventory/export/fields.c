/*
 * fields - the fields of a resource, from all of its exports.
 *
 * A field has the value that every export agrees on. If two differ, it is unknown, and the reason
 * names both; if no export contains it, it is unknown, and the reason names the command.
 * Knows observations; must not know how an export was read or bound.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/source.h"
#include "inventory/model/node.h"

struct finisher {
	struct inventory *w;
	const struct type_state *type_state;
	struct entity *e;
	struct cursor *absent_at; /* of each field */
	struct str *resolve;      /* the command lines that were needed, one for each command */
};

/* What messages call a field; not ".", which is the output itself. */
static struct str shown_name(const struct field *f)
{
	const struct spelling *printed = printed_names(f);
	struct str name = printed->n ? printed->names[0] : f->name;
	return str_is(name, ".") ? f->name : name;
}

int command_gives(const struct command *c, const struct field *f)
{
	for (size_t i = 0; i < c->n_gives; i++)
		if (c->gives[i] == f)
			return (int)i;
	return -1;
}

/* Some commands are run in the home Region of a resource: an unknown Region is not the home. */
static bool counts(const struct entity *e, const struct export *x)
{
	if (x->account.ptr && e->resource.type->scope == SCOPE_GLOBAL &&
		!e->resource.type->key_is_arn && !entity_is_listed_by(e, x->account))
		return false;
	return !x->command->from_home ||
	       (x->region.ptr && e->home && str_eq(x->region, e->home->region.name));
}

/* the command to run for a field: the first that is not optional */
static const struct command *asked(const struct type *type, const struct field *f)
{
	const struct command *first = NULL;
	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *c = &type->commands[i];
		if (command_gives(c, f) < 0)
			continue;
		if (!c->optional)
			return c;
		first = first ? first : c;
	}
	return first;
}

/* the account and Region in which to run a command about a resource */
static void find_home(const struct entity *e, struct str *account, struct str *region)
{
	const struct region_state *region_state = e->home;
	if (!region_state && e->region_states.n)
		region_state = e->region_states.items[0];
	*account = region_state ? region_state->account_state->account.id
		   : e->owner   ? e->owner->account.id
				: STR_NONE;
	*region = region_state ? region_state->region.name : STR_NONE;
}

static struct str resolve_by(struct finisher *f, const struct command *c)
{
	const struct type *type = f->type_state->type;
	struct str *kept = &f->resolve[c - type->commands];
	struct str account, region;
	if (!kept->ptr) {
		find_home(f->e, &account, &region);
		*kept = command_line(f->w, c, account, region, type, f->e);
	}
	return *kept;
}

/* an organization's resource is read with the credentials of its owner */
static enum reason_text why_failed(const struct entity *e, const struct export *x)
{
	if (e->owner && x->account_state && x->account_state != e->owner)
		return WHY_FIELD_OF_OTHERS;
	for (size_t i = 0; i < x->command->n_foreign; i++)
		if (str_eq(x->command->foreign[i], x->code))
			return WHY_FIELD_FAILED;
	return export_is_refused(x) ? WHY_FIELD_REFUSED : WHY_FIELD_FAILED;
}

static void add_failure(struct finisher *f, const struct reason **why, const struct field *field,
	struct str resolve)
{
	struct arena *a = f->w->run;
	for (size_t i = 0; i < f->e->failures.n; i++) {
		const struct export *x = f->e->failures.items[i];
		if (command_gives(x->command, field) < 0 || !counts(f->e, x))
			continue;
		enum reason_text text = why_failed(f->e, x);
		struct str error = text == WHY_FIELD_OF_OTHERS && !x->code.len
					   ? STR("it contains no answer")
					   : export_error(a, x);
		reasons_make(a, why, text, x->place,
			REASON_ARGS(shown_name(field), f->e->subject, x->command->name,
				x->source->input.uri, error,
				text == WHY_FIELD_REFUSED ? refusal_remedy(f->w, x) : resolve,
				f->e->owner ? f->e->owner->account.key : STR_NONE));
		return;
	}
}

static void add_unbound(
	struct finisher *f, const struct reason **why, const struct command *c, struct str account)
{
	struct arena *a = f->w->run;
	const struct unbound *u =
		map_get(&f->type_state->unbound[c - f->type_state->type->commands], account);
	if (!u)
		return;
	reasons_make(a, why, u->n == 1 ? WHY_EXPORT_UNBOUND : WHY_EXPORTS_UNBOUND, u->first->place,
		REASON_ARGS(
			command_word(c), f->type_state->type->noun, str_printf(a, "%zu", u->n)));
}

/* The complete list without a resource that only a plan names; NULL: it may be incomplete. */
static const struct str *find_list_without(const struct finisher *f)
{
	const struct entity *e = f->e;
	size_t t = 0;
	if (e->observations.n || e->failures.n || f->type_state->type->singleton)
		return NULL;
	while (t < f->w->n_wanted && f->w->wanted[t] != f->type_state->type)
		t++;
	if (t == f->w->n_wanted)
		return NULL;
	if (e->home && e->home->account_state->live && e->home->lists[t].complete)
		return &e->home->region.key;
	if (e->owner && e->owner->live && e->owner->lists[t].complete)
		return &e->owner->account.key;
	return NULL;
}

/* True if exports show the resource, and all of them were made in other accounts than its owner's:
 * an organization's. */
static bool is_shown_by_others(const struct entity *e)
{
	bool any = false;
	for (size_t i = 0; e->owner && i < e->observations.n; i++) {
		const struct observation *o = e->observations.items[i];
		if (!o->export->account_state || o->export->account_state == e->owner)
			return false;
		any = true;
	}
	return any;
}

/* no export that counts contains the field */
static void unknown(struct finisher *f, const struct node **out, const struct field *field,
	const struct reader *r)
{
	struct entity *e = f->e;
	const struct command *c = asked(f->type_state->type, field);
	struct origin o = {.field = field, .secret = field->secret, .at = e->key_at};
	o.name = shown_name(field);
	if (!c || !printed_names(field)->n) {
		node_unknown(r, out, &o, WHY_FIELD_IN_NO_EXPORT, REASON_ARGS(o.name, e->subject));
		return;
	}
	struct node *n = node_new(r, NODE_UNKNOWN, &o);
	struct str resolve = resolve_by(f, c);
	*out = n;
	add_failure(f, &n->why, field, resolve);
	const struct str *list = n->why ? NULL : find_list_without(f);
	if (list)
		reasons_make(f->w->run, &n->why, WHY_FIELD_NOT_LISTED, e->key_at,
			REASON_ARGS(o.name, e->subject, f->type_state->type->nouns, *list));
	if (!n->why && is_shown_by_others(e))
		reasons_make(f->w->run, &n->why, WHY_FIELD_NOT_FROM_OWNER, e->key_at,
			REASON_ARGS(o.name, e->subject, resolve,
				c->from_home ? STR(" from its home Region") : STR_NONE,
				e->owner->account.key));
	if (!n->why)
		reasons_make(f->w->run, &n->why,
			c->from_home ? WHY_FIELD_NOT_FROM_HOME : WHY_FIELD_NOT_EXPORTED, e->key_at,
			REASON_ARGS(o.name, e->subject, resolve));
	add_unbound(f, &n->why, c, STR(""));
	if (e->owner)
		add_unbound(f, &n->why, c, e->owner->account.id);
	reasons_set_subject(f->w->run, &n->why, r->resource, o.name);
}

static void conflict(struct finisher *f, const struct node **out, const struct field *field,
	const struct reader *r, const struct observation *const pair[2])
{
	struct arena *a = f->w->run;
	struct origin o = {.field = field, .secret = field->secret, .at = pair[1]->at};
	o.name = shown_name(field);
	struct node *n = node_new(r, NODE_UNKNOWN, &o);
	struct cursor at[2];
	*out = n;
	for (size_t i = 0; i < 2; i++) {
		const struct node *said =
			pair[i]->nodes[command_gives(pair[i]->export->command, field)];
		at[i] = said ? said->at : pair[i]->at;
	}
	n->at = at[1];
	struct str first = pair[0]->export->source->input.uri;
	struct str second = pair[1]->export->source->input.uri;
	reasons_make(a, &n->why, WHY_FIELD_DIFFERS, at[0],
		REASON_ARGS(o.name, f->e->subject, first, second));
	reasons_make(a, &n->why, WHY_FIELD_DIFFERS_FROM, at[1],
		REASON_ARGS(o.name, f->e->subject, second, first));
	reasons_set_subject(a, &n->why, r->resource, o.name);
}

/* what an export shows of the field; false: nothing that counts */
static bool find_shown(const struct finisher *f, const struct observation *s,
	const struct field *field, const struct node **out)
{
	int at = command_gives(s->export->command, field);
	*out = at < 0 ? NULL : s->nodes[at];
	return at >= 0 && counts(f->e, s->export);
}

/* An answer of another Region is no value, but a value that it contradicts is unknown. */
static bool may_contradict(const struct finisher *f, const struct observation *s,
	const struct field *field, const struct node **out)
{
	int at = command_gives(s->export->command, field);
	*out = at < 0 ? NULL : s->nodes[at];
	return at >= 0 && (!field->by_region || counts(f->e, s->export));
}

/* what one export lacks because it was trimmed, another may contain */
static bool is_trimmed(const struct node *n)
{
	return n && n->kind == NODE_UNKNOWN && n->why && n->why->code == REASON_TRUNCATED;
}

/* the first that gives another value of the field than this one */
static const struct observation *find_other(
	const struct finisher *f, const struct field *field, const struct observation *first)
{
	struct arena *scratch;
	struct str said, other;
	const struct observation *found = NULL;
	(void)arena_new_below(&scratch, f->w->run);
	node_canonical(scratch, first->nodes[command_gives(first->export->command, field)], &said);
	for (size_t i = 0; !found && i < f->e->observations.n; i++) {
		const struct observation *s = f->e->observations.items[i];
		const struct node *shown;
		if (s == first || !may_contradict(f, s, field, &shown) || is_trimmed(shown))
			continue;
		node_canonical(scratch, shown, &other);
		if (!str_eq(said, other))
			found = s;
	}
	arena_free(scratch);
	return found;
}

static void read_field(struct finisher *f, const struct node **out, const struct field *field,
	const struct reader *r)
{
	const struct observation *first = NULL, *differs = NULL;
	const struct node *trimmed = NULL;
	for (size_t i = 0; i < f->e->observations.n; i++) {
		const struct observation *s = f->e->observations.items[i];
		const struct node *shown;
		if (!find_shown(f, s, field, &shown))
			continue;
		if (is_trimmed(shown)) {
			trimmed = trimmed ? trimmed : shown;
			continue;
		}
		first = first ? first : s;
	}
	if (first && f->e->observations.n > 1)
		differs = find_other(f, field, first);
	if (!first && trimmed)
		*out = trimmed;
	else if (!first)
		unknown(f, out, field, r);
	else if (differs)
		conflict(f, out, field, r, (const struct observation *const[2]){first, differs});
	else
		*out = first->nodes[command_gives(first->export->command, field)];
	/* an answer that prints nothing but that it is absent shows it best */
	if (!*out && first->export->absent)
		f->absent_at[field - f->type_state->type->fields] = first->at;
}

static void read_key(const struct finisher *f, const struct node **out, const struct reader *r)
{
	const struct field *key = f->type_state->type->key;
	struct origin o = {.field = key, .at = f->e->key_at, .written = true};
	o.name = f->e->key_name;
	o.secret = key->secret;
	struct node *n = node_new(r, NODE_STRING, &o);
	n->text = f->e->key;
	*out = n;
}

static void read_fields(struct finisher *f)
{
	const struct type *type = f->type_state->type;
	struct entity *e = f->e;
	struct reader r = {.arena = f->w->run,
		.resource = &e->resource,
		.subject = e->subject,
		.source = &aws_cli_export};
	const struct observation *first = e->observations.n ? e->observations.items[0] : NULL;
	struct origin o = {.at = first ? first->at : e->key_at, .written = true};
	struct node *root = node_new(&r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(f->w->run, type->n_fields, sizeof *members);
	f->resolve = arena_array(f->w->run, type->n_commands, sizeof *f->resolve);
	f->absent_at = arena_array(f->w->run, type->n_fields, sizeof *f->absent_at);
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *field = &type->fields[i];
		const struct node *node;
		if (field == type->key)
			read_key(f, &node, &r);
		else
			read_field(f, &node, field, &r);
		if (node)
			members[root->n++] = (struct node_member){STR_NONE, field, node};
	}
	root->members = members;
	e->resource.root = root;
	e->resource.absent_at = f->absent_at;
}

static int by_region_state(const void *a, const void *b)
{
	const struct region_state *x = a, *y = b;
	int order = str_cmp(x->account_state->account.key, y->account_state->account.key);
	return order ? order : str_cmp(x->region.name, y->region.name);
}

/* each (account, Region) that listed it, once */
static void read_listed_in(struct finisher *f)
{
	struct list *region_states = &f->e->region_states;
	list_sort(f->w->run, region_states, by_region_state);
	const struct region **listed = arena_array(f->w->run, region_states->n, sizeof *listed);
	size_t n = 0;
	for (size_t i = 0; i < region_states->n; i++)
		if (i == 0 || region_states->items[i] != region_states->items[i - 1]) {
			region_states->items[n] = region_states->items[i];
			listed[n++] =
				&((const struct region_state *)region_states->items[i])->region;
		}
	region_states->n = n;
	f->e->resource.listed_in = listed;
	f->e->resource.n_listed_in = n;
}

void entity_finish(struct inventory *w, struct type_state *type_state, struct entity *e)
{
	struct finisher f = {.w = w, .type_state = type_state, .e = e};
	e->resource.label = e->name;
	list_add(w->run, &type_state->entities, e);
	read_listed_in(&f);
	read_fields(&f);
}

static int finish_one(void *payload, struct str key, void *value)
{
	struct inventory *w = payload;
	struct entity *e = value;
	(void)key;
	entity_finish(w, w->type_states.items[inventory_wanted(w, e->resource.type)], e);
	return 0;
}

void entities_finish(struct inventory *w)
{
	for (size_t i = 0; i < w->type_states.n; i++) {
		struct type_state *type_state = w->type_states.items[i];
		map_each(&type_state->by_key, finish_one, w);
	}
}
