/*
 * command_line - the shell line that exports the output of a command.
 *
 * Names come from hostile inputs: quotes each that is not plain, and omits each that a shell or the
 * AWS CLI could read as something else. Knows declared commands only.
 */
#include "inventory/export/command_line.h"

#include "inventory/export/file_name.h"

/* the longest line that is written out */
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

struct str command_line(struct inventory *w, const struct command *command, struct str account,
	struct str region, const struct type *type, const struct entity *e)
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
	/* a name that does not belong on a shell line: only the command is named */
	struct str line = !filled || b.status != ASSAY_OK
				  ? str_printf(w->run, "aws %.*s", STR_ARGS(command->name))
				  : str_copy(w->run, (struct str){b.ptr, b.len});
	buf_free(&b);
	return line;
}
