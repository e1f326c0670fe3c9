/*
 * parse - a command line, parsed by the table of its command.
 *
 * Knows the shape of options and the options that commands share. Must not know what a
 * command does.
 */
#include "cli/parse.h"

#include "base/nearest.h"

static int take_rules(struct invocation *call, const char *value, struct assay_error *err)
{
	call->rules.items[call->rules.n++] = value;
	return child_may_read(&call->child, value, err);
}

static int take_config(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)err;
	call->policy.config = value;
	return ASSAY_OK;
}

static int take_no_config(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value;
	call->policy.no_config = true;
	return assay_set(call->assay, "no-source-waivers", NULL, err);
}

static int take_waivers(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)err;
	call->policy.waivers = value;
	return ASSAY_OK;
}

static int take_baseline(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)err;
	call->policy.baseline = value;
	return ASSAY_OK;
}

static int take_source(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)err;
	call->sources.source = value;
	return ASSAY_OK;
}

static int take_source_root(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)err;
	call->sources.root = value;
	return ASSAY_OK;
}

static int take_stamp(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	call->stamp = true;
	return ASSAY_OK;
}

static int take_require_guard(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	call->child.mode = GUARD_REQUIRED;
	return ASSAY_OK;
}

static int take_no_guard(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	call->child.mode = GUARD_OFF;
	return ASSAY_OK;
}

static int take_what_if(
	struct invocation *call, const char *subject, const char *change, struct assay_error *err)
{
	return assay_what_if(call->assay, subject, change, err);
}

static const struct {
	unsigned by; /* the bit of command.shares */
	struct option option;
} shared[] = {
	{SHARES_CONFIG,
		{"--config", "FILE",
			"read settings from this file; the command line overrides them (default: "
			".assay.yaml in the working directory, if it exists)",
			take_config, 0, NULL}},
	{SHARES_CONFIG,
		{"--no-config", NULL,
			"do not read .assay.yaml and .assay-waivers.yaml of the working directory, "
			"nor waivers in Terraform sources",
			take_no_config, 0, NULL}},
	{SHARES_ACCEPTED,
		{"--waivers", "FILE",
			"accepted findings, each with a reason and an expiry date (default: "
			".assay-waivers.yaml in the working directory, if it exists)",
			take_waivers, 0, NULL}},
	{SHARES_ACCEPTED,
		{"--baseline", "FILE",
			"a SARIF log of an earlier run: mark each result as new, unchanged, "
			"updated or absent",
			take_baseline, 0, NULL}},
	{SHARES_RULES,
		{"--rules", "DIR",
			"also load the rules of a folder (types/, controls/, lib/, profiles/)",
			take_rules, 0, NULL}},
	{SHARES_WHAT_IF,
		{"--what-if", "SUBJECT FIELD=JSON",
			"judge as if a field of a resource (an ARN or an address) had another "
			"value; repeatable. The report is marked and can't become a baseline",
			NULL, 0, take_what_if}},
	{SHARES_SOURCES,
		{"--source", "DIR",
			"folder of the root module of the plans, for places in their Terraform "
			"sources (default: the folder of a plan, if it has .tf, .tofu or .tf.json "
			"files; none for standard input)",
			take_source, 0, NULL}},
	{SHARES_SOURCES,
		{"--source-root", "DIR",
			"folder that contains all modules of the sources; paths of places are "
			"relative to it (default: the Git work tree around the sources, else "
			"their folder)",
			take_source_root, 0, NULL}},
	{SHARES_STAMP,
		{"--stamp", NULL,
			"show in reports the time (SOURCE_DATE_EPOCH, else now), user and host of "
			"the run, and the commit of the Git work tree around the PATHs; without "
			"it, the same inputs give the same bytes",
			take_stamp, 0, NULL}},
	{SHARES_GUARD,
		{"--require-guard", NULL,
			"stop unless the kernel restricts the process to its inputs completely",
			take_require_guard, 0, NULL}},
	{SHARES_GUARD, {"--no-guard", NULL, "do not restrict the process (for debuggers)",
			       take_no_guard, 0, NULL}},
};

const struct option *command_option(const struct command *command, size_t i)
{
	if (i < command->n_options)
		return &command->options[i];
	i -= command->n_options;
	for (size_t s = 0; s < LENGTH_OF(shared); s++)
		if ((command->shares & shared[s].by) && i-- == 0)
			return &shared[s].option;
	return NULL;
}

/* True if it says which controls to judge. */
static bool is_choice(const struct assay_setting *setting)
{
	return strcmp(setting->name, "control") == 0 || strcmp(setting->name, "profile") == 0 ||
	       strcmp(setting->name, "level") == 0;
}

bool command_takes(const struct command *command, const struct assay_setting *setting)
{
	if (!setting->name)
		return false;
	if (strcmp(setting->name, "timeout") == 0)
		return (command->shares & SHARES_GUARD) != 0;
	switch (command->takes) {
	case TAKES_NO_SETTINGS:
		return false;
	case TAKES_LIMITS:
		return setting->reading && setting->limit;
	case TAKES_ALL_LIMITS:
		return setting->limit;
	case TAKES_INPUTS:
		return setting->reading || is_choice(setting) ||
		       strcmp(setting->name, "param") == 0;
	case TAKES_CHOICE:
		return is_choice(setting);
	case TAKES_ALL_SETTINGS:
		return true;
	}
	return false;
}

static const struct option *find_option(const struct command *command, struct str name)
{
	const struct option *option;

	for (size_t i = 0; (option = command_option(command, i)); i++)
		if (str_is(name, option->name))
			return option;
	return NULL;
}

static const struct assay_setting *find_setting(const struct command *command, struct str name)
{
	const struct assay_setting *setting;

	for (size_t i = 0; str_starts(name, STR("--")) && (setting = assay_setting(i)); i++)
		if (setting->name &&
			str_is((struct str){name.ptr + 2, name.len - 2}, setting->name))
			return command_takes(command, setting) ? setting : NULL;
	return NULL;
}

static struct str without_dashes(struct str name)
{
	for (size_t i = 0; i < 2 && name.len > 0 && *name.ptr == '-'; i++)
		name = (struct str){name.ptr + 1, name.len - 1};
	return name;
}

/* options of other programs that users try; NULL: not one of them */
static const char *find_equivalent(struct str name)
{
	static const struct {
		const char *other, *ours;
	} known[] = {
		{"-o", "--format FORMAT=FILE"},
		{"--output", "--format FORMAT=FILE"},
		{"--output-file", "--format FORMAT=FILE"},
		{"-f", "--format FORMAT"},
		{"-v", "--trace"},
		{"--verbose", "--trace"},
		{"-q", "--quiet"},
		{"--exclude", "--skip-unrecognised"},
		{"--check", "--control ID"},
	};

	for (size_t i = 0; i < LENGTH_OF(known); i++)
		if (str_is(name, known[i].other))
			return known[i].ours;
	return NULL;
}

static int refuse_option(const struct command *command, struct str name, struct assay_error *err)
{
	struct nearest nearest = {.word = without_dashes(name)};
	const char *ours = find_equivalent(name);
	const struct assay_setting *setting;
	const struct option *option;

	for (size_t i = 0; (option = command_option(command, i)); i++)
		nearest_offer(&nearest, without_dashes(str_of(option->name)));
	for (size_t i = 0; (setting = assay_setting(i)); i++)
		if (command_takes(command, setting))
			nearest_offer(&nearest, str_of(setting->name));
	if (ours && command->takes == TAKES_ALL_SETTINGS)
		return error_set(err, ASSAY_EUSAGE, "'assay %s' has no option '%.*s'. Use %s.",
			command->name, STR_ARGS(name), ours);
	if (nearest.name.ptr)
		return error_set(err, ASSAY_EUSAGE,
			"'assay %s' has no option '%.*s'. Did you mean '--%s'?", command->name,
			STR_ARGS(name), nearest.name.ptr);
	return error_set(err, ASSAY_EUSAGE,
		"'assay %s' has no option '%.*s'. 'assay %s --help' lists the options.",
		command->name, STR_ARGS(name), command->name);
}

/* where parsing stands */
struct parser {
	struct invocation *call;
	int argc;
	char **argv;
	int next;
};

/* the value of an option: after '=', or the next argument; *value stays NULL if it takes none */
static int read_value(struct parser *p, struct str name, const char *equals, const char *takes,
	const char **value, struct assay_error *err)
{
	*value = NULL;
	if (!takes && equals)
		return error_set(err, ASSAY_EUSAGE, "option %.*s takes no value. Use %.*s alone.",
			STR_ARGS(name), STR_ARGS(name));
	if (!takes)
		return ASSAY_OK;
	if (equals)
		*value = equals + 1;
	else if (p->next < p->argc)
		*value = p->argv[p->next++];
	if (*value && **value)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "option %.*s needs a value: %.*s %s", STR_ARGS(name),
		STR_ARGS(name), takes);
}

static int store_option(struct invocation *call, const struct option *option, const char *value,
	struct assay_error *err)
{
	if (option->take)
		return option->take(call, value, err);
	*(const char **)(void *)((char *)call->state + option->offset) = value;
	return ASSAY_OK;
}

static int parse_option(struct parser *p, const char *text, struct assay_error *err)
{
	const struct command *command = p->call->command;
	const char *equals = strchr(text, '=');
	struct str name = {text, equals ? (size_t)(equals - text) : strlen(text)};
	const struct option *option = find_option(command, name);
	const struct assay_setting *setting = option ? NULL : find_setting(command, name);
	const char *value;
	int status;

	if (!option && !setting)
		return refuse_option(command, name, err);
	status = read_value(p, name, equals, option ? option->value : setting->value, &value, err);
	if (status)
		return status;
	if (option && option->take_pair) {
		if (p->next == p->argc)
			return error_set(err, ASSAY_EUSAGE, "option %s needs two values: %s %s",
				option->name, option->name, option->value);
		return option->take_pair(p->call, value, p->argv[p->next++], err);
	}
	return option ? store_option(p->call, option, value, err)
		      : assay_set(p->call->assay, setting->name, value, err);
}

static bool is_url(const char *text)
{
	return strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0 ||
	       strncmp(text, "s3://", 5) == 0;
}

static int parse_argument(struct invocation *call, const char *text, struct assay_error *err)
{
	const struct command *command = call->command;

	if (call->arguments.n == command->max_arguments)
		return error_set(err, ASSAY_EUSAGE, "'%s' is one argument too many. %s", text,
			command->usage);
	if (command->reads_arguments && is_url(text))
		return error_set(err, ASSAY_EUSAGE,
			"'%s' is a URL, and assay never uses the network. Save it to a file first.",
			text);
	for (size_t i = 0; command->reads_arguments && i < call->arguments.n; i++)
		if (strcmp(text, "-") == 0 && strcmp(call->arguments.items[i], "-") == 0)
			return error_set(err, ASSAY_EUSAGE,
				"Standard input ('-') is given twice, and it can be read once. "
				"Remove one '-', or save the second input to a file.");
	call->arguments.items[call->arguments.n++] = text;
	return command->reads_arguments ? child_may_read(&call->child, text, err) : ASSAY_OK;
}

int parse_arguments(
	struct invocation *call, int argc, char **argv, bool *help, struct assay_error *err)
{
	struct parser p = {call, argc, argv, 1};
	bool options = true;

	while (p.next < argc) {
		const char *text = argv[p.next++];
		int status = ASSAY_OK;

		if (options && (strcmp(text, "--help") == 0 || strcmp(text, "-h") == 0)) {
			*help = true;
			return ASSAY_OK;
		}
		if (options && strcmp(text, "--") == 0)
			options = false;
		else if (options && text[0] == '-' && text[1] != '\0')
			status = parse_option(&p, text, err);
		else
			status = parse_argument(call, text, err);
		if (status)
			return status;
	}
	if (call->arguments.n < call->command->min_arguments)
		return error_set(err, ASSAY_EUSAGE, "%s", call->command->usage);
	return ASSAY_OK;
}
