/*
 * secrets.h - secret texts, and keeping them out of other texts.
 */
#ifndef ASSAY_RULE_SECRETS_H
#define ASSAY_RULE_SECRETS_H

#include "base/base.h"

/* Secret scalars that a check has read: items are struct str. A NULL list is an empty one. */

/* s, or "[redacted]" where it is or contains a secret. */
struct str redact(const struct list *secrets, struct str s);

/* The same for a template, which should be a constant: secrets of 1 to 3 bytes are ignored, since
 * they occur in any sentence. */
struct str redact_template(const struct list *secrets, struct str s);

/* Replace a text that ends with a NUL, in a buffer of size bytes. Short secrets are ignored. */
void redact_bytes(const struct list *secrets, char *text, size_t size);

#endif
