/* evidence.h - the place, name and value of a finding. */
#ifndef ASSAY_RULE_EVIDENCE_H
#define ASSAY_RULE_EVIDENCE_H

#include "rule/host/check_state.h"

/*
 * Set resource, place, name and value of *e for the handle at an index, or for a field of it.
 * Raises for other values and unknown fields.
 */
void evidence_place(lua_State *L, struct evidence *e, int object, int field);

/*
 * The text of a value in its source, if it may be shown: not cut, and secrets inside it are not
 * yet removed. A secret that the text only contains escaped or folded is removed.
 */
struct str evidence_text(
	const struct check *check, const struct node *node, const struct node *container);
#define EVIDENCE_VALUE_MAX 200

/* The name of a node in its source; the name of a field that an object lacks. */
struct str evidence_name(const struct node *node, const struct node *container);
struct str evidence_absent_name(const struct node *object, const struct field *field);

#endif
