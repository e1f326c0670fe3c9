#!/bin/sh
# What planned changes do to the verdicts around them: fields that exclude each other, deferred changes,
# resources that assay cannot model, organization trails, several plans.
#
#   sh tests/cli/changes.sh BUILD-DIR
set -u

test $# -eq 1 || { echo "usage: $0 BUILD-DIR" >&2; exit 2; }
ASSAY=${ASSAY:-$(cd "$1" && pwd)/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 2
passed=0
failed=0

# expect NAME EXIT[,TEXT] SUBJECT=VERDICT,... ARGUMENT...: the exit status, the verdicts of all subjects in order, and
# a text of the report
expect()
{
	name=$1 exit=${2%%,*} want=$3
	says=$(echo "${2#"$exit"}" | sed 's/^,//')
	shift 3
	"$ASSAY" check --show all --format json "$@" >out 2>err
	got_exit=$?
	got=$(sed -n -e 's/^      "subject": "\(.*\)",$/\1/p' -e 's/^      "verdict": "\(.*\)",$/=\1/p' out |
		paste -s -d , - | sed 's/,=/=/g')
	if test "$got_exit" = "$exit" && test "$got" = "$want" && { test -z "$says" || grep -qF -- "$says" out err; }; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAILED: $name: exit $got_exit, $got; expected exit $exit, $want${says:+, and the text: $says}"
	sed 's/^/    /' err | head -n 5
}

one=111122223333
two=222233334444
trail_arn=arn:aws:cloudtrail:us-east-1:$one:trail/t
basic_none='[]'
basic_all='[{"read_write_type":"All","include_management_events":true,"exclude_management_event_sources":[],"data_resource":[{"type":"AWS::Lambda::Function","values":["arn:aws:lambda"]}]}]'
basic_bare='[{"read_write_type":"All","include_management_events":true,"exclude_management_event_sources":[],"data_resource":[]}]'
advanced_all='[{"name":"m","field_selector":[{"field":"eventCategory","equals":["Management"],"not_equals":null,"starts_with":null,"not_starts_with":null,"ends_with":null,"not_ends_with":null}]},{"name":"l","field_selector":[{"field":"eventCategory","equals":["Data"],"not_equals":null,"starts_with":null,"not_starts_with":null,"ends_with":null,"not_ends_with":null},{"field":"resources.type","equals":["AWS::Lambda::Function"],"not_equals":null,"starts_with":null,"not_starts_with":null,"ends_with":null,"not_ends_with":null}]}]'
live_bare='"EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}]'
live_basic='"EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]}],"ExcludeManagementEventSources":[]}]'
live_advanced='"AdvancedEventSelectors":[{"Name":"m","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},{"Name":"l","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Lambda::Function"]}]}]'

# functions ACCOUNT REGION [NAME]: an export of the functions, one or none
functions()
{
	mkdir -p "in/$1/$2"
	test $# -lt 3 || set -- "$1" "$2" "{\"FunctionName\":\"$3\",\"FunctionArn\":\"arn:aws:lambda:$2:$1:function:$3\",\"Runtime\":\"python3.12\",\"Role\":\"r\"}"
	echo "{\"Functions\":[${3:-}]}" >"in/$1/$2/list-functions.json"
}

# no_trails ACCOUNT REGION: an empty export of the trails
no_trails()
{
	mkdir -p "in/$1/$2"
	echo '{"trailList":[]}' >"in/$1/$2/describe-trails.json"
}

# live MULTI-REGION SELECTORS: exports of an account with a function and the trail t, which is logging
live()
{
	rm -rf in
	functions $one us-east-1 f
	folder=in/$one/us-east-1
	echo "{\"trailList\":[{\"Name\":\"t\",\"S3BucketName\":\"b\",\"IncludeGlobalServiceEvents\":true,\"IsMultiRegionTrail\":$1,\"HomeRegion\":\"us-east-1\",\"TrailARN\":\"$trail_arn\",\"LogFileValidationEnabled\":true,\"HasCustomEventSelectors\":true,\"HasInsightSelectors\":false,\"IsOrganizationTrail\":false}]}" >$folder/describe-trails.json
	echo '{"IsLogging":true}' >$folder/get-trail-status.t.json
	echo "{\"TrailARN\":\"$trail_arn\",$2}" >$folder/get-event-selectors.t.json
}

# values MULTI-REGION ORGANIZATION BASIC ADVANCED [REST]: a trail in a plan
values()
{
	echo "{\"name\":\"t\",\"s3_bucket_name\":\"b\",\"enable_logging\":true,\"is_multi_region_trail\":$1,\"is_organization_trail\":$2,\"include_global_service_events\":true,\"event_selector\":$3,\"advanced_event_selector\":$4${5:-}}"
}

known=",\"arn\":\"$trail_arn\",\"home_region\":\"us-east-1\""

# change ADDRESS ACTION BEFORE AFTER [REST]: an entry of resource_changes
change()
{
	type=${1%%.*} resource=${1#*.}
	echo "{\"address\":\"$1\",\"mode\":\"managed\",\"type\":\"$type\",\"name\":\"${resource%%\[*}\"${6:-},\"change\":{\"actions\":[\"$2\"],\"before\":$3,\"after\":$4,\"after_unknown\":{${5:-}},\"before_sensitive\":{},\"after_sensitive\":{}}}"
}

# provider KEY ARGUMENTS: an entry of provider_config
provider()
{
	echo "\"$1\":{\"name\":\"${1%%.*}\",\"full_name\":\"registry.terraform.io/hashicorp/${1%%.*}\",\"expressions\":{$2}}"
}

# resource ADDRESS PROVIDER-KEY: an entry of the configuration
resource()
{
	echo "{\"address\":\"$1\",\"mode\":\"managed\",\"type\":\"${1%%.*}\",\"name\":\"${1#*.}\",\"provider_config_key\":\"$2\",\"expressions\":{}}"
}

# plan CHANGES PROVIDERS RESOURCES [REST]: a plan, each part without its brackets
plan()
{
	echo "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"resource_changes\":[$1],\"configuration\":{\"provider_config\":{$2},\"root_module\":{\"resources\":[$3]}}${4:-}}"
}

region() { echo "\"region\":{\"constant_value\":\"$1\"}"; }
account() { echo ",\"allowed_account_ids\":{\"constant_value\":[\"$1\"]}"; }
aws=$(provider aws "$(region us-east-1)$(account $one)")
trail_of=$(resource aws_cloudtrail.t aws)

# --- fields that exclude each other: writing one kind of selectors replaces the other ---
# case LIVE-SELECTORS BASIC-BEFORE ADVANCED-BEFORE BASIC-AFTER ADVANCED-AFTER
selectors()
{
	live false "$1"
	plan "$(change aws_cloudtrail.t update "$(values false false "$2" "$3" "$known")" "$(values false false "$4" "$5" "$known")")" \
		"$aws" "$trail_of" >plan.json
}
selectors "$live_bare" '[]' '[]' '[]' "$advanced_all"
expect "advanced selectors replace the default one" 0 $one/us-east-1=pass in plan.json
selectors "$live_bare" "$basic_bare" '[]' '[]' "$advanced_all"
expect "advanced selectors replace basic ones" 0 $one/us-east-1=pass in plan.json
selectors "$live_advanced" "$basic_all" '[]' '[]' '[]'
expect "removed basic selectors take advanced ones along" 1 $one/us-east-1=fail in plan.json
selectors "$live_basic" '[]' "$advanced_all" '[]' '[]'
expect "removed advanced selectors take basic ones along" 1 $one/us-east-1=fail in plan.json
selectors "$live_advanced" "$basic_all" '[]' "$basic_bare" '[]'
expect "changed basic selectors replace live advanced ones" 1 $one/us-east-1=fail in plan.json
selectors "$live_advanced" "$basic_bare" '[]' "$basic_bare" '[]'
expect "selectors that the plan does not change stay" 0,Drift $one/us-east-1=pass in plan.json

# --- deferred changes and unknown indices: their Region is a subject ---
# later ADDRESS ACTION BEFORE AFTER: deferred_changes with one entry
later()
{
	echo ",\"complete\":false,\"deferred_changes\":[{\"reason\":\"provider_config_unknown\",\"resource_change\":$(change "$1" "$2" "$3" "$4" '"arn":true')}]"
}
function_values='{"function_name":"g","role":"r","runtime":"python3.12","environment":[]}'
function_known="{\"function_name\":\"g\",\"role\":\"r\",\"arn\":\"arn:aws:lambda:eu-west-1:$one:function:g\"}"
new_trail=$(change aws_cloudtrail.t create null "$(values false false '[]' "$advanced_all")" '"arn":true,"home_region":true')
new_function=$(change aws_lambda_function.f create null '{"function_name":"f","role":"r"}' '"arn":true')
here=$(provider aws "$(region us-east-1)")
there=$(provider aws.w '"region":{"references":["local.r"]}')
both=$trail_of,$(resource aws_lambda_function.f aws),$(resource aws_lambda_function.g aws.w)
plan "$new_trail,$new_function" "$here,$there" "$both" "$(later aws_lambda_function.g create null "$function_values")" >plan.json
expect "a deferred function in an unknown Region" 3 plan.json=unknown,plan.json#us-east-1=pass plan.json
plan "$new_trail,$new_function" "$here,$there" "$both" "$(later aws_lambda_function.g delete "$function_values" null)" >plan.json
expect "a function whose deletion is deferred" 3 plan.json=unknown,plan.json#us-east-1=pass plan.json
plan "$new_trail,$new_function" "$here,$there" "$both" "$(later aws_lambda_function.g update "$function_known" "$function_known")" >plan.json
expect "a deferred function whose ARN shows its Region" 3 plan.json#eu-west-1=unknown,plan.json#us-east-1=pass plan.json
plan "$new_trail,$new_function,$(change aws_lambda_function.g create null "$function_values" '"arn":true' ',"index_unknown":true')" "$here,$there" "$both" >plan.json
expect "a function with an unknown index" 3 plan.json=unknown,plan.json#us-east-1=pass plan.json
plan "$new_trail,$new_function,{\"change\":{\"actions\":[\"create\"]}}" "$here,$there" "$both" >plan.json
expect "an entry without a type, and a Region that is unknown" 3 plan.json=unknown,plan.json#us-east-1=pass plan.json
plan "$new_trail,$new_function" "$here,$there" "$both" ',"deferred_changes":[{"reason":"x"}]' >plan.json
expect "a deferred entry without a type" 3 plan.json=unknown,plan.json#us-east-1=pass plan.json
live false "$live_advanced"
there=$(provider aws.w "\"region\":{\"references\":[\"local.r\"]}$(account $one)")
plan "" "$aws,$there" "$both" "$(later aws_lambda_function.g create null "$function_values")" >plan.json
expect "a deferred function over exports" 3 $one/us-east-1=pass,plan.json=unknown in plan.json
there=$(provider aws.w "$(region eu-west-1)$(account $one)")
plan "" "$aws,$there" "$both" "$(later aws_lambda_function.g create null "$function_values")" >plan.json
expect "a deferred function over exports, in a known Region" 3 $one/eu-west-1=unknown,$one/us-east-1=pass in plan.json

# --- what a plan does not show: resources that may contain functions and trails ---
good_trail=$(change aws_cloudtrail.t create null "$(values true false "$basic_all" '[]')" '"arn":true,"home_region":true')
bare_trail=$(change aws_cloudtrail.t create null "$(values true false '[]' '[]')" '"arn":true,"home_region":true')
here=$(provider aws "$(region us-east-1)")
for type in awscc_lambda_function aws_cloudformation_stack aws_cloudformation_stack_set \
	aws_serverlessapplicationrepository_cloudformation_stack aws_servicecatalog_provisioned_product; do
	added=$(change $type.x create null '{"name":"x"}' '"id":true')
	placed=$trail_of,$(resource $type.x aws)
	plan "$bare_trail,$added" "$here" "$placed" >plan.json
	expect "$type beside a trail that does not record" "3,$type.x may contain" plan.json#us-east-1=unknown plan.json
	plan "$good_trail,$added" "$here" "$placed" >plan.json
	expect "$type beside a trail that records all" "0,$type.x may contain" plan.json#us-east-1=pass plan.json
	plan "$bare_trail,$(change $type.x delete '{"name":"x"}' null)" "$here" "$placed" >plan.json
	expect "$type that is deleted" 0 plan.json#us-east-1=not-applicable plan.json
done
cloudcontrol=aws_cloudcontrolapi_resource.x
placed=$trail_of,$(resource $cloudcontrol aws)
plan "$bare_trail,$(change $cloudcontrol create null '{"type_name":"AWS::Lambda::Function"}')" "$here" "$placed" >plan.json
expect "Cloud Control with a function" 3 plan.json#us-east-1=unknown plan.json
plan "$bare_trail,$(change $cloudcontrol create null '{"type_name":"AWS::S3::Bucket"}')" "$here" "$placed" >plan.json
expect "Cloud Control with a bucket" 0 plan.json#us-east-1=not-applicable plan.json
plan "$bare_trail,$(change $cloudcontrol create null '{}' '"type_name":true')" "$here" "$placed" >plan.json
expect "Cloud Control with an unknown type" 3 plan.json#us-east-1=unknown plan.json
# its own provider, in another Region; the account is that of the environment
awscc=$(provider awscc "$(region eu-west-1)")
single=$(change aws_cloudtrail.t create null "$(values false false "$basic_all" '[]')" '"arn":true,"home_region":true')
added=$(change awscc_lambda_function.x create null '{"function_name":"x"}' '"arn":true')
plan "$single,$new_function,$added" "$here,$awscc" "$trail_of,$(resource aws_lambda_function.f aws),$(resource awscc_lambda_function.x awscc)" >plan.json
expect "a function of another provider in another Region" 3 plan.json#eu-west-1=unknown,plan.json#us-east-1=pass plan.json
# a trail may be in the stack
stack=aws_cloudformation_stack.s
plan "$new_function,$(change $stack create null '{"name":"s"}')" "$here" "$(resource aws_lambda_function.f aws),$(resource $stack aws)" >plan.json
expect "a stack may have the trail, even in a closed world" 3 plan.json#us-east-1=unknown \
	--param aws-cloudtrail-lambda-invocations.closed_world=true plan.json
# over exports: the live trail may be in the stack
live true "$live_basic"
placed=$(resource $stack aws)
for action in update delete; do
	after='{"name":"s"}'
	test $action = update || after=null
	plan "$(change $stack $action '{"name":"s"}' "$after")" "$aws" "$placed" >plan.json
	expect "$action of a stack that may have the live trail" "3,may contain" $one/us-east-1=unknown in plan.json
	plan "$(change aws_cloudtrail.t no-op "$(values true false "$basic_all" '[]' "$known")" "$(values true false "$basic_all" '[]' "$known")"),$(change $stack $action '{"name":"s"}' "$after")" \
		"$aws" "$trail_of,$placed" >plan.json
	expect "$action of a stack beside a trail that the plan manages" 0 $one/us-east-1=pass in plan.json
done
plan "$(change $stack no-op '{"name":"s"}' '{"name":"s"}')" "$aws" "$placed" >plan.json
expect "an unchanged stack over exports" 0 $one/us-east-1=pass in plan.json
live true "$live_basic"
functions $one us-east-1
plan "$(change $stack create null '{"name":"s"}')" "$aws" "$placed" >plan.json
expect "a new stack over exports without functions" "0,may contain" $one/us-east-1=pass in plan.json
live true "$live_bare"
functions $one us-east-1
expect "a new stack over exports without functions and records" "3,may contain" $one/us-east-1=unknown in plan.json

# --- several plans in one file ---
plan "$good_trail,$new_function" "$here" "$trail_of,$(resource aws_lambda_function.f aws)" >good.json
plan "$bare_trail,$new_function" "$here" "$trail_of,$(resource aws_lambda_function.f aws)" >bad.json
jq_s() { echo "[$(cat "$1"),$(cat "$2")]"; }
jq_s good.json bad.json >plans.json
expect "a list of plans" 1 "plans.json (1)#us-east-1=pass,plans.json (2)#us-east-1=fail" plans.json
expect "a list of plans, skipping files that are not recognised" 1 "plans.json (1)#us-east-1=pass,plans.json (2)#us-east-1=fail" \
	--skip-unrecognised plans.json
echo "{\"b\":$(cat good.json),\"a\":{\"prod\":$(cat bad.json)},\"workspace\":\"x\"}" >plans.json
expect "an object with plans" 1 "plans.json (a/prod)#us-east-1=fail,plans.json (b)#us-east-1=pass" plans.json
echo "{\"plan\":$(cat bad.json),\"meta\":{\"by\":\"x\"}}" >plans.json
expect "a wrapper with other values" "1,are skipped" "plans.json (plan)#us-east-1=fail" plans.json
echo "[$(cat good.json),{\"Functions\":[]}]" >plans.json
"$ASSAY" check --skip-unrecognised plans.json >out 2>err
status=$?
if test $status = 2 && grep -q 'this element is not one' err out; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAILED: a list of plans and something else: exit $status"
fi
{ echo '- '; sed 's/^/  /' bad.json; } >plans.yaml
expect "a YAML list of plans" 1 "plans.yaml (1)#us-east-1=fail" plans.yaml

# --- a plan whose name is that of a subject of exports ---
live true "$live_bare"
mkdir -p plans/$one
plan "$good_trail,$new_function" "$(provider aws '')" "$trail_of,$(resource aws_lambda_function.f aws)" >plans/$one/us-east-1
cd plans || exit 2
expect "a plan named like a Region of exports" 1 "$one/us-east-1=fail,$one/us-east-1 (plan)=unknown" $one/us-east-1 ../in
cd ..

# --- plans of one account are one inventory ---
# stack FILE CHANGES RESOURCES REGION: a plan of the account
stack()
{
	mkdir -p "${1%/*}"
	plan "$2" "$(provider aws "$(region "$4")$(account $one)")" "$3" >"$1"
}
f_of=$(resource aws_lambda_function.f aws)
stack audit/plan.json "$good_trail" "$trail_of" us-east-1
stack app/plan.json "$new_function" "$f_of" eu-west-1
expect "a trail in one plan, a function in another" 0 app/plan.json#eu-west-1=pass,audit/plan.json#us-east-1=not-applicable audit/plan.json app/plan.json
expect "the function's plan alone" 3 app/plan.json#eu-west-1=unknown app/plan.json
stack audit/plan.json "$single" "$trail_of" us-east-1
expect "a trail in another Region" 1 app/plan.json#eu-west-1=fail,audit/plan.json#us-east-1=not-applicable audit/plan.json app/plan.json
stack app/plan.json "$new_function" "$f_of" us-east-1
expect "one Region in two plans" 0 app/plan.json#us-east-1=pass audit/plan.json app/plan.json
jq_s audit/plan.json app/plan.json >plans.json
expect "one Region in two plans of a file" 0 "plans.json (1)#us-east-1=pass" plans.json
trail_values=$(values true false "$basic_all" '[]' "$known")
stack audit/plan.json "$(change aws_cloudtrail.t no-op "$trail_values" "$trail_values")" "$trail_of" us-east-1
expect "an existing trail in another plan" 0 app/plan.json#us-east-1=pass audit/plan.json app/plan.json
stack old/plan.json "$(change aws_cloudtrail.t delete "$trail_values" null)" "$trail_of" us-east-1
expect "a third plan deletes the trail" "3,may be the same resource" app/plan.json#us-east-1=unknown audit/plan.json app/plan.json old/plan.json
stack old/plan.json "$(change aws_cloudtrail.t delete '{}' null)" "$trail_of" us-east-1
expect "a third plan deletes what it does not name" "3,does not show which" app/plan.json#us-east-1=unknown audit/plan.json app/plan.json old/plan.json
function_here=$(echo "$function_known" | sed s/eu-west-1/us-east-1/)
stack audit/plan.json "$(change aws_lambda_function.g delete "$function_here" null)" "$(resource aws_lambda_function.g aws)" us-east-1
expect "no plan has a trail" 3 app/plan.json#us-east-1=unknown audit/plan.json app/plan.json
sed "s/$one/$two/g" audit/plan.json >old/plan.json
expect "plans of two accounts" 3 app/plan.json#us-east-1=unknown,old/plan.json#us-east-1=not-applicable app/plan.json old/plan.json

# --- an organization trail: other accounts may list it after apply ---
# org ACTION BEFORE AFTER [REST]: exports of a member without trails, and a plan of another account
org()
{
	rm -rf in
	for id in $one $two; do
		no_trails $id us-east-1
		functions $id us-east-1
	done
	functions $two us-east-1 f
	plan "$(change aws_cloudtrail.t "$1" "$2" "$3" "${4:-}")" "$aws" "$trail_of" >plan.json
}
org_trail=$(values true true '[]' "$advanced_all" "$known")
own_trail=$(values true false '[]' "$advanced_all" "$known")
both_of() { echo "$one/us-east-1=not-applicable,$two/us-east-1=$1"; }
org create null "$(values true true '[]' "$advanced_all")" '"arn":true,"home_region":true'
expect "a new organization trail" "3,may list it after apply" "$(both_of unknown)" in plan.json
rm -r in/$one
expect "a new organization trail of an account without exports" 3 "$two/us-east-1=unknown,plan.json#us-east-1=not-applicable" in plan.json
org create null "$own_trail" '"arn":true'
expect "a new trail of one account" 1 "$(both_of fail)" in plan.json
org create null "$(values true null '[]' "$advanced_all")" '"arn":true,"is_organization_trail":true'
expect "a new trail that may be the organization's" 3 "$(both_of unknown)" in plan.json
org update "$own_trail" "$org_trail"
expect "a trail that becomes the organization's" 3 "$(both_of unknown)" in plan.json
org update "$org_trail" "$(values true true "$basic_all" '[]' "$known")"
expect "a changed organization trail, which the member does not list" 1 "$(both_of fail)" in plan.json
org no-op "$org_trail" "$org_trail"
expect "an unchanged organization trail, which the member does not list" 1 "$(both_of fail)" in plan.json
org update "$org_trail" "$own_trail"
expect "a trail that the organization loses" 1 "$(both_of fail)" in plan.json
org create null "$own_trail"
plan "" "$aws" "$trail_of" "$(later aws_cloudtrail.t create null "$(values true true '[]' "$advanced_all")")" >plan.json
expect "a deferred organization trail" 3 "$one/us-east-1=unknown,$two/us-east-1=unknown" in plan.json
org create null "$own_trail"
functions $two us-east-1
plan "$(change aws_cloudformation_stack_set.s create null '{"name":"s"}')" "$aws" "$(resource aws_cloudformation_stack_set.s aws)" >plan.json
expect "a stack set may have functions in other accounts" 3 "$one/us-east-1=unknown,$two/us-east-1=unknown" in plan.json
# two answers to a member's question disagree about a trail that the plan replaces
org create null "$own_trail"
shown="{\"trailList\":[{\"Name\":\"t\",\"S3BucketName\":\"b\",\"IncludeGlobalServiceEvents\":true,\"IsMultiRegionTrail\":true,\"HomeRegion\":\"us-east-1\",\"TrailARN\":\"$trail_arn\",\"LogFileValidationEnabled\":true,\"HasCustomEventSelectors\":true,\"HasInsightSelectors\":false,\"IsOrganizationTrail\":true}]}"
for id in $one $two; do echo "$shown" >in/$id/us-east-1/describe-trails.json; done
echo "{\"TrailARN\":\"$trail_arn\",$live_advanced}" >in/$one/us-east-1/get-event-selectors.t.json
echo '{"IsLogging":true}' >in/$one/us-east-1/get-trail-status.t.json
replaced="$(change aws_cloudtrail.t create "$org_trail" "$(values true true '[]' "$advanced_all")" '"arn":true,"home_region":true' | sed 's/"actions":\["create"\]/"actions":["delete","create"]/')"
plan "$replaced" "$aws" "$trail_of" >plan.json
expect "a replaced organization trail that the member lists" 0 "$(both_of pass)" in plan.json
echo '{"trailList":[]}' >in/$two/us-east-1/second-describe-trails.json
expect "a replaced organization trail that one of two answers lists" 3 "$(both_of unknown)" in plan.json
no_trails $one us-east-1
expect "the same, and the owner's list omits it" 3 "$(both_of unknown)" in plan.json
# an event data store of the organization, where those count
org create null "$own_trail"
for id in $one $two; do echo '{"EventDataStores":[]}' >in/$id/us-east-1/list-event-data-stores.json; done
for shared in true false; do
	plan "$(change aws_cloudtrail_event_data_store.e create null "{\"name\":\"e\",\"organization_enabled\":$shared,\"multi_region_enabled\":true,\"advanced_event_selector\":$advanced_all}" '"arn":true')" \
		"$aws" "$(resource aws_cloudtrail_event_data_store.e aws)" >plan.json
	verdict=unknown exit=3
	test $shared = true || verdict=fail exit=1
	expect "a new event data store, of the organization: $shared" $exit "$(both_of $verdict)" \
		--param aws-cloudtrail-lambda-invocations.allow_event_data_store=true in plan.json
done
# two plans, without exports
stack audit/plan.json "$(change aws_cloudtrail.t create null "$(values true true '[]' "$advanced_all")" '"arn":true,"home_region":true')" "$trail_of" us-east-1
stack app/plan.json "$new_function,$(change aws_cloudtrail.own create null "$(values true false '[]' '[]')" '"arn":true')" "$f_of,$(resource aws_cloudtrail.own aws)" us-east-1
sed -i "s/$one/$two/g" app/plan.json
expect "an organization trail in the plan of another account" 3 app/plan.json#us-east-1=unknown,audit/plan.json#us-east-1=not-applicable audit/plan.json app/plan.json
expect "the member's plan alone" 1 app/plan.json#us-east-1=fail app/plan.json

echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
