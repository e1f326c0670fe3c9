#!/bin/sh
# completion.sh BUILD - what the words of a command line can be continued with, and Tab in bash, zsh and fish.
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
}
words() { "$build/assay" completion --words -- "$@" 2>"$work/err" | cut -f 1 | tr '\n' ' '; }
offers() { # WANTED WORD...: exactly these
	want=$1
	shift
	got=$(words "$@")
	[ "${got% }" = "$want" ] && ok || bad "assay $*: offers '$got', wanted '$want'"
}

commands=$("$build/assay" help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | tr '\n' ' ')
offers "${commands}help" ''
offers "${commands}help" help ''
offers '--help' --h
offers '' nonsense ''
offers ':folder' check --rules ''
offers ':file' check --config ''
offers ':file' check ''
offers ':file' check --quiet -- -
offers ':file' check --format sarif=
offers 'info low medium high critical' check --fail-on=
offers 'fail,waived' check --show fail,w
offers 'text json' diff --format ''
offers '' check --account ''
offers '' check --what-if key ''
offers ':file' check --what-if key field ''
offers '' explain aws-cloudtrail-lambda-invocations ''
offers '' version ''
offers 'bash zsh fish' completion ''

# every option of --help, and nothing else; every word offered for a setting is accepted
for command in $commands; do
	"$build/assay" "$command" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort -u >"$work/help"
	"$build/assay" completion --words -- "$command" - | cut -f 1 | sort -u >"$work/offered"
	cmp -s "$work/help" "$work/offered" && ok || bad "$command: other options than --help: $(diff "$work/help" "$work/offered" | tr '\n' ' ')"
done
for option in --fail-on --show; do
	for word in $(words config $option ''); do
		"$build/assay" config $option "$word" >/dev/null 2>&1 && ok || bad "assay config $option $word is refused"
	done
done
for format in $(words check --format ''); do
	"$build/assay" check --format "$format" fixtures/plan/plan.json >/dev/null 2>&1
	[ $? != 2 ] && ok || bad "assay check --format $format is refused"
done
"$build/assay" rules | sed -n 's/^\([a-z][a-z0-9-]*\)  .*/\1/p' >"$work/ids"
"$build/assay" completion --words -- explain '' | cut -f 1 >"$work/offered"
cmp -s "$work/ids" "$work/offered" && [ -s "$work/ids" ] && ok || bad 'explain: other ids than those of assay rules'
for param in $(words check --param '' | tr ' ' '\n' | head -n 3); do
	"$build/assay" check --param "$param" x 2>&1 | grep -q 'no parameter' && bad "assay check --param $param is no parameter" || ok
done

"$build/assay" completion tcsh >/dev/null 2>"$work/err"
[ $? = 2 ] && grep -q "takes bash, zsh or fish, not 'tcsh'" "$work/err" && ok || bad 'completion tcsh'
if ! command -v python3 >/dev/null 2>&1; then
	echo 'skipped: Tab in shells: python3 is not installed (make deps-dev)'
else
	for shell in bash zsh fish; do
		if ! command -v $shell >/dev/null 2>&1; then
			echo "skipped: Tab in $shell: it is not installed (make deps-dev)"
			continue
		fi
		python3 tests/cli/completion.py $shell "$build" >"$work/out" 2>&1 || true
		sums=$(tail -n 1 "$work/out")
		grep FAILED "$work/out"
		case $sums in
		*' passed, '*' failed')
			passed=$((passed + ${sums%% *}))
			sums=${sums% failed}
			failed=$((failed + ${sums##* }))
			;;
		*) bad "$shell: $(cat "$work/out")" ;;
		esac
	done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
