/*
 * str.h - strings with a length, and growing buffers with a maximum.
 *
 * A struct str that comes from an arena is also NUL-terminated; never take its
 * length with strlen. Low-level: interacts with base only.
 */
#ifndef ASSAY_BASE_STR_H
#define ASSAY_BASE_STR_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* A borrowed run of bytes, UTF-8 unless said otherwise. */
struct str {
	const char *ptr;
	size_t len;
};

/* A literal as a struct str; NONE is the empty one with a NULL pointer. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_NONE     ((struct str){NULL, 0})

/* printf's "%.*s" of a struct str; a negative precision would have no limit */
#define STR_ARGS(s) (int)((s).len < INT_MAX ? (s).len : INT_MAX), (s).ptr ? (s).ptr : ""

struct str str_of(const char *text); /* of a NUL-terminated string; NULL gives STR_NONE */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *text);
int str_cmp(struct str a, struct str b); /* bytes, unsigned; a prefix comes first */
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
bool str_contains(struct str s, struct str part);

/* A copy in the arena, NUL-terminated. */
struct str str_copy(struct arena *a, struct str s);
struct str str_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The parts one after another, NUL-terminated. */
struct str str_join(struct arena *a, const struct str *parts, size_t n);

/* Read decimal digits without a sign; false if s is anything else or too large. */
bool str_to_size(struct str s, size_t *out);

/*
 * A growing buffer with a maximum. An append that fails (maximum, or no memory) frees the content
 * and sets status; later appends do nothing, so a writer checks once, at the end.
 */
struct buf {
	char *ptr;
	size_t len;
	size_t capacity;
	size_t max;
	int status; /* ASSAY_OK, ASSAY_ELIMIT or ASSAY_ENOMEM */
	struct arena *arena;
};

void buf_init(struct buf *b, size_t max);

/* The same with memory of an arena: freed with it, and lack of memory leaves to its phase. */
void buf_init_for(struct buf *b, size_t max, struct arena *arena);
void buf_free(struct buf *b);
void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_text(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* UTF-8 (base/utf8.c). */

/* Offset of the first byte that is not part of valid UTF-8, or len if all are valid. */
size_t utf8_check(const char *bytes, size_t len);

/* The number of UTF-16 code units of valid UTF-8. */
size_t utf8_utf16_units(const char *bytes, size_t len);

/* Append one code point (a scalar value) as UTF-8 to out (room for 4); returns its length. */
size_t utf8_put(char *out, uint32_t code_point);

#endif
