/*
 * queries - what a finished inventory answers: its parts, and the exports that it lacks.
 *
 * Must not change it.
 */
#include "inventory/inventory.h"

#include "inventory/export/export.h"
#include "inventory/model/build.h"

const struct input *const *inventory_inputs(const struct inventory *w, size_t *n)
{
	*n = w->inputs ? w->sources.n : 0;
	return w->inputs;
}

const struct account *const *inventory_accounts(const struct inventory *w, size_t *n)
{
	*n = w->n_accounts;
	return w->accounts;
}

const struct remark *const *inventory_remarks(const struct inventory *w, size_t *n)
{
	*n = w->said ? w->remarks.n : 0;
	return w->said;
}

bool inventory_claims(const struct inventory *w, const char *name, struct str bytes)
{
	return export_is_claimed(w, name, bytes);
}

int inventory_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	return exports_missing(w, out, n, err);
}

void inventory_collect(struct inventory *w, const struct collected *const **out, size_t *n)
{
	exports_collect(w, out, n);
}

int inventory_starter(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	return exports_starter(w, out, n, err);
}
