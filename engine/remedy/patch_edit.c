/*
 * patch_edit - one edit of a Terraform source, and why there is none.
 */
#include "remedy/patch.h"

void patch_refuse(struct patch *p, struct str why)
{
	if (p->why.len == 0)
		p->why = why;
}

struct str patch_place(const struct patch *p, const struct hcl_file *file, struct hcl_range range)
{
	struct place at = hcl_place(file, range);

	return str_printf(p->arena, "%.*s:%zu:%zu", STR_ARGS(file->name), at.line, at.column);
}

void patch_edit(
	struct patch *p, const struct hcl_file *file, size_t at, size_t remove, struct str insert)
{
	struct edit *e;

	/* two insertions at one place would have no order in SARIF */
	for (size_t i = 0; remove == 0 && i < p->edits.n; i++) {
		e = p->edits.items[i];
		if (e->file != file || e->at != at || e->remove > 0)
			continue;
		e->insert = str_printf(p->arena, "%.*s%.*s", STR_ARGS(e->insert), STR_ARGS(insert));
		return;
	}
	e = arena_alloc(p->arena, sizeof *e);
	*e = (struct edit){file, at, remove, insert};
	list_add(p->arena, &p->edits, e);
}
