/*
 * out.h - bytes to the caller's stream, and text that is safe to show.
 *
 * After the first failed write nothing more is written, so a report checks once, at its end.
 */
#ifndef ASSAY_REPORT_OUT_H
#define ASSAY_REPORT_OUT_H

#include "report/report.h"

/* A stream into a buffer, whose own status says whether it all fitted. */
struct out out_to_buf(struct buf *b);

/* As they are. */
void out_bytes(struct out *o, const char *bytes, size_t len);
void out_str(struct out *o, struct str s);
void out_text(struct out *o, const char *text);
void out_size(struct out *o, size_t n);
void out_int(struct out *o, int64_t n);
void out_blanks(struct out *o, size_t n);

/*
 * Text of an input or a rule: what a terminal would act on, or a reader would not see (controls,
 * bidirectional marks, invisible characters, bytes that are no UTF-8), as \xNN or \uNNNN.
 */
void out_safe(struct out *o, struct str s);

/* How many columns out_safe takes. */
size_t safe_width(struct str s);

/* The same on one line: a line break and the blanks around it are one blank. */
void out_safe_line(struct out *o, struct str s);

/* The first character: its length in bytes, at least 1; *code_point is -1 where it is no UTF-8. */
size_t char_next(struct str s, int32_t *code_point);

/* Would it act on a terminal, or deceive a reader? */
bool char_is_unsafe(int32_t code_point);

/* The head of s that takes at most max bytes, cut between two characters. */
struct str str_cut(struct str s, size_t max);

/* Words on lines of at most WRAP_WIDTH columns; a word is never broken. */
#define WRAP_WIDTH 80
struct wrap {
	struct out *out;
	size_t indent; /* of the lines after the first */
	size_t column;
	bool any; /* a word stands on this line */
};

/* Begin at a column of indent and the width of lead, which is written first. */
void wrap_begin(struct wrap *w, struct out *o, size_t indent, const char *lead);
void wrap_words(struct wrap *w, struct str text);
void wrap_end(struct wrap *w);

/* All three. */
void out_wrapped(struct out *o, size_t indent, const char *lead, struct str text);

#endif
