/*
 * str - strings with a length, and growing buffers with a maximum.
 *
 * Knows libc and arenas. The buffer is one of the few places that call malloc,
 * because its size is not known in advance. Must not know what the bytes mean.
 */
/* for memmem */
#define _GNU_SOURCE

#include "base/base.h"

struct str str_of(const char *text)
{
	return text ? (struct str){text, strlen(text)} : STR_NONE;
}

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str a, const char *text)
{
	return str_eq(a, str_of(text));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
	if (order)
		return order < 0 ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str head)
{
	return s.len >= head.len && str_eq((struct str){s.ptr, head.len}, head);
}

bool str_ends(struct str s, struct str tail)
{
	if (tail.len == 0)
		return true;
	return s.len >= tail.len && memcmp(s.ptr + (s.len - tail.len), tail.ptr, tail.len) == 0;
}

bool str_contains(struct str s, struct str part)
{
	if (part.len == 0 || s.len == 0)
		return part.len == 0;
	/* linear: both may be long and hostile */
	return memmem(s.ptr, s.len, part.ptr, part.len) != NULL;
}

struct str str_copy(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len < SIZE_MAX ? s.len + 1 : s.len);
	if (!copy)
		return STR_NONE;
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (struct str){copy, s.len};
}

struct str str_join(struct arena *a, const struct str *parts, size_t n)
{
	size_t len = 0;
	for (size_t i = 0; i < n; i++)
		len += parts[i].len;
	char *text = arena_alloc(a, len + 1);
	if (!text)
		return STR_NONE;
	struct str joined = {text, len};
	for (size_t i = 0; i < n; i++) {
		if (parts[i].len)
			memcpy(text, parts[i].ptr, parts[i].len);
		text += parts[i].len;
	}
	*text = '\0';
	return joined;
}

struct str str_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = arena_alloc(a, n < 0 ? SIZE_MAX : (size_t)n + 1);
	if (!text)
		return STR_NONE;
	va_start(args, format);
	n = vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return n < 0 ? STR_NONE : (struct str){text, (size_t)n};
}

bool str_to_size(struct str s, size_t *out)
{
	size_t value = 0;
	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		size_t digit = (size_t)(s.ptr[i] - '0');
		if (value > (SIZE_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max};
}

void buf_init_for(struct buf *b, size_t max, struct arena *arena)
{
	*b = (struct buf){.max = max, .arena = arena};
}

void buf_free(struct buf *b)
{
	if (b->arena)
		(void)arena_resize(b->arena, b->ptr, 0);
	else
		free(b->ptr);
	b->ptr = NULL;
	b->len = b->capacity = 0;
}

static bool fail(struct buf *b, int status)
{
	buf_free(b);
	b->status = status;
	if (status == ASSAY_ENOMEM)
		arena_fail(b->arena);
	return false;
}

/* make room for n more bytes, and for the NUL of printf after them */
static bool reserve(struct buf *b, size_t n)
{
	if (b->status != ASSAY_OK)
		return false;
	if (n > b->max - b->len)
		return fail(b, ASSAY_ELIMIT);
	if (n >= SIZE_MAX - b->len)
		return fail(b, ASSAY_ENOMEM);
	size_t need = b->len + n + 1;
	if (need <= b->capacity)
		return true;
	size_t capacity = b->capacity > SIZE_MAX / 2 ? need : b->capacity * 2;
	if (capacity < need)
		capacity = need < 256 ? 256 : need;
	char *ptr = b->arena ? arena_resize(b->arena, b->ptr, capacity) : realloc(b->ptr, capacity);
	if (!ptr)
		return fail(b, ASSAY_ENOMEM);
	b->ptr = ptr;
	b->capacity = capacity;
	return true;
}

void buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (!reserve(b, len) || len == 0)
		return;
	memcpy(b->ptr + b->len, bytes, len);
	b->len += len;
}

void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.ptr, s.len);
}

void buf_text(struct buf *b, const char *text)
{
	buf_str(b, str_of(text));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0 || !reserve(b, (size_t)n))
		return;
	va_start(args, format);
	n = vsnprintf(b->ptr + b->len, (size_t)n + 1, format, args);
	va_end(args);
	if (n > 0)
		b->len += (size_t)n;
}
