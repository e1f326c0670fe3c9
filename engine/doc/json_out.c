/*
 * json_out - JSON text, written to a stream.
 *
 * Invalid UTF-8 becomes U+FFFD. Characters that a terminal acts on are escaped, so that a report
 * can be shown on one; a JSON reader undoes it. Knows RFC 8259 and no report.
 */
#include "doc/json_out.h"

#include <inttypes.h>

void json_begin(struct json_out *j, struct out *o)
{
	*j = (struct json_out){.out = o};
}

void json_end(struct json_out *j)
{
	out_text(j->out, "\n");
}

static void new_line(struct json_out *j)
{
	if (j->compact)
		return;
	out_text(j->out, "\n");
	out_blanks(j->out, (size_t)j->depth * 2);
}

/* write the comma and the line break before a key or an element */
static void separate(struct json_out *j)
{
	if (j->keyed) {
		j->keyed = false;
		return;
	}
	if (j->depth == 0)
		return;
	if (j->any[j->depth - 1])
		out_text(j->out, ",");
	j->any[j->depth - 1] = true;
	new_line(j);
}

static void open_container(struct json_out *j, const char *bracket)
{
	separate(j);
	out_text(j->out, bracket);
	if (j->depth == JSON_OUT_DEPTH) {
		j->out->status = ASSAY_EIO;
		return;
	}
	j->any[j->depth++] = false;
}

static void close_container(struct json_out *j, const char *bracket)
{
	if (j->depth == 0)
		return;
	j->depth--;
	if (j->any[j->depth])
		new_line(j);
	out_text(j->out, bracket);
}

void json_object(struct json_out *j)
{
	open_container(j, "{");
}

void json_object_end(struct json_out *j)
{
	close_container(j, "}");
}

void json_array(struct json_out *j)
{
	open_container(j, "[");
}

void json_array_end(struct json_out *j)
{
	close_container(j, "]");
}

/* write a character that JSON requires to be escaped, or that is unsafe to show */
static void put_escape(struct out *o, char byte, int32_t code_point)
{
	static const char named[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	char text[16];
	int len;
	const char *hit = code_point >= 0 && byte ? strchr(named, byte) : NULL;
	if (code_point < 0)
		len = snprintf(text, sizeof text, "\\ufffd");
	else if (hit && code_point < 0x80)
		len = snprintf(text, sizeof text, "\\%c", letters[hit - named]);
	else if (code_point < 0x10000)
		len = snprintf(text, sizeof text, "\\u%04" PRIx32, (uint32_t)code_point);
	else
		len = snprintf(text, sizeof text, "\\u%04" PRIx32 "\\u%04" PRIx32,
			(uint32_t)(0xD7C0 + (code_point >> 10)),
			(uint32_t)(0xDC00 + (code_point & 0x3FF)));
	out_bytes(o, text, (size_t)len);
}

/*
 * true if the character could complete "##[" or "##vso[", which CI runners obey in a log
 * (base/log_lines.c); counts the "#" before it, across the pieces of a string
 */
static bool completes_command(struct json_out *j, char c)
{
	bool completes =
		j->hashes > 1 && (c == '[' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
	j->hashes = c == '#' ? j->hashes + 1 : 0;
	return completes;
}

static void put_string(struct json_out *j, struct str s)
{
	struct out *o = j->out;
	size_t plain = 0;
	while (plain < s.len) {
		int32_t c;
		const char *at = s.ptr + plain;
		size_t len = char_next((struct str){at, s.len - plain}, &c);
		bool command = completes_command(j, *at);
		if (c != '"' && c != '\\' && !char_is_unsafe(c) && !command) {
			plain += len;
			continue;
		}
		out_bytes(o, s.ptr, plain);
		put_escape(o, *at, c);
		s = (struct str){at + len, s.len - plain - len};
		plain = 0;
	}
	out_bytes(o, s.ptr, plain);
}

static void put_quoted(struct json_out *j, struct str s)
{
	j->hashes = 0;
	out_text(j->out, "\"");
	put_string(j, s);
	out_text(j->out, "\"");
}

void json_key_str(struct json_out *j, struct str key)
{
	separate(j);
	put_quoted(j, key);
	out_text(j->out, j->compact ? ":" : ": ");
	j->keyed = true;
}

void json_key(struct json_out *j, const char *key)
{
	json_key_str(j, str_of(key));
}

void json_str(struct json_out *j, struct str s)
{
	separate(j);
	put_quoted(j, s);
}

void json_text(struct json_out *j, const char *text)
{
	json_str(j, str_of(text));
}

void json_size(struct json_out *j, size_t n)
{
	separate(j);
	out_size(j->out, n);
}

void json_int(struct json_out *j, int64_t n)
{
	separate(j);
	out_int(j->out, n);
}

void json_bool(struct json_out *j, bool truth)
{
	separate(j);
	out_text(j->out, truth ? "true" : "false");
}

void json_null(struct json_out *j)
{
	separate(j);
	out_text(j->out, "null");
}

static int write_inner(void *payload, const char *bytes, size_t len)
{
	struct json_out *j = payload;
	put_string(j, (struct str){bytes, len});
	return j->out->status;
}

struct out json_string(struct json_out *j)
{
	separate(j);
	j->hashes = 0;
	out_text(j->out, "\"");
	return (struct out){write_inner, j, j->out->status};
}

void json_string_end(struct json_out *j, const struct out *inner)
{
	if (j->out->status == ASSAY_OK)
		j->out->status = inner->status;
	out_text(j->out, "\"");
}

void json_member_str(struct json_out *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

void json_member_text(struct json_out *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text);
}

void json_member_size(struct json_out *j, const char *key, size_t n)
{
	json_key(j, key);
	json_size(j, n);
}
