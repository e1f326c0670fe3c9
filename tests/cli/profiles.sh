#!/bin/sh
# profiles.sh BUILD - which controls run: profiles, levels, and what overrides what.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
first=aws-cloudtrail-lambda-invocations
exports=$root/fixtures/exports

# control ID LEVEL FRAMEWORKS
control() {
	cat >"rules/controls/$1.lua" <<-EOF
		return control { id = "$1", title = "T", severity = "low", profile_level = $2, subject = "account",
		  reads = { "AWS::CloudTrail::Trail" }, frameworks = { $3 },
		  check = function() pass() end }
	EOF
}
# profile NAME MEMBERS
profile() {
	echo "return profile { name = \"$1\", title = \"The profile $1\", $2 }" >"rules/profiles/$1.lua"
}
mkdir -p rules/controls rules/profiles
control one 1 '{ name = "F 1", ids = { "1.1" } }'
control two 2 '{ name = "F 1", ids = { "1.2" } }, { name = "F 2", ids = { "2" } }'
control near 1 '{ name = "F 1", ids = { "1.3" }, by_analogy = true }'
profile f1 'framework = "F 1"'
profile f2 'framework = "F 2"'
profile listed "controls = { \"near\", \"$first\" }"

# run IDS ARGUMENT...: which controls run, sorted
run() {
	wanted=$1
	shift
	got=$("$assay" check --format json "$@" "$exports" 2>err | python3 -c 'import json, sys
print(" ".join(c["id"] for c in json.load(sys.stdin)["controls"]))')
	[ "$got" = "$wanted" ]
	say $? "assay check $*: ran '$got', wanted '$wanted' $(cat err)"
}
# expect STATUS TEXT ARGUMENT...
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && grep -qF -e "$text" out
	say $? "assay $*: status $got, wanted $status with '$text': $(cat out)"
	! grep -qE -f "$root/tests/message_faults" out
	say $? "assay $*: style of the message: $(cat out)"
}

# what runs without a choice: the fixed list, and what --rules names
run $first
run $first --profile default
run "$first near one two" --rules rules
run "$first near one two" --rules rules --profile default
run "$first near one" --rules rules --level 1
"$assay" rules | awk '/^[a-z]/ { print $1 }' >ids
all=$(grep -vx 'Profiles' ids | tr '\n' ' ')
run "${all% }" --profile all

# a framework is its ids, not those by analogy
run 'one two' --rules rules --profile f1
run one --rules rules --profile f1 --level 1
run two --rules rules --profile f2
run 'one two' --rules rules --profile f1 --profile f2
run "$first near" --rules rules --profile listed
# a control is chosen in addition, and no level applies to it
run 'near one two' --rules rules --profile f1 --control near
run 'one two' --rules rules --profile f1 --control two --level 1

# .assay.yaml; either option replaces the choice of the file
printf 'profiles: [f1]\nlevel: 1\n' >.assay.yaml
run one --rules rules
run 'one two' --rules rules --level 2
run "near" --rules rules --control near
printf 'controls: [near]\n' >.assay.yaml
run near --rules rules
run two --rules rules --profile f2
expect 0 '  - f2                                  # command line' config --rules rules --profile f2
printf 'profiles: [listd]\n' >.assay.yaml
expect 2 ".assay.yaml:1:12: There is no profile 'listd'. Did you mean 'listed'?" check --rules rules "$exports"
printf 'profiles: f1\n' >.assay.yaml
expect 2 "'profiles' takes the names of profiles" check --rules rules "$exports"
rm .assay.yaml

# errors
expect 2 "There is no profile 'lamda'. Did you mean 'lambda'?" check --profile lamda "$exports"
expect 2 "There is no profile 'nothing-like-it'. 'assay rules' lists the profiles." check --profile nothing-like-it "$exports"
expect 2 "No control that is loaded is in the profile 'f2' up to this level." check --rules rules --profile f2 --level 1 "$exports"
expect 2 '--level takes a whole number from 1 to 9' check --level 0 "$exports"
for command in check inspect remedy rules; do
	expect 0 '--profile NAME' $command --help
	expect 2 "There is no profile 'lamda'" $command --profile lamda $([ $command = rules ] || echo "$exports")
done
expect 0 'two  low' rules --rules rules --profile f2
expect 0 'f1              The profile f1' rules --rules rules

# faults of a file
refuse() {
	mkdir -p bad/profiles
	echo "return profile { $2 }" >bad/profiles/p.lua
	expect 2 "$1" check --rules bad "$exports"
}
refuse "'title' is missing" 'name = "p", all = true'
refuse "Exactly one of 'controls' (ids), 'framework' (a name) and 'all = true'" 'name = "p", title = "P"'
refuse "Exactly one of" 'name = "p", title = "P", all = true, framework = "F"'
refuse "Exactly one of" 'name = "p", title = "P", controls = {}'
refuse "bad/profiles/p.lua: There is no control 'nope', which the profile p contains." 'name = "p", title = "P", controls = { "nope" }'
refuse "The profile default is already declared in profiles/default.lua." 'name = "default", title = "P", all = true'
refuse "'A b' is not a valid name" 'name = "A b", title = "P", all = true'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
