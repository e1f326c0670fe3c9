/*
 * help - what --help prints.
 */
#include "cli/help.h"

#include "cli/parse.h"

enum { COLUMNS = 79, ABOUT_COLUMN = 28 };

/* words wrap between two columns; line breaks in the source mean nothing */
static void write_wrapped(FILE *stream, const char *text, size_t indent)
{
	size_t column = indent;

	for (;;) {
		size_t len;

		text += strspn(text, " \n");
		len = strcspn(text, " \n");
		if (len == 0)
			break;
		if (column > indent && column + 1 + len > COLUMNS) {
			fprintf(stream, "\n%*s", (int)indent, "");
			column = indent;
		}
		column += (size_t)fprintf(
			stream, "%s%.*s", column > indent ? " " : "", (int)len, text);
		text += len;
	}
	fputc('\n', stream);
}

/* a name, the value that it takes (may be NULL), and text that wraps beside them */
static void write_row(FILE *stream, const char *name, const char *value, const char *about)
{
	int width = fprintf(stream, "  %s%s%s", name, value ? " " : "", value ? value : "");

	/* a long name gets a line of its own */
	if (width >= ABOUT_COLUMN)
		width = fprintf(stream, "\n") - 1;
	fprintf(stream, "%*s", ABOUT_COLUMN - width, "");
	write_wrapped(stream, about, ABOUT_COLUMN);
}

static void write_setting(FILE *stream, const struct assay_setting *setting)
{
	bool has_default =
		setting->value && (setting->limit || strcmp(setting->preset, "none") != 0);
	char name[40], about[400];

	snprintf(name, sizeof name, "--%s", setting->name);
	snprintf(about, sizeof about, "%s%s%s%s", setting->about, has_default ? " (default: " : "",
		has_default ? setting->preset : "", has_default ? ")" : "");
	write_row(stream, name, setting->value, about);
}

/* limits have a heading of their own: few users need them */
static void write_settings(const struct command *command, FILE *stream, bool limits)
{
	const struct assay_setting *setting;
	bool any = false;

	for (size_t i = 0; (setting = assay_setting(i)); i++) {
		if (!command_takes(command, setting) || setting->limit != limits)
			continue;
		if (limits && !any)
			fprintf(stream, "\nLimits (exceeding one is an error, never a pass):\n");
		any = true;
		write_setting(stream, setting);
	}
}

void help_write(const struct command *command, FILE *stream)
{
	bool options = command_option(command, 0) || command->takes;
	const struct option *option;
	const char *name, *about;

	fprintf(stream, "usage: assay %s%s%s%s\n\n%s\n", command->name,
		options ? " [OPTION]..." : "", command->arguments[0] ? " " : "", command->arguments,
		command->about);
	if (command->details)
		fprintf(stream, "\n%s", command->details);
	fprintf(stream, "\nOptions:\n");
	write_settings(command, stream, false);
	for (size_t i = 0; (option = command_option(command, i)); i++)
		write_row(stream, option->name, option->value, option->about);
	write_row(stream, "--help", NULL, "print this help");
	write_settings(command, stream, true);
	if (command->row)
		fprintf(stream, "\n%s:\n", command->rows_title);
	for (size_t i = 0; command->row && (name = command->row(i, &about)); i++)
		write_row(stream, name, NULL, about);
}
