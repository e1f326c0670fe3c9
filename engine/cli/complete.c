/*
 * complete - what can follow the beginning of a command line.
 *
 * Reads the tables of commands and settings, so that a new option needs no change here. Must not
 * know the syntax of a shell.
 */
#include "cli/complete.h"

#include "cli/parse.h"

/* an option with its value: of the command's own options, or of the settings */
struct choice {
	const char *name;  /* without dashes */
	const char *value; /* placeholder; NULL: takes none */
	const char *about;
	size_t takes; /* words after it */
};

/* what the last word stands for */
struct position {
	const struct command *command; /* NULL: for a command */
	struct choice option;          /* name NULL: for an option or an argument */
	bool options_ended;
	size_t arguments; /* before the last word */
	struct str typed;
};

static bool choice_at(const struct command *command, size_t i, struct choice *choice)
{
	const struct assay_setting *setting;
	const struct option *option;

	for (size_t s = 0; (setting = assay_setting(s)); s++)
		if (command_takes(command, setting) && i-- == 0) {
			*choice = (struct choice){setting->name, setting->value, setting->about,
				setting->value != NULL};
			return true;
		}
	option = command_option(command, i);
	if (!option)
		return false;
	*choice = (struct choice){option->name + 2, option->value, option->about,
		option->take_pair ? 2 : option->value != NULL};
	return true;
}

/* "--name" or "--name=..." */
static bool find_choice(const struct command *command, const char *word, struct choice *choice)
{
	struct str name = {word, strcspn(word, "=")};

	if (!str_starts(name, STR("--")))
		return false;
	name = (struct str){name.ptr + 2, name.len - 2};
	for (size_t i = 0; choice_at(command, i, choice); i++)
		if (str_is(name, choice->name))
			return true;
	return false;
}

static struct position locate(const struct command *const *commands, const struct words *words)
{
	struct position at = {.typed = str_of(words->items[words->n - 1])};
	const char *last = words->items[words->n - 1], *equals = strchr(last, '=');
	size_t takes = 0;
	struct choice choice = {0};

	if (words->n > 1)
		at.command = command_find(commands, words->items[0]);
	for (size_t i = 1; at.command && i + 1 < words->n; i++) {
		const char *word = words->items[i];

		if (takes > 0)
			takes--;
		else if (!at.options_ended && strcmp(word, "--") == 0)
			at.options_ended = true;
		else if (!at.options_ended && find_choice(at.command, word, &choice))
			takes = choice.takes - (choice.takes > 0 && strchr(word, '='));
		else
			at.arguments++;
	}
	if (takes > 0) {
		at.option = choice;
	} else if (at.command && !at.options_ended && equals &&
		   find_choice(at.command, last, &choice)) {
		at.option = choice;
		at.typed = str_of(equals + 1);
	}
	return at;
}

static void offer(FILE *stream, struct str typed, struct str head, struct str word, struct str tail,
	struct str about)
{
	char whole[300];
	int n = snprintf(whole, sizeof whole, "%.*s%.*s%.*s", STR_ARGS(head), STR_ARGS(word),
		STR_ARGS(tail));

	if (n > 0 && (size_t)n < sizeof whole && str_starts(str_of(whole), typed))
		fprintf(stream, "%s\t%.*s\n", whole, STR_ARGS(about));
}

static void offer_word(FILE *stream, struct str typed, const char *word, const char *about)
{
	offer(stream, typed, STR(""), str_of(word), STR(""), str_of(about));
}

/* the words of "a|b|c" */
static void offer_words(FILE *stream, struct str typed, struct str head, const char *words)
{
	while (*words) {
		struct str word = {words, strcspn(words, "|")};

		offer(stream, typed, head, word, STR(""), STR(""));
		words += word.len + (words[word.len] == '|');
	}
}

static bool next_line(struct str *rest, struct str *line)
{
	const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;

	if (!end)
		return false;
	*line = (struct str){rest->ptr, (size_t)(end - rest->ptr)};
	*rest = (struct str){end + 1, rest->len - line->len - 1};
	return true;
}

static struct str first_word(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.ptr[n] != ' ')
		n++;
	return (struct str){line.ptr, n};
}

static struct str without_blanks(struct str line)
{
	while (line.len > 0 && *line.ptr == ' ')
		line = (struct str){line.ptr + 1, line.len - 1};
	return line;
}

enum of_rules { CONTROLS, PARAMETERS, PROFILES };

/* a listing has "ID  SEVERITY", below it "  TITLE" and "    PARAMETER = VALUE"; after a line
 * "Profiles...:", it has "  NAME  TITLE" */
static void offer_of_rules(FILE *stream, struct str typed, struct str listing, enum of_rules what)
{
	struct str line, id = STR(""), rest = listing;
	bool profiles = false, titled = false;

	while (next_line(&rest, &line)) {
		struct str text = without_blanks(line), word = first_word(text);
		size_t indent = line.len - text.len;
		struct str about =
			without_blanks((struct str){text.ptr + word.len, text.len - word.len});

		profiles |= str_starts(line, STR("Profiles"));
		if (profiles && what == PROFILES && indent == 2)
			offer(stream, typed, STR(""), word, STR(""), about);
		if (profiles || text.len == 0)
			continue;
		if (indent == 0) {
			id = word;
			titled = false;
		}
		/* a long title continues on further lines */
		if (indent == 2 && what == CONTROLS && !titled)
			offer(stream, typed, STR(""), id, STR(""), text);
		titled |= indent == 2;
		if (indent == 4 && what == PARAMETERS) {
			struct str head = {id.ptr, id.len};
			char dotted[200];

			snprintf(dotted, sizeof dotted, "%.*s.", STR_ARGS(head));
			offer(stream, typed, str_of(dotted), word, STR("="), about);
		}
	}
}

/* words of settings whose placeholder does not list them */
static const struct {
	const char *option, *words;
	bool list; /* of words, separated by commas */
} known_words[] = {
	{"fail-on", "info|low|medium|high|critical", false},
	{"show", "fail|unknown|pass|not-applicable|waived|all", true},
};

static void offer_known(FILE *stream, struct str typed, size_t k)
{
	struct str head = {typed.ptr, 0};

	for (size_t i = 0; known_words[k].list && i < typed.len; i++)
		if (typed.ptr[i] == ',')
			head.len = i + 1;
	offer_words(stream, typed, head, known_words[k].words);
}

static bool reads_rules(const struct choice *option)
{
	return strcmp(option->name, "control") == 0 || strcmp(option->name, "profile") == 0 ||
	       strcmp(option->name, "param") == 0;
}

static void offer_value(FILE *stream, const struct position *at, struct str listing)
{
	const char *value = at->option.value ? at->option.value : "", *name, *about;
	struct str typed = at->typed;

	for (size_t k = 0; k < LENGTH_OF(known_words); k++)
		if (strcmp(at->option.name, known_words[k].option) == 0)
			offer_known(stream, typed, k);
	if (strcmp(value, "FORMAT[=FILE]") == 0 && memchr(typed.ptr, '=', typed.len))
		fputs(":file\n", stream);
	else if (strcmp(value, "FORMAT[=FILE]") == 0)
		for (size_t i = 0; (name = assay_format(i, &about)); i++)
			offer_word(stream, typed, name, about);
	else if (strchr(value, '|'))
		offer_words(stream, typed, STR(""), value);
	else if (strcmp(value, "FILE") == 0)
		fputs(":file\n", stream);
	else if (strcmp(value, "DIR") == 0)
		fputs(":folder\n", stream);
	else if (reads_rules(&at->option))
		offer_of_rules(stream, typed, listing,
			strcmp(at->option.name, "control") == 0   ? CONTROLS
			: strcmp(at->option.name, "profile") == 0 ? PROFILES
								  : PARAMETERS);
}

static void offer_commands(FILE *stream, const struct command *const *commands, struct str typed)
{
	const struct command *command;

	for (size_t i = 0; (command = commands[i]); i++)
		offer_word(stream, typed, command->name, command->about);
	offer_word(stream, typed, "help", "print the options of a command");
	if (typed.len > 0 && typed.ptr[0] == '-') {
		offer_word(stream, typed, "--help", "list the commands");
		offer_word(stream, typed, "--version", "print the version");
	}
}

static void offer_options(FILE *stream, const struct position *at)
{
	struct choice choice;

	for (size_t i = 0; choice_at(at->command, i, &choice); i++)
		offer(stream, at->typed, STR("--"), str_of(choice.name), STR(""),
			str_of(choice.about));
	offer_word(stream, at->typed, "--help", "print the options");
}

static bool takes_control(const struct command *command)
{
	return strcmp(command->arguments, "ID") == 0;
}

static void offer_arguments(FILE *stream, const struct position *at, struct str listing)
{
	const char *arguments = at->command->arguments;

	if (at->arguments >= at->command->max_arguments)
		return;
	if (takes_control(at->command))
		offer_of_rules(stream, at->typed, listing, CONTROLS);
	else if (at->command->reads_arguments)
		fputs(":file\n", stream);
	else if (strchr(arguments, '|') && !strchr(arguments, ' '))
		offer_words(stream, at->typed, STR(""), arguments);
	else if (at->arguments == 0 && strcmp(at->command->name, "new") == 0)
		offer_words(stream, at->typed, STR(""), "control|type");
}

void complete_write(FILE *stream, const struct command *const *commands, const struct words *words,
	struct str listing)
{
	struct position at = locate(commands, words);
	bool help = words->n == 2 && strcmp(words->items[0], "help") == 0;

	if (words->n == 1 || help)
		offer_commands(stream, commands, at.typed);
	else if (at.command && at.option.name)
		offer_value(stream, &at, listing);
	else if (at.command && !at.options_ended && at.typed.len > 0 && at.typed.ptr[0] == '-')
		offer_options(stream, &at);
	else if (at.command)
		offer_arguments(stream, &at, listing);
}

bool complete_needs_rules(const struct command *const *commands, const struct words *words)
{
	struct position at = locate(commands, words);

	if (!at.command)
		return false;
	return at.option.name ? reads_rules(&at.option) : takes_control(at.command);
}

const char *complete_rules_folder(const struct words *words, size_t i)
{
	for (size_t w = 1; w + 1 < words->n; w++) {
		const char *word = words->items[w], *folder = NULL;

		if (strncmp(word, "--rules=", 8) == 0)
			folder = word + 8;
		else if (strcmp(word, "--rules") == 0 && w + 2 < words->n)
			folder = words->items[w + 1];
		if (folder && *folder && i-- == 0)
			return folder;
	}
	return NULL;
}
