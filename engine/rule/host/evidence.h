/*
 * evidence.h - the place, name and value that show a finding to be true.
 */
#ifndef ASSAY_RULE_EVIDENCE_H
#define ASSAY_RULE_EVIDENCE_H

#include "rule/host/check_state.h"

/* Fill in resource, place, name and value of what stands at an index, or of a field of it. */
void evidence_place(lua_State *L, struct evidence *e, int object, int field);

/*
 * A value's own text in its source, where it may be shown; not cut, nor cleared of the secrets that
 * stand in it as they are. One that it only writes in another way, escaped or folded, redacts it.
 */
struct str evidence_text(
	const struct check *check, const struct node *node, const struct node *container);
#define EVIDENCE_VALUE_MAX 200

/* What the source calls a node; what it would call a field that it doesn't write. */
struct str evidence_name(const struct node *node, const struct node *container);
struct str evidence_absent_name(const struct node *object, const struct field *field);

#endif
