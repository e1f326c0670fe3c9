/*
 * out.h - a stream to the caller's write function, and text that is safe to show.
 *
 * After the first failed write the stream writes nothing more, so a caller checks its status once,
 * at the end.
 */
#ifndef ASSAY_BASE_OUT_H
#define ASSAY_BASE_OUT_H

#include "base/base.h"

/* A stream of bytes to the caller's write function; keeps the first failure. */
struct out {
	assay_write_fn *write;
	void *payload;
	int status; /* ASSAY_OK or ASSAY_EIO */
};

/* A stream that appends to b; b->status says whether everything fitted. */
struct out out_to_buf(struct buf *b);

/* Write unmodified. */
void out_bytes(struct out *o, const char *bytes, size_t len);
void out_str(struct out *o, struct str s);
void out_text(struct out *o, const char *text);

/* printf of a short text; 4096 bytes or more are a failure of the stream. */
void out_printf(struct out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_size(struct out *o, size_t n);
void out_int(struct out *o, int64_t n);
void out_blanks(struct out *o, size_t n);

/*
 * Write text of an input or a rule. Characters that a terminal acts on or that a reader does not
 * see (controls, bidirectional marks, invisible characters, invalid UTF-8) become \xNN or \uNNNN.
 */
void out_safe(struct out *o, struct str s);

/* Write "PATH:LINE:COLUMN" on one line; a line or column of 0 is omitted. */
void out_position(struct out *o, struct str path, size_t line, size_t column);

/* The number of columns that out_safe writes. */
size_t safe_width(struct str s);

/* Write as out_safe does, on one line: a line break and the blanks around it become one blank. */
void out_safe_line(struct out *o, struct str s);

/* The length in bytes (at least 1) of the first character of s; *code_point is -1 if it is not
 * UTF-8. */
size_t char_next(struct str s, int32_t *code_point);

/* True if the character acts on a terminal or misleads a reader. */
bool char_is_unsafe(int32_t code_point);

/* The longest head of s of at most max bytes that ends between two characters. */
struct str str_cut(struct str s, size_t max);

/* Words on lines of at most `width` columns; a word is never broken. */
#define WRAP_WIDTH 80
struct wrap {
	struct out *out;
	const char *lead; /* of the lines after the first, after the indent */
	size_t indent;    /* columns, of the lines after the first */
	size_t column;
	bool any;     /* this line has a word */
	size_t width; /* WRAP_WIDTH unless set after wrap_begin */
};

/* Write indent blanks and lead; later lines are indented to where lead ends. */
void wrap_begin(struct wrap *w, struct out *o, size_t indent, const char *lead);
void wrap_words(struct wrap *w, struct str text);
void wrap_unbroken(struct wrap *w, struct str word); /* the blanks in it are kept */
void wrap_end(struct wrap *w);

/* Write one wrapped text: wrap_begin, wrap_words, wrap_end. */
void out_wrapped(struct out *o, size_t indent, const char *lead, struct str text);

#endif
