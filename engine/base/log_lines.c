/*
 * log_lines - lines that no CI runner takes for a command.
 *
 * GitHub's runner obeys a line that begins with "::", and "##[" anywhere; Azure's obeys "##vso[",
 * TeamCity's "##teamcity[". A name in a plan could hide a finding with such a command. Expects that
 * out_safe has escaped control characters.
 */
#include "base/log_lines.h"

static bool begins_command(char behind_hashes)
{
	char c = behind_hashes;
	return c == '[' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* escape the last of two or more if a command could follow */
static void put_hashes(struct log_lines *l, char next)
{
	bool escapes = l->hashes > 1 && begins_command(next);
	for (l->hashes -= escapes; l->hashes > 0; l->hashes--)
		out_text(l->out, "#");
	if (escapes)
		out_text(l->out, "\\x23");
}

/* a runner may treat a character outside ASCII as a blank */
static bool is_visible(char c)
{
	return c > ' ' && c < 0x7F;
}

static int write_line(void *payload, const char *bytes, size_t len)
{
	struct log_lines *l = payload;
	size_t plain = 0;
	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];
		bool first = !l->inside && c == ':';
		if (c == '#' || first || l->hashes > 0) {
			out_bytes(l->out, bytes + plain, i - plain);
			plain = i;
		}
		if (c != '#' && l->hashes > 0)
			put_hashes(l, c);
		if (first)
			out_text(l->out, "\\x3a");
		plain += first || c == '#';
		l->hashes += c == '#';
		l->inside = c != '\n' && (l->inside || is_visible(c));
	}
	out_bytes(l->out, bytes + plain, len - plain);
	return l->out->status;
}

struct out log_begin(struct log_lines *l, struct out *o)
{
	*l = (struct log_lines){.out = o};
	return (struct out){write_line, l, o->status};
}

void log_end(struct log_lines *l, const struct out *inner)
{
	put_hashes(l, '\n');
	if (l->out->status == ASSAY_OK)
		l->out->status = inner->status;
}
