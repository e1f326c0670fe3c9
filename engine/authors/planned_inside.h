/*
 * planned_inside.h - what planned.c, planned_node.c and emptied.c share. Private to authors.
 */
#ifndef ASSAY_AUTHORS_PLANNED_INSIDE_H
#define ASSAY_AUTHORS_PLANNED_INSIDE_H

#include "authors/planned.h"
#include "doc/json_out.h"

struct planning {
	struct json_out j;
	struct arena *arena;
	const struct run *run;
	struct list providers; /* struct provider */
	struct planned *made;
	struct str tf_type;      /* of the resource that is written */
	const struct part *part; /* the same: it completes another one; NULL: it does not */
};

/* planned_node.c: the attribute or block of a field; len 0: none. */
struct str name_in_plan(const struct planning *p, const struct field *field);

/* True if the resource that is written, or the part, specifies a field of its object. depth 0: the
 * fields of the type. */
bool plan_specifies(const struct planning *p, const struct node *object, const struct field *field,
	unsigned depth);

/* True if the members of the field are those of its object. */
bool plan_is_whole(const struct planning *p, const struct field *field);

/* True if an earlier field of the object has the same attribute: both have its value. */
bool plan_has_written(const struct planning *p, const struct field *fields, size_t i);

/* The part that specifies a field of a resource: the first; NULL: none. */
const struct part *plan_part_of(const struct type *type, const struct field *field);

/* The declared fields of an object that are known, and the marks of those that are not. */
void plan_write_members(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth);
void plan_mark_members(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth);

/* emptied.c: add an export without its resources. False: its form can't be emptied. */
bool emptied_add(struct list *inputs, const struct input *input, struct arena *a);
void emptied_add_input(struct list *inputs, struct str name, struct str bytes, struct arena *a);

#endif
