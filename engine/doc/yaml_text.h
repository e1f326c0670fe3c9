/*
 * yaml_text.h - checks of YAML text that libyaml does not make.
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
 * Refuse, at its place: invalid UTF-8 and control characters; characters that versions of YAML read
 * differently (U+0085, U+2028, U+2029, a byte order mark inside); directives that make libyaml
 * slow.
 */
int yaml_check_text(const struct doc *d, struct assay_error *err);

/* After a document that ended at an offset of the source (with "...", if ended): only comments. */
int yaml_check_end(const struct doc *d, size_t end, bool ended, struct assay_error *err);

/* The offset behind the anchor and tag of a node; at, if no content follows them. */
size_t yaml_content(struct str text, size_t at, size_t end, bool anchor, bool tag);

/* The offset where the white space before end begins. */
size_t yaml_trim(struct str text, size_t from, size_t end);

#endif
