/*
 * unpack.h - the files of an archive: tar, also compressed with gzip or zstd; zip; one compressed
 * file ("plan.json.gz").
 *
 * The only folder that includes libarchive. Reads from memory and writes nothing to disk. Must not
 * know what a file is about.
 */
#ifndef ASSAY_UNPACK_H
#define ASSAY_UNPACK_H

#include "base/base.h"

struct unpack_limits {
	size_t max_file;    /* bytes of one file */
	size_t max_entries; /* entries of one archive, folders included */
	size_t max_bytes;   /* bytes of all files of one archive; compressed: also of its headers */
	size_t max_ratio;   /* bytes of all files for each byte of the archive */
};

/* A file of an archive. */
struct unpacked_file {
	struct str name;     /* "ARCHIVE!PATH", terminated: what reports call it */
	struct str path;     /* in the archive, terminated, without "./" at the start */
	struct str bytes;    /* terminated */
	const char *refused; /* not NULL: why it is not read; bytes are then empty */
	bool is_locked;      /* refused, because its bytes are encrypted */
	bool hidden;         /* a component of its path begins with "." */
};

struct unpacked {
	struct list files; /* struct unpacked_file, in the order of their paths */
	bool is_file;   /* one compressed file: its path is the name without folders and ending */
	size_t n_bytes; /* unpacked, also by a call that failed */
};

/*
 * True if the bytes are those of an archive that unpack reads, perhaps a broken one. False for
 * binary Terraform plans and Office documents, which are zip archives, too.
 */
bool unpack_is_archive(struct str bytes);

/*
 * All files of an archive, owned by the arena.
 * Refused: links, devices, encrypted files, a path that is absolute or contains "..", and each file
 * of a path that is there twice.
 * Errors: ASSAY_EINPUT (broken, truncated, or some of its files are not listed), ASSAY_ELIMIT, each
 * with the name; nothing is then listed.
 */
int unpack(struct unpacked *out, const char *name, struct str bytes,
	const struct unpack_limits *limits, struct arena *arena, struct assay_error *err);

/* The linked libraries: "libarchive 3.6.2 zlib/1.2.13 ...". */
const char *unpack_libraries(void);

#endif
