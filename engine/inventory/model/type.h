/*
 * type.h - what a resource looks like in each source, as plain data.
 *
 * rule/ fills these from rules/types (docs/writing-types.md shows the Lua form); the inventory
 * reads documents by them. No AWS service is named in C: a new service is a new table.
 */
#ifndef ASSAY_INVENTORY_TYPE_H
#define ASSAY_INVENTORY_TYPE_H

#include "base/base.h"

enum field_kind {
	FIELD_BOOL,
	FIELD_INT,
	FIELD_STRING,
	FIELD_LIST,   /* ordered, of */
	FIELD_SET,    /* a list whose order means nothing, of */
	FIELD_MAP,    /* keys are data and never renamed, of */
	FIELD_OBJECT, /* fields */
};

struct field {
	struct str name; /* as rules read it: CloudFormation's, else the CLI's */
	enum field_kind kind;
	const struct field *of;     /* FIELD_LIST, FIELD_SET, FIELD_MAP: what they hold */
	const struct field *fields; /* FIELD_OBJECT */
	size_t n_fields;
	const struct str *cli; /* its names in AWS CLI output, first the usual one; 0: not there */
	size_t n_cli;
	struct str tf;    /* the Terraform attribute or block; ptr NULL: no plan contains it */
	bool tf_block;    /* FIELD_OBJECT: written as a block list of at most one element */
	bool tf_computed; /* optional and computed: unknown and not configured means unset */
	bool always;      /* AWS always prints it: an export without it was trimmed */
	bool closed; /* FIELD_OBJECT: what is written in it and not declared leaves it unknown */
	const struct str *tf_set_by; /* "aws_kms_key.arn": attributes that always have a value */
	size_t n_tf_set_by;
	/* 0: none; else the number of its group: writing one field of a group resets the others */
	size_t exclusive;
	bool secret;      /* never reaches an output */
	bool has_default; /* applies where absence is known; by kind: */
	bool default_bool;
	int64_t default_int;
	struct str default_string;
};

/* What a list command's answer completes. */
enum listing { LISTS_NOTHING, LISTS_REGION, LISTS_ACCOUNT };

/* An AWS CLI command whose output contains resources of the type. */
struct command {
	struct str name; /* "cloudtrail describe-trails" */
	struct str at;   /* the output's key that holds them; ptr NULL: the output is the item */
	bool many;       /* at holds a list of them */
	enum listing lists;
	const struct str *keys; /* every top-level key that the output is documented to have */
	size_t n_keys;
	const struct str *any_of; /* the output is this command's if it has one of these, and at */
	size_t n_any_of;
	const struct str *more; /* top-level keys whose presence means that the list goes on */
	size_t n_more;
	const struct str *whole; /* parameters that do not shorten a list: NAME or NAME=VALUE */
	size_t n_whole;
	const struct field *const *gives; /* the fields that it prints */
	size_t n_gives;
	const struct str *foreign; /* error codes by which AWS refuses another account's resource */
	size_t n_foreign;
	bool keyed;            /* an item has the type's key; else it is matched (inventory.h) */
	bool from_home;        /* counts only from the resource's home Region */
	struct str arguments;  /* "--trail-name {Arn}": {Field} is the resource's */
	struct str file;       /* "get-trail-status.{TrailName}.json": where an export is kept */
	bool optional;         /* never requested: another command prints the same */
	struct str permission; /* the IAM action that it needs */
};

/*
 * A Terraform resource that may contain resources of the type, which a plan does not show: a
 * CloudFormation stack, another provider's resource.
 */
struct carrier {
	struct str tf_type;
	/* ptr NULL: always; else the attribute that names what it contains, and the names that
	 * mean resources of the type */
	struct str attribute;
	const struct str *values;
	size_t n_values;
	bool anywhere; /* what it contains may be in other Regions than its own */
};

struct type {
	struct str name; /* "AWS::CloudTrail::Trail" */
	struct str noun; /* "trail", "trails" in messages */
	struct str nouns;
	const struct field *fields;
	size_t n_fields;
	const struct field
		*key; /* a string that names it everywhere; an ARN tells owner and home */
	const struct field *label; /* what people call it; the name that a file name carries */
	bool key_is_arn;           /* a key that is no ARN is invalid */
	bool regional;             /* what a Region's list holds lies in that Region */
	/* bools, true of a resource that other accounts and other Regions list; NULL: not declared
	 */
	const struct field *in_accounts, *in_regions;
	const struct command *commands;
	size_t n_commands;
	const struct str *tf_types; /* "aws_cloudtrail" */
	size_t n_tf_types;
	struct str tf_provider; /* "aws" */
	const struct carrier *carriers;
	size_t n_carriers;
	struct str tf_region; /* the attribute that overrides the provider's Region; may be NULL */
	const char *source_name; /* the rule file, for messages */
};

/* The field of that name, or NULL. */
const struct field *field_find(const struct field *fields, size_t n, struct str name);

#endif
