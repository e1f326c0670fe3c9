#!/bin/sh
# determinism.sh BUILD - the same bytes for the same inputs: over runs, input orders, locales and time zones.
set -u
assay=$(cd "$1" && pwd)/assay
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

same() { # NAME: $work/a and $work/b
	if [ -s "$work/a" ] && cmp -s "$work/a" "$work/b"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $1"
		diff "$work/a" "$work/b" | head -n 5
	fi
}

one=fixtures/exports
two=fixtures/plan/plan.json
three=tests/data/rows/conflicting-exports
for format in $("$assay" check --help | sed -n "/^Formats:/,\$s/^  \([a-z-]*\)  .*/\1/p"); do
	"$assay" check --show all --format "$format" $one $two $three >"$work/a" 2>/dev/null
	"$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: two runs"
	"$assay" check --show all --format "$format" $three $two $one >"$work/b" 2>/dev/null
	same "$format: another order of inputs"
	LC_ALL=tr_TR.UTF-8 LANG=de_DE TZ=Asia/Kathmandu "$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: another locale and time zone"
	env -i "$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: an empty environment"
done
"$assay" inspect $one $two >"$work/a"
"$assay" inspect $two $one >"$work/b"
same 'inspect: another order of inputs'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
