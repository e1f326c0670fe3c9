#!/bin/sh
# imports.sh BINARY OBJECTS - what the program asks of the system's libraries: no socket, no resolver, no other
# program, no code that is loaded at run time. OBJECTS is the folder of the objects that it is linked from.
set -u
binary=$1
objects=$2
bad=0
say() { echo "lint: $*"; bad=1; }

if ! command -v nm >/dev/null 2>&1 || ! command -v readelf >/dev/null 2>&1; then
	echo 'lint: imports were skipped: nm and readelf are not installed (binutils)'
	exit 0
fi

sockets='socket|socketpair|bind|connect|listen|accept4?|shutdown|send|sendto|sendm?msg|recv|recvfrom|recvm?msg|[gs]etsockopt|getsockname|getpeername'
names='getaddrinfo|getnameinfo|gethostby.*|gethostent|getservby.*|getprotoby.*|getnetby.*|getifaddrs|if_nameto.*|(__)?res_.*|(__)?n?s_.*query|getpw.*|getgr.*|getaddrinfo_a'
programs='exec[lv].*|execveat|fexecve|posix_spawn.*|system|popen|wordexp|vfork|clone3?|daemon'
code='dlopen|dlmopen|dlv?sym|dladdr1?|iconv_open|gconv.*|setlocale|newlocale|memfd_create|mprotect|pkey_mprotect'
others='ptrace|process_vm_.*|mount|umount2?|setns|unshare|chroot|init_module|kexec.*|io_uring.*|mq_open|shm_open|shmget|inotify_.*|fanotify_.*'
banned="$sockets|$names|$programs|$code|$others"

# imported FILE: the names of a dynamic program, without fortified spellings and versions
imported() { nm -D --undefined-only "$1" | awk '{ print $NF }' | sed 's/@.*//; s/^__\(.*\)_chk$/\1/' | sort -u; }
# banned_of FILE
banned_of() { imported "$1" | grep -xE "$banned" | tr '\n' ' '; }

found=$(banned_of "$binary")
[ -z "$found" ] || say "$binary imports $found"
[ -n "$(imported "$binary")" ] || say "$binary shows no imports: nothing was checked"

# libraries: those that the README names, and libc's own
for library in $(readelf -d "$binary" | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p'); do
	case $library in
	libcjson.so.* | libyaml-0.so.* | libnettle.so.* | libz.so.* | libzstd.so.* | liblzma.so.* | libbz2.so.* | libm.so.* | libc.so.* | libc.musl-* | ld-linux* | ld-musl*) ;;
	*) say "$binary needs $library" ;;
	esac
done

# two names can do much, and each has one place
only() { # NAME OBJECT-PATTERN
	for object in $(find "$objects/engine" -name '*.o'); do
		nm --undefined-only "$object" | awk '{ print $NF }' | grep -qx "$1" || continue
		echo "$object" | grep -qE "/engine/$2\.o$" || say "$object imports $1"
	done
}
only syscall 'guard/[a-z]*'
only prctl '(guard/[a-z]*|cli/child)'
only fork 'cli/child'
only kill 'cli/child'

# a check that can't fail proves nothing
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
cat >"$scratch/bad.c" <<'C'
#include <dlfcn.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>
int main(int argc, char **argv)
{
	struct addrinfo *list = 0;
	return getaddrinfo(argv[0], 0, 0, &list) + socket(argc, 0, 0) + execv(argv[0], argv) + (dlopen(argv[0], 0) != 0);
}
C
if ${CC:-cc} -o "$scratch/bad" "$scratch/bad.c" 2>/dev/null || ${CC:-cc} -o "$scratch/bad" "$scratch/bad.c" -ldl; then
	[ "$(banned_of "$scratch/bad")" = 'dlopen execv getaddrinfo socket ' ] || say 'the check of imports does not see what is banned'
fi
exit "$bad"
