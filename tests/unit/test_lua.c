/*
 * Runs every tests/lua/test_*.lua in a plain Lua state with all standard libraries: the tests of
 * rules/lib, which need no input. A script fails by raising or by os.exit with anything but 0.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/io.h"

#define FOLDER "tests/lua"
#define LIB    "rules/lib"

/* os.exit ends the script, not the test: by an error that says how */
static int end_script(lua_State *L)
{
	bool good = lua_isnoneornil(L, 1) || (lua_isboolean(L, 1) && lua_toboolean(L, 1)) ||
		    (lua_isinteger(L, 1) && lua_tointeger(L, 1) == 0);
	lua_pushstring(L, good ? "ended well" : "the script ended with a failure");
	lua_setfield(L, LUA_REGISTRYINDEX, "ended");
	lua_getfield(L, LUA_REGISTRYINDEX, "ended");
	return lua_error(L);
}

/* LIB, arg as the interpreter sets it, and os.exit */
static void set_globals(lua_State *L, const char *path)
{
	lua_pushstring(L, LIB);
	lua_setglobal(L, "LIB");
	lua_newtable(L);
	lua_pushstring(L, path);
	lua_rawseti(L, -2, 0);
	lua_pushstring(L, LIB);
	lua_rawseti(L, -2, 1);
	lua_setglobal(L, "arg");
	lua_getglobal(L, "os");
	lua_pushcfunction(L, end_script);
	lua_setfield(L, -2, "exit");
	lua_pop(L, 1);
	lua_getglobal(L, "package");
	lua_pushstring(L, LIB "/?.lua;" FOLDER "/?.lua");
	lua_setfield(L, -2, "path");
	lua_pop(L, 1);
}

static void run_script(const char *path)
{
	lua_State *L = luaL_newstate();
	assert_non_null(L);
	luaL_openlibs(L);
	set_globals(L, path);
	bool good = luaL_loadfile(L, path) == LUA_OK && lua_pcall(L, 0, 0, 0) == LUA_OK;
	/* its own pcall must not have hidden how it ended */
	if (lua_getfield(L, LUA_REGISTRYINDEX, "ended") == LUA_TSTRING)
		good = strcmp(lua_tostring(L, -1), "ended well") == 0;
	lua_pop(L, 1);
	if (!good)
		fail_msg("%s: %s", path, lua_gettop(L) ? luaL_tolstring(L, -1, NULL) : "failed");
	lua_close(L);
}

static int visit(void *payload, const char *path, enum io_kind kind)
{
	struct str name = str_of(path);
	if (kind != IO_FILE || !str_ends(name, STR(".lua")) ||
		!str_starts(name, STR(FOLDER "/test_")))
		return 0;
	print_message("%s\n", path);
	run_script(path);
	++*(size_t *)payload;
	return 0;
}

static void test_scripts(void **state)
{
	(void)state;
	struct assay_error err;
	size_t n = 0;
	assert_int_equal(io_walk(FOLDER, 1, visit, &n, &err), ASSAY_OK);
	assert_true(n > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
