#!/bin/sh
# what_if.sh BUILD - assay check --what-if judges a changed value, marks every report, and refuses what has no meaning.
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
cp -r "$root/tests/data/rows/adv-all/123456789012" .
# AWS always prints it, and it matters where a value changes
sed 's/"IsMultiRegionTrail"/"IncludeGlobalServiceEvents": true, &/' "$root/tests/data/rows/adv-all/123456789012/us-east-1/describe-trails.json" >123456789012/us-east-1/describe-trails.json
trail=arn:aws:cloudtrail:us-east-1:123456789012:trail/t
lambda='{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Lambda::Function"]}]}'

# scalars, parts of containers, elements that are added and removed
expect 0 'Nothing failed' check 123456789012
expect 1 'the trail is not logging' check 123456789012 --what-if $trail IsLogging=false
expect 0 'counts as true' check 123456789012 --what-if $trail IsLogging=true
expect 1 'has no event selector for such events' check 123456789012 --what-if $trail AdvancedEventSelectors/1=null
expect 1 'Equals = ["true"]' check 123456789012 --what-if $trail 'AdvancedEventSelectors/1/FieldSelectors/2={"Field":"readOnly","Equals":["true"]}'
expect 1 'would not be recorded' check 123456789012 --what-if $trail 'AdvancedEventSelectors/1/FieldSelectors/1/Equals/0="AWS::S3::Object"'
expect 0 'Nothing failed' check 123456789012 --what-if $trail 'AdvancedEventSelectors/0=null' --what-if $trail 'AdvancedEventSelectors/0/Name="x"' --param aws-cloudtrail-lambda-invocations.management=false

# null is the default; the other kind of selectors goes away; a trail leaves the lists of other Regions
expect 1 'records management events only' check 123456789012 --what-if $trail AdvancedEventSelectors=null
expect 0 'Nothing failed' check 123456789012 --what-if $trail 'EventSelectors=[{"DataResources":[{"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]}]}]'
expect 1 'would not be recorded' check 123456789012 --what-if $trail 'EventSelectors=[{"ReadWriteType":"ReadOnly"}]'
mkdir 123456789012/eu-west-1
sed 's/us-east-1/eu-west-1/g' 123456789012/us-east-1/list-functions.json >123456789012/eu-west-1/list-functions.json
cp 123456789012/us-east-1/describe-trails.json 123456789012/eu-west-1/describe-trails.json
expect 0 '2 passed' check 123456789012
expect 1 'records its home Region only' check 123456789012 --what-if $trail IsMultiRegionTrail=false
# what the API refuses is judged as refused
expect 1 'must include global service events' check 123456789012 --what-if $trail IncludeGlobalServiceEvents=false
expect 1 'API would refuse' check 123456789012 --what-if $trail "AdvancedEventSelectors=[$lambda,{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"NotEquals\":[\"Data\"]}]}]"

# a plan, by its address
cp "$root/fixtures/plan/plan.json" .
address=$("$assay" inspect --list plan.json | grep -o 'module.trails_eu.[^ ]*cloudtrail[^ ,]*\|aws_cloudtrail.[a-z_]*' | head -1)
expect 1 'What if: IsLogging' check plan.json --what-if "$address" IsLogging=false

# every format has the mark, and no such log is a baseline
for format in text json sarif sarif-audit junit github gitlab markdown; do
	expect 1 'What if: IsLogging of' check 123456789012 --what-if $trail IsLogging=false --format $format
done
expect 1 'What if' check 123456789012 --quiet --what-if $trail IsLogging=false
for format in sarif sarif-audit; do
	"$assay" check 123456789012 --what-if $trail IsLogging=true --format $format=log >/dev/null
	expect 2 'This log is of a run with --what-if' check 123456789012 --baseline log
	expect 2 'This log is of a run with --what-if' diff log log
done
"$assay" check 123456789012 --format sarif=log >/dev/null
expect 1 'new' check 123456789012 --baseline log --what-if $trail IsLogging=false

# refused: no such resource, field or index; another kind; the key; no JSON; one value
expect 2 "show no resource 'arn:x'" check 123456789012 --what-if arn:x IsLogging=true
expect 2 "Did you mean 'IsLogging'?" check 123456789012 --what-if $trail IsLoging=true
expect 2 "'7' is not an index of AdvancedEventSelectors, which has 2 elements." check 123456789012 --what-if $trail AdvancedEventSelectors/7=null
expect 2 "is not an index" check 123456789012 --what-if $trail AdvancedEventSelectors/-1=null
expect 2 'IsLogging is a plain value: set all of it.' check 123456789012 --what-if $trail IsLogging/0=true
expect 2 'EventSelectors is absent: set all of it.' check 123456789012 --what-if $trail EventSelectors/0/ReadWriteType='"All"'
expect 2 'IsLogging takes true or false.' check 123456789012 --what-if $trail IsLogging='"true"'
expect 2 "FieldSelectors declares no field 'Colour'" check 123456789012 --what-if $trail 'AdvancedEventSelectors/0/FieldSelectors/0={"Colour":1}'
expect 2 'an element of AdvancedEventSelectors is null' check 123456789012 --what-if $trail 'AdvancedEventSelectors=[null]'
expect 2 'Arn identifies the trail' check 123456789012 --what-if $trail 'Arn="x"'
expect 2 'IsOrganizationTrail decides which accounts list the trail' check 123456789012 --what-if $trail IsOrganizationTrail=true
expect 2 'is not JSON' check 123456789012 --what-if $trail HomeRegion=eu-west-1
expect 2 'is not FIELD=JSON' check 123456789012 --what-if $trail IsLogging
expect 2 'needs two values: --what-if SUBJECT FIELD=JSON' check 123456789012 --what-if $trail
expect 2 'unknown: set all of it' check "$root/tests/data/plans/T6-unknown-values/plan.json" --what-if aws_cloudtrail.t 'EventSelectors/0/DataResources/0/Values/0="x"'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
