/*
 * message - a constant template with its arguments filled in.
 *
 * Knows `{name}`: a letter or _, then letters, digits and _; other braces are text. Must not know
 * what a message is about. A value is copied, never read as a template: `{other}` inside it stays
 * unchanged. The text has a maximum length, so that no input can make a report grow without bound.
 */
#include "verdict/result.h"

/* GitLab drops a SARIF result whose message is over 2048 characters */
#define TEXT_MAX ((size_t)2048)

static const struct argument *find_argument(const struct message *m, struct str name)
{
	for (size_t i = 0; i < m->n_args; i++)
		if (str_eq(m->args[i].name, name))
			return &m->args[i];
	return NULL;
}

/* append what fits; false if the text was cut (between two characters) */
static bool append(struct buf *b, struct str s)
{
	const struct str cut = STR("...");
	size_t room = TEXT_MAX - cut.len - b->len;
	if (s.len <= room) {
		buf_str(b, s);
		return b->status == ASSAY_OK;
	}
	while (room > 0 && ((unsigned char)s.ptr[room] & 0xC0) == 0x80)
		room--;
	buf_add(b, s.ptr, room);
	buf_str(b, cut);
	return false;
}

static bool is_letter(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* the length of the name that text begins with; 0: none */
static size_t name_length(struct str text)
{
	size_t len = 0;

	while (len < text.len && (is_letter(text.ptr[len]) ||
					 (len > 0 && text.ptr[len] >= '0' && text.ptr[len] <= '9')))
		len++;
	return len;
}

bool placeholder_next(struct str text, size_t *at, struct str *name)
{
	for (; *at < text.len; ++*at) {
		struct str rest = {text.ptr + *at + 1, text.len - *at - 1};
		size_t len = text.ptr[*at] == '{' ? name_length(rest) : 0;

		if (len == 0 || len == rest.len || rest.ptr[len] != '}')
			continue;
		*name = (struct str){rest.ptr, len};
		*at += len + 2;
		return true;
	}
	return false;
}

void message_fill(struct arena *a, struct message *m)
{
	struct buf b;
	struct str name, text = m->template;
	size_t at = 0, from = 0;
	bool fits = true;

	buf_init_for(&b, TEXT_MAX, a);
	while (fits && placeholder_next(text, &at, &name)) {
		const struct argument *arg = find_argument(m, name);
		size_t to = (size_t)(name.ptr - 1 - text.ptr);

		if (!arg)
			continue;
		fits = append(&b, (struct str){text.ptr + from, to - from}) &&
		       append(&b, arg->value);
		from = at;
	}
	if (fits)
		(void)append(&b, (struct str){text.ptr + from, text.len - from});
	m->text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
}
