/*
 * start.h - the beginning of a control, a type and a test file, with comments for their author.
 */
#ifndef ASSAY_AUTHORS_START_H
#define ASSAY_AUTHORS_START_H

#include "base/out.h"
#include "inventory/model/type.h"

/* True for the id of a control: lower-case words joined by "-". */
bool is_control_id(struct str id);

/* True for the name of a type: SERVICE::NAMESPACE::NOUN of letters and digits. */
bool is_type_name(struct str name);

/* "aws_sqs_queue": the file name of a control or type without ".lua", in the arena. */
struct str start_file_name(struct str name, struct arena *a);

/* A control of this id that reads a type. */
void start_control(struct out *out, struct str id, const struct type *type);

/*
 * Its test file: one resource, listed by the first command of the type that lists resources.
 * only_exports: the case is not judged as a plan. expect is written as it is; empty: no subject.
 */
void start_test(struct out *out, struct str id, const struct type *type, bool only_exports,
	struct str expect, struct arena *a);

/* A type; its names are those that most services would have. */
void start_type(struct out *out, struct str name, struct arena *a);

/* The id of a control for the start of a type: "sqs-queue-example". */
struct str start_control_of_type(struct str name, struct arena *a);

#endif
