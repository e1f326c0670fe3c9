/*
 * declared.h - the places in rule files where types declare fields and commands.
 */
#ifndef ASSAY_RULE_DECLARED_H
#define ASSAY_RULE_DECLARED_H

#include "rule/box/lua_file.h"
#include "rule/rule.h"

/* The files that declare a type: first its own, then those that add to it. NULL: no more. */
const struct lua_file *rules_file_of_type(const struct rules *r, const struct type *type, size_t i);

/* The file of a type and the line of a field in it; 0: unknown. */
struct str rules_place_of_field(const struct rules *r, const struct type *type, struct str field,
	size_t *line, struct arena *a);

/* The same of a string in the file, as the name of a command. */
struct str rules_place_of_text(const struct rules *r, const struct type *type, struct str text,
	size_t *line, struct arena *a);

#endif
