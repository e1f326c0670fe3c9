#!/bin/sh
# make.sh BUILD - what make prints and installs: a line for each file, the commands with V=1, packages only where one is
# missing and after it was printed. apt-get, sudo and others are replaced.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	head -n 20 "$work/out"
}
same() { [ "$(cat "$work/out")" = "$1" ] && ok || bad "$2"; }

make -s BUILD="$work/b" CFLAGS= OPT=-O0 "$work/b/engine/base/day.o" >"$work/out" 2>&1
make BUILD="$work/c" CFLAGS= OPT=-O0 "$work/c/engine/base/day.o" 2>&1 | grep -v '^make' >"$work/out"
same '  CC    engine/base/day.c' 'make prints more than one line for a file'
make V=1 BUILD="$work/d" CFLAGS= OPT=-O0 "$work/d/engine/base/day.o" >"$work/out" 2>&1
grep -q -e '-Wall.* engine/base/day.c' "$work/out" && ok || bad 'V=1 does not print the command'
make help >"$work/out"
sed -n 's/^\.PHONY: //p' Makefile packaging/*.mk | tr ' ' '\n' | grep -vE '^(all|always|programs|clean|format|fuzzers|help|deps-lint|deps-test|stage|sums)$' | sort >"$work/targets"
[ "$(wc -l <"$work/targets")" -gt 8 ] && ok || bad 'no targets were found'
while read -r target; do
	grep -qE "make ([a-z, -]* )?$target\b" "$work/out" && ok || bad "make help does not list $target"
done <"$work/targets"
sed -n 's/^make \([a-z-]*\) .*/\1/p' "$work/out" >"$work/listed"
while read -r target; do
	make -n "$target" >/dev/null 2>&1 || { make -n "$target" 2>&1 | grep -q 'No rule' && bad "make help lists $target, which is no target"; }
done <"$work/listed"

# a system where every program is one of ours, and calls are recorded
mkdir "$work/bin" && cd "$work/bin" || exit 1
for tool in sh env grep ls cat sed; do ln -s "$(command -v $tool)" $tool; done
printf '#!/bin/sh\nexit 0\n' >cc && cp cc make && cp cc python3 && cp cc jq
printf '#!/bin/sh\ncase " $LACKS " in *" $2 "*) exit 1 ;; esac\n' >pkg-config
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n' >apt-get
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "sudo $*" >>"$CALLS"\nexec "$@"\n' >sudo
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "$USER_ID"\n' >id
chmod 755 cc make python3 jq pkg-config apt-get sudo id
cd - >/dev/null || exit 1
deps() { # USER LACKS WHAT [VARIABLE=VALUE]
	user=$1 lacks=$2 what=$3
	shift 3
	: >"$work/calls"
	env PATH="$work/bin" USER_ID="$user" LACKS="$lacks" CALLS="$work/calls" "$@" sh tests/deps.sh "$what" >"$work/out" 2>&1
}
says() { grep -qF -e "$1" "$work/out" && ok || bad "$2: not said: $1"; }
calls() { [ "$(cat "$work/calls")" = "$1" ] && ok || bad "$2: called: $(cat "$work/calls")"; }

deps 1000 '' build && ok || bad 'nothing is missing: exit status'
same '' 'nothing is missing: something is printed'
calls '' 'nothing is missing: something is run'
deps 1000 cmocka build && ok || bad 'the demo needs no test library'
calls '' 'the demo installs a test library'
deps 1000 'yaml-0.1 cmocka' test && ok || bad 'two are missing: exit status'
says "These packages (Debian's names) are missing: libyaml-dev libcmocka-dev" 'two are missing'
says 'This command installs them: sudo apt-get install -y --no-install-recommends libyaml-dev libcmocka-dev' 'two are missing'
calls 'sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq
apt-get update -qq
sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libyaml-dev libcmocka-dev
apt-get install -y -qq --no-install-recommends libyaml-dev libcmocka-dev' 'two are missing'
deps 0 nettle build && ok || bad 'root: exit status'
calls 'apt-get update -qq
apt-get install -y -qq --no-install-recommends nettle-dev' 'root needs no sudo'
deps 1000 nettle build ASSAY_NO_INSTALL=1 && bad 'ASSAY_NO_INSTALL: exit status' || ok
says 'nothing was installed' 'ASSAY_NO_INSTALL'
calls '' 'ASSAY_NO_INSTALL: something is run'
rm "$work/bin/python3" "$work/bin/jq"
deps 0 '' build && ok || bad 'the build needs a program of the tests'
calls '' 'the build installs a program of the tests'
deps 0 '' test ASSAY_NO_INSTALL=1 && bad 'the tests need python3 and jq' || ok
says "are missing: python3 jq" 'what the tests use'
rm "$work/bin/sudo"
deps 1000 nettle build && bad 'no sudo: exit status' || ok
says 'Let an administrator run the command' 'no sudo'
rm "$work/bin/apt-get"
deps 1000 nettle build && bad 'no apt-get: exit status' || ok
says 'There is no apt-get here' 'no apt-get'
calls '' 'no apt-get: something is run'

# what a fresh system lacks is installed before anything is compiled, also with -j: apt-get installs the library of Lua here
fresh=$work/fresh
mkdir -p "$fresh/bin" "$fresh/lib"
real=$(ls /usr/lib/*/liblua5.4.a /usr/lib/liblua5.4.a /usr/lib64/liblua5.4.a 2>/dev/null | head -n 1)
cat >"$fresh/bin/pkg-config" <<end
#!/bin/sh
[ -e "$fresh/lib/liblua5.4.a" ] || exit 1
exec $(command -v pkg-config) "\$@"
end
cat >"$fresh/bin/apt-get" <<end
#!/bin/sh
case \$1 in install) sleep 1; cp "$real" "$fresh/lib/" ;; esac
end
printf '#!/bin/sh\nexec "$@"\n' >"$fresh/bin/sudo"
chmod 755 "$fresh"/bin/*
# the program that compiles the rules needs it, and little else
mkdir "$fresh/tree" && cp -R Makefile packaging include rules tests "$fresh/tree"
mkdir "$fresh/tree/fixtures" && echo 'echo judged' >"$fresh/tree/fixtures/demo.sh"
(cd "$fresh/tree" && echo 'all: $(BUILD)/compile' >>packaging/packaging.mk && sed -i 's|^all: .*/assay$||' Makefile &&
	PATH=$fresh/bin:$PATH make -j2 demo LUA_LIB="\$(wildcard $fresh/lib/liblua5.4.a)") >"$work/out" 2>&1 && ok ||
	bad 'a fresh system: the demo is not built after its packages were installed'
says '  LINK  build/compile' 'a fresh system'
says 'judged' 'a fresh system'

# a user who may not write there gets one sentence; root needs a file in the way
touch "$work/file"
make -o "$1/assay" -o "$1/install/libassay.a" -o "$1/install/libassay.so.0" install BUILD="$1" PREFIX="$work/file" >"$work/out" 2>&1 &&
	bad 'install into a file' || ok
says "This user may not write to $work/file. Run sudo make install, or make install PREFIX=\$HOME/.local." 'install'
! grep -q '^install: ' "$work/out" && ok || bad 'install says more than one sentence'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
