/*
 * aws_error - an error that the AWS CLI printed in place of a command's output.
 *
 * Reads one format and refuses everything else: the code decides what an answer means, so it must
 * not come from a file that only mentions an error. Knows the CLI's words. Must not know commands,
 * nor what a code means.
 */
#include "doc/aws_error.h"

#include "doc/doc_inside.h"
#include "doc/line.h"

#define MAX_ERROR ((size_t)64 << 10) /* bytes of a file that are looked at */

/* drop a prefix of *rest; false if it has another one */
static bool take(struct str *rest, struct str prefix)
{
	if (!str_starts(*rest, prefix))
		return false;
	rest->ptr += prefix.len;
	rest->len -= prefix.len;
	return true;
}

static bool is_word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '.' || c == '_' || c == '-' || c == ':';
}

/* a name of a code or an operation, from the front of *rest */
static bool take_word(struct str *rest, struct str *word)
{
	size_t n = 0;
	while (n < rest->len && is_word_char(rest->ptr[n]))
		n++;
	*word = (struct str){rest->ptr, n};
	rest->ptr += n;
	rest->len -= n;
	return n > 0;
}

/* " (reached max retries: 4)", where the CLI tried again */
static bool take_retries(struct str *rest)
{
	if (!take(rest, STR(" (reached max retries: ")))
		return true;
	struct str number;
	return take_word(rest, &number) && take(rest, STR(")"));
}

static struct str trim_right(struct str s)
{
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

static bool read_line(struct aws_error *out, struct str line)
{
	struct str rest = trim_right(line);
	(void)take(&rest, STR("aws: [ERROR]: "));
	out->line = rest;
	if (!take(&rest, STR("An error occurred (")) || !take_word(&rest, &out->code) ||
		!take(&rest, STR(") when calling the ")) || !take_word(&rest, &out->operation) ||
		!take(&rest, STR(" operation")) || !take_retries(&rest) || !take(&rest, STR(":")))
		return false;
	out->text = skip_blanks(rest);
	return true;
}

/* "Name: value", as version 2 prints the further members of an error */
static bool is_detail(struct str line)
{
	struct str name;
	return take_word(&line, &name) && name.ptr[name.len - 1] == ':';
}

bool aws_error_find(struct aws_error *out, struct str text)
{
	struct str rest = skip_blanks(text), line;
	bool details = false;
	*out = (struct aws_error){0};
	if (!take_line(&rest, &line) || !read_line(out, line))
		return false;
	while (take_line(&rest, &line)) {
		line = trim_right(line);
		if (line.len == 0)
			continue;
		if (!details && !str_is(line, "Additional error details:"))
			return false;
		if (details && !is_detail(line))
			return false;
		details = true;
	}
	return true;
}

bool aws_error_read(struct aws_error *out, struct str bytes, struct arena *a)
{
	size_t mark;
	enum encoding encoding = find_encoding(bytes, &mark);
	struct str text = {bytes.ptr + mark, bytes.len - mark};
	*out = (struct aws_error){0};
	if (bytes.len > MAX_ERROR || encoding == ENCODING_UTF32)
		return false;
	if (encoding != ENCODING_UTF8 &&
		!utf16_to_utf8(&text, text, encoding == ENCODING_UTF16_BIG, a))
		return false;
	if (utf8_check(text.ptr, text.len) < text.len || !aws_error_find(out, text))
		return false;
	struct place *p = &out->place;
	size_t begin = (size_t)(out->line.ptr - text.ptr);
	p->line = p->column = 1;
	advance_place(text, 0, begin, &p->line, &p->column);
	p->end_line = p->line;
	p->end_column = p->column;
	advance_place(text, begin, begin + out->line.len, &p->end_line, &p->end_column);
	return true;
}
