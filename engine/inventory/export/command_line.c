/*
 * command_line - the shell line that exports the output of a command.
 *
 * Names come from hostile inputs: an argument is an ARN or a plain name, so that neither a shell
 * nor the AWS CLI (file://, fileb://, http://) reads it as something else. Paths are quoted. Knows
 * declared commands only.
 */
#include "inventory/export/command_line.h"

#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

/* the longest line that is written out */
#define LINE_MAX_BYTES ((size_t)64 << 10)

bool consists_of(struct str s, struct str more)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    memchr(more.ptr, c, more.len)))
			return false;
	}
	return s.len > 0;
}

bool command_is_chosen(const struct inventory *w, const struct command *c)
{
	bool found = w->needs_all;
	for (size_t i = 0; !found && i < w->needed.n; i++)
		found = str_eq(*(const struct str *)w->needed.items[i], c->name);
	return found;
}

bool command_is_needed(const struct inventory *w, const struct command *c)
{
	return !c->optional && command_is_chosen(w, c);
}

static bool is_plain(struct str s)
{
	return consists_of(s, STR("_.:/@%+=,-"));
}

/* An ARN, or a name that the AWS CLI passes on unchanged: "file://x" and "@x" are neither. */
bool is_command_argument(struct str s)
{
	if (str_starts(s, STR("arn:")))
		return is_plain(s) && !str_contains(s, STR("://"));
	return consists_of(s, STR("_.+/-")) && *s.ptr != '-';
}

/* nothing that ends a line, drives a terminal or looks like an option */
static bool is_safe(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7f)
			return false;
	return s.len > 0 && *s.ptr != '-';
}

void command_quote(struct buf *b, struct str s)
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
		return e->key;
	if (type->label && str_eq(name, type->label->name))
		return e->name;
	const struct node *n = node_get(e->resource.root, name);
	return n && n->kind == NODE_STRING ? n->text : STR_NONE;
}

/* fill "{Field}" and "{account}" in a template; as a part of a path, a slash becomes an underscore
 */
static bool fill(struct buf *b, struct str template, const struct type *type,
	const struct entity *e, struct str account, bool path)
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
		bool is_account = str_is(name, "account");
		struct str value = is_account ? account : e ? field_text(type, e, name) : STR_NONE;
		if (path ? !is_safe(value) : !is_command_argument(value))
			return false;
		for (size_t i = 0; path && i < value.len; i++)
			buf_add(b, value.ptr[i] == '/' ? "_" : value.ptr + i, 1);
		if (!path)
			buf_str(b, value);
		template.ptr += len + 1;
		template.len -= len + 1;
	}
	buf_str(b, template);
	return true;
}

/* "s3api-" before a name that another command has for its only file: a bucket named "account" */
static void add_service(struct buf *b, const struct inventory *w, const struct command *c,
	const struct type *type, const struct entity *e)
{
	struct named_command named;
	struct buf file;
	const char *space = memchr(c->name.ptr, ' ', c->name.len);
	buf_init_for(&file, LINE_MAX_BYTES, b->arena);
	bool filled = fill(&file, c->file, type, e, STR_NONE, true);
	if (filled && space && find_named_command(&named, w, (struct str){file.ptr, file.len}) &&
		named.command != c)
		buf_printf(b, "%.*s-", (int)(space - c->name.ptr), c->name.ptr);
	buf_free(&file);
}

/* FILE below the folder */
static bool add_path(struct buf *b, const struct inventory *w, const struct command *c,
	struct str folder, const struct type *type, const struct entity *e)
{
	struct buf path;
	buf_init_for(&path, LINE_MAX_BYTES, b->arena);
	if (folder.len)
		buf_printf(&path, "%.*s/", STR_ARGS(folder));
	bool filled = true;
	struct str word = command_word(c);
	if (c->file.len && memchr(c->file.ptr, '{', c->file.len))
		add_service(&path, w, c, type, e);
	if (c->file.len)
		filled = fill(&path, c->file, type, e, STR_NONE, true);
	else
		buf_printf(&path, "%.*s.json", STR_ARGS(word));
	if (path.status == ASSAY_OK)
		command_quote(b, (struct str){path.ptr, path.len});
	filled = filled && path.status == ASSAY_OK;
	buf_free(&path);
	return filled;
}

/* ACCOUNT/REGION, or ACCOUNT; "." if they are unknown */
static struct str folder_of(
	struct arena *a, const struct command *command, struct str account, struct str region)
{
	if (account.len && region.len && command->lists != LISTS_ACCOUNT)
		return str_printf(a, "%.*s/%.*s", STR_ARGS(account), STR_ARGS(region));
	return account;
}

struct str command_line(struct inventory *w, const struct command *command, struct str account,
	struct str region, const struct type *type, const struct entity *e)
{
	struct str folder;
	return command_line_in(&folder, w, command, account, region, type, e);
}

struct str command_line_in(struct str *folder, struct inventory *w, const struct command *command,
	struct str account, struct str region, const struct type *type, const struct entity *e)
{
	struct str in = folder_of(w->run, command, account, region);
	struct buf b;
	buf_init_for(&b, LINE_MAX_BYTES, w->run);
	buf_printf(&b, "aws %.*s", STR_ARGS(command->name));
	bool filled = true;
	if (command->arguments.len) {
		buf_text(&b, " ");
		filled = fill(&b, command->arguments, type, e, account, false);
	}
	if (region.len)
		buf_printf(&b, " --region %.*s", STR_ARGS(region));
	buf_text(&b, " --output json > ");
	filled = filled && add_path(&b, w, command, in, type, e) && b.status == ASSAY_OK;
	struct str line = filled ? str_copy(w->run, (struct str){b.ptr, b.len})
				 : str_printf(w->run, "aws %.*s", STR_ARGS(command->name));
	buf_free(&b);
	*folder = !filled ? STR_NONE : in.len ? in : STR(".");
	return line;
}
