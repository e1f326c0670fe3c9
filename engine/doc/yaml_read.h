/*
 * yaml_read.h - YAML text as JSON text and a map of where each value came from.
 */
#ifndef ASSAY_DOC_YAML_READ_H
#define ASSAY_DOC_YAML_READ_H

#include "doc/doc_inside.h"

/*
 * Read d->source as one YAML document in block style: d->json becomes its JSON text, d->map says
 * where each value stands. ASSAY_EINPUT and ASSAY_ELIMIT come with their place.
 */
int yaml_read(struct doc *d, struct assay_error *err);

#endif
