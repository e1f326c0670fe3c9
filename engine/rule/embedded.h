/*
 * embedded.h - the rules that the build put into the library (rules/embed.sh).
 */
#ifndef ASSAY_RULE_EMBEDDED_H
#define ASSAY_RULE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *name;  /* below rules/: "controls/aws/x.lua" */
	const char *chunk; /* the name that its compiled code has for it */
	const char *bytes;
	size_t len;
	const char *code; /* compiled by the build, with the names and lines of the text */
	size_t code_len;
};

/* In the order of their names; ended by an entry without a name. */
extern const struct embedded_file embedded_files[];

#endif
