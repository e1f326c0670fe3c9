/*
 * load_profile - a table of a profile as a struct profile.
 *
 * Knows docs/writing-rules.md. profiles.c checks that the controls exist.
 */
#include "rule/box/stack.h"
#include "rule/load/load.h"

int load_profile(lua_State *L)
{
	static const char *const keys[] = {"name", "title", "all", "framework", "controls"};
	struct load_call *call = box_payload(L);
	struct loader ld = {.L = L, .arena = call->arena, .source = call->source};
	load_push_made(&ld);
	int table = lua_gettop(L);
	struct profile *p = call->profile;
	load_check_keys(&ld, table, keys, LENGTH_OF(keys));
	p->source_name = call->source->name.ptr;
	p->name = load_required(&ld, table, "name");
	if (!load_is_name(p->name, "-."))
		load_error(&ld, "name", "'%.*s' is not a valid name: use a-z, 0-9, - and .",
			STR_ARGS(p->name));
	p->title = load_required(&ld, table, "title");
	p->all = load_bool(&ld, table, "all", false);
	p->framework = load_string(&ld, table, "framework");
	p->controls = load_strings(&ld, table, "controls", &p->n_controls);
	if (p->all + (p->framework.ptr != NULL) + (p->n_controls > 0) != 1)
		load_error(&ld, NULL,
			"exactly one of 'controls' (ids), 'framework' (a name) and 'all = true' "
			"expected");
	return 0;
}
