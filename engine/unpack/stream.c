/*
 * stream - unpacks gzip with zlib, and zstd with libarchive.
 *
 * gzip is not left to libarchive, which compares no checksum and ignores what follows the last
 * member. Must not know what the bytes are.
 */
#include "unpack/stream.h"

#include <errno.h>

/* gzip's header and checksum, and no other format */
enum { GZIP_WINDOW = 15 + 16 };

#define GZIP_START STR("\x1F\x8B\x08")
#define ZSTD_START STR("\x28\xB5\x2F\xFD")

/* a frame that readers skip, which pzstd writes first: its mark, 4 bytes of length, its content */
enum { FRAME_HEAD = 8, FRAME_MARK = 0x184D2A50, FRAME_MARKS = 16 };

static uint32_t number(const char *p)
{
	uint32_t value = 0;

	for (size_t i = 4; i-- > 0;)
		value = value << 8 | (unsigned char)p[i];
	return value;
}

static struct str skip_frames(struct str bytes)
{
	while (bytes.len >= FRAME_HEAD && number(bytes.ptr) - FRAME_MARK < FRAME_MARKS &&
		number(bytes.ptr + 4) <= bytes.len - FRAME_HEAD) {
		size_t n = FRAME_HEAD + (size_t)number(bytes.ptr + 4);

		bytes.ptr += n;
		bytes.len -= n;
	}
	return bytes;
}

bool stream_is(struct str bytes)
{
	return str_starts(bytes, GZIP_START) || str_starts(skip_frames(bytes), ZSTD_START);
}

enum excess unpack_excess(size_t n_unpacked, size_t n_packed, const struct unpack_limits *limits)
{
	if (n_unpacked > limits->max_bytes)
		return EXCESS_BYTES;
	if (n_unpacked > RATIO_FREE && n_unpacked / limits->max_ratio > n_packed)
		return EXCESS_RATIO;
	return EXCESS_NONE;
}

static bool open_zstd(struct stream *s, struct str bytes)
{
	s->zstd = archive_read_new();
	if (!s->zstd)
		return false;
	(void)archive_read_support_filter_zstd(s->zstd);
	(void)archive_read_support_format_raw(s->zstd);
	(void)archive_read_support_format_empty(s->zstd);
	/* a failure stays in the archive, and the first read reports it */
	(void)archive_read_open_memory(s->zstd, bytes.ptr, bytes.len);
	return true;
}

bool stream_open(struct stream *s, struct str bytes, const struct unpack_limits *limits)
{
	s->rest = bytes;
	s->n_packed = bytes.len;
	s->n_unpacked = 0;
	s->excess = EXCESS_NONE;
	s->in_member = false;
	s->zstd = NULL;
	s->limits = limits;
	s->gzip = (z_stream){0};
	if (!str_starts(bytes, GZIP_START))
		return open_zstd(s, skip_frames(bytes));
	return inflateInit2(&s->gzip, GZIP_WINDOW) == Z_OK;
}

void stream_close(struct stream *s)
{
	if (s->zstd)
		(void)archive_read_free(s->zstd);
	else
		(void)inflateEnd(&s->gzip);
}

static bool is_zeros(struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.ptr[i])
			return false;
	return true;
}

static la_ssize_t fail(struct archive *a, const char *text)
{
	archive_set_error(a, EINVAL, "%s", text);
	return ARCHIVE_FATAL;
}

/* True if another member begins. */
static bool begin_member(struct stream *s)
{
	s->in_member = str_starts(s->rest, GZIP_START) && inflateReset(&s->gzip) == Z_OK;
	return s->in_member;
}

static la_ssize_t read_gzip(struct stream *s, struct archive *a)
{
	s->gzip.next_out = s->block;
	s->gzip.avail_out = sizeof s->block;
	while (s->gzip.avail_out) {
		uInt n = s->rest.len < UINT_MAX ? (uInt)s->rest.len : UINT_MAX;
		int status;

		if (!s->in_member && !begin_member(s)) {
			if (is_zeros(s->rest))
				break;
			return fail(a, "other bytes follow the end of the gzip data");
		}
		s->gzip.next_in = (unsigned char *)(uintptr_t)s->rest.ptr;
		s->gzip.avail_in = n;
		status = inflate(&s->gzip, Z_NO_FLUSH);
		s->rest.ptr += n - s->gzip.avail_in;
		s->rest.len -= n - s->gzip.avail_in;
		if (status == Z_STREAM_END)
			s->in_member = false;
		else if (status == Z_BUF_ERROR ||
			 (status == Z_OK && !s->rest.len && s->gzip.avail_out))
			return fail(a, "truncated gzip input");
		else if (status != Z_OK)
			return fail(a, s->gzip.msg ? s->gzip.msg : "broken gzip data");
	}
	return (la_ssize_t)(sizeof s->block - s->gzip.avail_out);
}

static la_ssize_t read_zstd(struct stream *s, struct archive *a)
{
	struct archive_entry *entry;
	la_ssize_t n;

	if (!s->in_member) {
		int status = archive_read_next_header(s->zstd, &entry);

		if (status == ARCHIVE_EOF)
			return 0;
		s->in_member = status == ARCHIVE_OK;
	}
	n = s->in_member ? archive_read_data(s->zstd, s->block, sizeof s->block) : -1;
	if (n >= 0)
		return n;
	return fail(a,
		archive_error_string(s->zstd) ? archive_error_string(s->zstd) : "broken zstd data");
}

la_ssize_t stream_read(struct archive *a, void *payload, const void **block)
{
	struct stream *s = payload;
	la_ssize_t n = s->zstd ? read_zstd(s, a) : read_gzip(s, a);

	*block = s->block;
	if (n <= 0)
		return n;
	s->n_unpacked += (size_t)n;
	s->excess = unpack_excess(s->n_unpacked, s->n_packed, s->limits);
	return s->excess ? fail(a, "a limit is exceeded") : n;
}
