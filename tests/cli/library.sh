#!/bin/sh
# library.sh BUILD - make install and uninstall; applications can be linked against the installed libraries with assay.pc alone;
# the ABI of the shared library is the recorded one.
set -u
build=$1
passed=0
failed=0
if nm "$build/libassay.a" 2>/dev/null | grep -q __asan_init; then
	echo 'skipped: the library was built with a sanitizer'
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
run() { # NAME COMMAND...
	name=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
		cat "$work/out"
	fi
}

# the example at the head of assay.h
cat >"$work/app.c" <<'end'
#include <assay.h>
#include <stdio.h>

static int put(void *payload, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, (FILE *)payload) != len;
}

int main(void)
{
	static const char bytes[] = "{\"trailList\": []}";
	struct assay_error err;
	struct assay *a;
	struct assay_result *r;
	/* a mistake of the caller is an error, not a crash */
	if (assay_new(NULL, &err) != ASSAY_EUSAGE || assay_new(NULL, NULL) != ASSAY_EUSAGE)
		return 1;
	if (assay_new(&a, &err) || assay_set(a, "fail-on", "high", &err) || assay_add_builtin_rules(a, &err) ||
		assay_add_input(a, "123456789012/us-east-1/describe-trails.json", bytes, sizeof bytes - 1, ASSAY_NAMED, &err) ||
		assay_run(&r, a, -1, &err) || assay_result_write(r, "json", put, stdout, &err)) {
		puts(err.message);
		return 1;
	}
	int status = assay_result_exit_status(r);
	assay_result_free(r);
	assay_free(a);
	return status == 0 || status == 3 ? 0 : 1;
}
end
# make install writes what make uninstall removes, and assay.pc suffices for a program
stage=$work/stage
run 'make install' make -s install BUILD="$build" DESTDIR="$stage" PREFIX="/usr"
for file in bin/assay include/assay.h include/assay_evidence.h lib/libassay.a lib/libassay.so share/man/man1/assay.1 share/man/man1/assay-check.1 share/man/man5/assay.yaml.5 \
	share/bash-completion/completions/assay share/zsh/site-functions/_assay share/fish/vendor_completions.d/assay.fish share/doc/assay/LICENSE; do
	run "make install: $file" test -s "$stage/usr/$file"
done
run 'the pages of the manual' sh -c 'ls "$1"/usr/share/man/man?/* | wc -l | grep -qx "$("$2" manual | wc -l)"' sh "$stage" "$build/assay"
run 'no path of this machine in assay.pc' sh -c '! grep -q "$1" "$2"' sh "$work" "$stage/usr/lib/pkgconfig/assay.pc"
# shellcheck disable=SC2016 # awk's fields
run 'the static library exports only the names of assay.h' sh -c 'nm -g --defined-only "$1" |
	awk "NF == 3 && \$3 !~ /^assay_/ { print; bad = 1 } END { exit bad }"' nm "$stage/usr/lib/libassay.a"

# the ABI: every function of assay.h under its version, and the sizes of what a caller allocates. A change of a line in
# packaging/libassay.abi needs a new ABI in packaging/install.mk and packaging/libassay.map; a further line does not.
cat >"$work/sizes.c" <<'end'
#include <assay_evidence.h>
#include <stdio.h>
#define SIZE(name) printf("%s %zu\n", #name, sizeof(struct name))
int main(void)
{
	SIZE(assay_error), SIZE(assay_setting), SIZE(assay_sources), SIZE(assay_log);
	SIZE(assay_waiver), SIZE(assay_waive), SIZE(assay_guard), SIZE(assay_stamp);
	return 0;
}
end
run 'compile sizes.c' ${CC:-cc} -Iinclude -o "$work/sizes" "$work/sizes.c"
{
	nm -D --defined-only "$stage/usr/lib/libassay.so" | awk '$2 == "T" { print $3 }' | LC_ALL=C sort
	"$work/sizes"
} >"$work/abi"
[ "$(uname -m)" != x86_64 ] || run 'packaging/libassay.abi differs: < is recorded, > is built' diff packaging/libassay.abi "$work/abi"
sed 's|/\*.*||; s|^ \*.*||' include/assay.h include/assay_evidence.h | grep -o '\<assay_[a-z_]*(' | tr -d '(' | grep -v '_fn$' | LC_ALL=C sort -u >"$work/declared"
sed -n 's/^\(assay_[a-z_]*\)@@ASSAY_0$/\1/p' "$work/abi" >"$work/exported"
run 'the shared library exports each function of assay.h: < is declared, > is exported' diff "$work/declared" "$work/exported"
run 'the shared library has its ABI in its name' sh -c 'readelf -d "$1" | grep -q "SONAME.*\[libassay.so.0\]"' sh "$stage/usr/lib/libassay.so"
run 'no text relocation' sh -c '! readelf -d "$1" | grep -q TEXTREL' sh "$stage/usr/lib/libassay.so"

flags() {
	PKG_CONFIG_SYSROOT_DIR=$stage PKG_CONFIG_PATH=$stage/usr/lib/pkgconfig PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 \
		pkg-config "$@" assay
}
# shellcheck disable=SC2046 # several words each
run 'link an application' ${CC:-cc} -o "$work/app" "$work/app.c" $(flags --cflags --libs)
run 'run the application' env LD_LIBRARY_PATH="$stage/usr/lib" "$work/app"
run 'the application needs the ABI by its name' sh -c 'readelf -d "$1" | grep -q "NEEDED.*\[libassay.so.0\]"' sh "$work/app"
rm -f "$stage"/usr/lib/libassay.so*
# shellcheck disable=SC2046
run 'link an application statically' ${CC:-cc} -o "$work/app" "$work/app.c" $(flags --static --cflags --libs)
run 'run the static application' "$work/app"
run 'make uninstall' make -s uninstall BUILD="$build" DESTDIR="$stage" PREFIX="/usr"
run 'make uninstall removes each file' sh -c 'find "$1" ! -type d | grep . && exit 1 || exit 0' sh "$stage"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
