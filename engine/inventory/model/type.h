/*
 * type.h - what a resource looks like in each source, as plain data.
 *
 * rule/ fills these from rules/types (docs/writing-types.md shows the Lua form); the inventory
 * reads documents by them. No AWS service and no source is named here: a new service is a new
 * table, and a new source brings its notation.
 */
#ifndef ASSAY_INVENTORY_TYPE_H
#define ASSAY_INVENTORY_TYPE_H

#include "base/base.h"

struct source_kind;

/*
 * How a family of sources names fields and resource types. Each struct source_kind has one; types
 * declare the names under its keys.
 */
struct notation {
	const char *key;   /* of a field: "cli", "tf" */
	const char *table; /* of a type: "terraform"; NULL: resource types have no other names */
	bool own_name; /* a field without the key has its own name; else no source specifies it */
	bool several;  /* the key may be a list of names, or false for none */
	/* of plans: values may be pending (KEY_block, KEY_computed, ... are keys of a field,
	 * too) and resources have providers (provider, region, carriers of the table) */
	bool plans;
};

/* The names of one field in one notation. */
struct spelling {
	const struct notation *notation;
	const struct str *names; /* first the usual one; n 0: no source specifies the field */
	size_t n;
	/* of several resource types: the name in each, before the usual one; len 0: the type
	 * cannot set the field, so it is absent there */
	const struct str *by_type_types, *by_type_names;
	size_t n_by_type;
	bool block;           /* FIELD_OBJECT: written as a block list of at most one element */
	bool computed;        /* optional and computed: unknown and not configured means unset */
	bool newer;           /* older versions of the provider lack it: missing is absent */
	bool computed_blocks; /* also of blocks, although a plan does not show dynamic ones */
	/* FIELD_STRING: the value that true stands for, and false for none; ptr NULL: none */
	struct str text_of_true;
	const struct str *set_by; /* "aws_kms_key.arn": attributes that always have a value */
	size_t n_set_by;
};

enum field_kind {
	FIELD_BOOL,
	FIELD_INT,
	FIELD_STRING,
	FIELD_LIST,   /* ordered, of */
	FIELD_SET,    /* a list whose order means nothing, of */
	FIELD_MAP,    /* keys are data and never renamed, of */
	FIELD_OBJECT, /* fields */
};

struct field;

/* A piece of a text that is made of fields: a constant, and the field behind it. */
struct made_part {
	struct str before;
	const struct field *field;
};

struct field {
	struct str name; /* as rules read it: CloudFormation's, else the CLI's */
	enum field_kind kind;
	const struct field *of;     /* FIELD_LIST, FIELD_SET, FIELD_MAP: what they hold */
	const struct field *fields; /* FIELD_OBJECT */
	size_t n_fields;
	const struct spelling *spellings;
	size_t n_spellings;
	/* FIELD_STRING at the top: its text is made of others, and no source has it. n_made 0: it
	 * is not */
	struct str made_of; /* "{RoleArn}:{PolicyName}" */
	const struct made_part *made;
	size_t n_made;
	bool around;    /* exports: of the object around the list that the item is an element of */
	bool by_region; /* each Region shows its own value of one resource */
	bool always;    /* AWS always prints it: an export without it was trimmed */
	bool closed;    /* FIELD_OBJECT: what is written in it and not declared leaves it unknown */
	/* 0: none; else the number of its group: writing one field of a group resets the others */
	size_t exclusive;
	bool document; /* FIELD_OBJECT: a JSON document, as text in a string or as an object */
	bool scalars;  /* FIELD_STRING in a document: a boolean or number stands for its text */
	bool single;   /* FIELD_LIST, FIELD_SET: one value stands for a list of one */
	const struct field *text; /* FIELD_OBJECT: the field that a string stands for; or NULL */
	bool secret;              /* never reaches an output */
	bool has_default;         /* applies where absence is known; by kind: */
	bool default_bool;
	int64_t default_int;
	struct str default_string;
};

/* What a list command's answer completes. */
enum listing { LISTS_NOTHING, LISTS_REGION, LISTS_ACCOUNT };

/* A step into an output: "Instances[]". */
struct at_step {
	struct str key;
	bool list;    /* each element of it */
	bool omitted; /* the output omits the list if it is empty */
};

/*
 * The events of CloudTrail's log files that show a resource: inventory/logs makes the output of the
 * command from them.
 */
struct log_events {
	struct str source;       /* eventSource: "lambda.amazonaws.com" */
	struct str resource;     /* resources[].type, whose ARN is the key */
	const struct str *names; /* eventName */
	size_t n_names;
};

/* A command that is asked about each resource of another type's list. */
struct call_for_each {
	struct str type; /* "AWS::Lambda::Function" */
	const struct str
		*words; /* "{FunctionName}" is the resource's; "{from}" and "{until}" are times */
	size_t n_words;
};

/* An AWS CLI command whose output contains resources of the type. */
struct command {
	struct str name; /* "cloudtrail describe-trails" */
	struct str at;   /* the output's key that holds them; ptr NULL: the output is the item */
	bool many;       /* at holds a list of them */
	const struct at_step *inside; /* from there to the items: lists in lists */
	size_t n_inside;
	enum listing lists;
	const struct str *keys; /* every top-level key that the output is documented to have */
	size_t n_keys;
	const struct str *any_of; /* the output is this command's if it has one of these, and at */
	size_t n_any_of;
	const struct str *more; /* top-level keys whose presence means that the list goes on */
	size_t n_more;
	const struct str *never_empty; /* top-level lists that are empty in narrowed outputs only */
	size_t n_never_empty;
	const struct str *whole; /* parameters that do not shorten a list: NAME or NAME=VALUE */
	size_t n_whole;
	const struct field *const *gives; /* the fields that it prints */
	size_t n_gives;
	/* what AWS answers where nothing is set: these errors ("CODE", or "CODE: TEXT" if the
	 * message must contain the text); no output, or {} */
	const struct str *absent_errors;
	size_t n_absent_errors;
	bool absent_empty;
	const struct str *foreign; /* error codes by which AWS refuses another account's resource */
	size_t n_foreign;
	bool keyed;           /* an item has the type's key; else it is matched (inventory.h) */
	bool from_home;       /* counts only from the resource's home Region */
	struct str arguments; /* "--trail-name {Arn}": {Field} is the resource's */
	struct str file;      /* "get-trail-status.{TrailName}.json": where an export is kept */
	bool optional;        /* never requested: another command prints the same */
	const struct call_for_each *collect;  /* how `assay collect` asks it; or NULL */
	const struct log_events *log_events;  /* not a command: made from log files; or NULL */
	struct str permission;                /* the IAM action that it needs */
	const struct source_kind *printed_as; /* how its output names fields; NULL: as the CLI */
};

/* An option of a command that writes: the field that it sets. */
struct write_option {
	const struct field *field;
	struct str option; /* "--event-selectors"; of a bool: with "--no-" for false */
};

/* An AWS CLI command that writes fields of a resource. */
struct write_command {
	struct str command;   /* "cloudtrail put-event-selectors" */
	struct str arguments; /* "--trail-name {Arn}": {Field} is the resource's */
	const struct write_option *options;
	size_t n_options;
	const struct field *when; /* without options: for a change of this field to when_true */
	bool when_true;
	struct str empty; /* JSON for the value of a field that becomes absent or empty; may be NULL
			   */
};

/*
 * A Terraform resource that may contain resources of the type, which a plan does not show: a
 * CloudFormation stack, another provider's resource.
 */
struct carrier {
	struct str source_type;
	/* ptr NULL: always; else the attribute that names what it contains, and the names that
	 * mean resources of the type. n_values 0: it contains some if the change sets it */
	struct str attribute;
	const struct str *values;
	size_t n_values;
	bool blocks;   /* the attribute's blocks are resources of the type */
	bool anywhere; /* what it contains may be in other Regions than its own */
};

/*
 * A resource type of a source that completes resources of a type: an
 * aws_s3_bucket_public_access_block its bucket.
 */
struct part {
	struct str source_type;
	struct str refers;    /* the attribute that names its resource */
	const struct str *to; /* attributes of the resource that it may be set to */
	size_t n_to;
	const struct field *const *gives; /* the fields of the resource that it specifies */
	size_t n_gives;
	/* It is one element of a list: from the field of gives to the list. n_path 0: it specifies
	 * its fields whole. */
	const struct field *const *path;
	size_t n_path;
	/* Fields of the element that tell which one it is, and lists of it that elements of one
	 * key share: a rule for several sources is so many elements. Without a key, the value. */
	const struct field *const *key;
	size_t n_key;
	const struct field *const *shares;
	size_t n_shares;
	/* it counts only if this attribute has this value (ptr NULL: is not set) */
	struct str when;
	struct str when_value;
};

/* The list that a part is an element of; NULL: it specifies fields. */
const struct field *part_list(const struct part *part);

/* True if a part specifies a field; true if it may be set to an attribute of its resource. */
bool part_gives(const struct part *part, const struct field *field);
bool part_may_be_set_to(const struct part *part, struct str attribute);

/* The names of a resource type in one notation. */
struct type_names {
	const struct notation *notation;
	const struct str *types; /* "aws_cloudtrail" */
	size_t n_types;
	struct str provider; /* "aws"; ptr NULL: not of plans */
	struct str region;   /* the attribute that overrides the provider's Region; may be NULL */
	const struct carrier *carriers;
	size_t n_carriers;
	const struct part *parts;
	size_t n_parts;
};

/* Where a key is unique; where there is one resource of the type, if it is a singleton. */
enum key_scope { SCOPE_GLOBAL, SCOPE_ACCOUNT, SCOPE_REGION };

struct type {
	struct str name; /* "AWS::CloudTrail::Trail" */
	struct str noun; /* "trail", "trails" in messages */
	struct str nouns;
	const struct field *fields;
	size_t n_fields;
	/* a string that identifies it in its scope; an ARN tells owner and home. Of a singleton, a
	 * field without a name, as label is */
	const struct field *key;
	enum key_scope scope;
	bool singleton;            /* each account or Region has exactly one */
	const struct field *label; /* what people call it; the name that a file name carries */
	bool key_is_arn;           /* a key that is no ARN is invalid */
	/* Keys may name versions of a resource, behind it: "…:function:f:7". The one that is the
	 * resource itself ("$LATEST"); ptr NULL: keys have no versions */
	struct str version;
	struct str version_option;    /* the parameter that names another: "--qualifier" */
	struct str version_attribute; /* of parts in plans: "qualifier"; may be empty */
	struct str version_word;      /* what is in front of the name in ARNs: "function" */
	bool regional;                /* what a Region's list holds lies in that Region */
	/* bools, true of a resource that other accounts and other Regions list; NULL: not declared
	 */
	const struct field *in_accounts, *in_regions;
	const struct command *commands;
	size_t n_commands;
	const struct write_command *writes; /* in the order in which they run */
	size_t n_writes;
	const struct type_names *sources; /* the notations in which it has names */
	size_t n_sources;
	const char *source_name;     /* the rule file, for messages */
	const char *const *added_by; /* the rule files that add to it */
	size_t n_added_by;
};

/*
 * Cut the version from a key. True if the key names the resource itself, false if it names another
 * version of it.
 */
bool type_cut_version(const struct type *type, struct str *key);

/*
 * The same of a name in any form that AWS accepts: an ARN, or "111122223333:function:f:prod" and
 * what is left of it without its first words. Of these the name alone is left.
 */
bool type_cut_name(const struct type *type, struct str *name);

/* True if one output can be that of either command, so that its form does not tell them apart. */
bool command_has_form_of(const struct command *a, const struct command *b);

/* The names of a field in a notation; n 0: none. Never NULL. */
const struct spelling *field_spelling(const struct field *field, const struct notation *notation);

/* The usual one of them; ptr NULL: none. */
struct str field_name_in(const struct field *field, const struct notation *notation);

/* The same in a resource type of the source. */
struct str field_name_of(
	const struct field *field, const struct notation *notation, struct str source_type);

/* True if it is one of them. */
bool field_is_named(const struct field *field, const struct notation *notation, struct str name);

/* The names of a resource type in a notation; n_types 0: none. Never NULL. */
const struct type_names *type_names_in(const struct type *type, const struct notation *notation);

/* The field of that name, or NULL. */
const struct field *field_find(const struct field *fields, size_t n, struct str name);

#endif
