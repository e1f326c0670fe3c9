/*
 * hcl.h - Terraform sources as blocks and attributes with their places.
 *
 * HCL (.tf, .tofu) and its JSON syntax (.tf.json, .tofu.json) are read into the same form. Nothing
 * is evaluated: a value is a constant if it is a literal, and an expression otherwise. Everything
 * lives in the arena of the reader; the bytes of a file are borrowed.
 */
#ifndef ASSAY_HCL_H
#define ASSAY_HCL_H

#include "doc/doc.h"

/* bytes of one source file */
#define HCL_FILE_MAX  ASSAY_SOURCE_MAX
#define HCL_TOO_LARGE "the file is larger than the limit of 4 MiB for a Terraform source"
/* nesting of blocks, lists and objects */
#define HCL_DEPTH_MAX 64
/* nesting of templates: strings in interpolations in strings */
#define HCL_TEMPLATE_MAX 32
/* blocks, labels, attributes and values of one file */
#define HCL_NODES_MAX ((size_t)200000)

struct hcl_file;

/*
 * Offsets in the text of a file. In JSON, `to` is where the value or key begins whose end is meant;
 * 0: the range is one character.
 */
struct hcl_range {
	size_t from, to;
};

enum hcl_kind {
	HCL_EXPRESSION, /* anything that is not a literal */
	HCL_NULL,
	HCL_BOOL,
	HCL_NUMBER,
	HCL_STRING,
	HCL_LIST,   /* its items may be expressions */
	HCL_OBJECT, /* the same; keys that are expressions are left out, and open is set */
};

struct hcl_value {
	enum hcl_kind kind;
	struct hcl_range range;
	bool truth;
	bool open;           /* HCL_OBJECT: it has keys that are expressions */
	struct str text;     /* HCL_STRING: decoded; HCL_NUMBER, HCL_EXPRESSION: as written */
	struct list items;   /* HCL_LIST: struct hcl_value */
	struct list members; /* HCL_OBJECT: struct hcl_attribute */
};

/* An argument of a block, or a member of an object. */
struct hcl_attribute {
	const struct hcl_file *file;
	struct str name;
	struct hcl_range range; /* from its name to the end of its value */
	const struct hcl_value *value;
};

struct hcl_body {
	struct list attributes; /* struct hcl_attribute, in the order of the text */
	struct list blocks;     /* struct hcl_block, the same */
};

struct hcl_block {
	const struct hcl_file *file;
	struct str type; /* of a dynamic block: of the blocks that it makes */
	bool is_dynamic;
	struct list labels;        /* struct str */
	struct hcl_range header;   /* type and labels */
	struct hcl_range range;    /* to its closing brace */
	struct hcl_range comments; /* comment lines directly above it; empty: none */
	struct list notes;         /* struct hcl_value: texts of "//" in JSON */
	struct hcl_body body;      /* of a dynamic block: that of its content */
};

/* Where the last search for a place ended: places in the order of the text cost one walk. */
struct hcl_memo {
	size_t at, line, column; /* line 0: no search yet */
};

/* One source file. */
struct hcl_file {
	struct str name;     /* relative to the boundary */
	struct str boundary; /* with name: which file it is; empty: not of a tree */
	struct str text;     /* without a byte order mark; what offsets count in */
	size_t mark;         /* bytes of the byte order mark */
	struct doc *doc;     /* of JSON: owned by the arena; NULL: HCL */
	struct hcl_body body;
	struct hcl_memo *memo;
};

/* A file that is not read yet. bytes are borrowed as long as the arena lives. */
struct hcl_file *hcl_file_new(struct arena *a, struct str name, struct str bytes);

/* Read it, in a phase of the arena. ASSAY_EINPUT and ASSAY_ELIMIT with name, line and column. */
int hcl_file_read(struct hcl_file *file, struct arena *a, struct assay_error *err);

/* True if both are the same file, which each plan reads for itself. */
bool hcl_is_same_file(const struct hcl_file *a, const struct hcl_file *b);

/* Release what the arena does not own. Call it before the arena is freed, also after a failure. */
void hcl_file_close(struct hcl_file *file);

/* The place of a range. */
struct place hcl_place(const struct hcl_file *file, struct hcl_range range);

/* The first character of a value, for the place of an object of many lines. */
struct hcl_range hcl_head(const struct hcl_file *file, const struct hcl_value *value);

/* The last attribute of this name, or NULL. */
const struct hcl_attribute *hcl_attribute(const struct list *attributes, struct str name);

/*
 * An object as the body of a block, which JSON and old HCL write for nested blocks: its members,
 * and in JSON its dynamic blocks.
 */
struct hcl_body hcl_object_body(
	struct arena *a, const struct hcl_file *file, const struct hcl_value *object);

/* True if the value is an object or a list of objects: it may stand for nested blocks. */
bool hcl_is_blocks(const struct hcl_value *value);

#endif
