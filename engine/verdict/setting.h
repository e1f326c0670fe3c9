/*
 * setting.h - what a run can be told: one table, which serves the command line and its help.
 *
 * Most settings are fields of struct assay_options; the rest are kept here. Each knows where
 * its value came from.
 */
#ifndef ASSAY_VERDICT_SETTING_H
#define ASSAY_VERDICT_SETTING_H

#include "doc/doc.h"

enum setting_kind {
	SETTING_SWITCH,
	SETTING_COUNT,    /* size_t */
	SETTING_BYTES,    /* size_t */
	SETTING_COUNT64,  /* uint64_t */
	SETTING_BYTES64,  /* uint64_t */
	SETTING_SEVERITY, /* enum assay_severity */
	SETTING_VERDICTS, /* bool for each */
	SETTING_ACCOUNT,
	SETTING_CONTROL,
	SETTING_PARAM,
};

struct setting {
	struct assay_setting shown;
	enum setting_kind kind;
	size_t offset; /* of its field in struct assay_options; lists and the account have none */
	uint64_t most; /* of a number; it is at least 1 */
};

enum { SETTINGS_N = 18 };
extern const struct setting settings_table[SETTINGS_N];

/* NULL: there is none of this name. */
const struct setting *setting_find(struct str name);

/* Who said it. A later one of these wins over an earlier one. */
enum setting_source { SET_BY_DEFAULT, SET_BY_COMMAND };

/* One of several texts: the id of a control, or the assignment of a parameter. */
struct assigned {
	struct str text;
};

struct settings {
	struct arena *arena;
	struct assay_options *options;
	enum setting_source sources[SETTINGS_N];
	struct list controls; /* struct assigned: ids; none: all */
	struct list params;   /* struct assigned: ID.NAME=VALUE */
	struct str account;   /* ptr NULL: not given */
};

/* Set one from text. What it can't take is ASSAY_EUSAGE and says what it takes. */
int settings_set(struct settings *s, const struct setting *setting, struct str text,
	enum setting_source source, struct assay_error *err);

/* The value of a field of struct assay_options as text that sets it again, in the arena. */
struct str settings_text(const struct settings *s, const struct setting *setting);

#endif
