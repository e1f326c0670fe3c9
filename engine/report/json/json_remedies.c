/*
 * json_remedies - the proved changes of a run, and the fails without one, as JSON.
 */
#include "report/json/json_remedies.h"

static void result(struct json_out *j, const struct result *r)
{
	json_member_str(j, "control", r->control->id);
	json_member_str(j, "subject", r->subject);
}

static void results(struct json_out *j, const struct list *list)
{
	json_key(j, "results");
	json_array(j);
	for (size_t i = 0; i < list->n; i++) {
		json_object(j);
		result(j, list->items[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void resources(struct json_out *j, const struct list *changes)
{
	json_key(j, "resources");
	json_array(j);
	for (size_t i = 0; i < changes->n; i++) {
		const struct remedy_change *change = changes->items[i];
		json_str(j, change->resource->address.len ? change->resource->address
							  : change->resource->key);
	}
	json_array_end(j);
}

static void texts(struct json_out *j, const char *key, const struct list *list)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < list->n; i++)
		json_str(j, *(const struct str *)list->items[i]);
	json_array_end(j);
}

static void blocks(struct json_out *j, const char *key, const struct list *list)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < list->n; i++) {
		const struct remedy_block *block = list->items[i];
		json_object(j);
		json_member_str(j, "account", block->account);
		texts(j, "commands", &block->lines);
		json_object_end(j);
	}
	json_array_end(j);
}

static void remedy(struct json_out *j, const struct remedy *r)
{
	json_object(j);
	results(j, &r->results);
	resources(j, &r->changes);
	blocks(j, "apply", &r->apply);
	blocks(j, "backout", &r->backout);
	texts(j, "settings", &r->settings);
	texts(j, "settingsBackout", &r->settings_backout);
	texts(j, "notes", &r->notes);
	json_object_end(j);
}

void json_remedies(struct json_out *j, const struct run *run)
{
	if (!run->has_remedies)
		return;
	json_key(j, "remedies");
	json_array(j);
	for (size_t i = 0; i < run->remedies.n; i++)
		remedy(j, run->remedies.items[i]);
	json_array_end(j);
	json_key(j, "unremedied");
	json_array(j);
	for (size_t i = 0; i < run->unremedied.n; i++) {
		const struct unremedied *u = run->unremedied.items[i];
		json_object(j);
		result(j, u->result);
		json_member_str(j, "why", u->why);
		json_object_end(j);
	}
	json_array_end(j);
}
