#!/bin/sh
# The truth table, end to end: every folder of tests/data/rows (exports) and
# tests/data/plans (Terraform plans) is judged, and the worst verdict of its
# subjects and the exit status are compared with its file `expect`.
#
#   sh tests/rows.sh BUILD-DIR [FILTER]      FILTER: a part of a folder's path
#
# A line of `expect` is one case, made of words NAME=VALUE:
#   row      the row of the truth table
#   verdict  PASS, FAIL, UNKNOWN, ERROR or N/A; left out: there is no result
#   exit     the exit status, where it is not the verdict's own
#   params   the control's parameters, as NAME=VALUE with commas between
#   account  the account that the plans are for (--account)
#   subjects the keys of all subjects, in their order, with commas between; left out: any
#   at       the place of the first subject of that verdict, as FILE:LINE:COLUMN#POINTER: of a fail that of
#            the first evidence, of an unknown that of the first reason; left out: any
#   says     a text that a message, reason, note or remark holds, with _ for each blank; left out: any
#   loses    facts of the counterexample of the first fail, as NAME=VALUE with commas between; left out: any
#   inputs   what is judged, with commas between; else plan.json or the accounts' folders
#   made     how a plan was made: terraform, by-hand
# What follows a # at the beginning or after a blank is a remark.
set -u

test $# -ge 1 || { echo "usage: $0 BUILD-DIR [FILTER]" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
ASSAY=${ASSAY:-$build/assay}
filter=${2:-}
data=${ROWS_DATA:-$(cd "$(dirname "$0")/data" && pwd)}
control=aws-cloudtrail-lambda-invocations
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

test -x "$ASSAY" || { echo "$0: $ASSAY: not there; make builds it" >&2; exit 2; }

# worst: the worst verdict of the JSON report on standard input
worst()
{
	awk '
	BEGIN { n = split("fail error unknown pass not-applicable", rank, " ") }
	{
		line = $0
		while (match(line, /"verdict": *"[a-z-]*"/)) {
			word = substr(line, RSTART, RLENGTH)
			sub(/^"verdict": *"/, "", word)
			sub(/"$/, "", word)
			seen[word] = 1
			line = substr(line, RSTART + RLENGTH)
		}
	}
	END {
		for (i = 1; i <= n; i++)
			if (rank[i] in seen) {
				word = rank[i] == "not-applicable" ? "n/a" : rank[i]
				print toupper(word)
				exit
			}
	}'
}

# subjects: the keys of all subjects of the JSON report on standard input, with commas between
subjects()
{
	sed -n 's/^ *"subject": "\(.*\)",$/\1/p' | paste -s -d , -
}

# place VERDICT: where the JSON report on standard input puts the first result of that verdict
place()
{
	awk -v verdict="$(echo "$1" | tr '[:upper:]' '[:lower:]')" '
	function value(line) { sub(/^[^:]*: /, "", line); sub(/,$/, "", line); gsub(/^"|"$/, "", line); return line }
	/^  "results": \[/ { on = 1; next }
	!on { next }
	/^  \]/ { exit }
	/^      "verdict": / { found = value($0) == verdict }
	/^      "place": \{/ { inside = found; next }
	/^      \}/ { if (inside) { print uri ":" row ":" column "#" pointer; exit } }
	inside && /^        "uri": / { uri = value($0) }
	inside && /^        "line": / { row = value($0) }
	inside && /^        "column": / { column = value($0) }
	inside && /^        "pointer": / { pointer = value($0) }'
}

# said TEXT: does a message, reason, note or remark of the JSON report on standard input hold it?
said()
{
	grep -E '^ *"(message|what|settle|text)": ' | grep -qF -- "$1"
}

# losses FACT,...: does the first counterexample of the JSON report on standard input have these facts?
losses()
{
	awk -v wanted="$1" '
	BEGIN { n = split(wanted, want, ",") }
	/^      "counterexample": \{/ { inside = 1; next }
	inside && /^      \}/ { exit }
	inside { sub(/^ *"/, ""); sub(/": "?/, "="); sub(/"?,?$/, ""); seen[$0] = 1 }
	END { for (i = 1; i <= n; i++) if (!(want[i] in seen)) exit 1 }'
}

# status VERDICT: the exit status that goes with it
status()
{
	case $1 in
	PASS | N/A) echo 0 ;;
	FAIL) echo 1 ;;
	UNKNOWN) echo 3 ;;
	*) echo 2 ;;
	esac
}

# one FOLDER WORD...: judge one case; run inside the folder, so that no folder above
# it can be taken for an account or a Region
one()
{
	name=$1
	shift
	row= verdict= exit= params= inputs= account= subjects= says= at= loses=
	for word; do
		value=${word#*=}
		case $word in
		row=*) row=$value ;;
		verdict=*) verdict=$value ;;
		exit=*) exit=$value ;;
		params=*) params=$value ;;
		inputs=*) inputs=$value ;;
		account=*) account=$value ;;
		subjects=*) subjects=$value ;;
		at=*) at=$value ;;
		says=*) says=$(echo "$value" | tr _ ' ') ;;
		loses=*) loses=$value ;;
		made=*) ;;
		*) echo "$name: expect: $word is not understood" && failed=$((failed + 1)) && return ;;
		esac
	done
	test -n "$exit" || exit=$(status "$verdict")
	if test -z "$inputs"; then
		inputs=plan.json
		test -e plan.json || inputs=$(printf '%s,' [0-9]*)
	fi
	set --
	test -z "$account" || set -- --account "$account"
	old_ifs=$IFS
	IFS=,
	for param in $params; do
		set -- "$@" --param "$control.$param"
	done
	for input in $inputs; do
		set -- "$@" "$input"
	done
	IFS=$old_ifs
	"$ASSAY" check --control "$control" --show all --format json "$@" >"$work/out" 2>"$work/err"
	got_exit=$?
	got=$(worst <"$work/out")
	got_subjects=$(subjects <"$work/out")
	if test "$got" = "$verdict" && test "$got_exit" = "$exit"; then
		if test -n "$subjects" && test "$got_subjects" != "$subjects"; then
			echo "$name (row $row): subjects $got_subjects; expected $subjects"
		elif test -n "$at" && test "$(place "$verdict" <"$work/out")" != "$at"; then
			echo "$name (row $row): at $(place "$verdict" <"$work/out"); expected $at"
		elif test -n "$says" && ! said "$says" <"$work/out"; then
			echo "$name (row $row): nothing says: $says"
		elif test -n "$loses" && ! losses "$loses" <"$work/out"; then
			echo "$name (row $row): the counterexample is not $loses"
		else
			passed=$((passed + 1))
			return
		fi
	fi
	failed=$((failed + 1))
	test "$got $got_exit" = "$verdict $exit" || printf '%s (row %s%s): %s, exit %s; expected %s, exit %s\n' "$name" "$row" \
		"${params:+, $params}" "${got:-no result}" "$got_exit" "${verdict:-no result}" "$exit"
	sed 's/^/    /' "$work/err" | head -n 5
}

for expect in "$data"/rows/*/expect "$data"/plans/*/expect; do
	test -e "$expect" || continue
	folder=${expect%/expect}
	name=${folder#"$data"/}
	case $name in *"$filter"*) ;; *) continue ;; esac
	cd "$folder" || exit 2
	while read -r line; do
		case $line in '#'*) continue ;; esac
		line=${line%% #*}
		test -n "$line" || continue
		# shellcheck disable=SC2086
		one "$name" $line
	done <"$expect"
done

echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
