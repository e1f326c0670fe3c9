/*
 * box.h - one Lua state with an allow-list and budgets, and protected calls into it.
 *
 * All Lua code runs below box_call. Its result says how the call ended; box_error has the error
 * and its place.
 */
#ifndef ASSAY_RULE_BOX_H
#define ASSAY_RULE_BOX_H

#include <lua.h>

#include "inventory/model/object.h"
#include "rule/box/budget.h"
#include "rule/box/lua_file.h"

struct check;

/* How a protected call ended. */
enum ending {
	END_RETURNED,
	END_UNKNOWN, /* an unknown was read: box->pending says why */
	END_LEFT,    /* by pass() or not_applicable() */
	END_ERROR,   /* box_error says which */
};

/* What can be called, and by which files. */
enum audience { FOR_TYPES = 1, FOR_CONTROLS = 2, FOR_LIBRARIES = 4, FOR_PROFILES = 8 };
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
	struct arena *arena; /* calls allocate from it, or from any arena of that root */
	const struct lua_files *sources; /* what require finds */
	const struct lua_file *source;   /* the file that the box is for */
	const struct library *libraries; /* ends with functions NULL */
	const struct list *secrets;      /* texts to remove from errors: struct str; NULL: none */
	struct check *check;             /* what host functions work on; NULL: loading */
	const struct reason *pending;    /* of the unknown that is being raised */
	unsigned predicates;             /* how many predicates of any, all, ... are running */
	bool raised;                     /* an error was recorded; the first one counts */
	bool by_rule;                    /* it was error() of the rule; its text is not reported */
	char message[512];
	const struct lua_file *at; /* the file of the error; NULL: none known */
	int line;
};

/* Make a box for a file. ASSAY_ENOMEM or ASSAY_ELIMIT if it can't be made. Close it in any case. */
int box_open(struct box *box, struct arena *arena, const struct library *libraries,
	const struct lua_files *sources, const struct lua_file *source,
	const struct rule_budget *budget, struct assay_error *err);

/* Close the state. Returns the number of leaked bytes, which is always 0. */
size_t box_close(struct box *box);

struct box *box_of(lua_State *L);

/*
 * Call fn protected. In fn, box_payload(L) returns payload. There is no other way into the
 * state.
 */
enum ending box_call(struct box *box, lua_CFunction fn, void *payload);
void *box_payload(lua_State *L);

/*
 * Inside a protected call: call the function below n arguments. If it raises an unknown, return
 * END_UNKNOWN: box->pending has the reasons and nothing is pushed. Every other error passes
 * through. handler is the stack index of what box_push_handler pushed.
 */
void box_push_handler(lua_State *L);
enum ending box_try(lua_State *L, int n_arguments, int n_results, int handler);

/* Set *err to the error that ended the last box_call, with its place. Returns its status. */
int box_error(struct box *box, struct assay_error *err);

/* Raise an error of the rule, with the place of the Lua code that runs. */
_Noreturn void rule_error(lua_State *L, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same for a known line of a file. */
_Noreturn void rule_error_at(
	lua_State *L, const struct lua_file *source, size_t line, const char *message);

/* Raise error() of the rule. level is that of Lua. Its text is not kept. */
_Noreturn void rule_raise(lua_State *L, int level);

/* End the check as unknown, for these reasons (not NULL). */
_Noreturn void unknown_raise(lua_State *L, const struct reason *reasons);

/* End the check by pass() or not_applicable(). */
_Noreturn void check_leave(lua_State *L);

/* Push a file as a function. Raises an error of the rule if it does not compile. */
void box_load(lua_State *L, const struct lua_file *source);

/*
 * Zeroed memory of an arena that outlives the box, charged to the box. Raises at a limit; never
 * NULL.
 */
void *box_alloc(lua_State *L, struct arena *arena, size_t n);
struct str box_str(lua_State *L, struct arena *arena, struct str s);

/* Charge what was allocated in an arena since `before`, its earlier arena_used. */
void box_charge_arena(lua_State *L, const struct arena *arena, size_t before);

/* What a state keeps, by index in the registry. */
enum slot {
	SLOT_FIRST = LUA_RIDX_LAST,
	SLOT_TYPES, /* the environments, by rule_file_kind */
	SLOT_CONTROLS,
	SLOT_LIBRARIES,
	SLOT_PROFILES,
	SLOT_REQUIRED, /* what each library returned, by chunk */
	SLOT_MADE,     /* tables that went through a constructor, and its line */
	SLOT_CHECK,    /* the control's check function */
	SLOT_TABLES,   /* the first of the tables of named libraries */
};

#endif
