/*
 * stack.h - values on Lua's stack as C values. Every check raises an argument error of the running
 * function.
 */
#ifndef ASSAY_RULE_STACK_H
#define ASSAY_RULE_STACK_H

#include "rule/box/box.h"

/* Lua's name of the type of a value, or "handle". Static memory. */
const char *stack_type_name(lua_State *L, int index);

/* The string at an index. Numbers are refused. The text lives as long as the value in Lua. */
struct str stack_check_str(lua_State *L, int index);

/* The number at an index. Strings are refused. A float with an integral value is an integer. */
lua_Integer stack_check_integer(lua_State *L, int index);
lua_Integer stack_opt_integer(lua_State *L, int index, lua_Integer fallback);
lua_Number stack_check_number(lua_State *L, int index);

/* Replace the number on top of the stack by its text, and charge for it. A NaN has no sign. */
struct str stack_number_text(lua_State *L);

/* Push a table's keys as a sequence: numbers, then strings, then booleans, each in order. */
void stack_push_sorted_keys(lua_State *L, int table);

/* Push a userdata of n bytes. The memory lives as long as the userdata stays on the stack. */
void *stack_scratch(lua_State *L, size_t n);

#endif
