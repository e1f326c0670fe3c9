/*
 * entry - what all readers of a plan's entries need.
 */
#include "inventory/terraform/plan.h"

int plan_read_text(struct plan *p, struct cursor c, struct str *out, struct assay_error *err)
{
	*out = STR_NONE;
	if (!c.doc || cursor_kind(c) != DOC_STRING)
		return ASSAY_OK;
	return cursor_string(c, p->w->run, out, err);
}

int plan_wanted_type(const struct plan *p, struct cursor type)
{
	for (size_t t = 0; t < p->w->n_wanted; t++)
		for (size_t i = 0; i < p->w->wanted[t]->n_tf_types; i++)
			if (cursor_is(type, p->w->wanted[t]->tf_types[i].ptr))
				return (int)t;
	return -1;
}

const struct carrier *plan_carrier(const struct plan *p, size_t t, struct cursor type)
{
	const struct type *wanted = p->w->wanted[t];
	for (size_t i = 0; i < wanted->n_carriers; i++)
		if (cursor_is(type, wanted->carriers[i].tf_type.ptr))
			return &wanted->carriers[i];
	return NULL;
}

bool plan_reads_type(const struct plan *p, struct cursor type)
{
	bool reads = plan_wanted_type(p, type) >= 0;
	for (size_t t = 0; !reads && t < p->w->n_wanted; t++)
		reads = plan_carrier(p, t, type) != NULL;
	return reads;
}

void plan_open_list(
	struct plan *p, size_t t, enum reason_text why, struct cursor at, const struct str *args)
{
	for (size_t i = 0; i < p->w->n_wanted; i++)
		if (i == t || t == p->w->n_wanted)
			reasons_make(p->w->run, &p->open[i], why, at, args);
}
