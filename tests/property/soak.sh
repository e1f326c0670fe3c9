#!/bin/sh
# soak.sh BUILD - run the property tests with CASES cases each from SEED, or one CASE.
set -u
bad=0
for source in tests/property/test_*.c; do
	name=$(basename "$source" .c)
	echo "$name"
	"$1/tests/$name" >"$1/tests/$name.soak" 2>&1 || bad=1
	grep -v '^\[' "$1/tests/$name.soak"
done
exit "$bad"
