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

# profile all: a control whose types no input shows is not evaluated, and listed once
mkdir -p many/controls many/profiles
pair() {
	cat >"many/controls/$1.lua" <<-EOF
		return control { id = "$1", title = "T", severity = "low", subject = "account", reads = { $2 }, $3 check = function() pass() end }
	EOF
}
pair x-bucket '"AWS::S3::Bucket"' 'prerequisites = { { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" } },'
pair x-key '"AWS::KMS::Key"' ''
pair x-mixed '"AWS::KMS::Key", "AWS::CloudTrail::Trail"' ''
pair x-trail '"AWS::CloudTrail::Trail"' ''
# omitted IDS ARGUMENT...: of these controls, those that are not evaluated
omitted() {
	wanted=$1
	shift
	got=$("$assay" check --format json --rules many "$@" 2>err | python3 -c 'import json, sys
r = json.load(sys.stdin)
omitted = [c["control"] for c in r["notEvaluated"]]
assert not ({x["control"] for x in r["results"]} | {c["id"] for c in r["controls"]}) & set(omitted)
print(" ".join(c for c in omitted if c.startswith("x-")))')
	[ "$got" = "$wanted" ]
	say $? "assay check $*: not evaluated: '$got', wanted '$wanted' $(cat err)"
}
mkdir -p inputs/123456789012/us-east-1 inputs/210987654321
echo '{"trailList": []}' >inputs/123456789012/us-east-1/describe-trails.json
omitted 'x-bucket x-key' --profile all inputs
# every other choice requires a control
omitted '' inputs
omitted '' --control x-bucket --control x-key inputs
omitted 'x-key' --profile all --control x-bucket inputs
echo 'return profile { name = "mine", title = "T", controls = { "x-key" } }' >many/profiles/mine.lua
omitted 'x-bucket' --profile all --profile mine inputs
# in another account: an empty list, a denied answer, a broken or empty file with the name of an export
for answer in '{"Buckets": [], "Owner": {"ID": "x"}}' '{"Buckets": [' '' '{"else": 1}' \
	'An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied'; do
	printf '%s' "$answer" >inputs/210987654321/list-buckets.json
	omitted 'x-key' --profile all inputs
done
rm inputs/210987654321/list-buckets.json
# plans: any change of a resource or of a part of one, and what a plan may hide
plan() {
	echo "{\"format_version\": \"1.2\", $1 \"planned_values\": {\"root_module\": {}}, \"configuration\": {}, \"resource_changes\": [
	{\"address\": \"$2.a\", \"mode\": \"managed\", \"type\": \"$2\", \"name\": \"a\", \"provider_name\": \"registry.terraform.io/hashicorp/aws\",
	\"change\": {\"actions\": [\"$3\"], \"before\": $4, \"after\": $5, \"after_unknown\": {}}}]}" >plan.json
}
plan '' aws_kms_key create null '{}'
omitted 'x-bucket x-trail' --profile all plan.json
omitted 'x-bucket' --profile all plan.json inputs
plan '' aws_s3_bucket delete '{"bucket": "b"}' null
omitted 'x-key x-mixed x-trail' --profile all plan.json
plan '' aws_s3_bucket_versioning create null '{"bucket": "b"}'
omitted 'x-key x-mixed x-trail' --profile all plan.json
plan '"errored": true,' aws_sqs_queue create null '{}'
omitted '' --profile all plan.json
plan '"complete": false,' aws_sqs_queue create null '{}'
omitted '' --profile all plan.json
plan '' aws_sqs_queue create null '{}'
omitted 'x-bucket x-key x-mixed x-trail' --profile all plan.json
# a control about resources is not about a type that it only follows references to
cat >many/controls/y-follows.lua <<'EOF'
return control { id = "y-follows", title = "T", severity = "low", subject = "AWS::S3::Bucket", reads = { "AWS::S3::Bucket", "AWS::KMS::Key" },
  prerequisites = { { export = "s3api list-buckets", permission = "s3:ListAllMyBuckets" } }, check = function() pass() end }
EOF
for type in aws_kms_key aws_s3_bucket; do
	plan '' "$type" create null '{}'
	"$assay" check --format json --rules many --profile all plan.json 2>err >"$type.json"
	python3 -c 'import json, sys
r = json.load(open(sys.argv[1]))
sys.exit(any(c["control"] == "y-follows" for c in r["notEvaluated"]) != (sys.argv[1] == "aws_kms_key.json"))' "$type.json"
	say $? "y-follows and a plan with $type"
done
rm many/controls/y-follows.lua
plan '' aws_sqs_queue create null '{}'
# a run that evaluated nothing is incomplete
expect 2 'No control was run.' check --profile all plan.json
expect 2 'Not evaluated:' check --quiet --profile all plan.json
# the recommendations that the bundled controls judge are in each of these versions of the benchmark, under other numbers
members() {
	"$assay" rules --profile "$1" | sed -n 's/^\(aws-[a-z0-9-]*\)  .*/\1/p' | sort
}
members cis-aws-3.0 >"$work/members"
[ "$(wc -l <"$work/members")" -ge 14 ]
say $? 'cis-aws-3.0 has members'
for version in 4.0 5.0 6.0 7.0; do
	members "cis-aws-$version" | cmp -s - "$work/members"
	say $? "cis-aws-$version has the controls of cis-aws-3.0"
done
# reports
only() {
	"$assay" check --rules many --profile all "$@" inputs
}
only --format text | tr -s '\n ' ' ' | grep -qF ' x-bucket needs s3api list-buckets x-key needs AWS::KMS::Key'
say $? 'text lists what is not evaluated'
only --format markdown | grep -qF -e '- `x-bucket`: `needs s3api list-buckets`'
say $? 'markdown lists what is not evaluated'
only --format junit | grep -A1 -F 'classname="x-bucket" name="not evaluated"' | grep -qF 'message="needs s3api list-buckets"'
say $? 'junit lists what is not evaluated'
only --format sarif | python3 -c 'import json, sys
run = json.load(sys.stdin)["runs"][0]
found = [n for n in run["invocations"][0]["toolExecutionNotifications"] if n["descriptor"]["id"] == "assay-control-not-evaluated"]
names = run["tool"]["driver"]["notifications"]
assert all(n["level"] == "note" and names[n["descriptor"]["index"]]["id"] == n["descriptor"]["id"] for n in found)
assert any("x-bucket" in n["message"]["text"] and "s3api list-buckets." in n["message"]["text"] for n in found), found'
say $? 'sarif lists what is not evaluated'
! only --format lines | grep -q x-bucket
say $? 'lines do not list it'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
