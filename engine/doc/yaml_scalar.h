/*
 * yaml_scalar.h - the value of a plain scalar, as all versions of YAML read it.
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
	YAML_NO_JSON, /* a number that JSON does not have: .inf, .nan, a very long 0x... */
};

/*
 * The kind of a plain scalar. YAML 1.1 and 1.2 read some differently (yes, on, 0123, 1_000,
 * 12:30:45, 1e3): these are text, which no declared boolean or number accepts. Programs of either
 * version write such strings without quotes.
 */
enum yaml_scalar yaml_resolve(struct str text);

/* Append a scalar as JSON writes it. */
void yaml_write(struct buf *json, enum yaml_scalar kind, struct str text);

#endif
