/*
 * filter - a stream that escapes text for a format and drops blank lines at both ends.
 *
 * Escapes single ASCII bytes, so that pieces may end anywhere. Expects that out_safe has escaped
 * what is unsafe to show; the format says which bytes to escape.
 */
#include "report/model/filter.h"

#include "base/log_lines.h"

static void put_breaks(struct filter *f)
{
	const char *escaped = f->escape('\n');
	for (; f->breaks > 0; f->breaks--)
		out_text(f->out, escaped ? escaped : "\n");
}

/* true if the byte is a blank to drop at the start of its line */
static bool is_outdent(struct filter *f, char c)
{
	if (c == '\n') {
		f->column = 0;
		return false;
	}
	if (c == ' ' && f->column < f->outdent) {
		f->column++;
		return true;
	}
	f->column = SIZE_MAX;
	return false;
}

static int write_filtered(void *payload, const char *bytes, size_t len)
{
	struct filter *f = payload;
	size_t plain = 0;
	for (size_t i = 0; i < len; i++) {
		const char *escaped = f->escape(bytes[i]);
		bool is_break = bytes[i] == '\n', is_dropped = is_outdent(f, bytes[i]);
		if (is_break || is_dropped || escaped) {
			out_bytes(f->out, bytes + plain, i - plain);
			plain = i + 1;
		}
		f->breaks += is_break && f->any;
		if (is_break || is_dropped)
			continue;
		if (f->breaks > 0)
			put_breaks(f);
		f->any = true;
		if (escaped)
			out_text(f->out, escaped);
	}
	out_bytes(f->out, bytes + plain, len - plain);
	return f->out->status;
}

struct out filter_begin(struct filter *f, struct out *o, escape_fn *escape)
{
	*f = (struct filter){.out = o, .escape = escape};
	return (struct out){write_filtered, f, o->status};
}

void filter_end(struct filter *f, const struct out *inner)
{
	if (f->out->status == ASSAY_OK)
		f->out->status = inner->status;
}

void out_escaped(struct out *o, struct str s, escape_fn *escape)
{
	struct filter f;
	struct log_lines l;
	struct out outer = filter_begin(&f, o, escape), inner = log_begin(&l, &outer);
	out_safe(&inner, s);
	log_end(&l, &inner);
	filter_end(&f, &outer);
}

void out_escaped_line(struct out *o, struct str s, escape_fn *escape)
{
	struct filter f;
	struct log_lines l;
	struct out outer = filter_begin(&f, o, escape), inner = log_begin(&l, &outer);
	out_safe_line(&inner, s);
	log_end(&l, &inner);
	filter_end(&f, &outer);
}

const char *escape_xml(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

const char *escape_nothing(char c)
{
	(void)c;
	return NULL;
}
