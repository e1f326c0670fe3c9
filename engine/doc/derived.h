/*
 * derived.h - documents that are parts of another one.
 */
#ifndef ASSAY_DOC_DERIVED_H
#define ASSAY_DOC_DERIVED_H

#include "doc/doc.h"
#include "doc/json_scan.h"

/*
 * Read the text of a string as one JSON text, in the arena. Places are inside the string; the JSON
 * pointer of each is that of the string. False: the value is no string, or its text is not JSON
 * (*fault, with offsets of the decoded text).
 */
bool doc_open_string(
	struct doc **out, struct cursor string, struct arena *a, struct json_fault *fault);

/*
 * A document whose root is a string: a part of a file's text, which is UTF-8 without NUL. name and
 * bytes are borrowed.
 */
struct doc *doc_of_text(const char *name, struct str bytes, struct str part, struct arena *a);

#endif
