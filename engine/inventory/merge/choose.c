/*
 * choose - which accounts of a plan are merged with exports.
 *
 * A plan and exports are merged only if every account of the plan is known, and the plan lists
 * its changes. The account of a plan is never assumed to be that of the exports.
 */
#include "inventory/export/export.h"
#include "inventory/merge/merge.h"

/* What a plan specifies about its accounts. */
struct specified {
	struct group *first;
	size_t n, n_known;
	bool is_given; /* one is the account given for plans (--account) */
	bool contradicts;
};

static struct specified count_accounts(const struct plan *p)
{
	struct specified s = {.n = p->groups.n, .first = p->groups.items[0]};
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		s.n_known += g->id.ptr != NULL;
		s.contradicts = s.contradicts || g->contradicts;
		s.is_given = s.is_given ||
			     (g->id.ptr && p->given.account.ptr && str_eq(g->id, p->given.account));
	}
	return s;
}

/* Use the given account for a plan that does not specify its own. */
static int use_given(struct plan *p, const struct specified *s, struct assay_error *err)
{
	struct str id = p->given.account;
	bool several = s->contradicts || s->n > 1;
	if (!id.ptr || s->is_given)
		return ASSAY_OK;
	if (s->contradicts || s->n_known == s->n)
		return cursor_error(err, ASSAY_EINPUT, p->root,
			"the plan is of %s%.*s, not of the given account %.*s",
			several ? "other accounts" : "account ",
			STR_ARGS(several ? STR("") : s->first->id), STR_ARGS(id));
	if (s->n > 1)
		remark_add(p->w, REMARK_WARNING, p->source, p->root,
			str_printf(p->w->run,
				"The given account %.*s is not applied: the provider "
				"configurations of the plan may be of several accounts. Set "
				"allowed_account_ids in each provider block.",
				STR_ARGS(id)));
	else
		s->first->id = id;
	return ASSAY_OK;
}

static void note_separate(struct plan *p, struct str why)
{
	remark_add(p->w, REMARK_NOTE, p->source, NOWHERE,
		str_printf(p->w->run,
			"The plan and the exports are judged separately, without each other's "
			"resources: %.*s.",
			STR_ARGS(why)));
}

/* Why a plan of unknown accounts is not merged with exports. */
static const char *why_unknown(const struct specified *s)
{
	if (s->contradicts)
		return "its ARNs and provider blocks specify different accounts for one provider "
		       "configuration";
	if (s->n > 1)
		return "not every provider configuration specifies its account "
		       "(allowed_account_ids)";
	return "the plan does not specify its account. Set allowed_account_ids in the provider "
	       "block, or use --account";
}

static void choose_account(struct plan *p, struct group *g)
{
	struct account_state *live = map_get(&p->w->by_id, g->id);
	if (!live || !live->exported) {
		note_separate(p, str_printf(p->w->run, "there is no export of account %.*s",
					 STR_ARGS(g->id)));
		return;
	}
	g->is_merged = true;
	g->account_state = live;
	live->account.planned = true;
}

int merge_choose_accounts(struct plan *p, struct assay_error *err)
{
	struct specified s = count_accounts(p);
	const char *why = NULL;
	int status = use_given(p, &s, err);
	if (status != ASSAY_OK || p->w->exports.n == 0)
		return status;
	s = count_accounts(p);
	if (p->redacted || (!p->changes.doc && !p->refresh_only))
		why = "the plan does not show all its changes (resource_changes)";
	else if (s.n_known < s.n)
		why = why_unknown(&s);
	if (why)
		note_separate(p, str_of(why));
	for (size_t i = 0; !why && i < p->groups.n; i++)
		choose_account(p, p->groups.items[i]);
	return ASSAY_OK;
}
