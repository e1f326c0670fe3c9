#!/bin/sh
# valgrind.sh BUILD - run the unit tests and the bundled inputs under valgrind: no invalid access, no leak. test_guard is
# left out, since valgrind replaces the system calls that it tests.
set -u
build=$1
command -v valgrind >/dev/null 2>&1 || { echo 'valgrind: skipped: it is not installed (make deps-dev)'; exit 0; }
passed=0
failed=0
try() { # ACCEPTED-STATUSES COMMAND...
	accepted=$1
	shift
	valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=all --show-leak-kinds=all "$@" >"$build/valgrind.log" 2>&1 </dev/null
	status=$?
	# an error in the child process does not change the exit status of the parent
	grep -q '^==' "$build/valgrind.log" && status=99
	case " $accepted " in
	*" $status "*) passed=$((passed + 1)) ;;
	*) failed=$((failed + 1)); echo "FAILED ($status): $*"; tail -n 40 "$build/valgrind.log" ;;
	esac
}
for source in tests/unit/test_*.c tests/property/test_*.c; do
	test=$build/tests/$(basename "$source" .c)
	# slow under valgrind: plain Lua, and the property tests, which repeat what others run
	case $test in *test_lua | *test_law | *test_second_opinion | *test_secrets) continue ;; esac
	try 0 "$test"
done
try '0 1 3' "$build/assay" check --no-guard --show all --format text --format json --format sarif --format sarif-audit fixtures/exports fixtures/plan/plan.json
try 0 "$build/assay" inspect --no-guard fixtures/exports
try 0 "$build/assay" explain --no-guard aws-cloudtrail-lambda-invocations
try 2 "$build/assay" check --no-guard /dev/null
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
