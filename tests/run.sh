#!/bin/sh
# run.sh BUILD - run every test; each prints its own lines, the last line here is the sum.
set -u
build=$1
passed=0
failed=0

# data of others, beside the checkout: what reads it says so where it is skipped
if [ -d ../shared ]; then
	ASSAY_SHARED=${ASSAY_SHARED:-$(cd ../shared && pwd)}
	ASSAY_JSONTESTSUITE=${ASSAY_JSONTESTSUITE:-$ASSAY_SHARED/corpus/JSONTestSuite/test_parsing}
	export ASSAY_SHARED ASSAY_JSONTESTSUITE
fi

# a unit test is one program; its cases are counted from cmocka's own closing lines
for test in "$build"/tests/test_*; do
	[ -x "$test" ] || continue
	log=$test.log
	if "$test" >"$log" 2>&1; then status=0; else status=$?; fi
	ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\.$/\1/p' "$log" | tail -n 1)
	bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s), listed below:$/\1/p' "$log" | tail -n 1)
	passed=$((passed + ${ok:-0}))
	failed=$((failed + ${bad:-0}))
	grep -i 'skip' "$log" | sed "s|^|$(basename "$test"): |"
	if [ "$status" != 0 ]; then
		[ "${bad:-0}" != 0 ] || failed=$((failed + 1))
		cat "$log"
	fi
done

# a script closes with "N passed, N failed", or says that it was skipped
for script in tests/cli/*.sh tests/workflows/*.sh tests/rows.sh tests/vectors.sh tests/corpus.sh; do
	log=$build/tests/$(basename "$script").log
	if sh "$script" "$build" >"$log" 2>&1; then status=0; else status=$?; fi
	sums=$(sed -n 's/^\([0-9]* passed, [0-9]* failed\).*/\1/p' "$log")
	ok=$(echo "$sums" | awk '{ n += $1 } END { print n + 0 }')
	bad=$(echo "$sums" | awk '{ n += $3 } END { print n + 0 }')
	passed=$((passed + ok))
	failed=$((failed + bad))
	grep -i 'skipped' "$log" | sed "s|^|$(basename "$script"): |"
	[ -z "$sums" ] || echo "$(basename "$script"): $ok passed, $bad failed"
	# a script that says nothing has tested nothing
	if [ "$status" != 0 ] || { [ -z "$sums" ] && ! grep -qi 'skipped' "$log"; }; then
		[ "$bad" != 0 ] || failed=$((failed + 1))
		tail -n 60 "$log"
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
