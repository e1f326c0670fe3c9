#!/bin/sh
# pack.sh BUILD - the cases of all bundled controls: those beside the controls, and those over plans of Terraform in
# tests/data/pack. Each control has a test file, and each of its lines runs.
set -u
assay=$(cd "$1" && pwd)/assay
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$top" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2: $(grep -v '^lib/' "$work/out")"
	fi
}

for control in rules/controls/aws/*.lua; do
	test=${control%.lua}.test.yaml
	"$assay" test --coverage "$test" >"$work/out" 2>&1
	say $? "$test"
done
for test in tests/data/pack/*; do
	"$assay" test "$test" >"$work/out" 2>&1
	say $? "$test"
done

# types and controls of services outside the pack, written from the guides
"$assay" test --rules tests/data/outside/rules --hide >"$work/out" 2>&1
say $? tests/data/outside
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
