/* diff.h - edits of Terraform sources as a unified diff. */
#ifndef ASSAY_REMEDY_DIFF_H
#define ASSAY_REMEDY_DIFF_H

#include "hcl/hcl.h"

/* bytes of one diff */
#define DIFF_MAX ((size_t)4 << 20)

/* Bytes of a file that are replaced; edits of one file do not overlap. */
struct edit {
	const struct hcl_file *file;
	size_t at, remove; /* in the text of the file */
	struct str insert;
};

/* One diff of all edits (struct edit; they are sorted), with a/ and b/ before names; empty: none,
 * or it is too long. */
struct str diff_write(struct arena *a, struct list *edits);

#endif
