/*
 * lib.h - the tables of functions that box.c allows, one for each file that has some.
 */
#ifndef ASSAY_RULE_LIB_H
#define ASSAY_RULE_LIB_H

#include "rule/box/box.h"

extern const struct function lib_base[];      /* assert error ipairs ... */
extern const struct function lib_require[];   /* require */
extern const struct function lib_string[];    /* string.byte ... */
extern const struct function lib_table[];     /* table.concat ... */
extern const struct function lib_math[];      /* math.floor ... */
extern const struct function lib_handle[];    /* home owner action label null */
extern const struct function lib_each[];      /* each len */
extern const struct function lib_kleene[];    /* any all none at_least at_most */
extern const struct function lib_unknown[];   /* read collect settle reasons bound undecided */
extern const struct function lib_outcome[];   /* fail pass note not_applicable */
extern const struct function lib_presence[];  /* is_set */
extern const struct function load_types[];    /* type, the constructor */
extern const struct function load_controls[]; /* control, the constructor */

/* string.format, in its own file */
int lib_string_format(lua_State *L);

/* Push a table's keys as a sequence: numbers, then strings, then booleans, each in order. */
void lib_push_sorted_keys(lua_State *L, int table);

/* What a value is called: Lua's name of its type, or "handle". */
const char *lib_type_name(lua_State *L, int index);

/* The string at an index; no number passes for one. */
struct str lib_check_str(lua_State *L, int index);

/* The same for numbers: no string passes for one. An integer may be written 1.0. */
lua_Integer lib_check_integer(lua_State *L, int index);
lua_Integer lib_opt_integer(lua_State *L, int index, lua_Integer fallback);
lua_Number lib_check_number(lua_State *L, int index);

/* A number as text, charged for, at the top of the stack in its place: a NaN has no sign there. */
struct str lib_number_text(lua_State *L);

/* n bytes that live as long as what this pushes stays on the stack. */
void *lib_scratch(lua_State *L, size_t n);

#endif
