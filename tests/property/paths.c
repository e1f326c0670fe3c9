/*
 * paths - values of a document by their place, and the marks that a plan keeps beside them.
 *
 * A path is a list of keys and indexes. Knows documents as trees; of a plan, where a change is.
 */
#include "property.h"

cJSON *step(const cJSON *path, const char *key)
{
	cJSON *longer = cJSON_Duplicate(path, true);
	cJSON_AddItemToArray(longer, cJSON_CreateString(key));
	return longer;
}

cJSON *step_to(const cJSON *path, int index)
{
	cJSON *longer = cJSON_Duplicate(path, true);
	cJSON_AddItemToArray(longer, cJSON_CreateNumber(index));
	return longer;
}

cJSON *at_step(cJSON *in, const cJSON *s)
{
	return cJSON_IsNumber(s) ? cJSON_GetArrayItem(in, s->valueint)
				 : cJSON_GetObjectItemCaseSensitive(in, s->valuestring);
}

/* the container that holds the last step; NULL where it is not there any more */
cJSON *holder(cJSON *document, const cJSON *path)
{
	const cJSON *s = path->child;
	for (; document && s && s->next; s = s->next)
		document = at_step(document, s);
	return document;
}

const cJSON *last_of(const cJSON *path)
{
	return cJSON_GetArrayItem(path, cJSON_GetArraySize(path) - 1);
}

void put(cJSON *in, const cJSON *s, cJSON *value)
{
	if (cJSON_IsNumber(s)) {
		while (cJSON_GetArraySize(in) <= s->valueint)
			cJSON_AddItemToArray(in, cJSON_CreateFalse());
		cJSON_ReplaceItemInArray(in, s->valueint, value);
		return;
	}
	cJSON_DeleteItemFromObjectCaseSensitive(in, s->valuestring);
	cJSON_AddItemToObject(in, s->valuestring, value);
}

/* marks of a plan: made as deep as the path goes, or taken away */
void put_mark(cJSON *change, const char *marks, const cJSON *path, bool hidden)
{
	cJSON *in = cJSON_GetObjectItemCaseSensitive(change, marks);
	const cJSON *s = cJSON_GetArrayItem(path, 4);
	if (!cJSON_IsObject(in))
		return;
	for (; s->next; s = s->next) {
		cJSON *below_it = at_step(in, s);
		if (!cJSON_IsObject(below_it) && !cJSON_IsArray(below_it)) {
			if (!hidden)
				return;
			below_it = cJSON_IsNumber(s->next) ? cJSON_CreateArray()
							   : cJSON_CreateObject();
			put(in, s, below_it);
		}
		in = below_it;
	}
	if (hidden || at_step(in, s))
		put(in, s, cJSON_CreateBool(hidden));
}

cJSON *change_of(cJSON *plan, const cJSON *path)
{
	cJSON *r = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"),
		cJSON_GetArrayItem(path, 1)->valueint);
	return cJSON_GetObjectItemCaseSensitive(r, "change");
}

/* a value in place of another in a plan, marked sensitive */
void plant(
	cJSON *inventory, const cJSON *place, const char *values, const char *marks, cJSON *value)
{
	const cJSON *path = get(place, "path");
	cJSON *document = cJSON_GetObjectItemCaseSensitive(inventory, text_of(place, "file"));
	cJSON *change = change_of(document, path);
	cJSON *in = cJSON_GetObjectItemCaseSensitive(change, values);
	const cJSON *s = cJSON_GetArrayItem(path, 4);
	for (; in && s->next; s = s->next)
		in = at_step(in, s);
	if (in)
		put(in, s, value);
	else
		cJSON_Delete(value);
	if (!cJSON_IsObject(get(change, marks)))
		put(change, &(cJSON){.type = cJSON_String, .valuestring = (char *)(uintptr_t)marks},
			cJSON_CreateObject());
	put_mark(change, marks, path, true);
	put_mark(change, "after_unknown", path, false);
}
