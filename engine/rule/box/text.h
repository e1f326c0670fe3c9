/*
 * text.h - making text fit for a message.
 */
#ifndef ASSAY_RULE_TEXT_H
#define ASSAY_RULE_TEXT_H

#include "base/base.h"

/* How many bytes of s are whole characters within max. */
size_t text_fit(struct str s, size_t max);

/* In place: control characters and what is not UTF-8 become '?'. */
void text_make_printable(char *text);
void text_make_valid(char *text, size_t len);

#endif
