#!/bin/sh
# guard.sh BUILD - the real program is locked while it judges, and reports the state of the guard.
set -u
build=$(cd "$1" && pwd)
assay=$build/assay
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
has() { # FILE TEXT
	grep -qF -e "$2" "$1"
	say $? "no '$2' in $1: $(cat "$1")"
}
hasnt() { # FILE TEXT
	! grep -qF -e "$2" "$1"
	say $? "'$2' in $1: $(cat "$1")"
}

# --no-guard: every format says so, and the verdicts are the same
judge 1 --no-guard --format text "$exports"
has out 'warning: Nothing restricted the process to its inputs: --no-guard was given.'
judge 1 --no-guard --format json "$exports"
has out '"filesystem": false'
has out '"lacks": "Nothing restricted the process to its inputs: --no-guard was given."'
judge 1 --no-guard --format sarif "$exports"
has out '--no-guard was given'

if ! "$assay" version | grep -q '^guard: complete'; then
	# a lock that the kernel or this build cannot apply is reported
	judge 1 "$exports"
	has err 'note: The guard is incomplete.'
	judge 2 --require-guard "$exports"
	has err 'The guard is incomplete, and --require-guard was given.'
	echo "locks: skipped: $("$assay" version | sed -n 's/^guard: //p')"
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
fi

judge 1 --require-guard --format text "$exports"
hasnt out warning:
[ ! -s err ]
say $? 'nothing to say where all is held'
judge 1 --format json "$exports"
has out '"guard": {'
has out '"filesystem": true'
has out '"syscalls": true'
has out '"limits": true'
has out '"lacks": null'
judge 1 --format sarif-audit "$exports"
has out '"guard": {'

# the process that reads is locked, and its parent reads nothing
field() { awk -v name="$2:" '$1 == name { print $2 }' "/proc/$1/status"; }
child() {
	for try in $(seq 100); do
		found=$(grep -l "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status 2>/dev/null | head -n 1 | tr -dc 0-9)
		[ -z "$found" ] || break
		sleep 0.1
	done
	echo "$found"
}
# locked WANTED COMMAND ARGUMENT...: Seccomp of the child that reads standard input
locked() {
	wanted=$1
	shift
	rm -f never
	mkfifo never
	sleep 1000 >never &
	writer=$!
	"$assay" "$@" - <never >out 2>err &
	parent=$!
	judging=$(child $parent)
	for try in $(seq 100); do
		[ "$(field "$judging" Seccomp)" != "$wanted" ] || break
		sleep 0.1
	done
	[ "$(field "$judging" Seccomp)" = "$wanted" ]
	say $? "assay $*: Seccomp of the child, wanted $wanted"
	[ "$(field "$judging" NoNewPrivs)" = $((wanted / 2)) ]
	say $? "assay $*: NoNewPrivs of the child"
	[ "$(field $parent Seccomp)" = 0 ]
	say $? "assay $*: the parent is not the one"
	kill $parent $writer
	wait $parent $writer 2>/dev/null
}
locked 2 check
locked 2 inspect
locked 0 check --no-guard

# inputs that must be readable: named links, folders, files, standard input, rules
cp -r "$exports" real
ln -s real linked
judge 1 linked
judge 1 ./real/../linked/
ln -s real/123456789012/us-east-1/list-functions.json linked.json
judge 3 linked.json
judge 3 - <linked.json
judge 3 /dev/stdin <linked.json
judge 2 real/none.json
has out 'No such file'
mkdir -p rules/controls
sed 's/"aws-cloudtrail-encrypted"/"another-one"/' "$exports/../../docs/examples/rules/controls/cloudtrail_kms.lua" >rules/controls/x.lua
ln -s rules more
judge 1 --rules more "$exports"
"$assay" explain --require-guard --rules more another-one >out 2>err
say $? 'explain reads rules'
"$assay" rules --require-guard --rules more >out 2>err
say $? 'rules reads rules'
has out another-one
"$assay" inspect --require-guard linked >out 2>err
say $? 'inspect reads a link'

# configuration and waivers are read under the lock; links with their default names are refused
mkdir wd
cd wd || exit 1
printf '{"fail-on": "low"}\n' >.assay.yaml
"$assay" config --require-guard >../out 2>../err
say $? 'config reads the configuration'
"$assay" check --require-guard ../linked >../out 2>../err
[ $? = 1 ]
say $? 'check reads the configuration'
ln -s ../real.yaml .assay-waivers.yaml
printf '{"waivers": []}\n' >../real.yaml
"$assay" check ../linked >../out 2>../err
[ $? = 2 ] && grep -q 'is a link' ../err
say $? 'a link for the waivers is refused'
"$assay" check --waivers .assay-waivers.yaml ../linked >../out 2>../err
[ $? = 1 ]
say $? 'a link that the user names is read'
cd ..
"$assay" check --format sarif=a.sarif linked
"$assay" diff --require-guard a.sarif a.sarif >out 2>err
say $? 'diff reads two logs'

# an old kernel, simulated by a preloaded library; "rules": the kernel has Landlock, and a filter blocks its rules
cat >lacking.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
long syscall(long number, ...);
long syscall(long number, ...)
{
	if (getenv("WITHOUT")[0] == 'r' && number != 445) {
		long (*real)(long, long, long, long, long) = dlsym(RTLD_NEXT, "syscall");
		va_list args;
		va_start(args, number);
		long a = va_arg(args, long), b = va_arg(args, long), c = va_arg(args, long), d = va_arg(args, long);
		va_end(args);
		return real(number, a, b, c, d);
	}
	if (number == 445) {
		errno = EPERM;
		return -1;
	}
	errno = getenv("WITHOUT")[0] == 'b' ? EPERM : ENOSYS;
	return number ? -1 : 0;
}
C
if ${CC:-cc} -shared -fPIC -o lacking.so lacking.c 2>/dev/null; then
	WITHOUT=all LD_PRELOAD=$work/lacking.so "$assay" check "$exports" >out 2>err
	[ $? = 1 ]
	say $? 'an old kernel: the verdicts are the same'
	has err 'note: The guard is incomplete. Files that are no inputs could be read: this kernel has no Landlock.'
	has err 'System calls are not restricted: this kernel has no seccomp filters.'
	has out 'warning: Files that are no inputs could be read'
	WITHOUT=all LD_PRELOAD=$work/lacking.so "$assay" check --format json "$exports" >out 2>err
	has out '"filesystem": false'
	has out '"limits": true'
	WITHOUT=both LD_PRELOAD=$work/lacking.so "$assay" check "$exports" >out 2>err
	has err 'Landlock may not be used here.'
	WITHOUT=all LD_PRELOAD=$work/lacking.so "$assay" check --require-guard --format json=t.json "$exports" >out 2>err
	[ $? = 2 ] && [ ! -s out ] && [ ! -e t.json ]
	say $? '--require-guard judges nothing on an old kernel'
	has err 'The guard is incomplete, and --require-guard was given. Files that'
	WITHOUT=all LD_PRELOAD=$work/lacking.so "$assay" version >out
	has out 'guard: incomplete. Files that are no inputs could be read'
	WITHOUT=rules LD_PRELOAD=$work/lacking.so "$assay" check "$exports" >out 2>err
	[ $? = 1 ] && ! grep -q 'Permission denied' out err
	say $? "a blocked rule of Landlock: $(cat out err)"
	has err 'The guard is incomplete.'
	WITHOUT=rules LD_PRELOAD=$work/lacking.so "$assay" check --require-guard "$exports" >out 2>err
	[ $? = 2 ] && grep -q 'guard is incomplete' err
	say $? '--require-guard with a blocked rule'
else
	echo 'an old kernel: skipped: no shared library can be built here'
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
