/*
 * setting.h - what a run can be told: one table, which serves the command line and its help.
 *
 * Most settings are fields of struct options; the rest are kept here. Each knows where
 * its value came from.
 */
#ifndef ASSAY_VERDICT_SETTING_H
#define ASSAY_VERDICT_SETTING_H

#include "doc/doc.h"
#include "verdict/options.h"

enum setting_kind {
	SETTING_SWITCH,
	SETTING_COUNT,    /* size_t */
	SETTING_BYTES,    /* size_t */
	SETTING_COUNT64,  /* uint64_t */
	SETTING_BYTES64,  /* uint64_t */
	SETTING_SEVERITY, /* enum assay_severity */
	SETTING_VERDICTS, /* bool for each */
	SETTING_ACCOUNT,
	SETTING_TIME,
	SETTING_CONTROL,
	SETTING_PARAM,
};

struct setting {
	struct assay_setting shown;
	enum setting_kind kind;
	size_t offset; /* of its field in struct options; lists and the account have none */
	uint64_t most; /* of a number; it is at least 1 */
};

enum { SETTINGS_N = 21 };
extern const struct setting settings_table[SETTINGS_N];

/* Where settings that others ask for stand in the table. */
enum { SETTING_AT_CONTROL, SETTING_AT_PARAM };

/* By its name on the command line, and by its key in a configuration. NULL: there is none. */
const struct setting *setting_find(struct str name);
const struct setting *setting_of_key(struct str key);

/* What it takes, in words. */
enum { TAKES_SIZE = 120 };
void setting_takes(const struct setting *setting, char out[TAKES_SIZE]);

/* Who said it, and where. A later one of these wins over an earlier one. */
enum setting_source { SET_BY_DEFAULT, SET_BY_FILE, SET_BY_COMMAND };
struct origin {
	enum setting_source source;
	struct cursor at; /* SET_BY_FILE */
};

/* The error for a value that it doesn't take. */
int setting_refuse(const struct setting *setting, struct origin origin, const char *takes,
	struct str text, struct assay_error *err);

/* One of several texts: the id of a control, or the assignment of a parameter. */
struct assigned {
	struct str text;
	struct origin origin;
};

struct settings {
	struct arena *arena;
	struct options *options;
	struct origin origins[SETTINGS_N];
	struct list controls; /* struct assigned: ids; none: all */
	struct list params;   /* struct assigned: ID.NAME=VALUE */
	struct str account;   /* ptr NULL: not given */
	int64_t now;          /* -1: not given */
};

/* Set one from text. What it can't take is ASSAY_EUSAGE and says what it takes. */
int settings_set(struct settings *s, const struct setting *setting, struct str text,
	struct origin origin, struct assay_error *err);

/* Who said the value in force. */
enum setting_source settings_said(const struct settings *s, struct str name);

/* Does this one of a list count? What the command line chooses replaces what a file chose. */
bool settings_holds(
	const struct settings *s, const struct list *list, const struct assigned *assigned);

/*
 * Set what a configuration says: one object of keys and values. A key that is none, a value of
 * the wrong type and a key that stands twice are ASSAY_EINPUT at their place.
 */
int settings_read(struct settings *s, const struct doc *d, struct assay_error *err);

/* Nothing but comments and blanks, and at least one of them: a file that sets nothing. */
bool is_only_comments(struct str text);

/* The value of a number, a size in bytes or a switch; 0 for other kinds. */
uint64_t settings_number(const struct settings *s, const struct setting *setting);

/* The value of a field of struct options as text that sets it again, in the arena. */
struct str settings_text(const struct settings *s, const struct setting *setting);

#endif
