/*
 * libraries - what a rule can call: the list that every box gets, and its names for people.
 */
#include "rule/libraries.h"

#include "rule/load/load.h"
#include "rule/rule.h"
#include "rule/stdlib/lib.h"

const struct library rule_libraries[] = {
	{NULL, FOR_TYPES, load_types, NULL},
	{NULL, FOR_CONTROLS, load_controls, NULL},
	{NULL, FOR_PROFILES, load_profiles, NULL},
	{NULL, FOR_RULES, lib_base, NULL},
	{NULL, FOR_RULES, lib_require, NULL},
	{"string", FOR_RULES, lib_string, lib_string_prepare},
	{"table", FOR_RULES, lib_table, NULL},
	{"math", FOR_RULES, lib_math, NULL},
	{NULL, FOR_RULES, lib_handle, lib_handle_prepare},
	{NULL, FOR_RULES, lib_each, NULL},
	{NULL, FOR_RULES, lib_kleene, NULL},
	{NULL, FOR_RULES, lib_finding, NULL},
	{NULL, FOR_RULES, lib_outcome, NULL},
	{NULL, FOR_RULES, lib_presence, NULL},
	{NULL, FOR_RULES, lib_day, NULL},
	{NULL, FOR_RULES, lib_want, NULL},
	{NULL, FOR_LIBRARIES, lib_unknown, NULL},
	{NULL, 0, NULL, NULL},
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

static int add_names(struct arena *a, struct list *names, const struct library *library)
{
	bool only_libraries = library->audience == FOR_LIBRARIES;
	for (const struct function *f = library->functions; f->name; f++) {
		struct str name = str_printf(a, "%s%s%s%s", only_libraries ? "lib: " : "",
			library->name ? library->name : "", library->name ? "." : "", f->name);
		if (!name.ptr || list_add(a, names, (void *)(uintptr_t)name.ptr))
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

int rules_capabilities(struct buf *out)
{
	struct arena *a;
	struct list names = {0};
	int status = arena_new(&a, 0);
	for (int i = 0; status == ASSAY_OK && rule_libraries[i].functions; i++) {
		if (rule_libraries[i].audience & (FOR_CONTROLS | FOR_LIBRARIES))
			status = add_names(a, &names, &rule_libraries[i]);
	}
	if (status == ASSAY_OK)
		status = list_sort(a, &names, compare_names);
	for (size_t i = 0; status == ASSAY_OK && i < names.n; i++)
		buf_printf(out, "%s\n", (const char *)names.items[i]);
	arena_free(a);
	return status ? status : out->status;
}
