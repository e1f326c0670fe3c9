#!/bin/sh
# box.sh BUILD - a rule can call what the documentation lists; an error in one rule does not affect another.
set -u
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

check() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

# the names in the first column of the page's tables, in both directions
sed -n 's/^| `\([^`(]*\).*/\1/p' docs/lua-api.md | grep -v '^--rule-' | LC_ALL=C sort >"$work/documented"
"$assay" rules --capabilities >"$work/callable"
check $? 'assay rules --capabilities'
diff "$work/documented" "$work/callable"
check $? 'docs/lua-api.md names what rules can call (<: documented only, >: callable only)'
[ "$(wc -l <"$work/callable")" -gt 50 ]
check $? 'there are capabilities'

# two controls in one run: one ends, one does not
mkdir -p "$work/rules/controls" "$work/in/123456789012/us-east-1"
cd "$work" || exit 1
printf '{"trailList":[]}' >in/123456789012/us-east-1/describe-trails.json
printf '{"Functions":[]}' >in/123456789012/us-east-1/list-functions.json
control() {
	cat >"rules/controls/$1.lua" <<-LUA
		return control { id = "$1", title = "t", severity = "low", subject = "region", reads = { "AWS::Lambda::Function" },
		  check = function(region) $2 pass() end }
	LUA
}
control aa-before ''
control zz-after ''
# errors of a rule and their messages
while IFS='|' read -r body says; do
	control mm-breaks "$body"
	"$assay" check --rules rules --control aa-before --control mm-breaks --control zz-after --show all --format json in \
		>out.json 2>err
	status=$?
	[ "$status" = 2 ]
	check $? "$body: exit status $status, 2 expected"
	grep -q "$says" out.json
	check $? "$body: says '$says'"
	[ "$(grep -c '"verdict": "pass"' out.json)" = 2 ] && [ "$(grep -c '"verdict": "error"' out.json)" = 1 ]
	check $? "$body: one error, and the other two controls pass"
done <<'ROWS'
while true do end|rule_instructions
local t = {} for i = 1, 1 << 40 do t[i] = {} end|rule_live
while true do local s = ("x"):rep(100000) end|rule_
error("x")|the rule raised an error
local n = nil + 1|attempt to perform arithmetic
local function f(...) return f(1, ...) end f()|variable arguments
for i = 1, 20000 do note(region, nil, "x") end|max_findings
load("x")|attempt to call a nil value
ROWS

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
