/*
 * compile - print one bundled Lua file as compiled code, for rules/embed.sh: compile CHUNK FILE.
 *
 * Part of the build, not of assay. Run by the machine that builds, with the Lua that assay links.
 */
#include <lauxlib.h>
#include <stdio.h>

static int write_bytes(lua_State *L, const void *bytes, size_t n, void *file)
{
	(void)L;
	return n > 0 && fwrite(bytes, 1, n, file) != n;
}

static int load(lua_State *L, const char *chunk, FILE *file)
{
	static char text[1 << 16];
	size_t n = fread(text, 1, sizeof text, file);

	if (ferror(file) || !feof(file)) {
		lua_pushliteral(L, "the file cannot be read, or has more than 64 KiB");
		return LUA_ERRFILE;
	}
	return luaL_loadbufferx(L, text, n, chunk, "t");
}

int main(int argc, char **argv)
{
	FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
	lua_State *L = luaL_newstate();
	int status;

	if (!file || !L) {
		fprintf(stderr, "usage: compile CHUNK FILE\n");
		return 2;
	}
	status = load(L, argv[1], file);
	if (status != LUA_OK)
		fprintf(stderr, "%s: %s\n", argv[2], lua_tostring(L, -1));
	else
		status = lua_dump(L, write_bytes, stdout, 0);
	fclose(file);
	lua_close(L);
	return status != 0 || fflush(stdout) != 0;
}
