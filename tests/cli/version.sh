#!/bin/sh
# version.sh BUILD - `assay version`: version, commit, rules, libraries and guard are what they are said to be.
set -u
build=$1
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
}
text=$("$build/assay" version)
json=$("$build/assay" version --json)
shows() { case $text in *"$1"*) ok ;; *) bad "assay version lacks '$1'" ;; esac; }
member() { printf '%s\n' "$json" | grep -qF -e "$1" && ok || bad "assay version --json lacks '$1'"; }

version=$(sed -n 's/^#define ASSAY_VERSION "\(.*\)"/\1/p' include/assay.h)
rules=$(cd rules && find ./*/ -name '*.lua' | sed 's|^\./||; s|//*|/|g' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d ' ' -f 1)
[ "$(echo "$text" | head -n 1)" = "assay $version" ] && ok || bad "the first line: $(echo "$text" | head -n 1)"
[ "$("$build/assay" --version)" = "$text" ] && ok || bad 'assay --version is another text'
shows "rules: $rules"
shows "cJSON $(pkg-config --modversion libcjson), libyaml $(pkg-config --modversion yaml-0.1), Lua 5.4."
shows "guard: "
member "\"version\": \"$version\""
member "\"sha256\": \"$rules\""
member "\"cJSON\": \"$(pkg-config --modversion libcjson)\""
case $(pkg-config --modversion nettle) in 3.[0-9]*) member '"nettle": "3.' ;; esac
if [ -e .git ] && [ ! -e COMMIT ] && commit=$(git rev-parse HEAD 2>/dev/null); then
	shows "commit: $commit"
	member "\"commit\": \"$commit"
fi
if command -v python3 >/dev/null 2>&1; then
	printf '%s\n' "$json" | python3 -c 'import json, sys
v = json.load(sys.stdin)
assert list(v) == ["format", "version", "commit", "rules", "libraries", "guard"], v
assert isinstance(v["guard"]["complete"], bool)' && ok || bad 'assay version --json is not the documented object'
fi
"$build/assay" version x >/dev/null 2>&1
[ $? = 2 ] && ok || bad 'assay version x'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
