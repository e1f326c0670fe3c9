#!/bin/sh
# soak.sh BUILD - the property tests at length: CASES cases each, from SEED; CASE=n is that one alone.
set -u
bad=0
for source in tests/property/test_*.c; do
	name=$(basename "$source" .c)
	echo "$name"
	"$1/tests/$name" >"$1/tests/$name.soak" 2>&1 || bad=1
	grep -v '^\[' "$1/tests/$name.soak"
done
exit "$bad"
