/*
 * pack.h - files as one archive (.tar.gz) that is the same bytes for the same files.
 *
 * The opposite of unpack.h. Must not know what a file is about.
 */
#ifndef ASSAY_PACK_H
#define ASSAY_PACK_H

#include "base/out.h"

struct packed_file {
	struct str path; /* relative, terminated */
	struct str bytes;
};

/*
 * Write the files in the order of the list: mode 0644, no owner, no time. ASSAY_EIO: the stream
 * failed. ASSAY_ELIMIT: a file is larger than 8 GiB.
 */
int pack(struct out *out, const struct list *files, struct arena *arena, struct assay_error *err);

#endif
