/*
 * followers - the commands about each resource of a list that is not exported yet.
 *
 * A loop of the shell over the list, so that one run of the printed commands exports both. Names
 * are variables in double quotes, and no value that the AWS CLI reads as a file or URL becomes an
 * argument. Knows declared commands only.
 */
#include "inventory/export/followers.h"
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/source.h"

#define TEXT_MAX_BYTES ((size_t)64 << 10)

static struct str text_of(struct inventory *w, struct buf *b)
{
	struct str text =
		b->status == ASSAY_OK ? str_copy(w->run, (struct str){b->ptr, b->len}) : STR_NONE;
	buf_free(b);
	return text;
}

bool is_follower(const struct inventory *w, const struct command *command)
{
	return command_is_needed(w, command) && command->lists == LISTS_NOTHING &&
	       command->file.len > 0;
}

void add_variable(struct buf *b, struct str name)
{
	buf_text(b, "ITEM");
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool upper = c >= 'A' && c <= 'Z';
		bool after_upper = i > 0 && name.ptr[i - 1] >= 'A' && name.ptr[i - 1] <= 'Z';
		if (i == 0 || (upper && !after_upper))
			buf_text(b, "_");
		c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		buf_add(b, &c, 1);
	}
}

static const char *list_name(const struct field *field)
{
	struct str name = field_name_in(field, &aws_cli_notation);
	return consists_of(name, STR("")) && consists_of(field->name, STR("")) ? name.ptr : NULL;
}

bool use_field(
	struct loop_fields *fields, const struct command *list, struct str name, bool is_argument)
{
	size_t at = 0;
	while (at < fields->n && !str_eq(fields->items[at]->name, name))
		at++;
	for (size_t i = 0; at == fields->n && i < list->n_gives; i++)
		if (str_eq(list->gives[i]->name, name) && list_name(list->gives[i]) &&
			at < sizeof fields->items / sizeof *fields->items)
			fields->items[fields->n++] = list->gives[i];
	if (at == fields->n)
		return false;
	fields->is_argument[at] |= is_argument;
	return true;
}

/* Replace each "{Field}" by its variable; false if the list does not print one of them. */
static bool fill(struct buf *b, struct loop_fields *fields, const struct command *list,
	struct str template, bool is_argument)
{
	const char *quote = is_argument ? "\"" : "";

	while (template.len) {
		const char *open = memchr(template.ptr, '{', template.len);
		struct str head = {
			template.ptr, open ? (size_t)(open - template.ptr) : template.len};
		if (head.len && !consists_of(head, STR("_.:/%+=,- ")))
			return false;
		buf_str(b, head);
		if (!open)
			return true;
		const char *close = memchr(open, '}', template.len - head.len);
		struct str name = {open + 1, close ? (size_t)(close - open) - 1 : 0};
		if (!close || !use_field(fields, list, name, is_argument))
			return false;
		buf_printf(b, "%s${", quote);
		add_variable(b, name);
		buf_printf(b, "}%s", quote);
		template.len -= head.len + name.len + 2;
		template.ptr = close + 1;
	}
	return true;
}

static struct str follower_line(struct inventory *w, struct loop_fields *fields,
	const struct command *list, const struct command *command, const struct shell_place *in)
{
	struct buf b;
	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	buf_printf(&b, "aws %.*s ", STR_ARGS(command->name));
	bool filled = fill(&b, fields, list, command->arguments, true);
	if (in->region.len)
		buf_printf(&b, " --region %.*s", STR_ARGS(in->region));
	buf_printf(&b, " --output json > \"%.*s/", STR_ARGS(in->folder));
	filled = filled && fill(&b, fields, list, command->file, false);
	buf_text(&b, "\" < /dev/null");
	struct str line = text_of(w, &b);
	return filled ? line : STR_NONE;
}

static void add_test(struct buf *b, const struct type *type, const struct loop_fields *fields,
	size_t i, const struct shell_place *in)
{
	bool is_arn = type->key_is_arn && fields->items[i] == type->key;
	if (!is_arn && !fields->is_argument[i])
		return;
	buf_text(b, b->len ? "; case \"$" : "case \"$");
	add_variable(b, fields->items[i]->name);
	buf_text(b, "\" in ");
	/* every Region lists a multi-Region trail: export it in its home Region alone */
	if (is_arn && in->region.len)
		buf_printf(b, "(arn:*:%.*s:*) ;; (*) continue ;; esac", STR_ARGS(in->region));
	else if (is_arn)
		buf_text(b, "(arn:*) ;; (*) continue ;; esac");
	else
		buf_text(b, "(\"\"|-*|@*|*://*) continue ;; esac");
}

static void find_loop(struct inventory *w, struct shell_loop *loop, const struct type *type,
	const struct command *list, const struct loop_fields *fields, const struct shell_place *in)
{
	struct buf b;
	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	buf_printf(&b, "aws %.*s", STR_ARGS(list->name));
	if (in->region.len)
		buf_printf(&b, " --region %.*s", STR_ARGS(in->region));
	buf_printf(&b, " --query \"%.*s[].[", STR_ARGS(list->at));
	for (size_t i = 0; i < fields->n; i++)
		buf_printf(&b, "%s%.*s", i ? "," : "",
			STR_ARGS(field_name_in(fields->items[i], &aws_cli_notation)));
	buf_text(&b, "]\" --output text < /dev/null | while read -r");
	for (size_t i = 0; i < fields->n; i++) {
		buf_text(&b, " ");
		add_variable(&b, fields->items[i]->name);
	}
	buf_text(&b, "; do");
	loop->list = text_of(w, &b);
	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	for (size_t i = 0; i < fields->n; i++)
		add_test(&b, type, fields, i, in);
	loop->test = text_of(w, &b);
}

size_t add_followers(struct inventory *w, struct list *found, const struct type *type,
	const struct command *list, const struct shell_place *in)
{
	struct shell_loop *loop = arena_alloc(w->run, sizeof *loop);
	struct loop_fields fields = {0}; /* the key first */
	size_t before = found->n;
	if (type->singleton || !type->key || !list->many || !consists_of(list->at, STR("")) ||
		!use_field(&fields, list, type->key->name, false))
		return 0;
	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		struct str line = is_follower(w, command)
					  ? follower_line(w, &fields, list, command, in)
					  : STR_NONE;
		if (!line.len)
			continue;
		struct missing *m = arena_alloc(w->run, sizeof *m);
		*m = (struct missing){.command = line,
			.permission = command->permission,
			.account = in->account,
			.folder = in->folder,
			.loop = loop,
			.export_name = command->name,
			.type = type};
		m->why = str_printf(w->run, "%.*s of each %.*s%.*s is unknown",
			STR_ARGS(command->gives[0]->name), STR_ARGS(type->noun),
			STR_ARGS(in->why_in));
		list_add(w->run, found, m);
	}
	if (found->n > before)
		find_loop(w, loop, type, list, &fields, in);
	return found->n - before;
}
