#!/bin/sh
# globals.sh - what rule files read or set that the box (docs/writing-rules.md) does not give them.
set -u
common='assert error ipairs pairs select tonumber tostring type string table math require'
rule='each len any all none at_least at_most filter find fail pass not_applicable note home owner action label address null is_set refers days_since type_of want'
lib='ambiguous bound collect read reasons try undecided'
bad=0
check() { # FILE ALLOWED
	luac5.4 -p "$1" || { bad=1; return; }
	for global in $(luac5.4 -l -l -p "$1" | sed -n 's/.*TABUP.*_ENV "\([^"]*\)".*/\1/p' | sort -u); do
		case " $2 " in
		*" $global "*) ;;
		*) echo "lint: $1: the global $global is not given to it"; bad=1 ;;
		esac
	done
}
for f in rules/types/*.lua rules/types/*/*.lua; do [ ! -f "$f" ] || check "$f" "$common"; done
for f in rules/controls/*.lua rules/controls/*/*.lua; do [ ! -f "$f" ] || check "$f" "$common $rule control"; done
for f in rules/lib/*.lua; do check "$f" "$common $rule $lib"; done
exit "$bad"
