#!/bin/sh
# remedy.sh BUILD - assay remedy: commands, settings and backout of typical fails; what gets no remedy, and why.
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
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed, line ends aside
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && tr -s '\n ' '  ' <out | grep -qF -e "$text"
	say $? "assay $*: status $got, wanted $status with '$text': $(cat out)"
}
absent() {
	! grep -qF -e "$1" out
	say $? "'$1' should be absent: $(cat out)"
}
rows=$root/tests/data/rows
plans=$root/tests/data/plans
id=aws-cloudtrail-lambda-invocations
all='"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]'

# exports: a stopped trail, a trail without the events, a single-Region trail, the quoting of a script
expect 0 'aws cloudtrail start-logging --name arn:aws:cloudtrail:us-east-1:123456789012:trail/t --region us-east-1 || exit 1' remedy "$rows/stopped"
expect 0 'aws cloudtrail stop-logging --name' remedy --backout "$rows/stopped"
cp -r "$rows/adv-all/123456789012" .
s=123456789012/us-east-1/get-event-selectors.t.json
printf '{"TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [], "ExcludeManagementEventSources": []}]}\n' >$s
expect 0 "--event-selectors '[{\"DataResources\":[{$all}],\"IncludeManagementEvents\":true,\"ReadWriteType\":\"All\"}]' --region us-east-1 || exit 1" remedy --script .
expect 0 "--event-selectors '[{\"IncludeManagementEvents\":true,\"ReadWriteType\":\"All\"}]' --region us-east-1" remedy --backout .
expect 0 'test "$(aws sts get-caller-identity --query Account --output text)" = 123456789012 || exit 1' remedy .
expect 0 "\"Values\":[\"arn:aws:lambda:us-east-1:123456789012:function:foo\"]" remedy . --param $id.coverage=current
# a new selector excludes management events, and narrows as its sibling
printf '{"TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", "EventSelectors": [{"ReadWriteType": "ReadOnly", "IncludeManagementEvents": false, "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::it'"'"'s/"]}], "ExcludeManagementEventSources": []}]}\n' >$s
expect 0 "{\"DataResources\":[{$all}],\"IncludeManagementEvents\":false,\"ReadWriteType\":\"All\"}]'" remedy . --param $id.management=false
expect 0 "\"Values\":[\"arn:aws:s3:::it'\\''s/\"]" remedy . --param $id.management=false
expect 0 '"ReadWriteType":"WriteOnly"}]' remedy . --param $id.management=false --param $id.read_write=write
expect 0 '"ExcludeManagementEventSources":["kms.amazonaws.com","rdsdata.amazonaws.com"],"IncludeManagementEvents":true,"ReadWriteType":"All"}]' remedy .
# a multi-Region trail includes global service events
mkdir -p 123456789012/eu-west-1
sed 's/us-east-1/eu-west-1/g' 123456789012/us-east-1/list-functions.json >123456789012/eu-west-1/list-functions.json
printf '{"trailList": []}\n' >123456789012/eu-west-1/describe-trails.json
cp "$rows/adv-all/$s" $s
sed -i 's/"IsMultiRegionTrail": true/"IsMultiRegionTrail": false, "IncludeGlobalServiceEvents": false/' 123456789012/us-east-1/describe-trails.json
expect 0 'aws cloudtrail update-trail --name arn:aws:cloudtrail:us-east-1:123456789012:trail/t --include-global-service-events --is-multi-region-trail --region us-east-1' remedy .
expect 0 '--no-include-global-service-events --no-is-multi-region-trail' remedy . --backout
# one remedy for all Regions with one cause
printf '{"IsLogging": false}\n' >123456789012/us-east-1/get-trail-status.t.json
expect 0 "$id 123456789012/eu-west-1 $id 123456789012/us-east-1 pass with these changes" remedy .
# a trail becomes multi-Region only if each Region has room for it: at most 5
cp -r 123456789012 full
mkdir full/eu-central-1
sed 's/us-east-1/eu-central-1/g' full/us-east-1/list-functions.json >full/eu-central-1/list-functions.json
python3 - full <<'END'
import json, sys
trails = json.load(open(sys.argv[1] + "/us-east-1/describe-trails.json"))["trailList"]
def copy(i):
    new = dict(trails[0], Name="t%d" % i, HomeRegion="eu-central-1")
    new["TrailARN"] = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/t%d" % i
    return new
json.dump({"trailList": [copy(i) for i in range(int(5))]}, open(sys.argv[1] + "/eu-central-1/describe-trails.json", "w"))
for i in range(5):
    for command, value in (("get-trail-status", {"IsLogging": True}), ("get-event-selectors", {"TrailARN": copy(i)["TrailARN"], "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}], "ExcludeManagementEventSources": []}]})):
        json.dump(value, open("%s/eu-central-1/%s.t%d.json" % (sys.argv[1], command, i), "w"))
END
mkdir -p fullest && mv full fullest/123456789012
expect 0 'update-trail --name arn:aws:cloudtrail:eu-central-1:123456789012:trail/t0' remedy fullest
absent 'update-trail --name arn:aws:cloudtrail:us-east-1'
# hostile names never become arguments: the trail has no remedy
sed 's/"ARN": "[^"]*"/&/; s#trail/t"#trail/t;id"#' 123456789012/us-east-1/describe-trails.json >h
cp h 123456789012/us-east-1/describe-trails.json
"$assay" remedy . >out 2>&1
absent ';id --'

# plans: basic stays basic, a refused value is replaced, a new trail's settings
expect 0 'event_selector { data_resource { type = "AWS::Lambda::Function" values = ["arn:aws:lambda"] } }' remedy "$plans/T1-bare/plan.json"
absent 'advanced_event_selector'
expect 0 '# block 1 of event_selector becomes event_selector { data_resource { type = "AWS::Lambda::Function" values = ["arn:aws:lambda"] } }' remedy "$plans/T32-wildcard/plan.json"
expect 0 'enable_logging = true' remedy "$plans/T5-logging-off/plan.json"
absent 'aws cloudtrail'

# what the API refuses is removed or replaced; the rest stays
expect 0 '# remove block 6 of event_selector' remedy "$plans/r3-six-selectors/plan.json"
expect 0 '# block 2 of event_selector becomes' remedy "$plans/r6-excluded-source/plan.json"
expect 0 '1 with a remedy' remedy "$plans/r6-store-category/plan.json"
expect 0 '1 with a remedy' remedy "$plans/r6-read-only-value/plan.json"
expect 0 '1 with a remedy' remedy "$plans/r7-both-kinds-replace/plan.json"
expect 0 '1 with a remedy' remedy "$plans/T33-both-selectors/plan.json"
expect 1 'at most 250 data resources together' remedy "$plans/r4-resources-251/plan.json"
expect 1 'at most 500 values together' remedy "$plans/r5-values-501/plan.json"

# in reports
cp -r "$rows/stopped" s
expect 1 'Remedy 1 below lets it pass. REMEDY 1 of 1' check --remedies s
expect 1 'start-logging' check --remedies s --format markdown
expect 1 '<details><summary>Remedies</summary>' check --remedies s --format markdown
expect 1 'Remedy: assay remedy PATH...' check s
cp "$plans/T5-logging-off/plan.json" .
expect 1 'Remedy: assay remedy plan.json' check plan.json
expect 1 'Remedy: assay remedy plan.json' check plan.json --format github
"$assay" check --remedies --format json s >out.json
python3 -c 'import json; r = json.load(open("out.json")); assert r["remedies"][0]["apply"][0]["commands"][0].startswith("aws cloudtrail start-logging"), r["remedies"]; assert r["unremedied"] == []'
say $? "the JSON report has no remedies: $(cat out.json)"
"$assay" check --remedies --format json "$plans/T12-delete/plan.json" >out.json
python3 -c 'import json; r = json.load(open("out.json")); assert r["remedies"] == [] and "create one" in r["unremedied"][0]["why"]'
say $? "the JSON report has no reason: $(cat out.json)"

# no remedy, and why
expect 1 'If it deletes or forgets one, restore that block.' remedy "$plans/T12-delete/plan.json"
sed 's/"enable_logging":true/"enable_logging":false/g' "$plans/T16-forget/plan.json" >forgets.json
expect 1 'The plan forgets aws_cloudtrail.t, so it can'\''t change that trail. Restore its block.' remedy forgets.json
expect 1 'No trail exists that a change could extend.' remedy "$rows/lake-only"
expect 1 'NO REMEDY' remedy "$rows/lake-only"
expect 0 'No result fails, so there is nothing to change, 1 unknown' remedy "$plans/T6-unknown-values/plan.json"
expect 2 'needs a PATH' remedy
expect 0 'No result fails, so there is nothing to change' remedy "$rows/adv-all"

# user rules: a remedy that does not work, breaks another result or ends with an error is never shown
mkdir -p rules/controls
rule() {
	cat >rules/controls/r.lua <<END
return control {
  id = "r", title = "r", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(t) if t.IsMultiRegionTrail and t.TrailName ~= "x" then pass() end fail(t, "IsMultiRegionTrail", "no") end,
  remedy = function(t, params) $1 end,
}
END
}
rm -r 123456789012
cp -r "$rows/adv-all/123456789012" .
sed -i 's/"IsMultiRegionTrail": true/"IsMultiRegionTrail": false, "IncludeGlobalServiceEvents": true/' 123456789012/us-east-1/describe-trails.json
only="--rules rules --control r"
rule 'return { want(t, "IsMultiRegionTrail", true) }'
expect 0 '--is-multi-region-trail --region us-east-1' remedy 123456789012 $only
rule 'return { { want(t, "IsLogging", false) }, { want(t, "IsMultiRegionTrail", true) } }'
expect 0 '--is-multi-region-trail --region us-east-1' remedy 123456789012 $only
rule 'return { want(t, "IsLogging", true) }'
expect 1 'No proposed change works. The first one: arn:aws:cloudtrail:us-east-1:123456789012:trail/t still fails (no).' remedy 123456789012 $only
rule 'return { want(t, "IsMultiRegionTrail", true), want(t, "IsLogging", false) }'
expect 1 '123456789012/us-east-1 of aws-cloudtrail-lambda-invocations then fails' remedy 123456789012 --rules rules
expect 0 'stop-logging' remedy 123456789012 $only
rule 'return nil, "Ask the owner."'
expect 1 'Ask the owner.' remedy 123456789012 $only
rule 'return 1'
expect 1 'ended with an error (rules/controls/r.lua' remedy 123456789012 $only
rule 'while true do end'
expect 1 'rule_instructions' remedy 123456789012 $only --rule-instructions 5000000
rule 'local l = {} for i = 1, 1000000 do l[i] = "aaaaaaaaaaaaaaaa" .. i end return { want(t, "EventSelectors", { { ExcludeManagementEventSources = l } }) }'
expect 1 'ended with an error' remedy 123456789012 $only
rule 'local l = {} for i = 1, 100 do l[i] = { want(t, "IsLogging", true) } end return l'
expect 1 'a remedy has 100 candidates: the limit is 64' remedy 123456789012 $only
rule 'return { want(t, "Colour", true) }'
expect 1 "declares no field 'Colour'" remedy 123456789012 $only
rule 'return { want(t, "IsMultiRegionTrail", "yes") }'
expect 1 'IsMultiRegionTrail is a string: a boolean expected' remedy 123456789012 $only
rule 'return { want(t, "S3BucketName", "b"), want(t, "IsMultiRegionTrail", true) }'
expect 1 "can't be written by a command" remedy 123456789012 $only
rule 'return { want(t, "Arn", "arn:aws:x") }'
expect 1 'Arn identifies the trail' remedy 123456789012 $only
rule 'want(t, "IsLogging", true) fail(t, nil, "x")'
expect 1 'can only be called while a check runs' remedy 123456789012 $only
cat >rules/controls/r.lua <<'END'
return control {
  id = "r", title = "r", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(t) want(t, "IsLogging", true) end,
}
END
expect 2 'want can only be called while a remedy is sought' check 123456789012 $only

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
