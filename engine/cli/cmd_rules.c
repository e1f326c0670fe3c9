/*
 * cmd_rules - `assay rules` and `assay explain ID`: documentation of the controls.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state of `rules` */
struct rules_call {
	bool capabilities, stubs;
};

static int take_capabilities(struct invocation *call, const char *value, struct assay_error *err)
{
	struct rules_call *rules = call->state;

	(void)value, (void)err;
	rules->capabilities = true;
	return ASSAY_OK;
}

static int take_stubs(struct invocation *call, const char *value, struct assay_error *err)
{
	struct rules_call *rules = call->state;

	(void)value, (void)err;
	rules->stubs = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--capabilities", NULL, "list every function that a rule file can call", take_capabilities,
		0, NULL},
	{"--stubs", NULL,
		"print declarations for editors with LuaLS: what a rule can call and read",
		take_stubs, 0, NULL},
};

static int list(struct invocation *call, struct assay_error *err)
{
	const struct rules_call *rules = call->state;
	int status = invocation_load_rules(call, err);

	if (!status && rules->capabilities)
		status = assay_capabilities_write(write_stream, stdout, err);
	else if (!status && rules->stubs)
		status = assay_stubs_write(call->assay, write_stream, stdout, err);
	else if (!status)
		status = assay_rules_write(call->assay, write_stream, stdout, err);
	return status ? EXIT_INCOMPLETE : 0;
}

static int explain(struct invocation *call, struct assay_error *err)
{
	int status = invocation_load_rules(call, err);

	if (!status)
		status = assay_explain_write(
			call->assay, call->arguments.items[0], write_stream, stdout, err);
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_rules = {
	.name = "rules",
	.arguments = "",
	.about = "list the controls and profiles",
	.details = "With --profile, --level or --control: only the controls that 'assay check'\n"
		   "judges with these options.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_CHOICE,
	.usage = "Use 'assay explain ID' for one control.",
	.state_size = sizeof(struct rules_call),
	.work = list,
};

const struct command command_explain = {
	.name = "explain",
	.arguments = "ID",
	.about = "print the documentation of one control",
	.details = "The page contains what the control judges and why, the exports that it needs\n"
		   "and the IAM permissions for them, its parameters, and how to fix a failure.\n",
	.shares = SHARES_RULES | SHARES_GUARD,
	.min_arguments = 1,
	.max_arguments = 1,
	.usage = "'assay explain' needs the id of one control. 'assay rules' lists the controls.",
	.work = explain,
};
