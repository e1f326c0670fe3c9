#!/bin/sh
# timeout.sh BUILD - --timeout: the parent ends a command that takes too long. Exit status 2, no report, no process, no file left.
set -u
assay=$(cd "$1" && pwd)/assay
exports=$(cd "$(dirname "$0")/../.." && pwd)/fixtures/exports
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2: $(cat out err 2>/dev/null)"
	fi
}

# standard input that never ends; nothing reads the other pipe
mkfifo never unread
sleep 1000 >never &
writer=$!
trap 'kill $writer 2>/dev/null; rm -rf "$work"' EXIT
mkdir t wd rules rules/controls
printf 'timeout: 1\n' >wd/.assay.yaml
cat >rules/controls/endless.lua <<'LUA'
return control { id = "test-endless", title = "t", severity = "low", subject = "account", reads = { "AWS::CloudTrail::Trail" },
  check = function() while true do end end }
LUA
echo before >t/a.json

# ended NAME STEP COMMAND...: it ends with the message, which names what it did last, and changes nothing
ended() {
	name=$1 step=$2
	shift 2
	timeout -k 1 60 "$@" <never >out 2>err
	[ $? = 2 ]
	say $? "$name: exit status"
	grep -qF "assay: The limit timeout of 1 second was reached while $step (--timeout raises it). The reports were discarded." err
	say $? "$name: the message"
	[ "$(cat t/a.json)" = before ] && [ "$(ls -A t)" = a.json ]
	say $? "$name: files: $(ls -A t)"
}
ended check 'reading standard input' "$assay" check --timeout 1 --format json=t/a.json --format sarif=t/b.sarif -
ended inspect 'reading standard input' "$assay" inspect --timeout=1 -
ended diff 'reading standard input' "$assay" diff --timeout 1 - t/a.json
ended waive 'reading standard input' "$assay" waive --timeout 1 --from - --reason r --expires 9999-12-31 abcdefgh
ended 'no guard' 'reading standard input' "$assay" check --no-guard --timeout 1 -
ended 'a control' 'judging test-endless' "$assay" check --timeout 1 --format json=t/a.json --rules rules --control test-endless \
	--rule-instructions 1000000000000000 "$exports"
cd wd || exit 1
mkdir t
echo before >t/a.json
ln ../never never
ended .assay.yaml 'reading standard input' "$assay" check --format json=t/a.json -
sed -i 's/1/1000/' .assay.yaml
ended 'the command line before .assay.yaml' 'reading standard input' "$assay" check --timeout 1 --format json=t/a.json -
"$assay" config >out 2>err
grep -q '^timeout: 1000 ' out
say $? 'config shows it'
cd ..

# an output that nobody reads blocks the parent
timeout -k 1 60 "$assay" check --timeout 1 --format json=unread "$exports" >out 2>err
[ $? = 2 ] && grep -q 'The limit timeout of 1 second was reached (--timeout' err
say $? 'a report to a pipe without a reader'

# a caller that ignores or blocks the alarm
if env --ignore-signal=ALRM --block-signal=ALRM true 2>/dev/null; then
	ended 'SIGALRM ignored' 'reading standard input' env --ignore-signal=ALRM "$assay" check --timeout 1 -
	ended 'SIGALRM blocked' 'reading standard input' env --block-signal=ALRM "$assay" check --timeout 1 -
else
	echo 'SIGALRM: skipped: env does not know --ignore-signal'
fi

# other signals clean up as without a limit; an alarm of somebody else is such a signal
cut_off() { # SIGNAL STATUS OPTION...
	signal=$1 wanted=$2
	shift 2
	"$assay" check --format json=t/new.json "$@" - <never >out 2>err &
	parent=$!
	for _ in $(seq 100); do
		ls t/.assay-* >/dev/null 2>&1 && break
		sleep 0.1
	done
	child=$(grep -l "^PPid:[[:space:]]*$parent\$" /proc/[0-9]*/status 2>/dev/null | head -n 1 | tr -dc 0-9)
	kill -"$signal" $parent
	wait $parent 2>/dev/null
	got=$?
	[ $got = "$wanted" ] && [ "$(ls -A t)" = a.json ]
	say $? "SIG$signal $*: exit status $got, files: $(ls -A t)"
	[ -z "$child" ] || ! kill -0 "$child" 2>/dev/null
	say $? "SIG$signal $*: the child is left"
}
cut_off TERM 143 --timeout 1000
cut_off ALRM 142

# without being reached it changes nothing, and every command that reads has it
"$assay" check --format json "$exports" >a
"$assay" check --format json --timeout 1000 "$exports" >b
[ $? = 1 ] && cmp a b
say $? 'the limit is not reached'
for command in check inspect rules explain config waive diff; do
	"$assay" $command --help | grep -q -e '--timeout SECONDS'
	say $? "$command has no --timeout"
done
"$assay" rules --timeout 1000 >out 2>err
say $? 'rules --timeout'
for value in 0 -1 1.5 none 1s 31536001; do
	"$assay" check --timeout=$value "$exports" >out 2>err
	[ $? = 2 ] && grep -q -e '--timeout takes a whole number from 1 to 31536000' err
	say $? "--timeout=$value"
done

kill $writer
wait $writer 2>/dev/null
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
