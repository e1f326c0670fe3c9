/*
 * result.h - verdicts with their evidence: plain data, and the arithmetic of verdicts.
 *
 * Shaped by SARIF's model. Everything lives in the run's arena and nothing here
 * knows how it is shown or who produced it.
 */
#ifndef ASSAY_VERDICT_RESULT_H
#define ASSAY_VERDICT_RESULT_H

#include "inventory/inventory.h"
#include "verdict/baseline.h"
#include "verdict/control.h"
#include "verdict/options.h"
#include "verdict/waiver.h"

/* Replaces a secret. */
#define REDACTED "[redacted]"

/* Text as a constant template and its arguments, "{name}" in the template. */
struct argument {
	struct str name;
	struct str value; /* redacted already */
};
struct message {
	struct str template;
	const struct argument *args;
	size_t n_args;
	struct str text; /* the template filled in */
};

/* What a finding or note is about, and its place. */
struct evidence {
	struct message message;
	const struct resource *resource; /* NULL: of a Region, an account or a collection */
	struct str deleted; /* no resource: the address of what a plan deletes; may be empty */
	struct cursor at;   /* doc NULL: no place in any input */
	struct str name;    /* as the source writes it: "enable_logging"; may be empty */
	struct str path;    /* of the attribute in its resource: "event_selector[0].values" */
	struct str value;   /* the source's own text, cut and redacted; empty: absent */
	bool absent;        /* the place is the container that proves the absence */
	struct str detail;  /* goes into the fingerprint */
};

/* A field of a counterexample: {"eventName", "Invoke"}. */
enum fact_kind { FACT_STRING, FACT_BOOL, FACT_INT, FACT_NULL };
struct fact {
	struct str name;
	enum fact_kind kind;
	struct str text;
	bool truth;
	int64_t integer;
};

/* What a check read, for --trace; listed once, however often it was read. */
enum reading_kind {
	READING_VALUE,
	READING_ABSENT,
	READING_LIST,    /* a list or a map: its elements are readings of their own */
	READING_UNKNOWN, /* reading it ended the check, or gave a library its reasons */
};
struct reading {
	enum reading_kind kind;
	struct str object;        /* key of the resource, Region or account */
	struct str name;          /* as the source writes it */
	struct str value;         /* READING_VALUE: cut and redacted */
	struct str assumed;       /* READING_ABSENT: the default that it counts as; may be empty */
	size_t n;                 /* READING_LIST: how many elements */
	const struct reason *why; /* READING_UNKNOWN: why; READING_LIST: why it may be incomplete */
	struct cursor at;
	bool decided; /* the evidence of a fail or the reasons of an unknown refer to it */
};

/* One verdict of one control for one subject. */
struct result {
	const struct control *control;
	struct str subject; /* subject key */
	const struct account *account;
	const struct region *region;     /* NULL: the subject is an account */
	const struct resource *resource; /* the subject, where it is a resource */
	enum assay_verdict verdict;
	struct list evidence; /* struct evidence: fails; the first is the place, the rest related */
	struct list notes;    /* struct evidence: remarks that change no verdict */
	const struct reason *reasons; /* ASSAY_UNKNOWN */
	struct assay_error error;     /* ASSAY_ERROR */
	const struct fact *counterexample;
	size_t n_counterexample;
	struct list trace; /* struct reading, in the order of reading; with options->trace only */
	bool trace_cut;    /* options->max_trace was reached: there was more */
	char fingerprint[65];        /* hex of SHA-256; set by result_fingerprint */
	const struct waiver *waiver; /* accepts this fail or unknown; NULL: none */
	const struct waiver *lapsed; /* would accept it, but has expired; NULL: none */
	enum baseline_state baseline;
};

/* A file beside the inputs that affected the verdicts. */
enum policy_role { POLICY_CONFIG, POLICY_WAIVERS, POLICY_BASELINE };
struct policy_file {
	enum policy_role role;
	struct str uri;  /* its path as reports write it */
	char sha256[65]; /* of its bytes, hex */
};

/* Which locks the kernel enforces on the process. */
struct guarded {
	bool asked; /* assay_set_guard was called; false: the caller did not lock the process */
	bool filesystem;  /* Landlock: no file but those named */
	bool syscalls;    /* seccomp: no socket, no program, no other process */
	bool limits;      /* rlimits */
	struct str lacks; /* what the kernel could not do, as a sentence; empty: nothing */
};

/* Who judged, when and where (--stamp); each part may be empty. */
struct stamp {
	struct str time;       /* "2026-12-31T23:59:59Z" */
	struct str user, host; /* of the process */
	struct str commit;     /* that the Git work tree of the inputs was on, in hex */
	struct str repository; /* the URL of its remote "origin", without credentials */
};

/* A value that was judged instead of that of the inputs (--what-if). */
struct what_if {
	struct str subject; /* as it was given */
	struct str field;   /* the type's names, nested by "/" */
	struct str value;   /* JSON */
};

/* A resource before and after a remedy. */
struct remedy_change {
	const struct resource *resource;
	const struct node *before, *after; /* roots */
};

/* A list of commands for the credentials of one account. */
struct remedy_block {
	struct str account;
	struct list lines; /* struct str: "aws cloudtrail start-logging --name ..." */
};

/* Changes that were proved to turn results to pass. Remedies apply in their order. */
struct remedy {
	struct list results;          /* const struct result: those that pass with it */
	struct list changes;          /* struct remedy_change */
	struct list apply;            /* struct remedy_block: of resources that are not in a plan */
	struct list backout;          /* the same, in the order in which they run */
	struct list settings;         /* struct str: lines of Terraform, for resources of a plan */
	struct list settings_backout; /* the same */
	struct list edits;            /* struct edit: of Terraform sources, by file and place */
	struct list notes;            /* struct str: sentences */
};

/* Bytes of a Terraform source that are replaced; edits of one file do not overlap. */
struct edit {
	const struct hcl_file *file;
	size_t at, remove; /* in the text of the file */
	struct str insert;
};

/* A fail without a remedy. */
struct unremedied {
	const struct result *result;
	struct str why; /* a sentence */
};

/* Everything that a report shows. */
struct run {
	const struct control *const *controls; /* those that ran, by id */
	size_t n_controls;
	struct list not_evaluated;  /* const struct control: chosen, but no input shows its types */
	struct list results;        /* struct result, in report order after run_sort */
	struct list remarks;        /* const struct remark */
	const struct list *skipped; /* struct skipped, sorted; NULL: nothing was */
	const struct input *const *inputs;
	size_t n_inputs;
	struct list with_sources; /* const struct input: plans with Terraform sources */
	const struct account *const *accounts;
	size_t n_accounts;
	struct list resources;  /* const struct resource, by type and key; `inspect` shows them */
	struct list rule_files; /* struct rule_file, in the order they were added */
	void (*digest_rules)(char out[65]); /* SHA-256 of the bundled rules; NULL: unknown */
	struct list policy;                 /* struct policy_file */
	struct list what_ifs;   /* struct what_if; not empty: the verdicts are not of the inputs */
	struct list remedies;   /* struct remedy */
	struct list unremedied; /* struct unremedied */
	bool has_remedies;      /* they were sought */
	struct str patch;       /* the remedies of plans as a diff of their sources; empty: none */
	struct list waivers;    /* struct waiver, in the order of their file */
	struct list absent;     /* struct baseline_result: of the baseline, not found again */
	bool has_baseline;
	struct guarded guarded;
	const struct stamp *stamp; /* NULL: none was requested */
	int64_t now;   /* seconds since 1970, UTC, that decides expiry; -1: there are no waivers */
	int64_t today; /* seconds since 1970, UTC: the day of the run for rules; -1: unknown */
	bool *reads_day; /* a rule depends on it */
	const struct options *options;
	struct arena *arena;
};

/* Remark the day of the run, if a rule depends on it. */
void run_note_day(struct run *run);

/* Set how the process is locked; a missing lock becomes a remark, which every format shows. */
void run_set_guarded(struct run *run, const struct guarded *guarded);

/* Sort the results: control id, then subject key. Sets missing fingerprints. */
void run_sort(struct run *run);

/* How many results have the verdict. */
size_t run_count(const struct run *run, enum assay_verdict verdict);

/* True if an input was recognised and read. */
bool run_reads_any(const struct run *run);

/* True if no input was recognised and that is an error. */
bool run_read_nothing(const struct run *run);

/* True for a fail or unknown that a waiver accepts; an error cannot be waived. */
bool result_is_waived(const struct result *r);

/* True if the result causes a non-zero exit status. */
bool result_decides(const struct run *run, const struct result *r);

/* True if no input was lost and no remark is an error. */
bool run_inputs_are_read(const struct run *run);

/* 0, 1, 2 or 3 as in assay.h. */
int run_exit_status(const struct run *run);

/* Hash of version, control, subject key and details: no pointer, no message, no line. */
void result_fingerprint(struct result *r);

/* Lower-case hex SHA-256 of bytes. */
void digest_hex(char out[65], struct str bytes);

/* SHA-256 of bytes in base64, as the policies of web pages write it. */
enum { DIGEST_BASE64_SIZE = 45 };
void digest_base64(char out[DIGEST_BASE64_SIZE], struct str bytes);

/* SHA-256 of a stream: digest_end writes it once. In the arena. */
struct digest *digest_begin(struct arena *a);
void digest_add(struct digest *d, struct str bytes);
void digest_end(struct digest *d, char out[65]);

/* The UUID of a name in a namespace: version 5 of RFC 9562, which is made of SHA-1. */
enum { UUID_BYTES = 16, UUID_SIZE = 37 };
void digest_uuid(char out[UUID_SIZE], const uint8_t space[UUID_BYTES], struct str name);

/* "3.8": the version of nettle. */
enum { DIGEST_VERSION_SIZE = 32 };
void digest_version(char out[DIGEST_VERSION_SIZE]);

/*
 * The next placeholder {name} of a template from *at on, which becomes the index behind it. False:
 * there is none.
 */
bool placeholder_next(struct str text, size_t *at, struct str *name);

/* Fill in a template; the name of a missing argument stays unchanged. */
void message_fill(struct arena *a, struct message *m);

/* "pass", "fail", "unknown", "error", "not-applicable" */
const char *verdict_name(enum assay_verdict v);
/* "info", "low", ... */
const char *severity_name(enum assay_severity s);

#endif
