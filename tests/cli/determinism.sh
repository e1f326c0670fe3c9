#!/bin/sh
# determinism.sh BUILD - the same bytes for the same inputs: over runs, input orders, locales, time zones and compilers.
set -u
build=$1
assay=$(cd "$1" && pwd)/assay
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

same() { # NAME: $work/a and $work/b
	if [ -s "$work/a" ] && cmp -s "$work/a" "$work/b"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $1"
		diff "$work/a" "$work/b" | head -n 5
	fi
}

# the same tree by another compiler
other=$build/other/assay
compiler=clang
! ${CC:-cc} --version 2>/dev/null | grep -q clang || compiler=gcc
if nm "$assay" 2>/dev/null | grep -q __asan_init; then
	echo "skipped: a build by $compiler: the sanitizers' build is compared with none"
	other=
elif ! command -v "$compiler" >/dev/null; then
	echo "skipped: a build by $compiler: it is not installed"
	other=
elif ! MAKEFLAGS='' make -s BUILD="$build/other" CC="$compiler" "$other" >"$work/log" 2>&1; then
	echo "FAILED: no build by $compiler"
	tail -n 20 "$work/log"
	failed=1
	other=
fi

one=fixtures/exports
two=fixtures/plan/plan.json
three=tests/data/rows/conflicting-exports
formats=$("$assay" check --help | sed -n "/^Formats:/,\$s/^  \([a-z-]*\)  .*/\1/p")
if [ "$(echo "$formats" | wc -w)" -lt 8 ]; then
	echo "FAILED: check --help lists too few formats: $formats"
	failed=$((failed + 1))
fi
for format in $formats; do
	"$assay" check --show all --format "$format" $one $two $three >"$work/a" 2>/dev/null
	"$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: a second run"
	"$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: a third run"
	"$assay" check --show all --format "$format" $three $two $one >"$work/b" 2>/dev/null
	same "$format: another order of inputs"
	LC_ALL=tr_TR.UTF-8 LANG=de_DE TZ=Asia/Kathmandu "$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: another locale and time zone"
	env -i "$assay" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: an empty environment"
	[ -n "$other" ] || continue
	"$other" check --show all --format "$format" $one $two $three >"$work/b" 2>/dev/null
	same "$format: a build by $compiler"
done
"$assay" inspect $one $two >"$work/a"
"$assay" inspect $two $one >"$work/b"
same 'inspect: another order of inputs'
LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu "$assay" inspect $one $two >"$work/b"
same 'inspect: another locale and time zone'
"$assay" check --trace --show all $one $two >"$work/a" 2>&1
"$assay" check --trace --show all $two $one >"$work/b" 2>&1
same 'trace: another order of inputs'
if [ -n "$other" ]; then
	"$other" check --trace --show all $one $two >"$work/b" 2>&1
	same "trace: a build by $compiler"
	"$assay" inspect $one $two >"$work/a"
	"$other" inspect $one $two >"$work/b"
	same "inspect: a build by $compiler"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
