/*
 * unlisted - Regions of an account that no input names, because a list may be incomplete, and lists
 * that failed.
 *
 * A truncated or failed export must not improve a verdict: such an account is a subject of its own,
 * and unknown. Knows lists; must not know what a type means.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/export.h"

/*
 * An ARN shows a resource's home: a list of such a type may name other Regions. A type that is only
 * listed once for the account, as those of IAM, has none.
 */
static bool names_regions(const struct type *type)
{
	bool listed = false;
	for (size_t i = 0; i < type->n_commands; i++)
		listed = listed || type->commands[i].lists == LISTS_REGION;
	return listed && !type->regional && type->key_is_arn;
}

/* why the lists of a type may name more Regions; NULL: one is complete, or none was exported */
static const struct reason *find_reasons(
	struct inventory *w, const struct account_state *h, size_t t)
{
	const struct list_state *all = &h->lists[t];
	const struct reason *found = NULL;
	if (all->complete)
		return NULL;
	/* the list of the account shows resources of each one Region: lists of Regions do not
	 * complete it */
	if (all->why_incomplete)
		return all->why_incomplete;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		const struct region_state *region_state = h->region_state_list.items[i];
		if (region_state->lists[t].complete)
			return NULL;
		reasons_add(w->run, &found, region_state->lists[t].why_incomplete);
	}
	return found;
}

static void add_unlisted(
	struct inventory *w, struct account_state *h, size_t t, const struct reason *why)
{
	struct str key = h->account.key, nouns = w->wanted[t]->nouns;
	h->lists[t].is_unlisted = why != NULL;
	for (; why; why = why->next) {
		struct reason *unlisted = reason_make(w->run, WHY_UNLISTED_REGIONS, why->at,
			REASON_ARGS(key, nouns, why->what, why->resolve));
		unlisted->code = why->code;
		reasons_add(w->run, &h->account.unlisted, unlisted);
	}
}

void exports_find_unlisted(struct inventory *w)
{
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		for (size_t t = 0; h->live && !h->account.undecided && t < w->n_wanted; t++)
			if (names_regions(w->wanted[t]))
				add_unlisted(w, h, t, find_reasons(w, h, t));
	}
}

/* what a failed list would show is unknown, whatever other lists show */
void exports_find_refused(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		struct str whose;
		const struct list_state *list = export_list(x, &whose);
		/* a broken input is an error of the run */
		if (!list || !x->failed || x->source->input.state == INPUT_BROKEN ||
			x->account_state->account.undecided || list->complete ||
			x->account_state->lists[x->wanted].complete ||
			x->account_state->lists[x->wanted].is_unlisted)
			continue;
		bool refused = export_is_refused(x);
		struct str resolve =
			refused ? refusal_remedy(w, x)
				: command_line(w, x->command, x->account, x->region, x->type, NULL);
		reasons_make(w->run, &x->account_state->account.unlisted,
			refused ? WHY_LIST_REFUSED : WHY_LIST_FAILED, x->place,
			REASON_ARGS(x->type->nouns, whose, resolve, x->command->name,
				x->source->input.uri, export_error(w->run, x)));
	}
}
