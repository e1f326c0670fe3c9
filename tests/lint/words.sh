#!/bin/sh
# words.sh - refuses the words of words.txt in messages (string literals of engine/ and rules/) and documentation.
set -u
list=tests/lint/words.txt

# each prints "FILE:TEXT"; a literal without a blank is a keyword, and no message
literals() { grep -oE '"([^"\\]|\\.)*"' | grep ' ' | sed "s|^|$1:|"; }
of_c() { # literals that the compiler joins are one
	find engine -name '*.[ch]' | sort | while read -r f; do
		sed -z 's#/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/##g; s/"[ \t\n]*"//g' "$f" | literals "$f"
	done
}
of_lua() {
	find rules -name '*.lua' ! -name '*.d.lua' | sort | while read -r f; do sed 's/^[[:space:]]*--.*//' "$f" | literals "$f"; done
}
of_pages() { # without quoted code
	find README.md docs -name '*.md' | sort | while read -r f; do
		awk '/^ *```/ { code = !code; next } !code { gsub(/`[^`]*`/, ""); print }' "$f" | sed "s|^|$f:|"
	done
}
check() { # FILE of such lines
	grep -v '^#' "$list" | while IFS='	' read -r words instead; do
		grep -iE "^[^:]*:(.*[^[:alnum:]_])?($words)([^[:alnum:]_]|\$)" "$1" | sed "s~^\([^:]*\):~\1: write '$instead' in: ~"
	done
}

scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT INT TERM
{ of_c; of_lua; of_pages; } >"$scratch"
found=$(check "$scratch" | sort)
joined=$(grep -E "^engine/.*[:;] (did you mean|run assay|use --|create the|give one|'assay [a-z]+' (lists|writes))" "$scratch" |
	grep -v 'settings_page\|setting\.c\|cmd_check' | sed 's/^/write the remedy as a sentence of its own in: /')
bad=$(printf '%s\n' "$found" "$joined" | grep .)
[ -z "$bad" ] || printf '%s\n' "$bad" | sed 's/^/lint: /'

# a check that cannot fail proves nothing
printf '%s\n' 'a:what is Told here' 'a:retold, untold_' 'a:passed by' >"$scratch"
[ "$(check "$scratch" | wc -l)" = 2 ] || { echo 'lint: the check of words does not work'; exit 1; }
[ -z "$bad" ]
