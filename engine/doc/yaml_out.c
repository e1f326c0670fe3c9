/*
 * yaml_out - text as a YAML scalar.
 *
 * Knows YAML's double-quoted style and nothing else of YAML.
 */
#include "doc/yaml_out.h"

/* true if YAML 1.1 and 1.2 both read the character back unescaped */
static bool is_plain(int32_t c)
{
	return c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0x2028 && c != 0x2029 &&
	       c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

static void put_escape(struct out *o, uint32_t c, size_t digits)
{
	static const char hex[] = "0123456789ABCDEF";
	out_text(o, digits == 2 ? "\\x" : "\\u");
	while (digits-- > 0)
		out_bytes(o, &hex[(c >> (4 * digits)) & 15], 1);
}

void out_yaml(struct out *o, struct str text)
{
	out_text(o, "\"");
	while (text.len > 0) {
		int32_t c;
		size_t n = char_next(text, &c);
		/* YAML cannot express a byte that is not UTF-8 */
		if (c < 0)
			out_text(o, "?");
		else if (c == '"' || c == '\\')
			out_text(o, c == '"' ? "\\\"" : "\\\\");
		else if (c == '\n' || c == '\t')
			out_text(o, c == '\n' ? "\\n" : "\\t");
		else if (is_plain(c))
			out_bytes(o, text.ptr, n);
		else
			put_escape(o, (uint32_t)c, c < 0x100 ? 2 : 4);
		text = (struct str){text.ptr + n, text.len - n};
	}
	out_text(o, "\"");
}
