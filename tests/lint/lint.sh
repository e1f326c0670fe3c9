#!/bin/sh
# lint.sh - layout, layers, sizes, banned functions, what may include what, warnings of both compilers.
set -u
bad=0
say() { echo "lint: $*"; bad=1; }

c_files=$(ls engine/*.c engine/*/*.c)
all_files="$c_files $(ls include/*.h engine/*.h engine/*/*.h tests/unit/*.[ch] tests/property/*.[ch] tests/guard/*.[ch] 2>/dev/null)"

# layout
for f in $all_files; do
	clang-format --dry-run -Werror "$f" >/dev/null 2>&1 || say "$f is not laid out: make format"
done

# layers: a folder includes only what stands above it
rank() {
	case $1 in
	base) echo 1 ;; doc) echo 2 ;; inventory) echo 3 ;; verdict) echo 4 ;; rule) echo 5 ;; report) echo 6 ;; *) echo 0 ;;
	esac
}
for dir in base doc inventory verdict rule report; do
	for other in $(cat engine/$dir/*.[ch] | sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' | sort -u); do
		r=$(rank "$other")
		[ "$r" != 0 ] && [ "$r" -le "$(rank $dir)" ] || say "engine/$dir includes $other/"
		# rule and report stand side by side
		[ "$dir" = report ] && [ "$other" = rule ] && say "engine/report includes rule/"
	done
done
for other in $(cat engine/cli/*.[ch] | sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' | sort -u); do
	case $other in base | cli) ;; *) say "engine/cli includes $other/" ;; esac
done
# the guard knows the kernel, and nobody knows more of it than assay.h
for other in $(cat engine/guard/*.[ch] | sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' | sort -u); do
	case $other in base | guard) ;; *) say "engine/guard includes $other/" ;; esac
done
knows_guard=$(grep -l '^#include "guard/' engine/*.[ch] engine/*/*.[ch] 2>/dev/null | grep -v '^engine/guard/')
[ -z "$knows_guard" ] || say "guard/ is included by $knows_guard"
others_include() { # HEADER ALLOWED-FOLDER
	found=$(grep -l "^#include <$1>" $(ls engine/*.[ch] engine/*/*.[ch] 2>/dev/null) | grep -v "^engine/$2")
	[ -z "$found" ] || say "$1 is included outside engine/$2: $found"
}
others_include 'cJSON\.h' doc/
others_include 'cjson/cJSON\.h' doc/
others_include 'yaml\.h' doc/
others_include 'lua\.h' rule/
others_include 'lauxlib\.h' rule/
others_include 'nettle/sha2\.h' verdict/

# no AWS service is named in C
named=$(grep -nE '"(AWS::|aws_|cloudtrail|lambda|s3[":.])' engine/*/*.c | grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/\*|\*)|^engine/cli/')
[ -z "$named" ] || say "an AWS service is named in C: $named"

# banned functions that no macro can stop
banned=$(grep -nE '\b(cJSON_GetObjectItem|cJSON_GetArrayItem|luaL_openlibs|luaL_dofile|luaL_loadfile|luaL_loadstring|strcpy|strcat|strncpy|sprintf|strtok|atoi|gmtime|localtime)\(' $c_files)
[ -z "$banned" ] || say "banned: $banned"
allocating=$(grep -nE '\b(malloc|calloc|realloc)\(' $c_files | grep -vE '^engine/(base/(mem|str|io)|rule/budget|cli/)')
[ -z "$allocating" ] || say "memory outside the arena, the buffer and Lua's allocator: $allocating"

# sizes
for f in $c_files $(ls include/*.h engine/*/*.h rules/*/*.lua rules/*/*/*.lua); do
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
	for f in $c_files; do
		# shellcheck disable=SC2086
		$compiler $flags "$f" || say "$f: warnings of $compiler"
	done
done
# every header stands alone, and the public one is C and C++
for h in $(ls include/*.h engine/*/*.h); do
	# shellcheck disable=SC2086
	printf '#include "%s"\ntypedef int not_empty;\n' "$h" | gcc $flags -I. -x c - || say "$h does not stand alone"
done

# Lua: every file parses, and no file of rules reads or sets a global that the box does not give
if command -v luac5.4 >/dev/null 2>&1; then
	sh tests/lint/globals.sh || bad=1
else
	echo "lint: globals of Lua files were skipped: luac5.4 is not installed (make deps-dev)"
fi
[ "$bad" = 0 ] && echo "lint: nothing to complain about"
exit "$bad"
