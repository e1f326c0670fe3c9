/*
 * rules.h - what struct rules is made of.
 */
#ifndef ASSAY_RULE_RULES_H
#define ASSAY_RULE_RULES_H

#include "rule/box/budget.h"
#include "rule/box/lua_file.h"
#include "rule/rule.h"

/* A control and its file. */
struct rule {
	struct control control;
	const struct lua_file *source;
};

/* A file that adds to a type of another one. */
struct extension {
	struct str type;
	const struct lua_file *source;
};

struct rules {
	struct arena *arena;
	struct rule_budget budget;
	struct lua_files sources;
	struct rule_cost cost;
	size_t n_loaded;        /* sources that rules_load has seen */
	struct list types;      /* const struct type */
	struct list extensions; /* struct extension */
	size_t n_extended;      /* extensions that are part of their types */
	struct list controls;   /* struct rule */
	struct list unread;     /* struct rule: known by id and source only */
	struct list profiles;   /* const struct profile */
	const struct type **type_list;
	const struct control **control_list;
	const struct profile **profile_list;
};

/* Count what a box has used since its last reset. */
void rules_count(struct rules *r, const struct budget *used);

struct rule *rules_find(const struct rules *r, struct str id);

#endif
