/* diff.h - edits of Terraform sources as a unified diff. */
#ifndef ASSAY_REMEDY_DIFF_H
#define ASSAY_REMEDY_DIFF_H

#include "verdict/result.h"

/* bytes of one diff */
#define DIFF_MAX ((size_t)4 << 20)

/* Sort edits by file and place. */
void edits_sort(struct arena *a, struct list *edits);

/* One diff of all edits (struct edit; they are sorted), with a/ and b/ before names; empty: none,
 * or it is too long. */
struct str diff_write(struct arena *a, struct list *edits);

#endif
