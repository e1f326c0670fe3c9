/*
 * hide - what can be taken from a inventory, and taking it.
 *
 * In a plan a hidden value leaves `after` and is marked in after_unknown, or is cut out without a
 * mark; in an export it is no
 * value of its kind; a hidden export is the envelope's error record. Knows the shapes of documents;
 * judges nothing.
 */
#include "property.h"

#include <stdlib.h>
#include <string.h>

/* ---- where values may be hidden ---- */

static void add_hidden(cJSON *list, const char *file, cJSON *path)
{
	cJSON *h = cJSON_CreateObject();
	cJSON_AddStringToObject(h, "file", file);
	cJSON_AddItemToObject(h, "path", path);
	cJSON_AddItemToArray(list, h);
}

/* what a file contains that is not understood; ELEMENT is the first of its list */
static const char *const replacements[] = {"null", "{}", "[]", "\"text\"", "\x1F\x8B\x08\x01gzip",
	"\nAn error occurred (AccessDenied) when calling the ListFunctions operation: no\n",
	"{\"functions\": []}", "{\"Functions\": null}", "7", "[null]", "{\"a\": 1}\n{\"b\": 2}\n",
	"FUNCTIONS\tx\ty\n", "ELEMENT"};

/* a file whose path shows its account and Region */
static bool has_place(const char *file)
{
	const char *slash = strchr(file, '/');
	return strspn(file, "0123456789") == 12 && slash == file + 12 && strchr(slash + 1, '/');
}

/* true if a list names what an export is about: its key is not only in this file */
static bool is_listed(const cJSON *inventory, const cJSON *document)
{
	const char *arn = arn_of(inventory, document);
	const cJSON *file, *trail;
	if (!command_of(document->string)->option)
		return true;
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON_ArrayForEach(trail, get(output_of(file), "trailList"))
		{
			if (*arn && strcmp(text_of(trail, "TrailARN"), arn) == 0)
				return true;
		}
	}
	return false;
}

/* the whole file, in some of the ways in which it may be replaced */
static void add_replaced(cJSON *list, const cJSON *inventory, const cJSON *document)
{
	bool may = has_place(document->string) && !get(document, "assay") &&
		   is_listed(inventory, document);
	add_hidden(list, document->string, cJSON_CreateArray());
	for (size_t i = 0; may && i < sizeof replacements / sizeof *replacements; i += 3) {
		add_hidden(list, document->string, cJSON_CreateArray());
		cJSON *added = cJSON_GetArrayItem(list, cJSON_GetArraySize(list) - 1);
		size_t at = (i + strlen(document->string)) %
			    (sizeof replacements / sizeof *replacements);
		cJSON_AddStringToObject(added, "as", replacements[at]);
	}
}

struct place {
	const char *file;
	bool planned, whole; /* whole: nothing inside of it */
};

/* keys in lower camel case: another name for the same field would contradict it */
static bool is_lower(const cJSON *object)
{
	return object->child && object->child->string && object->child->string[0] >= 'a';
}

static void find(cJSON *list, const struct place *p, const cJSON *path, const struct declared *d,
	const cJSON *object, const cJSON *marks)
{
	for (; d->cli || d->tf; d++) {
		const char *name = declared_name(d, p->planned);
		const cJSON *value = name ? get(object, name) : NULL;
		const cJSON *mark = name ? get(marks, name) : NULL;
		if (!name || cJSON_IsTrue(mark) || (!p->planned && !value && is_lower(object)))
			continue;
		cJSON *here = step(path, name);
		for (int i = 0; !p->whole && d->kind >= LIST && i < cJSON_GetArraySize(value);
			i++) {
			cJSON *element = step_to(here, i);
			const cJSON *item = cJSON_GetArrayItem(value, i);
			if (d->kind == OBJECTS)
				find(list, p, element, d->inside, item,
					cJSON_GetArrayItem(mark, i));
			else if (!cJSON_IsNull(item))
				add_hidden(list, p->file, cJSON_Duplicate(element, true));
			cJSON_Delete(element);
		}
		add_hidden(list, p->file, here);
		/* older versions of the provider have no region */
		if (p->planned && strlen(name) % 2 && strcmp(name, "region") != 0)
			cJSON_AddTrueToObject(
				cJSON_GetArrayItem(list, cJSON_GetArraySize(list) - 1), "cut");
	}
}

/* what stays as it is contradicts itself where it is not known */
static bool stays(const cJSON *change)
{
	const cJSON *actions = get(change, "actions");
	const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(actions, 0));
	return first && (strcmp(first, "no-op") == 0 || strcmp(first, "read") == 0);
}

static void find_planned(cJSON *list, const cJSON *plan, bool alone)
{
	const cJSON *r;
	int i = 0;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *change = get(r, "change"), *after = get(change, "after");
		const struct declared *d = declared_type(text_of(r, "type"));
		int at = i++;
		if (!d || !cJSON_IsObject(after) || !cJSON_IsObject(get(change, "after_unknown")) ||
			(!alone && stays(change)))
			continue;
		struct place p = {plan->string, true, d == store_planned};
		cJSON *path = cJSON_Parse("[\"resource_changes\"]");
		cJSON_AddItemToArray(path, cJSON_CreateNumber(at));
		cJSON_AddItemToArray(path, cJSON_CreateString("change"));
		cJSON_AddItemToArray(path, cJSON_CreateString("after"));
		find(list, &p, path, d, after, get(change, "after_unknown"));
		cJSON_Delete(path);
	}
}

static void find_exported(cJSON *list, const cJSON *inventory, const cJSON *document)
{
	const struct command *c = command_of(document->string);
	struct place p = {document->string, false, false};
	if (!c)
		return;
	add_replaced(list, inventory, document);
	if (!c->gives)
		return;
	bool wrapped = get(document, "assay") != NULL;
	const cJSON *output = output_of(document), *at = c->at ? get(output, c->at) : output;
	cJSON *path = cJSON_Parse(wrapped ? "[\"output\"]" : "[]");
	if (c->at)
		cJSON_AddItemToArray(path, cJSON_CreateString(c->at));
	if (!c->many && cJSON_IsObject(at))
		find(list, &p, path, c->gives, at, NULL);
	for (int i = 0; c->many && i < cJSON_GetArraySize(at); i++) {
		cJSON *element = step_to(path, i);
		find(list, &p, element, c->gives, cJSON_GetArrayItem(at, i), NULL);
		cJSON_Delete(element);
	}
	cJSON_Delete(path);
}

cJSON *hideable(const cJSON *inventory)
{
	cJSON *list = cJSON_CreateArray();
	const cJSON *file;
	cJSON_ArrayForEach(file, inventory)
	{
		if (is_plan(file))
			find_planned(list, file, cJSON_GetArraySize(inventory) == 1);
		else
			find_exported(list, inventory, file);
	}
	return list;
}

/* ---- hiding ---- */

static cJSON *failure(const cJSON *inventory, const cJSON *document)
{
	const struct command *c = command_of(document->string);
	const cJSON *head = get(document, "assay");
	cJSON *record = cJSON_CreateObject(), *assay, *error;
	if (head) {
		assay = cJSON_Duplicate(head, true);
		cJSON_AddItemToObject(record, "assay", assay);
	} else {
		char *account = world_part(document->string, 0);
		char *region = world_part(document->string, 1);
		const char *arn = c->option ? arn_of(inventory, document) : "";
		assay = cJSON_AddObjectToObject(record, "assay");
		cJSON_AddNumberToObject(assay, "format", 1);
		cJSON_AddStringToObject(assay, "command", c->name);
		cJSON *parameters = cJSON_AddObjectToObject(assay, "parameters");
		if (*arn)
			cJSON_AddStringToObject(parameters, c->option, arn);
		cJSON_AddStringToObject(assay, "account", account);
		cJSON_AddStringToObject(assay, "region", region);
		free(account);
		free(region);
	}
	error = cJSON_AddObjectToObject(record, "error");
	cJSON_AddStringToObject(error, "code", "AccessDenied");
	cJSON_AddStringToObject(error, "message", "not authorized");
	return record;
}

/* the file as it is not understood, as raw text */
static cJSON *replacement(const cJSON *document, const char *as)
{
	const struct command *c = command_of(document->string);
	bool is_element = strcmp(as, "ELEMENT") == 0;
	const cJSON *list = c->at && is_element ? get(document, c->at) : NULL;
	char *text = list && list->child ? cJSON_PrintUnformatted(list->child) : NULL;
	cJSON *raw = cJSON_CreateString(text ? text : is_element ? "null" : as);
	free(text);
	return raw;
}

static void hide_one(cJSON *inventory, const cJSON *base, const cJSON *hidden)
{
	const char *file = text_of(hidden, "file");
	const cJSON *path = get(hidden, "path"), *original = get(base, file);
	cJSON *document = cJSON_GetObjectItemCaseSensitive(inventory, file);
	if (!path->child && *text_of(hidden, "as")) {
		cJSON_ReplaceItemInObjectCaseSensitive(
			inventory, file, replacement(original, text_of(hidden, "as")));
		return;
	}
	if (!path->child) {
		cJSON_ReplaceItemInObjectCaseSensitive(inventory, file, failure(base, original));
		return;
	}
	cJSON *in = holder(document, path);
	const cJSON *s = last_of(path);
	if (!in)
		return;
	if (is_plan(original)) {
		if (cJSON_IsNumber(s))
			put(in, s, cJSON_CreateNull());
		else
			cJSON_DeleteItemFromObjectCaseSensitive(in, s->valuestring);
		if (!get(hidden, "cut"))
			put_mark(change_of(document, path), "after_unknown", path, true);
		return;
	}
	const struct declared *d = declared_at(base, hidden);
	bool is_list = d->kind >= LIST && !cJSON_IsNumber(s);
	put(in, s, is_list ? cJSON_CreateNumber(7) : cJSON_CreateObject());
}

/* the deepest goes first: what is inside of something hidden goes with it */
int deepest(const cJSON *hidden)
{
	const cJSON *h;
	int most = 0;
	cJSON_ArrayForEach(h, hidden)
	{
		int depth = cJSON_GetArraySize(get(h, "path"));
		most = depth > most ? depth : most;
	}
	return most;
}

cJSON *hide(const cJSON *inventory, const cJSON *hidden)
{
	cJSON *less = cJSON_Duplicate(inventory, true);
	const cJSON *h;
	for (int depth = deepest(hidden); depth >= 0; depth--)
		cJSON_ArrayForEach(h, hidden) if (cJSON_GetArraySize(get(h, "path")) == depth)
			hide_one(less, inventory, h);
	return less;
}
