#!/bin/sh
# library.sh BUILD - an application can be linked against the installed library, with assay.pc alone.
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
run 'make install' make -s install BUILD="$build" DESTDIR="$work/stage" PREFIX="/usr"
sed -i "s|/usr/include|$work/stage&|; s|-L/usr/lib|-L$work/stage/usr/lib|" "$work/stage/usr/lib/pkgconfig/assay.pc"
# shellcheck disable=SC2016 # awk's fields
run 'export only the names of assay.h' sh -c 'nm -g --defined-only "$1" |
	awk "NF == 3 && \$3 !~ /^(assay|__wrap)_/ { print; bad = 1 } END { exit bad }"' nm "$work/stage/usr/lib/libassay.a"
flags=$(PKG_CONFIG_PATH=$work/stage/usr/lib/pkgconfig pkg-config --cflags --libs assay)
# shellcheck disable=SC2086 # several words each
run 'link an application' ${CC:-cc} -o "$work/app" "$work/app.c" $flags
run 'run the application' "$work/app"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
