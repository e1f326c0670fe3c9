/*
 * assay.h - judge cloud configuration offline.
 *
 * The library takes buffers and gives bytes: it reads no file, prints nothing,
 * never exits, has no globals and no clock. A run is: assay_new, assay_add_rules
 * and assay_add_input for each file, assay_run, assay_result_write, free both.
 *
 * Ownership shows in the signature: a first parameter `T **out` is the caller's
 * to free with the matching _free; a returned `const T *` belongs to its parent.
 * Every int result is 0 or a negative enum assay_status; on failure *err says
 * what happened and where.
 */
#ifndef ASSAY_H
#define ASSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASSAY_VERSION "0.1.0"

enum assay_status {
	ASSAY_OK = 0,
	ASSAY_EUSAGE = -1,    /* an option or argument that can't be taken */
	ASSAY_EINPUT = -2,    /* an input that can't be read as what it claims to be */
	ASSAY_ERULE = -3,     /* a rule or type declaration that can't be used */
	ASSAY_ELIMIT = -4,    /* a named limit was reached */
	ASSAY_ENOMEM = -5,    /* no memory */
	ASSAY_EIO = -6,       /* reading or writing failed */
	ASSAY_EINTERNAL = -7, /* two of our own answers contradict each other: a bug */
};

/* What went wrong and where. Set once, by the innermost function that knows the place. */
struct assay_error {
	enum assay_status status;
	size_t line;   /* 1-based; 0: no line */
	size_t column; /* 1-based, in UTF-16 units; 0: no column */
	char path[512];
	char message[768];
};

/* The verdicts of one control for one subject, worst first. */
enum assay_verdict {
	ASSAY_FAIL,
	ASSAY_ERROR, /* the rule broke or hit a limit */
	ASSAY_UNKNOWN,
	ASSAY_PASS,
	ASSAY_NOT_APPLICABLE,
	ASSAY_N_VERDICTS
};

/* Severities of a control, as its rule declares them. */
enum assay_severity { ASSAY_INFO, ASSAY_LOW, ASSAY_MEDIUM, ASSAY_HIGH, ASSAY_CRITICAL };

/* Takes len bytes; returns 0, or not 0 to stop (then the writer returns ASSAY_EIO). */
typedef int assay_write_fn(void *payload, const char *bytes, size_t len);

struct assay;        /* rules, inputs and options of one run */
struct assay_result; /* what one run found; lives as long as its struct assay */

/* *out is the caller's, freed with assay_free. Every setting has its default. */
int assay_new(struct assay **out, struct assay_error *err);
void assay_free(struct assay *a);

/*
 * Add one Lua file: a type, a control or a helper, told by its path:
 * types/..., controls/... or lib/... below a rules folder. buf is borrowed until assay_free.
 */
int assay_add_rules(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/* Add the types, controls and helpers that are embedded in the library. */
int assay_add_builtin_rules(struct assay *a, struct assay_error *err);

/* How an input came to be one. */
enum assay_origin {
	ASSAY_NAMED, /* the user named this file: it must be recognised */
	ASSAY_FOUND, /* found by walking a folder: what is not recognised is counted */
};

/*
 * Add one input. name is its path as given, read for account and Region (a
 * component of 12 digits, a component that is a Region's name). buf is borrowed
 * until assay_free. An input that is broken is no error here: it is reported by
 * the result, whose exit status it makes 2, and the other inputs are judged.
 */
int assay_add_input(struct assay *a, const char *name, const char *buf, size_t len,
	enum assay_origin origin, struct assay_error *err);

/* An input that could not be read at all: reported like a broken one. */
int assay_add_unreadable(
	struct assay *a, const char *name, const char *why, struct assay_error *err);

/* What a run can be told: an option of the command line, a key of a configuration. */
struct assay_setting {
	const char *name;   /* "fail-on": --fail-on */
	const char *key;    /* of .assay.yaml; NULL: it can't be set there */
	const char *value;  /* what it takes, in one word; NULL: nothing, it is switched on */
	const char *about;  /* what it does, on one line */
	const char *preset; /* the value that it has when nobody sets it, as text */
	bool limit;         /* what passes it is refused and reported, never passed */
	bool reading;       /* it is about reading inputs, not about judging them */
};

/* The i-th setting, NULL after the last. */
const struct assay_setting *assay_setting(size_t i);

/*
 * Set it from text (NULL for one that takes no value). Besides limits, thresholds and switches:
 *   control  the id of a control to judge (may be set again); without one all are judged
 *   param    a parameter of a control, "CONTROL-ID.NAME=VALUE"
 *   account  the account (12 digits) of every plan that doesn't tell its own; a plan that
 *            tells another is reported like a broken input
 * Whether a control and its parameter are there is checked by assay_run.
 */
int assay_set(struct assay *a, const char *name, const char *value, struct assay_error *err);

/*
 * Set what a configuration says (.assay.yaml: docs/configuration.md). What was set by assay_set
 * stays as it is, whichever is called first. buf is borrowed until assay_free.
 */
int assay_configure(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Add waivers (.assay-waivers.yaml). buf is borrowed until assay_free. One entry that is wrong is
 * an error of the whole: a run without the waivers that were meant is not what was asked for.
 */
int assay_add_waivers(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Compare with an earlier run: a SARIF log of either profile that assay wrote. buf is borrowed
 * until assay_free.
 */
int assay_set_baseline(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Write a configuration: the one in force with the origin of each value, one to start from (each
 * setting with what it does, commented out), the JSON schema for editors. The first needs the
 * rules, to tell parameters and to check what names them.
 */
int assay_config_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err);
int assay_config_sample_write(assay_write_fn *write, void *payload, struct assay_error *err);
int assay_config_schema_write(assay_write_fn *write, void *payload, struct assay_error *err);

/*
 * The value of a setting that is a number, a size in bytes or a switch (0 or 1), as assay_set and
 * assay_configure left it; 0 for any other name.
 */
uint64_t assay_get(const struct assay *a, const char *name);

/*
 * Judge everything that was added. now is seconds since 1970 in UTC, or -1 where no day is
 * known; only where there are waivers it is used (and assay_set's "now" comes before it).
 */
int assay_run(struct assay_result **out, struct assay *a, int64_t now, struct assay_error *err);
void assay_result_free(struct assay_result *r);

/* What the kernel holds a process to. */
struct assay_guard {
	bool filesystem; /* no file can be opened but to read what is at or beneath the paths given
			  */
	bool syscalls;   /* no socket, program, process, signal to others, code made at run time */
	bool limits;     /* no core dump; no new process, unless the superuser's */
	char lacks[512]; /* what is not held and why, as sentences; empty: nothing */
};

/*
 * Lock this process, for good and once: from here on it can read what is at or beneath these
 * paths (a path that is a link: what it leads to), read and write what is open already, and end.
 * True: everything in *guard is held. What this kernel can't do is left out and told in
 * guard->lacks, and the caller decides; with more than one thread nothing is locked. Lock
 * before the first byte of an input is read, and write to what was opened before.
 */
bool assay_lock(const char *const *readable, size_t n, struct assay_guard *guard);

/* What assay_lock would say, without the lock. */
bool assay_lock_probe(struct assay_guard *guard);

/* Reports of this run tell how the process is held; call it before assay_run. */
int assay_set_guard(struct assay *a, const struct assay_guard *guard, struct assay_error *err);

size_t assay_result_count(const struct assay_result *r, enum assay_verdict verdict);

/* 0 nothing failed and nothing undecided, 1 failed, 2 not complete, 3 undecided. */
int assay_result_exit_status(const struct assay_result *r);

/*
 * The name of the i-th format that a report can be written in, NULL after the last; *about (may
 * be NULL) says what it is, in one line.
 */
const char *assay_format(size_t i, const char **about);

/* Is it one of them? If not, *err names them all. */
int assay_format_check(const char *format, struct assay_error *err);

/*
 * Write a report. format is one that assay_format lists, or "inspect": what was recognised, what is
 * missing and the commands that export it.
 */
int assay_result_write(const struct assay_result *r, const char *format, assay_write_fn *write,
	void *payload, struct assay_error *err);

/* Write what a rule file can call, a name a line: the whole of it. "lib: " is for files below lib/.
 */
int assay_capabilities_write(assay_write_fn *write, void *payload, struct assay_error *err);

/* Write the list of controls, or the page of one. Only rules need to have been added. */
int assay_rules_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err);
int assay_explain_write(struct assay *a, const char *id, assay_write_fn *write, void *payload,
	struct assay_error *err);

/* A SARIF log, of either profile, that assay wrote. */
struct assay_log {
	const char *name; /* for messages */
	const char *buf;
	size_t len;
};

/*
 * Write what changed between two runs. Of a's settings only the limits of reading apply; format is
 * "text" or "json". *exit_status: 0 nothing is new or worse, 1 a fail is, 3 an unknown is.
 */
int assay_diff_write(const struct assay *a, const struct assay_log *before,
	const struct assay_log *after, const char *format, assay_write_fn *write, void *payload,
	int *exit_status, struct assay_error *err);

/* An entry of a waivers file; owner and ticket may be NULL. */
struct assay_waiver {
	const char *control, *subject, *reason, *expires, *owner, *ticket;
};

/* What to waive, and where. */
struct assay_waive {
	const struct assay_log *file; /* the waivers file as it is; len 0: there is none */
	const struct assay_log *from; /* a SARIF log that names the findings; NULL: waiver does */
	const char *const *fingerprints; /* of results in it, or their first 8 digits or more */
	size_t n_fingerprints;
	struct assay_waiver waiver; /* with from, control and subject are the findings' */
	int64_t now;                /* as in assay_run: an expiry date before it is refused */
	bool entries_only;          /* write the new entries without the file's own text */
};

/*
 * Write the waivers file: its text unchanged, then the new entries; with entries_only, the new
 * entries alone. Refused are an unknown control, an invalid date or one in the past, and a finding
 * that the file already waives until that date.
 */
int assay_waive_write(struct assay *a, const struct assay_waive *request, assay_write_fn *write,
	void *payload, struct assay_error *err);

#endif
