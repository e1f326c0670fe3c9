/*
 * source_kinds.h - recognising documents by their content. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_SOURCE_KINDS_H
#define ASSAY_INVENTORY_SOURCE_KINDS_H

#include "inventory/model/source_kind.h"

/* Fill w->top_keys; before the first document. */
void source_kinds_init(struct inventory *w);

/* The n-th notation of all kinds of source, each once; NULL: there are no more. */
const struct notation *source_notation(size_t n);

/* False if no kind of source recognises the document. */
bool source_kinds_recognise(struct inventory *w, const struct source *s);

/* Recognise a document and add it to the inventory; of an unknown kind, s->kind stays NULL. */
int source_kinds_read(struct inventory *w, struct source *s, struct assay_error *err);

/* unrecognised.c: after all inputs were read. */
void inventory_note_unrecognised(struct inventory *w);

#endif
