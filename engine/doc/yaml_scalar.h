/*
 * yaml_scalar.h - what a plain scalar of YAML says, where all versions of YAML agree.
 */
#ifndef ASSAY_DOC_YAML_SCALAR_H
#define ASSAY_DOC_YAML_SCALAR_H

#include "base/base.h"

enum yaml_scalar {
	YAML_TEXT, /* its own text */
	YAML_NULL,
	YAML_TRUE,
	YAML_FALSE,
	YAML_INTEGER,
	YAML_FLOAT,
	YAML_NO_JSON, /* a number that JSON can't write: .inf, .nan, a very long 0x... */
};

/*
 * What the text of a plain scalar stands for. YAML 1.1 and 1.2 read some of them in two ways (yes,
 * on, 0123, 1_000, 12:30:45, 1e3): these are their text, which no declared boolean or number takes.
 * It is also what programs of either version leave plain where they mean a string.
 */
enum yaml_scalar yaml_resolve(struct str text);

/* Append a scalar as JSON writes it. */
void yaml_write(struct buf *json, enum yaml_scalar kind, struct str text);

#endif
