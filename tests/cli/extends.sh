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

# a command whose output has the form of a bundled command's: names of files tell them apart, and nothing else
more="$function, fields = { Own = { kind = 'string', cli = 'Policy' } }, commands = { { keys = { 'Policy', 'RevisionId' }, any_of = { 'Policy' }, gives = { 'Own' }, keyed = false, permission = 'p'"
refuse "bad/types/more.lua:1: commands.more get-policy: nothing but an envelope tells its output from that of 'lambda get-policy': the form and the file name are the same. Add file = \"more-get-policy.{FunctionName}.json\"." "$more, name = 'more get-policy', file = 'get-policy.{FunctionName}.json' } }"
refuse "commands.more get-policy: nothing but an envelope" "$more, name = 'more get-policy' } }"
for file in 'other.{FunctionName}.json' 'get-mor.{FunctionName}.json' 'get-more-{FunctionName}.json' 'get-more.{Runtime}.json' 'get-more.{FunctionName}' 'get-more.{FunctionName}.{Arn}.json' 'get-more.{FunctionName}x.json' 'get-more'; do
	refuse "commands.more get-more.file: assay does not find a file of this name. Write \"get-more.{FunctionName}.json\", or a name without a field." "$more, name = 'more get-more', file = '$file' } }"
done
region=two/123456789012/us-east-1
accept() { # DECLARATION
	rm -rf added two
	mkdir -p added/types "$region"
	echo "return type { $1 }" >added/types/more.lua
	sed 's/"Functions": \[/"Functions": [{ "FunctionName": "beta", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:beta", "Runtime": "python3.13", "Role": "arn:aws:iam::123456789012:role\/r", "PackageType": "Zip" },/' exports/123456789012/us-east-1/list-functions.json >$region/list-functions.json
	for name in alpha beta; do
		echo '{"Policy": "{\"Statement\": []}", "RevisionId": "r"}' >$region/get-policy.$name.json
	done
}
judge() { "$assay" check --control aws-lambda-not-public --show all --format json "$@" two 2>err | grep -c '"verdict": *"pass"' >out; }
passes() { # WHAT
	judge && [ "$(cat out)" = 2 ] && judge --rules added && [ "$(cat out)" = 2 ]
	say $? "$1"
}
accept "$more, name = 'more get-more', file = 'get-more.{FunctionName}.json' } }"
passes 'one form, other names of files'
echo '{"Policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\"}]}"}' >$region/get-more.beta.json
passes 'a file that is named for the other command'
mv $region/get-policy.beta.json $region/beta.json
"$assay" check --rules added --control aws-lambda-not-public two >out 2>&1
[ $? = 2 ] && tr -s ' \n' ' ' <out | grep -qF 'This may be the output of aws lambda get-policy or of aws more get-more, which have one form. Name the file get-policy.NAME.json or get-more.NAME.json, or use the envelope.'
say $? 'one form, and no name'
accept "$more, name = 'more get-policy', file = 'more-get-policy.{FunctionName}.json' } }"
echo '{"Policy": "{}"}' >$region/more-get-policy.beta.json
passes 'one form and word, and a file with the service'
"$assay" inspect --resource beta --rules added two >out 2>&1
grep -q 'Own: "{}"' out
say $? 'the file with the service is read'
# a command of the same word, whose form is another: its files have the labels of their own type
accept "name = 'Test::IoT::Policy', noun = 'policy', nouns = 'policies', key = 'PolicyArn', label = 'PolicyName', fields = { PolicyArn = { kind = 'string', cli = 'policyArn' }, PolicyName = { kind = 'string', cli = 'policyName' }, Doc = { kind = 'string', cli = 'policyDocument' } }, commands = { { name = 'iot get-policy', keys = { 'policyName', 'policyArn', 'policyDocument' }, any_of = { 'policyDocument' }, gives = { 'Doc' }, arguments = '--policy-name {PolicyName}', file = 'get-policy.{PolicyName}.json', permission = 'p' } }"
passes 'one word, other forms'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
