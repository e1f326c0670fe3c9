/*
 * input.h - inputs, remarks about them, and missing exports, as reports show them.
 */
#ifndef ASSAY_INVENTORY_INPUT_H
#define ASSAY_INVENTORY_INPUT_H

#include "inventory/model/object.h"

struct plan_sources; /* terraform/written.h */

/* How an input was taken. */
enum input_state { INPUT_READ, INPUT_NOT_RECOGNISED, INPUT_BROKEN };

/* The part of a struct assay_error that reports show. */
struct input_error {
	size_t line, column;
	struct str message;
};

/* One input, as `inspect` and the reports show it. */
struct input {
	struct str name;       /* as given */
	struct str uri;        /* as reports write it */
	const struct doc *doc; /* NULL: broken or not recognised */
	struct str bytes;      /* as given, even if broken; ptr NULL: could not be read */
	enum input_state state;
	bool named;                    /* on the command line, not found by walking */
	struct str kind;               /* "cloudtrail describe-trails", "Terraform plan", ... */
	const struct command *command; /* of an export */
	const struct account *account; /* in which it was made; NULL: unknown */
	const struct region *region;
	struct str collected_at; /* of an export: "2026-12-31T23:59:59Z", as stated; or empty */
	struct str collected_by; /* ARN of the caller, as stated; or empty */
	struct str told_by;      /* "envelope", "path", "what it lists", "its folder" */
	size_t n_resources;
	const struct input_error *error; /* INPUT_BROKEN; else why it is not an input, or NULL */
	struct plan_sources *sources;    /* of a plan: its Terraform sources; NULL: none */
};

/* An entry of a folder that was not read. */
struct skipped {
	struct str name; /* as given */
	enum assay_skip why;
};

/* A note, warning or error that is no verdict. */
enum remark_level { REMARK_NOTE, REMARK_WARNING, REMARK_ERROR };
struct remark {
	enum remark_level level;   /* an error makes the run incomplete: exit status 2 */
	struct str text;           /* one sentence, with its period */
	struct cursor at;          /* doc NULL: no place */
	const struct input *input; /* NULL: of the whole run */
	bool always;               /* it changes what a verdict means: --quiet shows it, too */
	bool skips;                /* it counts entries that a walk did not read */
};

/* A loop of a shell over the resources that a list command prints. */
struct shell_loop {
	struct str list; /* "aws ... | while read -r ITEM_ARN; do" */
	struct str
		test; /* continues with the next if it is not to be exported here; may be empty */
};

/* One export that is missing, and the command that makes it. */
struct missing {
	struct str command; /* "aws cloudtrail ... --output json > 1234.../us-east-1/x.json" */
	struct str why;     /* "the trails of 123456789012/us-east-1 were not listed" */
	struct str permission;
	struct str account; /* whose credentials the command needs; of a starter: empty */
	/* that the command writes into, as a word of a shell; empty: no complete command can be
	 * written, and command is only "aws SERVICE COMMAND" */
	struct str folder;
	/* the command runs in it, as do its neighbours with the same one; NULL: it runs once */
	const struct shell_loop *loop;

	/* For `assay inspect`; of a starter: NULL and empty. */
	const struct account *in_account; /* that lacks the export */
	const struct region *in_region;   /* NULL: the account's own */
	struct str export_name;           /* "cloudtrail get-trail-status" */
	const struct type *type;          /* whose resources it is about */
	bool about_one;                   /* a resource, not a list */
	bool refused;                     /* AWS refused the command */
};

/* A call of `assay collect`: of a list, with the calls about each resource of it, or of a detail.
 */
struct collected {
	struct str command;    /* "cloudtrail describe-trails" */
	struct str arguments;  /* words of a shell, with variables in double quotes; may be empty */
	struct str stem;       /* "cloudtrail-describe-trails": the first part of its file's name */
	struct str permission; /* the IAM action that it needs */
	bool regional;         /* asked in each Region */
	bool timed;            /* its arguments contain the times that the user gives */
	bool again;            /* an earlier call has asked it: only the details are new */
	struct list details;   /* struct collected; the rest is empty without any */
	struct str query;      /* JMESPath of a row for each resource */
	struct str variables;  /* that a row fills: "ITEM_ARN ITEM_NAME" */
	struct str label_variable; /* the one that names the files */
	struct str test;           /* lines of the shell that leave out a row */
	struct list left_out; /* struct str: commands whose arguments the list does not print */
};

/*
 * The path as reports write it, in the arena: normalised ("./", "x/.." and empty components
 * removed); of an absolute path, or one that begins with "..", the last component.
 */
struct str path_uri(struct arena *a, struct str name);

#endif
