/*
 * streams - standard output and standard error.
 *
 * Messages quote names and values of inputs and settings, so standard error is escaped like the
 * text report: no terminal and no CI runner obeys what it shows.
 */
#include "cli/streams.h"

#include "base/log_lines.h"

#include <errno.h>

enum { MAX_NOTE = 1024 };

/* a stream to standard error */
struct log {
	struct out raw, safe;
	struct log_lines lines;
};

/* a message that can't be written has no other place to go */
static int write_message_bytes(void *payload, const char *bytes, size_t len)
{
	(void)payload;
	fprintf(stderr, "%.*s", (int)len, bytes);
	return 0;
}

static void begin(struct log *log)
{
	log->raw = (struct out){.write = write_message_bytes};
	log->safe = log_begin(&log->lines, &log->raw);
	out_text(&log->safe, "assay: ");
}

static void end(struct log *log)
{
	out_text(&log->safe, "\n");
	log_end(&log->lines, &log->safe);
}

/* True for "the file", not for a name as "plans[1]" or "check:". */
static bool begins_with_word(const char *text)
{
	size_t n = *text >= 'a' && *text <= 'z' ? strspn(text, "abcdefghijklmnopqrstuvwxyz'") : 0;
	return n > 0 && text[n] == ' ';
}

/* only an indented line or a list entry begins a line of its own, so that no text looks like
 * another message */
static void write_lines(struct out *o, const char *text)
{
	for (size_t len = 0; *text; text += len) {
		len = strcspn(text, "\n");
		while (text[len] == '\n' && text[len + 1] != ' ' && text[len + 1] != '-')
			len += 1 + strcspn(text + len + 1, "\n");
		out_safe_line(o, (struct str){text, len});
		if (text[len] == '\n') {
			out_text(o, "\n");
			len++;
		}
	}
}

/* as sentences: with a capital and, unless it ends with lines of its own, a period */
static void write_message(struct out *o, const char *text)
{
	size_t len = strlen(text);
	if (begins_with_word(text)) {
		const char capital[] = {(char)(*text++ - 'a' + 'A'), '\0'};
		out_text(o, capital);
		len--;
	}
	write_lines(o, text);
	if (len > 0 && !strchr(text, '\n') && !strchr(".?!", text[len - 1]))
		out_text(o, ".");
}

int print_error(const struct assay_error *err)
{
	struct log log;

	begin(&log);
	if (err->path[0]) {
		out_position(&log.safe, str_of(err->path), err->line, err->column);
		out_text(&log.safe, ": ");
	}
	write_message(&log.safe, err->message);
	end(&log);
	return EXIT_INCOMPLETE;
}

void print_note(const char *format, ...)
{
	char text[MAX_NOTE];
	struct log log;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	begin(&log);
	out_text(&log.safe, "note: ");
	write_message(&log.safe, text);
	end(&log);
}

static int fault;

int stream_fault(void)
{
	return fault;
}

int write_stream(void *payload, const char *bytes, size_t len)
{
	if (fwrite(bytes, 1, len, payload) == len)
		return 0;
	if (payload == stdout && !fault)
		fault = errno ? errno : EIO;
	return 1;
}
