/*
 * invocation - one call of a command, from argv to the exit status.
 *
 * The same steps for every command: parse, prepare, and work in a child that is restricted to
 * what was named. Must not know what a command does.
 */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/stamp.h"
#include "cli/streams.h"

static int work(void *payload, struct assay_error *err)
{
	struct invocation *call = payload;
	int exit_status;

	if (call->command->shares & SHARES_SOURCES)
		sources_set(&call->sources, call->assay);
	exit_status = call->command->work(call, err);
	if (!err->status)
		(void)sources_check(&call->sources, err);

	files_free(&call->files);
	return err->status ? EXIT_INCOMPLETE : exit_status;
}

static int allocate(struct invocation *call, int argc, struct assay_error *err)
{
	call->arguments.items = calloc((size_t)argc, sizeof *call->arguments.items);
	call->rules.items = calloc((size_t)argc, sizeof *call->rules.items);
	call->state = calloc(1, call->command->state_size + 1);
	if (!call->arguments.items || !call->rules.items || !call->state)
		return error_nomem(err);
	return assay_new(&call->assay, err);
}

static int prepare(struct invocation *call, struct assay_error *err)
{
	const struct command *command = call->command;
	int status = ASSAY_OK;

	if (command->shares & SHARES_CONFIG)
		status = policy_prepare(
			&call->policy, &call->child, (command->shares & SHARES_ACCEPTED) != 0, err);
	if (!status && command->reads_arguments)
		status = files_add_folder(call->assay, err);
	if (!status && (command->shares & SHARES_SOURCES))
		status = sources_prepare(&call->sources, &call->child, call->arguments.items,
			call->arguments.n, err);
	if (!status && call->stamp)
		status = stamp_set(call->assay, call->arguments.items, call->arguments.n, err);
	if (!status && command->prepare)
		status = command->prepare(call, err);
	call->child.timeout = assay_get(call->assay, "timeout");
	assay_on_step(call->assay, child_note_step, NULL);
	return status;
}

const struct command *command_find(const struct command *const *commands, const char *name)
{
	while (*commands && strcmp(name, (*commands)->name) != 0)
		commands++;
	return *commands;
}

int invocation_run(
	const struct command *const *commands, const struct command *command, int argc, char **argv)
{
	struct invocation call = {.commands = commands, .command = command};
	struct assay_error err = {0};
	bool help = false;
	int exit_status = 0;
	int status = allocate(&call, argc, &err);

	call.child.work = work;
	call.child.payload = &call;
	if (!status)
		status = parse_arguments(&call, argc, argv, &help, &err);
	if (!status && !help)
		status = prepare(&call, &err);
	if (status)
		exit_status = print_error(&err);
	else if (help)
		help_write(command, stdout);
	else if (command->shares & SHARES_GUARD)
		exit_status = child_run(&call.child);
	else
		exit_status = work(&call, &err);
	child_free(&call.child);
	assay_free(call.assay);
	sources_free(&call.sources);
	free(call.arguments.items);
	free(call.rules.items);
	free(call.state);
	return exit_status;
}

int invocation_load_rules(struct invocation *call, struct assay_error *err)
{
	int status = policy_read_config(&call->policy, &call->files, call->assay, err);

	child_limit_time(&call->child, assay_get(call->assay, "timeout"));
	if (!status)
		status = assay_add_builtin_rules(call->assay, err);
	for (size_t i = 0; !status && i < call->rules.n; i++)
		status = files_add_rules(
			&call->files, call->assay, call->rules.items[i], false, err);
	return status;
}

static int load(struct invocation *call, struct assay_error *err)
{
	int status = invocation_load_rules(call, err);

	if (!status)
		status = policy_read_accepted(&call->policy, &call->files, call->assay, err);
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	return status;
}

int invocation_judge(struct invocation *call, struct assay_result **result, struct assay_error *err)
{
	int64_t now;
	int status;

	call->files.outputs = &call->child.outputs;
	status = assay_set_guard(call->assay, &call->child.guard, err);
	if (!status)
		status = load(call, err);
	if (!status)
		status = policy_now(&now, err);
	return status ? status : assay_run(result, call->assay, now, err);
}
