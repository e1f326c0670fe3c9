/*
 * lex.h - steps through the text of an HCL file. Private to hcl.
 */
#ifndef ASSAY_HCL_LEX_H
#define ASSAY_HCL_LEX_H

#include "hcl/hcl.h"

struct lex {
	const struct hcl_file *file;
	struct str text;
	size_t at;
	size_t nodes; /* made so far */
	struct arena *arena;
	struct assay_error *err;
};

/* Set an error at an offset. Returns status. */
int lex_error(const struct lex *l, enum assay_status status, size_t at, const char *message);

/* The character at the offset, 0 at the end. */
char lex_peek(const struct lex *l, size_t ahead);

/* Count a node; ASSAY_ELIMIT if there are too many. */
int lex_count(struct lex *l);

/* Skip blanks and comments, and line ends where lines is set. */
int lex_skip(struct lex *l, bool lines);

/* Skip the comment at the offset, without the line end after it; *is_comment: there is one. */
int lex_comment(struct lex *l, bool *is_comment);

/* The length of the name at the offset; 0: there is none. */
size_t lex_word(const struct lex *l);

/* True if a heredoc begins at the offset. */
bool lex_is_heredoc(const struct lex *l);

/*
 * Skip the quoted string or heredoc at the offset. *plain: it has no interpolation; *content: the
 * text between the quotes, or the lines of the heredoc.
 */
int lex_template(struct lex *l, bool *plain, struct hcl_range *content);

/* Where a value stands, which decides what ends it. */
enum lex_ends { ENDS_LINE, ENDS_ELEMENT, ENDS_MEMBER };

/* True at the end of a value: a line end, comma or closing bracket. */
bool lex_is_end(const struct lex *l, enum lex_ends ends);

/* Skip an expression; *end: behind its last token. */
int lex_expression(struct lex *l, enum lex_ends ends, size_t *end);

/* literal.c: the value at the offset. */
int lex_value(struct hcl_value **out, struct lex *l, enum lex_ends ends, size_t depth);

/* literal.c: decode the content of a quoted string without interpolation. */
int lex_decode(struct lex *l, struct hcl_range content, struct str *out);

/* json_body.c: the blocks of a file in JSON syntax. */
int json_body_read(struct hcl_file *file, struct lex *l);

#endif
