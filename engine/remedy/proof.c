/*
 * proof - judges subjects again while changes are applied, and compares verdicts.
 *
 * Only the accounts that list a changed resource are judged for one change; all are judged once at
 * the end. Knows results, not what a change means.
 */
#include "remedy/remedy.h"

static struct str key_of(struct arena *a, const struct result *r)
{
	return str_printf(a, "%.*s\n%.*s", STR_ARGS(r->control->id), STR_ARGS(r->subject));
}

void proof_init(struct proof *p)
{
	for (size_t i = 0; i < p->run->results.n; i++) {
		const struct result *r = p->run->results.items[i];
		struct judged *judged = arena_alloc(p->arena, sizeof *judged);

		*judged = (struct judged){r, r->verdict};
		(void)map_set(p->arena, &p->verdicts, key_of(p->arena, r), judged);
	}
}

enum assay_verdict proof_verdict(const struct proof *p, const struct result *r)
{
	const struct judged *judged = map_get(&p->verdicts, key_of(p->arena, r));

	return judged ? judged->verdict : r->verdict;
}

/* what a fail or unknown of the proof says, as a part of a sentence */
static struct str words_of(struct arena *a, const struct result *r)
{
	if (r->verdict == ASSAY_UNKNOWN && r->reasons)
		return str_printf(a, "is unknown (%.*s)", STR_ARGS(r->reasons->what));
	if (r->verdict == ASSAY_FAIL && r->evidence.n > 0) {
		const struct evidence *e = r->evidence.items[0];

		return str_printf(a, "fails (%.*s)", STR_ARGS(e->message.text));
	}
	return str_printf(a, "is %s", verdict_name(r->verdict));
}

static int severity_of(enum assay_verdict v)
{
	return v == ASSAY_ERROR ? 3 : v == ASSAY_FAIL ? 2 : v == ASSAY_UNKNOWN ? 1 : 0;
}

/* why the verdicts of a judged run are not those of a remedy for failed (NULL: of all so far) */
static struct str objection(struct proof *p, const struct run *judged, const struct result *failed)
{
	struct arena *a = p->arena;
	bool passes = !failed;

	for (size_t i = 0; i < judged->results.n; i++) {
		const struct result *r = judged->results.items[i];
		struct judged *was = map_get(&p->verdicts, key_of(judged->arena, r));

		if (!was)
			return str_printf(a, "it makes %.*s a subject", STR_ARGS(r->subject));
		if (was->result == failed) {
			passes = r->verdict == ASSAY_PASS;
			if (!passes)
				return str_printf(a, "%.*s still %.*s", STR_ARGS(r->subject),
					STR_ARGS(words_of(a, r)));
		} else if (severity_of(r->verdict) > severity_of(was->verdict)) {
			return str_printf(a, "%.*s of %.*s then %.*s", STR_ARGS(r->subject),
				STR_ARGS(r->control->id), STR_ARGS(words_of(a, r)));
		}
	}
	return passes ? STR_NONE : STR("its subject is not judged again");
}

static int judge(
	struct proof *p, const struct map *only, struct run *judged, struct assay_error *err)
{
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < p->run->n_controls; i++)
		status = rules_run_some(
			p->rules, p->run->controls[i], p->inventory, only, judged, err);
	return status;
}

/* a run that nobody sees */
static struct run new_run(const struct proof *p, struct arena *a, struct options *options)
{
	struct run run = *p->run;

	*options = *p->run->options;
	options->trace = false;
	run.options = options;
	run.arena = a;
	run.results = (struct list){0};
	run.remarks = (struct list){0};
	return run;
}

static void add_account(struct map *only, struct arena *a, const struct account *account)
{
	if (account)
		(void)map_set(a, only, account->key, (void *)(uintptr_t)account);
}

/* the accounts that list a resource; one that is missed is judged at the end */
static void add_accounts(const struct resource *resource, struct arena *a, struct map *only)
{
	add_account(only, a, resource->owner);
	for (size_t i = 0; i < resource->n_listed_in; i++)
		add_account(only, a, resource->listed_in[i]->account);
}

/* the results that the judged run turned to pass; all its verdicts are in force */
static void keep(struct proof *p, const struct run *judged, struct list *passing)
{
	for (size_t i = 0; i < judged->results.n; i++) {
		const struct result *r = judged->results.items[i];
		struct judged *was = map_get(&p->verdicts, key_of(judged->arena, r));

		if (was->verdict == ASSAY_FAIL && r->verdict == ASSAY_PASS)
			(void)list_add(p->run->arena, passing, (void *)(uintptr_t)was->result);
		was->verdict = r->verdict;
	}
}

static int by_result(const void *a, const void *b)
{
	const struct result *x = a, *y = b;
	int order = str_cmp(x->control->id, y->control->id);

	return order ? order : str_cmp(x->subject, y->subject);
}

int proof_try(struct proof *p, const struct desired *changes, size_t n, const struct result *failed,
	struct list *passing, struct str *why, struct assay_error *err)
{
	struct arena *scratch;
	struct options options;
	struct map only = {0};
	int status = arena_new_below(&scratch, p->arena);

	if (status)
		return error_nomem(err);
	struct run judged = new_run(p, scratch, &options);
	for (size_t i = 0; i < n; i++)
		add_accounts(changes[i].resource, scratch, &only);
	add_account(&only, scratch, failed->account);
	status = judge(p, &only, &judged, err);
	if (!status)
		*why = objection(p, &judged, failed);
	if (!status && why->len == 0) {
		keep(p, &judged, passing);
		(void)list_sort(scratch, passing, by_result);
	}
	arena_free(scratch);
	return status;
}

int proof_check_all(struct proof *p, struct str *why, struct assay_error *err)
{
	struct arena *scratch;
	struct options options;
	int status = arena_new_below(&scratch, p->arena);

	if (status)
		return error_nomem(err);
	struct run judged = new_run(p, scratch, &options);
	status = judge(p, NULL, &judged, err);
	if (!status)
		*why = objection(p, &judged, NULL);
	arena_free(scratch);
	return status;
}
