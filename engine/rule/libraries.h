/*
 * libraries.h - what a rule can call.
 */
#ifndef ASSAY_RULE_LIBRARIES_H
#define ASSAY_RULE_LIBRARIES_H

#include "rule/box/box.h"

/* For box_open. The last entry has no functions. */
extern const struct library rule_libraries[];

#endif
