/*
 * cmd_manual - `assay manual`: the pages for man(1).
 */
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/streams.h"

#include "base/day.h"

static int list_pages(const struct command *const *commands)
{
	const struct command *command;

	puts("assay.1");
	for (size_t i = 0; (command = commands[i]); i++)
		printf("assay-%s.1\n", command->name);
	puts("assay.yaml.5\nassay-rules.5");
	return 0;
}

/* the command of "assay-check.1"; NULL: none */
static const struct command *find_page(const struct command *const *commands, struct str page)
{
	const struct command *command;
	char name[40];

	for (size_t i = 0; (command = commands[i]); i++) {
		snprintf(name, sizeof name, "assay-%s.1", command->name);
		if (str_is(page, name))
			return command;
	}
	return NULL;
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct str page = call->arguments.n ? str_of(call->arguments.items[0]) : STR_NONE;
	const struct command *command = find_page(call->commands, page);
	char date[DAY_SIZE];
	int64_t now;
	int status = policy_now(&now, err);

	if (call->arguments.n == 0)
		return list_pages(call->commands);
	if (status)
		return EXIT_INCOMPLETE;
	day_write(date, now);
	if (command)
		manual_write_command(stdout, command, date);
	else if (str_is(page, "assay.1"))
		manual_write_assay(stdout, call->commands, date);
	else if (str_is(page, "assay.yaml.5"))
		status = manual_write_settings(stdout, date, err);
	else if (!str_is(page, "assay-rules.5"))
		status = error_set(err, ASSAY_EUSAGE,
			"There is no page '%.*s'. 'assay manual' lists the pages.", STR_ARGS(page));
	else if (!(status = invocation_load_rules(call, err)))
		status = manual_write_rules(stdout, date, call->assay, err);
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_manual = {
	.name = "manual",
	.arguments = "[PAGE]",
	.about = "print a page of the manual for man, or list the pages",
	.details =
		"'make install' installs the pages. assay-rules.5 contains the types of --rules,\n"
		"too.\n"
		"\n"
		"  assay manual assay-check.1 | man -l -\n",
	.shares = SHARES_RULES | SHARES_GUARD,
	.max_arguments = 1,
	.usage = "'assay manual' takes one page. Without one, it lists the pages.",
	.work = work,
};
