/*
 * grid - the worst verdict in each cell of the scope, of the accounts that have IDs.
 *
 * Must not know any format.
 */
#include "report/model/grid.h"

#include "report/model/scope.h"

static bool is_row(const struct account *account)
{
	return account->id.len > 0;
}

static enum grid_cell worst_of(const struct scope_cell *cell)
{
	static const struct {
		size_t column;
		enum grid_cell cell;
	} worst_first[] = {{ASSAY_FAIL, GRID_FAIL}, {ASSAY_ERROR, GRID_ERROR},
		{ASSAY_UNKNOWN, GRID_UNKNOWN}, {SUMMARY_WAIVED, GRID_WAIVED},
		{ASSAY_PASS, GRID_PASS}, {ASSAY_NOT_APPLICABLE, GRID_NOT_APPLICABLE}};
	for (size_t i = 0; i < LENGTH_OF(worst_first); i++)
		if (cell->n[worst_first[i].column])
			return worst_first[i].cell;
	return GRID_NOT_COLLECTED;
}

/* A Region without a name is no column: its results stand with those of the account. */
static bool is_column(const struct scope *scope, size_t column)
{
	const struct str *name = scope->regions.items[column - 1];
	bool exists = false;
	for (size_t i = 0; i < scope->n_accounts; i++)
		exists = exists ||
			 (is_row(scope->accounts[i]) && scope_at(scope, i, column)->exists);
	return exists && name->len > 0;
}

static void add_row(const struct run *run, struct grid *grid, const struct scope *scope,
	const bool *columns, size_t account)
{
	struct grid_row *row = arena_alloc(run->arena, sizeof *row);
	*row = (struct grid_row){.account = scope->accounts[account]};
	row->cells = arena_array(run->arena, grid->columns.n + 1, sizeof *row->cells);
	size_t n = 0;
	for (size_t i = 0; i <= scope->regions.n; i++) {
		enum grid_cell cell = worst_of(scope_at(scope, account, i));
		enum grid_cell *out = columns[i] ? &row->cells[n++] : &row->own;
		*out = cell > *out ? cell : *out;
		grid->used[cell] = grid->used[cell] || columns[i];
	}
	if (row->own != GRID_NOT_COLLECTED)
		grid->used[row->own] = grid->has_own = true;
	list_add(run->arena, &grid->rows, row);
}

void grid_collect(const struct run *run, struct grid *grid)
{
	struct scope scope;
	size_t n = 0;
	*grid = (struct grid){0};
	for (size_t i = 0; i < run->n_accounts; i++)
		n += is_row(run->accounts[i]);
	if (n < 2 || !run->results.n)
		return;
	scope_collect(run, &scope);
	bool *columns = arena_array(run->arena, scope.regions.n + 1, sizeof *columns);
	for (size_t i = 1; i <= scope.regions.n; i++) {
		columns[i] = is_column(&scope, i);
		if (columns[i])
			list_add(run->arena, &grid->columns, scope.regions.items[i - 1]);
	}
	for (size_t i = 0; i < scope.n_accounts; i++)
		if (is_row(scope.accounts[i]))
			add_row(run, grid, &scope, columns, i);
}

const char *grid_cell_name(enum grid_cell cell)
{
	static const char *const names[GRID_CELLS] = {[GRID_NOT_COLLECTED] = "not collected",
		[GRID_NOT_APPLICABLE] = "not applicable",
		[GRID_PASS] = "pass",
		[GRID_WAIVED] = "waived",
		[GRID_UNKNOWN] = "unknown",
		[GRID_ERROR] = "error",
		[GRID_FAIL] = "fail"};
	return names[cell];
}

char grid_cell_letter(enum grid_cell cell)
{
	static const char letters[GRID_CELLS] = {[GRID_NOT_COLLECTED] = '.',
		[GRID_NOT_APPLICABLE] = '-',
		[GRID_PASS] = 'P',
		[GRID_WAIVED] = 'W',
		[GRID_UNKNOWN] = 'U',
		[GRID_ERROR] = 'E',
		[GRID_FAIL] = 'F'};
	return letters[cell];
}
