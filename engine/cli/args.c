/*
 * args - option tables that parse a command line and print its --help.
 *
 * Knows the shape of options (--name VALUE, --name=VALUE, -- ends them). Does not
 * know what any of them means.
 */
#include "cli/args.h"

#include "base/nearest.h"

enum { COLUMNS = 79, ABOUT_COLUMN = 28 };

static const struct option *option_find(const struct command *command, struct str name)
{
	for (size_t i = 0; i < command->n_options; i++)
		if (str_is(name, command->options[i].name))
			return &command->options[i];
	return NULL;
}

static enum arg no_such_option(
	const struct command *command, struct str name, struct assay_error *err)
{
	struct nearest nearest = {.word = name};

	for (size_t i = 0; i < command->n_options; i++)
		nearest_offer(&nearest, str_of(command->options[i].name));
	if (nearest.name.ptr)
		error_set(err, ASSAY_EUSAGE,
			"%s takes no option '%.*s': did you mean '%s'? 'assay %s --help' lists "
			"them",
			command->name, STR_ARGS(name), nearest.name.ptr, command->name);
	else
		error_set(err, ASSAY_EUSAGE,
			"%s takes no option '%.*s': 'assay %s --help' lists them", command->name,
			STR_ARGS(name), command->name);
	return ARG_ERROR;
}

static enum arg option_take(struct args *args, const char *text, const struct option **option,
	const char **value, struct assay_error *err)
{
	const char *equals = strchr(text, '=');
	struct str name = {text, equals ? (size_t)(equals - text) : strlen(text)};

	*option = option_find(args->command, name);
	*value = NULL;
	if (!*option)
		return no_such_option(args->command, name, err);
	if (!(*option)->value && equals) {
		error_set(err, ASSAY_EUSAGE, "option %s takes no value: give it alone",
			(*option)->name);
		return ARG_ERROR;
	}
	if (!(*option)->value)
		return ARG_OPTION;
	if (equals)
		*value = equals + 1;
	else if (args->at < args->argc)
		*value = args->argv[args->at++];
	if (*value && **value)
		return ARG_OPTION;
	error_set(err, ASSAY_EUSAGE, "option %s needs a value: %s %s", (*option)->name,
		(*option)->name, (*option)->value);
	return ARG_ERROR;
}

enum arg args_next(struct args *args, const struct option **option, const char **value,
	struct assay_error *err)
{
	const char *text;

	if (args->at >= args->argc)
		return ARG_END;
	text = args->argv[args->at++];
	if (!args->paths_only && strcmp(text, "--") == 0) {
		args->paths_only = true;
		return args_next(args, option, value, err);
	}
	if (!args->paths_only && (strcmp(text, "--help") == 0 || strcmp(text, "-h") == 0))
		return ARG_HELP;
	if (!args->paths_only && text[0] == '-' && text[1] != '\0')
		return option_take(args, text, option, value, err);
	*value = text;
	return ARG_PATH;
}

/* words flow between two columns; where lines were broken in the source means nothing */
static void print_flowing(FILE *stream, const char *text, size_t indent)
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

void args_help_row(FILE *stream, const char *name, const char *value, const char *about)
{
	int width = fprintf(stream, "  %s%s%s", name, value ? " " : "", value ? value : "");

	/* a long name stands on a line of its own */
	if (width >= ABOUT_COLUMN)
		width = fprintf(stream, "\n") - 1;
	fprintf(stream, "%*s", ABOUT_COLUMN - width, "");
	print_flowing(stream, about, ABOUT_COLUMN);
}

void args_help(const struct command *command, FILE *stream)
{
	fprintf(stream, "usage: assay %s%s%s%s\n\n%s\n", command->name,
		command->n_options ? " [OPTION]..." : "", command->arguments[0] ? " " : "",
		command->arguments, command->about);
	if (command->details)
		fprintf(stream, "\n%s", command->details);
	fprintf(stream, "\nOptions:\n");
	for (size_t i = 0; i < command->n_options; i++)
		args_help_row(stream, command->options[i].name, command->options[i].value,
			command->options[i].about);
	args_help_row(stream, "--help", NULL, "print this");
	if (command->more)
		command->more(stream);
}
