/*
 * zip.h - whether the directory of a zip archive lists all its files.
 *
 * A zip archive has its list of files at the end, and readers believe it. Of two archives in one
 * file (`cat a.zip b.zip`) they see the second one.
 */
#ifndef ASSAY_UNPACK_ZIP_H
#define ASSAY_UNPACK_ZIP_H

#include "base/base.h"

#define ZIP_START STR("PK\x03\x04")
#define ZIP_EMPTY STR("PK\x05\x06")

/* True if a zip archive begins with these bytes, or ends with them behind bytes of another kind: a
 * program that unpacks itself. */
bool zip_is(struct str bytes);

/* True of an archive that consists of its end: libarchive does not read it. */
bool zip_is_empty(struct str bytes);

/* True if it is a file of one of these names, which other formats have: a binary plan of Terraform
 * ("tfplan"), or a document of an office. */
bool zip_is_of_another_kind(struct str bytes);

/*
 * NULL, or why the archive is not what its directory says, terminated: files that it does not list,
 * files in the same bytes, names or sizes that differ, bytes behind the end.
 */
const char *zip_fault(struct str bytes, struct arena *arena);

#endif
