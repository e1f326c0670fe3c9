/*
 * error - filling a struct assay_error.
 *
 * Knows the struct and printf. A message that is too long is cut between two characters, so that
 * it stays valid UTF-8; of a path the end is kept. Must not know what any error means.
 */
#include "base/base.h"

/* drop a last character that was cut in the middle */
static void trim_partial(char *text, size_t len)
{
	size_t lead = len;
	while (lead > 0 && len - lead < 3 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0 || (unsigned char)text[lead - 1] < 0xC0)
		return;
	if (utf8_check(text + lead - 1, len - lead + 1) == 0)
		text[lead - 1] = '\0';
}

static void set_path(struct assay_error *err, const char *path)
{
	static const char cut[] = "...";
	size_t len = path ? strlen(path) : 0;
	size_t room = sizeof err->path - 1;
	char *to = err->path;
	if (len > room) {
		memcpy(to, cut, sizeof cut - 1);
		to += sizeof cut - 1;
		path += len - (room - (sizeof cut - 1));
		while (((unsigned char)*path & 0xC0) == 0x80)
			path++;
		len = strlen(path);
	}
	if (len > 0)
		memcpy(to, path, len);
	to[len] = '\0';
}

__attribute__((format(printf, 2, 0))) static void set_message(
	struct assay_error *err, const char *format, va_list args)
{
	int n = vsnprintf(err->message, sizeof err->message, format, args);
	if (n < 0)
		err->message[0] = '\0';
	else if ((size_t)n >= sizeof err->message)
		trim_partial(err->message, sizeof err->message - 1);
}

int error_set(struct assay_error *err, enum assay_status status, const char *format, ...)
{
	if (!err)
		return status;
	err->status = status;
	err->line = err->column = 0;
	err->path[0] = '\0';
	va_list args;
	va_start(args, format);
	set_message(err, format, args);
	va_end(args);
	return status;
}

int error_at(struct assay_error *err, enum assay_status status, const char *path, size_t line,
	size_t column, const char *format, ...)
{
	if (!err)
		return status;
	err->status = status;
	err->line = line;
	err->column = column;
	set_path(err, path);
	va_list args;
	va_start(args, format);
	set_message(err, format, args);
	va_end(args);
	return status;
}

int error_nomem(struct assay_error *err)
{
	return error_set(err, ASSAY_ENOMEM, "out of memory");
}
