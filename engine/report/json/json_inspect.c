/*
 * json_inspect - what `assay inspect` shows, for programs (docs/formats.md).
 *
 * Names, places and counts only, never a value of an input. Must not know verdicts.
 */
#include "report/json/json_scope.h"
#include "report/model/script.h"
#include "report/model/tree.h"

#define INSPECT_FORMAT 1

struct writer {
	struct json_out j;
	const struct run *run;
};

static void write_source(struct writer *w, const struct input *input)
{
	struct json_out *j = &w->j;

	json_object(j);
	json_uri(j, input->uri);
	json_member_or_null(j, "kind", input->kind);
	json_member_or_null(j, "account", input->account ? input->account->id : STR_NONE);
	json_member_or_null(j, "region", input->region ? input->region->name : STR_NONE);
	json_member_or_null(j, "identifiedBy", input->told_by);
	json_member_or_null(j, "collectedAt", input->collected_at);
	json_member_or_null(j, "collectedBy", input->collected_by);
	json_member_size(j, "resources", input->n_resources);
	json_object_end(j);
}

static void write_sources(struct writer *w)
{
	json_key(&w->j, "sources");
	json_array(&w->j);
	for (size_t i = 0; i < w->run->n_inputs; i++)
		if (w->run->inputs[i]->state == INPUT_READ)
			write_source(w, w->run->inputs[i]);
	json_array_end(&w->j);
}

static void write_refused(struct writer *w)
{
	struct json_out *j = &w->j;

	json_key(j, "refused");
	json_array(j);
	for (size_t i = 0; i < w->run->n_inputs; i++) {
		const struct input *input = w->run->inputs[i];
		bool broken = input->state == INPUT_BROKEN;

		if (input->state == INPUT_READ)
			continue;
		json_object(j);
		json_uri(j, input->uri);
		json_member_text(j, "state", broken ? "broken" : "not-recognised");
		json_member_or_null(j, "reason", input->error ? input->error->message : STR_NONE);
		if (broken && input->error && input->error->line > 0) {
			json_member_size(j, "line", input->error->line);
			json_member_size(j, "column", input->error->column);
		}
		json_object_end(j);
	}
	json_array_end(j);
}

static void write_skipped(struct writer *w)
{
	static const char *const why[ASSAY_N_SKIPPED] = {
		[ASSAY_SKIPPED_LINK] = "link",
		[ASSAY_SKIPPED_SPECIAL] = "special",
		[ASSAY_SKIPPED_HIDDEN] = "hidden",
		[ASSAY_SKIPPED_IGNORED] = "ignored",
		[ASSAY_SKIPPED_MODULES] = "modules",
	};
	size_t n = w->run->skipped ? w->run->skipped->n : 0;

	json_key(&w->j, "skipped");
	json_array(&w->j);
	for (size_t i = 0; i < n; i++) {
		const struct skipped *s = w->run->skipped->items[i];

		json_object(&w->j);
		json_uri(&w->j, path_uri(w->run->arena, s->name));
		json_member_text(&w->j, "why", why[s->why]);
		json_object_end(&w->j);
	}
	json_array_end(&w->j);
}

/* the run's resources are sorted by type */
static void write_resources(struct writer *w)
{
	const struct list *resources = &w->run->resources;
	struct json_out *j = &w->j;

	json_key(j, "resources");
	json_array(j);
	for (size_t i = 0, end; i < resources->n; i = end) {
		const struct type *type = ((const struct resource *)resources->items[i])->type;

		for (end = i + 1; end < resources->n; end++)
			if (((const struct resource *)resources->items[end])->type != type)
				break;
		json_object(j);
		json_member_str(j, "type", type->name);
		json_member_str(j, "noun", end - i == 1 ? type->noun : type->nouns);
		json_member_size(j, "count", end - i);
		json_object_end(j);
	}
	json_array_end(j);
}

static void write_node(struct json_out *j, const struct tree_node *node)
{
	json_object(j);
	json_member_or_null(j, "region", node->region ? node->region->name : STR_NONE);
	json_key(j, "resources");
	json_array(j);
	for (size_t i = 0; i < node->counts.n; i++) {
		const struct tree_count *c = node->counts.items[i];

		json_object(j);
		json_member_str(j, "type", c->type->name);
		json_member_str(j, "noun", c->n == 1 ? c->type->noun : c->type->nouns);
		json_member_size(j, "count", c->n);
		json_member_size(j, "planned", c->n_planned);
		json_object_end(j);
	}
	json_array_end(j);
	json_member_size(j, "files", node->n_files);
	json_member_size(j, "unread", node->n_lost);
	json_member_size(j, "timed", node->n_timed);
	json_member_or_null(j, "collectedFrom", node->first);
	json_member_or_null(j, "collectedTo", node->last);
	json_key(j, "missing");
	json_array(j);
	for (size_t i = 0; i < node->holes.n; i++) {
		const struct tree_hole *hole = node->holes.items[i];

		json_object(j);
		json_member_str(j, "export", hole->first->export_name);
		json_member_size(j, "count", hole->n);
		json_key(j, "refused");
		json_bool(j, hole->first->refused);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static void write_tree(struct writer *w, const struct missing *const *missing, size_t n_missing)
{
	struct json_out *j = &w->j;
	struct tree tree;

	tree_collect(w->run, missing, n_missing, &tree);
	json_key(j, "tree");
	json_array(j);
	for (size_t i = 0; i < tree.n_accounts; i++) {
		const struct tree_account *account = &tree.accounts[i];

		json_object(j);
		json_member_or_null(
			j, "account", account->account ? account->account->key : STR_NONE);
		json_key(j, "outside");
		if (tree_node_is_empty(&account->own))
			json_null(j);
		else
			write_node(j, &account->own);
		json_key(j, "regions");
		json_array(j);
		for (size_t k = 0; k < account->n_regions; k++)
			write_node(j, &account->regions[k]);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void write_missing(
	struct writer *w, const char *key, const struct missing *const *missing, size_t n)
{
	struct json_out *j = &w->j;

	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct missing *m = missing[i];

		json_object(j);
		json_member_or_null(j, "account", m->account);
		json_member_str(j, "command", m->command);
		json_member_or_null(j, "folder", m->folder);
		json_member_or_null(j, "loop", m->loop ? m->loop->list : STR_NONE);
		json_member_or_null(j, "permission", m->permission);
		json_member_or_null(j, "why", m->why);
		json_object_end(j);
	}
	json_array_end(j);
}

int report_json_inspect(struct out *out, const struct run *run,
	const struct missing *const *missing, size_t n_missing,
	const struct missing *const *starter, size_t n_starter)
{
	struct writer w = {.run = run};
	struct json_out *j = &w.j;

	json_begin(j, out);
	json_object(j);
	json_key(j, "assay");
	json_object(j);
	json_member_text(j, "version", ASSAY_VERSION);
	json_member_size(j, "format", INSPECT_FORMAT);
	json_object_end(j);
	json_accounts(j, run);
	write_tree(&w, missing, n_missing);
	write_resources(&w);
	write_sources(&w);
	write_refused(&w);
	write_skipped(&w);
	json_remarks(j, run);
	json_key(j, "inputsRead");
	json_bool(j, run_inputs_are_read(run));
	write_missing(&w, "missing", missing, n_missing);
	write_missing(&w, "starter", starter, n_starter);
	json_key(j, "script");
	struct out script = json_string(j);
	(void)report_script(&script, run, missing, n_missing, starter, n_starter);
	json_string_end(j, &script);
	json_object_end(j);
	json_end(j);
	return out->status;
}
