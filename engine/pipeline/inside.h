/*
 * inside.h - shared by the files of the pipeline: the inside of the public handles, and phases.
 */
#ifndef ASSAY_PIPELINE_INSIDE_H
#define ASSAY_PIPELINE_INSIDE_H

#include "base/out.h"
#include "rule/rule.h"
#include "verdict/setting.h"

/* an input as it was added */
struct added {
	const char *name;
	struct str bytes;
	const char *unreadable; /* why; NULL: bytes hold it */
	enum assay_origin origin;
	bool is_manifest;       /* manifest.c has read it */
	bool is_listed;         /* a manifest names it */
	assay_log_fn *read_log; /* of a log file of a trail: gives its bytes; else NULL */
	void *log_payload;
};

/* given.c: what a run was given beside its inputs, in order */
enum given_kind {
	GIVEN_SETTING,
	GIVEN_CONFIG,
	GIVEN_WAIVERS,
	GIVEN_BASELINE,
	GIVEN_BUNDLED_RULES,
	GIVEN_RULES,
	GIVEN_WHAT_IF,
	N_GIVEN
};
struct given {
	enum given_kind kind;
	const char *name, *value; /* may be NULL */
	struct str bytes;
};

/* the same of Terraform sources: the answers of struct assay_sources */
struct located {
	const char *input, *boundary, *folder;
};
struct given_file {
	const char *name;
	struct str bytes;
	const char *why; /* it can't be read; NULL: bytes hold it */
};
struct given_folder {
	const char *boundary, *folder;
	struct list files; /* struct given_file */
};
struct given_sources {
	struct assay_sources reader; /* asks the caller's, and notes the answers */
	const struct assay_sources *from;
	struct arena *arena;
	struct list located; /* struct located */
	struct list folders; /* struct given_folder */
};

struct assay_result {
	const struct assay *of;
	struct run run;
	struct inventory *inventory;
	struct arena *arena;
};

/* start.c: the files of a start */
#define ASSAY_START_TEXT_MAX ((size_t)1 << 20)
struct start_texts {
	struct str type, control, test;
};

struct assay {
	struct options options;
	struct settings settings; /* by name; what is in options is set there */
	struct arena *arena;
	struct rules *rules;
	bool loaded;                         /* all rules are */
	bool reads_all_types;                /* not only those of the chosen controls */
	bool allows_no_input;                /* a run without a recognised input is no error */
	struct list inputs;                  /* struct added */
	struct list skipped;                 /* struct skipped */
	const struct assay_sources *sources; /* NULL: plans have no sources */
	struct list folders; /* struct str: the working directory, in each spelling */
	struct list given;   /* struct given */
	struct given_sources *sources_given; /* NULL: no sources were set */
	struct list what_if;                 /* what_if.c: changes to judge */
	struct list docs;                    /* struct doc: configuration, waivers, baseline */
	assay_step_fn *step;                 /* NULL: nobody wants to know */
	void *step_payload;
	struct guarded guarded;
	struct stamp *stamp; /* NULL: reports show none */
	struct list policy;  /* struct policy_file: the same */
	struct list waivers; /* struct waiver */
	struct baseline baseline;
	struct cursor baseline_at;  /* doc NULL: there is none */
	struct list schemas;        /* struct doc: for assay_lint_write */
	struct start_texts *start;  /* NULL: none was written */
	struct list suites;         /* struct suite: test files */
	struct test_report *tested; /* what came of them; NULL: not judged */
	bool accepts_elsewhere;     /* waivers or baseline are not in the working directory */
};

/*
 * The arguments of a public function on the way into its phase (base/mem.h); each function uses
 * those that it needs.
 */
struct call {
	struct assay *a;
	struct assay_result *result;
	const char *name, *value;
	assay_log_fn *read_log;
	void *log_payload;
	struct str bytes;
	enum assay_origin origin;
	enum assay_skip skip;
	int64_t now;
	struct out out;
	const struct assay_tests *tests;
	const struct assay_start *start;
	const struct assay_collect *collect;
	const struct assay_stamp *stamp;
	bool hashes_only;
	int exit_status; /* out */
	struct assay_error *err;
};

/* Run fn as a phase of arena; lack of memory is set in call->err, too. Returns fn's status. */
int call_run(struct arena *arena, int (*fn)(struct call *call), struct call *call);

/* Report the next step of a run to who asked for it. */
void note_step(const struct assay *a, const char *doing, const char *what);

/* An archive of evidence: its format, its record of the run, its reports. */
#define EVIDENCE_FORMAT  1
#define EVIDENCE_RECORD  "run.json"
#define EVIDENCE_KEY     "assay_evidence"
#define EVIDENCE_REPORTS 4
struct evidence_report {
	const char *format, *path;
};
const struct evidence_report *evidence_report(size_t i);
const char *given_name(enum given_kind kind);

/* Write a report of a run into memory of the arena. */
int evidence_report_text(struct str *out, const struct run *run, const char *format,
	struct arena *arena, struct assay_error *err);

/* given.c: remember a call for assay_evidence_write; texts are copied, bytes borrowed. */
void note_given(struct assay *a, enum given_kind kind, const char *name, const char *value,
	struct str bytes);

/* The sources of a run, asked through a reader that remembers the answers; NULL: there are none. */
const struct assay_sources *sources_noted(struct assay *a);

/* The limits of reading, as the settings have them. */
struct doc_limits reading_limits(const struct assay *a);

/* Close what policy_... and the public calls beside it have opened. */
void policy_free(struct assay *a);

/*
 * trail_logs.c: hand a log file of a trail to the inventory, with the bytes of added, or
 * those that its reader gives.
 */
int log_add(const struct assay *a, struct arena *arena, struct inventory *inventory,
	const struct added *added, struct assay_error *err);

/* inputs.c: hand every input, and every file of an archive, to the inventory. */
int inputs_add_all(const struct assay *a, struct arena *arena, struct inventory *inventory,
	struct assay_error *err);

/*
 * manifest.c: where a manifest is among the inputs of a folder or an archive (struct added),
 * compare the files below it: what is changed, added or missing becomes unreadable.
 */
void manifests_check(const struct assay *a, struct arena *arena, struct list *inputs);

/*
 * The same for the manifest inputs->items[at] alone, with the items changed and without copies.
 * False: it is not a manifest.
 */
bool manifest_check(const struct assay *a, struct arena *arena, struct list *inputs, size_t at);

/* The bytes of an input. Those of a log file are not in memory: valid until the next call; false:
 * it can't be read, and the run reports why. */
bool added_bytes(const struct added *added, struct str *bytes);

/* plans.c: what settings specify about an input, if it is a plan. */
struct plan_setting plan_setting_of(const struct assay *a, struct arena *arena, const char *name);

/* Note results that were accepted although another plan may have the same subject. */
void plans_note_accepted(const struct assay *a, struct run *run);

/* Warn about an option for plans in a run without a plan. */
void plans_note_unused(const struct assay *a, struct run *run);

/* True if a file is not directly in the working directory. */
bool is_elsewhere(const struct assay *a, struct arena *arena, const char *name);

/* what_if.c: apply the changes of --what-if, and mark the run; before the controls run. */
int what_if_apply(const struct assay *a, struct run *run, struct inventory *inventory,
	struct assay_error *err);

/* Load the rules as the settings limit them, and set the parameters. */
int policy_load(struct assay *a, struct assay_error *err);

/* The same, but of the bundled controls only those that the settings name or choose. */
int policy_load_chosen(struct assay *a, struct assay_error *err);

/* Are all controls and profiles there that were chosen? Only after one of them. */
int policy_check_controls(const struct assay *a, struct assay_error *err);

/* The controls that were chosen, in the order of their ids: struct control. */
int policy_choose_controls(
	struct assay *a, struct arena *arena, struct list *out, struct assay_error *err);

/* True unless only profile 'all' chose the control. */
bool policy_requires(const struct assay *a, const struct control *control);

/* What was accepted: waivers and the baseline applied to the results of a sorted run. now as in
 * assay_run. */
int policy_apply(struct assay *a, struct run *run, int64_t now, struct assay_error *err);

#endif
