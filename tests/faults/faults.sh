#!/bin/sh
# faults.sh BUILD SHIM [all] - make one call fail, or all from then on, in a run over the bundled inputs. The outcome must be
# the same bytes, or exit status 2 with a message and no incomplete report. Tries a sample of the calls of every
# kind, or every call ("all": an hour).
set -u
assay=$(cd "$1" && pwd)/assay
shim=$2
all=${3:-}
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
mkdir "$work/out" "$work/base"

say() {
	failed=$((failed + 1))
	[ "$failed" -gt 20 ] || echo "FAILED: $1"
}

# run FAULT: the reports, the text and the messages, and the exit status
run() {
	rm -f "$work"/out/* "$work/text" "$work/err"
	(
		cd "$root" || exit 9
		exec env FAULT="$1" FAULT_MAP="$work/map" LD_PRELOAD="$shim" "$assay" check --show all --format text \
			--format json="$work/out/a.json" --format sarif="$work/out/b.sarif" fixtures/exports fixtures/plan/plan.json
	) >"$work/text" 2>"$work/err"
	status=$?
}

# a value of the shim's map: whether it fired, or a number of calls
page() {
	od -An -tu4 "$work/map" | tr -s ' \n' ' ' | cut -d ' ' -f $(($1 + 2))
}

is_whole() { # true if the report is absent or complete
	[ ! -e "$1" ] || { [ "$(head -c 1 "$1")" = '{' ] && [ "$(tail -n 1 "$1")" = '}' ]; }
}

# judge the last run: the same as without the fault, or exit status 2 with a reason and complete reports
judge() {
	if [ "$status" = "$good" ]; then
		if cmp -s "$work/text" "$work/base/text" && cmp -s "$work/out/a.json" "$work/base/a.json" &&
			cmp -s "$work/out/b.sarif" "$work/base/b.sarif"; then
			passed=$((passed + 1))
		else
			say "$1: exit status $status, but not the same bytes"
		fi
		return
	fi
	if [ "$status" != 2 ]; then
		say "$1: exit status $status: $(head -n 3 "$work/err")"
	elif [ ! -s "$work/err" ] && ! grep -q '"level": "error"' "$work/out/a.json" 2>/dev/null; then
		say "$1: exit status 2 without a message"
	elif ! is_whole "$work/out/a.json" || ! is_whole "$work/out/b.sarif"; then
		say "$1: an incomplete report"
	elif ls -A "$work/out" | grep -q part; then
		say "$1: a temporary file is left"
	else
		passed=$((passed + 1))
	fi
}

run none:0
good=$status
case $good in 0 | 1 | 3) ;; *) echo "FAILED: without a fault: exit status $good"; cat "$work/err"; exit 1 ;; esac
cp "$work/text" "$work"/out/* "$work/base"
[ "$(page 1)" -gt 1000 ] || { echo 'skipped: faults: this build does not call the shim'; exit 0; }

# faults that must not change the result
for fault in short:1 eintr:1; do
	run $fault
	judge $fault
	[ "$status" = "$good" ] && [ "$(page 0)" = 1 ] || say "$fault: exit status $status"
done

# kind, its index in the map, the size of the sample, "+" if all later calls also fail
while read -r kind n most more; do
	run none:0
	calls=$(page "$n")
	noticed=0
	i=1
	while [ "$i" -le "$calls" ]; do
		run "$kind:$i$more"
		judge "$kind:$i$more"
		[ "$status" = "$good" ] || noticed=$((noticed + 1))
		[ "$(page 0)" = 1 ] || [ "$i" -gt $((calls - 50)) ] || say "$kind:$i of $calls did not fail"
		# every call at first, then growing steps, so that the sample reaches the last call
		if [ -n "$all" ] || [ "$calls" -le "$most" ] || [ "$i" -lt $((most / 2)) ]; then
			i=$((i + 1))
		else
			i=$((i + 1 + i * 6 / most))
		fi
	done
	echo "$kind$more: $calls calls; $noticed of those tried ended with exit status 2"
	[ "$noticed" -gt 0 ] || say "$kind$more: no fault was noticed"
done <<'ROWS'
alloc 1 40
alloc 1 16 +
open 2 16
open 2 5 +
read 3 12
read 3 5 +
stat 4 12
dir 5 8
write 6 24
write 6 8 +
grow 7 16
touch 8 16
ROWS
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
