/*
 * missing - the commands whose exports would complete the inventory, as lines for a shell.
 *
 * Nobody crosses an air gap five times for five files: all of them at once, in a fixed order.
 * Names come from hostile inputs: what isn't plain is quoted, what a shell or the AWS CLI
 * could take for something else is left out. Knows declared commands only.
 */
#include "inventory/export/export.h"

/* more lines than anybody will run */
#define MISSING_MAX    ((size_t)100000)
#define LINE_MAX_BYTES ((size_t)64 << 10)

static bool is_plain(struct str s)
{
	static const struct str more = {"_.:/@%+=,-", 10};
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    memchr(more.ptr, c, more.len)))
			return false;
	}
	return s.len > 0;
}

/* nothing that ends a line, drives a terminal or looks like an option */
static bool is_safe(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7f)
			return false;
	return s.len > 0 && *s.ptr != '-';
}

static void quote(struct buf *b, struct str s)
{
	if (is_plain(s)) {
		buf_str(b, s);
		return;
	}
	buf_text(b, "'");
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\'')
			buf_text(b, "'\\''");
		else
			buf_add(b, s.ptr + i, 1);
	}
	buf_text(b, "'");
}

/* the value of "{Field}" */
static struct str field_text(const struct type *type, const struct entity *e, struct str name)
{
	if (type->key && str_eq(name, type->key->name))
		return e->resource.key;
	if (type->label && str_eq(name, type->label->name))
		return e->name;
	const struct node *n = node_get(e->resource.root, name);
	return n && n->kind == NODE_STRING ? n->text : STR_NONE;
}

/* fill "{Field}" in a template; as a part of a path, a slash becomes an underscore */
static bool fill(struct buf *b, struct str template, const struct type *type,
	const struct entity *e, bool path)
{
	while (template.len) {
		const char *open = memchr(template.ptr, '{', template.len);
		size_t head = open ? (size_t)(open - template.ptr) : template.len;
		buf_add(b, template.ptr, head);
		template.ptr += head;
		template.len -= head;
		const char *close = template.len ? memchr(template.ptr, '}', template.len) : NULL;
		if (!close)
			break;
		size_t len = (size_t)(close - template.ptr);
		struct str name = {template.ptr + 1, len - 1};
		struct str value = e ? field_text(type, e, name) : STR_NONE;
		if (!is_safe(value))
			return false;
		for (size_t i = 0; path && i < value.len; i++)
			buf_add(b, value.ptr[i] == '/' ? "_" : value.ptr + i, 1);
		if (!path)
			quote(b, value);
		template.ptr += len + 1;
		template.len -= len + 1;
	}
	buf_str(b, template);
	return true;
}

/* ACCOUNT/REGION/FILE */
static bool add_path(struct buf *b, const struct command *c, struct str account, struct str region,
	const struct type *type, const struct entity *e)
{
	struct buf path;
	buf_init_for(&path, LINE_MAX_BYTES, b->arena);
	if (account.len && region.len)
		buf_printf(&path, "%.*s/%.*s/", STR_ARGS(account), STR_ARGS(region));
	bool filled = true;
	struct str word = command_word(c);
	if (c->file.len)
		filled = fill(&path, c->file, type, e, true);
	else
		buf_printf(&path, "%.*s.json", STR_ARGS(word));
	if (path.status == ASSAY_OK)
		quote(b, (struct str){path.ptr, path.len});
	filled = filled && path.status == ASSAY_OK;
	buf_free(&path);
	return filled;
}

int command_line(struct inventory *w, struct str *out, const struct command *command,
	struct str account, struct str region, const struct type *type, const struct entity *e)
{
	struct buf b;
	buf_init_for(&b, LINE_MAX_BYTES, w->run);
	buf_printf(&b, "aws %.*s", STR_ARGS(command->name));
	bool filled = true;
	if (command->arguments.len) {
		buf_text(&b, " ");
		filled = fill(&b, command->arguments, type, e, false);
	}
	if (region.len)
		buf_printf(&b, " --region %.*s", STR_ARGS(region));
	buf_text(&b, " > ");
	filled = filled && add_path(&b, command, account, region, type, e);
	/* a name that no shell line should hold: the command is named and not written out */
	if (!filled || b.status == ASSAY_ELIMIT)
		*out = str_printf(w->run, "aws %.*s", STR_ARGS(command->name));
	else if (b.status == ASSAY_OK)
		*out = str_copy(w->run, (struct str){b.ptr, b.len});
	else
		*out = STR_NONE;
	buf_free(&b);
	return out->ptr ? ASSAY_OK : ASSAY_ENOMEM;
}

struct collector {
	struct inventory *w;
	struct list found; /* struct missing */
	struct map seen;   /* by command line */
};

static int add(struct collector *c, const struct command *command, struct str line, struct str why)
{
	struct arena *a = c->w->run;
	if (!line.ptr || !why.ptr)
		return ASSAY_ENOMEM;
	if (c->found.n >= MISSING_MAX || map_get(&c->seen, line))
		return ASSAY_OK;
	struct missing *m = arena_alloc(a, sizeof *m);
	if (!m || map_set(a, &c->seen, line, m) != ASSAY_OK)
		return ASSAY_ENOMEM;
	*m = (struct missing){line, why, command->permission};
	return list_add(a, &c->found, m);
}

static int add_list(struct collector *c, const struct region_state *region_state, size_t t,
	const struct command *command)
{
	const struct type *type = c->w->wanted[t];
	struct str line;
	int status = command_line(c->w, &line, command, region_state->account_state->account.id,
		region_state->region.name, type, NULL);
	if (status != ASSAY_OK)
		return status;
	return add(c, command, line,
		str_printf(c->w->run, "the %.*s of %.*s are not known to be all",
			STR_ARGS(type->nouns), STR_ARGS(region_state->region.key)));
}

static int lists_of(
	struct collector *c, const struct region_state *region_state, size_t t, bool first)
{
	const struct type *type = c->w->wanted[t];
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		if (command->optional)
			continue;
		if (command->lists == LISTS_REGION && !region_state->lists[t].closed)
			status = add_list(c, region_state, t, command);
		if (command->lists == LISTS_ACCOUNT && first &&
			!region_state->account_state->lists[t].closed)
			status = add_list(c, region_state, t, command);
	}
	return status;
}

/* does an export that counts give what the command gives? */
static bool answered(const struct entity *e, const struct command *command)
{
	for (size_t i = 0; i < command->n_gives; i++) {
		const struct node *n = node_get(e->resource.root, command->gives[i]->name);
		if (n && n->kind == NODE_UNKNOWN && n->why &&
			(n->why->code == REASON_NOT_EXPORTED ||
				n->why->code == REASON_EXPORT_FAILED))
			return false;
	}
	return true;
}

static int completions_of(struct collector *c, const struct region_state *region_state, size_t t,
	const struct entity *e)
{
	const struct type *type = c->w->wanted[t];
	const struct region_state *home = e->home              ? e->home
					  : e->region_states.n ? e->region_states.items[0]
							       : NULL;
	int status = ASSAY_OK;
	if (home != region_state)
		return ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		struct str line;
		if (command->optional || command->lists != LISTS_NOTHING || answered(e, command))
			continue;
		status = command_line(c->w, &line, command, region_state->account_state->account.id,
			region_state->region.name, type, e);
		if (status == ASSAY_OK)
			status = add(c, command, line,
				str_printf(c->w->run, "%.*s of %.*s is not known",
					STR_ARGS(command->gives[0]->name), STR_ARGS(e->subject)));
	}
	return status;
}

static int missing_of(struct collector *c, const struct region_state *region_state, bool first)
{
	int status = ASSAY_OK;
	/* nothing can be asked of a Region that a plan leaves open */
	if (region_state->unresolved.ptr)
		return ASSAY_OK;
	for (size_t t = 0; status == ASSAY_OK && t < c->w->n_wanted; t++)
		status = lists_of(c, region_state, t, first);
	for (size_t t = 0; status == ASSAY_OK && t < c->w->n_wanted; t++) {
		const struct list *items = &region_state->lists[t].items;
		for (size_t i = 0; status == ASSAY_OK && i < items->n; i++)
			status = completions_of(c, region_state, t, items->items[i]);
	}
	return status;
}

int inventory_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	struct collector c = {.w = w};
	int status = ASSAY_OK;
	*out = NULL;
	*n = 0;
	for (size_t i = 0; i < w->account_states.n; i++) {
		const struct account_state *h = w->account_states.items[i];
		for (size_t j = 0; h->live && j < h->region_state_list.n; j++) {
			status = missing_of(&c, h->region_state_list.items[j], j == 0);
			if (status != ASSAY_OK)
				return error_nomem(err);
		}
	}
	const struct missing **found = arena_array(w->run, c.found.n, sizeof *found);
	if (!found)
		return error_nomem(err);
	for (size_t i = 0; i < c.found.n; i++)
		found[i] = c.found.items[i];
	*out = found;
	*n = c.found.n;
	return ASSAY_OK;
}
