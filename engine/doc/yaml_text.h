/*
 * yaml_text.h - YAML text before and behind what libyaml reads of it.
 */
#ifndef ASSAY_DOC_YAML_TEXT_H
#define ASSAY_DOC_YAML_TEXT_H

#include "doc/doc_inside.h"

/*
 * True if a text that is not JSON is meant as YAML: its first line with more than a comment, a
 * directive or "---" begins a block: "key:" or "- ". A text that begins with { or [ is JSON only.
 */
bool yaml_seems(struct str text);

/* True if the text contains more than one YAML document. */
bool yaml_has_pages(struct str text);

/*
 * Refuse, at its place, what no YAML may hold (bad UTF-8, control characters), what versions of
 * YAML read in two ways (U+0085, U+2028, U+2029, a byte order mark inside) and directives that
 * make libyaml slow.
 */
int yaml_check_text(const struct doc *d, struct assay_error *err);

/* The document ended at an offset of the source (with "..."?): only comments may follow. */
int yaml_check_end(const struct doc *d, size_t end, bool ended, struct assay_error *err);

/* Behind the anchor and the tag of a node that begins at an offset; at itself where nothing is. */
size_t yaml_content(struct str text, size_t at, size_t end, bool anchor, bool tag);

/* The offset where white space before an offset begins. */
size_t yaml_trim(struct str text, size_t from, size_t end);

#endif
