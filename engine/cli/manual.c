/*
 * manual - the pages of the manual about commands and settings.
 *
 * Written from the tables of options and settings, so that no page can miss one.
 */
#include "cli/manual.h"

#include "cli/parse.h"
#include "cli/roff.h"

static const char exit_status[] = "Exit status:";

/* the paragraph that begins with "Exit status:"; *before is the text up to it */
static const char *find_exit_status(const char *details, struct str *before)
{
	const char *found = details ? strstr(details, exit_status) : NULL;

	*before = (struct str){details, found     ? (size_t)(found - details)
					: details ? strlen(details)
						  : 0};
	return found ? found + strlen(exit_status) : NULL;
}

static void write_setting(FILE *stream, const struct assay_setting *setting, const char *dashes,
	const char *name, const char *value)
{
	bool has_default =
		setting->value && (setting->limit || strcmp(setting->preset, "none") != 0);
	char shown[80], about[500];

	snprintf(shown, sizeof shown, "%s%s", dashes, name);
	snprintf(about, sizeof about, "%s%s%s%s", setting->about, has_default ? " (default: " : "",
		has_default ? setting->preset : "", has_default ? ")" : "");
	roff_item(stream, str_of(shown), value, str_of(about));
}

static void write_options(FILE *stream, const struct command *command, bool limits)
{
	const struct assay_setting *setting;
	const struct option *option;
	bool any = !limits;

	for (size_t i = 0; (setting = assay_setting(i)); i++) {
		if (!command_takes(command, setting) || setting->limit != limits)
			continue;
		if (!any) {
			roff_section(stream, "limits");
			roff_text(stream, STR("Exceeding a limit is an error, never a pass.\n"));
			any = true;
		}
		write_setting(stream, setting, "--", setting->name, setting->value);
	}
	if (limits)
		return;
	for (size_t i = 0; (option = command_option(command, i)); i++)
		roff_item(stream, str_of(option->name), option->value, str_of(option->about));
	roff_item(stream, STR("--help"), NULL, STR("print the options"));
}

void manual_write_command(FILE *stream, const struct command *command, const char *date)
{
	bool options = command_option(command, 0) || command->takes;
	char name[40], words[40];
	struct str details;
	const char *status = find_exit_status(command->details, &details), *row, *about;

	snprintf(name, sizeof name, "assay-%s", command->name);
	roff_page(stream, name, 1, date, command->about);
	snprintf(words, sizeof words, "assay %s", command->name);
	roff_section(stream, "synopsis");
	roff_synopsis(stream, words, options, command->arguments);
	roff_section(stream, "description");
	roff_sentence(stream, command->about, details.len > 0);
	roff_text(stream, details);
	roff_section(stream, "options");
	write_options(stream, command, false);
	write_options(stream, command, true);
	if (command->row)
		roff_section(stream, command->rows_title);
	for (size_t i = 0; command->row && (row = command->row(i, &about)); i++)
		roff_item(stream, str_of(row), NULL, str_of(about));
	roff_section(stream, "exit status");
	roff_text(stream, status ? str_of(status) : STR("0 on success, 2 on an error.\n"));
	roff_section(stream, "see also");
	if (command->takes == TAKES_ALL_SETTINGS)
		roff_reference(stream, "assay.yaml", 5, ",");
	if (command->shares & SHARES_RULES)
		roff_reference(stream, "assay-rules", 5, ",");
	roff_reference(stream, "assay", 1, "");
}

static const struct {
	const char *name, *about;
} files[] =
	{
		{".assay.yaml", "settings of the working directory: assay.yaml(5)"},
		{".assay-waivers.yaml",
			"accepted findings of the working directory: assay-waive(1)"},
		{".gitignore", "in a folder that is read: what it excludes is skipped and counted"},
},
  environment[] = {
	  {"NO_COLOR", "if set and not empty, --color auto writes no colours"},
	  {"TERM", "if it is 'dumb', --color auto writes no colours"},
	  {"SOURCE_DATE_EPOCH",
		  "the time, in seconds since 1970, that decides which waivers have expired"},
};

void manual_write_assay(FILE *stream, const struct command *const *commands, const char *date)
{
	const struct command *command;

	roff_page(stream, "assay", 1, date, "judge cloud configuration offline");
	roff_section(stream, "synopsis");
	roff_synopsis(stream, "assay", false, "COMMAND [OPTION]... [ARGUMENT]...");
	roff_section(stream, "description");
	roff_text(stream,
		STR("assay reads unmodified AWS CLI output and the JSON of Terraform or OpenTofu "
		    "plans, and judges controls written in Lua. For each control and subject it "
		    "reports fail, unknown, pass or not applicable, with file, line and column.\n"
		    "\n"
		    "assay never uses the network. While it reads inputs, the kernel restricts it "
		    "to them (Landlock, seccomp, limits); 'assay version' prints if this kernel "
		    "can.\n"));
	roff_section(stream, "commands");
	for (size_t i = 0; (command = commands[i]); i++)
		roff_item(stream, str_of(command->name), NULL, str_of(command->about));
	roff_section(stream, "exit status");
	roff_text(stream,
		STR("0 nothing failed and nothing is undecided, 1 a control failed, 2 the "
		    "evaluation is incomplete, 3 nothing failed but something is unknown. The "
		    "page of a command describes what differs.\n"));
	roff_section(stream, "files");
	for (size_t i = 0; i < LENGTH_OF(files); i++)
		roff_item(stream, str_of(files[i].name), NULL, str_of(files[i].about));
	roff_section(stream, "environment");
	for (size_t i = 0; i < LENGTH_OF(environment); i++)
		roff_item(stream, str_of(environment[i].name), NULL, str_of(environment[i].about));
	roff_section(stream, "examples");
	roff_text(stream, STR("  assay inspect .\n"
			      "  assay check exports/\n"
			      "  terraform show -json plan.bin | assay check -\n"));
	roff_section(stream, "see also");
	for (size_t i = 0; (command = commands[i]); i++) {
		char name[40];

		snprintf(name, sizeof name, "assay-%s", command->name);
		roff_reference(stream, name, 1, ",");
	}
	roff_reference(stream, "assay.yaml", 5, ",");
	roff_reference(stream, "assay-rules", 5, "");
}

static int add_bytes(void *payload, const char *bytes, size_t len)
{
	buf_add(payload, bytes, len);
	return ((struct buf *)payload)->status;
}

static void write_keys(FILE *stream, bool limits)
{
	const struct assay_setting *setting;

	roff_section(stream, limits ? "limits" : "keys");
	for (size_t i = 0; (setting = assay_setting(i)); i++)
		if (setting->key && setting->limit == limits)
			write_setting(stream, setting, "", setting->key,
				setting->value  ? setting->value
				: setting->name ? "true|false"
						: "LIST");
}

int manual_write_settings(FILE *stream, const char *date, struct assay_error *err)
{
	enum { MAX_SAMPLE = 1 << 20 };
	struct buf sample;
	int status;

	buf_init(&sample, MAX_SAMPLE);
	status = assay_config_sample_write(add_bytes, &sample, err);
	if (!status) {
		roff_page(stream, "assay.yaml", 5, date, "settings of assay");
		roff_section(stream, "synopsis");
		roff_synopsis(stream, ".assay.yaml", false, "");
		roff_section(stream, "description");
		roff_text(stream,
			STR("assay reads .assay.yaml of the working directory, or the file of "
			    "--config. It is YAML: keys and values, with the names of the options "
			    "of 'assay check'. Options on the command line override the file. An "
			    "unknown key, a duplicate key and an invalid value are errors.\n"
			    "\n"
			    "'assay config' prints the settings in force and the source of each, "
			    "'assay config --init' writes the example below, and 'assay config "
			    "--schema' prints the JSON schema for editors.\n"));
		write_keys(stream, false);
		write_keys(stream, true);
		roff_section(stream, "example");
		roff_example(stream, (struct str){sample.ptr, sample.len});
		roff_section(stream, "see also");
		roff_reference(stream, "assay-check", 1, ",");
		roff_reference(stream, "assay-config", 1, "");
	}
	buf_free(&sample);
	return status;
}
