/*
 * tree - what the inputs contain, by account and Region, for `assay inspect`.
 *
 * Must not know any format.
 */
#include "report/model/tree.h"

#include "base/map.h"
#include "report/model/where.h"

/* while the tree is filled */
struct filler {
	const struct run *run;
	struct arena *arena;
	struct map nodes; /* struct tree_node, by the key of their Region or account */
	struct tree_node *unknown;
};

static struct tree_node *find_node(
	const struct filler *f, const struct account *account, const struct region *region)
{
	if (region)
		return map_get(&f->nodes, region->key);
	return account ? map_get(&f->nodes, account->key) : NULL;
}

static void add_account(struct filler *f, struct tree_account *out, const struct account *account)
{
	out->account = out->own.account = out->all.account = account;
	if (!account)
		return;
	map_set(f->arena, &f->nodes, account->key, &out->own);
	out->n_regions = account->n_regions;
	out->regions = arena_array(f->arena, account->n_regions + 1, sizeof *out->regions);
	for (size_t i = 0; i < account->n_regions; i++) {
		out->regions[i].account = account;
		out->regions[i].region = account->regions[i];
		map_set(f->arena, &f->nodes, account->regions[i]->key, &out->regions[i]);
	}
}

static void add_time(struct tree_node *node, struct str first, struct str last, size_t n_timed)
{
	node->n_timed += n_timed;
	if (first.len && (!node->first.len || str_cmp(first, node->first) < 0))
		node->first = first;
	if (last.len && (!node->last.len || str_cmp(last, node->last) > 0))
		node->last = last;
}

static void add_input(struct filler *f, const struct input *input)
{
	struct tree_node *node = find_node(f, input->account, input->region);
	bool is_export = input->state == INPUT_READ && input->command;

	node = node ? node : is_export ? f->unknown : NULL;
	if (!node)
		return;
	if (input->state == INPUT_READ)
		node->n_files++;
	else
		node->n_lost++;
	add_time(node, input->collected_at, input->collected_at, input->collected_at.len > 0);
}

static void add_once(struct arena *a, struct list *list, const void *item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == item)
			return;
	list_add(a, list, (void *)(uintptr_t)item);
}

static void add_plan(struct filler *f, struct tree_node *node, struct cursor at)
{
	const struct input *last = node->plans.n ? node->plans.items[node->plans.n - 1] : NULL;
	/* most resources of a Region are of one plan */
	size_t i = last && last->doc == at.doc ? f->run->n_inputs : where_index(f->run, at);

	if (i < f->run->n_inputs)
		add_once(f->arena, &node->plans, f->run->inputs[i]);
}

static void count_in(
	struct filler *f, struct tree_node *node, const struct resource *r, bool is_foreign)
{
	struct tree_count *count = node->counts.n ? node->counts.items[node->counts.n - 1] : NULL;
	/* the resources of a run are sorted by type */
	if (!count || count->type != r->type) {
		count = arena_alloc(f->arena, sizeof *count);
		*count = (struct tree_count){.type = r->type};
		list_add(f->arena, &node->counts, count);
	}
	count->n++;
	count->n_foreign += is_foreign;
	if (r->address.len) {
		count->n_planned++;
		add_plan(f, node, r->planned_at.doc || !r->root ? r->planned_at : r->root->at);
	}
}

static void add_resource(struct filler *f, const struct resource *r)
{
	struct tree_node *node = find_node(f, r->owner, r->home);

	if (node) {
		count_in(f, node, r, false);
		return;
	}
	for (size_t i = 0; i < r->n_listed_in; i++) {
		node = find_node(f, NULL, r->listed_in[i]);
		if (node)
			count_in(f, node, r, r->owner != NULL);
	}
	if (r->n_listed_in == 0)
		count_in(f, f->unknown, r, r->owner != NULL);
}

static void add_missing(struct filler *f, const struct missing *m)
{
	struct tree_node *node = find_node(f, m->in_account, m->in_region);
	struct tree_hole *hole;

	if (!node)
		return;
	for (size_t i = 0; i < node->holes.n; i++) {
		hole = node->holes.items[i];
		if (str_eq(hole->first->export_name, m->export_name) &&
			hole->first->refused == m->refused) {
			hole->n++;
			return;
		}
	}
	hole = arena_alloc(f->arena, sizeof *hole);
	*hole = (struct tree_hole){m, 1};
	list_add(f->arena, &node->holes, hole);
}

static void add_up(struct arena *a, struct tree_node *all, const struct tree_node *node)
{
	all->n_files += node->n_files;
	all->n_lost += node->n_lost;
	add_time(all, node->first, node->last, node->n_timed);
	for (size_t i = 0; i < node->plans.n; i++)
		add_once(a, &all->plans, node->plans.items[i]);
}

bool tree_node_is_empty(const struct tree_node *node)
{
	return !node->counts.n && !node->holes.n && !node->n_files && !node->n_lost;
}

void tree_collect(const struct run *run, const struct missing *const *missing, size_t n_missing,
	struct tree *tree)
{
	struct filler f = {.run = run, .arena = run->arena};
	size_t n = run->n_accounts;

	tree->accounts = arena_array(f.arena, n + 1, sizeof *tree->accounts);
	for (size_t i = 0; i <= n; i++)
		add_account(&f, &tree->accounts[i], i < n ? run->accounts[i] : NULL);
	f.unknown = &tree->accounts[n].own;
	for (size_t i = 0; i < run->n_inputs; i++)
		add_input(&f, run->inputs[i]);
	for (size_t i = 0; i < run->resources.n; i++)
		add_resource(&f, run->resources.items[i]);
	for (size_t i = 0; i < n_missing; i++)
		add_missing(&f, missing[i]);
	for (size_t i = 0; i <= n; i++) {
		struct tree_account *account = &tree->accounts[i];

		add_up(f.arena, &account->all, &account->own);
		for (size_t k = 0; k < account->n_regions; k++)
			add_up(f.arena, &account->all, &account->regions[k]);
	}
	tree->n_accounts = n + !tree_node_is_empty(f.unknown);
}
