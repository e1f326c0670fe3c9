/*
 * emptied - exports with empty lists: what a plan creates does not exist before.
 *
 * Names no service and no source.
 */
#include "authors/planned_inside.h"

void emptied_add_input(struct list *inputs, struct str name, struct str bytes, struct arena *a)
{
	struct test_input *input = arena_alloc(a, sizeof *input);

	*input = (struct test_input){.name = name, .bytes = bytes};
	(void)list_add(a, inputs, input);
}

/* the value of a key, without an error: the text was checked when it was judged */
static struct cursor member(struct cursor object, struct str key, struct arena *a)
{
	struct lookup lookup = {.key = str_copy(a, key).ptr};

	return cursor_find(object, &lookup, 1, NULL) ? (struct cursor){NULL, 0} : lookup.value;
}

/* The name of an emptied export: its list no longer shows account and Region, so its path does. */
static struct str name_of(const struct input *input, struct arena *a)
{
	const char *slash = strrchr(input->name.ptr, '/');

	if (!input->account || !input->region || !input->account->id.len)
		return str_copy(a, input->name);
	return str_printf(a, "%.*s/%.*s/%s", STR_ARGS(input->account->id),
		STR_ARGS(input->region->name), slash ? slash + 1 : input->name.ptr);
}

static bool lists_resources(const struct command *command)
{
	bool lists = command->many;

	for (size_t i = 0; i < command->n_inside; i++)
		lists = lists || command->inside[i].list;
	return lists;
}

/* the first list on the way to the items */
static struct cursor outer_list(
	struct cursor output, const struct command *command, struct arena *a)
{
	struct cursor at = {NULL, 0};

	if (output.doc && command->at.ptr)
		at = member(output, command->at, a);
	for (size_t i = 0; i < command->n_inside && at.doc && cursor_kind(at) == DOC_OBJECT; i++)
		at = member(at, command->inside[i].key, a);
	return at;
}

bool emptied_add(struct list *inputs, const struct input *input, struct arena *a)
{
	struct cursor root, output, list = {NULL, 0};
	struct str text, part;
	size_t before;

	if (!lists_resources(input->command))
		return true; /* it shows a resource: the plan does */
	if (!input->doc)
		return false;
	root = doc_root(input->doc);
	output = member(root, STR("output"), a);
	if (!member(root, STR("assay"), a).doc)
		output = root;
	list = outer_list(output, input->command, a);
	if (!list.doc || cursor_kind(list) != DOC_ARRAY)
		return false;
	text = cursor_text(root);
	part = cursor_text(list);
	before = (size_t)(part.ptr - text.ptr);
	emptied_add_input(inputs, name_of(input, a),
		str_printf(a, "%.*s[]%.*s", (int)before, text.ptr,
			(int)(text.len - before - part.len), part.ptr + part.len),
		a);
	return true;
}
