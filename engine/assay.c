/*
 * assay - the pipeline on one screen: bytes -> doc -> inventory -> rule -> verdict -> report.
 *
 * Implements assay.h by handing each part's product to the next; what a run is told beside
 * its inputs is in assay_policy.c. Knows every layer's header and the inside of none.
 */
#include "assay_inside.h"

#include "base/map.h"
#include "report/report.h"
#include "rule/embedded.h"

/* an input as it was added */
struct added {
	const char *name;
	struct str bytes;
	const char *unreadable; /* why; NULL: bytes hold it */
	enum assay_origin origin;
};

struct assay_result {
	struct run run;
	struct inventory *inventory;
	struct arena *arena;
};

int assay_new(struct assay **out, const struct assay_options *options, struct assay_error *err)
{
	struct arena *arena = NULL;
	struct assay *a;
	int status = arena_new(&arena, 0);

	if (status)
		return error_nomem(err);
	a = arena_alloc(arena, sizeof *a);
	if (!a) {
		arena_free(arena);
		return error_nomem(err);
	}
	a->arena = arena;
	a->options = *options;
	a->settings = (struct settings){.arena = arena, .options = &a->options, .now = -1};
	status = rules_new(&a->rules, &(struct rule_budget){0}, err);
	if (status)
		arena_free(arena);
	else
		*out = a;
	return status;
}

void assay_free(struct assay *a)
{
	if (!a)
		return;
	rules_free(a->rules);
	policy_free(a);
	arena_free(a->arena);
}

int assay_add_rules(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	a->loaded = false;
	return rules_add(a->rules, name, buf, len, err);
}

int assay_add_builtin_rules(struct assay *a, struct assay_error *err)
{
	int status = ASSAY_OK;

	for (const struct embedded_file *f = embedded_files; !status && f->name; f++)
		status = assay_add_rules(a, f->name, f->bytes, f->len, err);
	return status;
}

static int add(struct assay *a, struct added added, struct assay_error *err)
{
	struct added *copy = arena_alloc(a->arena, sizeof *copy);

	if (!copy)
		return error_nomem(err);
	*copy = added;
	copy->name = str_copy(a->arena, str_of(added.name)).ptr;
	if (added.unreadable)
		copy->unreadable = str_copy(a->arena, str_of(added.unreadable)).ptr;
	if (!copy->name || (added.unreadable && !copy->unreadable) ||
		list_add(a->arena, &a->inputs, copy))
		return error_nomem(err);
	return ASSAY_OK;
}

int assay_add_input(struct assay *a, const char *name, const char *buf, size_t len,
	enum assay_origin origin, struct assay_error *err)
{
	return add(a, (struct added){name, {buf, len}, NULL, origin}, err);
}

int assay_add_unreadable(
	struct assay *a, const char *name, const char *why, struct assay_error *err)
{
	return add(a, (struct added){name, STR_NONE, why, ASSAY_NAMED}, err);
}

/* the types that the chosen controls read, in the order of their names */
static int wanted_types(
	struct assay *a, const struct run *run, struct list *wanted, struct assay_error *err)
{
	size_t n;
	const struct type *const *all = rules_types(a->rules, &n);

	for (size_t i = 0; i < n; i++) {
		bool reads = false;

		for (size_t c = 0; c < run->n_controls; c++)
			for (size_t r = 0; r < run->controls[c]->n_reads; r++)
				reads = reads || str_eq(run->controls[c]->reads[r], all[i]->name);
		if (reads && list_add(run->arena, wanted, (void *)all[i]))
			return error_nomem(err);
	}
	return ASSAY_OK;
}

static int add_to_inventory(const struct assay *a, struct inventory *inventory,
	const struct added *added, struct assay_error *err)
{
	const struct doc_limits limits = doc_limits_of(&a->options);
	struct assay_error why = {0};
	struct doc *doc = NULL;
	bool named = added->origin == ASSAY_NAMED && !a->options.skip_unrecognised;
	int status;

	if (added->unreadable) {
		error_at(&why, ASSAY_EIO, added->name, 0, 0, "%s", added->unreadable);
		return inventory_add_broken(inventory, added->name, STR_NONE, named, &why, err);
	}
	status = doc_open(&doc, added->name, added->bytes.ptr, added->bytes.len, &limits, &why);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	if (status && !named && !inventory_claims(inventory, added->name, added->bytes))
		return inventory_add_other(inventory, added->name, added->bytes, &why, err);
	if (status)
		return inventory_add_broken(inventory, added->name, added->bytes, named, &why, err);
	return inventory_take_doc(inventory, doc, named, err);
}

static int build_inventory(
	struct assay *a, struct assay_result *result, struct list *wanted, struct assay_error *err)
{
	size_t n;
	const struct type *const *types = rules_types(a->rules, &n);
	int status = inventory_new(&result->inventory, types, n, result->arena, err);

	if (!status && a->settings.account.ptr &&
		inventory_set_plan_account(result->inventory, a->settings.account))
		status = error_nomem(err);
	if (!status && a->options.skip_unrecognised)
		inventory_accept_nothing(result->inventory);
	if (!status)
		status = wanted_types(a, &result->run, wanted, err);
	for (size_t i = 0; !status && i < a->inputs.n; i++)
		status = add_to_inventory(a, result->inventory, a->inputs.items[i], err);
	if (!status)
		status = inventory_build(result->inventory,
			(const struct type *const *)wanted->items, wanted->n, err);
	return status;
}

/* the resources of a type, each once, in the order of their keys */
static int show_resources(
	struct assay_result *result, const struct type *type, struct assay_error *err)
{
	struct run *run = &result->run;
	struct map seen = {0};

	for (size_t i = 0; i < run->n_accounts; i++) {
		const struct collection *all =
			account_all(result->inventory, run->accounts[i], type, 0);

		for (size_t j = 0; all && j < all->n; j++) {
			void *resource = (void *)(uintptr_t)all->items[j];

			if (map_get(&seen, all->items[j]->key) == resource)
				continue;
			if (map_set(run->arena, &seen, all->items[j]->key, resource) ||
				list_add(run->arena, &run->resources, resource))
				return error_nomem(err);
		}
		if (!all)
			return error_nomem(err);
	}
	return ASSAY_OK;
}

/* what the inventory knows, where reports look for it */
static int show_inventory(
	struct assay_result *result, const struct list *wanted, struct assay_error *err)
{
	struct run *run = &result->run;
	int status = ASSAY_OK;
	size_t n;
	const struct remark *const *remarks = inventory_remarks(result->inventory, &n);

	for (size_t i = 0; i < n; i++)
		if (list_add(run->arena, &run->remarks, (void *)remarks[i]))
			return error_nomem(err);
	run->inputs = inventory_inputs(result->inventory, &run->n_inputs);
	run->accounts = inventory_accounts(result->inventory, &run->n_accounts);
	for (size_t i = 0; !status && i < wanted->n; i++)
		status = show_resources(result, wanted->items[i], err);
	return status;
}

static int judge(struct assay *a, struct assay_result *result, int64_t now, struct assay_error *err)
{
	struct run *run = &result->run;
	struct list wanted = {0};
	int status = policy_load(a, err);

	if (!status)
		status = policy_choose_controls(a, run, err);
	if (!status)
		status = build_inventory(a, result, &wanted, err);
	if (!status)
		status = show_inventory(result, &wanted, err);
	if (!status)
		status = rules_files(a->rules, run->arena, &run->rule_files, err);
	if (!status && run_set_guarded(run, &a->guarded))
		status = error_nomem(err);
	for (size_t i = 0; !status && i < run->n_controls; i++)
		status = rules_run(a->rules, run->controls[i], result->inventory, run, err);
	if (!status && run_sort(run))
		status = error_nomem(err);
	return status ? status : policy_apply(a, run, now, err);
}

int assay_run(struct assay_result **out, struct assay *a, int64_t now, struct assay_error *err)
{
	struct arena *arena = NULL;
	struct assay_result *result;
	int status;

	if (arena_new(&arena, 0))
		return error_nomem(err);
	result = arena_alloc(arena, sizeof *result);
	if (!result) {
		arena_free(arena);
		return error_nomem(err);
	}
	result->arena = arena;
	result->run.arena = arena;
	result->run.options = &a->options;
	result->run.now = -1;
	status = judge(a, result, now, err);
	/* some text that was to be shown may be missing */
	if (!status && (arena_failed(arena) || arena_failed(a->arena)))
		status = error_nomem(err);
	if (status)
		assay_result_free(result);
	else
		*out = result;
	return status;
}

void assay_result_free(struct assay_result *r)
{
	if (!r)
		return;
	inventory_free(r->inventory);
	arena_free(r->arena);
}

size_t assay_result_count(const struct assay_result *r, enum assay_verdict verdict)
{
	return run_count(&r->run, verdict);
}

int assay_result_exit_status(const struct assay_result *r)
{
	return run_exit_status(&r->run);
}

const char *assay_format(size_t i, const char **about)
{
	const struct format *format = format_at(i);

	if (format && about)
		*about = format->about;
	return format ? format->name : NULL;
}

int assay_format_check(const char *format, struct assay_error *err)
{
	struct str name = str_of(format);

	return format_named(name) ? ASSAY_OK : format_unknown(name, err);
}

int assay_result_write(const struct assay_result *r, const char *format, assay_write_fn *write,
	void *payload, struct assay_error *err)
{
	struct out out = {write, payload, ASSAY_OK};
	const struct format *chosen = format_named(str_of(format));
	int status;

	if (!chosen)
		return format_unknown(str_of(format), err);
	status = chosen->write(&out, &r->run);
	if (arena_failed(r->arena))
		return error_nomem(err);
	return status ? error_set(err, status, "the report can't be written") : ASSAY_OK;
}

int assay_inspect_write(
	const struct assay_result *r, assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct out out = {write, payload, ASSAY_OK};
	const struct missing *const *missing = NULL;
	size_t n = 0;
	const struct missing *const *starter = NULL;
	size_t n_starter = 0;
	int status = inventory_missing(r->inventory, &missing, &n, err);

	if (!status)
		status = inventory_starter(r->inventory, &starter, &n_starter, err);
	if (!status && report_inspect(&out, &r->run, missing, n, starter, n_starter))
		status = error_set(err, ASSAY_EIO, "the report can't be written");
	if (arena_failed(r->arena))
		status = error_nomem(err);
	return status;
}
