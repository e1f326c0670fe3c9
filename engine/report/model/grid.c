/*
 * grid - a row for each account, a column for each Region that an account has.
 *
 * Must not know any format.
 */
#include "report/model/grid.h"

#include "base/map.h"

struct filling {
	const struct run *run;
	struct grid *grid;
	struct map column_of; /* index + 1, by Region */
	struct map row_of;    /* struct grid_row, by account ID */
};

static void *number(size_t i)
{
	return (void *)(uintptr_t)(i + 1);
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool is_row(const struct account *account)
{
	return account->id.len > 0;
}

static void add_columns(struct filling *f, const struct account *account)
{
	for (size_t i = 0; i < account->n_regions; i++) {
		struct str name = account->regions[i]->name;
		struct str *copy;
		if (!name.len || map_get(&f->column_of, name))
			continue;
		copy = arena_alloc(f->run->arena, sizeof *copy);
		*copy = name;
		list_add(f->run->arena, &f->grid->columns, copy);
		map_set(f->run->arena, &f->column_of, name, f);
	}
}

static void add_row(struct filling *f, const struct account *account)
{
	struct grid_row *row = map_get(&f->row_of, account->id);
	if (row)
		return;
	row = arena_alloc(f->run->arena, sizeof *row);
	*row = (struct grid_row){.account = account};
	row->cells = arena_array(f->run->arena, f->grid->columns.n + 1, sizeof *row->cells);
	list_add(f->run->arena, &f->grid->rows, row);
	map_set(f->run->arena, &f->row_of, account->id, row);
}

static enum grid_cell cell_of(enum assay_verdict verdict)
{
	switch (verdict) {
	case ASSAY_FAIL:
		return GRID_FAIL;
	case ASSAY_ERROR:
		return GRID_ERROR;
	case ASSAY_PASS:
		return GRID_PASS;
	case ASSAY_NOT_APPLICABLE:
		return GRID_NOT_APPLICABLE;
	case ASSAY_UNKNOWN:
	case ASSAY_N_VERDICTS:
		break;
	}
	return GRID_UNKNOWN;
}

static void add_result(struct filling *f, const struct result *r)
{
	const struct region *region = r->resource ? r->resource->home : r->region;
	struct grid_row *row = r->account ? map_get(&f->row_of, r->account->id) : NULL;
	uintptr_t column =
		region && region->name.len ? (uintptr_t)map_get(&f->column_of, region->name) : 0;
	enum grid_cell cell = cell_of(r->verdict);
	if (!row)
		return;
	enum grid_cell *out = column ? &row->cells[column - 1] : &row->own;
	*out = cell > *out ? cell : *out;
}

static void count_cells(struct grid *grid)
{
	for (size_t i = 0; i < grid->rows.n; i++) {
		const struct grid_row *row = grid->rows.items[i];
		if (row->own != GRID_NOT_COLLECTED)
			grid->used[row->own] = grid->has_own = true;
		for (size_t c = 0; c < grid->columns.n; c++)
			grid->used[row->cells[c]] = true;
	}
}

void grid_collect(const struct run *run, struct grid *grid)
{
	struct filling f = {.run = run, .grid = grid};
	size_t n = 0;
	*grid = (struct grid){0};
	for (size_t i = 0; i < run->n_accounts; i++)
		n += is_row(run->accounts[i]);
	if (n < 2 || !run->results.n)
		return;
	for (size_t i = 0; i < run->n_accounts; i++)
		if (is_row(run->accounts[i]))
			add_columns(&f, run->accounts[i]);
	list_sort(run->arena, &grid->columns, by_name);
	for (size_t i = 0; i < grid->columns.n; i++)
		map_set(run->arena, &f.column_of, *(const struct str *)grid->columns.items[i],
			number(i));
	for (size_t i = 0; i < run->n_accounts; i++)
		if (is_row(run->accounts[i]))
			add_row(&f, run->accounts[i]);
	for (size_t i = 0; i < run->results.n; i++)
		add_result(&f, run->results.items[i]);
	if (grid->rows.n < 2)
		grid->rows.n = 0;
	count_cells(grid);
}

const char *grid_cell_name(enum grid_cell cell)
{
	static const char *const names[GRID_CELLS] = {[GRID_NOT_COLLECTED] = "not collected",
		[GRID_NOT_APPLICABLE] = "not applicable",
		[GRID_PASS] = "pass",
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
		[GRID_UNKNOWN] = 'U',
		[GRID_ERROR] = 'E',
		[GRID_FAIL] = 'F'};
	return letters[cell];
}
