#!/bin/sh
# Runs the truth table end to end. Judges every folder of tests/data/rows (exports), tests/data/plans
# (Terraform plans) and tests/data/types (kinds of type declarations), and compares the worst verdict of the subjects and the exit status with the folder's
# file `expect`. docs/cloudtrail.md lists the rows and the facts behind them.
#
#   sh tests/rows.sh BUILD-DIR [FILTER]      FILTER: a part of a folder's path
#
# The first line of `expect` names the control that its cases judge: control=ID. Every other line is one
# case, made of words NAME=VALUE:
#   row      the row of the truth table (required)
#   verdict  PASS, FAIL, UNKNOWN, ERROR or N/A; default: there is no result
#   exit     the exit status; default: the exit status of the verdict
#   params   parameters of the control, NAME=VALUE, separated by commas
#   account  the value of --account
#   subjects the keys of all subjects in order, separated by commas; default: any
#   at       FILE:LINE:COLUMN#POINTER of the first subject with that verdict: the place of the first evidence
#            of a fail, or of the first reason of an unknown; default: any
#   says     text in a message, reason, note or remark, with _ for each blank; default: any
#   loses    facts of the counterexample of the first fail, NAME=VALUE, separated by commas; default: any
#   inputs   the inputs, separated by commas; default: plan.json, or else the folders of accounts
#   made     how the plan was made: terraform, by-hand
# A folder with a folder `rules` is judged by these rules.
# A # at the beginning of a line or after a blank starts a comment.
set -u

test $# -ge 1 || { echo "usage: $0 BUILD-DIR [FILTER]" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
ASSAY=${ASSAY:-$build/assay}
filter=${2:-}
data=${ROWS_DATA:-$(cd "$(dirname "$0")/data" && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

test -x "$ASSAY" || { echo "$0: $ASSAY: missing. Build it with make." >&2; exit 2; }

# worst: print the worst verdict of the JSON report on standard input
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

# subjects: print the keys of all subjects of the JSON report on standard input, separated by commas
subjects()
{
	sed -n 's/^ *"subject": "\(.*\)",$/\1/p' | paste -s -d , -
}

# place VERDICT: print the place of the first result with that verdict in the JSON report on standard input
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

# has_text TEXT: true if a message, reason, note or remark of the JSON report on standard input contains it
has_text()
{
	grep -E '^ *"(message|what|resolve|text)": ' | grep -qF -- "$1"
}

# has_losses FACT,...: true if the first counterexample of the JSON report on standard input has these facts
has_losses()
{
	awk -v wanted="$1" '
	BEGIN { n = split(wanted, want, ",") }
	/^      "counterexample": \{/ { inside = 1; next }
	inside && /^      \}/ { exit }
	inside { sub(/^ *"/, ""); sub(/": "?/, "="); sub(/"?,?$/, ""); seen[$0] = 1 }
	END { for (i = 1; i <= n; i++) if (!(want[i] in seen)) exit 1 }'
}

# status VERDICT: print its exit status
status()
{
	case $1 in
	PASS | N/A) echo 0 ;;
	FAIL) echo 1 ;;
	UNKNOWN) echo 3 ;;
	*) echo 2 ;;
	esac
}

# judge_case FOLDER WORD...: judge one case, inside its folder, so that assay does not take a folder
# above it for an account or a Region
judge_case()
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
		*) echo "$name: expect: unknown word $word" && failed=$((failed + 1)) && return ;;
		esac
	done
	if test -z "$control" || test -z "$row"; then
		echo "$name: expect: a case needs row=, and control=ID before it"
		failed=$((failed + 1))
		return
	fi
	test -n "$exit" || exit=$(status "$verdict")
	if test -z "$inputs"; then
		inputs=plan.json
		test -e plan.json || inputs=$(printf '%s,' [0-9]*)
	fi
	set --
	test ! -d rules || set -- --rules rules
	test -z "$account" || set -- "$@" --account "$account"
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
		elif test -n "$says" && ! has_text "$says" <"$work/out"; then
			echo "$name (row $row): no message contains: $says"
		elif test -n "$loses" && ! has_losses "$loses" <"$work/out"; then
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

for expect in "$data"/rows/*/expect "$data"/plans/*/expect "$data"/types/*/expect; do
	test -e "$expect" || continue
	folder=${expect%/expect}
	name=${folder#"$data"/}
	case $name in *"$filter"*) ;; *) continue ;; esac
	cd "$folder" || exit 2
	control=
	while read -r line; do
		case $line in '#'*) continue ;; esac
		line=${line%% #*}
		test -n "$line" || continue
		case $line in control=*) control=${line#control=} && continue ;; esac
		# shellcheck disable=SC2086
		judge_case "$name" $line
	done <"$expect"
done

# every row that a case of this control names is in docs/cloudtrail.md, and every row there has a case or says that it has none
if test -z "${ROWS_DATA:-}$filter"; then
	cd "$data" || exit 2
	legend=../../docs/cloudtrail.md
	grep -lx 'control=aws-cloudtrail-lambda-invocations' rows/*/expect plans/*/expect | xargs cat | sed -n 's/^row=\([^ ]*\).*/\1/p' | sort -u >"$work/cases"
	sed -n 's/^| \([TCxprb]\{0,1\}[0-9][0-9]*\) | .*/\1/p' $legend | sort -u >"$work/legend"
	sed -n -e 's/^| \([0-9]*\) |[^|]*| no case.*/\1/p' -e 's/^| \(C[0-9]*\) | .*/\1/p' $legend >"$work/no-case"
	sort -u "$work/cases" "$work/no-case" >"$work/all"
	if diff "$work/all" "$work/legend" >"$work/diff"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "rows of the cases (<) and of docs/cloudtrail.md (>) differ:"
		cat "$work/diff"
	fi
fi

echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
