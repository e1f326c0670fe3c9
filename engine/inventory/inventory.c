/*
 * inventory - the inputs of a run, taken one by one and then made into one inventory.
 *
 * The conductor: reads exports, then plans, merges, and completes the lists. Must not know any
 * type, nor the shape of any document.
 */
#include "inventory/inventory.h"

#include "inventory/export/export.h"
#include "inventory/logs/logs.h"
#include "inventory/merge/merge.h"
#include "inventory/source_kinds.h"
#include "inventory/terraform/parts.h"
#include "inventory/terraform/written.h"

int inventory_new(struct inventory **out, const struct type *const *types, size_t n_types,
	struct arena *run, struct assay_error *err)
{
	struct inventory *w = arena_alloc(run, sizeof *w);
	*out = w;
	if (!w)
		return error_nomem(err);
	w->types = types;
	w->n_types = n_types;
	w->run = run;
	w->needs_all = true;
	source_kinds_init(w);
	return ASSAY_OK;
}

void inventory_free(struct inventory *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		if (s->input.sources)
			hcl_tree_close(plan_sources_tree(s->input.sources));
		doc_free(s->doc);
		s->doc = NULL;
	}
	w->sources.n = 0;
}

void inventory_set_sources(struct inventory *w, const struct assay_sources *reader)
{
	w->reader = reader;
}

void inventory_add_skipped(struct inventory *w, const struct list *skipped)
{
	for (size_t i = 0; i < skipped->n; i++)
		list_add(w->run, &w->skipped, skipped->items[i]);
}

void inventory_set_needed(struct inventory *w, const struct list *commands)
{
	w->needs_all = false;
	for (size_t i = 0; i < commands->n; i++)
		list_add(w->run, &w->needed, commands->items[i]);
}

const struct list *inventory_skipped(const struct inventory *w)
{
	return &w->skipped;
}

void inventory_set_max_age(struct inventory *w, size_t days, int64_t now)
{
	w->max_age = days;
	w->now = now;
}

void inventory_set_latest(struct inventory *w)
{
	w->latest = true;
}

void inventory_accept_nothing(struct inventory *w)
{
	w->accepts_nothing = true;
}

void inventory_set_plan(struct inventory *w, const struct plan_setting *given)
{
	struct plan_setting *copy = arena_alloc(w->run, sizeof *copy);
	*copy = *given;
	((struct source *)w->sources.items[w->sources.n - 1])->given = copy;
}

static struct source *add_source(struct inventory *w, const char *name, bool named)
{
	static const struct plan_setting none;
	struct source *s = arena_alloc(w->run, sizeof *s);
	if (!s || list_add(w->run, &w->sources, s) != ASSAY_OK)
		return NULL;
	s->input.name = str_of(name ? name : "");
	s->input.named = named;
	s->given = &none;
	s->input.state = INPUT_NOT_RECOGNISED;
	return s;
}

static void free_doc(void *payload)
{
	struct doc **doc = payload;
	doc_free(*doc);
}

int inventory_take_doc(struct inventory *w, struct doc *doc, bool named, struct assay_error *err)
{
	struct arena_cleanup cleanup;
	struct doc *owned = doc;
	arena_defer(w->run, &cleanup, free_doc, &owned);
	struct source *s = add_source(w, doc_name(doc), named);
	owned = s ? NULL : doc;
	arena_release(w->run, &cleanup);
	if (!s)
		return error_nomem(err);
	s->doc = doc;
	s->input.doc = doc;
	s->input.bytes = doc_bytes(doc);
	return ASSAY_OK;
}

int inventory_add_broken(struct inventory *w, const char *name, struct str bytes, bool named,
	const struct assay_error *why, struct assay_error *err)
{
	struct source *s = add_source(w, name, named);
	if (!s)
		return error_nomem(err);
	s->input.state = INPUT_BROKEN;
	s->input.bytes = bytes;
	s->input.error = error_keep(w->run, why);
	return ASSAY_OK;
}

int inventory_add_other(struct inventory *w, const char *name, struct str bytes,
	const struct assay_error *why, struct assay_error *err)
{
	struct source *s = add_source(w, name, false);
	if (!s)
		return error_nomem(err);
	s->input.bytes = bytes;
	if (why)
		s->input.error = error_keep(w->run, why);
	return ASSAY_OK;
}

/* an error of one input is reported, and the run goes on */
static void absorb(struct inventory *w, struct source *s, int status, const struct assay_error *why)
{
	if (status != ASSAY_OK)
		source_break(w, s, why);
}

/*
 * What a document may be that nothing recognises: prose with a colon is valid YAML. False: data of
 * unknown form.
 */
static bool guess_other(const struct doc *doc, struct assay_error *why)
{
	char guess[512] = "the file contains only comments";
	bool empty = doc_is_yaml(doc) && cursor_kind(doc_root(doc)) == DOC_NULL;
	if (!empty && !doc_guess(doc, guess, sizeof guess))
		return false;
	(void)error_at(why, ASSAY_EINPUT, doc_name(doc), 1, 1, "%s", guess);
	return true;
}

/* A document that nothing recognises is an error where an input was expected. */
static int take_other(struct inventory *w, struct source *s, struct assay_error *err)
{
	struct assay_error why;
	if (!guess_other(s->doc, &why))
		return exports_refuse(w, s, err);
	if (s->input.named || export_is_claimed(w, doc_name(s->doc), doc_bytes(s->doc))) {
		*err = why;
		return ASSAY_EINPUT;
	}
	s->input.error = error_keep(w->run, &why);
	return ASSAY_OK;
}

/* True if take_one would only find that the source is not recognised. */
static bool is_other(struct inventory *w, struct source *s, struct assay_error *why)
{
	return !export_is_claimed(w, doc_name(s->doc), s->input.bytes) && !exports_concern(w, s) &&
	       !source_kinds_recognise(w, s) &&
	       (guess_other(s->doc, why) || exports_refuse(w, s, NULL) == ASSAY_OK);
}

bool inventory_drops_doc(struct inventory *w, struct doc *doc, struct assay_error *why)
{
	struct arena_cleanup cleanup;
	struct doc *owned = doc;
	struct source s = {.doc = doc,
		.input = {.name = str_of(doc_name(doc)), .doc = doc, .bytes = doc_bytes(doc)}};
	arena_defer(w->run, &cleanup, free_doc, &owned);
	bool drops = is_other(w, &s, why);
	owned = drops ? doc : NULL;
	arena_release(w->run, &cleanup);
	return drops;
}

static int take(struct inventory *w, struct source *s, struct assay_error *err)
{
	int status = source_kinds_read(w, s, err);
	if (status == ASSAY_OK && s->kind && s->kind->warns)
		return exports_refuse(w, s, err);
	return status == ASSAY_OK && !s->kind ? take_other(w, s, err) : status;
}

static void take_one(struct inventory *w, struct source *s)
{
	struct assay_error why = {0};
	if (exports_take_error(w, s))
		return;
	if (s->doc) {
		absorb(w, s, take(w, s, &why), &why);
	} else if (s->input.state == INPUT_BROKEN) {
		source_break(w, s, NULL);
	}
	if (s->input.state == INPUT_BROKEN && !s->has_export)
		exports_add_broken(w, s, NULL, NULL, NULL, s->input.error->message);
	else if (s->input.state == INPUT_NOT_RECOGNISED)
		exports_expect(w, s);
}

static void take_all(struct inventory *w)
{
	size_t n = w->sources.n;
	for (size_t i = 0; i < n; i++)
		take_one(w, w->sources.items[i]);
	exports_expect_skipped(w);
	logs_finish(w);
	for (size_t i = n; i < w->sources.n; i++)
		take_one(w, w->sources.items[i]);
}

/* Make a resource for a change of a plan, or apply the change to an exported resource. */
static int add_change(struct plan *p, struct change *c, struct assay_error *err)
{
	struct arena *scratch;
	bool stays = !c->gone && !c->deposed;
	if (c->uncounted || (!stays && !(c->gone && c->group->is_merged)))
		return ASSAY_OK;
	arena_new_below(&scratch, p->w->run);
	int status = c->group->is_merged ? merge_change(p, c, scratch, err)
					 : plan_make_resource(p, c, scratch, err);
	arena_free(scratch);
	p->source->input.n_resources += stays;
	return status;
}

/* A part over exports; without exports, the resource that it completes has it. */
static int add_part(struct plan *p, struct change *c, bool removes, struct assay_error *err)
{
	struct arena *scratch;
	bool skipped = !c->group->is_merged || (c->deposed && !c->gone) || c->left_behind;
	if (!c->part || skipped || (removes && !c->part->n_path))
		return ASSAY_OK;
	arena_new_below(&scratch, p->w->run);
	int status = c->part->n_path ? merge_part_list(p, c, removes, scratch, err)
				     : merge_part(p, c, scratch, err);
	arena_free(scratch);
	return status;
}

/* Resources that no input shows, but that the plan completes. */
static int add_named(struct plan *p, struct assay_error *err)
{
	struct named x;
	int status = ASSAY_OK;
	named_init(&x, p);
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (c->part && named_is_alone(&x, c) &&
			(!c->group->is_merged || merge_part_is_alone(p, c)))
			status = named_add(&x, c, err);
	}
	return status == ASSAY_OK ? named_make(&x, err) : status;
}

static int add_changes(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (!c->part)
			status = add_change(p, c, err);
	}
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++)
		status = add_part(p, p->found.items[i], true, err);
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++)
		status = add_part(p, p->found.items[i], false, err);
	return status == ASSAY_OK ? add_named(p, err) : status;
}

static int add_plan(struct plan *p, struct assay_error *err)
{
	int status = plan_read(p, err);
	if (status == ASSAY_OK)
		status = merge_choose_accounts(p, err);
	if (status == ASSAY_OK)
		status = plan_read_regions(p, err);
	if (status != ASSAY_OK)
		return status;
	plan_place_changes(p);
	status = plan_bind_parts(p, err);
	if (status == ASSAY_OK)
		status = add_changes(p, err);
	if (status != ASSAY_OK)
		return status;
	merge_deferred_changes(p);
	merge_carriers(p);
	plan_open_lists(p);
	plan_compare_shared(p);
	plan_note_shared(p);
	merge_open_lists(p);
	plan_note_deposed(p);
	return ASSAY_OK;
}

static void take_plans(struct inventory *w)
{
	plan_sources_attach(w, w->reader);
	for (size_t i = 0; i < w->plans.n; i++) {
		const struct plan_source *from = w->plans.items[i];
		struct source *s = from->source;
		struct plan p;
		struct assay_error why = {0};
		plan_init(&p, w, from);
		int status = add_plan(&p, &why);
		plan_decide(&p, status, &why);
		plan_free(&p);
		absorb(w, s, status, &why);
	}
	plans_compare_variables(w);
	plans_share(w);
	plans_finish_lists(w);
	merge_note_drifts(w);
}

static void finish_inputs(struct inventory *w)
{
	w->inputs = arena_array(w->run, w->sources.n, sizeof *w->inputs);
	for (size_t i = 0; i < w->sources.n; i++)
		w->inputs[i] = &((struct source *)w->sources.items[i])->input;
	w->said = arena_array(w->run, w->remarks.n, sizeof *w->said);
	for (size_t i = 0; i < w->remarks.n; i++)
		w->said[i] = w->remarks.items[i];
}

/* by name, then by bytes: the order in which inputs are given changes no output */
static int by_name(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int order = str_cmp(x->input.name, y->input.name);
	if (order == 0 && x->doc && y->doc)
		order = str_cmp(doc_bytes(x->doc), doc_bytes(y->doc));
	return order;
}

static void new_type_states(struct inventory *w)
{
	for (size_t i = 0; i < w->n_wanted; i++) {
		struct type_state *type_state = arena_alloc(w->run, sizeof *type_state);
		list_add(w->run, &w->type_states, type_state);
		type_state->type = w->wanted[i];
		type_state->unbound = arena_array(
			w->run, type_state->type->n_commands, sizeof *type_state->unbound);
	}
}

static void join_exports(struct inventory *w)
{
	new_type_states(w);
	exports_read_items(w);
	exports_scope(w);
	exports_place_unread(w);
	exports_join_items(w);
	exports_find_misfiled(w);
	exports_bind(w);
	exports_suspect_failures(w);
	entities_finish(w);
}

int inventory_build(struct inventory *w, const struct type *const *wanted, size_t n_wanted,
	struct assay_error *err)
{
	if (w->built)
		return error_set(err, ASSAY_EINTERNAL, "an inventory is built once");
	w->built = true;
	w->wanted = wanted;
	w->n_wanted = n_wanted;
	list_sort(w->run, &w->sources, by_name);
	inventory_name_uris(w);
	take_all(w);
	join_exports(w);
	exports_close_lists(w);
	exports_find_unlisted(w);
	exports_find_conflicts(w);
	take_plans(w);
	inventory_finish_accounts(w);
	exports_finish_lists(w);
	plans_compare_named(w);
	exports_find_refused(w);
	exports_note_unread(w);
	inventory_note_unrecognised(w);
	exports_note_times(w);
	inventory_note_skipped(w);
	finish_inputs(w);
	return ASSAY_OK;
}
