/*
 * streams - standard output and standard error.
 */
#include "cli/streams.h"

int print_error(const struct assay_error *err)
{
	fprintf(stderr, "assay: ");
	if (err->path[0] && err->line && err->column)
		fprintf(stderr, "%s:%zu:%zu: ", err->path, err->line, err->column);
	else if (err->path[0] && err->line)
		fprintf(stderr, "%s:%zu: ", err->path, err->line);
	else if (err->path[0])
		fprintf(stderr, "%s: ", err->path);
	fprintf(stderr, "%s\n", err->message);
	return EXIT_INCOMPLETE;
}

void print_note(const char *format, ...)
{
	va_list args;

	fprintf(stderr, "assay: note: ");
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

int write_stream(void *payload, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, payload) == len ? 0 : 1;
}
