#!/bin/sh
# identity.sh BUILD - the fingerprint of a finding: a wider hole has another one; what does not change the hole, and how
# a path is typed, do not change it.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

# same|other NAME A B: compare two fingerprints
same() { [ -n "$2" ] && [ "$2" = "$3" ] && passed=$((passed + 1)) || fail "$1: fingerprints differ"; }
other() { [ -n "$2" ] && [ -n "$3" ] && [ "$2" != "$3" ] && passed=$((passed + 1)) || fail "$1: fingerprints are equal"; }
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}

region=$work/123456789012/us-east-1
mkdir -p "$region"
lambda=arn:aws:lambda:us-east-1:123456789012:function
user=arn:aws:iam::123456789012:user

# functions NAME...
functions() {
	for name; do printf '{"FunctionName": "%s", "FunctionArn": "%s:%s"},' "$name" "$lambda" "$name"; done |
		sed 's/,$//; s/^/{"Functions": [/; s/$/]}/' >"$region/list-functions.json"
}
# trails NAME...
trails() {
	for name; do
		printf '{"Name": "%s", "TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/%s", "HomeRegion": "us-east-1", "IsMultiRegionTrail": true},' "$name" "$name"
	done | sed 's/,$//; s/^/{"trailList": [/; s/$/]}/' >"$region/describe-trails.json"
}
# status NAME true|false
status() { echo "{\"IsLogging\": $2}" >"$region/get-trail-status.$1.json"; }
# selectors NAME JSON
selectors() {
	echo "{\"TrailARN\": \"arn:aws:cloudtrail:us-east-1:123456789012:trail/$1\", $2}" >"$region/get-event-selectors.$1.json"
}
management='{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}'
data='{"Field": "eventCategory", "Equals": ["Data"]}, {"Field": "resources.type", "Equals": ["AWS::Lambda::Function"]}'
# but CONDITION: management events, and the data events of Lambda that meet the condition
but() { echo "\"AdvancedEventSelectors\": [$management, {\"FieldSelectors\": [$data, $1]}]"; }
# without NAME...: all functions but these
without() {
	list=
	for name; do list="$list${list:+, }\"$lambda:$name\""; done
	but "{\"Field\": \"resources.ARN\", \"NotEquals\": [$list]}"
}
basic='"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": []}]'

# print the fingerprint of the Region's fail
fingerprint() {
	(cd "$work" && "$assay" check --format json "$@" 123456789012) | jq -r '.results[] | select(.verdict == "fail") | .fingerprint'
}

functions alpha beta
trails t
status t true
selectors t "$(without alpha)"
hole=$(fingerprint)
same 'the same input' "$hole" "$(fingerprint)"

# what does not change the hole
functions beta alpha
same 'functions in another order' "$hole" "$(fingerprint)"
functions alpha beta gamma
same 'a function more that is recorded' "$hole" "$(fingerprint)"
functions alpha beta
trails t stopped
status stopped false
selectors stopped "$basic"
same 'a trail more that is stopped' "$hole" "$(fingerprint)"
trails t
rm "$region"/*.stopped.json
selectors t "$(without alpha | sed 's/, {"FieldSelectors"/, {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]}, {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}]}&/')"
same 'a selector more for another service' "$hole" "$(fingerprint)"

# wider holes
selectors t "$(without alpha beta)"
other 'a function more in the same condition' "$hole" "$(fingerprint)"
functions alpha
selectors t "$(without alpha)"
alone=$(fingerprint)
selectors t "$basic"
other 'no selector for data events, one function' "$alone" "$(fingerprint)"
selectors t "$(management='{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["NetworkActivity"]}, {"Field": "eventSource", "Equals": ["kms.amazonaws.com"]}]}' && without alpha)"
other 'management events, too' "$alone" "$(fingerprint)"
selectors t "$basic"
default=$(fingerprint)
status t false
other 'the trail is stopped' "$default" "$(fingerprint)"
status t true

# a condition more beside the one that loses alpha: each loses more, alpha's events as before
functions alpha beta
selectors t "$(without alpha)"
alpha=$(fingerprint)
without_alpha="{\"Field\": \"resources.ARN\", \"NotEquals\": [\"$lambda:alpha\"]}"
for more in "\"userIdentity.arn\", \"NotEquals\": [\"$user/a\"]" '"readOnly", "Equals": ["false"]' '"eventName", "NotEquals": ["Invoke"]' \
	'"sessionCredentialFromConsole", "Equals": ["true"]'; do
	selectors t "$(but "$without_alpha, {\"Field\": $more}")"
	other "also a condition of $more" "$alpha" "$(fingerprint)"
done
# the same conditions in one selector, and each in its own
selectors t "$(but "$without_alpha, {\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/a\"]}")"
together=$(fingerprint)
selectors t "$(but "$without_alpha" | sed "s|]\$|, {\"FieldSelectors\": [$data, {\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/a\"]}, {\"Field\": \"readOnly\", \"Equals\": [\"true\"]}]}]|")"
other 'the same conditions in other selectors' "$together" "$(fingerprint)"
functions alpha

# events of users
selectors t "$(but "{\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/a\"]}")"
narrow=$(fingerprint)
selectors t "$(but "{\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/a\", \"$user/b\"]}")"
other 'a user more' "$narrow" "$(fingerprint)"
selectors t "$(but "{\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/b\", \"$user/a\"]}")"
reordered=$(fingerprint)
selectors t "$(but "{\"Field\": \"userIdentity.arn\", \"NotEquals\": [\"$user/a\", \"$user/b\"]}")"
same 'users in another order' "$reordered" "$(fingerprint)"

# coverage=current: a function more that no selector lists
only=$(but "{\"Field\": \"resources.ARN\", \"Equals\": [\"$lambda:alpha\"]}")
current=--param=aws-cloudtrail-lambda-invocations.coverage=current
selectors t "$only"
functions alpha beta
listed=$(fingerprint "$current")
functions alpha beta gamma
other 'a function more that is not recorded' "$listed" "$(fingerprint "$current")"

# one path, typed in several ways
mkdir -p "$work/stack/sub"
cp "$root/tests/data/plans/T5-logging-off/plan.json" "$work/stack/sub/plan.json"
plan() {
	(cd "$work/stack" && "$assay" check --format json "$@") | jq -c '[.results[] | select(.verdict == "fail") | [.subject, .fingerprint]]'
}
typed=$(plan sub/plan.json)
for path in ./sub/plan.json sub/../sub/plan.json sub//plan.json ././sub/./plan.json; do
	same "$path" "$typed" "$(plan "$path")"
done
other 'another path' "$typed" "$(cd "$work/stack/sub" && "$assay" check --format json plan.json | jq -c '[.results[] | select(.verdict == "fail") | [.subject, .fingerprint]]')"

# subjects FILE...: the subjects of a check in the folder stack, with their fingerprints
subjects() { (cd "$work/stack" && "$assay" check --format json "$@") | jq -c '[.results[] | [.subject, .fingerprint]]'; }
# is NAME WANTED GOT
is() { [ "$2" = "$3" ] && passed=$((passed + 1)) || fail "$1: $3, not $2"; }
# first TEXT: the first subject in it
first() { printf '%s' "$1" | jq -r '.[0][0]'; }

# absolute paths, and paths through a parent folder or a link to the working directory
same 'an absolute path' "$typed" "$(plan "$work/stack/sub/plan.json")"
same 'through the parent' "$typed" "$(plan ../stack/sub/plan.json)"
same 'an absolute path through the parent' "$typed" "$(plan "$work/stack/../stack//sub/plan.json")"
same 'more parents than there are' "$typed" "$(plan "/../..$work/stack/sub/plan.json")"
ln -s "$work/stack" "$work/link"
same 'an absolute path through a link' "$typed" \
	"$(cd "$work/link" && "$assay" check --format json "$work/link/sub/plan.json" | jq -c '[.results[] | select(.verdict == "fail") | [.subject, .fingerprint]]')"

# plans outside the working directory differ, also without each other
mkdir -p "$work/other/sub" "$work/another/sub"
for folder in other another; do cp "$work/stack/sub/plan.json" "$work/$folder/sub/plan.json"; done
other=$(subjects ../other/sub/plan.json)
is 'a plan beside the working directory' '../other/sub/plan.json#us-east-1' "$(first "$other")"
same 'the same with its absolute path' "$other" "$(subjects "$work/other/sub/plan.json")"
other 'another folder beside it' "$other" "$(subjects ../another/sub/plan.json)"
both=$(subjects ../other/sub/plan.json "$work/another/sub/plan.json" | jq -c '[.[1]]')
same 'beside another plan' "$other" "$both"

# no folder in common: the folders stay out of reports
far() { (cd /usr && "$assay" check "$@" 2>&1); }
away=$(far --format json "$work/stack/sub/plan.json" | jq -c '[.results[] | [.subject, .fingerprint]]')
case $(first "$away") in
plan.json~????????#us-east-1) passed=$((passed + 1)) ;;
*) fail "a plan without a folder in common: $(first "$away")" ;;
esac
other 'another plan without a folder in common' "$away" \
	"$(far --format json "$work/other/sub/plan.json" | jq -c '[.results[] | [.subject, .fingerprint]]')"
for format in json sarif sarif-audit junit github gitlab markdown; do
	far --format $format "$work/stack/sub/plan.json" >"$work/out"
	grep -qF "$work" "$work/out"
	is "$format shows no folder of the machine" 1 $?
done

# names: options, settings, standard input
is 'standard input' 'stdin#us-east-1' "$(first "$(subjects - <"$work/stack/sub/plan.json")")"
named=$(subjects --name payments sub/plan.json)
is '--name' 'payments#us-east-1' "$(first "$named")"
same 'the same name for standard input' "$named" "$(subjects --name payments - <"$work/stack/sub/plan.json")"
cat >"$work/stack/.assay.yaml" <<E
plans:
  - {path: other/plan.json, name: other}
  - {path: "-", name: payments}
  - {path: "**/plan.json", name: payments}
  - {path: "../*/sub/plan.json", name: beside}
  - {path: "$work/stack/sub/*", name: never}
E
same 'plans: standard input' "$named" "$(subjects - <"$work/stack/sub/plan.json")"
same 'plans: a pattern' "$named" "$(subjects "$work/stack/sub/plan.json")"
is 'plans: beside the working directory' 'beside#us-east-1' "$(first "$(subjects "$work/other/sub/plan.json")")"
is '--name overrides plans' 'mine#us-east-1' "$(first "$(subjects --name mine sub/plan.json)")"
(cd "$work/stack" && "$assay" check ../other/sub/plan.json ../another/sub/plan.json) >"$work/out" 2>&1
is 'two plans of one name' 2 $?
tr -s '\n ' '  ' <"$work/out" | grep -qF "The name 'beside' is also that of"
is 'two plans of one name: the message' 0 $?
rm "$work/stack/.assay.yaml"

# accepted LOG ARGUMENT...: check against a log; print the exit status and if a name is asked for
accepted() {
	log=$1
	shift
	"$assay" check --new-only --baseline "$log" "$@" >"$work/out" 2>&1
	echo "$? $(tr -s '\n ' '  ' <"$work/out" | grep -c 'the accepted results may be those of another plan')"
}
(cd "$work/stack" && "$assay" check --format sarif=../a.sarif sub/plan.json)
(cd "$work/stack/sub" && "$assay" check --format sarif=../../b.sarif plan.json && "$assay" check --format sarif=c.sarif plan.json)
(cd "$work/stack/sub" && "$assay" check --format sarif=c.sarif plan.json)
(cd "$work/stack" && "$assay" check --format sarif=../d.sarif - <sub/plan.json)
is 'a path with a folder' '0 0' "$(cd "$work/stack" && accepted ../a.sarif sub/plan.json)"
is 'a log of another folder' '1 0' "$(cd "$work/stack" && accepted ../a.sarif ../other/sub/plan.json)"
is 'only a file name, a log elsewhere' '0 1' "$(cd "$work/stack/sub" && accepted ../../b.sarif plan.json)"
is 'only a file name, a log beside it' '0 0' "$(cd "$work/stack/sub" && accepted c.sarif plan.json)"
is 'standard input' '0 1' "$(cd "$work/stack" && accepted ../d.sarif - <sub/plan.json)"
is 'standard input, quietly' '0 1' "$(cd "$work/stack" && accepted ../d.sarif --quiet - <sub/plan.json)"
is 'quietly without a warning' '' "$(cd "$work/stack" && "$assay" check --quiet --new-only --baseline ../a.sarif sub/plan.json)"
is 'a name' '1 0' "$(cd "$work/stack" && accepted ../d.sarif --name payments - <sub/plan.json)"
cat >"$work/stack/w.yaml" <<E
waivers:
  - {control: aws-cloudtrail-lambda-invocations, subject: "*", reason: known, expires: 2126-01-01}
E
(cd "$work/stack" && "$assay" check --waivers w.yaml - <sub/plan.json) >"$work/out"
is 'a waiver for standard input' 0 $?
grep -q 'Give --name NAME' "$work/out"
is 'a waiver for standard input: the warning' 0 $?

# --account for a plan of two accounts that may be different is not applied, and says so
cat >"$work/two.json" <<E
{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, "resource_changes": [
 {"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "provider_name": "registry.terraform.io/hashicorp/aws",
  "change": {"actions": ["create"], "before": null, "after": {"name": "t"}, "after_unknown": {}}}],
 "configuration": {"provider_config": {
  "aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "expressions": {"region": {"constant_value": "us-east-1"}}},
  "aws.b": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "alias": "b", "expressions": {"profile": {"constant_value": "b"}, "region": {"constant_value": "us-east-1"}}}},
  "root_module": {"resources": [{"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "provider_config_key": "aws"}]}}}
E
"$assay" check --account 123456789012 "$work/two.json" | tr -s '\n ' '  ' >"$work/out"
grep -qF 'The given account 123456789012 is not applied' "$work/out"
is '--account for two accounts' 0 $?
printf 'plans: [{path: "**/two.json", account: "123456789012"}]\n' >"$work/c.yaml"
(cd "$work" && "$assay" check --config c.yaml two.json) | tr -s '\n ' '  ' | grep -qF 'The given account 123456789012 is not applied'
is 'the account of a setting for two accounts' 0 $?

# the Region and account of plans: an option overrides an entry of plans, which overrides the key of the file
cat >"$work/open.json" <<E
{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, "resource_changes": [
 {"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "provider_name": "registry.terraform.io/hashicorp/aws",
  "change": {"actions": ["create"], "before": null, "after": {"name": "t"}, "after_unknown": {}}}],
 "configuration": {"provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"}},
  "root_module": {"resources": [{"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "provider_config_key": "aws"}]}}}
E
# judged ARGUMENT...: the subjects
judged() { (cd "$work" && "$assay" check --show all --format json "$@" open.json) | jq -r '[.results[].subject] | join(" ")'; }
is 'no Region' 'open.json' "$(judged)"
is '--region' 'open.json#eu-west-1' "$(judged --region eu-west-1)"
printf 'region: eu-west-2\nplans: [{path: open.json, name: named}]\n' >"$work/c.yaml"
is 'region in the file' 'named#eu-west-2' "$(judged --config c.yaml)"
printf 'region: eu-west-2\nplans: [{path: other.json, region: eu-west-4}, {path: "*.json", region: eu-west-3}, {path: open.json, name: late}]\n' >"$work/c.yaml"
is 'region of an entry of plans' 'open.json#eu-west-3' "$(judged --config c.yaml)"
is '--region overrides them' 'open.json#eu-west-1' "$(judged --config c.yaml --region eu-west-1)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
