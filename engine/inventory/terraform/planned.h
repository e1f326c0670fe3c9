/*
 * planned.h - fields of a planned resource, with its marks and its configuration.
 *
 * Private to terraform. Texts live in the arena of the scope or reader.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_PLANNED_H
#define ASSAY_INVENTORY_TERRAFORM_PLANNED_H

#include "inventory/model/node.h"

struct module;

/* A value of a plan with its marks; each may be NULL. */
struct planned {
	const struct value *after, *unknown, *sensitive;
	struct cursor near; /* the innermost container that the plan contains */
};

/* marks.c: a field of a planned object; NULL: absent. */
const struct node *node_plan(
	const struct reader *r, const struct field *field, const struct planned *object);

/* marks.c: an element of a list that the object is, or that an attribute of it is. Never NULL. */
const struct node *node_plan_element(
	const struct reader *r, const struct field *list, const struct planned *object);

/* The only resource that an expression refers to. */
struct referred {
	struct str module; /* its address; empty: the root */
	struct str type, name;
	struct str index;     /* "[0]"; empty: none */
	struct str attribute; /* empty: not shown */
	bool same_key;        /* the instance with the same key as the one that refers to it */
};

/* What an expression refers to. A plan lists the names in an expression, not its text. */
struct references {
	struct str text;  /* for messages: "aws_kms_key.k.arn", "var.on, local.key"; may be empty */
	struct str waits; /* those of text that may be pending: "local.key" */
	struct str sole;  /* "aws_kms_key.arn": the only name is one attribute of one resource */
	struct referred to; /* that resource; type empty: there is none, or several */
};

/* Where the configuration contains the expressions of a resource. */
struct scope {
	struct arena *arena;         /* owns the texts */
	const struct module *module; /* NULL: unknown */
	struct str address;          /* of the module: "module.a[\"x\"]"; empty: the root */
	struct cursor for_each;      /* doc NULL: none */
	struct str tf_type;
};

/* references.c: false: there is none, or several, or nothing shows which instance it is. */
bool references_resource(
	const struct scope *scope, const struct value *expression, struct referred *out);

struct references references_find(const struct scope *scope, const struct value *expression);

/* configured.c: the configuration of a resource. */
struct configured *configured_new(
	const struct scope *scope, const struct value *expressions, const struct planned *resource);

enum configured_answer { CONFIGURED_NO, CONFIGURED_YES, CONFIGURED_UNSEEN };

/*
 * Whether the configuration sets a field, in any of the blocks that contain it. path: fields from
 * the top to the field. UNSEEN: ambiguous, since dynamic blocks do not show; also if c is NULL.
 * references: of the field; sole is set only if there is no other block.
 */
enum configured_answer configured_find(struct configured *c, const struct field *const *path,
	size_t n, struct references *references);

#endif
