/*
 * oscal_text - UUIDs, tokens, strings and markup.
 *
 * OSCAL's markup is Markdown with `{{ insert }}`. What a name of an input or a rule could do in it
 * (HTML, links, code, emphasis, inserts) is escaped. Properties have the exact text. Must not know
 * verdicts.
 */
#include "report/model/lines.h"
#include "report/oscal/oscal.h"

/* bytes of a value, after escapes */
#define VALUE_MAX ((size_t)1 << 30)

/* the namespace of assay's UUIDs: a random one, fixed for ever (OSCAL_NS) */
static const uint8_t space[UUID_BYTES] = {0x4c, 0x8e, 0x0f, 0x54, 0x49, 0x1f, 0x47, 0xc9, 0x96,
	0x76, 0x19, 0xfb, 0x29, 0xd8, 0x5c, 0x3c};

static void make_uuid(const struct oscal *o, char uuid[UUID_SIZE], enum oscal_scope scope,
	const char *kind, struct str name)
{
	const char *basis = scope == IN_DOCUMENT ? o->basis : "";

	digest_uuid(uuid, space,
		str_printf(o->run->arena, "%s\n%s\n%.*s", basis, kind, STR_ARGS(name)));
}

void oscal_uuid(
	struct oscal *o, const char *key, enum oscal_scope scope, const char *kind, struct str name)
{
	char uuid[UUID_SIZE];

	make_uuid(o, uuid, scope, kind, name);
	json_member_text(&o->j, key, uuid);
}

void oscal_uuid_of(struct oscal *o, const char *key, const char *kind, size_t i)
{
	oscal_uuid(o, key, IN_DOCUMENT, kind, str_printf(o->run->arena, "%zu", i));
}

void oscal_reference(struct oscal *o, const char *kind, size_t i)
{
	char uuid[UUID_SIZE], href[UUID_SIZE + 1];

	make_uuid(o, uuid, IN_DOCUMENT, kind, str_printf(o->run->arena, "%zu", i));
	snprintf(href, sizeof href, "#%s", uuid);
	json_member_text(&o->j, "href", href);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* what stands between the last byte and this one, so that neither is markup */
static const char *guard_of(const struct oscal_markup *m, char c)
{
	if (c && strchr("\\<*`^~", c))
		return "\\";
	if (c == '_' && !is_word(m->last))
		return "\\";
	if (c == '[' && (!m->any || m->last == '\n'))
		return "\\";
	if ((c == '{' && m->last == '{') || (c == '(' && m->last == ']'))
		return " ";
	return "";
}

static int write_markup(void *payload, const char *bytes, size_t len)
{
	struct oscal_markup *m = payload;

	for (size_t i = 0; i < len; i++) {
		out_text(&m->string, guard_of(m, bytes[i]));
		out_bytes(&m->string, bytes + i, 1);
		m->last = bytes[i];
		m->any = true;
	}
	return m->string.status;
}

struct out oscal_markup_begin(struct oscal *o, const char *key, struct oscal_markup *m)
{
	json_key(&o->j, key);
	*m = (struct oscal_markup){.string = json_string(&o->j)};
	return (struct out){write_markup, m, m->string.status};
}

void oscal_markup_end(struct oscal *o, struct oscal_markup *m)
{
	if (!m->any)
		out_text(&m->string, "(empty)");
	json_string_end(&o->j, &m->string);
}

/* blanks in the sense of the patterns of the schema, beyond those that out_safe escapes */
static bool is_space(int32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

/* one line without blanks at both ends, in the arena; empty: nothing is left */
static struct str plain_line(struct arena *a, struct str text)
{
	struct buf b;
	size_t first = 0, end = 0, len;
	bool any = false;

	buf_init_for(&b, VALUE_MAX, a);
	struct out out = out_to_buf(&b);
	out_safe_line(&out, text);
	for (size_t i = 0; i < b.len; i += len) {
		int32_t c;

		len = char_next((struct str){b.ptr + i, b.len - i}, &c);
		if (is_space(c))
			continue;
		if (!any)
			first = i;
		any = true;
		end = i + len;
	}
	struct str line = str_copy(a, (struct str){b.ptr + first, end - first});
	buf_free(&b);
	return any ? line : STR("");
}

void oscal_line(struct oscal *o, const char *key, struct str text)
{
	struct oscal_markup m;
	struct out inner = oscal_markup_begin(o, key, &m);

	out_str(&inner, plain_line(o->run->arena, text));
	oscal_markup_end(o, &m);
}

/* true if the line is code, in which nothing is markup: indented after an empty line, or fenced */
static bool is_code_line(struct str line, bool after_text, bool *is_fenced)
{
	bool was_fenced = *is_fenced;

	if (str_starts(line, STR("```"))) {
		*is_fenced = !was_fenced;
		return true;
	}
	return was_fenced || (!after_text && str_starts(line, STR("    ")));
}

void oscal_prose(struct oscal *o, const char *key, struct str text)
{
	struct oscal_markup m;
	struct lines l;
	struct str line;
	bool after_text = false, is_fenced = false;
	struct out inner = oscal_markup_begin(o, key, &m);

	lines_begin(&l, text);
	while (lines_next(&l, &line)) {
		bool is_code = is_code_line(line, after_text, &is_fenced);

		if (m.any)
			out_text(&m.string, "\n");
		m.last = '\n';
		out_safe(is_code ? &m.string : &inner, line);
		m.any = true;
		after_text = !is_code && line.len > 0;
	}
	if (is_fenced)
		out_text(&m.string, "\n```");
	oscal_markup_end(o, &m);
}

static void write_prop(
	struct oscal *o, const char *name, const char *ns, struct str class, struct str value)
{
	struct json_out *j = &o->j;
	struct str line = plain_line(o->run->arena, value);

	if (line.len == 0)
		return;
	json_object(j);
	json_member_text(j, "name", name);
	if (ns)
		json_member_text(j, "ns", ns);
	json_member_str(j, "value", line);
	if (class.len > 0)
		json_member_str(j, "class", oscal_token(o->run->arena, class));
	json_object_end(j);
}

void oscal_prop(struct oscal *o, const char *name, struct str value)
{
	write_prop(o, name, OSCAL_NS, STR_NONE, value);
}

void oscal_prop_class(struct oscal *o, const char *name, struct str class, struct str value)
{
	write_prop(o, name, OSCAL_NS, class, value);
}

void oscal_prop_of_nist(struct oscal *o, const char *name, struct str value)
{
	write_prop(o, name, NULL, STR_NONE, value);
}

void oscal_prop_size(struct oscal *o, const char *name, size_t n)
{
	oscal_prop(o, name, str_printf(o->run->arena, "%zu", n));
}

struct str oscal_token(struct arena *a, struct str text)
{
	char *token = arena_alloc(a, text.len + 2);
	size_t n = 0;

	if (text.len == 0 || (text.ptr[0] >= '0' && text.ptr[0] <= '9') ||
		strchr("-.", text.ptr[0]))
		token[n++] = '_';
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool is_plain = (unsigned char)c < 0x80 && is_word(c);

		token[n++] = (char)(is_plain || (c && strchr("-._", c)) ? c : '_');
	}
	token[n] = '\0';
	return (struct str){token, n};
}

void oscal_origin(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_object(j);
	json_key(j, "actors");
	json_array(j);
	json_object(j);
	json_member_text(j, "type", "tool");
	oscal_uuid(o, "actor-uuid", IN_EVERY_DOCUMENT, "tool", STR("assay"));
	json_object_end(j);
	json_array_end(j);
	json_object_end(j);
}

void oscal_origins(struct oscal *o)
{
	json_key(&o->j, "origins");
	json_array(&o->j);
	oscal_origin(o);
	json_array_end(&o->j);
}
