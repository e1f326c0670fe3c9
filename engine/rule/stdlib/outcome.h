/*
 * outcome.h - texts of findings, from a template and its arguments.
 */
#ifndef ASSAY_RULE_OUTCOME_H
#define ASSAY_RULE_OUTCOME_H

#include "rule/host/check_state.h"

/* The message whose template stands at index text and whose arguments, or nil, stand at args. */
struct message outcome_message(lua_State *L, int text, int args);

/* Keep a note; counts as a finding. */
void outcome_keep_note(lua_State *L, struct evidence *e);

#endif
