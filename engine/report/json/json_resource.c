/*
 * json_resource - one resource as a rule sees it, for programs.
 */
#include "report/model/parts.h"

/* two levels of JSON for each level of values, within JSON_OUT_DEPTH */
#define DEPTH_MAX 12

struct writer {
	struct json_out j;
	const struct run *run;
};

static void write_place(struct writer *w, struct cursor at)
{
	const struct where where = where_cursor(w->run, at);

	if (where.uri.len == 0)
		return;
	json_position(&w->j, &where);
	json_member_or_null(&w->j, "pointer", pointer_of(w->run->arena, at));
}

static void write_reasons(struct writer *w, const char *key, const struct reason *why)
{
	if (!why)
		return;
	json_key(&w->j, key);
	json_array(&w->j);
	for (const struct reason *r = why; r; r = r->next) {
		json_object(&w->j);
		json_member_text(&w->j, "code", reason_name(r->code));
		json_member_str(&w->j, "what", r->what);
		json_member_or_null(&w->j, "resolve", r->resolve);
		write_place(w, r->at);
		json_object_end(&w->j);
	}
	json_array_end(&w->j);
}

static void write_node(struct writer *w, const struct node *node, unsigned depth);

static void write_members(struct writer *w, const struct node *node, unsigned depth)
{
	json_key(&w->j, node->kind == NODE_MAP ? "entries" : "fields");
	json_object(&w->j);
	for (size_t i = 0; i < node->n; i++) {
		const struct node_member *m = &node->members[i];

		json_key_str(&w->j, m->field ? m->field->name : m->key);
		write_node(w, m->node, depth + 1);
	}
	json_object_end(&w->j);
}

static void write_items(struct writer *w, const struct node *node, unsigned depth)
{
	json_key(&w->j, "items");
	json_array(&w->j);
	for (size_t i = 0; i < node->n; i++)
		write_node(w, node->items[i], depth + 1);
	json_array_end(&w->j);
}

static void write_content(struct writer *w, const struct node *node, unsigned depth)
{
	switch (node->kind) {
	case NODE_BOOL:
		json_key(&w->j, "value");
		json_bool(&w->j, node->truth);
		break;
	case NODE_INT:
		json_key(&w->j, "value");
		json_int(&w->j, node->integer);
		break;
	case NODE_STRING:
		json_member_str(&w->j, "value", node->text);
		break;
	case NODE_LIST:
		write_reasons(w, "incomplete", node->why);
		if (depth < DEPTH_MAX)
			write_items(w, node, depth);
		break;
	case NODE_MAP:
		write_reasons(w, "incomplete", node->why);
		if (depth < DEPTH_MAX)
			write_members(w, node, depth);
		break;
	case NODE_OBJECT:
		if (depth < DEPTH_MAX)
			write_members(w, node, depth);
		break;
	case NODE_UNKNOWN:
		write_reasons(w, "unknown", node->why);
		break;
	}
}

static void write_node(struct writer *w, const struct node *node, unsigned depth)
{
	json_object(&w->j);
	if (node->secret && node->kind != NODE_UNKNOWN) {
		json_key(&w->j, "secret");
		json_bool(&w->j, true);
	} else {
		write_content(w, node, depth);
	}
	if (!node->written && node->kind != NODE_UNKNOWN) {
		json_key(&w->j, "default");
		json_bool(&w->j, true);
	}
	if (node->kind != NODE_UNKNOWN)
		write_place(w, node->at);
	json_object_end(&w->j);
}

static void write_absent(struct writer *w, const struct resource *r)
{
	json_key(&w->j, "absent");
	json_array(&w->j);
	for (size_t i = 0; i < r->type->n_fields; i++)
		if (!node_get(r->root, r->type->fields[i].name))
			json_str(&w->j, r->type->fields[i].name);
	json_array_end(&w->j);
}

static void write_resource(struct writer *w, const struct resource *r)
{
	json_object(&w->j);
	json_member_str(&w->j, "type", r->type->name);
	json_member_str(&w->j, "key", r->key);
	json_member_or_null(&w->j, "address", r->address);
	json_member_or_null(&w->j, "action",
		r->action == ACTION_NONE ? STR_NONE : str_of(action_name(r->action)));
	json_member_or_null(&w->j, "owner", r->owner ? r->owner->key : STR_NONE);
	json_member_or_null(&w->j, "home", r->home ? r->home->key : STR_NONE);
	json_key(&w->j, "listedIn");
	json_array(&w->j);
	for (size_t i = 0; i < r->n_listed_in; i++)
		json_str(&w->j, r->listed_in[i]->key);
	json_array_end(&w->j);
	write_members(w, r->root, 0);
	write_absent(w, r);
	json_object_end(&w->j);
}

int report_json_resources(struct out *out, const struct run *run, const struct list *resources)
{
	struct writer w = {.run = run};

	json_begin(&w.j, out);
	json_object(&w.j);
	json_key(&w.j, "resources");
	json_array(&w.j);
	for (size_t i = 0; i < resources->n; i++)
		write_resource(&w, resources->items[i]);
	json_array_end(&w.j);
	json_object_end(&w.j);
	json_end(&w.j);
	return out->status;
}
