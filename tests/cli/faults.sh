#!/bin/sh
# faults.sh BUILD - failing calls, changing inputs, inputs that are not files, closed readers: the right result, or exit status 2.
set -u
build=$(cd "$1" && pwd)
assay=$build/assay
shim=$build/tests/faults/shim.so
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

if nm -D "$assay" 2>/dev/null | grep -q '__asan_init'; then
	echo 'skipped: failing calls: the sanitizer has an allocator of its own'
elif [ ! -f "$shim" ]; then
	echo 'skipped: failing calls: they are made by a shim for glibc'
else
	sh tests/faults/faults.sh "$build" "$shim" || failed=1
fi

check() { # STATUS-OF-TEST NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

# a closed reader: exit status 2 with a message
for format in text json sarif; do
	{
		# more bytes than a pipe buffers
		"$assay" check --show all --trace --format "$format" fixtures/exports tests/data/plans/T*/plan.json 2>"$work/err"
		echo $? >"$work/status"
	} | head -c 1 >/dev/null
	[ "$(cat "$work/status")" = 2 ] && grep -q 'Broken pipe' "$work/err"
	check $? "$format: the reader goes away: $(cat "$work/status"): $(head -n 1 "$work/err")"
done
"$assay" inspect fixtures/exports >/dev/full 2>"$work/err"
[ $? = 2 ] && [ -s "$work/err" ]
check $? 'inspect: the disk is full'
"$assay" rules --capabilities >/dev/full 2>"$work/err"
[ $? = 2 ] && [ -s "$work/err" ]
check $? 'rules: the disk is full'
# a report on a closed standard output is lost: exit status 2; without one the verdict is the same, and no file of the run
# takes its number
"$assay" check --format text --format json="$work/closed.json" fixtures/exports >&- 2>"$work/err"
[ $? = 2 ] && [ -s "$work/err" ]
check $? "a report on a closed standard output: $(cat "$work/err")"
"$assay" check --format json="$work/open.json" fixtures/exports >/dev/null 2>&1
open=$?
"$assay" check --format json="$work/closed.json" fixtures/exports >&- 2>"$work/err"
closed=$?
[ $closed = 1 ] && [ $open = 1 ] && cmp -s "$work/open.json" "$work/closed.json" && [ ! -s "$work/err" ]
check $? "standard output is closed and not used: exit status $closed"

# an input that is not a regular file does not block
mkfifo "$work/pipe.json"
"$assay" check "$work/pipe.json" >"$work/out" 2>&1
[ $? = 2 ] && grep -q 'not a regular file' "$work/out"
check $? 'a pipe under a name'
mkdir "$work/folder.json"
"$assay" check "$work/folder.json" >"$work/out" 2>&1
[ $? = 2 ]
check $? 'a folder with the name of a file'
"$assay" check - </dev/null >"$work/out" 2>&1
[ $? = 2 ]
check $? 'nothing on standard input'
# slow input in pieces
{
	head -c 1000 fixtures/plan/plan.json
	sleep 0.2
	tail -c +1001 fixtures/plan/plan.json
} | "$assay" check --format json - >"$work/a" 2>&1
"$assay" check --format json - <fixtures/plan/plan.json >"$work/b" 2>&1
grep -q '"verdict"' "$work/a" && cmp -s "$work/a" "$work/b"
check $? 'standard input in pieces'
# a truncated plan never has a verdict
head -c 1000 fixtures/plan/plan.json >"$work/cut.json"
"$assay" check "$work/cut.json" >"$work/out" 2>&1
[ $? = 2 ] && grep -qi 'the file ends' "$work/out"
check $? 'a plan that is cut off'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
