/*
 * commands - the changes of a remedy as AWS CLI commands, and the commands that undo them.
 *
 * Values come from hostile inputs: an argument is an ARN, a plain name, or JSON in ASCII as one
 * quoted word, so neither a shell nor the AWS CLI (file://) reads it as something else. Knows the
 * commands that a type declares.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/source.h"
#include "remedy/remedy.h"

#include "inventory/model/node.h"

/* bytes of one command */
#define COMMAND_MAX ((size_t)128 << 10)

static bool is_empty(const struct node *node)
{
	return !node || ((node->kind == NODE_LIST || node->kind == NODE_MAP) && node->n == 0);
}

/* one character of valid UTF-8 */
static uint32_t take_char(struct str *s)
{
	unsigned char first = (unsigned char)*s->ptr;
	size_t more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
	uint32_t c = more == 0 ? first : first & (0x3fu >> more);

	for (size_t i = 1; i <= more && i < s->len; i++)
		c = c << 6 | ((unsigned char)s->ptr[i] & 0x3f);
	more = more < s->len ? more : s->len - 1;
	*s = (struct str){s->ptr + more + 1, s->len - more - 1};
	return c;
}

static void add_string(struct buf *b, struct str s)
{
	buf_text(b, "\"");
	while (s.len > 0) {
		uint32_t c = take_char(&s);
		char ascii = (char)c;

		if (c == '"' || c == '\\')
			buf_text(b, "\\");
		if (c >= 0x20 && c < 0x7f)
			buf_add(b, &ascii, 1);
		else if (c < 0x10000)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_printf(b, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((c - 0x10000) >> 10)),
				(unsigned)(0xdc00 + (c & 0x3ff)));
	}
	buf_text(b, "\"");
}

static void add_json(struct buf *b, const struct node *node);

static void add_members(struct buf *b, const struct node *node)
{
	bool any = false;

	for (size_t i = 0; i < node->n; i++) {
		const struct node_member *m = &node->members[i];
		struct str name = m->field ? field_name_in(m->field, &aws_cli_notation) : m->key;

		/* an empty list is no condition, and the API takes none */
		if (is_empty(m->node))
			continue;
		buf_text(b, any ? "," : "");
		add_string(b, name.len ? name : m->field->name);
		buf_text(b, ":");
		add_json(b, m->node);
		any = true;
	}
}

static void add_json(struct buf *b, const struct node *node)
{
	switch (node->kind) {
	case NODE_BOOL:
		buf_text(b, node->truth ? "true" : "false");
		return;
	case NODE_INT:
		buf_printf(b, "%lld", (long long)node->integer);
		return;
	case NODE_STRING:
		add_string(b, node->text);
		return;
	case NODE_LIST:
		buf_text(b, "[");
		for (size_t i = 0; i < node->n; i++) {
			buf_text(b, i ? "," : "");
			add_json(b, node->items[i]);
		}
		buf_text(b, "]");
		return;
	case NODE_MAP:
	case NODE_OBJECT:
		buf_text(b, "{");
		add_members(b, node);
		buf_text(b, "}");
		return;
	case NODE_UNKNOWN:
		return;
	}
}

/* a change in one direction */
struct write {
	struct arena *arena;
	const struct resource *resource;
	const struct node *from, *to; /* roots */
	struct list lines;            /* struct str */
	struct str why;               /* not empty: it can't be written */
};

static void refuse(struct write *w, const struct field *field, const char *why)
{
	if (w->why.len == 0)
		w->why = str_printf(w->arena, "%.*s of %.*s %s", STR_ARGS(field->name),
			STR_ARGS(w->resource->key), why);
}

static struct str argument_of(const struct write *w, struct str name)
{
	const struct node *node = node_get(w->from, name);

	if (str_eq(name, w->resource->type->key->name))
		return w->resource->key;
	return node && node->kind == NODE_STRING ? node->text : STR_NONE;
}

/* fill "{Field}"; false if a name is neither an ARN nor plain */
static bool add_arguments(struct buf *b, const struct write *w, struct str template)
{
	bool plain = true;

	while (template.len > 0) {
		const char *open = memchr(template.ptr, '{', template.len);
		size_t head = open ? (size_t)(open - template.ptr) : template.len;

		buf_add(b, template.ptr, head);
		template = (struct str){template.ptr + head, template.len - head};
		if (template.len == 0)
			break;
		const char *close = memchr(template.ptr, '}', template.len);
		size_t len = close ? (size_t)(close - template.ptr) : template.len - 1;
		struct str value =
			argument_of(w, (struct str){template.ptr + 1, len ? len - 1 : 0});

		plain = plain && is_command_argument(value);
		buf_str(b, value);
		template = (struct str){template.ptr + len + 1, template.len - len - 1};
	}
	return plain;
}

static void begin_line(struct buf *b, struct write *w, const struct write_command *c)
{
	buf_init_for(b, COMMAND_MAX, w->arena);
	buf_printf(b, "aws %.*s ", STR_ARGS(c->command));
	if (!add_arguments(b, w, c->arguments))
		refuse(w, w->resource->type->key, "can't be an argument of a command");
}

static void end_line(struct buf *b, struct write *w)
{
	struct str *line = arena_alloc(w->arena, sizeof *line);

	buf_printf(b, " --region %.*s", STR_ARGS(w->resource->home->name));
	if (b->status)
		refuse(w, w->resource->type->key, "needs a command that is too long");
	else
		*line = str_copy(w->arena, (struct str){b->ptr, b->len});
	buf_free(b);
	(void)list_add(w->arena, &w->lines, line);
}

static void add_value(
	struct buf *b, struct write *w, const struct write_option *o, const struct node *value)
{
	struct buf json;

	if (o->field->kind == FIELD_BOOL) {
		buf_printf(b, " --%s%.*s", value->truth ? "" : "no-", (int)(o->option.len - 2),
			o->option.ptr + 2);
		return;
	}
	buf_printf(b, " %.*s ", STR_ARGS(o->option));
	if (o->field->kind == FIELD_STRING || o->field->kind == FIELD_INT) {
		struct str text = value->kind == NODE_INT
					  ? str_printf(w->arena, "%lld", (long long)value->integer)
					  : value->text;

		if (!is_command_argument(text))
			refuse(w, o->field, "can't be an argument of a command");
		buf_str(b, text);
		return;
	}
	buf_init_for(&json, COMMAND_MAX, w->arena);
	add_json(&json, value);
	if (json.status)
		refuse(w, o->field, "is too long for a command");
	else
		command_quote(b, (struct str){json.ptr, json.len});
	buf_free(&json);
}

static bool differs(const struct write *w, const struct field *field)
{
	return field_differs(w->arena, field, w->from, w->to);
}

/* the command that writes the default of a field's group; NULL: none */
static const struct write_command *find_empty(const struct type *type, const struct field *field)
{
	for (size_t i = 0; i < type->n_writes; i++) {
		const struct write_command *c = &type->writes[i];

		if (c->empty.len && (c->options[0].field == field ||
					    (field->exclusive && c->options[0].field->exclusive ==
									 field->exclusive)))
			return c;
	}
	return NULL;
}

/* true if writing another field of the group resets this one */
static bool is_reset(const struct write *w, const struct field *field)
{
	const struct type *type = w->resource->type;

	for (size_t i = 0; field->exclusive && i < type->n_fields; i++)
		if (&type->fields[i] != field && type->fields[i].exclusive == field->exclusive &&
			!is_empty(field_of(w->to, &type->fields[i])))
			return true;
	return false;
}

static void write_empty(struct write *w, const struct field *field)
{
	const struct write_command *c = find_empty(w->resource->type, field);
	struct buf b;

	if (!c) {
		refuse(w, field, "can't be removed by a command");
		return;
	}
	begin_line(&b, w, c);
	buf_printf(&b, " %.*s ", STR_ARGS(c->options[0].option));
	command_quote(&b, c->empty);
	end_line(&b, w);
}

static void write_options(struct write *w, const struct write_command *c)
{
	struct buf b;
	bool any = false;

	for (size_t i = 0; i < c->n_options; i++) {
		const struct write_option *o = &c->options[i];
		const struct node *value = field_of(w->to, o->field);

		if (!differs(w, o->field))
			continue;
		if (is_empty(value)) {
			if (!is_reset(w, o->field))
				write_empty(w, o->field);
			continue;
		}
		if (!node_is_plain(value)) {
			refuse(w, o->field, "is not completely known, or sensitive");
			continue;
		}
		if (!any)
			begin_line(&b, w, c);
		add_value(&b, w, o, value);
		any = true;
	}
	if (any)
		end_line(&b, w);
}

static bool writes(const struct write_command *c, const struct field *field)
{
	for (size_t i = 0; i < c->n_options; i++)
		if (c->options[i].field == field)
			return true;
	return c->when == field;
}

static void check_written(struct write *w, const struct field *field)
{
	const struct type *type = w->resource->type;
	bool written = false;

	for (size_t i = 0; i < type->n_writes; i++)
		written = written || writes(&type->writes[i], field);
	if (!written)
		refuse(w, field, "can't be written by a command");
}

static void write_when(struct write *w, const struct write_command *c)
{
	const struct node *value = field_of(w->to, c->when);
	struct buf b;

	if (!differs(w, c->when))
		return;
	if (!value || value->kind != NODE_BOOL) {
		refuse(w, c->when, "is not completely known");
		return;
	}
	if (value->truth != c->when_true)
		return;
	begin_line(&b, w, c);
	end_line(&b, w);
}

static void write_change(struct write *w)
{
	const struct type *type = w->resource->type;

	for (size_t i = 0; i < type->n_fields; i++)
		if (differs(w, &type->fields[i]))
			check_written(w, &type->fields[i]);
	for (size_t i = 0; i < type->n_writes; i++) {
		if (type->writes[i].when)
			write_when(w, &type->writes[i]);
		else
			write_options(w, &type->writes[i]);
	}
}

static struct remedy_block *block_of(struct list *blocks, struct arena *a, struct str account)
{
	struct remedy_block *block;

	for (size_t i = 0; i < blocks->n; i++) {
		block = blocks->items[i];
		if (str_eq(block->account, account))
			return block;
	}
	block = arena_alloc(a, sizeof *block);
	block->account = account;
	(void)list_add(a, blocks, block);
	return block;
}

static void add_lines(struct list *blocks, struct arena *a, const struct write *w, bool reverse)
{
	struct remedy_block *block = block_of(blocks, a, w->resource->owner->id);

	for (size_t i = 0; i < w->lines.n; i++)
		(void)list_add(a, &block->lines, w->lines.items[reverse ? w->lines.n - 1 - i : i]);
}

/* lists whose old value is unknown would be lost; a scalar only has no backout */
static struct str check_before(struct arena *a, const struct remedy_change *change)
{
	const struct type *type = change->resource->type;

	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *before = field_of(change->before, f);

		if (before && before->kind == NODE_UNKNOWN && f->kind > FIELD_STRING &&
			field_differs(a, f, change->before, change->after))
			return str_printf(a, "%.*s of %.*s is unknown", STR_ARGS(f->name),
				STR_ARGS(change->resource->key));
	}
	return STR_NONE;
}

static void write_commands(
	struct remedy *remedy, const struct remedy_change *change, struct arena *a, struct str *why)
{
	const struct resource *r = change->resource;
	struct write to = {.arena = a, .resource = r, .from = change->before, .to = change->after};
	struct write back = {
		.arena = a, .resource = r, .from = change->after, .to = change->before};

	if (!r->owner || r->owner->id.len == 0 || !r->home || r->home->name.len == 0) {
		*why = str_printf(
			a, "the account or home Region of %.*s is unknown", STR_ARGS(r->key));
		return;
	}
	write_change(&to);
	*why = to.why;
	if (why->len)
		return;
	write_change(&back);
	add_lines(&remedy->apply, a, &to, false);
	if (back.why.len)
		remedy_note(
			remedy, a, str_printf(a, "Not in the backout: %.*s.", STR_ARGS(back.why)));
	add_lines(&remedy->backout, a, &back, true);
}

bool remedy_write(struct remedy *remedy, struct arena *a, struct str *why)
{
	for (size_t i = 0; why->len == 0 && i < remedy->changes.n; i++) {
		const struct remedy_change *change = remedy->changes.items[i];

		*why = check_before(a, change);
		if (why->len == 0 && change->resource->address.len > 0) {
			settings_write(&remedy->settings, change, false, a);
			settings_write(&remedy->settings_backout, change, true, a);
		} else if (why->len == 0) {
			write_commands(remedy, change, a, why);
		}
	}
	return why->len == 0;
}
