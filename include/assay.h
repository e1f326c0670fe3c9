/*
 * assay.h - judge cloud configuration offline.
 *
 * The library takes bytes and returns bytes: it reads no file, prints nothing, never exits, and
 * has no globals and no clock. One run:
 *
 *   struct assay_error err;
 *   struct assay *a;
 *   struct assay_result *r;
 *   assay_new(&a, &err);
 *   assay_set(a, "fail-on", "high", &err);
 *   assay_add_builtin_rules(a, &err);
 *   assay_add_input(a, "plan.json", bytes, len, ASSAY_NAMED, &err);
 *   assay_run(&r, a, time(NULL), &err);
 *   assay_result_write(r, "json", write, payload, &err);
 *   assay_result_free(r);
 *   assay_free(a);
 *
 * Link with `pkg-config --cflags --libs assay`: make install writes assay.pc, libassay.so and
 * libassay.a. Both libraries contain Lua and export only the names of this header. The static one
 * needs the libraries that `pkg-config --static` lists.
 *
 * Results: every function that returns int and takes an assay_error returns ASSAY_OK or a negative
 * enum assay_status. On failure *err contains the reason and the place; err may be NULL.
 * Ownership: a first parameter `T **out` is set to an object that the caller frees with the
 * matching _free function. A returned `const T *` and `const char *` is owned by its parent or
 * static. Text parameters are copied unless "borrowed" is written. Threads: objects have no locks;
 * different objects may be used in different threads.
 */
#ifndef ASSAY_H
#define ASSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASSAY_VERSION "0.1.0"

enum assay_status {
	ASSAY_OK = 0,
	ASSAY_EUSAGE = -1,    /* invalid option or argument */
	ASSAY_EINPUT = -2,    /* an input that can't be read as its format */
	ASSAY_ERULE = -3,     /* an invalid rule or type declaration */
	ASSAY_ELIMIT = -4,    /* a limit was exceeded; the message names it */
	ASSAY_ENOMEM = -5,    /* out of memory */
	ASSAY_EIO = -6,       /* reading or writing failed */
	ASSAY_EINTERNAL = -7, /* an inconsistency in assay itself: a bug */
};

/* What went wrong and where. */
struct assay_error {
	enum assay_status status;
	size_t line;   /* 1-based; 0: unknown */
	size_t column; /* 1-based, in UTF-16 code units, as SARIF counts; 0: unknown */
	char path[512];
	char message[768];
};

/* The verdicts of one control for one subject, worst first. */
enum assay_verdict {
	ASSAY_FAIL,
	ASSAY_ERROR, /* the rule failed or exceeded a limit */
	ASSAY_UNKNOWN,
	ASSAY_PASS,
	ASSAY_NOT_APPLICABLE,
	ASSAY_N_VERDICTS
};

/* Severities of a control, as its rule declares them. */
enum assay_severity { ASSAY_INFO, ASSAY_LOW, ASSAY_MEDIUM, ASSAY_HIGH, ASSAY_CRITICAL };

/*
 * Receives the next len bytes of an output. Returns 0, or another value to stop; the writing
 * function then returns ASSAY_EIO.
 */
typedef int assay_write_fn(void *payload, const char *bytes, size_t len);

struct assay;        /* the settings, rules and inputs of one run */
struct assay_result; /* the results of one run; must be freed before its struct assay */

/* Create a run in which every setting has its default. out NULL: ASSAY_EUSAGE. */
int assay_new(struct assay **out, struct assay_error *err);

/* Free a run. NULL: no effect. */
void assay_free(struct assay *a);

/* ---- Settings ---- */

/* A setting: an option of the command line, a key of a configuration. */
struct assay_setting {
	const char *name;   /* "fail-on": --fail-on; NULL: only a key of .assay.yaml */
	const char *key;    /* in .assay.yaml; NULL: not available there */
	const char *value;  /* placeholder of its value, "SEVERITY"; NULL: a switch */
	const char *about;  /* its effect, in one line */
	const char *preset; /* the default, as text; "none": unset */
	bool limit;         /* a limit: exceeding it is an error, never a pass */
	bool reading;       /* concerns inputs, not judgement */
};

/* The i-th setting; NULL after the last. */
const struct assay_setting *assay_setting(size_t i);

/*
 * Set a setting from text. value is NULL for a switch. "control", "profile" and "param" may be set
 * several times; assay_run checks that controls, profiles and parameters exist. ASSAY_EUSAGE: no
 * such setting, or an invalid value.
 */
int assay_set(struct assay *a, const char *name, const char *value, struct assay_error *err);

/*
 * The value of a setting that is a number, a size in bytes or a switch (0 or 1), as assay_set and
 * assay_configure left it; 0 for any other name.
 */
uint64_t assay_get(const struct assay *a, const char *name);

/*
 * Read a configuration (.assay.yaml: docs/configuration.md). assay_set takes precedence, in any
 * order of the calls. buf is borrowed until assay_free. ASSAY_EINPUT: an unknown or repeated key,
 * or an invalid value, with its place.
 */
int assay_configure(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Write a configuration as YAML: the settings in force with the source of each (needs the rules,
 * which declare parameters); every setting explained and commented out; the JSON schema.
 */
int assay_config_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err);
int assay_config_sample_write(assay_write_fn *write, void *payload, struct assay_error *err);
int assay_config_schema_write(assay_write_fn *write, void *payload, struct assay_error *err);

/* ---- Rules ---- */

/*
 * Add one Lua file. Its path below a rules folder specifies its role: types/..., controls/... or
 * lib/... buf is borrowed until assay_free. Errors in the file are reported when rules are loaded:
 * by assay_run, assay_rules_write, assay_explain_write and assay_config_write.
 */
int assay_add_rules(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/* Add the types, controls and libraries that are embedded in assay. */
int assay_add_builtin_rules(struct assay *a, struct assay_error *err);

/* Write the list of controls, or the page of one. Inputs are not needed. */
int assay_rules_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err);
int assay_explain_write(struct assay *a, const char *id, assay_write_fn *write, void *payload,
	struct assay_error *err);

/* Write every function that a rule file can call, one in a line; "lib: " marks those of lib/ only.
 */
int assay_capabilities_write(assay_write_fn *write, void *payload, struct assay_error *err);

/* Write what a rule can call and the fields of all types, as declarations for editors (LuaLS). */
int assay_stubs_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err);

/* ---- Inputs ---- */

/* Where an input comes from. */
enum assay_origin {
	ASSAY_NAMED, /* named by the user: an unrecognised file is an error */
	ASSAY_FOUND, /* found in a folder: an unrecognised file is counted and skipped */
};

/*
 * Add one input: an export or a plan. name is its path as given; its components may specify the
 * account (12 digits) and the Region. buf is borrowed until assay_free. An input that can't be read
 * is no error here: the result reports it, its exit status is 2, and the other inputs are judged.
 */
int assay_add_input(struct assay *a, const char *name, const char *buf, size_t len,
	enum assay_origin origin, struct assay_error *err);

/*
 * Add a log file of CloudTrail by its name, ACCOUNT_CloudTrail_REGION_TIME_UNIQUE.json.gz. read
 * gives its bytes while the run is made, until the next call, so that log files are not in memory
 * together. *taken false: the name is another; add it as an input.
 */
typedef int assay_log_fn(
	void *payload, const char *name, const char **bytes, size_t *len, struct assay_error *err);
int assay_add_log(struct assay *a, const char *name, assay_log_fn *read, void *payload, bool *taken,
	struct assay_error *err);

/*
 * Add a name of the working directory, an absolute path. A plan without a name is identified by its
 * path relative to this folder. Call it again for another spelling of the same folder. Without it,
 * paths are used as given.
 */
int assay_add_folder(struct assay *a, const char *path, struct assay_error *err);

/* Add an input that could not be read; why is the reason. It is reported like a broken one. */
int assay_add_unreadable(
	struct assay *a, const char *name, const char *why, struct assay_error *err);

/* Why the walk of a folder did not read an entry. */
enum assay_skip {
	ASSAY_SKIPPED_LINK,    /* a link, which is never followed */
	ASSAY_SKIPPED_SPECIAL, /* a pipe, socket or device */
	ASSAY_SKIPPED_HIDDEN,  /* a name with a dot at its beginning */
	ASSAY_SKIPPED_IGNORED, /* a .gitignore in the folder excludes it */
	ASSAY_SKIPPED_MODULES, /* node_modules */
	ASSAY_N_SKIPPED
};

/* Report an entry of a folder that was not read. It never changes the exit status. */
int assay_add_skipped(
	struct assay *a, const char *name, enum assay_skip why, struct assay_error *err);

/*
 * Receives a file of a folder with Terraform sources: its name in the folder and its bytes, which
 * are borrowed until assay_free; bytes NULL: it can't be read, and why is the reason. It may not
 * return, so the caller holds nothing that must be released.
 */
typedef void assay_source_fn(
	void *into, const char *name, const char *bytes, size_t len, const char *why);

/* Bytes of a source file; a larger one is not read, and reports show it. */
#define ASSAY_SOURCE_MAX ((size_t)4 << 20)

/* How a run reaches the Terraform sources of plans (docs/terraform-sources.md). */
struct assay_sources {
	/* The sources of a plan: the folder of its root module, relative to a boundary, below which
	 * every module is searched ("": the boundary itself). False: it has none. */
	bool (*locate)(
		void *payload, const char *input, const char **boundary, const char **folder);
	/* Pass each source file of a folder below the boundary (its name ends in .tf, .tofu,
	 * .tf.json or .tofu.json), values of variables (.tfvars, .tfvars.json), and modules.json.
	 * No link is followed. False: there is no such folder. */
	bool (*read)(void *payload, const char *boundary, const char *folder, assay_source_fn *add,
		void *into);
	void *payload;
};

/* Let reports name places in the sources of plans. sources is borrowed until assay_free. */
void assay_set_sources(struct assay *a, const struct assay_sources *sources);

/* A run that recognises no input is no error. */
void assay_allow_no_input(struct assay *a);

/*
 * Add waivers (.assay-waivers.yaml). buf is borrowed until assay_free. One invalid entry refuses
 * the file: a run with only some of the waivers would be another run than the one requested.
 */
int assay_add_waivers(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/* Set the baseline: a SARIF log of an earlier run. buf is borrowed until assay_free. */
int assay_set_baseline(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Judge as if a field of a resource had another value. subject is an ARN or a Terraform address;
 * change is FIELD=JSON: the names of the type, nested by "/", list elements by their index, null
 * for absent ("EventSelectors/0/ReadWriteType=\"All\""). May be called again. Every report is
 * marked, and none can become a baseline. ASSAY_EUSAGE: not of this form.
 */
int assay_what_if(
	struct assay *a, const char *subject, const char *change, struct assay_error *err);

/* ---- Run and reports ---- */

/*
 * Receives what a run does next: "reading", the name of an input; "judging", the id of a control;
 * "writing", the name of a report. For a caller that limits the time (setting "timeout").
 */
typedef void assay_step_fn(void *payload, const char *doing, const char *what);

/* Call step at each step of assay_run and assay_result_write. */
void assay_on_step(struct assay *a, assay_step_fn *step, void *payload);

/*
 * Judge all inputs. now is the time in seconds since 1970 (UTC), or -1 if unknown; it is used only
 * where a waiver expires, and the setting "now" takes precedence. Without a time, waivers in
 * Terraform sources are ignored.
 */
int assay_run(struct assay_result **out, struct assay *a, int64_t now, struct assay_error *err);

/* Free a result. NULL: no effect. */
void assay_result_free(struct assay_result *r);

/* The number of results with a verdict. */
size_t assay_result_count(const struct assay_result *r, enum assay_verdict verdict);

/*
 * 0: nothing failed and nothing is undecided, 1: a control failed, 2: the evaluation is incomplete,
 * 3: nothing failed, but something is unknown.
 */
int assay_result_exit_status(const struct assay_result *r);

/* The number of fails for which the setting "remedies" found no remedy. */
size_t assay_result_unremedied(const struct assay_result *r);

/* True if every input that was meant to be read was read; independent of the verdicts. */
bool assay_result_inputs_read(const struct assay_result *r);

/* The name of the i-th format; NULL after the last. *about (may be NULL): one line about it. */
const char *assay_format(size_t i, const char **about);

/* ASSAY_OK if the format exists; otherwise ASSAY_EUSAGE, and *err lists all formats. */
int assay_format_check(const char *format, struct assay_error *err);

/*
 * Write a report. format is one that assay_format lists, or "inspect": what the inputs contain,
 * what is missing and the commands that export it; "inspect-list": each file and resource, too;
 * "inspect-json": for programs; "inspect-script": the commands alone, for sh; or, with the setting
 * "remedies", "remedy": the proved changes, "remedy-patch", and "remedy-script" and
 * "remedy-backout": the commands that make and undo them, for sh.
 */
int assay_result_write(const struct assay_result *r, const char *format, assay_write_fn *write,
	void *payload, struct assay_error *err);

/* Before assay_run: read all types, not only those that the chosen controls read. */
void assay_read_all_types(struct assay *a);

/* Write the resources of a key, Terraform address or name as rules see them: each field with its
 * value and place, or why it is unknown. format: "text" or "json". ASSAY_EUSAGE: there is none. */
int assay_resource_write(const struct assay_result *r, const char *key, const char *format,
	assay_write_fn *write, void *payload, struct assay_error *err);

struct assay_collect {              /* what `assay collect` was asked for; everything is borrowed */
	const char *const *regions; /* none: the enabled ones of each account, by command */
	size_t n_regions;
	const char *accounts; /* lines "ID PROFILE" or "ID ROLE-ARN"; NULL: of the credentials */
	size_t accounts_len;
	/* of the file, for messages; of a role in each account of the organization, or NULL */
	const char *accounts_name, *organization;
	bool policy;                        /* the IAM policy that the script needs, in its place */
	const char *logs_from, *logs_until; /* the time of metrics, in UTC, or NULL */
};

/* Write a shell script that exports what the chosen controls need, after a run without inputs
 * (assay_allow_no_input). ASSAY_EUSAGE: a Region, role, time or line of accounts is none. */
int assay_collect_write(const struct assay_result *r, const struct assay_collect *asked,
	assay_write_fn *write, void *payload, struct assay_error *err);

/* ---- Earlier runs and waivers ---- */

/* A file in memory. */
struct assay_log {
	const char *name; /* for messages */
	const char *buf;
	size_t len;
};

/*
 * Write the differences between two SARIF logs that assay wrote. Of a's settings only the limits of
 * reading apply. format is "text" or "json". *exit_status: 0 nothing is new or worse, 1 a fail is
 * new or worse, 3 an unknown is.
 */
int assay_diff_write(const struct assay *a, const struct assay_log *before,
	const struct assay_log *after, const char *format, assay_write_fn *write, void *payload,
	int *exit_status, struct assay_error *err);

/* An entry of a waivers file. owner and ticket may be NULL. */
struct assay_waiver {
	const char *control, *subject, *reason, *expires, *owner, *ticket;
};

/* A request to waive findings. All pointers are borrowed for the call. */
struct assay_waive {
	const struct assay_log *file;    /* the waivers file; len 0: a new one */
	const struct assay_log *from;    /* a SARIF log with the findings; NULL: use waiver */
	const char *const *fingerprints; /* of findings in from; at least their first 8 digits */
	size_t n_fingerprints;
	struct assay_waiver waiver; /* with from, its control and subject are not used */
	int64_t now;                /* as in assay_run; an expiry date before it is refused */
	bool entries_only;          /* write the new entries without the text of the file */
};

/*
 * Write the waivers file: its unchanged text, then the new entries; or with entries_only the new
 * entries alone. ASSAY_EUSAGE: an unknown control, an invalid or past expiry date, or a finding
 * that the file already waives until that date.
 */
int assay_waive_write(struct assay *a, const struct assay_waive *request, assay_write_fn *write,
	void *payload, struct assay_error *err);

/* ---- Tests of controls (docs/writing-rules.md) ---- */

/*
 * Add a test file (NAME.test.yaml): cases of one control, each with inputs and the results that
 * they must lead to. buf is borrowed until assay_free. ASSAY_EINPUT: invalid, with the place.
 */
int assay_add_test(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/* How test files are run. */
struct assay_tests {
	const char *format; /* "text" or "junit" */
	bool hide;          /* judge each case again with each value and export hidden in turn */
	bool coverage;      /* report which lines of controls and libraries ran */
	bool update;        /* prepare assay_test_update_write */
	bool mutate;        /* report which small changes of controls no case notices */
	/* Add the inputs at a path below the folder of the test file, with assay_add_input.
	 * NULL: a case that names files is an error. */
	int (*fetch)(void *payload, struct assay *run, const char *path, struct assay_error *err);
	void *payload; /* of fetch */
};

/*
 * Judge the cases of all test files and write what came of them. The settings, inputs, waivers and
 * baseline of the run do not count; its limits and rules do. *exit_status: 0 every case passed, 1 a
 * case failed, a line of a tested control did not run, or a change of one was not noticed.
 * ASSAY_EINPUT: a case that can't be judged, as an unknown parameter, with its place.
 */
int assay_tests_write(struct assay *a, const struct assay_tests *tests, assay_write_fn *write,
	void *payload, int *exit_status, struct assay_error *err);

/*
 * Write a test file that assay_tests_write has judged with `update`, with the results that its
 * cases had in place of those that they expected. name is that of assay_add_test.
 */
int assay_test_update_write(struct assay *a, const char *name, assay_write_fn *write, void *payload,
	struct assay_error *err);

/* ---- Probable mistakes in rules ---- */

/* Add the embedded files of which no file of the same path below a rules folder was added. */
int assay_add_other_builtin_rules(struct assay *a, struct assay_error *err);

/*
 * Add a schema to compare types with: the output of `terraform providers schema -json`, or a
 * service model of botocore, SERVICE/VERSION/service-2.json. buf is borrowed until assay_free.
 */
int assay_add_schema(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Write what looks wrong in the rules that were added, else in the embedded ones, as "FILE:LINE:
 * problem." lines. *exit_status: 0 nothing, 1 there are problems.
 */
int assay_lint_write(struct assay *a, assay_write_fn *write, void *payload, int *exit_status,
	struct assay_error *err);

/* ---- The beginning of a rule ---- */

/* A new control of a type; or a new type with a control that reads it, if control is NULL. */
struct assay_start {
	const char *control; /* its id */
	const char *type;    /* CloudFormation's name */
};

enum { ASSAY_START_PATH_MAX = 256 };

/*
 * The path of a file of the start in a rules folder: "controls/sqs_queue_encrypted.lua". file is
 * "type", "control" or "test". ASSAY_EUSAGE: an invalid name.
 */
int assay_start_path(char out[ASSAY_START_PATH_MAX], const struct assay_start *start,
	const char *file, struct assay_error *err);

/*
 * Write one of the files. They load, and the test passes, as they are written; comments say how to
 * continue. ASSAY_EUSAGE: the control or the new type exists already, or the type does not exist.
 */
int assay_start_write(struct assay *a, const struct assay_start *start, const char *file,
	assay_write_fn *write, void *payload, struct assay_error *err);

/* ---- Guard (docs/security.md) ---- */

/* How the kernel restricts the process. */
struct assay_guard {
	bool filesystem; /* files outside the given paths can't be opened, and none for writing */
	bool syscalls;   /* no sockets, no new programs or processes, no executable memory */
	bool limits;     /* no core dump, no new process */
	char lacks[512]; /* what is not restricted and why, as sentences; empty: nothing */
};

/*
 * Restrict this process irrevocably: from here on it can read at and below the given paths (links
 * are resolved), use open descriptors, and exit. Call it once, before reading any input and with a
 * single thread; open the outputs before. Returns true if everything is in force. What this kernel
 * does not support is described in guard->lacks, and the caller decides whether to continue.
 */
bool assay_lock(const char *const *readable, size_t n, struct assay_guard *guard);

/* What assay_lock would return, without restricting anything. */
bool assay_lock_probe(struct assay_guard *guard);

/*
 * Write what this library is: version, commit of the source, SHA-256 of the bundled rules, versions
 * of the linked libraries, and what assay_lock can do here. format is "text" or "json".
 */
int assay_version_write(
	const char *format, assay_write_fn *write, void *payload, struct assay_error *err);

/* Let the reports show how the process is restricted. Call it before assay_run. */
int assay_set_guard(struct assay *a, const struct assay_guard *guard, struct assay_error *err);

#ifdef __cplusplus
}
#endif

#endif
