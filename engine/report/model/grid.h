/*
 * grid.h - the worst verdict of each account in each Region, for runs of several accounts.
 */
#ifndef ASSAY_REPORT_GRID_H
#define ASSAY_REPORT_GRID_H

#include "report/model/report.h"

/* From the one that counts least to the one that counts most. */
enum grid_cell {
	GRID_NOT_COLLECTED,
	GRID_NOT_APPLICABLE,
	GRID_PASS,
	GRID_WAIVED,
	GRID_UNKNOWN,
	GRID_ERROR,
	GRID_FAIL,
	GRID_CELLS
};

struct grid_row {
	const struct account *account;
	enum grid_cell *cells; /* so many as the grid has columns */
	enum grid_cell own;    /* of subjects without a Region: the account, global resources */
};

struct grid {
	struct list columns; /* const struct str: names of Regions, sorted */
	struct list rows;    /* struct grid_row, in the order of the accounts; none: no table */
	bool used[GRID_CELLS];
	bool has_own; /* a row has a verdict without a Region */
};

/*
 * Fill the grid, in the run's arena. It has rows only if at least two accounts have IDs.
 */
void grid_collect(const struct run *run, struct grid *grid);

/* "fail", "not collected" */
const char *grid_cell_name(enum grid_cell cell);

/* 'F', '.' */
char grid_cell_letter(enum grid_cell cell);

#endif
