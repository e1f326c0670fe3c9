/*
 * object.h - the objects that a rule reads: nodes, resources, collections, Regions, accounts.
 *
 * Each begins with its kind. All live in the run's arena and are immutable once the inventory is
 * built; no output depends on their addresses.
 */
#ifndef ASSAY_INVENTORY_OBJECT_H
#define ASSAY_INVENTORY_OBJECT_H

#include "doc/doc.h"
#include "inventory/model/plan_setting.h"
#include "inventory/model/type.h"

enum object_kind { OBJECT_NODE, OBJECT_RESOURCE, OBJECT_COLLECTION, OBJECT_REGION, OBJECT_ACCOUNT };

/* Why something is unknown. */
enum reason_code {
	REASON_AFTER_APPLY,     /* known only after apply */
	REASON_NOT_EXPORTED,    /* its command was not exported */
	REASON_EXPORT_FAILED,   /* the command failed, or its file is broken */
	REASON_TRUNCATED,       /* the export stops before the list's end */
	REASON_CONFLICT,        /* two exports contradict each other */
	REASON_UNBOUND,         /* an export without a matching resource */
	REASON_OTHER_STATE,     /* the plan is complete, but another state may have more */
	REASON_PLAN_INCOMPLETE, /* the plan is partial or defers changes */
	REASON_PLAN_ERRORED,    /* planning failed */
	REASON_UNRESOLVED,      /* an unknown Region or account */
	REASON_NOT_IN_SOURCE,   /* this kind of source never specifies it */
	REASON_LIMIT,           /* a search reached its bound */
	REASON_AMBIGUOUS,       /* known, but its meaning is not */
};

/* One reason, and what resolves it. Lists of reasons have no repeats. */
struct reason {
	enum reason_code code;
	struct str what;    /* "IsLogging of trail arn:... was not exported": no period */
	struct str resolve; /* the command, value or file that resolves it; may be empty */
	const struct resource *resource; /* what is unknown lies in it; NULL: in no resource */
	struct str path;                 /* the attribute, as node_path writes it; may be empty */
	struct cursor at;                /* a place that shows it; doc NULL: none */
	const struct reason *next;
};

enum node_kind {
	NODE_BOOL,
	NODE_INT,
	NODE_STRING,
	NODE_LIST, /* also FIELD_SET */
	NODE_MAP,
	NODE_OBJECT,
	NODE_UNKNOWN,
};

struct node;
struct source_kind;

struct node_member {
	struct str key;            /* NODE_MAP */
	const struct field *field; /* NODE_OBJECT: the declared field */
	const struct node *node;   /* never NULL: an absent field is left out */
};

/* A declared value of a resource, under the names that rules read. */
struct node {
	enum object_kind object;
	enum node_kind kind;
	const struct field *field; /* the declaration it was read by; the root's is NULL */
	const struct resource *resource;
	struct cursor at; /* where it is written; of a default or an unknown: what proves it */
	bool written;     /* at is the value's own place */
	struct str source_name;    /* what the source calls it: "enable_logging", "IsLogging" */
	const struct node *within; /* the object, list or map that holds it; NULL: its resource */
	size_t index;              /* in a list */
	bool block;                /* the only element of a list of blocks, which it stands for */
	const struct source_kind *source; /* of the value; its resource may have others */
	bool secret;                      /* declared, or marked sensitive by the plan */
	struct str assumed; /* the JSON text of a value that no input has; at is near it */
	bool truth;
	int64_t integer;
	struct str text;
	size_t n;
	const struct node *const *items;   /* NODE_LIST */
	const struct node_member *members; /* NODE_OBJECT in declaration order, NODE_MAP by key */
	struct str refers_to; /* NODE_UNKNOWN: the address of the resource that it comes from; or
				 empty */
	struct str set_from;  /* NODE_UNKNOWN: it will have a value, from this; empty: unknown */
	const struct reason *why; /* NODE_UNKNOWN: why; NODE_LIST, NODE_MAP: why it may hold more */
};

/* What a plan does with a resource. */
enum plan_action {
	ACTION_NONE, /* not from a plan */
	ACTION_NO_OP,
	ACTION_CREATE,
	ACTION_READ,
	ACTION_UPDATE,
	ACTION_DELETE,
	ACTION_REPLACE, /* in either order */
	ACTION_FORGET,
	ACTION_UNKNOWN, /* a name that we don't know */
	ACTION_WRITE,   /* not of a plan: a field of an exported resource is changed (desired.h) */
};

/* "create", "no-op"; NULL: not from a plan. */
const char *action_name(enum plan_action action);

struct resource {
	enum object_kind object;
	const struct type *type;
	struct str key;           /* its ARN; from a plan its Terraform address */
	struct str label;         /* what people call it */
	struct str address;       /* Terraform address; empty: from exports */
	struct cursor planned_at; /* exported and in a plan, too: its place there; doc NULL: not */
	bool has_drift;           /* its plan starts from other values than those exported */
	const struct account *owner; /* NULL: unknown */
	const struct region *home;   /* NULL: unknown */
	enum plan_action action;
	const struct node *root; /* NODE_OBJECT */
	/* of each field of the type: the answer that shows that it is absent (doc NULL: none);
	 * NULL: no field has one */
	const struct cursor *absent_at;
	const struct region *const *listed_in;
	size_t n_listed_in;
	/* The fields that parts of a plan set, of a resource that no input shows; n_given 0: it is
	 * another one. */
	const struct field *const *given;
	size_t n_given;
};

/* Resources of a type, in the order of their keys. */
struct collection {
	enum object_kind object;
	const struct type *type;
	const struct resource *const *items;
	size_t n;
	const struct reason *why_incomplete; /* NULL: complete */
	const struct reason *why_scattered;  /* its resources may be in several Regions; or NULL */
	struct cursor at;                    /* a place that stands for the list; doc NULL: none */
	struct str deleted; /* no items: the address of one that a plan deletes; may be empty */
};

struct region {
	enum object_kind object;
	const struct account *account;
	struct str name;          /* "us-east-1"; empty: unresolved */
	struct str key;           /* subject key: "123456789012/us-east-1", "plan.json#us-east-1" */
	const struct reason *why; /* name is empty: why */
	struct cursor at;         /* a place that stands for it; doc NULL: none */
	bool scattered;           /* unresolved: it stands for several resources' Regions */
};

struct account {
	enum object_kind object;
	struct str id;            /* 12 digits; empty: not known */
	struct str partition;     /* "aws", "aws-cn"; empty: unknown */
	struct str key;           /* "123456789012", "plan.json", "plan.json#aws.audit" */
	const struct reason *why; /* id is empty: why */
	const struct reason
		*undecided; /* an errored plan: every verdict is unknown, for this reason */
	const struct reason *unlisted;       /* why it may have Regions that nothing names */
	bool planned;                        /* as it will be after a plan */
	bool exported;                       /* exports show it; else plans alone */
	enum plan_path named_by;             /* key is of a plan: what the key is */
	const struct region *const *regions; /* by name */
	size_t n_regions;
	struct cursor at;
};

/* The member of a NODE_OBJECT by declared name, or NULL where it is absent. */
const struct node *node_get(const struct node *object, struct str field_name);

/* Name what the reasons are about, in a copy of those that do not name it yet. */
void reasons_set_subject(struct arena *a, const struct reason **list,
	const struct resource *resource, struct str path);

/*
 * The path of a node in its resource, as its source writes it: "event_selector[0].values"; empty:
 * the resource itself. Keys of secret maps are omitted. name: a field of the node, or an entry of a
 * map, which the source does not contain; empty: none.
 */
struct str node_path(struct arena *a, const struct node *node, struct str name);

/* The address of a resource: Terraform's, else its ARN or name. */
struct str resource_address(const struct resource *resource);

/* Append reasons to a list, without repeats (same code, what and place). */
void reasons_add(struct arena *a, const struct reason **list, const struct reason *more);

#endif
