#!/bin/sh
# manual.sh BUILD - the pages of the manual: man and mandoc accept them, they omit no option, key or function, and the example of
# assay-rules(5) works.
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
}
LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000 MANWIDTH=80
export LC_ALL SOURCE_DATE_EPOCH MANWIDTH
has_man=$(command -v man) || echo 'skipped: rendering by man: it is not installed (make deps-dev)'
has_mandoc=$(command -v mandoc) || echo 'skipped: rendering by mandoc: it is not installed (make deps-dev)'

"$build/assay" manual >"$work/pages"
for page in $(cat "$work/pages"); do
	"$build/assay" manual "$page" >"$work/$page" && ok || bad "$page: exit status"
	grep -q '^\.TH [A-Z.-]* [15] "2023-11-14" ' "$work/$page" && ok || bad "$page: $(head -n 1 "$work/$page")"
	if [ -n "$has_man" ]; then
		man --warnings -E UTF-8 -l "$work/$page" >"$work/$page.txt" 2>"$work/err" && [ ! -s "$work/err" ] && ok || bad "$page: man: $(cat "$work/err")"
	fi
	if [ -n "$has_mandoc" ]; then
		mandoc -T lint -W warning "$work/$page" >"$work/err" 2>&1 && [ ! -s "$work/err" ] && ok || bad "$page: mandoc: $(cat "$work/err")"
	fi
done
for command in $("$build/assay" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
	for option in $("$build/assay" "$command" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p'); do
		grep -q "^..B$(echo "$option" | sed 's/-/\\\\-/g')..R" "$work/assay-$command.1" && ok || bad "assay-$command(1) lacks $option"
	done
done
for key in $("$build/assay" config --schema | python3 -c 'import json, sys; print(*json.load(sys.stdin)["properties"])' 2>/dev/null); do
	grep -q "^..B$(echo "$key" | sed 's/-/\\\\-/g')..R" "$work/assay.yaml.5" && ok || bad "assay.yaml(5) lacks $key"
done
for name in $("$build/assay" rules --capabilities | sed 's/^lib: //'); do
	grep -qE "^..B$name(..R|\()" "$work/assay-rules.5" && ok || bad "assay-rules(5) lacks $name"
done
"$build/assay" manual nonsense.1 >/dev/null 2>"$work/err"
[ $? = 2 ] && grep -q "There is no page 'nonsense.1'" "$work/err" && ok || bad 'a page that does not exist'

# the control and the cases that assay-rules(5) shows
if [ -n "$has_man" ]; then
	mkdir -p "$work/rules/controls"
	sed -n '/^ *return control {/,/^           }/p' "$work/assay-rules.5.txt" | sed 's/^           //' >"$work/rules/controls/x.lua"
	sed -n '/^ *control: my-/,/: fail$/p' "$work/assay-rules.5.txt" | sed 's/^           //' >"$work/rules/controls/x.test.yaml"
	"$build/assay" test --rules "$work/rules" >"$work/err" 2>&1 && grep -q '1 case, 2 runs, 0 failed' "$work/err" && ok || bad "the example of assay-rules(5): $(cat "$work/err")"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
