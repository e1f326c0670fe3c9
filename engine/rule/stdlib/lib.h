/*
 * lib.h - the functions that a rule can call: one table for each file.
 */
#ifndef ASSAY_RULE_LIB_H
#define ASSAY_RULE_LIB_H

#include "rule/box/box.h"

extern const struct function lib_base[];    /* assert error ipairs ... */
extern const struct function lib_require[]; /* require */
extern const struct function lib_string[];  /* string.byte ... */
extern const struct function lib_table[];   /* table.concat ... */
extern const struct function lib_math[];    /* math.floor ... */
extern const struct function lib_handle[];  /* home owner action label null */
extern const struct function lib_each[];    /* each len */
extern const struct function lib_kleene[];  /* any all none at_least at_most */
extern const struct function lib_finding[]; /* filter find */
extern const struct function lib_unknown[]; /* ambiguous bound collect read reasons try undecided */
extern const struct function lib_outcome[]; /* fail pass note not_applicable */
extern const struct function lib_presence[]; /* is_set refers */
extern const struct function lib_day[];      /* days_since */
extern const struct function lib_want[];     /* want */

/* string.format, in its own file */
int lib_string_format(lua_State *L);

/* Give strings their methods, and handles their metatable: struct library's prepare. */
void lib_string_prepare(lua_State *L);
void lib_handle_prepare(lua_State *L);

#endif
