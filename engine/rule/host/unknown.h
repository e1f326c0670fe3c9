/* unknown.h - reasons between a reading and the verdict. */
#ifndef ASSAY_RULE_UNKNOWN_H
#define ASSAY_RULE_UNKNOWN_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* Returns why, or if it is NULL a reason that has only the place. */
const struct reason *unknown_why(lua_State *L, const struct reason *why, struct cursor at);

/* Add reasons to a list that only the caller has, and that began as NULL. */
void unknown_add(lua_State *L, const struct reason **list, const struct reason *more);

/* Make a reason. */
const struct reason *unknown_make(lua_State *L, enum reason_code code, struct cursor at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Push reasons as a handle; nil for NULL. */
void unknown_push(lua_State *L, const struct reason *reasons);

#endif
