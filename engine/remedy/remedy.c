/*
 * remedy - finds a remedy for each result that fails, one after the other.
 *
 * A remedy stays applied while the next one is sought, so results with one cause share it and a
 * later one can't undo it. Candidates are tried in the control's order of preference; the first
 * that the proof accepts and that can be written is taken.
 */
#include "remedy/remedy.h"

/* the search */
struct search {
	struct proof proof;
	struct run *run;
	struct list undos; /* struct undo: of the remedies so far */
	struct assay_error *err;
};

static void add_change(struct list *changes, struct arena *a, const struct resource *resource)
{
	struct remedy_change *change;

	for (size_t i = 0; i < changes->n; i++)
		if (((struct remedy_change *)changes->items[i])->resource == resource)
			return;
	change = arena_alloc(a, sizeof *change);
	change->resource = resource;
	change->before = resource->root;
	(void)list_add(a, changes, change);
}

/* the remedy of a candidate that is applied; *why: not empty if it can't be written */
static struct remedy *make_remedy(
	const struct search *s, const struct list *changes, struct str *why)
{
	struct arena *a = s->run->arena;
	struct remedy *remedy = arena_alloc(a, sizeof *remedy);

	remedy->changes = *changes;
	for (size_t i = 0; i < changes->n; i++) {
		struct remedy_change *change = changes->items[i];

		change->after = change->resource->root;
	}
	(void)remedy_write(remedy, a, why);
	return remedy;
}

/* try one candidate; *why is empty if it is a remedy */
static int try_candidate(
	struct search *s, const struct candidate *c, const struct result *failed, struct str *why)
{
	struct arena *a = s->run->arena;
	struct undo *undo = NULL;
	struct list changes = {0};
	struct assay_error refused = {0};
	struct remedy *remedy = NULL;
	int status;

	for (size_t i = 0; i < c->n; i++)
		add_change(&changes, a, c->changes[i].resource);
	if (c->secret) {
		*why = STR("it contains a sensitive value");
		return ASSAY_OK;
	}
	if (inventory_apply(s->proof.inventory, c->changes, c->n, a, &undo, &refused)) {
		*why = str_copy(a, str_of(refused.message));
		return ASSAY_OK;
	}
	remedy = make_remedy(s, &changes, why);
	status = why->len ? ASSAY_OK
			  : proof_try(&s->proof, c->changes, c->n, failed, &remedy->results, why,
				    s->err);
	if (status || why->len) {
		inventory_undo(undo);
		return status;
	}
	(void)list_add(a, &s->undos, undo);
	remedy_add_notes(remedy, s->run);
	(void)list_add(a, &s->run->remedies, remedy);
	return ASSAY_OK;
}

static void add_unremedied(struct search *s, const struct result *failed, struct str why)
{
	struct arena *a = s->run->arena;
	struct unremedied *none = arena_alloc(a, sizeof *none);

	none->result = failed;
	none->why = why;
	(void)list_add(a, &s->run->unremedied, none);
}

static struct str why_none(struct arena *a, const struct proposal *p, struct str first)
{
	if (first.len)
		return str_printf(
			a, "No proposed change works. The first one: %.*s.", STR_ARGS(first));
	return p->none.len ? p->none : STR("The control proposes no change.");
}

static int find_one(struct search *s, const struct result *failed)
{
	struct proposal proposal;
	struct str first = STR_NONE;
	int status = rules_propose(s->proof.rules, failed->control, s->proof.inventory, s->run,
		failed, &proposal, s->err);

	for (size_t i = 0; !status && i < proposal.n; i++) {
		struct str why = STR_NONE;

		status = try_candidate(s, &proposal.candidates[i], failed, &why);
		if (!status && why.len == 0)
			return ASSAY_OK;
		if (i == 0)
			first = why;
	}
	if (!status)
		add_unremedied(s, failed, why_none(s->run->arena, &proposal, first));
	return status;
}

/* all remedies together must do what each did */
static int check_all(struct search *s)
{
	struct str why = STR_NONE;
	int status = s->run->remedies.n > 0 ? proof_check_all(&s->proof, &why, s->err) : ASSAY_OK;

	if (status || why.len == 0)
		return status;
	for (size_t i = 0; i < s->run->remedies.n; i++) {
		const struct remedy *remedy = s->run->remedies.items[i];

		for (size_t k = 0; k < remedy->results.n; k++)
			add_unremedied(s, remedy->results.items[k],
				str_printf(s->run->arena,
					"The changes that were found affect another account: "
					"%.*s.",
					STR_ARGS(why)));
	}
	s->run->remedies.n = 0;
	return ASSAY_OK;
}

int remedies_find(
	struct rules *rules, struct inventory *inventory, struct run *run, struct assay_error *err)
{
	struct search s = {.run = run, .err = err};
	int status = ASSAY_OK;

	s.proof = (struct proof){
		.rules = rules, .inventory = inventory, .run = run, .arena = run->arena};
	proof_init(&s.proof);
	run->has_remedies = true;
	for (size_t i = 0; !status && i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (r->verdict == ASSAY_FAIL && !result_is_waived(r) &&
			proof_verdict(&s.proof, r) == ASSAY_FAIL)
			status = find_one(&s, r);
	}
	if (!status)
		status = check_all(&s);
	while (s.undos.n > 0)
		inventory_undo(s.undos.items[--s.undos.n]);
	if (!status)
		patches_write(run);
	return status;
}
