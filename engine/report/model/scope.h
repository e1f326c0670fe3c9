/*
 * scope.h - the judged accounts and Regions as a table: a row for each account, a column for each
 * Region name.
 */
#ifndef ASSAY_REPORT_SCOPE_H
#define ASSAY_REPORT_SCOPE_H

#include "report/model/summary.h"

/* The results of one account in one Region. */
struct scope_cell {
	size_t n[SUMMARY_COLUMNS];
	size_t n_results;
	bool exists; /* the account has this Region; results of the account itself are in column 0
		      */
};

/* In the run's arena. */
struct scope {
	const struct account *const *accounts; /* rows; results without an account are in none */
	size_t n_accounts;
	struct list regions; /* const struct str: columns from 1, by name; empty: unknown Region */
	bool has_own; /* column 0 has a result: the subject is an account, or has no Region */
	struct scope_cell *cells; /* n_accounts rows of 1 + regions.n */
};

void scope_collect(const struct run *run, struct scope *scope);

const struct scope_cell *scope_at(const struct scope *scope, size_t account, size_t column);

/* The column of a Region's name; 0: none. */
size_t scope_column(const struct scope *scope, struct str region);

/* The row of an account; n_accounts: none. */
size_t scope_row(const struct scope *scope, const struct account *account);

/* The column of a result: its Region's, or 0. */
size_t scope_column_of(const struct scope *scope, const struct result *r);

#endif
