#!/bin/sh
# lint.sh BUILD - layout, include order, circles, sizes, banned functions, warnings of both compilers. BUILD is the folder of
# the objects.
set -u
build=$1
bad=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
say() { echo "lint: $*"; bad=1; }

jobs=$(nproc 2>/dev/null || echo 2)
c_files=$(find engine -name '*.c' | sort)
headers=$(find include engine -name '*.h' | sort)

# layout
find include engine tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror 2>&1 |
	sed -n 's/^\([^:]*\):.*error: .*clang-formatted.*/\1/p' | sort -u >"$scratch/layout"
while read -r f; do say "$f is not formatted: make format"; done <"$scratch/layout"

# the include order of folders, and calls between files
sh tests/lint/layers.sh || bad=1
sh tests/lint/circles.sh "$build" || bad=1
others_include() { # HEADER ALLOWED-FOLDER
	found=$(grep -rl "^#include <$1>" engine | grep -v "^engine/$2")
	[ -z "$found" ] || say "$1 is included outside engine/$2: $found"
}
others_include 'cJSON\.h' doc/
others_include 'cjson/cJSON\.h' doc/
others_include 'yaml\.h' doc/
others_include 'archive\.h' unpack/
others_include 'lua\.h' rule/
others_include 'lauxlib\.h' rule/
others_include 'nettle/sha2\.h' verdict/

# no AWS service is named in C
named=$(grep -nE '"(AWS::|aws_|cloudtrail|lambda|s3[":.])' $c_files | grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/\*|\*)|^engine/cli/')
[ -z "$named" ] || say "an AWS service is named in C: $named"

# banned functions that no macro can stop
banned=$(grep -nE '\b(cJSON_GetObjectItem|cJSON_GetArrayItem|luaL_openlibs|luaL_dofile|luaL_loadfile|luaL_loadstring|strcpy|strcat|strncpy|sprintf|strtok|atoi|gmtime|localtime)\(' $c_files)
[ -z "$banned" ] || say "banned: $banned"
allocating=$(grep -nE '\b(malloc|calloc|realloc)\(' $c_files | grep -vE '^engine/(base/(mem|str|io)|rule/(box/)?budget|cli/)')
[ -z "$allocating" ] || say "memory outside the arena, the buffer and Lua's allocator: $allocating"

# sizes
for f in $c_files $headers $(find rules -name '*.lua' ! -name '*.d.lua'); do
	n=$(wc -l <"$f")
	[ "$n" -le 500 ] || say "$f has $n lines, 500 at most"
done
# shellcheck disable=SC2086
awk '
	FNR == 1 { start = 0 }
	/^[a-z].*\)$/ || /^[a-z].*[^;]$/ && !/^(struct|enum|static const|const|typedef)/ { name = $0 }
	/^{/ { start = FNR }
	/^}/ { if (start && FNR - start - 1 > 60) { printf "lint: %s:%d: %d lines, 60 at most: %s\n", FILENAME, start, FNR - start - 1, name; bad = 1 } start = 0 }
	END { exit bad }' $c_files || bad=1

# warnings
flags='-std=c11 -Iinclude -Iengine -I/usr/include/lua5.4 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
	-Wmissing-prototypes -Wformat=2 -Wvla -Wundef -Wwrite-strings -Wswitch-enum -Werror -fsyntax-only'
for compiler in gcc clang; do
	# shellcheck disable=SC2086
	printf '%s\n' $c_files | xargs -P "$jobs" -n 8 $compiler $flags || say "$compiler warns"
done
# every header compiles alone, and the public one is C and C++
alone() {
	printf '#include "%s"\ntypedef int not_empty;\n' "$1" >"$scratch/$(echo "$1" | tr / _).c"
}
for h in $headers; do alone "$h"; done
# shellcheck disable=SC2086
find "$scratch" -name '*.c' | xargs -P "$jobs" -n 8 gcc $flags -I. || say 'a header does not compile alone'

# words that messages and documentation do not use
sh tests/lint/words.sh || bad=1

# Lua: every file parses, and no file of rules reads or sets a global that the box does not give
if command -v luac5.4 >/dev/null 2>&1; then
	sh tests/lint/globals.sh || bad=1
else
	echo "lint: globals of Lua files were skipped: luac5.4 is not installed (make deps-dev)"
fi
[ "$bad" = 0 ] && echo "lint: nothing to complain about"
exit "$bad"
