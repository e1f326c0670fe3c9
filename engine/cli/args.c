/*
 * args - option tables that parse a command line and print its --help.
 *
 * Knows the shape of options (--name VALUE, --name=VALUE, -- ends them). Does not
 * know what any of them means.
 */
#include "cli/args.h"

#include "base/nearest.h"

enum { COLUMNS = 79, ABOUT_COLUMN = 28 };

static bool is_taken(const struct command *command, const struct assay_setting *setting)
{
	return command->takes == TAKES_ALL || (command->takes == TAKES_READING && setting->reading);
}

/* a setting as an option of this command line */
static const struct option *setting_find(struct args *args, struct str name)
{
	const struct assay_setting *setting;

	for (size_t i = 0; (setting = assay_setting(i)); i++) {
		if (!is_taken(args->command, setting) || !str_starts(name, STR("--")) ||
			!str_is((struct str){name.ptr + 2, name.len - 2}, setting->name))
			continue;
		snprintf(args->setting_name, sizeof args->setting_name, "--%s", setting->name);
		args->setting = (struct option){args->setting_name, setting->value, setting->about};
		return &args->setting;
	}
	return NULL;
}

static const struct option *option_find(struct args *args, struct str name)
{
	for (size_t i = 0; i < args->command->n_options; i++)
		if (str_is(name, args->command->options[i].name))
			return &args->command->options[i];
	return setting_find(args, name);
}

static struct str without_dashes(struct str name)
{
	for (size_t i = 0; i < 2 && name.len > 0 && *name.ptr == '-'; i++)
		name = (struct str){name.ptr + 1, name.len - 1};
	return name;
}

static enum arg no_such_option(
	const struct command *command, struct str name, struct assay_error *err)
{
	struct nearest nearest = {.word = without_dashes(name)};
	const struct assay_setting *setting;

	for (size_t i = 0; i < command->n_options; i++)
		nearest_offer(&nearest, without_dashes(str_of(command->options[i].name)));
	for (size_t i = 0; (setting = assay_setting(i)); i++)
		if (is_taken(command, setting))
			nearest_offer(&nearest, str_of(setting->name));
	if (nearest.name.ptr)
		error_set(err, ASSAY_EUSAGE, "%s takes no option '%.*s': did you mean '--%s'?",
			command->name, STR_ARGS(name), nearest.name.ptr);
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

	enum arg found;

	*option = option_find(args, name);
	found = *option == &args->setting ? ARG_SETTING : ARG_OPTION;
	*value = NULL;
	if (!*option)
		return no_such_option(args->command, name, err);
	if (!(*option)->value && equals) {
		error_set(err, ASSAY_EUSAGE, "option %s takes no value: give it alone",
			(*option)->name);
		return ARG_ERROR;
	}
	if (!(*option)->value)
		return found;
	if (equals)
		*value = equals + 1;
	else if (args->at < args->argc)
		*value = args->argv[args->at++];
	if (*value && **value)
		return found;
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

static void print_setting(FILE *stream, const struct assay_setting *setting)
{
	bool told = setting->value && strcmp(setting->preset, "none") != 0;
	char name[40], about[400];

	snprintf(name, sizeof name, "--%s", setting->name);
	snprintf(about, sizeof about, "%s%s%s%s", setting->about, told ? " (default: " : "",
		told ? setting->preset : "", told ? ")" : "");
	args_help_row(stream, name, setting->value, about);
}

/* limits apart: few will ever need them */
static void print_settings(const struct command *command, FILE *stream, bool limits)
{
	const struct assay_setting *setting;
	bool any = false;

	for (size_t i = 0; (setting = assay_setting(i)); i++) {
		if (!is_taken(command, setting) || setting->limit != limits)
			continue;
		if (limits && !any)
			fprintf(stream, "\nLimits; what is beyond one is reported, and no pass:\n");
		any = true;
		print_setting(stream, setting);
	}
}

void args_help(const struct command *command, FILE *stream)
{
	bool options = command->n_options || command->takes;

	fprintf(stream, "usage: assay %s%s%s%s\n\n%s\n", command->name,
		options ? " [OPTION]..." : "", command->arguments[0] ? " " : "", command->arguments,
		command->about);
	if (command->details)
		fprintf(stream, "\n%s", command->details);
	fprintf(stream, "\nOptions:\n");
	print_settings(command, stream, false);
	for (size_t i = 0; i < command->n_options; i++)
		args_help_row(stream, command->options[i].name, command->options[i].value,
			command->options[i].about);
	args_help_row(stream, "--help", NULL, "print this");
	print_settings(command, stream, true);
	if (command->more)
		command->more(stream);
}
