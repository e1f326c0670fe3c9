/*
 * body.h - blocks and attributes of HCL's native syntax. Private to hcl.
 */
#ifndef ASSAY_HCL_BODY_H
#define ASSAY_HCL_BODY_H

#include "hcl/lex.h"

/* Read the complete text as a body. */
int body_read(struct lex *l, struct hcl_body *body);

#endif
