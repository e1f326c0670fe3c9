/*
 * pack - writes an archive: tar headers as POSIX and GNU define them, compressed by zlib.
 *
 * Not by libarchive, whose static library needs libxml2 as soon as it writes. Knows
 * names and bytes.
 */
#include "unpack/pack.h"

#include <zlib.h>

enum { TAR_BLOCK = 512, TAR_NAME = 100, TAR_END = 2 * TAR_BLOCK, CHUNK = 64 * 1024 };

/* the size in a header has 11 octal digits */
#define TAR_SIZE_MAX (((uint64_t)1 << 33) - 1)

/* gzip's header instead of zlib's; its time stays 0 */
enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8 };

struct packing {
	z_stream z;
	struct out *out;
	unsigned char chunk[CHUNK];
	bool failed;
};

static void close_packing(void *payload)
{
	(void)deflateEnd(&((struct packing *)payload)->z);
}

static void compress_rest(struct packing *p, int flush)
{
	do {
		int status;

		p->z.next_out = p->chunk;
		p->z.avail_out = CHUNK;
		status = deflate(&p->z, flush);
		p->failed = p->failed || status == Z_STREAM_ERROR;
		out_bytes(p->out, (const char *)p->chunk, CHUNK - p->z.avail_out);
	} while (p->z.avail_out == 0 && !p->failed && !p->out->status);
}

static void put(struct packing *p, const char *bytes, size_t len)
{
	while (len > 0 && !p->failed) {
		size_t n = len < CHUNK ? len : CHUNK;

		p->z.next_in = (z_const Bytef *)(uintptr_t)bytes;
		p->z.avail_in = (uInt)n;
		compress_rest(p, Z_NO_FLUSH);
		bytes += n;
		len -= n;
	}
}

static void put_blocks(struct packing *p, struct str bytes)
{
	static const char zeros[TAR_BLOCK];

	put(p, bytes.ptr, bytes.len);
	put(p, zeros, (TAR_BLOCK - bytes.len % TAR_BLOCK) % TAR_BLOCK);
}

/* a header of GNU tar; the name is cut, as a long one comes before it */
static void put_header(struct packing *p, struct str name, uint64_t size, char type)
{
	char h[TAR_BLOCK + 1] = {0};
	unsigned sum = 0;

	memcpy(h, name.ptr, name.len < TAR_NAME ? name.len : TAR_NAME);
	memcpy(h + 100, "0000644\0000000000\0000000000", 24);
	snprintf(h + 124, 13, "%011llo", (unsigned long long)size);
	memcpy(h + 136, "00000000000", 12);
	memset(h + 148, ' ', 8);
	h[156] = type;
	memcpy(h + 257, "ustar  ", 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += (unsigned char)h[i];
	snprintf(h + 148, 8, "%06o", sum);
	put(p, h, TAR_BLOCK);
}

static void put_file(struct packing *p, const struct packed_file *file)
{
	struct str path = file->path;

	if (path.len > TAR_NAME) {
		put_header(p, STR("././@LongLink"), path.len + 1, 'L');
		/* with the zero that ends it */
		put_blocks(p, (struct str){path.ptr, path.len + 1});
	}
	put_header(p, path, file->bytes.len, '0');
	put_blocks(p, file->bytes);
}

int pack(struct out *out, const struct list *files, struct arena *arena, struct assay_error *err)
{
	static const char end[TAR_END];
	struct packing *p = arena_alloc(arena, sizeof *p);
	struct arena_cleanup cleanup;

	for (size_t i = 0; i < files->n; i++) {
		const struct packed_file *file = files->items[i];

		if ((uint64_t)file->bytes.len > TAR_SIZE_MAX)
			return error_at(err, ASSAY_ELIMIT, file->path.ptr, 0, 0,
				"the file is larger than the 8 GiB that an archive can hold");
	}
	p->out = out;
	if (deflateInit2(&p->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
		    Z_DEFAULT_STRATEGY) != Z_OK)
		return error_nomem(err);
	arena_defer(arena, &cleanup, close_packing, p);
	for (size_t i = 0; i < files->n; i++)
		put_file(p, files->items[i]);
	put(p, end, TAR_END);
	compress_rest(p, Z_FINISH);
	arena_release(arena, &cleanup);
	if (p->failed || out->status)
		return error_set(err, ASSAY_EIO, "the archive can't be written");
	return ASSAY_OK;
}
