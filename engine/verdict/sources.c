/*
 * sources - results and the Terraform sources of the plans that they blame.
 *
 * No verdict depends on a source. Must not know how places are shown.
 */
#include "verdict/sources.h"

static struct plan_sources *sources_of(const struct run *run, struct cursor at)
{
	for (size_t i = 0; at.doc && i < run->with_sources.n; i++) {
		const struct input *input = run->with_sources.items[i];

		if (input->doc == at.doc)
			return input->sources;
	}
	return NULL;
}

const struct written *run_written(const struct run *run, struct cursor at)
{
	struct plan_sources *sources = sources_of(run, at);
	const struct written *written = sources ? written_find(sources, at) : NULL;

	return written && written->file ? written : NULL;
}

const struct written *run_written_block(const struct run *run, const struct resource *resource)
{
	struct cursor planned = resource->planned_at;

	return run_written(run, planned.doc ? planned : resource->root->at);
}

static void look_up(const struct run *run, const struct result *r)
{
	for (size_t i = 0; i < r->evidence.n; i++)
		(void)run_written(run, ((const struct evidence *)r->evidence.items[i])->at);
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		(void)run_written(run, reason->at);
}

static void warn(struct run *run, const struct input *input, struct str text)
{
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);

	*remark = (struct remark){
		.level = REMARK_WARNING, .text = text, .input = input, .always = true};
	list_add(run->arena, &run->remarks, remark);
}

static void note_problems(struct run *run, const struct input *input)
{
	const struct list *problems = hcl_tree_problems(plan_sources_tree(input->sources));

	for (size_t i = 0; i < problems->n; i++) {
		const struct hcl_problem *p = problems->items[i];
		struct str place = p->line ? str_printf(run->arena, "%.*s:%zu:%zu",
						     STR_ARGS(p->file), p->line, p->column)
					   : p->file;

		warn(run, input,
			str_printf(run->arena,
				"The Terraform source %.*s was not read: %.*s. Places in it are "
				"those of the plan.",
				STR_ARGS(place), STR_ARGS(p->text)));
	}
}

static void note_mismatches(struct run *run, const struct input *input)
{
	const struct list *all = written_mismatches(input->sources);
	const struct mismatch *first = all->n ? all->items[0] : NULL;
	struct str place = STR("");

	if (!first)
		return;
	if (first->file) {
		struct place at = hcl_place(first->file, first->range);

		place = str_printf(run->arena, "%.*s:%zu:%zu: ", STR_ARGS(first->file->name),
			at.line, at.column);
	}
	warn(run, input,
		str_printf(run->arena,
			"The sources do not match this plan: %.*s%.*s: %.*s (%zu %s). Places of "
			"such resources are those of the plan. Make the plan again, or name the "
			"folder that it was made in (--source DIR).",
			STR_ARGS(place), STR_ARGS(first->address), STR_ARGS(first->what), all->n,
			all->n == 1 ? "resource" : "resources"));
}

void run_find_sources(struct run *run)
{
	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->sources)
			list_add(run->arena, &run->with_sources, (void *)(uintptr_t)run->inputs[i]);
}

void run_note_sources(struct run *run)
{
	for (size_t i = 0; run->with_sources.n && i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (r->verdict == ASSAY_FAIL || r->verdict == ASSAY_UNKNOWN)
			look_up(run, r);
	}
	for (size_t i = 0; i < run->with_sources.n; i++) {
		note_problems(run, run->with_sources.items[i]);
		note_mismatches(run, run->with_sources.items[i]);
	}
}
