/*
 * yaml_out.h - text as a YAML scalar.
 */
#ifndef ASSAY_DOC_YAML_OUT_H
#define ASSAY_DOC_YAML_OUT_H

#include "base/out.h"

/*
 * Write text as a YAML scalar in double quotes that YAML 1.1 and 1.2 read back unchanged. A byte
 * that is not UTF-8 becomes "?".
 */
void out_yaml(struct out *out, struct str text);

#endif
