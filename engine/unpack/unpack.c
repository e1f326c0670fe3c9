/*
 * unpack - the files of an archive, with libarchive.
 *
 * Knows names and bytes of entries. Modes, owners and times are not read.
 */
#include "unpack/unpack.h"

#include "unpack/stream.h"
#include "unpack/zip.h"

#include <archive_entry.h>
#include <langinfo.h>

/* PATH_MAX of Linux; libarchive accepts paths of 1 MiB, which compress to a few bytes */
#define ENTRY_PATH_MAX ((size_t)4096)

/* from here on a file keeps the block that it was read into */
#define LARGE ((size_t)1 << 20)

enum { TAR_SUM_AT = 148, TAR_SUM_SIZE = 8, TAR_MAGIC_AT = 257, TAR_BLOCK = 512, BLOCK = 64 * 1024 };

/*
 * Names in an archive stay as they are, in every locale. libarchive would convert them to the
 * character set of the locale, with converters that libc loads at run time: the linker puts these
 * two functions in the place of libc's (--wrap, see the Makefile).
 */
void *__wrap_iconv_open(const char *to, const char *from);
char *__wrap_nl_langinfo(nl_item item);

/* no conversion exists */
void *__wrap_iconv_open(const char *to, const char *from)
{
	(void)to;
	(void)from;
	return (void *)(intptr_t)-1;
}

char *__wrap_nl_langinfo(nl_item item)
{
	static char charset[] = "UTF-8", none[] = "";

	return item == CODESET ? charset : none;
}

/* an archive that is being read */
struct reading {
	struct archive *archive;
	struct stream *stream; /* NULL: the archive is not compressed */
	const char *name;
	size_t packed; /* bytes of the archive */
	const struct unpack_limits *limits;
	struct arena *arena;
	struct assay_error *err;
	struct unpacked *out;
	size_t n_entries;
};

/* the checksum of a header: six octal digits, for which its bytes count as blanks */
static bool has_tar_checksum(struct str bytes)
{
	unsigned sum = 0, stated = 0;
	size_t at = TAR_SUM_AT;

	if (bytes.len < TAR_BLOCK || !bytes.ptr[0])
		return false;
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += i - TAR_SUM_AT < TAR_SUM_SIZE ? ' ' : (unsigned char)bytes.ptr[i];
	while (at < TAR_SUM_AT + TAR_SUM_SIZE && bytes.ptr[at] == ' ')
		at++;
	for (; at < TAR_SUM_AT + TAR_SUM_SIZE && bytes.ptr[at] >= '0' && bytes.ptr[at] <= '7'; at++)
		stated = stated * 8 + (unsigned)(bytes.ptr[at] - '0');
	return sum == stated;
}

/* a broken header has the mark, and those of old programs have the checksum only */
static bool is_tar(struct str bytes)
{
	return (bytes.len > TAR_MAGIC_AT + 5 &&
		       memcmp(bytes.ptr + TAR_MAGIC_AT, "ustar", 5) == 0) ||
	       has_tar_checksum(bytes);
}

bool unpack_is_archive(struct str bytes)
{
	if (stream_is(bytes) || is_tar(bytes))
		return true;
	return zip_is(bytes) && !zip_is_of_another_kind(bytes);
}

static int report_large_file(struct reading *r, const struct unpacked_file *file)
{
	return error_at(r->err, ASSAY_ELIMIT, file->name.ptr, 0, 0,
		"the file is larger than the limit max_input of %zu bytes (--max-input raises it)",
		r->limits->max_file);
}

static int report_excess(struct reading *r, enum excess excess)
{
	if (excess == EXCESS_BYTES && r->out->is_file &&
		r->limits->max_file <= r->limits->max_bytes)
		return report_large_file(r, r->out->files.items[0]);
	if (excess == EXCESS_BYTES)
		return error_at(r->err, ASSAY_ELIMIT, r->name, 0, 0,
			"the files of the archive are larger than the limit max_archive of %zu "
			"bytes (--max-archive raises it)",
			r->limits->max_bytes);
	return error_at(r->err, ASSAY_ELIMIT, r->name, 0, 0,
		"the files of the archive are larger than the archive by more than the limit "
		"max_archive_ratio of %zu (--max-archive-ratio raises it)",
		r->limits->max_ratio);
}

static int refuse(struct reading *r, const char *why)
{
	return error_at(r->err, ASSAY_EINPUT, r->name, 0, 0,
		"the archive can't be read: %s. Pack or copy it again.", why);
}

static int broken(struct reading *r)
{
	const char *why = archive_error_string(r->archive);

	if (r->stream && r->stream->excess)
		return report_excess(r, r->stream->excess);
	return refuse(r, why ? why : "it is truncated");
}

static bool has_component(struct str path, struct str wanted)
{
	for (size_t at = 0; at <= path.len;) {
		const char *slash = memchr(path.ptr + at, '/', path.len - at);
		size_t end = slash ? (size_t)(slash - path.ptr) : path.len;

		if (str_eq((struct str){path.ptr + at, end - at}, wanted))
			return true;
		at = end + 1;
	}
	return false;
}

/* as a walk of a folder sees it */
static bool is_hidden(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '.' && (i == 0 || path.ptr[i - 1] == '/'))
			return true;
	return false;
}

static bool has_control(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.ptr[i] < ' ' || path.ptr[i] == 0x7F)
			return true;
	return false;
}

/* why an entry is not read; NULL: it is */
static const char *refusal_of(struct archive_entry *entry, struct str path)
{
	if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
		return "a link in an archive is not followed. Pack the file itself "
		       "(tar --dereference --hard-dereference)";
	if (archive_entry_filetype(entry) != AE_IFREG)
		return "this entry of an archive is not a regular file. Pack files only";
	if (archive_entry_is_encrypted(entry))
		return "this file of an archive is encrypted. Pack it without a password";
	if (path.len == 0 || path.ptr[0] == '/' || has_component(path, STR("..")))
		return "the path of this file leaves the archive. Pack it with a relative path "
		       "without \"..\"";
	if (has_control(path))
		return "the path of this file contains control characters. Pack it under another "
		       "name";
	return NULL;
}

/* the name of the only file of a compressed file: without folders and the ending of compression */
static struct str inner_name(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct str base = str_of(slash ? slash + 1 : name);
	static const struct str endings[] = {{".gz", 3}, {".zst", 4}, {".gzip", 5}, {".zstd", 5}};

	for (size_t i = 0; i < LENGTH_OF(endings); i++)
		if (str_ends(base, endings[i]) && base.len > endings[i].len)
			return (struct str){base.ptr, base.len - endings[i].len};
	return base;
}

/* Without the components that are empty or ".", so that each file has one path. Windows separates
 * them with "\\", which no name of an export contains. */
static struct str short_path(struct arena *arena, struct str path)
{
	char *text = (char *)(uintptr_t)str_copy(arena, path).ptr;
	size_t len = 0;

	for (size_t i = 0; i < path.len; i++)
		if (text[i] == '\\')
			text[i] = '/';
	for (size_t at = 0; at < path.len;) {
		const char *start = text + at;
		const char *slash = memchr(start, '/', path.len - at);
		size_t part = slash ? (size_t)(slash - start) : path.len - at;
		bool stays = part > 1 || (part == 1 && *start != '.');

		/* the "/" of an absolute path stays */
		if (stays || (part == 0 && at == 0)) {
			memmove(text + len, start, part);
			len += part;
			if (slash)
				text[len++] = '/';
		}
		at += part + 1;
	}
	text[len] = '\0';
	return (struct str){text, len};
}

static struct str entry_path(struct reading *r, struct archive_entry *entry)
{
	const char *text;
	struct str path;

	r->out->is_file = archive_format(r->archive) == ARCHIVE_FORMAT_RAW;
	if (r->out->is_file)
		return str_copy(r->arena, inner_name(r->name));
	text = archive_entry_pathname(entry);
	if (!text)
		text = archive_entry_pathname_utf8(entry);
	path = str_of(text ? text : "");
	return path.len > ENTRY_PATH_MAX ? path : short_path(r->arena, path);
}

static int check_limits(struct reading *r, const struct unpacked_file *file, size_t len)
{
	enum excess excess = unpack_excess(r->out->n_bytes, r->packed, r->limits);

	if (len > r->limits->max_file)
		return report_large_file(r, file);
	return excess ? report_excess(r, excess) : ASSAY_OK;
}

/* libarchive omits the zeros at the end of a file that was packed with its holes */
static bool lacks_bytes(struct archive_entry *entry, size_t len)
{
	return archive_entry_size_is_set(entry) && (uint64_t)archive_entry_size(entry) != len;
}

/* A copy would hold it twice. Returns NULL: the block is the file's. */
static char *keep_large(struct reading *r, struct unpacked_file *file, char *bytes, size_t len)
{
	bytes = arena_resize(r->arena, bytes, len + 1);
	bytes[len] = '\0';
	file->bytes = (struct str){bytes, len};
	return NULL;
}

static int read_bytes(struct reading *r, struct archive_entry *entry, struct unpacked_file *file)
{
	char *bytes = NULL;
	size_t len = 0, capacity = 0;

	for (;;) {
		la_ssize_t n;
		int status;

		if (capacity - len < BLOCK) {
			capacity = capacity ? 2 * capacity : BLOCK + 1;
			bytes = arena_resize(r->arena, bytes, capacity);
		}
		n = archive_read_data(r->archive, bytes + len, capacity - len - 1);
		if (n == 0)
			break;
		len += n < 0 ? 0 : (size_t)n;
		r->out->n_bytes += n < 0 ? 0 : (size_t)n;
		status = n < 0 ? broken(r) : check_limits(r, file, len);
		if (status) {
			(void)arena_resize(r->arena, bytes, 0);
			return status;
		}
	}
	if (lacks_bytes(entry, len))
		file->refused = "this file of an archive has holes. Pack it without --sparse";
	else if (len >= LARGE)
		bytes = keep_large(r, file, bytes, len);
	else
		file->bytes = str_copy(r->arena, (struct str){bytes, len});
	(void)arena_resize(r->arena, bytes, 0);
	return ASSAY_OK;
}

static struct unpacked_file *add_file(struct reading *r, struct str path)
{
	struct unpacked_file *file = arena_alloc(r->arena, sizeof *file);

	file->path = path;
	file->name = str_printf(r->arena, "%s!%.*s", r->name, STR_ARGS(path));
	file->bytes = STR("");
	(void)list_add(r->arena, &r->out->files, file);
	return file;
}

static int add_entry(struct reading *r, struct archive_entry *entry)
{
	struct str path = entry_path(r, entry);
	struct unpacked_file *file;

	if (++r->n_entries > r->limits->max_entries)
		return error_at(r->err, ASSAY_ELIMIT, r->name, 0, 0,
			"the archive has more entries than the limit max_archive_entries of %zu "
			"(--max-archive-entries raises it)",
			r->limits->max_entries);
	if (path.len > ENTRY_PATH_MAX)
		return error_at(r->err, ASSAY_ELIMIT, r->name, 0, 0,
			"an entry of the archive has a path of more than %zu bytes. Pack it under "
			"a shorter path",
			ENTRY_PATH_MAX);
	/* a folder with bytes is a file in disguise, which refusal_of refuses */
	if (archive_entry_filetype(entry) == AE_IFDIR && archive_entry_size(entry) == 0)
		return ASSAY_OK;
	file = add_file(r, path);
	file->refused = refusal_of(entry, path);
	file->is_locked = file->refused && archive_entry_is_encrypted(entry);
	file->hidden = !file->refused && is_hidden(path);
	return file->refused ? ASSAY_OK : read_bytes(r, entry, file);
}

/* A block of zeros ends a tar. Without one, it was cut between two files. */
static bool is_cut_tar(const struct reading *r)
{
	int64_t end = archive_read_header_position(r->archive);

	return (archive_format(r->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR &&
	       archive_filter_bytes(r->archive, 0) - end < TAR_BLOCK;
}

static int finish(struct reading *r)
{
	if (archive_format(r->archive) == ARCHIVE_FORMAT_EMPTY) {
		r->out->is_file = true;
		(void)add_file(r, str_copy(r->arena, inner_name(r->name)));
	}
	return is_cut_tar(r) ? refuse(r, "it is truncated") : ASSAY_OK;
}

static int read_entries(struct reading *r)
{
	for (;;) {
		struct archive_entry *entry;
		int status = archive_read_next_header(r->archive, &entry);

		if (status == ARCHIVE_EOF)
			return finish(r);
		/* a warning is about names or attributes, which refusal_of judges */
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
			return broken(r);
		status = add_entry(r, entry);
		if (status)
			return status;
	}
}

static void close_archive(void *payload)
{
	(void)archive_read_free(payload);
}

/* Only the formats that the first bytes announce: a broken tar is not a file of one entry. */
static int open_archive(struct reading *r, struct str bytes)
{
	struct archive *a = r->archive;
	int status;

	if (!r->stream && !is_tar(bytes)) {
		status = archive_read_support_format_zip_seekable(a);
	} else {
		status = archive_read_support_format_tar(a);
		/* `cat a.tar b.tar`: what stands behind the end of the first is read, too */
		if (status == ARCHIVE_OK)
			status = archive_read_set_options(a, "tar:read_concatenated_archives");
	}
	if (status == ARCHIVE_OK && r->stream)
		status = archive_read_support_format_raw(a);
	if (status == ARCHIVE_OK && r->stream)
		status = archive_read_support_format_empty(a);
	if (status == ARCHIVE_OK)
		status = r->stream ? archive_read_open(a, r->stream, NULL, stream_read, NULL)
				   : archive_read_open_memory(a, bytes.ptr, bytes.len);
	return status == ARCHIVE_OK ? ASSAY_OK : broken(r);
}

static int read_archive(struct reading *r, struct str bytes)
{
	struct arena_cleanup cleanup;
	int status;

	r->archive = archive_read_new();
	if (!r->archive)
		return error_nomem(r->err);
	arena_defer(r->arena, &cleanup, close_archive, r->archive);
	status = open_archive(r, bytes);
	if (!status)
		status = read_entries(r);
	arena_release(r->arena, &cleanup);
	return status;
}

static void close_stream(void *payload)
{
	stream_close(payload);
}

static int read_compressed(struct reading *r, struct str bytes)
{
	struct arena_cleanup cleanup;
	struct stream stream;
	int status;

	if (!stream_open(&stream, bytes, r->limits))
		return error_nomem(r->err);
	arena_defer(r->arena, &cleanup, close_stream, &stream);
	r->stream = &stream;
	status = read_archive(r, bytes);
	if (r->out->n_bytes < stream.n_unpacked)
		r->out->n_bytes = stream.n_unpacked;
	r->stream = NULL;
	arena_release(r->arena, &cleanup);
	return status;
}

static int read_zip(struct reading *r, struct str bytes)
{
	struct arena *scratch;
	const char *fault;
	int status;

	(void)arena_new_below(&scratch, r->arena);
	fault = zip_fault(bytes, scratch);
	status = fault ? refuse(r, fault) : ASSAY_OK;
	arena_free(scratch);
	return status || zip_is_empty(bytes) ? status : read_archive(r, bytes);
}

static int compare_files(const void *a, const void *b)
{
	const struct unpacked_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

/* two files of one path: which of them is meant is a guess */
static void refuse_doubles(struct list *files)
{
	struct unpacked_file **f = (struct unpacked_file **)files->items;

	for (size_t i = 1; i < files->n; i++)
		if (str_eq(f[i - 1]->path, f[i]->path)) {
			f[i - 1]->refused = f[i]->refused =
				"the archive has several files of this path. Pack it again, each "
				"file once";
			f[i - 1]->bytes = f[i]->bytes = STR("");
		}
}

int unpack(struct unpacked *out, const char *name, struct str bytes,
	const struct unpack_limits *limits, struct arena *arena, struct assay_error *err)
{
	struct reading r = {.name = name,
		.packed = bytes.len,
		.limits = limits,
		.arena = arena,
		.err = err,
		.out = out};
	int status;

	*out = (struct unpacked){0};
	if (stream_is(bytes))
		status = read_compressed(&r, bytes);
	else
		status = is_tar(bytes) ? read_archive(&r, bytes) : read_zip(&r, bytes);
	if (status) {
		*out = (struct unpacked){.n_bytes = out->n_bytes};
		return status;
	}
	(void)list_sort(arena, &out->files, compare_files);
	refuse_doubles(&out->files);
	return ASSAY_OK;
}

const char *unpack_libraries(void)
{
	return archive_version_details();
}
