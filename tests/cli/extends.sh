#!/bin/sh
# extends.sh BUILD - files that add to a bundled type: its controls have the same verdicts, and what would change one is refused.
set -u
assay=$(cd "$1" && pwd)/assay
data=$(cd "$(dirname "$0")/../data/types/extends" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2: $(cat out)"
	fi
}

# the verdicts of the bundled controls
cp -R "$data/exports" "$data/traced" "$data/plan" .
for inputs in exports/123456789012 traced/123456789012 plan/plan.json; do
	"$assay" check --profile lambda --format json "$inputs" >without 2>err
	"$assay" check --profile lambda --format json --rules "$data/rules" "$inputs" >with 2>err
	for report in without with; do
		python3 -c 'import json, sys
for r in json.load(open(sys.argv[1]))["results"]:
    if r["control"].startswith("aws-"): print(r["control"], r["subject"], r["verdict"])' "$report" >"$report.verdicts"
	done
	[ -s without.verdicts ] && diff without.verdicts with.verdicts >out
	say $? "an extension changes a verdict of $inputs"
done

"$assay" inspect --resource alpha --rules "$data/rules" traced/123456789012 >out 2>&1
grep -q 'RecursiveLoop: "Terminate"' out && grep -q 'TracingConfig' out && grep -q 'Runtime: "python3.13"' out
say $? 'inspect shows fields of all files'

refuse() { # TEXT DECLARATION
	mkdir -p bad/types
	echo "return type { $2 }" >bad/types/more.lua
	"$assay" check --rules bad exports/123456789012 >out 2>&1
	[ $? = 2 ] && grep -qF "$1" out
	say $? "refused: $2"
}
function='extends = "AWS::Lambda::Function"'
field='fields = { Own = { kind = "string" } }'
# another output would change what bundled controls read
refuse "'Runtime' is not a field that this file adds" "$function, $field, commands = { { name = 'lambda get-more', keys = { 'Runtime' }, any_of = { 'Runtime' }, gives = { 'Own', 'Runtime' }, keyed = false, arguments = '', permission = 'p' } }"
refuse "'Policy' is not a field that this file adds" "$function, $field, commands = { { name = 'lambda list-functions', gives = { 'Policy' } } }"
refuse "'EventInvokeConfig' is not a field that this file adds" "$function, $field, parts = { { tf = 'aws_more', refers = 'function_name', to = { 'arn' }, fields = { 'EventInvokeConfig' } } }"
refuse "'Policy' is not a field that this file adds" "$function, $field, parts = { { tf = 'aws_more', refers = 'function_name', to = { 'arn' }, adds = 'Policy.Statement', key = { 'Sid' } } }"
refuse 'a command that completes the list of resources belongs in the file that declares the type' "$function, $field, commands = { { name = 'lambda list-more', at = 'More', many = true, lists = 'region', keys = { 'More' }, gives = { 'Arn', 'Own' }, permission = 'p' } }"
refuse "the type already has the field 'Runtime', which types/aws/lambda_function.lua declares" "$function, fields = { Runtime = { kind = 'string' } }"
refuse "the type already has the part 'aws_lambda_permission'" "$function, $field, parts = { { tf = 'aws_lambda_permission', refers = 'function_name', to = { 'arn' }, fields = { 'Own' } } }"
refuse "the type already has the command 'lambda get-policy'" "$function, $field, commands = { { name = 'lambda get-policy', keys = { 'Own' }, gives = { 'Own' }, permission = 'p' } }"
refuse 'unknown key' "$function, $field, regional = false"
refuse 'no file below types/ declares the type AWS::Lambda::Functions' 'extends = "AWS::Lambda::Functions"'

# two files add the same field: the second is refused
cp -R "$data/rules" twice
sed 's/RecursiveLoop = /TracingConfig = /; /commands/,$d' twice/types/function_recursion.lua >twice/types/z.lua
echo '}' >>twice/types/z.lua
"$assay" check --rules twice exports/123456789012 >out 2>&1
[ $? = 2 ] && grep -q "types/z.lua.*the type already has the field 'TracingConfig', which .*function_tracing.lua declares" out
say $? 'two files with one field'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
