/*
 * zip - compares the directory of a zip archive with the headers of its files.
 *
 * Reads lengths and names only: libarchive unpacks. Format: APPNOTE.TXT of PKWARE, sections 4.3 to
 * 4.5. Must not know what a file is about.
 */
#include "unpack/zip.h"

#define LISTED   STR("PK\x01\x02")
#define END      STR("PK\x05\x06")
#define LONG_END STR("PK\x06\x06")
#define LOCATOR  STR("PK\x06\x07")

enum {
	LOCAL_SIZE = 30,  /* of a file's header without name and extra fields */
	LISTED_SIZE = 46, /* the same in the directory */
	END_SIZE = 22,    /* without the comment */
	LONG_END_SIZE = 56,
	LOCATOR_SIZE = 20,
	COMMENT_MAX = 65535,
	SIZES_FOLLOW = 8, /* flag: the sizes stand behind the data, and are 0 in the header */
	LONG_FIELD = 1    /* the extra field with the numbers that need 8 bytes */
};

#define NEEDS_LONG ((uint64_t)0xFFFFFFFF)

struct directory {
	struct str bytes;
	size_t start, end; /* of the directory */
	size_t prefix;     /* bytes before the archive: offsets count from there */
	uint64_t n;
};

/* a file that the directory lists */
struct listed {
	struct str name;
	size_t at, end; /* in bytes: its header, and the end of its data */
	uint64_t packed, size;
	uint64_t offset;
};

static uint64_t number(struct str bytes, size_t at, size_t n)
{
	uint64_t value = 0;

	for (size_t i = n; i-- > 0;)
		value = value << 8 | (unsigned char)bytes.ptr[at + i];
	return value;
}

static bool is_at(struct str bytes, size_t at, struct str mark)
{
	return at <= bytes.len && bytes.len - at >= mark.len &&
	       memcmp(bytes.ptr + at, mark.ptr, mark.len) == 0;
}

/* The first mark in bytes[from, to); to: there is none. */
static size_t find(struct str bytes, size_t from, size_t to, struct str mark)
{
	while (from < to) {
		const char *p = memchr(bytes.ptr + from, mark.ptr[0], to - from);

		if (!p)
			return to;
		from = (size_t)(p - bytes.ptr);
		if (is_at(bytes, from, mark))
			return from;
		from++;
	}
	return to;
}

/* the last record of the archive: its place, or bytes.len */
static size_t find_end(struct str bytes)
{
	size_t least = bytes.len > END_SIZE + COMMENT_MAX ? bytes.len - END_SIZE - COMMENT_MAX : 0;

	for (size_t at = bytes.len < END_SIZE ? least : bytes.len - END_SIZE + 1; at-- > least;)
		if (is_at(bytes, at, END))
			return at;
	return bytes.len;
}

/* archives of more than 65535 files or 4 GiB have a longer record before the last one */
static void read_long_end(struct directory *d, uint64_t *size, uint64_t *offset)
{
	size_t at = d->end - LOCATOR_SIZE - LONG_END_SIZE;

	if (d->end < LOCATOR_SIZE + LONG_END_SIZE ||
		!is_at(d->bytes, d->end - LOCATOR_SIZE, LOCATOR) || !is_at(d->bytes, at, LONG_END))
		return;
	d->end = at;
	d->n = number(d->bytes, at + 32, 8);
	*size = number(d->bytes, at + 40, 8);
	*offset = number(d->bytes, at + 48, 8);
}

/* False: the end is missing, or contradicts itself. */
static bool open_directory(struct directory *d, struct str bytes)
{
	uint64_t size, offset;

	*d = (struct directory){.bytes = bytes, .end = find_end(bytes)};
	if (d->end == bytes.len)
		return false;
	d->n = number(bytes, d->end + 10, 2);
	size = number(bytes, d->end + 12, 4);
	offset = number(bytes, d->end + 16, 4);
	read_long_end(d, &size, &offset);
	if (size > d->end || offset > d->end - size)
		return false;
	d->start = d->end - (size_t)size;
	d->prefix = d->start - (size_t)offset;
	return true;
}

/* the numbers of 8 bytes that replace those of 4 that are too small */
static bool read_long_field(struct listed *f, struct str extra)
{
	uint64_t *numbers[] = {&f->size, &f->packed, &f->offset};

	while (extra.len >= 4) {
		size_t len = (size_t)number(extra, 2, 2), at = 4;

		if (len > extra.len - 4)
			return false;
		for (size_t i = 0; number(extra, 0, 2) == LONG_FIELD && i < LENGTH_OF(numbers);
			i++) {
			if (*numbers[i] != NEEDS_LONG)
				continue;
			if (at + 8 > 4 + len)
				return false;
			*numbers[i] = number(extra, at, 8);
			at += 8;
		}
		extra.ptr += 4 + len;
		extra.len -= 4 + len;
	}
	return true;
}

/* The file that the directory lists at *at, which moves to the next one. False: it is broken. */
static bool read_listed(const struct directory *d, size_t *at, struct listed *f)
{
	struct str b = d->bytes;
	size_t name, extra, comment, left = d->end - *at;

	if (left < LISTED_SIZE || !is_at(b, *at, LISTED))
		return false;
	name = (size_t)number(b, *at + 28, 2);
	extra = (size_t)number(b, *at + 30, 2);
	comment = (size_t)number(b, *at + 32, 2);
	if (name + extra + comment > left - LISTED_SIZE)
		return false;
	*f = (struct listed){.name = {b.ptr + *at + LISTED_SIZE, name},
		.packed = number(b, *at + 20, 4),
		.size = number(b, *at + 24, 4),
		.offset = number(b, *at + 42, 4)};
	*at += LISTED_SIZE + name;
	if (!read_long_field(f, (struct str){b.ptr + *at, extra}))
		return false;
	*at += extra + comment;
	return true;
}

/* Compares with the header of the file itself, and finds the end of its data. */
static bool read_local(const struct directory *d, struct listed *f)
{
	struct str b = d->bytes;
	size_t name, extra, left;

	if (f->offset > d->start - d->prefix)
		return false;
	f->at = d->prefix + (size_t)f->offset;
	left = d->start - f->at;
	if (left < LOCAL_SIZE || !is_at(b, f->at, ZIP_START))
		return false;
	name = (size_t)number(b, f->at + 26, 2);
	extra = (size_t)number(b, f->at + 28, 2);
	if (name + extra > left - LOCAL_SIZE || f->packed > left - LOCAL_SIZE - name - extra)
		return false;
	f->end = f->at + LOCAL_SIZE + name + extra + (size_t)f->packed;
	if (!str_eq(f->name, (struct str){b.ptr + f->at + LOCAL_SIZE, name}))
		return false;
	if (number(b, f->at + 6, 2) & SIZES_FOLLOW || number(b, f->at + 18, 4) == NEEDS_LONG ||
		number(b, f->at + 22, 4) == NEEDS_LONG)
		return true;
	return number(b, f->at + 18, 4) == f->packed && number(b, f->at + 22, 4) == f->size;
}

static int compare_places(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* The files between two places that are not listed; NULL: none. */
static const char *find_unlisted(const struct directory *d, size_t from, size_t to, struct arena *a)
{
	size_t at = find(d->bytes, from, to, ZIP_START);
	size_t name;

	if (at == to)
		return NULL;
	name = to - at < LOCAL_SIZE ? 0 : (size_t)number(d->bytes, at + 26, 2);
	if (name > to - at - (name ? LOCAL_SIZE : 0))
		name = 0;
	return str_printf(a,
		"its directory does not list all its files, such as \"%.*s\": it may be two "
		"archives "
		"in one file",
		STR_ARGS(((struct str){name ? d->bytes.ptr + at + LOCAL_SIZE : "", name})))
		.ptr;
}

static const char *check_places(const struct directory *d, struct list *files, struct arena *a)
{
	const char *fault = NULL;
	size_t end = 0;

	(void)list_sort(a, files, compare_places);
	for (size_t i = 0; !fault && i < files->n; i++) {
		const struct listed *f = files->items[i];

		if (f->at < end)
			return str_printf(a, "\"%.*s\" shares bytes with another of its files",
				STR_ARGS(f->name))
				.ptr;
		fault = find_unlisted(d, end, f->at, a);
		end = f->end;
	}
	return fault ? fault : find_unlisted(d, end, d->start, a);
}

static const char *check_end(struct str bytes)
{
	size_t at = find_end(bytes);
	size_t end = at + END_SIZE;

	if (at == bytes.len)
		return "it is truncated";
	if (number(bytes, at + 4, 2) || number(bytes, at + 6, 2))
		return "it is one part of a split archive";
	end += (size_t)number(bytes, at + 20, 2);
	if (end > bytes.len)
		return "it is truncated";
	while (end < bytes.len)
		if (bytes.ptr[end++])
			return "other bytes follow its end";
	return NULL;
}

const char *zip_fault(struct str bytes, struct arena *arena)
{
	const char *fault = check_end(bytes);
	struct list files = {0};
	struct directory d;
	size_t at;

	if (fault)
		return fault;
	if (!open_directory(&d, bytes))
		return "its directory is broken";
	at = d.start;
	for (uint64_t i = 0; i < d.n; i++) {
		struct listed *f = arena_alloc(arena, sizeof *f);

		if (!read_listed(&d, &at, f))
			return "its directory is broken";
		if (!read_local(&d, f))
			return str_printf(arena,
				"its directory and the header of \"%.*s\" contradict each other",
				STR_ARGS(f->name))
				.ptr;
		(void)list_add(arena, &files, f);
	}
	return at == d.end ? check_places(&d, &files, arena) : "its directory is broken";
}

bool zip_is_empty(struct str bytes)
{
	return bytes.len && find_end(bytes) == 0;
}

bool zip_is(struct str bytes)
{
	struct directory d;

	if (str_starts(bytes, ZIP_START) || str_starts(bytes, ZIP_EMPTY))
		return true;
	/* no text of JSON or YAML contains the control characters of the mark */
	return open_directory(&d, bytes) && d.n && is_at(bytes, d.start, LISTED);
}

static bool is_of_another_kind(struct str name)
{
	return str_is(name, "tfplan") || str_is(name, "[Content_Types].xml") ||
	       str_is(name, "META-INF/manifest.xml");
}

bool zip_is_of_another_kind(struct str bytes)
{
	struct directory d;
	struct listed f;
	size_t at;

	if (!open_directory(&d, bytes)) {
		size_t name = bytes.len < LOCAL_SIZE ? 0 : (size_t)number(bytes, 26, 2);

		return name && name <= bytes.len - LOCAL_SIZE &&
		       is_of_another_kind((struct str){bytes.ptr + LOCAL_SIZE, name});
	}
	at = d.start;
	for (uint64_t i = 0; i < d.n && read_listed(&d, &at, &f); i++)
		if (is_of_another_kind(f.name))
			return true;
	return false;
}
