/*
 * redact.h - remembers secrets that a rule reads, and removes them from names that it makes.
 */
#ifndef ASSAY_RULE_REDACT_H
#define ASSAY_RULE_REDACT_H

#include "rule/box/secrets.h"
#include "rule/host/check_state.h"

/* Remember a secret that a rule has read. Its text must live as long as the check. */
void redact_remember(lua_State *L, struct str secret);

/* A name that a rule made, cut and without secrets, for the message of an error. */
struct str redact_name(lua_State *L, struct str name);

#endif
