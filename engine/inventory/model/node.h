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
#include "inventory/model/reason_text.h"

/* declarations are nested as services nest them: some ten levels */
#define NODE_MAX_DEPTH 64

/* bytes of a path; longer ones are cut */
#define NODE_PATH_MAX ((size_t)4096)

struct configured; /* terraform/configured.c */

/* What a node is read for. */
struct reader {
	struct arena *arena; /* that keeps the nodes */
	const struct resource *resource;
	struct str subject; /* "trail arn:...", "aws_cloudtrail.t" in messages */
	const struct source_kind *source;
	bool in_document;       /* inside a JSON document: fields have their own names */
	struct str source_type; /* of a plan: its resource type */
	struct str index;       /* of a plan: of its instance, "[0]"; or empty */
	struct str block; /* of a plan: the block that is the resource; ptr NULL: not a block */
	struct str again; /* of an export: the command that prints it; may be empty */
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
	const struct node *within; /* the object, list or map that holds it; NULL: its resource */
	size_t index;              /* in a list */
	bool block;                /* the only element of a list of blocks */
	/* the secret map that it lies in, which is the place of all inside: keys are secret, too,
	 * and a pointer tells them; doc NULL: in none */
	struct cursor sealed;
};

/* What an element of a map is called, and where: by its key, unless the map is secret. */
void origin_of_element(struct origin *o, const struct origin *map, struct str key);

/* A node of a kind without content. */
struct node *node_new(const struct reader *r, enum node_kind kind, const struct origin *o);

/* The path that the node of an origin has: node_path. */
struct str origin_path(struct arena *a, const struct origin *o);

/* An unknown for a reason; the reason's resource and path are the node's. */
void node_unknown(const struct reader *r, const struct node **out, const struct origin *o,
	enum reason_text why, const struct str *args);

/* An unknown for the reason of another unknown. */
const struct node *node_unknown_as(
	const struct reader *r, const struct origin *o, const struct reason *why);

/* What a known absence means: the default, or *out NULL. */
void node_absent(const struct reader *r, const struct node **out, const struct origin *o);

/* A scalar, or an unknown where the value is of another kind. */
void node_scalar(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/* The value is not what the field is declared to be: never coerced. */
void node_wrong_kind(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/* The value stands where the path of a field goes on through an object. */
void node_not_object(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/*
 * The first member of an object that is written, says something and is not declared under its
 * names in a notation (NULL: its own), where the declaration is closed; NULL: none.
 */
const struct member *node_undeclared(
	const struct notation *notation, const struct field *object, const struct value *v);

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

/* True if two values are the same for rules; NULL is absent. */
bool node_same(struct arena *scratch, const struct node *a, const struct node *b);

/* True if it or a value inside it is unknown, or a list inside it may be incomplete. May be NULL.
 */
bool node_has_unknown(const struct node *n);

/* node_json.c: a field of an object by the names of its source; *out NULL: absent. */
void node_json(const struct reader *r, const struct node **out, const struct field *field,
	const struct value *object);

/* A field of kind json: text in a string, with places inside it; or the object itself. */
void node_document(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v);

/* node_cli.c: a field of an object as the AWS CLI prints it; *out NULL: absent. */
void node_cli(const struct reader *r, const struct node **out, const struct field *field,
	const struct value *object);

#endif
