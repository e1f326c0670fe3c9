/*
 * capabilities - what a rule can call, a name a line: what box.c allows and nothing else.
 */
#include "rule/stdlib/lib.h"

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
	for (int i = 0; status == ASSAY_OK && box_libraries[i].functions; i++) {
		if (box_libraries[i].audience & (FOR_CONTROLS | FOR_LIBRARIES))
			status = add_names(a, &names, &box_libraries[i]);
	}
	if (status == ASSAY_OK)
		status = list_sort(a, &names, compare_names);
	for (size_t i = 0; status == ASSAY_OK && i < names.n; i++)
		buf_printf(out, "%s\n", (const char *)names.items[i]);
	arena_free(a);
	return status ? status : out->status;
}
