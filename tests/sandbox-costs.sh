#!/bin/sh
# sandbox-costs.sh [BUILD] - write into each script of tests/sandbox a bound of what it uses until it is stopped.
set -eu
build=${1:-build}
costs=$(mktemp)
trap 'rm -f "$costs" "$costs.new"' EXIT
ASSAY_SANDBOX_COSTS=$costs "$build/tests/test_rule_sandbox" >/dev/null 2>&1 ||
	echo "some scripts are not stopped as they say: run $build/tests/test_rule_sandbox" >&2
while IFS='	' read -r script line; do
	awk -v line="$line" 'NR == 2 { print line; if (/^-- (costs|at most): /) next } { print } END { if (NR < 2) print line }' \
		"$script" >"$costs.new"
	cat "$costs.new" >"$script"
done <"$costs"
