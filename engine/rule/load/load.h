/*
 * load.h - reads the table that a rule file returns, key by key, with checks.
 *
 * All functions run below box_call and raise errors of the rule. Strings are copied to the
 * arena.
 */
#ifndef ASSAY_RULE_LOAD_H
#define ASSAY_RULE_LOAD_H

#include "inventory/model/type.h"
#include "rule/box/box.h"
#include "verdict/profile.h"

struct loader {
	lua_State *L;
	struct arena *arena;
	const struct lua_file *source;
	int line;        /* where the constructor is called */
	char where[192]; /* the table that is being read: "fields.Environment" */
	size_t where_len;
	bool in_document; /* in a field of kind json */
};

/*
 * Run a file and push the table that it returns. Raises if its constructor did not make the
 * table.
 */
void load_push_made(struct loader *ld);

/* The constructors, type, control and profile. They only remember their table. */
extern const struct function load_types[];
extern const struct function load_controls[];
extern const struct function load_profiles[];

/* Raise an error about a key of the table that is being read. key NULL: about the table. */
_Noreturn void load_error(struct loader *ld, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Begin to read an inner table: its name prefixes all errors. Returns what load_leave takes. */
size_t load_enter(struct loader *ld, struct str name);
void load_leave(struct loader *ld, size_t before);

/* Raise unless every key of the table is one of these. */
void load_check_keys(struct loader *ld, int table, const char *const *keys, size_t n);

/*
 * The value of a key, copied to the arena. Raises if its kind is wrong. load_required raises if
 * it is absent; the others return an empty string, fallback, or NULL with *n 0.
 */
struct str load_string(struct loader *ld, int table, const char *key);
struct str load_required(struct loader *ld, int table, const char *key);
bool load_bool(struct loader *ld, int table, const char *key, bool fallback);
const struct str *load_strings(struct loader *ld, int table, const char *key, size_t *n);

/* The strings of the list at a stack index, which was read from a key. */
const struct str *load_list(struct loader *ld, int list, const char *key, size_t *n);

/* Push the table under a key; false (nothing is pushed) when it is absent. */
bool load_push_table(struct loader *ld, int table, const char *key);

/* The number of elements of the list at index table. Raises if it is not a list. */
size_t load_count(struct loader *ld, int table, const char *key);

/*
 * The string on top of the stack, copied to the arena. It is not popped. Raises unless it is a
 * string that is not empty.
 */
struct str load_text(struct loader *ld, const char *key);

/* load_field.c: the fields of the table at an index. secret: all of them are. depth: 1 at the top.
 */
struct field *load_fields(struct loader *ld, int table, bool secret, size_t depth, size_t *n);

/* load_command.c: the commands of a type, whose fields are loaded. */
void load_commands(struct loader *ld, int table, struct type *t);

/* A template, "--trail-name {Arn}": each name is a declared field. */
struct str load_template(struct loader *ld, int table, const char *key, const struct type *t);

/* load_writes.c: the commands that write fields. */
void load_writes(struct loader *ld, int table, struct type *t);

/* load_find.c: the field of that name. Raises about a key unless it is declared. */
const struct field *load_find_field(
	struct loader *ld, const char *key, const struct type *t, struct str name);

/* load_names.c: load_check_keys, with the keys of all sources for a field or type. */
void load_check_field_keys(struct loader *ld, int table, const char *const *names, size_t n_names);
void load_check_type_keys(struct loader *ld, int table, const char *const *names, size_t n_names);

/* The names of a field, and of a type, in each source. An element of a list has none by itself. */
void load_spellings(struct loader *ld, int table, bool is_element, struct field *f);
void load_type_names(struct loader *ld, int table, struct type *t);

/* load_parts.c: the parts of a type, whose fields are loaded; each has the key of the notation. */
void load_parts(struct loader *ld, int table, const struct notation *n, const struct type *t,
	struct type_names *names);

/* fn of box_call: payload is a struct load_call. */
struct load_call {
	const struct lua_file *source;
	struct arena *arena;
	const struct type *type; /* out, by load_type */
	struct control *control; /* out, by load_control */
	struct profile *profile; /* out, by load_profile */
	/* out, by load_type: the file only adds to the type of this name, and type is not set. It
	 * is read with its parents: the file that declares the type, and others that add to it */
	struct str extends;
	const struct lua_file *const *parents;
	size_t n_parents;
};
int load_type(lua_State *L);

/*
 * load_extends.c: push the table of a type, complete with what files add to it. False (a table is
 * pushed all the same) if the file adds to a type and has no parents yet: extends is set.
 */
bool load_push_type(struct loader *ld, struct load_call *call);
int load_control(lua_State *L);
int load_profile(lua_State *L);

/* True if s contains only a-z, 0-9 and characters of also, which are not the first. */
bool load_is_name(struct str s, const char *also);

#endif
