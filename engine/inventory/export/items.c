/*
 * items - the items of one export: their keys, and their fields.
 *
 * Builds only the fields that the command is declared to print, and skips the rest of an item.
 * Knows commands and cursors. Must not know scopes, nor how exports are joined.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"
#include "inventory/export/item_values.h"
#include "inventory/export/output.h"
#include "inventory/export/source.h"
#include "inventory/model/node.h"

/* an error inside one export breaks that input, not the run */
static void fail(struct inventory *w, struct export *x, const struct assay_error *why)
{
	x->failed = true;
	x->message = str_copy(w->run, str_of(why->message));
	source_break(w, x->source, why);
}

/* true of a token of the next page; of false or "", the list ends here */
static bool says_more(struct cursor c)
{
	return c.doc && cursor_kind(c) != DOC_NULL && !cursor_is(c, "") &&
	       !str_is(cursor_text(c), "false");
}

/* the value at a path of keys: "DistributionList.NextMarker" */
static int find_path(struct cursor *out, struct cursor from, struct str path, struct arena *scratch,
	struct assay_error *err)
{
	int status = ASSAY_OK;
	*out = from;
	while (status == ASSAY_OK && path.len && out->doc) {
		const char *dot = memchr(path.ptr, '.', path.len);
		size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
		struct lookup key = {str_copy(scratch, (struct str){path.ptr, len}).ptr, NOWHERE};
		status = cursor_find(*out, &key, 1, err);
		*out = key.value;
		path.ptr += len + (dot != NULL);
		path.len -= len + (dot != NULL);
	}
	return status;
}

/* find what holds the items of a page, and whether the list goes on behind it */
static int find_items(const struct export *x, struct cursor page, struct cursor *at, bool *more,
	struct arena *scratch, struct assay_error *err)
{
	const struct command *c = x->command;
	struct cursor value;
	int status = ASSAY_OK;
	*at = page;
	if (x->bare)
		return ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < c->n_more; i++) {
		status = find_path(&value, page, c->more[i], scratch, err);
		*more = *more || (status == ASSAY_OK && says_more(value));
	}
	if (status == ASSAY_OK && c->at.ptr)
		status = find_path(at, page, c->at, scratch, err);
	return status;
}

/* the key that an item contains */
static int read_written_key(struct inventory *w, const struct export *x, struct item *item,
	struct arena *scratch, struct assay_error *err)
{
	const struct spelling *key = names_in_output(x->command, x->type->key);
	bool is_key =
		command_lists_keys(x->command, x->type) && cursor_kind(item->at) == DOC_STRING;
	struct lookup *names = arena_array(scratch, key->n, sizeof *names);
	for (size_t i = 0; i < key->n; i++)
		names[i].key = key->names[i].ptr;
	int status = cursor_find(item->at, names, key->n, err);
	if (is_key && status == ASSAY_OK) {
		item->key_at = item->at;
		status = cursor_string(item->at, w->run, &item->key, err);
	}
	for (size_t i = 0; status == ASSAY_OK && i < key->n; i++) {
		struct cursor v = names[i].value;
		if (item->key.ptr || !v.doc || cursor_kind(v) != DOC_STRING)
			continue;
		status = cursor_string(v, w->run, &item->key, err);
		item->key_at = v;
	}
	return status;
}

static int read_key(struct inventory *w, const struct export *x, struct item *item,
	struct arena *scratch, struct assay_error *err)
{
	const struct field *key = x->type->key;
	int status = key->n_made ? item_make(&item->key, &item->key_at, key, item, w->run, err)
				 : read_written_key(w, x, item, scratch, err);
	struct arn arn;
	if (item->key.len == 0 || item->key.len > KEY_MAX ||
		(x->type->key_is_arn && !arn_parse(&arn, item->key)))
		item->key = STR_NONE;
	if (item->key.ptr)
		item->is_version = !type_cut_version(x->type, &item->key);
	return status;
}

/* under the names that commands print, or that of the type's schema */
static int read_said(struct inventory *w, struct cursor at, const struct field *field,
	struct str *out, struct arena *scratch, struct assay_error *err)
{
	const struct spelling *s = printed_names(field);
	size_t n = s->n + 1;
	struct lookup *names = arena_array(scratch, n, sizeof *names);
	for (size_t i = 0; i < s->n; i++)
		names[i].key = s->names[i].ptr;
	names[n - 1].key = field->name.ptr;
	int status = cursor_find(at, names, n, err);
	for (size_t i = 0; status == ASSAY_OK && i < n; i++) {
		struct cursor v = names[i].value;
		if (!out->ptr && v.doc && cursor_kind(v) == DOC_STRING)
			status = cursor_string(v, w->run, out, err);
	}
	return status;
}

/* A tool may add the name of the resource to an output that shows none. */
static int read_said_names(struct inventory *w, const struct export *x, struct item *item,
	struct arena *scratch, struct assay_error *err)
{
	if (cursor_kind(item->at) != DOC_OBJECT || x->type->singleton)
		return ASSAY_OK;
	int status = read_said(w, item->at, x->type->key, &item->said_key, scratch, err);
	if (status == ASSAY_OK && x->type->label)
		status = read_said(w, item->at, x->type->label, &item->said_label, scratch, err);
	return status;
}

static void add_item(
	struct inventory *w, struct export *x, struct cursor at, const struct value *around)
{
	if (x->n_items == x->n_allocated) {
		size_t n = x->n_allocated ? 2 * x->n_allocated : 16;
		struct item *items = arena_array(w->run, n, sizeof *items);
		if (x->n_items)
			memcpy(items, x->items, x->n_items * sizeof *items);
		x->items = items;
		x->n_allocated = n;
	}
	x->items[x->n_items++] = (struct item){.at = at, .around = around};
}

/* A way to items: a value, the step behind it, and the object around the innermost list. */
struct way {
	struct cursor at;
	size_t step;
	const struct value *around;
};

static int add_inside(
	struct inventory *w, struct export *x, const struct way *to, struct assay_error *err);

/* the next step inside one value; what lacks it was trimmed */
static int add_step(
	struct inventory *w, struct export *x, const struct way *to, struct assay_error *err)
{
	const struct at_step *next = &x->command->inside[to->step];
	struct way on = {.step = to->step + 1, .around = to->around};
	struct lookup key = {next->key.ptr, NOWHERE};
	struct walk walk;
	int status = cursor_find(to->at, &key, 1, err);
	if (status != ASSAY_OK)
		return status;
	on.at = key.value;
	if (!on.at.doc && next->omitted)
		return ASSAY_OK;
	if (!on.at.doc || cursor_kind(on.at) != (next->list ? DOC_ARRAY : DOC_OBJECT))
		return cursor_error(err, ASSAY_EINPUT, on.at.doc ? on.at : to->at,
			"\"%.*s\" is not %s here. Export it again without --query",
			STR_ARGS(next->key), next->list ? "a list" : "an object");
	if (!next->list)
		return add_inside(w, x, &on, err);
	status = item_pick_around(&on.around, x->command, to->at, w->run, err);
	walk_begin(&walk, key.value);
	while (status == ASSAY_OK && walk_next(&walk)) {
		on.at = walk.value;
		status = add_inside(w, x, &on, err);
	}
	return status;
}

static int add_inside(
	struct inventory *w, struct export *x, const struct way *to, struct assay_error *err)
{
	if (to->step < x->command->n_inside)
		return add_step(w, x, to, err);
	add_item(w, x, to->at, to->around);
	return ASSAY_OK;
}

static int add_items(
	struct inventory *w, struct export *x, struct cursor at, struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	if (!x->command->many)
		return add_inside(w, x, &(struct way){.at = at}, err);
	walk_begin(&walk, at);
	while (status == ASSAY_OK && walk_next(&walk))
		status = add_inside(w, x, &(struct way){.at = walk.value}, err);
	return status;
}

/*
 * A list that goes on behind a page continues in the next one. An empty page behind it may belong
 * to another list.
 */
static int read_items(
	struct inventory *w, struct export *x, struct arena *scratch, struct assay_error *err)
{
	int status = ASSAY_OK;
	bool more = false;
	for (size_t i = 0; status == ASSAY_OK && i < x->n_pages; i++) {
		struct cursor at;
		bool was_more = more;
		size_t before = x->n_items;
		more = false;
		status = find_items(x, x->pages[i], &at, &more, scratch, err);
		if (status != ASSAY_OK)
			break;
		if (x->n_pages == 1)
			x->place = at;
		status = add_items(w, x, at, err);
		x->truncated = x->truncated || (was_more && x->n_items == before);
	}
	x->truncated = x->truncated || more;
	if (status == ASSAY_OK)
		status = export_find_narrowed(w, x, err);
	for (size_t i = 0; status == ASSAY_OK && i < x->n_items; i++)
		status = x->command->keyed ? read_key(w, x, &x->items[i], scratch, err)
					   : read_said_names(w, x, &x->items[i], scratch, err);
	return status;
}

/* an item without its key is a resource that is in no list */
static void note_lacking_keys(struct inventory *w, struct export *x)
{
	size_t n = 0;
	struct cursor first = NOWHERE;
	for (size_t i = 0; x->command->keyed && i < x->n_items; i++) {
		if (x->items[i].key.ptr)
			continue;
		if (n++ == 0)
			first = x->items[i].at;
	}
	if (n == 0)
		return;
	x->lacking = true;
	remark_add(w, REMARK_ERROR, x->source, first,
		str_printf(w->run,
			"%zu of %zu %.*s in this %.*s output %s no %.*s%s of 1 to %zu bytes. "
			"Export it again without --query.",
			n, x->n_items, STR_ARGS(x->type->nouns), STR_ARGS(x->command->name),
			n == 1 ? "has" : "have",
			STR_ARGS(x->type->key->n_made ? x->type->key->made_of
						      : printed_names(x->type->key)->names[0]),
			x->type->key_is_arn ? " that is an ARN" : "", KEY_MAX));
}

static void read_export(struct inventory *w, struct export *x)
{
	if (x->failed || !x->command)
		return;
	struct assay_error why = {0};
	struct arena *scratch;
	(void)arena_new_below(&scratch, w->run);
	int status = read_items(w, x, scratch, &why);
	arena_free(scratch);
	if (status != ASSAY_OK) {
		fail(w, x, &why);
		return;
	}
	x->source->input.n_resources += x->n_items;
	note_lacking_keys(w, x);
}

/* the line that makes the export again; that of a list is the same for all its items */
static struct str line_again(struct inventory *w, const struct entity *e, struct export *x)
{
	if (!x->line.ptr)
		x->line = command_line(w, x->command, x->account, x->region, x->type,
			x->command->lists == LISTS_NOTHING ? e : NULL);
	return x->line;
}

/* A list that goes on behind the output may have more elements. */
static void open_list(struct inventory *w, const struct node **out, const struct entity *e,
	const struct export *x)
{
	struct node *open = arena_alloc(w->run, sizeof *open);
	if (!*out || ((*out)->kind != NODE_LIST && (*out)->kind != NODE_MAP))
		return;
	*open = **out;
	reasons_make(w->run, &open->why, WHY_LIST_TRUNCATED, x->place,
		REASON_ARGS(open->field->name, e->subject, x->line, x->source->input.uri));
	reasons_set_subject(w->run, &open->why, &e->resource, open->source_name);
	*out = open;
}

/* The fields of an item, and those of the object around it; NULL: AWS answered that nothing is set.
 */
static void observe(struct inventory *w, struct entity *e, struct export *x, struct cursor item,
	const struct value *object, const struct value *around)
{
	const struct command *c = x->command;
	const struct node **nodes = arena_array(w->run, c->n_gives, sizeof *nodes);
	struct observation *s = arena_alloc(w->run, sizeof *s);
	struct reader r = {.arena = w->run,
		.resource = &e->resource,
		.subject = e->subject,
		.source = c->printed_as ? c->printed_as : &aws_cli_export,
		.again = line_again(w, e, x)};
	for (size_t i = 0; i < c->n_gives; i++) {
		struct origin o = {.field = c->gives[i], .at = item, .secret = c->gives[i]->secret};
		const struct spelling *names = names_in_output(c, c->gives[i]);
		o.name = names->n ? names->names[0] : c->gives[i]->name;
		if (object)
			node_cli(&r, &nodes[i], c->gives[i], c->gives[i]->around ? around : object);
		else
			node_absent(&r, &nodes[i], &o);
		if (x->truncated && c->lists == LISTS_NOTHING)
			open_list(w, &nodes[i], e, x);
	}
	*s = (struct observation){x, item, nodes};
	list_add(w->run, &e->observations, s);
}

void entity_observe(
	struct inventory *w, struct entity *e, struct export *x, const struct item *item)
{
	struct assay_error why = {0};
	struct arena *scratch;
	const struct value *object;
	(void)arena_new_below(&scratch, w->run);
	if (item_pick(&object, x->command, item, scratch, &why) == ASSAY_OK)
		observe(w, e, x, item->at, object, item->around);
	else
		fail(w, x, &why);
	arena_free(scratch);
}

void entity_observe_absent(struct inventory *w, struct entity *e, struct export *x)
{
	observe(w, e, x, x->place, NULL, NULL);
}

/* An item that nothing tells apart from those of other accounts or Regions is in no list. */
static void note_unplaced(struct inventory *w, const struct export *x, const struct item *item)
{
	remark_add(w, REMARK_ERROR, x->source, item->at,
		str_printf(w->run,
			"The %s of this export is unknown, and %.*s of several %ss have the same "
			"%.*s. Move it to a folder ACCOUNT/REGION.",
			x->account_state ? "Region" : "account", STR_ARGS(x->type->nouns),
			x->account_state ? "Region" : "account",
			STR_ARGS(printed_names(x->type->key)->names[0])));
}

static void join(struct inventory *w, struct export *x)
{
	struct type_state *type_state = w->type_states.items[x->wanted];
	struct str name = printed_names(x->type->key)->names[0];
	bool noted = false;
	for (size_t i = 0; i < x->n_items && !x->failed; i++) {
		struct item *item = &x->items[i];
		struct entity_key k = {
			item->key, item->key_at, name, x->account_state, x->region_state};
		struct entity *e;
		if (!item->key.ptr)
			continue;
		type_state_entity(w, &e, type_state, &k);
		if (!e && !noted)
			note_unplaced(w, x, item);
		noted = noted || !e;
		if (!e)
			continue;
		item->id = e->resource.key;
		if (!item->is_version)
			entity_observe(w, e, x, item);
	}
}

static struct entity *singleton_of(struct inventory *w, const struct export *x, struct cursor at)
{
	struct type_state *type_state = w->type_states.items[x->wanted];
	struct entity_key k = {.at = at, .owner = x->account_state, .home = x->region_state};
	struct entity *e;
	type_state_entity(w, &e, type_state, &k);
	return e;
}

/* The one resource of an account or Region; a list shows it, or shows that it is not set. */
static void join_singleton(struct inventory *w, struct export *x)
{
	struct assay_error why = {0};
	if (x->n_items > 1) {
		(void)cursor_error(&why, ASSAY_EINPUT, x->place,
			"%zu %.*s are listed, at most 1 expected. Export it again", x->n_items,
			STR_ARGS(x->type->nouns));
		fail(w, x, &why);
		return;
	}
	struct entity *e = singleton_of(w, x, x->place);
	if (!e)
		return;
	for (size_t i = 0; i < x->n_items; i++)
		x->items[i].id = e->resource.key;
	if (x->n_items)
		entity_observe(w, e, x, &x->items[0]);
	else
		entity_observe_absent(w, e, x);
}

/* A failed command about a resource that other commands show. */
static void join_failure(struct inventory *w, struct export *x)
{
	const struct type_state *type_state = w->type_states.items[x->wanted];
	struct str id = entity_id(w, x->type, x->account_state, x->region_state, STR_NONE);
	struct entity *e = id.ptr ? map_get(&type_state->by_key, id) : NULL;
	if (e)
		list_add(w->run, &e->failures, x);
}

void exports_read_items(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++)
		read_export(w, w->exports.items[i]);
}

void exports_join_items(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (x->wanted < 0 || x->failed)
			continue;
		if (x->type->singleton && !x->states_other)
			join_singleton(w, x);
		else if (x->command->keyed)
			join(w, x);
	}
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (x->wanted >= 0 && x->type->singleton && (x->failed || x->states_other))
			join_failure(w, x);
	}
}
