#!/bin/sh
# types.sh BUILD - every kind of type declaration: the same rule has the same verdict over exports and over a plan of the same
# resources, and the law of unknowns.
set -u
assay=$(cd "$1" && pwd)/assay
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$top" || exit 1
passed=0
failed=0
# a case is judged twice, but for those that name their source and those of a plan
for test in tests/data/types/*/*.test.yaml; do
	"$assay" test --rules "${test%/*}/rules" "$test" >"$work/out" 2>&1
	status=$?
	cases=$(grep -c '^  - name:' "$test")
	single=$(grep -Ec '^    (sources: export|files:.*\.json \])' "$test")
	if [ "$status" = 0 ] && grep -qE ": $cases cases?, $((2 * cases - single)) runs?, 0 failed" "$work/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $test"
		cat "$work/out"
	fi
done
echo "$passed passed, $failed failed"
command -v python3 >/dev/null || { echo "skipped: python3 is missing"; exit "$((failed > 0))"; }
python3 tests/hide_types.py "$build" && [ "$failed" = 0 ]
