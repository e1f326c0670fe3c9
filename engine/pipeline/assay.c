/*
 * assay - the pipeline on one screen: bytes -> doc -> inventory -> rule -> verdict -> report.
 *
 * Implements assay.h by handing each part's product to the next; settings, waivers and the baseline
 * are in policy.c. Knows every layer's header and the inside of none.
 */
#include "pipeline/inside.h"

#include "base/map.h"
#include "remedy/remedy.h"
#include "report/model/report.h"
#include "rule/bundled.h"
#include "rule/embedded.h"
#include "verdict/sources.h"

void assay_on_step(struct assay *a, assay_step_fn *step, void *payload)
{
	a->step = step;
	a->step_payload = payload;
}

static int construct(struct call *c)
{
	struct assay *a = c->a;

	settings_init(&a->settings, &a->options, a->arena);
	return rules_new(&a->rules, a->arena, &(struct rule_budget){0}, c->err);
}

int assay_new(struct assay **out, struct assay_error *err)
{
	struct arena *arena;
	struct call call = {.err = err};
	int status;

	if (!out)
		return error_set(err, ASSAY_EUSAGE, "assay_new needs a place for the handle");
	if (arena_new(&arena, 0))
		return error_nomem(err);
	/* the only allocation outside a phase */
	call.a = arena_alloc(arena, sizeof *call.a);
	if (call.a)
		call.a->arena = arena;
	status = call.a ? call_run(arena, construct, &call) : error_nomem(err);
	if (status)
		arena_free(arena);
	else
		*out = call.a;
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

static int add_rules(struct call *c)
{
	c->a->loaded = false;
	note_given(c->a, GIVEN_RULES, c->name, NULL, c->bytes);
	return rules_add(c->a->rules, c->name, c->bytes.ptr, c->bytes.len, c->err);
}

int assay_add_rules(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, add_rules, &call);
}

static int add_builtin_rules(struct call *c)
{
	int status = ASSAY_OK;

	c->a->loaded = false;
	note_given(c->a, GIVEN_BUNDLED_RULES, NULL, NULL, STR_NONE);
	for (const struct embedded_file *f = embedded_files; !status && f->name; f++)
		status = rules_add_embedded(c->a->rules, f, c->err);
	return status;
}

int assay_add_builtin_rules(struct assay *a, struct assay_error *err)
{
	struct call call = {.a = a, .err = err};

	return call_run(a->arena, add_builtin_rules, &call);
}

static int add_input(struct call *c)
{
	struct arena *arena = c->a->arena;
	struct added *added = arena_alloc(arena, sizeof *added);

	added->name = str_copy(arena, str_of(c->name)).ptr;
	added->bytes = c->bytes;
	added->unreadable = c->value ? str_copy(arena, str_of(c->value)).ptr : NULL;
	added->origin = c->origin;
	(void)list_add(arena, &c->a->inputs, added);
	return ASSAY_OK;
}

int assay_add_input(struct assay *a, const char *name, const char *buf, size_t len,
	enum assay_origin origin, struct assay_error *err)
{
	struct call call = {
		.a = a, .name = name, .bytes = {buf, len}, .origin = origin, .err = err};

	return call_run(a->arena, add_input, &call);
}

int assay_add_unreadable(
	struct assay *a, const char *name, const char *why, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .value = why, .origin = ASSAY_NAMED, .err = err};

	return call_run(a->arena, add_input, &call);
}

static int add_skipped(struct call *c)
{
	struct arena *arena = c->a->arena;
	struct skipped *skipped = arena_alloc(arena, sizeof *skipped);

	*skipped = (struct skipped){str_copy(arena, str_of(c->name)), c->skip};
	(void)list_add(arena, &c->a->skipped, skipped);
	return ASSAY_OK;
}

int assay_add_skipped(
	struct assay *a, const char *name, enum assay_skip why, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .skip = why, .err = err};

	return call_run(a->arena, add_skipped, &call);
}

void assay_set_sources(struct assay *a, const struct assay_sources *sources)
{
	a->sources = sources;
}

void assay_allow_no_input(struct assay *a)
{
	a->allows_no_input = true;
}

void assay_read_all_types(struct assay *a)
{
	a->reads_all_types = true;
}

/* the types that the chosen controls read, in the order of their names */
static void wanted_types(struct assay *a, const struct run *run, struct list *wanted)
{
	size_t n;
	const struct type *const *all = rules_types(a->rules, &n);

	for (size_t i = 0; i < n; i++) {
		bool reads = a->reads_all_types;

		for (size_t c = 0; c < run->n_controls; c++)
			for (size_t r = 0; r < run->controls[c]->n_reads; r++)
				reads = reads || str_eq(run->controls[c]->reads[r], all[i]->name);
		if (reads)
			(void)list_add(run->arena, wanted, (void *)all[i]);
	}
}

/* The commands that the chosen controls name as prerequisites, if all of them do. */
static void set_needed(struct inventory *inventory, const struct run *run)
{
	struct list names = {0};

	for (size_t c = 0; c < run->n_controls; c++) {
		const struct control *control = run->controls[c];

		if (!control->n_prerequisites)
			return;
		for (size_t i = 0; i < control->n_prerequisites; i++)
			(void)list_add(run->arena, &names,
				(void *)(uintptr_t)&control->prerequisites[i].export_command);
	}
	if (run->n_controls)
		inventory_set_needed(inventory, &names);
}

/* exports that are too old show nothing, if somebody asked for their age */
static int limit_age(
	struct assay *a, struct inventory *inventory, int64_t now, struct assay_error *err)
{
	if (a->settings.now >= 0)
		now = a->settings.now;
	if (a->options.max_age && now < 0)
		return error_set(err, ASSAY_EUSAGE,
			"--max-age needs the current date. Give --now YYYY-MM-DD");
	if (a->options.max_age)
		inventory_set_max_age(inventory, a->options.max_age, now);
	return ASSAY_OK;
}

static int build_inventory(struct assay *a, struct assay_result *result, struct list *wanted,
	int64_t now, struct assay_error *err)
{
	size_t n;
	const struct type *const *types = rules_types(a->rules, &n);
	int status = inventory_new(&result->inventory, types, n, result->arena, err);

	if (!status && (a->options.skip_unrecognised || a->allows_no_input))
		inventory_accept_nothing(result->inventory);
	if (a->options.latest)
		inventory_set_latest(result->inventory);
	inventory_add_skipped(result->inventory, &a->skipped);
	inventory_set_sources(result->inventory, sources_noted(a));
	wanted_types(a, &result->run, wanted);
	set_needed(result->inventory, &result->run);
	if (!status)
		status = limit_age(a, result->inventory, now, err);
	if (!status)
		status = inputs_add_all(a, result->arena, result->inventory, err);
	note_step(a, "joining", "the inputs");
	if (!status)
		status = inventory_build(result->inventory,
			(const struct type *const *)wanted->items, wanted->n, err);
	return status;
}

/* the resources of a type, each once, in the order of their keys */
static void show_resources(struct assay_result *result, const struct type *type)
{
	struct run *run = &result->run;
	struct map seen = {0};

	for (size_t i = 0; i < run->n_accounts; i++) {
		const struct collection *all =
			account_all(result->inventory, run->accounts[i], type, 0);

		for (size_t j = 0; j < all->n; j++) {
			void *resource = (void *)(uintptr_t)all->items[j];

			if (map_get(&seen, all->items[j]->key) == resource)
				continue;
			(void)map_set(run->arena, &seen, all->items[j]->key, resource);
			(void)list_add(run->arena, &run->resources, resource);
		}
	}
}

/* what the inventory knows, where reports look for it */
static void show_inventory(struct assay_result *result, const struct list *wanted)
{
	struct run *run = &result->run;
	size_t n;
	const struct remark *const *remarks = inventory_remarks(result->inventory, &n);

	for (size_t i = 0; i < n; i++)
		(void)list_add(run->arena, &run->remarks, (void *)remarks[i]);
	run->inputs = inventory_inputs(result->inventory, &run->n_inputs);
	run->accounts = inventory_accounts(result->inventory, &run->n_accounts);
	run->skipped = inventory_skipped(result->inventory);
	for (size_t i = 0; i < wanted->n; i++)
		show_resources(result, wanted->items[i]);
}

/* False of a type that a control about resources reads only to follow references from them: it
 * needs no export of the type. */
static bool is_about(const struct control *control, const struct type *type)
{
	bool about = control->subject != SUBJECT_RESOURCE || !control->n_prerequisites ||
		     !type->n_commands;

	for (size_t i = 0; !about && i < control->n_subject_types; i++)
		about = str_eq(control->subject_types[i], type->name);
	for (size_t i = 0; !about && i < control->n_prerequisites; i++)
		for (size_t c = 0; !about && c < type->n_commands; c++)
			about = str_eq(
				control->prerequisites[i].export_command, type->commands[c].name);
	return about;
}

static bool is_shown(
	const struct assay *a, const struct inventory *inventory, const struct control *control)
{
	bool shown = control->n_reads == 0;

	for (size_t i = 0; !shown && i < control->n_reads; i++) {
		const struct type *type = rules_type(a->rules, control->reads[i]);

		shown = is_about(control, type) && inventory_shows(inventory, type->name);
	}
	return shown;
}

/* Profile 'all' judges what the inputs are about; without any input, nothing changes. */
static void omit_controls(struct assay *a, struct assay_result *result, struct list *controls)
{
	struct run *run = &result->run;
	size_t n = 0;

	if (!run_reads_any(run))
		return;
	for (size_t i = 0; i < controls->n; i++) {
		struct control *control = controls->items[i];

		if (policy_requires(a, control) || is_shown(a, result->inventory, control))
			controls->items[n++] = control;
		else
			(void)list_add(run->arena, &run->not_evaluated, control);
	}
	run->n_controls = n;
}

static int judge(struct assay *a, struct assay_result *result, int64_t now, struct assay_error *err)
{
	struct run *run = &result->run;
	struct list wanted = {0}, controls = {0};
	int status = policy_load_chosen(a, err);

	run->today = a->settings.now >= 0 ? a->settings.now : now;
	run->reads_day = arena_alloc(run->arena, sizeof *run->reads_day);
	if (!status)
		status = policy_choose_controls(a, run->arena, &controls, err);
	run->controls = (const struct control *const *)controls.items;
	run->n_controls = controls.n;
	if (!status)
		status = build_inventory(a, result, &wanted, now, err);
	if (!status) {
		show_inventory(result, &wanted);
		omit_controls(a, result, &controls);
		rules_files(a->rules, run->arena, &run->rule_files);
		run->digest_rules = bundled_digest;
	}
	if (!status)
		status = what_if_apply(a, run, result->inventory, err);
	run->stamp = a->stamp;
	if (!status)
		run_set_guarded(run, &a->guarded);
	for (size_t i = 0; !status && i < run->n_controls; i++) {
		note_step(a, "judging", run->controls[i]->id.ptr);
		status = rules_run(a->rules, run->controls[i], result->inventory, run, err);
	}
	note_step(a, "applying", "waivers and the baseline");
	if (!status) {
		run_sort(run);
		run_find_sources(run);
		status = policy_apply(a, run, now, err);
	}
	if (!status && a->options.remedies)
		status = remedies_find(a->rules, result->inventory, run, err);
	if (!status) {
		run_note_sources(run);
		run_note_day(run);
	}
	return status;
}

static int run_controls(struct call *c)
{
	struct assay *a = c->a;
	struct assay_result *result;
	struct arena *arena;

	(void)arena_new_below(&arena, a->arena);
	c->result = result = arena_alloc(arena, sizeof *result);
	result->of = a;
	result->arena = arena;
	result->run.arena = arena;
	result->run.options = &a->options;
	result->run.now = -1;
	return judge(a, result, c->now, c->err);
}

int assay_run(struct assay_result **out, struct assay *a, int64_t now, struct assay_error *err)
{
	struct call call = {.a = a, .now = now, .err = err};
	int status = call_run(a->arena, run_controls, &call);

	if (status)
		assay_result_free(call.result);
	else
		*out = call.result;
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

size_t assay_result_unremedied(const struct assay_result *r)
{
	return r->run.unremedied.n;
}

int assay_result_exit_status(const struct assay_result *r)
{
	return run_exit_status(&r->run);
}

bool assay_result_inputs_read(const struct assay_result *r)
{
	return run_inputs_are_read(&r->run);
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

typedef int inspection_fn(struct out *out, const struct run *run,
	const struct missing *const *missing, size_t n_missing,
	const struct missing *const *starter, size_t n_starter);

/* NULL: the name is that of another format */
static inspection_fn *inspection_named(const char *name)
{
	if (strcmp(name, "inspect") == 0)
		return report_inspect;
	if (strcmp(name, "inspect-list") == 0)
		return report_inspect_list;
	if (strcmp(name, "inspect-json") == 0)
		return report_json_inspect;
	return strcmp(name, "inspect-script") == 0 ? report_script : NULL;
}

static int write_inspection(struct call *c, inspection_fn *write)
{
	struct inventory *inventory = c->result->inventory;
	const struct missing *const *missing = NULL, *const *starter = NULL;
	size_t n_missing = 0, n_starter = 0;
	int status = inventory_missing(inventory, &missing, &n_missing, c->err);

	if (!status)
		status = inventory_starter(inventory, &starter, &n_starter, c->err);
	if (!status && write(&c->out, &c->result->run, missing, n_missing, starter, n_starter))
		status = error_set(c->err, ASSAY_EIO, "the report can't be written");
	return status;
}

static int write_result(struct call *c)
{
	static const struct {
		const char *name;
		int (*write)(struct out *out, const struct run *run);
	} pages[] = {{"remedy", report_remedy}, {"remedy-script", report_remedy_script},
		{"remedy-backout", report_remedy_backout}, {"remedy-patch", report_remedy_patch}};
	const struct format *format = format_named(str_of(c->name));
	int status;

	for (size_t i = 0; i < LENGTH_OF(pages); i++)
		if (strcmp(c->name, pages[i].name) == 0)
			return pages[i].write(&c->out, &c->result->run)
				       ? error_set(c->err, ASSAY_EIO, "the report can't be written")
				       : ASSAY_OK;

	note_step(c->result->of, "writing", c->name);
	if (inspection_named(c->name))
		return write_inspection(c, inspection_named(c->name));
	if (!format)
		return format_unknown(str_of(c->name), c->err);
	status = format->write(&c->out, &c->result->run);
	return status ? error_set(c->err, status, "the report can't be written") : ASSAY_OK;
}

int assay_result_write(const struct assay_result *r, const char *format, assay_write_fn *write,
	void *payload, struct assay_error *err)
{
	/* reports allocate from the arena of the result that they show */
	struct call call = {.result = (struct assay_result *)(uintptr_t)r,
		.name = format,
		.out = {write, payload, ASSAY_OK},
		.err = err};

	return call_run(r->arena, write_result, &call);
}
