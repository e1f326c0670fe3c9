/*
 * node.h - building nodes from values by their declaration.
 *
 * Private to inventory. A node takes nothing from the values it was read from but
 * positions in documents: the values may be freed at once.
 */
#ifndef ASSAY_INVENTORY_NODE_H
#define ASSAY_INVENTORY_NODE_H

#include "doc/value.h"
#include "inventory/model/build.h"

/* declarations are nested as services nest them: some ten levels */
#define NODE_MAX_DEPTH 64

/* What a node is read for. */
struct reader {
	struct arena *arena; /* that keeps the nodes */
	const struct resource *resource;
	struct str subject; /* "trail arn:...", "aws_cloudtrail.t" in messages */
	const struct source_kind *source;
	bool absent_is_unknown;        /* of a plan: what is not there may still come */
	struct configured *configured; /* of a plan: NULL: not known */
};

/* What a node is made of, beside its content. */
struct origin {
	const struct field *field;
	struct str name; /* as the source calls it */
	struct cursor at;
	bool written;
	bool secret;
	/* the secret map that it lies in, which is the place of all inside: keys are secret, too,
	 * and a pointer tells them; doc NULL: in none */
	struct cursor sealed;
};

/* What an element of a map is called, and where: by its key, unless the map is secret. */
void origin_of_element(struct origin *o, const struct origin *map, struct str key);

/* A node of a kind without content. */
struct node *node_new(const struct reader *r, enum node_kind kind, const struct origin *o);

/* An unknown for a reason. */
void node_unknown(const struct reader *r, const struct node **out, const struct origin *o,
	enum reason_code code, struct str what, struct str resolve);

/* What a known absence means: the default, or *out NULL. */
void node_absent(const struct reader *r, const struct node **out, const struct origin *o);

/* A scalar, or an unknown where the value is of another kind. */
void node_scalar(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/* The value is not what the field is declared to be: never coerced. */
void node_wrong_kind(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/*
 * The first member of an object that is written, says something and is not declared under its
 * source's names, where the declaration is closed; NULL: none.
 */
const struct member *node_undeclared(
	const struct source_kind *source, const struct field *object, const struct value *v);

/* It may mean anything for the rest: the object is unknown. */
void node_unknown_member(const struct reader *r, const struct node **out, const struct origin *o,
	const struct member *unknown_member);

/* Put the members of a map in the order of their keys. */
void node_sort_members(struct arena *scratch, struct node_member *members, size_t n);

/*
 * A string that two nodes share when they hold the same: sets without their order, an
 * empty list as an absent one. node may be NULL: absent.
 */
void node_canonical(struct arena *scratch, const struct node *node, struct str *out);

/* node_cli.c: a field of an object as the AWS CLI prints it; *out NULL: absent. */
void node_cli(const struct reader *r, const struct node **out, const struct field *field,
	const struct value *object);

/* A value of a plan with its marks; each may be NULL. */
struct planned {
	const struct value *after, *unknown, *sensitive;
	struct cursor near; /* the innermost container that is written */
};

/* node_plan.c: a field of an object of a plan; *out NULL: absent. */
int node_plan(const struct reader *r, const struct node **out, const struct field *field,
	const struct planned *object);

/*
 * references.c: what an expression is made from. A plan lists the names that stand in an
 * expression and never the expression itself.
 */
struct references {
	struct str text;  /* for people: "aws_kms_key.k.arn", "var.on, local.key"; may be empty */
	struct str waits; /* of it what may be pending: "local.key" */
	struct str sole;  /* "aws_kms_key.arn": one attribute of one resource is all that is named,
			     and once; else empty */
};

/* Where expressions of a resource stand. */
struct scope {
	struct arena *arena;         /* that keeps the texts */
	const struct module *module; /* NULL: not known */
	struct str address;          /* of the module: "module.a[\"x\"]"; empty: the root */
	struct cursor for_each;      /* doc NULL: none */
};

int references_find(
	struct references *out, const struct scope *scope, const struct value *expression);

/* configured.c: what a plan's configuration writes for a resource. */
int configured_new(struct configured **out, const struct scope *scope,
	const struct value *expressions, const struct planned *resource);

enum configured_answer { CONFIGURED_NO, CONFIGURED_YES, CONFIGURED_UNSEEN };

/*
 * Is the field configured, in any of the blocks around it? UNSEEN: can't be told, since a
 * dynamic block leaves no trace. path: the declarations from the top to the field. references:
 * what the field is made from; sole only where no other block can be meant. NULL for c: UNSEEN.
 */
int configured_find(struct configured *c, const struct field *const *path, size_t n,
	enum configured_answer *answer, struct references *references);

#endif
