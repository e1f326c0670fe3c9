/*
 * The box's own functions against those of the standard libraries: the same expressions, the same
 * texts.
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "test_rule_bench.h"

/* each gives any number of values; those that Lua and the box mean differently are not here */
static const char *const expressions[] = {
	"string.byte('abc')",
	"string.byte('abc', -1)",
	"string.byte('abc', 0)",
	"string.byte('abc', 1, -1)",
	"string.byte('abc', 2, 10)",
	"string.byte('abc', 4)",
	"string.byte('', 1)",
	"string.char()",
	"string.char(97, 98, 255)",
	"string.find('hello', 'l', 1, true)",
	"string.find('hello', '', 1, true)",
	"string.find('hello', '', 6, true)",
	"string.find('hello', '', 7, true)",
	"string.find('hello', 'lo', -2, true)",
	"string.find('hello', 'lo', -1, true)",
	"string.find('hello', 'hello!', 1, true)",
	"string.find('aab', 'ab', 1, true)",
	"string.find('', '', 1, true)",
	"string.find('', 'x', -5, true)",
	"('x'):len(), #'xyz'",
	"string.upper('aBz{@'), string.lower('aBZ[`')",
	"string.rep('ab', 3), string.rep('ab', 3, ','), string.rep('ab', 1, ','), string.rep('',"
	" 5)",
	"string.rep('ab', 0), string.rep('ab', -1), string.rep('', 3, '-')",
	"string.reverse('abc'), string.reverse('')",
	"string.sub('hello', 2), string.sub('hello', -3), string.sub('hello', 2, -2)",
	"string.sub('hello', 0), string.sub('hello', 9), string.sub('hello', 3, 2)",
	"string.sub('hello', -100, 100), string.sub('hello', math.mininteger, math.maxinteger)",
	"string.sub('hello', 1, -100), string.sub('hello', -100, -100)",
	"string.format('%s %s %s', 'a', 1, true)",
	"string.format('%d|%5d|%-5d|%05d|%+d|% d|%.3d', 42, 42, 42, 42, 42, 42, 42)",
	"string.format('%d|%5d|%-5d|%05d|%+d|% d|%.3d', -42, -42, -42, -42, -42, -42, -42)",
	"string.format('%x|%X|%08x|%x', 255, 255, 255, -1)",
	"string.format('%i %d', math.mininteger, 3.0)",
	"string.format('%f|%.2f|%8.2f|%-8.2f|%08.2f|%+.1f', 1.5, 1.5, 1.5, 1.5, -1.5, 1.5)",
	"string.format('%e|%.3e|%g|%g|%g|%.10g', 12345.678, 12345.678, 1e20, 0.1, 100000, 1 / 3)",
	"string.format('%5s|%-5s|%.2s|%5.1s', 'abc', 'abc', 'abc', 'abc')",
	"string.format('%c%c%%', 65, 66)",
	"string.format('%s', nil)",
	"string.format('')",
	"string.format('%5.1f%%|%d', 99.55, 7)",
	"string.format('%f', math.huge), string.format('%05.1f', -math.huge)",
	"string.format('%s%s%s%s%s%s%s%s%s%s', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)",
	"table.concat({ 1, 'b', 2.5 }), table.concat({ 'a', 'b', 'c' }, ', ')",
	"table.concat({ 'a', 'b', 'c' }, '-', 2), table.concat({ 'a', 'b', 'c' }, '-', 2, 3)",
	"table.concat({}, 'x'), table.concat({ 'a' }, 'x', 2)",
	"table.unpack({ 1, 2, 3 })",
	"table.unpack({ 1, 2, 3 }, 2)",
	"table.unpack({ 1, nil, 3 }, 1, 3)",
	"table.unpack({}, 1, 0)",
	"(function() local t = { 1, 2 } table.insert(t, 3) table.insert(t, 1, 0) return "
	"table.concat(t) "
	"end)()",
	"(function() local t = { 1, 2, 3 } local a = table.remove(t) local b = table.remove(t, 1) "
	"return a, b, #t, t[1] end)()",
	"(function() local t = {} return table.remove(t), table.remove(t, 0), #t end)()",
	"(function() local t = { 1 } return table.remove(t, 2), #t end)()",
	"(function() local t = { 5, 2, 8, 1, 9, 3 } table.sort(t) return table.concat(t, ' ') "
	"end)()",
	"(function() local t = { 'b', 'a', 'c', 'ab' } table.sort(t, function(a, b) return a > b "
	"end) "
	"return table.concat(t, ' ') end)()",
	"(function() local t = {} for i = 1, 100 do t[i] = i * 7919 % 101 end table.sort(t) "
	"return table.concat(t, ' ') end)()",
	"math.floor(1.5), math.floor(-1.5), math.floor(3), math.floor(1e300)",
	"math.max(1, 5, 3), math.min(2, 1.5), math.max(3)",
	"math.huge, math.maxinteger, math.mininteger",
	"math.tointeger(3.0), math.tointeger(3.5), math.tointeger(7)",
	"tonumber('10'), tonumber(' 0x1F '), tonumber('1e2'), tonumber('z'), tonumber('')",
	"tonumber('ff', 16), tonumber('  -101  ', 2), tonumber('zz', 36), tonumber('8', 8)",
	"tonumber('7fffffffffffffff', 16), tonumber('ffffffffffffffff', 16), tonumber('', 10)",
	"tonumber(5), tonumber(5.5), tonumber({}), tonumber(nil), tonumber('-', 10)",
	"tostring(1), tostring(1.0), tostring(-0.0), tostring(1e100), tostring(nil), "
	"tostring(false)",
	"select('#'), select('#', nil, nil), select(2, 'a', 'b', 'c')",
	"select(-1, 'a', 'b', 'c')",
	"select(5, 'a')",
	"type(1), type('x'), type(nil), type({}), type(type), type(true)",
	"assert(1, 2, 3)",
	"(function() local s = '' for i, v in ipairs({ 'a', 'b', nil, 'd' }) do s = s .. i .. v "
	"end "
	"return s end)()",
	"10 // 3, 10 % 3, 7 / 2, 1 << 4, 5 .. 6, 2 ^ 10",
};

#define SHOW                                                                                       \
	"local function show(...)\n"                                                               \
	"  local t = {}\n"                                                                         \
	"  for i = 1, select('#', ...) do t[i] = tostring((select(i, ...))) end\n"                 \
	"  return select('#', ...) .. ':' .. table.concat(t, '|')\n"                               \
	"end\n"

/* what the standard libraries say */
static struct str standard(struct bench *b, const char *expression)
{
	lua_State *L = luaL_newstate();
	assert_non_null(L);
	luaL_openlibs(L);
	struct str text = str_printf(b->arena, SHOW "return show(%s)", expression);
	if (luaL_loadstring(L, text.ptr) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK)
		fail_msg("%s: %s", expression, lua_tostring(L, -1));
	size_t len;
	const char *said = lua_tolstring(L, -1, &len);
	struct str copy = str_copy(b->arena, (struct str){said, len});
	lua_close(L);
	return copy;
}

static void test_same_as_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(expressions); i++) {
		struct bench b;
		bench_start(&b, NULL);
		bench_control(&b, "account",
			str_printf(b.arena, SHOW "fail(it, nil, '{x}', { x = show(%s) })",
				expressions[i])
				.ptr);
		bench_inventory(&b, "[{\"id\":\"1\"}]");
		const struct result *r = bench_run(&b);
		struct str want = standard(&b, expressions[i]);
		const struct evidence *e = r->evidence.n ? r->evidence.items[0] : NULL;
		struct str got = e ? e->message.args[0].value : str_of(r->error.message);
		/* bytes that are no UTF-8 are shown as ? */
		for (size_t k = 0; k < want.len && k < got.len; k++)
			if (got.ptr[k] != want.ptr[k] && got.ptr[k] != '?')
				fail_msg("%s: got %s, want %s", expressions[i], got.ptr, want.ptr);
		if (got.len != want.len)
			fail_msg("%s: got %s, want %s", expressions[i], got.ptr, want.ptr);
		bench_end(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_as_standard),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
