/*
 * lex - blanks, comments, names, strings with templates, heredocs, and where an expression ends.
 *
 * Knows the tokens of HCL's native syntax. Expressions are skipped, never evaluated. No recursion:
 * templates are kept on a stack of fixed size.
 */
#include "hcl/lex.h"

enum frame_kind { FRAME_QUOTED, FRAME_HEREDOC, FRAME_INSIDE };

/* A template that is open: a string, a heredoc or an interpolation in one. */
struct frame {
	enum frame_kind kind;
	size_t braces;     /* FRAME_INSIDE: braces that are open in it */
	struct str marker; /* FRAME_HEREDOC */
	size_t from;
};

int lex_error(const struct lex *l, enum assay_status status, size_t at, const char *message)
{
	struct place place = hcl_place(l->file, (struct hcl_range){at, at});

	return error_at(l->err, status, l->file->name.ptr, place.line, place.column, "%s", message);
}

char lex_peek(const struct lex *l, size_t ahead)
{
	return ahead < l->text.len - l->at ? l->text.ptr[l->at + ahead] : '\0';
}

static bool is_at_end(const struct lex *l)
{
	return l->at >= l->text.len;
}

int lex_count(struct lex *l)
{
	if (++l->nodes <= HCL_NODES_MAX)
		return ASSAY_OK;
	return lex_error(l, ASSAY_ELIMIT, l->at,
		"the file has more than 200000 blocks, arguments and values");
}

static void skip_line(struct lex *l)
{
	const char *end = memchr(l->text.ptr + l->at, '\n', l->text.len - l->at);

	l->at = end ? (size_t)(end - l->text.ptr) : l->text.len;
}

int lex_comment(struct lex *l, bool *is_comment)
{
	char c = lex_peek(l, 0), next = lex_peek(l, 1);
	size_t from = l->at;

	*is_comment = c == '#' || (c == '/' && (next == '/' || next == '*'));
	if (!*is_comment)
		return ASSAY_OK;
	if (c == '#' || next == '/') {
		skip_line(l);
		return ASSAY_OK;
	}
	for (l->at += 2; !is_at_end(l); l->at++) {
		if (lex_peek(l, 0) == '*' && lex_peek(l, 1) == '/') {
			l->at += 2;
			return ASSAY_OK;
		}
	}
	return lex_error(l, ASSAY_EINPUT, from, "the comment is not closed");
}

int lex_skip(struct lex *l, bool lines)
{
	while (!is_at_end(l)) {
		char c = lex_peek(l, 0);
		bool is_comment;
		int status;

		if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
			l->at++;
			continue;
		}
		status = lex_comment(l, &is_comment);
		if (status || !is_comment)
			return status;
	}
	return ASSAY_OK;
}

/* the file is valid UTF-8, so bytes from 0x80 on are parts of characters */
static bool is_word(char c, bool first)
{
	unsigned char u = (unsigned char)c;

	if ((u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u >= 0x80)
		return true;
	return !first && ((u >= '0' && u <= '9') || u == '-');
}

size_t lex_word(const struct lex *l)
{
	size_t n = 0;

	while (l->at + n < l->text.len && is_word(l->text.ptr[l->at + n], n == 0))
		n++;
	return n;
}

/* "<<MARKER" or "<<-MARKER" and a line end: the length without the line end; 0: not a heredoc */
static size_t heredoc_head(const struct lex *l, struct str *marker)
{
	struct lex at = *l;
	size_t n;

	if (lex_peek(l, 0) != '<' || lex_peek(l, 1) != '<')
		return 0;
	at.at += lex_peek(l, 2) == '-' ? 3 : 2;
	n = lex_word(&at);
	*marker = (struct str){at.text.ptr + at.at, n};
	at.at += n;
	n = lex_peek(&at, 0) == '\r' ? 1 : 0;
	return marker->len && lex_peek(&at, n) == '\n' ? at.at + n - l->at : 0;
}

bool lex_is_heredoc(const struct lex *l)
{
	struct str marker;

	return heredoc_head(l, &marker) > 0;
}

/* the open templates */
struct templates {
	struct frame frames[HCL_TEMPLATE_MAX];
	size_t n;
	bool plain;
};

static int push(struct lex *l, struct templates *t, struct frame frame)
{
	if (t->n == HCL_TEMPLATE_MAX)
		return lex_error(l, ASSAY_ELIMIT, l->at, "templates are nested more than 32 deep");
	t->frames[t->n++] = frame;
	return ASSAY_OK;
}

static int open_interpolation(struct lex *l, struct templates *t)
{
	t->plain = false;
	l->at += 2;
	return push(l, t, (struct frame){.kind = FRAME_INSIDE, .from = l->at - 2});
}

/* "${" or "%{" opens an interpolation; "$${" and "%%{" are text */
static bool is_interpolation(const struct lex *l)
{
	char c = lex_peek(l, 0);

	return (c == '$' || c == '%') && lex_peek(l, 1) == '{';
}

static bool is_escaped(const struct lex *l)
{
	char c = lex_peek(l, 0);

	return (c == '$' || c == '%') && lex_peek(l, 1) == c && lex_peek(l, 2) == '{';
}

static int step_quoted(struct lex *l, struct templates *t)
{
	char c = lex_peek(l, 0);

	if (c == '\n')
		return lex_error(l, ASSAY_EINPUT, t->frames[t->n - 1].from,
			"the string is not closed on its line");
	if (is_escaped(l))
		l->at += 3;
	else if (is_interpolation(l))
		return open_interpolation(l, t);
	else if (c == '\\' && l->at + 1 < l->text.len && lex_peek(l, 1) != '\n')
		l->at += 2;
	else
		t->n -= l->text.ptr[l->at++] == '"';
	return ASSAY_OK;
}

/* true if the line at the offset is the marker alone; *end: behind the marker */
static bool is_last_line(const struct lex *l, struct str marker, size_t *end)
{
	const char *begin = l->text.ptr + l->at;
	const char *stop = memchr(begin, '\n', l->text.len - l->at);
	size_t n = stop ? (size_t)(stop - begin) : l->text.len - l->at, from = 0;

	while (from < n && (begin[from] == ' ' || begin[from] == '\t'))
		from++;
	while (n > from && strchr(" \t\r", begin[n - 1]))
		n--;
	*end = l->at + n;
	return str_eq((struct str){begin + from, n - from}, marker);
}

static int step_heredoc(struct lex *l, struct templates *t)
{
	struct frame *frame = &t->frames[t->n - 1];
	size_t end;

	if (l->text.ptr[l->at - 1] == '\n' && is_last_line(l, frame->marker, &end)) {
		l->at = end;
		t->n--;
		return ASSAY_OK;
	}
	if (is_escaped(l))
		l->at += 3;
	else if (is_interpolation(l))
		return open_interpolation(l, t);
	else
		l->at++;
	return ASSAY_OK;
}

/* the frame that begins at the offset; false: none does */
static bool begin_frame(struct lex *l, struct frame *frame)
{
	struct str marker;
	size_t head;

	if (lex_peek(l, 0) == '"') {
		*frame = (struct frame){.kind = FRAME_QUOTED, .from = l->at++};
		return true;
	}
	head = heredoc_head(l, &marker);
	if (!head)
		return false;
	*frame = (struct frame){.kind = FRAME_HEREDOC, .marker = marker, .from = l->at};
	l->at += head + 1;
	return true;
}

static int step_inside(struct lex *l, struct templates *t)
{
	size_t *braces = &t->frames[t->n - 1].braces;
	struct frame frame;
	bool is_comment;
	int status = lex_comment(l, &is_comment);

	if (status || is_comment)
		return status;
	if (begin_frame(l, &frame))
		return push(l, t, frame);
	switch (l->text.ptr[l->at++]) {
	case '{':
		++*braces;
		break;
	case '}':
		if (*braces == 0)
			t->n--;
		else
			--*braces;
		break;
	default:
		break;
	}
	return ASSAY_OK;
}

int lex_template(struct lex *l, bool *plain, struct hcl_range *content)
{
	struct templates t = {.n = 1, .plain = true};
	int status = ASSAY_OK;

	begin_frame(l, &t.frames[0]);
	content->from = content->to = l->at;
	while (!status && t.n > 0 && !is_at_end(l)) {
		if (t.n == 1)
			content->to = l->at;
		switch (t.frames[t.n - 1].kind) {
		case FRAME_QUOTED:
			status = step_quoted(l, &t);
			break;
		case FRAME_HEREDOC:
			status = step_heredoc(l, &t);
			break;
		case FRAME_INSIDE:
			status = step_inside(l, &t);
			break;
		}
	}
	if (!status && t.n > 0)
		status = lex_error(l, ASSAY_EINPUT, t.frames[t.n - 1].from,
			t.frames[t.n - 1].kind == FRAME_HEREDOC ? "the heredoc is not closed"
			: t.frames[t.n - 1].kind == FRAME_QUOTED
				? "the string is not closed"
				: "the interpolation is not closed");
	*plain = t.plain;
	return status;
}

bool lex_is_end(const struct lex *l, enum lex_ends ends)
{
	if (is_at_end(l))
		return true;
	switch (lex_peek(l, 0)) {
	case '\n':
		return ends != ENDS_ELEMENT;
	case ',':
		return ends != ENDS_LINE;
	case ')':
	case ']':
	case '}':
		return true;
	default:
		return false;
	}
}

int lex_expression(struct lex *l, enum lex_ends ends, size_t *end)
{
	size_t depth = 0;
	struct hcl_range content;
	bool is_comment, plain;

	*end = l->at;

	while (!is_at_end(l) && (depth > 0 || !lex_is_end(l, ends))) {
		int status = lex_comment(l, &is_comment);

		if (!status && !is_comment && (lex_peek(l, 0) == '"' || lex_is_heredoc(l))) {
			status = lex_template(l, &plain, &content);
		} else if (!status && !is_comment) {
			char c = l->text.ptr[l->at++];

			depth += c == '(' || c == '[' || c == '{';
			depth -= c == ')' || c == ']' || c == '}';
			is_comment = strchr(" \t\r\n", c) != NULL;
		}
		if (status)
			return status;
		*end = is_comment ? *end : l->at;
	}
	return depth == 0 ? ASSAY_OK : lex_error(l, ASSAY_EINPUT, l->at, "a bracket is not closed");
}
