/*
 * box.h - one Lua state with an allow-list and budgets, and calls into it that can't escape.
 *
 * Whatever runs in a box runs below box_call. How a call ended is told by box_call's result,
 * where an error stands by box_error.
 */
#ifndef ASSAY_RULE_BOX_H
#define ASSAY_RULE_BOX_H

#include <lua.h>

#include "inventory/model/object.h"
#include "rule/box/budget.h"
#include "rule/box/source.h"

struct check;

/* How a protected call ended. */
enum ending {
	END_RETURNED,
	END_UNKNOWN, /* an unknown was read: box->pending says why */
	END_LEFT,    /* by pass() or not_applicable() */
	END_ERROR,   /* box_error says which */
};

/* What can be called, and by which files. */
enum audience { FOR_TYPES = 1, FOR_CONTROLS = 2, FOR_LIBRARIES = 4 };
#define FOR_RULES (FOR_CONTROLS | FOR_LIBRARIES)

struct function {
	const char *name;
	lua_CFunction call;         /* NULL: a constant */
	void (*push)(lua_State *L); /* of a constant: pushes its value */
};

struct library {
	const char *name; /* NULL: its names are global */
	unsigned audience;
	const struct function *functions; /* ends with a NULL name */
	void (*prepare)(lua_State *L);    /* called in each new state of a rule; NULL: nothing */
};

struct box {
	lua_State *L;
	struct budget budget;
	struct arena *arena;           /* calls allocate from it, or from any arena of that root */
	const struct sources *sources; /* what require finds */
	const struct source *source;   /* the file that the box is for */
	const struct library *libraries; /* ends with functions NULL */
	const struct list *secrets;      /* not to appear in an error: struct str; NULL: none */
	struct check *check;             /* what host functions work on; NULL: loading */
	const struct reason *pending;    /* of the unknown that is being raised */
	unsigned predicates;             /* how many predicates of any, all, ... are running */
	bool raised;                     /* an error was recorded; the first one counts */
	bool by_rule; /* it was the rule's own error(), whose text stays inside */
	char message[512];
	const struct source *at; /* the file of the error; NULL: none known */
	int line;
};

/* A box for a file: ASSAY_ENOMEM or ASSAY_ELIMIT when it can't be made. Close it in any case. */
int box_open(struct box *box, struct arena *arena, const struct library *libraries,
	const struct sources *sources, const struct source *source,
	const struct rule_budget *budget, struct assay_error *err);

/* Returns the bytes that were lost: always 0. */
size_t box_close(struct box *box);

struct box *box_of(lua_State *L);

/* Call fn protected; box_payload gives it payload. Nothing else enters the state. */
enum ending box_call(struct box *box, lua_CFunction fn, void *payload);
void *box_payload(lua_State *L);

/*
 * Inside a protected call: call the function below n arguments, and come back also when it raised
 * an unknown (END_UNKNOWN: nothing is pushed; box->pending). Every other error passes through.
 * handler is the index of what box_push_handler pushed.
 */
void box_push_handler(lua_State *L);
enum ending box_try(lua_State *L, int n_arguments, int n_results, int handler);

/* Set *err to the error that ended the last box_call, with its place. Returns its status. */
int box_error(struct box *box, struct assay_error *err);

/* Raise an error of the rule, with the place of the Lua code that runs. */
_Noreturn void rule_error(lua_State *L, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same with a place that is known: of a table that the file returned. */
_Noreturn void rule_error_at(
	lua_State *L, const struct source *source, size_t line, const char *message);

/* Raise the rule's own error(), level as Lua counts it. Its text is not kept. */
_Noreturn void rule_raise(lua_State *L, int level);

/* Leave with an unknown, for these reasons (not NULL). */
_Noreturn void unknown_raise(lua_State *L, const struct reason *reasons);

/* Leave the check by pass() or not_applicable(). */
_Noreturn void check_leave(lua_State *L);

/* Compile a file and leave its function on the stack. Raises. */
void box_load(lua_State *L, const struct source *source);

/* Zeroed memory of an arena that outlives the box, charged to it. Raises rather than give NULL. */
void *box_alloc(lua_State *L, struct arena *arena, size_t n);
struct str box_str(lua_State *L, struct arena *arena, struct str s);

/* Charge what somebody else took from the arena since it had used before. */
void box_charge_arena(lua_State *L, const struct arena *arena, size_t before);

/* Things that a state keeps, by number in the registry. */
enum slot {
	SLOT_FIRST = LUA_RIDX_LAST,
	SLOT_TYPES, /* the environments, by rule_file_kind */
	SLOT_CONTROLS,
	SLOT_LIBRARIES,
	SLOT_REQUIRED, /* what each library returned, by chunk */
	SLOT_MADE,     /* tables that went through a constructor, and its line */
	SLOT_CHECK,    /* the control's check function */
	SLOT_TABLES,   /* the first of the tables of named libraries */
};

#endif
