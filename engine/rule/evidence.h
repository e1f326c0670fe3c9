/*
 * evidence.h - the place, name and value that show a finding to be true.
 */
#ifndef ASSAY_RULE_EVIDENCE_H
#define ASSAY_RULE_EVIDENCE_H

#include "rule/check.h"

/* Fill in resource, place, name and value of what stands at an index, or of a field of it. */
void evidence_place(lua_State *L, struct evidence *e, int thing, int field);

#endif
