/*
 * bundled - what identifies the rules that are part of the library.
 */
#include "rule/bundled.h"

#include "rule/embedded.h"
#include "verdict/result.h"

#include <lua.h>

void bundled_digest(char out[65])
{
	enum { MAX_LINES = 16 << 20 };
	struct buf lines;

	buf_init(&lines, MAX_LINES);
	for (const struct embedded_file *file = embedded_files; file->name; file++) {
		char digest[65];

		digest_hex(digest, (struct str){file->bytes, file->len});
		buf_printf(&lines, "%s  %s\n", digest, file->name);
	}
	digest_hex(out, (struct str){lines.ptr, lines.len});
	buf_free(&lines);
}

const char *bundled_lua_version(void)
{
	return LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE;
}
