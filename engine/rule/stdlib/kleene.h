/* kleene.h - predicates over elements, in three values. */
#ifndef ASSAY_RULE_KLEENE_H
#define ASSAY_RULE_KLEENE_H

#include "rule/stdlib/each.h"

enum asked { ASKED_NO, ASKED_YES, ASKED_UNKNOWN };

/*
 * Call the predicate at a stack index with element i. ASKED_UNKNOWN: *why says why. handler: what
 * box_push_handler pushed. The stack is as before.
 */
enum asked kleene_ask(lua_State *L, const struct walked *w, size_t i, int predicate, int handler,
	const struct reason **why);

#endif
