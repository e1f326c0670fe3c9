#!/bin/sh
# outputs.sh BUILD - a report file is complete or absent, however the writing process ends.
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
		echo "FAILED: $2: $(cat err 2>/dev/null)"
	fi
}
# judge STATUS ARGUMENT...
judge() {
	wanted=$1
	shift
	"$assay" check "$@" >out 2>err
	got=$?
	[ "$got" = "$wanted" ]
	say $? "exit status $got, wanted $wanted: assay check $*"
}
# only NAME...: the folder t contains nothing else
only() {
	[ "$(ls -A t | tr '\n' ' ')" = "${*:+$* }" ]
	say $? "t holds $(ls -A t | tr '\n' ' '), wanted $*"
}

# a regular file with the same bytes as standard output
mkdir t
umask 027
judge 1 --format json "$exports"
cp out wanted.json
judge 1 --format json=t/a.json --format json=- "$exports"
cmp -s t/a.json wanted.json && cmp -s out wanted.json
say $? 'the report in the file is the one of standard output'
[ "$(stat -c %a t/a.json)" = 640 ]
say $? 'permission bits as the umask says'
only a.json

# a link is replaced and never written through
echo precious >kept
ln -s ../kept t/b.json
judge 1 --format json=t/b.json "$exports"
[ "$(cat kept)" = precious ] && [ ! -L t/b.json ] && cmp -s t/b.json wanted.json
say $? 'a link under the name of a report is replaced'
rm t/b.json

# streams, pipes and devices are written directly
judge 1 --format json=/dev/stdout --format sarif=/dev/null "$exports"
cmp -s out wanted.json
say $? '/dev/stdout is standard output'
judge 1 --format json=/dev/fd/1 "$exports"
cmp -s out wanted.json
say $? '/dev/fd/1 is standard output'
mkfifo pipe
cat pipe >from-pipe &
judge 1 --format json=pipe "$exports"
[ "$got" = 1 ] || kill $!
wait
cmp -s from-pipe wanted.json && [ -p pipe ]
say $? 'a pipe is written and stays'

# an invalid target is an error before anything is judged
judge 2 --format json=t/x.json --format sarif=t/../t/x.json "$exports"
grep -q 'Two reports would be written to t' err
say $? 'one file for two reports'
judge 2 --format json=t "$exports"
grep -q 'This is a folder' err
say $? 'a folder is no target'
judge 2 --format json=none/x.json "$exports"
grep -q 'none/x.json: .*The folder does not exist' err
say $? 'a folder that is not there'
cp -r "$exports" in
judge 2 --format json=in/123456789012/us-east-1/list-functions.json in/123456789012/us-east-1/list-functions.json
grep -q 'A report would overwrite the input' err
say $? 'a report over an input'
cmp -s in/123456789012/us-east-1/list-functions.json "$exports/123456789012/us-east-1/list-functions.json"
say $? 'the input is as it was'
only a.json

# a report in the judged folder is not an input, neither an old one nor the current one
judge 1 --format json=in/report.json in
! grep -q report.json in/report.json && ! grep -q hidden err
say $? 'the report is not judged'
cp in/report.json first.json
judge 1 --format json=in/report.json in
cmp -s first.json in/report.json && ! grep -q hidden err
say $? 'the report of the run before is not judged'
rm -r in

# a full disk, a closed pipe
if [ -c /dev/full ]; then
	judge 2 --format json=/dev/full "$exports"
	grep -q '/dev/full: .*No space left' err
	say $? 'a full device is told'
	"$assay" check "$exports" >/dev/full 2>err
	[ $? = 2 ] && grep -q 'standard output: .*No space left' err
	say $? 'a full standard output is told'
	for command in version help 'check --help' rules; do
		# shellcheck disable=SC2086 # a command and its option
		"$assay" $command >/dev/full 2>err
		[ $? = 2 ] && grep -qF 'No space left' err
		say $? "a full standard output of $command"
	done
else
	echo 'full device: skipped: there is no /dev/full'
fi
"$assay" check "$exports" >&- 2>err
[ $? = 2 ] && grep -q "standard output: Can't be written" err
say $? 'a closed standard output is an error'
"$assay" check --format json=closed.json "$exports" >&- 2>&-
[ $? = 1 ] && [ -s closed.json ]
say $? 'a report file needs no standard output'
mkdir small
if mount -t tmpfs -o size=8k tmpfs small 2>/dev/null; then
	cp wanted.json small/old.json 2>/dev/null
	: >small/old.json
	judge 2 --format json=small/old.json --format sarif=t/a.sarif "$exports"
	grep -q 'small/old.json: .*No space left' err
	say $? 'a full disk is told'
	[ "$(ls -A small)" = old.json ] && [ ! -s small/old.json ]
	say $? 'a full disk: the old file is as it was, and nothing else is left'
	only a.json
	umount small
else
	echo 'full disk: skipped: no tmpfs can be mounted here'
fi
("$assay" check "$exports" 2>err; echo $? >status) | :
# the reader may close too late
grep -qx 2 status && grep -q 'standard output: .*Broken pipe' err || grep -qx 1 status
say $? 'a pipe that closes'

# child PID: the process that judges
child() {
	for try in $(seq 100); do
		found=$(grep -l "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status 2>/dev/null | head -n 1 | tr -dc 0-9)
		[ -z "$found" ] || break
		sleep 0.1
	done
	echo "$found"
}
# ended SIGNAL TO STATUS TEXT: the files after a signal during the reading of the input
ended() {
	rm -f never
	mkfifo never
	sleep 1000 >never &
	writer=$!
	# a signal that the caller ignores (nohup) stays ignored
	$defaults "$assay" check --format json=t/c.json --format sarif=t/a.json - <never >out 2>err &
	parent=$!
	judging=$(child $parent)
	[ "$(ls -A t | grep -c part)" = 2 ]
	say $? "SIG$1: the temporary outputs are there"
	case $2 in child) kill -"$1" "$judging" ;; parent) kill -"$1" $parent ;; esac
	wait $parent
	got=$?
	[ "$got" = "$3" ] && { [ -z "$4" ] || grep -q "$4" err; }
	say $? "SIG$1 to the $2: exit status $got, wanted $3 and '$4'"
	! kill -0 "$judging" 2>/dev/null
	say $? "SIG$1 to the $2: nobody judges any more"
	cmp -s t/a.json wanted.json
	say $? "SIG$1 to the $2: the report of the run before is as it was"
	only a.json
	kill $writer
	wait $writer 2>/dev/null
}
defaults='env --default-signal=HUP,INT,TERM'
$defaults true 2>/dev/null || defaults=
if [ -r /proc/self/status ]; then
	ended KILL child 2 'signal 9 (Killed)'
	ended ABRT child 2 'signal 6 (Aborted)'
	ended SEGV child 2 'signal 11 (Segmentation fault)\|ended with status 1 before' # a sanitizer catches it
	ended TERM child 2 'signal 15 (Terminated)'
	ended TERM parent 143 ''
	if [ "$defaults" ]; then
		ended HUP parent 129 ''
		ended INT parent 130 ''
	else
		echo 'SIGHUP, SIGINT: skipped: env does not know --default-signal'
	fi
else
	echo 'signals: skipped: there is no /proc to find the process that judges'
fi
# a caller that ignores SIGCHLD: the exit status is that of the child
if env --ignore-signal=CHLD true 2>/dev/null; then
	env --ignore-signal=CHLD "$assay" check --format json=t/a.json "$exports" >out 2>err
	[ $? = 1 ] && cmp -s t/a.json wanted.json
	say $? 'SIGCHLD ignored'
else
	echo 'SIGCHLD ignored: skipped: env does not know --ignore-signal'
fi
# no file may grow (ulimit -f 0)
(
	ulimit -f 1
	"$assay" check --format json=t/c.json --show all --trace "$exports" >out 2>err
	echo $? >status
)
grep -qx 2 status && grep -q 'File size limit exceeded\|File too large' err
say $? "a limit on files: exit status $(cat status)"
only a.json
# no memory: an error, and no complete-looking report
if (ulimit -v 40000 && "$assay" version) >/dev/null 2>&1; then
	(
		ulimit -v 40000
		head -c 60000000 /dev/zero | "$assay" check --format json=t/c.json - >out 2>err
		echo $? >status
	)
	grep -qx 2 status && grep -q 'Out of memory' err
	say $? "no memory: exit status $(cat status)"
else
	echo 'no memory: skipped: this build does not start in 40 MB'
fi
only a.json

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
