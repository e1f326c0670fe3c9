/*
 * tree.h - what the inputs contain: accounts, their Regions, and in each the resources, the files
 * and the missing exports.
 */
#ifndef ASSAY_REPORT_TREE_H
#define ASSAY_REPORT_TREE_H

#include "report/model/report.h"

struct tree_count {
	const struct type *type;
	size_t n;
	size_t n_planned; /* of n: a plan shows them */
	size_t n_foreign; /* of n: resources of an account that is not in the tree */
};

/* Missing exports of one command. */
struct tree_hole {
	const struct missing *first;
	size_t n;
};

/* A Region, or what an account has outside of its Regions. */
struct tree_node {
	const struct account *account; /* NULL: unknown */
	const struct region *region;   /* NULL: no Region */
	struct list counts;            /* struct tree_count, by type */
	struct list holes;             /* struct tree_hole, in the order of the script */
	struct list plans;             /* const struct input: plans that show its resources */
	size_t n_files;                /* exports that were read */
	size_t n_lost;                 /* files that belong here and could not be read */
	size_t n_timed;                /* of n_files: they state when they were collected */
	struct str first, last;        /* when; empty: unknown */
};

struct tree_account {
	const struct account *account; /* NULL: exports of an unknown account */
	struct tree_node own;          /* outside of its Regions */
	struct tree_node *regions;     /* as many as the account has, in its order */
	size_t n_regions;
	struct tree_node all; /* files, times and plans of all of them; no counts and holes */
};

/* In the run's arena. */
struct tree {
	struct tree_account *accounts; /* in the order of the run, and the unknown one at the end */
	size_t n_accounts;
};

void tree_collect(const struct run *run, const struct missing *const *missing, size_t n_missing,
	struct tree *tree);

/* True if nothing belongs to the node. */
bool tree_node_is_empty(const struct tree_node *node);

#endif
