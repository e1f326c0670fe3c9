/*
 * elsewhere - Regions of an account that nothing names, because the list that would have is not
 * there whole.
 *
 * What an export was asked for and did not tell may not make the run look better: such an account
 * is a subject of its own, and unknown. Knows lists; must not know what a type means.
 */
#include "inventory/export/export.h"

/* the type lies in no one Region, so its list in one Region, or the account's, may name others */
static bool names_regions(const struct type *type)
{
	return !type->regional;
}

/* why the lists of a type may name more Regions; NULL: one of them is whole, or nobody asked */
static int find_reasons(
	struct inventory *w, const struct account_state *h, size_t t, const struct reason **out)
{
	const struct list_state *all = &h->lists[t];
	int status = ASSAY_OK;
	*out = NULL;
	if (all->closed)
		return ASSAY_OK;
	/* the account's own list shows what lies in one Region alone: no Region's list makes it
	 * good */
	if (all->open)
		return reasons_add(w->run, out, all->open);
	for (size_t i = 0; status == ASSAY_OK && i < h->region_state_list.n; i++) {
		const struct region_state *region_state = h->region_state_list.items[i];
		if (region_state->lists[t].closed) {
			*out = NULL;
			return ASSAY_OK;
		}
		status = reasons_add(w->run, out, region_state->lists[t].open);
	}
	return status;
}

static int tell(struct inventory *w, struct account_state *h, size_t t, const struct reason *why)
{
	struct str key = h->account.key, nouns = w->wanted[t]->nouns;
	int status = ASSAY_OK;
	for (; status == ASSAY_OK && why; why = why->next)
		status = reasons_put(w->run, &h->account.unlisted, why->code,
			str_printf(w->run, "%.*s may have %.*s in Regions that nothing names: %.*s",
				STR_ARGS(key), STR_ARGS(nouns), STR_ARGS(why->what)),
			why->resolve, why->at);
	return status;
}

int exports_find_unlisted(struct inventory *w)
{
	int status = ASSAY_OK;
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		for (size_t t = 0; status == ASSAY_OK && h->live && t < w->n_wanted; t++) {
			const struct reason *why = NULL;
			if (names_regions(w->wanted[t]))
				status = find_reasons(w, h, t, &why);
			if (status == ASSAY_OK)
				status = tell(w, h, t, why);
		}
	}
	return status;
}
