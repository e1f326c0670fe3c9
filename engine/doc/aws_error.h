/*
 * aws_error.h - an error that the AWS CLI printed in place of a command's output.
 */
#ifndef ASSAY_DOC_AWS_ERROR_H
#define ASSAY_DOC_AWS_ERROR_H

#include "doc/doc.h"

struct aws_error {
	struct str code;      /* as AccessDeniedException */
	struct str operation; /* as ListFunctions */
	struct str text;      /* what AWS answered, without white space around it; may be empty */
	struct str line;      /* the whole error, from "An error occurred" to the end of text */
	struct place place;   /* of line */
};

/*
 * Read a file that contains one error of the AWS CLI and nothing else:
 *
 *     An error occurred (CODE) when calling the OPERATION operation: TEXT
 *
 * alone, behind blank lines (version 1), or behind "aws: [ERROR]: " and before "Additional error
 * details:" (version 2). False for all other bytes: an error without an operation did not come from
 * AWS, and an error beside other output is not an answer to one command. UTF-8, or UTF-16 with a
 * byte order mark. The texts are parts of bytes, or the arena's where bytes are UTF-16.
 */
bool aws_error_read(struct aws_error *out, struct str bytes, struct arena *a);

/* The same of text in UTF-8, without a byte order mark; no place. */
bool aws_error_find(struct aws_error *out, struct str text);

#endif
