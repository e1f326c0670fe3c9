/*
 * redact.h - secrets that a check has read, and keeping them out of what it says.
 */
#ifndef ASSAY_RULE_REDACT_H
#define ASSAY_RULE_REDACT_H

#include "rule/check.h"

/* Remember a secret that a rule has in its hands now. */
void redact_remember(lua_State *L, struct str secret);

/* s, or "[redacted]" where it is or contains a secret that was read. */
struct str redact(const struct check *check, struct str s);

/* The same for a template, which should be a constant: a short secret may stand in it by chance. */
struct str redact_template(const struct check *check, struct str s);

/* A name that a rule made, fit for an error's message. */
struct str redact_name(lua_State *L, struct str name);

/* The same in place, for a text that ends with a NUL. */
void redact_bytes(const struct check *check, char *text, size_t size);

#endif
