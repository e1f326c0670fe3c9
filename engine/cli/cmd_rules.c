/*
 * cmd_rules - `assay rules` and `assay explain ID`: what the controls say of themselves.
 */
#include "cli/child.h"
#include "cli/cli.h"

static int run_rules(int argc, char **argv);
static int run_explain(int argc, char **argv);

static const struct option options[] = {
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
	CHILD_OPTIONS,
	/* of `rules` only, so the last */
	{"--capabilities", NULL, "list what a rule file can call instead: all of it"},
};

const struct command command_rules = {
	.name = "rules",
	.arguments = "",
	.about = "list the controls",
	.options = options,
	.n_options = LENGTH_OF(options),
	.run = run_rules,
};

const struct command command_explain = {
	.name = "explain",
	.arguments = "ID",
	.about = "print the page of one control",
	.details = "The page says what is judged and why, which exports it needs and which IAM\n"
		   "permissions those take, its parameters, and how to mend what fails.\n",
	.options = options,
	.n_options = LENGTH_OF(options) - 1,
	.run = run_explain,
};

struct page {
	struct child child;
	const struct command *command;
	const char **rules; /* folders */
	size_t n_rules;
	const char *id; /* NULL: the list */
	bool capabilities, help;
};

static int parse(struct page *page, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = page->command, .argc = argc, .argv = argv, .at = 1};
	bool explain = page->command == &command_explain;
	const struct option *option;
	const char *value;

	for (;;) {
		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			if (!explain || page->id)
				return ASSAY_OK;
			return error_set(err, ASSAY_EUSAGE,
				"explain needs the id of a control: 'assay rules' lists them");
		case ARG_HELP:
			args_help(args.command, stdout);
			page->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_OPTION:
		case ARG_SETTING:
			if (child_take_option(&page->child, option->name))
				break;
			if (!value) {
				page->capabilities = true;
				break;
			}
			page->rules[page->n_rules++] = value;
			if (child_may_read(&page->child, value, err))
				return ASSAY_ENOMEM;
			break;
		case ARG_PATH:
			if (!explain || page->id)
				return error_set(err, ASSAY_EUSAGE,
					"'%s' is one argument too many: assay %s%s", value,
					page->command->name, explain ? " ID" : "");
			page->id = value;
			break;
		}
	}
}

static int write_page(struct assay *a, const struct page *page, struct assay_error *err)
{
	if (page->capabilities)
		return assay_capabilities_write(write_stream, stdout, err);
	return page->id ? assay_explain_write(a, page->id, write_stream, stdout, err)
			: assay_rules_write(a, write_stream, stdout, err);
}

/* in the child */
static int show(void *payload, struct assay_error *err)
{
	const struct page *page = payload;
	struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct files files = {.max_input = defaults.max_input};
	struct assay *a = NULL;
	int status = assay_new(&a, &defaults, err);

	if (!status)
		status = assay_add_builtin_rules(a, err);
	for (size_t i = 0; !status && i < page->n_rules; i++)
		status = files_add_rules(&files, a, page->rules[i], err);
	if (!status)
		status = write_page(a, page, err);
	assay_free(a);
	files_free(&files);
	return status ? EXIT_INCOMPLETE : 0;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct page page = {.command = command};
	struct assay_error err = {0};
	int exit_status;

	page.child = (struct child){.work = show, .payload = &page};
	page.rules = calloc((size_t)argc, sizeof *page.rules);
	if (!page.rules)
		error_nomem(&err);
	else
		(void)parse(&page, argc, argv, &err);
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = page.help ? 0 : child_run(&page.child);
	child_free(&page.child);
	free(page.rules);
	return exit_status;
}

static int run_rules(int argc, char **argv)
{
	return run(&command_rules, argc, argv);
}

static int run_explain(int argc, char **argv)
{
	return run(&command_explain, argc, argv);
}
