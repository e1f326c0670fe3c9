#!/bin/sh
# guide.sh BUILD - the section "Your first control in ten minutes" of docs/writing-rules.md, step by step in an empty folder.
#
# A block ```lua FILE or ```yaml FILE is that file, ```yaml >> FILE is added to it. A block ```console guide has commands and lines of
# their output, in order; other lines may be between them.
set -u
assay=$(cd "$1" && pwd)
page=$(pwd)/docs/writing-rules.md
fixtures=$(pwd)/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
cp -R "$fixtures/exports" exports
PATH=$assay:$PATH
passed=0
failed=0

# one file for each block: its information string in the first line
awk -v base=block. '
	/^## Your first control/ { on = 1; next }
	/^## / { on = 0 }
	on && !inside && /^```/ { inside = 1; n++; print substr($0, 4) >(base sprintf("%02d", n)); next }
	on && inside && /^```$/ { inside = 0; next }
	inside { print >(base sprintf("%02d", n)) }' "$page"

# compare OUTPUT WANTED: each line of WANTED is in OUTPUT, in order
compare() {
	awk 'FNR == NR { want[++n] = $0; next } $0 == want[at + 1] { at++ } END { if (at < n) { print want[at + 1]; exit 1 } }' "$2" "$1"
}

run_command() {
	sh -c "$command" >out 2>&1 </dev/null
	if lacks=$(compare out wanted); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $command: the output lacks: $lacks"
		cat out
	fi
}

for block in block.*; do
	info=$(sed -n 1p "$block")
	case $info in
	'lua '* | 'yaml '*)
		file=${info#* }
		case $file in
		'>> '*) sed 1d "$block" >>"${file#>> }" ;;
		*) sed 1d "$block" >"$file" ;;
		esac
		;;
	'console guide')
		sed 1d "$block" >commands
		command=
		while IFS= read -r line; do
			case $line in
			'$ '*)
				[ -z "$command" ] || run_command
				command=${line#??}
				: >wanted
				;;
			*) printf '%s\n' "$line" >>wanted ;;
			esac
		done <commands
		run_command
		;;
	esac
done
[ "$passed" -ge 5 ] || { failed=$((failed + 1)); echo 'FAILED: the section has too few commands'; }

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
