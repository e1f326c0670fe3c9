/*
 * schema.h - types compared with what Terraform providers and AWS publish of themselves.
 */
#ifndef ASSAY_AUTHORS_SCHEMA_H
#define ASSAY_AUTHORS_SCHEMA_H

#include "doc/doc.h"
#include "rule/declared.h"
#include "rule/lint.h"

/*
 * Append a problem for each name of the linted types that a schema does not have. The document is
 * the output of `terraform providers schema -json`, or a service model of botocore
 * (service-2.json). ASSAY_EINPUT: it is neither.
 */
int schema_lint(struct list *problems, const struct rules *rules, const struct doc *schema,
	struct arena *a, struct assay_error *err);

/* schema_aws.c: the commands of the types against one service model. */
void schema_lint_commands(struct list *problems, const struct rules *rules,
	const struct doc *schema, struct arena *a);

/* The value of a key; doc NULL: none, or the object is none. */
struct cursor schema_member(struct cursor object, struct str key, struct arena *a);

/* Offer the keys of an object as nearest names. */
void schema_offer(struct cursor object, const char *word, struct str *nearest, struct arena *a);

#endif
