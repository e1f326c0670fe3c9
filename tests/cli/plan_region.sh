#!/bin/sh
# plan_region.sh BUILD - --region, --account and the settings plans: for what a plan does not show about itself.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
plans=$root/tests/data/plans/T28-evidence
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed
expect() {
	status=$1 text=$2
	shift 2
	"$assay" check --show all "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && tr -s ' \n' '  ' <out | grep -qF -e "$text"
	say $? "check $*: status $got, wanted $status with '$text': $(cat out)"
}
for plan in environment environment-two local variable-beside-constant local-and-local arn-against-provider environment-sibling \
	for-each no-configuration environment-two-profiles; do
	cp "$plans/$plan.json" .
done

# functions whose own Regions are unknown, and may differ
cat >function <<'E'
{"address": "aws_lambda_function.NAME", "mode": "managed", "type": "aws_lambda_function", "name": "NAME",
"change": {"actions": ["create"], "before": null, "after": {"function_name": "NAME"}, "after_unknown": {"region": true, "arn": true}}}
E
plan() {
	printf '{"format_version": "1.2", "complete": true, "resource_changes": ['
	for name; do sed "s/NAME/$name/g" function && printf ,; done | sed '$s/,$//'
	printf '], "configuration": {"provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}}, "root_module": {"resources": ['
	for name; do printf '{"address": "aws_lambda_function.%s", "mode": "managed", "type": "aws_lambda_function", "name": "%s", "provider_config_key": "aws"},' "$name" "$name"; done | sed '$s/,$//'
	printf ']}}}'
}
plan a >one.json
plan a b >two.json
scattered() {
	cat >rules/controls/scattered.lua <<E
return control {
  id = "scattered", title = "t", severity = "low", subject = "region", reads = { "AWS::Lambda::Function" },
  check = function(subject)
    local list = subject:all("AWS::Lambda::Function")
    $1
    pass()
  end,
}
E
}

# without a region argument, all provider configurations of the environment have the given Region
expect 0 'environment.json#eu-west-1' --region eu-west-1 environment.json
expect 0 'environment-two.json#eu-west-1' --region eu-west-1 environment-two.json
# of one unknown expression, it is the given Region
expect 0 'local.json#eu-west-1' --region eu-west-1 local.json
expect 1 'variable-beside-constant.json#us-east-1' --region eu-west-1 variable-beside-constant.json
expect 0 'variable-beside-constant.json#us-east-1' --region us-east-1 variable-beside-constant.json
# of two, nothing shows which one is meant
expect 3 'a plan does not show the value of its region expression' --region eu-west-1 local-and-local.json
# it does not override what the plan shows
expect 0 'environment-sibling.json#eu-west-1' --region us-east-1 environment-sibling.json
expect 3 'shows eu-west-1' --region us-east-1 arn-against-provider.json
expect 3 'it has for_each' --region us-east-1 for-each.json
# a plan without configuration: account and Region of the whole plan
expect 3 'does not show which provider configuration' no-configuration.json
expect 3 'does not show which provider configuration' --region us-east-1 no-configuration.json
expect 0 'no-configuration.json#us-east-1' --region us-east-1 --account 123456789012 no-configuration.json
expect 3 'does not show which provider configuration' --account 123456789012 no-configuration.json
[ "$(grep -c '^UNKNOWN' out)" = 1 ]
say $? 'a plan without configuration has one unknown'

# an option without effect is named
expect 0 'The given Region eu-west-1 is not applied' --region eu-west-1 "$root/tests/data/plans/T2-basic-all/plan.json"
expect 0 '--region has no effect: it is for plans' --region eu-west-1 "$root/tests/data/rows/basic-all"
expect 0 '--account has no effect: it is for plans' --account 123456789012 "$root/tests/data/rows/basic-all"
expect 0 '--name has no effect: it is for plans' --name x "$root/tests/data/rows/basic-all"
exports=$root/tests/data/plans/T31-plan-and-exports/none
expect 0 'The name foo is in no subject: the plan is merged' --name foo "$root/tests/data/plans/T37-assume-role/plan.json" "$exports"
expect 0 '123456789012/us-east-1' "$root/tests/data/plans/T37-assume-role/plan.json" "$exports"
! grep -q 'is in no subject' out
say $? 'no note without a name'
expect 0 'foo#us-east-1' --name foo --show all "$root/tests/data/plans/T2-basic-all/plan.json"
! grep -q 'is in no subject' out
say $? 'no note where the name is used'
expect 2 'is given twice, and it can be read once' - -
echo hello >plain.txt
expect 2 'This is not JSON: save the output of the command itself' plain.txt

# the same by settings
printf 'plans:\n  - path: "local*.json"\n    region: eu-west-1\n    account: "123456789012"\n' >.assay.yaml
expect 0 'local.json#eu-west-1' local.json
expect 3 'it has no region argument' environment.json

# a Region that stands for several: what one function shows is not known of each Region
rm .assay.yaml
mkdir -p rules/controls
for check in 'if any(list, function(f) return f.FunctionName == "a" end) then pass() end' \
	'for f in each(list) do if f.FunctionName == "a" then pass() end end' \
	'if at_least(1, list, function(f) return f.FunctionName == "a" end) then pass() end' \
	'if not all(list, function(f) return f.FunctionName == "b" end) then pass() end' \
	'if not none(list, function(f) return f.FunctionName == "a" end) then pass() end'; do
	scattered "$check"
	expect 3 'aws_lambda_function.a in two.json is unknown' --rules rules --control scattered two.json
	expect 3 "$(printf 'PASS scattered one.json\n')" --rules rules --control scattered one.json
done
scattered 'if any(list, function(f) return f.FunctionName == "a" end) then fail(subject, nil, "bad") end'
expect 1 'FAIL scattered two.json' --rules rules --control scattered two.json

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
