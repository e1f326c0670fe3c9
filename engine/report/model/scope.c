/*
 * scope - the judged accounts and Regions as a table: a row for each account, a column for each
 * Region name.
 *
 * Must not know any format.
 */
#include "report/model/scope.h"

#include "base/map.h"

static int compare_names(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void add_names(const struct run *run, struct list *names)
{
	struct map seen = {0};

	for (size_t i = 0; i < run->n_accounts; i++)
		for (size_t n = 0; n < run->accounts[i]->n_regions; n++) {
			const struct region *region = run->accounts[i]->regions[n];

			if (map_get(&seen, region->name))
				continue;
			map_set(run->arena, &seen, region->name, names);
			list_add(run->arena, names, (void *)(uintptr_t)&region->name);
		}
	list_sort(run->arena, names, compare_names);
}

size_t scope_column(const struct scope *scope, struct str region)
{
	size_t low = 0, high = scope->regions.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(*(const struct str *)scope->regions.items[middle], region);

		if (order == 0)
			return middle + 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

size_t scope_row(const struct scope *scope, const struct account *account)
{
	size_t i = 0;

	while (account && i < scope->n_accounts && scope->accounts[i] != account)
		i++;
	return account ? i : scope->n_accounts;
}

size_t scope_column_of(const struct scope *scope, const struct result *r)
{
	return r->region ? scope_column(scope, r->region->name) : 0;
}

static struct scope_cell *cell(struct scope *scope, size_t account, size_t column)
{
	return &scope->cells[account * (1 + scope->regions.n) + column];
}

const struct scope_cell *scope_at(const struct scope *scope, size_t account, size_t column)
{
	return &scope->cells[account * (1 + scope->regions.n) + column];
}

static void count(const struct run *run, struct scope *scope)
{
	size_t last = 0;

	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		bool again = last < scope->n_accounts && scope->accounts[last] == r->account;
		size_t row = again ? last : scope_row(scope, r->account);
		size_t column = result_is_waived(r) ? SUMMARY_WAIVED : (size_t)r->verdict;

		if (row == scope->n_accounts || column >= SUMMARY_COLUMNS)
			continue;
		last = row;
		struct scope_cell *c = cell(scope, row, scope_column_of(scope, r));
		c->n[column]++;
		c->n_results++;
	}
}

void scope_collect(const struct run *run, struct scope *scope)
{
	*scope = (struct scope){.accounts = run->accounts, .n_accounts = run->n_accounts};
	add_names(run, &scope->regions);
	scope->cells = arena_array(
		run->arena, run->n_accounts * (1 + scope->regions.n) + 1, sizeof *scope->cells);
	for (size_t i = 0; i < run->n_accounts; i++)
		for (size_t n = 0; n < run->accounts[i]->n_regions; n++)
			cell(scope, i, scope_column(scope, run->accounts[i]->regions[n]->name))
				->exists = true;
	count(run, scope);
	for (size_t i = 0; i < run->n_accounts; i++)
		scope->has_own |= scope_at(scope, i, 0)->n_results > 0;
}
