/*
 * cmd_waive - `assay waive`: accept findings until a day, as entries of a waivers file.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/child.h"
#include "cli/cli.h"
#include "cli/policy.h"

#include <sys/stat.h>

static int run(int argc, char **argv);

static const struct option options[] = {
	{"--control", "ID", "the control whose finding is accepted"},
	{"--subject", "KEY",
		"the subject as reports print it; '*' stands for any run of characters"},
	{"--from", "FILE",
		"a SARIF log; the findings are named by their fingerprints in it (8 digits or "
		"more)"},
	{"--reason", "TEXT", "why they are accepted"},
	{"--expires", "DAY", "the last day (UTC) on which the waiver holds, YYYY-MM-DD"},
	{"--owner", "TEXT", "who answers for it"},
	{"--ticket", "TEXT", "where it is tracked"},
	{"--file", "FILE", "the waivers file (default: .assay-waivers.yaml)"},
	{"--now", "TIME",
		"YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ: what day it is (default: SOURCE_DATE_EPOCH, "
		"else today)"},
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
	CHILD_OPTIONS,
};

const struct command command_waive = {
	.name = "waive",
	.arguments = "[FINGERPRINT...]",
	.about = "accept findings until a day: add them to the waivers file",
	.details =
		"  assay waive --control ID --subject KEY --reason TEXT --expires DAY\n"
		"  assay waive --from report.sarif --reason TEXT --expires DAY FINGERPRINT...\n"
		"\n"
		"What is in the file stays as it is; the new entries come last and are printed.\n"
		"What a waiver of the file covers until that day already is refused.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.takes = TAKES_READING,
	.run = run,
};

struct waive_call {
	struct child child;
	struct assay *a;
	struct assay_waive asked;
	const char *file, *from;
	bool exists;
	const char **fingerprints;
	const char **rules;
	size_t n_rules;
	bool help;
};

static int take_option(
	struct waive_call *call, const char *name, const char *value, struct assay_error *err)
{
	const struct {
		const char *name;
		const char **field;
	} fields[] = {
		{"--control", &call->asked.waiver.control},
		{"--subject", &call->asked.waiver.subject},
		{"--reason", &call->asked.waiver.reason},
		{"--expires", &call->asked.waiver.expires},
		{"--owner", &call->asked.waiver.owner},
		{"--ticket", &call->asked.waiver.ticket},
		{"--file", &call->file},
		{"--from", &call->from},
	};

	for (size_t i = 0; i < LENGTH_OF(fields); i++)
		if (strcmp(fields[i].name, name) == 0) {
			*fields[i].field = value;
			return ASSAY_OK;
		}
	if (child_take_option(&call->child, name))
		return ASSAY_OK;
	if (strcmp(name, "--now") == 0)
		return assay_set(call->a, "now", value, err);
	call->rules[call->n_rules++] = value;
	return child_may_read(&call->child, value, err);
}

static int check_call(const struct waive_call *call, struct assay_error *err)
{
	const struct assay_waiver *w = &call->asked.waiver;

	if (call->from ? w->control || w->subject || call->asked.n_fingerprints == 0
		       : !w->control || !w->subject || call->asked.n_fingerprints > 0)
		return error_set(err, ASSAY_EUSAGE,
			"waive takes --control ID and --subject KEY, or --from FILE and the "
			"fingerprints of findings in it: 'assay waive --help'");
	if (!w->reason)
		return error_set(err, ASSAY_EUSAGE,
			"waive needs --reason TEXT: why is the finding accepted?");
	if (!w->expires)
		return error_set(err, ASSAY_EUSAGE,
			"waive needs --expires DAY: the last day on which the waiver holds");
	return ASSAY_OK;
}

static int parse(struct waive_call *call, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = &command_waive, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			return check_call(call, err);
		case ARG_HELP:
			args_help(args.command, stdout);
			call->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_PATH:
			call->fingerprints[call->asked.n_fingerprints++] = value;
			break;
		case ARG_OPTION:
			status = take_option(call, option->name, value, err);
			break;
		case ARG_SETTING:
			status = assay_set(call->a, option->name + 2, value, err);
			break;
		}
		if (status)
			return status;
	}
}

/* the file is written anew, so it must be one, and no link to another */
static int prepare(struct waive_call *call, struct assay_error *err)
{
	struct stat st;
	size_t index;
	int status = ASSAY_OK;

	call->exists = lstat(call->file, &st) == 0;
	if (call->exists && !S_ISREG(st.st_mode))
		return error_at(err, ASSAY_EUSAGE, call->file, 0, 0,
			"is no regular file: name the waivers file itself (--file FILE)");
	if (call->exists)
		status = child_may_read(&call->child, call->file, err);
	if (!status && call->from)
		status = child_may_read(&call->child, call->from, err);
	return status ? status : outputs_add(&call->child.outputs, call->file, &index, err);
}

static int read_files(struct waive_call *call, struct files *files, struct assay_log *file,
	struct assay_log *from, struct assay_error *err)
{
	int status = ASSAY_OK;

	*file = (struct assay_log){call->file, "", 0};
	if (call->exists)
		status = files_read(files, call->file, &file->buf, &file->len, err);
	if (!status && call->from) {
		from->name = call->from;
		status = files_read(files, call->from, &from->buf, &from->len, err);
		call->asked.from = from;
	}
	call->asked.file = file;
	return status;
}

static int tell(void *payload, const char *bytes, size_t len)
{
	const struct waive_call *call = payload;

	printf("%s:\n", call->file);
	return write_stream(stdout, bytes, len);
}

/* in the child */
static int work(void *payload, struct assay_error *err)
{
	struct waive_call *call = payload;
	struct files files = {.max_input = assay_get_options(call->a)->max_input};
	struct assay_log file, from = {0};
	int status = policy_now(&call->asked.now, err);

	if (!status)
		status = assay_add_builtin_rules(call->a, err);
	for (size_t i = 0; !status && i < call->n_rules; i++)
		status = files_add_rules(&files, call->a, call->rules[i], err);
	if (!status)
		status = read_files(call, &files, &file, &from, err);
	if (!status)
		status = assay_waive_write(call->a, &call->asked, write_stream,
			call->child.outputs.items[0].stream, tell, call, err);
	files_free(&files);
	return status ? EXIT_INCOMPLETE : 0;
}

static int run(int argc, char **argv)
{
	const struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct waive_call call = {.file = POLICY_WAIVERS_FILE};
	struct assay_error err = {0};
	int exit_status;

	call.child = (struct child){.work = work, .payload = &call};
	call.fingerprints = calloc((size_t)argc, sizeof *call.fingerprints);
	call.rules = calloc((size_t)argc, sizeof *call.rules);
	call.asked.fingerprints = call.fingerprints;
	if (!call.fingerprints || !call.rules)
		error_nomem(&err);
	else if (!assay_new(&call.a, &defaults, &err) && !parse(&call, argc, argv, &err) &&
		 !call.help)
		(void)prepare(&call, &err);
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = call.help ? 0 : child_run(&call.child);
	child_free(&call.child);
	assay_free(call.a);
	free(call.fingerprints);
	free(call.rules);
	return exit_status;
}
