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

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
