#!/bin/sh
# blocks.sh BUILD - reports for people: results with one cause are one block, fails come first, a table ends the report.
set -u
assay=$(cd "$1" && pwd)/assay
data=$(cd "$(dirname "$0")/../data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0

say() {
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

# account ID VALUE REGION...: exports of an account with one multi-Region trail, at home in the first Region, that
# records the function VALUE only; each Region has a function
account() {
	id=$1 value=$2 home=$3
	shift 2
	for region in "$@"; do
		mkdir -p "in/$id/$region"
		printf '{"trailList": [{"Name": "audit", "TrailARN": "arn:aws:cloudtrail:%s:%s:trail/audit", "HomeRegion": "%s", "S3BucketName": "b", "IsMultiRegionTrail": true, "IncludeGlobalServiceEvents": true, "LogFileValidationEnabled": true, "HasCustomEventSelectors": true, "HasInsightSelectors": false, "IsOrganizationTrail": false}]}\n' \
			"$home" "$id" "$home" >"in/$id/$region/describe-trails.json"
		printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:%s:%s:function:f"}]}\n' \
			"$region" "$id" >"in/$id/$region/list-functions.json"
	done
	printf '{"TrailARN": "arn:aws:cloudtrail:%s:%s:trail/audit", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["%s"]}], "ExcludeManagementEventSources": []}]}\n' \
		"$home" "$id" "$value" >"in/$id/$home/get-event-selectors.audit.json"
	echo '{"IsLogging": true}' >"in/$id/$home/get-trail-status.audit.json"
}

# lines WIDTH FILE: the lines of a file on a terminal of that width
lines() {
	awk -v width="$1" '{ n += length($0) ? int((length($0) + width - 1) / width) : 1 } END { print n }' "$2"
}

# three Regions with one cause: one block on one screen, with the address and all subjects
account 123456789012 arn:aws:lambda:eu-west-1:123456789012:function:other eu-west-1 us-east-1 us-west-2
"$assay" check in >out
[ "$(lines 100 out)" -le 24 ]
say $? "three Regions take $(lines 100 out) lines of 100 columns"
[ "$(grep -c '^FAIL' out)" = 1 ]
say $? 'three Regions with one cause are one block'
for region in eu-west-1 us-east-1 us-west-2; do
	grep -q "123456789012/$region" out
	say $? "the block names the subject of $region"
done
grep -qx '  arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit EventSelectors\[0\]\.DataResources\[0\]\.Values' out
say $? 'the heading names the address and the attribute path'
grep -qx 'aws-cloudtrail-lambda-invocations     3' out
say $? 'the table counts the fails'
"$assay" check --format markdown in >out
[ "$(grep -c '^- \*\*FAIL' out)" = 1 ] && grep -q '^| aws-cloudtrail-lambda-invocations | 3 |$' out
say $? 'Markdown: one entry and the table'
"$assay" check --format gitlab in >out
[ "$(grep -c '"fingerprint"' out)" = 3 ]
say $? 'GitLab: an issue for each Region'

# another cause in another account is another block, and fails come before unknowns
account 111111111111 arn:aws:lambda eu-west-1 us-east-1
rm in/111111111111/eu-west-1/get-trail-status.audit.json
account 222222222222 arn:aws:lambda:eu-west-1:222222222222:function:other eu-west-1 us-east-1
"$assay" check --show all in >out
[ "$(sed -n 's/^\([A-Z]\{4,7\}\)  aws.*/\1/p' out | tr '\n' ' ')" = 'FAIL FAIL UNKNOWN ' ]
say $? "blocks and their order: $(sed -n 's/^\([A-Z]*\)  aws.*/\1/p' out | tr '\n' ' ')"

# every Region of three accounts: the report grows with the causes, not with the Regions
rm -r in
for id in 111111111111 222222222222 333333333333; do
	account $id arn:aws:lambda:eu-west-1:$id:function:other eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-central-1 us-east-1 us-east-2 \
		us-west-1 us-west-2 ap-south-1 ap-east-1 sa-east-1 ca-central-1 ca-west-1 me-south-1 af-south-1 il-central-1
done
"$assay" check in >out
[ "$(grep -c '^FAIL' out)" = 3 ] && [ "$(lines 80 out)" -le 110 ]
say $? "54 Regions take $(lines 80 out) lines"

# missing lists of three Regions are one block with all commands
rm -r in
account 123456789012 arn:aws:lambda:eu-west-1:123456789012:function:other eu-west-1 us-east-1 us-west-2
rm in/*/*/list-functions.json
"$assay" check in >out
[ "$(grep -c '^UNKNOWN' out)" = 1 ] && [ "$(grep -c '^    aws lambda list-functions --region' out)" = 3 ]
say $? 'what is missing in three Regions is one block with three commands'

# an address of 500 characters is complete in every format
long=$(printf 'module.m%s.' "$(printf '%0480d' 0)")aws_cloudtrail.t
mkdir long && sed "s/\"aws_cloudtrail\.t\"/\"$long\"/g" "$data/plans/T1-bare/plan.json" >long/plan.json
for format in text json junit github gitlab markdown sarif sarif-audit; do
	"$assay" check --format $format long/plan.json 2>err | grep -qF "$long event_selector"
	say $? "$format: an address of ${#long} characters"
done

# a trail that the plan deletes is named
"$assay" check "$data/plans/T12-delete/plan.json" | grep -qx '  aws_cloudtrail\.t (deleted by the plan)'
say $? 'the address of a trail that the plan deletes'

# an event data store that records here, but does not count; not where it counts, or where the Region passes
store=$data/rows/blame-event-data-store/123456789012
hint='the event data store does not count as a trail, because the parameter allow_event_data_store is false'
"$assay" check "$store" | tr -s '\n ' '  ' | grep -qF "$hint"
say $? 'an event data store beside a fail'
! "$assay" check --param aws-cloudtrail-lambda-invocations.allow_event_data_store=true "$store" | grep -q 'does not count'
say $? 'an event data store that counts'
! "$assay" check --show all "$data/rows/basic-all" | grep -q 'does not count'
say $? 'no event data store'

# only errors, and nothing at all
echo '{' >broken.json
"$assay" check broken.json >out 2>&1
[ $? = 2 ] && grep -q 'broken.json:2:1' out && ! grep -q '^control ' out
say $? 'only an error: its place, and no table'

echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
