/*
 * setting.h - the settings of a run: one table for the command line, its help and .assay.yaml.
 *
 * A new setting is a line in that table, and a field of struct options that something reads.
 * Most settings are fields of struct options; the rest are kept here. Each knows where
 * its value came from.
 */
#ifndef ASSAY_VERDICT_SETTING_H
#define ASSAY_VERDICT_SETTING_H

#include "doc/doc.h"
#include "inventory/model/plan_setting.h"
#include "verdict/options.h"

/* Up to SETTING_VERDICTS, the value is a field of struct options. */
enum setting_kind {
	SETTING_SWITCH,
	SETTING_COUNT,    /* size_t */
	SETTING_BYTES,    /* size_t */
	SETTING_COUNT64,  /* uint64_t */
	SETTING_BYTES64,  /* uint64_t */
	SETTING_SEVERITY, /* enum assay_severity */
	SETTING_VERDICTS, /* bool for each */
	SETTING_ACCOUNT,
	SETTING_REGION,
	SETTING_NAME,
	SETTING_PLANS,
	SETTING_TIME,
	SETTING_CONTROL,
	SETTING_PROFILE,
	SETTING_PARAM,
};

struct setting {
	struct assay_setting shown;
	enum setting_kind kind;
	size_t offset; /* of its field in struct options; lists and texts have none */
	uint64_t most; /* of a number; it is at least 1 */
};

/* The i-th setting; NULL after the last. */
const struct setting *setting_at(size_t i);

/* By its name on the command line, or by its key in a configuration. NULL: unknown. */
const struct setting *setting_find(struct str name);
const struct setting *setting_of_key(struct str key);

/* The values that it takes, in words. */
enum { TAKES_SIZE = 160 };
void setting_takes(const struct setting *setting, char out[TAKES_SIZE]);

bool setting_is_bytes(enum setting_kind kind);

/* What set it, and where. A later one of these overrides an earlier one. */
enum setting_source { SET_BY_DEFAULT, SET_BY_FILE, SET_BY_COMMAND };
struct origin {
	enum setting_source source;
	struct cursor at; /* SET_BY_FILE */
};

/* Set *err to the error for a value that it does not take. */
int setting_refuse(const struct setting *setting, struct origin origin, const char *takes,
	struct str text, struct assay_error *err);

/* One of several texts: the id of a control, or the assignment of a parameter. */
struct assigned {
	struct str text;
	struct origin origin;
};

/* One entry of plans. */
struct plan_entry {
	struct plan_setting given; /* path: normalised, or "-" */
	struct cursor at;
};

struct value;

struct settings {
	struct arena *arena;
	struct options *options;
	struct origin *origins;  /* of each setting, as in the table */
	struct list controls;    /* struct assigned: ids */
	struct list profiles;    /* struct assigned: names; neither: the default one */
	struct list params;      /* struct assigned: ID.NAME=VALUE */
	struct list plans;       /* struct plan_entry */
	struct str account;      /* ptr NULL: not given */
	struct str region, name; /* the same */
	int64_t now;             /* -1: not given */
};

/* Set all options to their defaults, those of the table. */
void options_init(struct options *options);

/* Begin with the defaults, which options are set to. */
void settings_init(struct settings *s, struct options *options, struct arena *arena);

/* Set one from text. A value that it does not take is ASSAY_EUSAGE. */
int settings_set(struct settings *s, const struct setting *setting, struct str text,
	struct origin origin, struct assay_error *err);

/* What set the value in force. */
struct origin settings_origin(const struct settings *s, const struct setting *setting);
enum setting_source settings_said(const struct settings *s, struct str name);

/* True if this item of a list counts: the command line replaces the choice of controls of a file.
 */
bool settings_holds(
	const struct settings *s, const struct list *list, const struct assigned *assigned);

/*
 * Set what a configuration contains: one object of keys and values. An unknown key, a duplicate
 * key and a value of the wrong type are ASSAY_EINPUT at their place.
 */
int settings_read(struct settings *s, const struct doc *d, struct assay_error *err);

/* plans.c: set the entries of plans. */
int settings_read_plans(struct settings *s, const struct setting *setting, const struct value *v,
	struct assay_error *err);

/* True for a text of comments and blanks only that is not empty. */
bool is_only_comments(struct str text);

/* The value of a number, a size in bytes or a switch; 0 for other kinds. */
uint64_t settings_number(const struct settings *s, const struct setting *setting);

/* The value of a field of struct options as text that sets it again, in the arena. */
struct str settings_text(const struct settings *s, const struct setting *setting);

#endif
