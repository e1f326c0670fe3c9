/*
 * tree.h - the tree of accounts and Regions of `assay inspect`.
 */
#ifndef ASSAY_REPORT_TEXT_TREE_H
#define ASSAY_REPORT_TEXT_TREE_H

#include "report/model/tree.h"
#include "report/text/text_out.h"

/* Nothing if no input shows an account. */
void text_tree(const struct text *t, const struct tree *tree);

#endif
