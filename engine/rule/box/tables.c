/*
 * tables - what tables cost, and places of their keys that are the same in every run.
 *
 * Lua hashes a number to its remainder by the size of the table, so keys can be chosen of which all
 * have the same place; finding one of them then means following a chain of all. Hashes of strings
 * have a seed. Those of other values are addresses, which decide when a table grows, and on that
 * depend counts and the length of a table with holes: pool.h is about tables and functions, and
 * handles and functions of C are replaced by numbers here.
 *
 * Outside a box all is as in Lua. Knows the layout of a table in Lua 5.4, which no release of 5.4
 * changes. Must not know what a rule does.
 */
#include "rule/box/budget.h"
#include "rule/box/metered.h"

_Static_assert(LUA_VERSION_NUM == 504, "the layout of a table is that of Lua 5.4");

/* Lua's TValue */
struct table_value {
	union {
		void *pointer;
		lua_Integer integer;
		lua_Number number;
	} value;
	unsigned char type;
};

/* Lua's Node: a value, its key, and the distance to the next node of the chain (0: the last) */
struct table_node {
	void *value;
	unsigned char type, key_type;
	int next;
	void *key;
};

/* the beginning of Lua's Table */
struct table {
	void *gc_next;
	unsigned char gc_type, gc_mark, flags, log2_nodes;
	unsigned array_size;
	struct table_value *array;
	struct table_node *nodes;
};

/* so many nodes of a chain are followed in the time of an instruction */
#define NODES_FOR_AN_INSTRUCTION 8

/* finding the number of a handle or function of C */
#define NUMBER_INSTRUCTIONS 5

/* tables that are this small have no long chain */
#define SMALL_LOG2 5

lua_Unsigned metered_length(struct table *t) __asm__("__wrap_luaH_getn");
lua_Unsigned plain_length(struct table *t) __asm__("__real_luaH_getn");

/* Lua finds the end of a list by halving: two reads of a table for each bit of the length. */
lua_Unsigned metered_length(struct table *t)
{
	lua_Unsigned n = plain_length(t);
	unsigned bits = 0;
	for (lua_Unsigned rest = n; rest; rest >>= 1)
		bits++;
	metered_add(1 + bits);
	return n;
}

/* The nodes in the chain of a key that was just added, or is there. */
static size_t chain_of(const struct table *t, const struct table_value *slot)
{
	uintptr_t at = (uintptr_t)slot, first = (uintptr_t)t->nodes;
	size_t size = ((size_t)1 << t->log2_nodes) * sizeof(struct table_node), n = 1;
	if (at < first || at - first >= size)
		return 0;
	/* a new node comes second */
	for (const struct table_node *node = &t->nodes[(at - first) / sizeof *node]; node->next;
		n++)
		node += node->next;
	return n;
}

const struct table_value *plain_get(struct table *t, const struct table_value *key) __asm__(
	"__real_luaH_get");
const struct table_value *numbered_get(struct table *t, const struct table_value *key) __asm__(
	"__wrap_luaH_get");

/* variants of a function's type: one of C without upvalues */
#define TYPE_C_FUNCTION (LUA_TFUNCTION | 1 << 4)

/* a handle or function of C that was a key, and the number that is the key instead */
struct numbered {
	struct table_value key;
	struct table_value number;
};

/* True if the key is an address of this process, not of the box. */
static bool is_address(const struct table_value *key)
{
	int type = key->type & 0x3F;
	return type == LUA_TLIGHTUSERDATA || type == TYPE_C_FUNCTION;
}

static struct str bytes_of(const struct table_value *key)
{
	return (struct str){(const char *)&key->value, sizeof key->value};
}

/* The key to look up. A key that has no number yet is in no table, and number 0 is none. */
static struct table_value known_key(const struct budget *b, const struct table_value *key)
{
	if (!b || !is_address(key))
		return *key;
	metered_add(NUMBER_INSTRUCTIONS);
	const struct numbered *known = map_get(&b->numbers, bytes_of(key));
	struct table_value none = {.type = key->type};
	return known ? known->number : none;
}

/* The key to add. Raises if there is no memory. */
static struct table_value numbered_key(lua_State *L, const struct table_value *key)
{
	struct budget *b = metered_budget();
	if (!b || !is_address(key) || map_get(&b->numbers, bytes_of(key)))
		return known_key(b, key);
	budget_keep(L, sizeof(struct numbered));
	struct numbered *new = arena_alloc(b->arena, sizeof *new);
	if (!new)
		budget_raise(L, LIMIT_MEMORY);
	*new = (struct numbered){*key, {.type = key->type}};
	new->number.value.integer = (lua_Integer)b->numbers.n + 1;
	if (map_set(b->arena, &b->numbers, bytes_of(&new->key), new))
		budget_raise(L, LIMIT_MEMORY);
	return new->number;
}

const struct table_value *numbered_get(struct table *t, const struct table_value *key)
{
	const struct table_value known = known_key(metered_budget(), key);
	return plain_get(t, &known);
}

void numbered_set(lua_State *L, struct table *t, const struct table_value *key,
	struct table_value *value) __asm__("__wrap_luaH_set");
void plain_set(lua_State *L, struct table *t, const struct table_value *key,
	struct table_value *value) __asm__("__real_luaH_set");

void numbered_set(
	lua_State *L, struct table *t, const struct table_value *key, struct table_value *value)
{
	const struct table_value number = numbered_key(L, key);
	plain_set(L, t, &number, value);
}

void metered_set(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value) __asm__("__wrap_luaH_finishset");
void plain_finish(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value) __asm__("__real_luaH_finishset");

void metered_set(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value)
{
	/* key may be on the stack, which moves if memory is refused */
	const struct table_value copy = numbered_key(L, key);
	plain_finish(L, t, &copy, slot, value);
	struct budget *b = metered_budget();
	if (!b || (copy.type & 0x0F) != LUA_TNUMBER || t->log2_nodes <= SMALL_LOG2)
		return;
	size_t n = chain_of(t, plain_get(t, &copy));
	metered_add(n / NODES_FOR_AN_INSTRUCTION);
	if (n / NODES_FOR_AN_INSTRUCTION > b->chain)
		b->chain = n / NODES_FOR_AN_INSTRUCTION;
}
