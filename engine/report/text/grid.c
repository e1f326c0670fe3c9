/*
 * grid - the table of accounts and Regions at the end of the report for people.
 *
 * A column is one letter below the number of its Region, so that 17 Regions fit a terminal.
 */
#include "report/model/grid.h"

#include "report/text/text_out.h"

#define ACCOUNT_WIDTH ((size_t)12)
#define COLUMN_WIDTH  ((size_t)3)

static void out_number(struct out *o, size_t n)
{
	out_blanks(o, COLUMN_WIDTH - (n < 10 ? 1 : n < 100 ? 2 : 3));
	out_size(o, n);
}

static void out_cell(struct out *o, enum grid_cell cell)
{
	char letter[] = {grid_cell_letter(cell), '\0'};
	out_blanks(o, COLUMN_WIDTH - 1);
	out_text(o, letter);
}

static void legend(const struct text *t, const struct grid *grid)
{
	struct wrap w;
	wrap_begin(&w, t->out, 0, "Accounts and Regions:");
	w.any = true;
	w.indent = 2;
	for (enum grid_cell c = GRID_CELLS; c-- > 0;)
		if (grid->used[c])
			wrap_words(&w, str_printf(t->run->arena, "%c=%s", grid_cell_letter(c),
					       grid_cell_name(c)));
	for (size_t i = 0; i < grid->columns.n; i++) {
		const struct str *name = grid->columns.items[i];
		wrap_words(&w, str_printf(t->run->arena, "%zu=%.*s", i + 1, STR_ARGS(*name)));
	}
	wrap_end(&w);
}

void text_grid(const struct text *t)
{
	struct grid grid;
	grid_collect(t->run, &grid);
	if (!grid.rows.n)
		return;
	out_text(t->out, "\n");
	legend(t, &grid);
	out_text(t->out, "account");
	out_blanks(t->out, ACCOUNT_WIDTH - strlen("account"));
	for (size_t c = 0; c < grid.columns.n; c++)
		out_number(t->out, c + 1);
	out_text(t->out, "\n");
	for (size_t i = 0; i < grid.rows.n; i++) {
		const struct grid_row *row = grid.rows.items[i];
		out_safe(t->out, row->account->id);
		for (size_t c = 0; c < grid.columns.n; c++)
			out_cell(t->out, row->cells[c]);
		if (row->own != GRID_NOT_COLLECTED) {
			out_text(t->out, "  no Region: ");
			out_text(t->out, grid_cell_name(row->own));
		}
		out_text(t->out, "\n");
	}
	out_text(t->out, "\n");
}
