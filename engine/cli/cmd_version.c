/*
 * cmd_version - `assay version`: the version, and what the guard can do on this kernel.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state */
struct version {
	bool json;
};

static int take_json(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct version *)call->state)->json = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--json", NULL, "print JSON", take_json, 0, NULL},
};

static int work(struct invocation *call, struct assay_error *err)
{
	const struct version *version = call->state;

	return assay_version_write(version->json ? "json" : "text", write_stream, stdout, err)
		       ? EXIT_INCOMPLETE
		       : 0;
}

const struct command command_version = {
	.name = "version",
	.arguments = "",
	.about = "print the version, and what the guard can do on this kernel",
	.details =
		"It prints the version and the commit of the source, the SHA-256 of the bundled\n"
		"rules, the linked libraries, and if the guard is complete. In the source:\n"
		"\n"
		"  cd rules && find */ -name '*.lua' | LC_ALL=C sort |\n"
		"    xargs sha256sum | sha256sum\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.usage = "'assay version' takes no argument.",
	.state_size = sizeof(struct version),
	.work = work,
};
