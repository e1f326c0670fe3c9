/*
 * yaml_read.h - YAML text to JSON text, and a map from one to the other.
 */
#ifndef ASSAY_DOC_YAML_READ_H
#define ASSAY_DOC_YAML_READ_H

#include "doc/doc_inside.h"

/*
 * Convert d->source, YAML in block style, to JSON text in d->json, with the place of each value in
 * d->map. d->pages says whether the text is a list of several documents. ASSAY_EINPUT and
 * ASSAY_ELIMIT with their place.
 */
int yaml_read(struct doc *d, struct assay_error *err);

#endif
