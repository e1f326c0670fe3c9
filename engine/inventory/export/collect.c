/*
 * collect - the calls of `assay collect`: each list, and what is asked about each resource of it.
 *
 * Words of a shell script, whose functions are in report/text/collect.sh. Knows declared commands
 * only.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/followers.h"
#include "inventory/export/source.h"

#define TEXT_MAX_BYTES ((size_t)64 << 10)

static struct str text_of(struct inventory *w, struct buf *b)
{
	struct str text =
		b->status == ASSAY_OK ? str_copy(w->run, (struct str){b->ptr, b->len}) : STR_NONE;

	buf_free(b);
	return text;
}

/* "service-operation", which no other command has; a part of a file's name */
static struct str stem_of(struct inventory *w, const struct command *command)
{
	char *stem = arena_alloc(w->run, command->name.len + 1);

	for (size_t i = 0; i < command->name.len; i++)
		stem[i] = command->name.ptr[i] == ' ' ? '-' : command->name.ptr[i];
	return (struct str){stem, command->name.len};
}

/* Replace each "{Field}" by its variable, in double quotes; false if the list does not print it. */
static bool fill(
	struct buf *b, struct loop_fields *fields, const struct command *list, struct str template)
{
	while (template.len) {
		const char *open = memchr(template.ptr, '{', template.len);
		struct str head = {
			template.ptr, open ? (size_t)(open - template.ptr) : template.len};
		const char *close = open ? memchr(open, '}', template.len - head.len) : NULL;
		struct str name = {open ? open + 1 : NULL, close ? (size_t)(close - open) - 1 : 0};

		if (head.len && !consists_of(head, STR("_.:/%+=,- ")))
			return false;
		buf_str(b, head);
		if (!open)
			return true;
		if (!close)
			return false;
		if (str_is(name, "account")) {
			buf_text(b, "\"$account\"");
		} else {
			if (!list || !use_field(fields, list, name, true))
				return false;
			buf_text(b, "\"$");
			add_variable(b, name);
			buf_text(b, "\"");
		}
		template.len -= head.len + name.len + 2;
		template.ptr = close + 1;
	}
	return true;
}

/* a call, or NULL if its arguments are unknown before the run */
static struct collected *make_call(struct inventory *w, const struct command *command,
	struct loop_fields *fields, const struct command *list)
{
	struct collected *call = arena_alloc(w->run, sizeof *call);
	struct buf b;
	bool filled;

	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	filled = fill(&b, fields, list, command->arguments);
	*call = (struct collected){.command = command->name,
		.arguments = text_of(w, &b),
		.stem = stem_of(w, command),
		.permission = command->permission};
	return filled ? call : NULL;
}

/* "Reservations[].Instances[].[InstanceId,VpcId]"; STR_NONE if the list has another form */
static struct str query_of(
	struct inventory *w, const struct command *list, const struct loop_fields *fields)
{
	struct buf b;

	if (!consists_of(list->at, STR("")))
		return STR_NONE;
	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	buf_printf(&b, "%.*s[]", STR_ARGS(list->at));
	for (size_t i = 0; i < list->n_inside; i++)
		buf_printf(&b, ".%.*s%s", STR_ARGS(list->inside[i].key),
			list->inside[i].list ? "[]" : "");
	for (size_t i = 0; i < fields->n; i++)
		buf_printf(&b, "%s%.*s", i ? "," : ".[",
			STR_ARGS(field_name_in(fields->items[i], &aws_cli_notation)));
	buf_text(&b, "]");
	return text_of(w, &b);
}

static struct str variables_of(struct inventory *w, const struct loop_fields *fields)
{
	struct buf b;

	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	for (size_t i = 0; i < fields->n; i++) {
		buf_text(&b, i ? " " : "");
		add_variable(&b, fields->items[i]->name);
	}
	return text_of(w, &b);
}

/* a resource is asked about in its own Region; no value becomes an option or a file */
static struct str test_of(struct inventory *w, const struct type *type,
	const struct loop_fields *fields, bool regional)
{
	struct buf b;

	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	for (size_t i = 0; i < fields->n; i++) {
		bool owned = regional && type->key_is_arn && fields->items[i] == type->key;

		buf_text(&b, i ? "\n\t\t" : "");
		buf_text(&b, owned ? "own \"$" : "plain \"$");
		add_variable(&b, fields->items[i]->name);
		buf_text(&b, "\" || continue");
	}
	return text_of(w, &b);
}

/* The length of "{Name}" at the start; 0: the brace is a character like any other. */
static size_t placeholder_length(struct str s)
{
	size_t n = 1;

	while (n < s.len && consists_of((struct str){s.ptr + n, 1}, STR("")))
		n++;
	return s.len && *s.ptr == '{' && n > 1 && n < s.len && s.ptr[n] == '}' ? n + 1 : 0;
}

/* One word of a shell. False if the list does not print a field of it. */
static bool fill_word(
	struct buf *b, struct loop_fields *fields, const struct command *list, struct str word)
{
	while (word.len) {
		size_t n = placeholder_length(word);
		struct str name = {word.ptr + 1, n ? n - 2 : 0};

		if (!n) {
			while (n < word.len &&
				!placeholder_length((struct str){word.ptr + n, word.len - n}))
				n++;
			command_quote(b, (struct str){word.ptr, n});
		} else if (str_is(name, "from") || str_is(name, "until")) {
			buf_printf(b, "\"$logs_%.*s\"", STR_ARGS(name));
		} else if (use_field(fields, list, name, true)) {
			buf_text(b, "\"$");
			add_variable(b, name);
			buf_text(b, "\"");
		} else {
			return false;
		}
		word.ptr += n;
		word.len -= n;
	}
	return true;
}

/* the call about each resource of a list that another type declares; NULL: the list lacks a field
 */
static struct collected *make_call_for_each(struct inventory *w, const struct command *command,
	struct loop_fields *fields, const struct command *list)
{
	struct collected *call = arena_alloc(w->run, sizeof *call);
	const struct call_for_each *each = command->collect;
	bool filled = true;
	struct buf b;

	buf_init_for(&b, TEXT_MAX_BYTES, w->run);
	for (size_t i = 0; filled && i < each->n_words; i++) {
		buf_text(&b, i ? " " : "");
		filled = fill_word(&b, fields, list, each->words[i]);
		call->timed = call->timed || str_is(each->words[i], "{from}");
	}
	call->command = command->name;
	call->arguments = text_of(w, &b);
	call->stem = stem_of(w, command);
	call->permission = command->permission;
	return filled ? call : NULL;
}

static void add_calls_for_each(struct inventory *w, struct collected *call, const struct type *type,
	const struct command *list, struct loop_fields *fields)
{
	for (size_t t = 0; t < w->n_wanted; t++)
		for (size_t i = 0; i < w->wanted[t]->n_commands; i++) {
			const struct command *command = &w->wanted[t]->commands[i];
			struct collected *detail;

			if (!command->collect || !str_eq(command->collect->type, type->name) ||
				!command_is_chosen(w, command))
				continue;
			detail = make_call_for_each(w, command, fields, list);
			if (detail)
				(void)list_add(w->run, &call->details, detail);
		}
}

static size_t loop_field_index(const struct loop_fields *fields, const struct field *field)
{
	size_t i = 0;

	while (i < fields->n && fields->items[i] != field)
		i++;
	return i < fields->n ? i : 0;
}

static void add_details(struct inventory *w, struct collected *call, const struct type *type,
	const struct command *list)
{
	struct loop_fields fields = {0};
	size_t label;
	bool looped = !type->singleton && type->key && list->many &&
		      use_field(&fields, list, type->key->name, false);

	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		struct collected *detail;

		if (!is_follower(w, command))
			continue;
		detail = looped ? make_call(w, command, &fields, list) : NULL;
		if (detail)
			(void)list_add(w->run, &call->details, detail);
		else
			(void)list_add(w->run, &call->left_out, (void *)(uintptr_t)&command->name);
	}
	if (looped)
		add_calls_for_each(w, call, type, list, &fields);
	if (!call->details.n)
		return;
	/* the name, where the list prints it, else the key */
	label = type->label && use_field(&fields, list, type->label->name, false)
			? loop_field_index(&fields, type->label)
			: 0;
	call->query = query_of(w, list, &fields);
	call->variables = variables_of(w, &fields);
	call->test = test_of(w, type, &fields, call->regional);
	call->label_variable =
		variables_of(w, &(struct loop_fields){{fields.items[label]}, {0}, 1});
}

static struct collected *find_call(
	const struct list *calls, struct str command, struct str arguments)
{
	for (size_t i = 0; i < calls->n; i++) {
		struct collected *call = calls->items[i];

		if (str_eq(call->command, command) && str_eq(call->arguments, arguments))
			return call;
	}
	return NULL;
}

static void add_list(struct inventory *w, struct list *calls, const struct type *type,
	const struct command *command)
{
	struct loop_fields none = {0};
	struct collected *call = make_call(w, command, &none, NULL);
	struct collected *before;

	if (!call)
		return;
	call->regional = command->lists == LISTS_REGION;
	before = find_call(calls, call->command, call->arguments);
	/* several types in one list: a call of its own for the details of each */
	call->again = before != NULL;
	add_details(w, call, type, command);
	if (!before || call->details.n)
		(void)list_add(w->run, calls, call);
}

void exports_collect(struct inventory *w, const struct collected *const **out, size_t *n)
{
	struct list calls = {0};

	for (int regional = 0; regional < 2; regional++)
		for (size_t t = 0; t < w->n_wanted; t++)
			for (size_t i = 0; i < w->wanted[t]->n_commands; i++) {
				const struct command *command = &w->wanted[t]->commands[i];

				if (command->lists == (regional ? LISTS_REGION : LISTS_ACCOUNT) &&
					command_is_needed(w, command))
					add_list(w, &calls, w->wanted[t], command);
			}
	*out = (const struct collected *const *)calls.items;
	*n = calls.n;
}
