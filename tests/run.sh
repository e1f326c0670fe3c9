#!/bin/sh
# run.sh BUILD - run every test, JOBS of them at a time (2). Prints one line for each script, the output of
# each test that fails, and the sum as the last line. tests/README.md says what a test must print.
set -u
build=$1
passed=0
failed=0

# data that is not part of the repository, beside the checkout; a test without its data says that it is skipped
if [ -d ../shared ]; then
	ASSAY_SHARED=${ASSAY_SHARED:-$(cd ../shared && pwd)}
	export ASSAY_SHARED
	if [ -d "$ASSAY_SHARED/corpus" ]; then
		ASSAY_JSONTESTSUITE=${ASSAY_JSONTESTSUITE:-$ASSAY_SHARED/corpus/JSONTestSuite/test_parsing}
		export ASSAY_JSONTESTSUITE
	fi
fi

# run_all: run the commands on standard input, one in each line; the last word of a line names its log
run_all() {
	xargs -P "${JOBS:-2}" -L 1 sh -c 'for log; do :; done
		command="$* "; command=${command%" $log "}
		$command >"$log" 2>&1; echo $? >"$log.status"' run
}

# fail LOG MESSAGE: count a test that failed without counting its cases
fail() {
	failed=$((failed + 1))
	echo "FAILED: $2"
	[ ! -f "$1" ] || tail -n 60 "$1"
}

# a unit test is one program for each source; cmocka's closing lines count its cases
units=
for source in tests/unit/test_*.c tests/property/test_*.c tests/guard/test_*.c; do
	test=$build/tests/$(basename "$source" .c)
	rm -f "$test.log" "$test.log.status"
	if [ ! -x "$test" ]; then
		fail '' "$test: missing. Build it with make test."
	elif [ -n "$(find "$source" -newer "$test")" ]; then
		fail '' "$test: older than $source. Build it with make test."
	else
		units="$units $test"
	fi
done
for test in $units; do echo "$test $test.log"; done | run_all
for test in $units; do
	log=$test.log
	ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\.$/\1/p' "$log" | tail -n 1)
	bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s), listed below:$/\1/p' "$log" | tail -n 1)
	passed=$((passed + ${ok:-0}))
	failed=$((failed + ${bad:-0}))
	grep -i 'skipped:' "$log" | sed "s|^|$(basename "$test"): |" | sort -u
	if [ "${bad:-0}" != 0 ]; then
		cat "$log"
	elif [ "$(cat "$log.status")" != 0 ]; then
		fail "$log" "$test: exit status $(cat "$log.status")"
	elif [ "${ok:-0}" = 0 ] && ! grep -q 'skipped:' "$log"; then
		fail "$log" "$test: no case ran"
	fi
done

# a script prints "N passed, N failed", or "skipped: REASON"
scripts=$(echo tests/cli/*.sh tests/workflows/*.sh tests/rows.sh tests/vectors.sh tests/corpus.sh)
for script in $scripts; do
	log=$build/tests/$(basename "$script").log
	rm -f "$log" "$log.status"
	echo "sh $script $build $log"
done | run_all
for script in $scripts; do
	name=$(basename "$script")
	log=$build/tests/$name.log
	sums=$(sed -n 's/^\([0-9]* passed, [0-9]* failed\).*/\1/p' "$log")
	ok=$(echo "$sums" | awk '{ n += $1 } END { print n + 0 }')
	bad=$(echo "$sums" | awk '{ n += $3 } END { print n + 0 }')
	passed=$((passed + ok))
	failed=$((failed + bad))
	grep -i 'skipped' "$log" | sed "s|^|$name: |"
	[ -z "$sums" ] || echo "$name: $ok passed, $bad failed"
	if [ "$bad" != 0 ]; then
		tail -n 60 "$log"
	elif [ "$(cat "$log.status")" != 0 ]; then
		fail "$log" "$script: exit status $(cat "$log.status")"
	elif [ "$ok" = 0 ] && ! grep -qi 'skipped' "$log"; then
		fail "$log" "$script: no case ran"
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
