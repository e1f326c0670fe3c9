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

# the same by settings
printf 'plans:\n  - path: "local*.json"\n    region: eu-west-1\n    account: "123456789012"\n' >.assay.yaml
expect 0 'local.json#eu-west-1' local.json
expect 3 'it has no region argument' environment.json

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
