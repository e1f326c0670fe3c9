/*
 * control.h - what a control says of itself: plain data that rule/ fills and report/ shows.
 */
#ifndef ASSAY_VERDICT_CONTROL_H
#define ASSAY_VERDICT_CONTROL_H

#include "base/base.h"

enum param_kind { PARAM_BOOL, PARAM_INT, PARAM_STRING };

struct param {
	struct str name;
	struct str about;
	enum param_kind kind; /* that of its default */
	bool truth, default_truth;
	int64_t integer, default_integer;
	struct str text, default_text;
	const struct str *choices; /* PARAM_STRING; 0: any */
	size_t n_choices;
	bool set; /* by --param */
};

/* An id of a framework that the control serves. */
struct framework {
	struct str name; /* "NIST SP 800-53 r5" */
	const struct str *ids;
	size_t n_ids;
	bool by_analogy; /* published for a sibling of this control, not for it */
};

struct prerequisite {
	struct str export_command; /* "cloudtrail describe-trails" */
	struct str permission;     /* "cloudtrail:DescribeTrails" */
};

/* A Lua file that was loaded: a control, a type or what they share. */
struct rule_file {
	struct str uri;  /* its path as reports write it: relative */
	struct str text; /* for hashes */
	bool is_builtin;
};

enum subject_kind { SUBJECT_ACCOUNT, SUBJECT_REGION, SUBJECT_RESOURCE };

struct control {
	struct str id;
	struct str title;
	enum assay_severity severity;
	int profile_level;
	enum subject_kind subject;
	const struct str *subject_types; /* SUBJECT_RESOURCE */
	size_t n_subject_types;
	const struct str *reads; /* type names */
	size_t n_reads;
	struct str description, rationale, impact, default_value, test_plan, remediation, backout;
	const struct prerequisite *prerequisites;
	size_t n_prerequisites;
	const struct str *references; /* addresses */
	size_t n_references;
	const struct framework *frameworks;
	size_t n_frameworks;
	struct param *params; /* by name */
	size_t n_params;
	bool has_remedy;         /* it proposes changes for a subject that fails */
	const char *source_name; /* its rule file */
	bool is_bundled;         /* the build put it into the library */
	struct str source;       /* that file's text (for hashes) */
};

#endif
