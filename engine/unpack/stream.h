/*
 * stream.h - the bytes of a file that gzip or zstd compressed, block by block, within the limits
 * of its archive.
 *
 * Every byte counts that is unpacked, also those that no file of the archive owns: headers, refused
 * files, and what stands behind the last file.
 */
#ifndef ASSAY_UNPACK_STREAM_H
#define ASSAY_UNPACK_STREAM_H

#include "unpack/unpack.h"

#include <archive.h>
#include <zlib.h>

/* below this size an archive may have any ratio: a few bytes can stand for a short file */
#define RATIO_FREE ((size_t)16 << 20)

/* which limit was exceeded */
enum excess { EXCESS_NONE, EXCESS_BYTES, EXCESS_RATIO };

struct stream {
	struct str rest;    /* gzip: compressed bytes that were not read yet */
	size_t n_packed;    /* bytes of the compressed file */
	size_t n_unpacked;  /* bytes that were read so far */
	enum excess excess; /* why reading ended, if a limit ended it */
	z_stream gzip;
	bool in_member;       /* gzip: a member has begun and has not ended */
	struct archive *zstd; /* NULL: gzip */
	const struct unpack_limits *limits;
	unsigned char block[64 * 1024];
};

/* True if the bytes begin like a file that gzip or zstd compressed. */
bool stream_is(struct str bytes);

/* Begins with the bytes of such a file. False: no memory. */
bool stream_open(struct stream *s, struct str bytes, const struct unpack_limits *limits);

void stream_close(struct stream *s);

/*
 * The callback of libarchive; payload is a struct stream. gzip: all members are read and their
 * checksums compared, and what follows the last one is an error unless it is zeros, which tapes and
 * copies add.
 */
la_ssize_t stream_read(struct archive *a, void *payload, const void **block);

/* The limit that n_unpacked bytes of an archive of n_packed bytes exceed. */
enum excess unpack_excess(size_t n_unpacked, size_t n_packed, const struct unpack_limits *limits);

#endif
