/*
 * trace.h - the readings of a check, in order, if the run records them.
 *
 * Recording changes no verdict: it is charged to no budget, has its own limit (max_trace, for
 * all readings of a control), and costs one comparison if it is off.
 */
#ifndef ASSAY_RULE_TRACE_H
#define ASSAY_RULE_TRACE_H

#include "rule/host/check_state.h"

struct trace {
	struct map seen;   /* struct reading of this subject, by what was read */
	struct list items; /* struct recorded, of this subject */
	size_t left;       /* readings that may still be recorded */
	size_t compared;   /* bytes that were searched for secrets */
	bool cut;
};

/* A node in its container, whatever it is; a declared field, or a map's entry, that is not there.
 */
void trace_node(lua_State *L, const struct node *node, const struct node *container);
void trace_absent(lua_State *L, const struct node *object, const struct field *field);
void trace_absent_entry(lua_State *L, const struct node *map, struct str key);

/* The result of all() of a Region or an account (object). */
void trace_collection(lua_State *L, const void *object, const struct collection *list);

/* A name of a Region or account; an empty value is unknown. */
struct fact_read {
	const void *object;
	struct str key; /* what people call it */
	const char *name;
	struct str value;
	const struct reason *why;
	struct cursor at;
};
void trace_fact(lua_State *L, const struct fact_read *fact);

/*
 * The check has ended and its verdict is set: hand its readings to the result, with
 * texts that contain none of the secrets that it read, whenever it read them.
 */
void trace_finish(struct check *check, struct result *result);

#endif
