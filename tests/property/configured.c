/*
 * configured - planned trails as a Terraform configuration, and back.
 *
 * Writes and reads constants only: shares no code with engine/hcl. Knows the form of HCL; must not
 * know what a trail is, except the attributes that AWS sets.
 */
#include "configured.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ---- */

struct text {
	char *bytes;
	size_t len, capacity;
};

__attribute__((format(printf, 2, 3))) static void add(struct text *t, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (t->len + (size_t)n + 1 > t->capacity) {
		t->capacity = 2 * (t->len + (size_t)n + 1);
		t->bytes = realloc(t->bytes, t->capacity);
		if (!t->bytes)
			abort();
	}
	va_start(args, format);
	vsnprintf(t->bytes + t->len, (size_t)n + 1, format, args);
	va_end(args);
	t->len += (size_t)n;
}

static void add_value(struct text *t, const cJSON *value, struct chance *c)
{
	const cJSON *v;
	bool first = true, lines = one_in(c, 3);
	if (!cJSON_IsArray(value)) {
		char *text = cJSON_PrintUnformatted(value);
		add(t, "%s", text);
		free(text);
		return;
	}
	add(t, "[");
	cJSON_ArrayForEach(v, value)
	{
		add(t, first ? lines ? "\n" : "" : lines ? ",\n" : ", ");
		first = false;
		add_value(t, v, c);
	}
	add(t, lines && !first ? ",\n]" : "]");
}

static bool is_blocks(const cJSON *value)
{
	return cJSON_IsArray(value) && cJSON_IsObject(value->child);
}

static void add_body(struct text *t, cJSON *expressions, const cJSON *values, struct chance *c)
{
	const cJSON *v, *o;
	cJSON_ArrayForEach(v, values)
	{
		bool empty = cJSON_IsArray(v) && !v->child && strstr(v->string, "_selector");
		if (cJSON_IsNull(v) || empty || is_blocks(v) || strcmp(v->string, "arn") == 0 ||
			strcmp(v->string, "home_region") == 0)
			continue;
		if (strcmp(v->string, "data_resource") == 0)
			continue;
		if (one_in(c, 6))
			add(t, "# a comment with \"a quote\n");
		add(t, one_in(c, 2) ? "  %s = " : "\t%s= ", v->string);
		add_value(t, v, c);
		add(t, one_in(c, 6) ? " // a remark\n" : "\n");
		cJSON_AddItemToObject(cJSON_AddObjectToObject(expressions, v->string),
			"constant_value", cJSON_Duplicate(v, true));
	}
	cJSON_ArrayForEach(v, values)
	{
		if (!is_blocks(v))
			continue;
		cJSON *list = cJSON_AddArrayToObject(expressions, v->string);
		cJSON_ArrayForEach(o, v)
		{
			cJSON *inner = cJSON_CreateObject();
			cJSON_AddItemToArray(list, inner);
			add(t, one_in(c, 3) ? "\n  %s {\n" : "%s {\n", v->string);
			add_body(t, inner, o, c);
			add(t, "  }\n");
		}
	}
}

static cJSON *configured_at(cJSON *plan, const char *address)
{
	cJSON *r, *root = cJSON_GetObjectItemCaseSensitive(
			  cJSON_GetObjectItemCaseSensitive(plan, "configuration"), "root_module");
	cJSON_ArrayForEach(
		r, cJSON_GetObjectItemCaseSensitive(root,
			   "resources")) if (strcmp(text_of(r, "address"), address) == 0) return r;
	abort();
}

char *configuration_of(cJSON *plan, struct chance *c)
{
	struct text t = {0};
	const cJSON *r;
	bool crlf = one_in(c, 4);
	add(&t, "%s", one_in(c, 4) ? "\xef\xbb\xbf" : "");
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *after = get(get(r, "change"), "after");
		cJSON *configured = configured_at(plan, text_of(r, "address"));
		if (cJSON_IsNull(after) || strcmp(text_of(r, "type"), "aws_cloudtrail") != 0)
			continue;
		cJSON *expressions = cJSON_AddObjectToObject(configured, "expressions");
		add(&t, "resource \"aws_cloudtrail\" \"%s\" {\n", text_of(r, "name"));
		if (strcmp(text_of(configured, "provider_config_key"), "aws") != 0)
			add(&t, "  provider = %s\n", text_of(configured, "provider_config_key"));
		add_body(&t, expressions, after, c);
		add(&t, one_in(c, 3) ? "}\n" : "}\n\n");
	}
	if (t.len > 1 && one_in(c, 4))
		t.bytes[--t.len] = 0;
	if (!crlf)
		return t.bytes;
	struct text out = {0};
	for (size_t i = 0; i < t.len; i++)
		add(&out, t.bytes[i] == '\n' ? "\r\n" : "%c", t.bytes[i]);
	free(t.bytes);
	return out.bytes;
}

/* ---- reading ---- */

static void skip(const char **at)
{
	for (;;) {
		while (isspace((unsigned char)**at) || **at == ',')
			++*at;
		if (**at != '#' && strncmp(*at, "//", 2) != 0)
			return;
		while (**at && **at != '\n')
			++*at;
	}
}

static cJSON *read_value(const char **at)
{
	const char *end;
	cJSON *value;
	skip(at);
	if (**at != '[') {
		value = cJSON_ParseWithOpts(*at, &end, false);
		if (value) {
			*at = end;
			return value;
		}
		/* a name: of a provider configuration */
		while (isalnum((unsigned char)**at) || **at == '.' || **at == '_')
			++*at;
		return cJSON_CreateNull();
	}
	value = cJSON_CreateArray();
	for (++*at, skip(at); **at && **at != ']'; skip(at)) {
		cJSON *item = read_value(at);
		cJSON_AddItemToArray(value, item);
	}
	*at += **at == ']';
	return value;
}

static void read_word(const char **at, char *word, size_t size)
{
	size_t n = 0;
	skip(at);
	bool quoted = **at == '"';
	*at += quoted;
	while ((isalnum((unsigned char)**at) || **at == '_' || **at == '-') && n + 1 < size)
		word[n++] = *(*at)++;
	*at += quoted && **at == '"';
	word[n] = 0;
}

/* false: not of this form */
static bool read_into(cJSON *object, const char **at)
{
	char word[96], name[96];
	for (skip(at); **at && **at != '}'; skip(at)) {
		read_word(at, word, sizeof word);
		skip(at);
		if (!*word)
			return false;
		if (**at == '=') {
			++*at;
			cJSON_AddItemToObject(object, word, read_value(at));
			continue;
		}
		cJSON *body = cJSON_CreateObject();
		if (**at == '"') {
			read_word(at, word, sizeof word);
			read_word(at, name, sizeof name);
			char both[200];
			snprintf(both, sizeof both, "%s.%s", word, name);
			cJSON_AddItemToObject(object, both, body);
		} else {
			if (!get(object, word))
				cJSON_AddArrayToObject(object, word);
			cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(object, word), body);
		}
		skip(at);
		if (*(*at)++ != '{' || !read_into(body, at) || *(*at)++ != '}')
			return false;
	}
	return true;
}

cJSON *body_read_all(const char *text)
{
	cJSON *object = cJSON_CreateObject();
	const char *at = text;
	if (read_into(object, &at) && !*at)
		return object;
	cJSON_Delete(object);
	return NULL;
}

cJSON *configuration_read(const char *text)
{
	return body_read_all(strncmp(text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text);
}

/* ---- unified diffs ---- */

static const char *line_end(const char *at)
{
	const char *end = strchr(at, '\n');
	return end ? end + 1 : at + strlen(at);
}

/* true if the line after this one says that it has no end */
static bool is_open(const char *next)
{
	return next[0] == '\\';
}

static bool take_line(const char **from, struct text *out, const char *line, size_t len, bool keep)
{
	if (strncmp(*from, line, len) != 0 || (line[len - 1] != '\n' && (*from)[len] != 0))
		return false;
	if (keep)
		add(out, "%.*s", (int)len, line);
	*from += len;
	return true;
}

/* copy the lines before a hunk */
static void copy_to(const char *text, const char **from, struct text *out, size_t line)
{
	const char *to = text;
	while (line-- > 1)
		to = line_end(to);
	if (to > *from)
		add(out, "%.*s", (int)(to - *from), *from);
	*from = to > *from ? to : *from;
}

char *diff_apply(const char *text, const char *diff, bool back)
{
	struct text out = {0};
	const char *from = text, *line, *next;
	add(&out, "%s", "");
	for (line = diff; *line; line = next) {
		next = line_end(line);
		size_t old, new, len = (size_t)(next - line) - 1;
		if (strncmp(line, "---", 3) == 0 || strncmp(line, "+++", 3) == 0)
			continue;
		if (sscanf(line, "@@ -%zu,%*u +%zu", &old, &new) == 2) {
			copy_to(text, &from, &out, back ? new : old);
			continue;
		}
		bool open = is_open(next), removed = line[0] == (back ? '+' : '-');
		len -= open;
		if (line[0] == ' ' || removed) {
			if (len == 0 || !take_line(&from, &out, line + 1, len, !removed)) {
				free(out.bytes);
				return NULL;
			}
		} else {
			add(&out, "%.*s", (int)len, line + 1);
		}
		next = open ? line_end(next) : next;
	}
	add(&out, "%s", from);
	return out.bytes;
}
