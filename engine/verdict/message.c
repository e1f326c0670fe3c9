/*
 * message - a constant template with its arguments filled in.
 *
 * Knows `{name}`; must not know what a message is about. A value is copied, never read as a
 * template: `{other}` inside it stays unchanged. The text has a maximum length, so that no input
 * can make a report grow without bound.
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

/* append the piece that *rest begins with, and step over it */
static bool append_piece(struct buf *b, const struct message *m, struct str *rest)
{
	struct str piece = *rest;
	const char *open = memchr(piece.ptr, '{', piece.len);
	if (open != piece.ptr) {
		piece.len = open ? (size_t)(open - piece.ptr) : piece.len;
		*rest = (struct str){piece.ptr + piece.len, rest->len - piece.len};
		return append(b, piece);
	}
	const char *close = memchr(piece.ptr, '}', piece.len);
	size_t len = close ? (size_t)(close - piece.ptr) + 1 : 0;
	const struct argument *arg =
		close ? find_argument(m, (struct str){piece.ptr + 1, len - 2}) : NULL;
	if (!arg)
		len = 1;
	*rest = (struct str){piece.ptr + len, rest->len - len};
	return append(b, arg ? arg->value : (struct str){piece.ptr, 1});
}

void message_fill(struct arena *a, struct message *m)
{
	struct buf b;
	buf_init_for(&b, TEXT_MAX, a);
	struct str rest = m->template;
	while (rest.len > 0 && append_piece(&b, m, &rest))
		;
	m->text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
}
