#!/bin/sh
# recognition.sh BUILD - a file that is named like an export, or lies where an export belongs, is read or makes its
# Region unknown, whatever it contains. Nothing that is not understood completes a list.
set -u
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0

# say STATUS TEXT
say() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
		sed 's/^/  /' "$work/out" | head -n 20
	fi
}

account=444455556666
trail=arn:aws:cloudtrail:us-east-1:$account:trail/t
function='{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:eu-west-1:'$account':function:f"}'
trails='{"trailList": [{"Name": "t", "TrailARN": "'$trail'", "HomeRegion": "us-east-1", "IsMultiRegionTrail": false}]}'
denied='An error occurred (AccessDeniedException) when calling the ListFunctions operation: not authorized'

# the inputs: us-east-1 passes, and eu-west-1 has its list of trails
begin() {
	rm -rf in
	mkdir -p in/$account/us-east-1 in/$account/eu-west-1
	printf '%s\n' "$trails" >in/$account/us-east-1/describe-trails.json
	printf '{"IsLogging": true}\n' >in/$account/us-east-1/get-trail-status.t.json
	printf '{"TrailARN": "%s", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true,
		"DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]}\n' \
		"$trail" >in/$account/us-east-1/get-event-selectors.t.json
	printf '{"Functions": []}\n' >in/$account/us-east-1/list-functions.json
	printf '{"trailList": []}\n' >in/$account/eu-west-1/describe-trails.json
}

# is VERDICT STATUS NAME: the verdict of eu-west-1 ("none": it is no subject), and the exit status
is() {
	(cd in && "$assay" check --show all .) >out 2>&1
	got=$?
	verdict=$(sed -n ':a; N; $!ba; s/,\n      /, /g; p' out | sed -n -E "s#^([A-Z ]*[A-Z])  .*[ ]$account/eu-west-1(,.*)?\$#\1#p" | tr ' ' -)
	[ "${verdict:-none}" = "$1" ] && [ $got = "$2" ]
	say $? "$3: ${verdict:-none} with status $got, not $1 with $2"
	! grep -q 'was not exported' out
	say $? "$3: a file that is there was exported"
	[ "$1" != UNKNOWN ] || [ "${4:-}" = answered ] && return
	grep -q "aws lambda list-functions --region eu-west-1" out
	say $? "$3: the command is printed"
	(cd in && "$assay" inspect .) >out 2>&1
	! grep -qE 'No export is missing|Nothing is missing' out && grep -q 'list-functions --region eu-west-1' out
	say $? "$3: inspect lists what is missing"
}

# file VERDICT STATUS NAME [answered]: the file "content" as that file of eu-west-1
file() {
	begin
	cp content "in/$account/eu-west-1/$3"
	is "$1" "$2" "$3: $(head -c 60 "in/$account/eu-west-1/$3" | tr '\n\0' '  ')" "${4:-}"
}

# ---- forms that are read: one function that no trail records, and a list that is complete ----
read_as() { file "$1" "$2" list-functions.json; }
for more in '"ResponseMetadata": {"HTTPStatusCode": 200}, ' '"Note": null, "a\u0062c": 1, ' '"Functions2": [], '; do
	printf '{%s"Functions": [%s]}' "$more" "$function" >content; read_as FAIL 1
	printf '{%s"Functions": []}' "$more" >content; read_as NOT-APPLICABLE 0
done
[ "$(grep -c 'is not part of the output' out)" = 1 ]
say $? 'an unknown key is noted once'
printf '[{"Functions": [%s]}]' "$function" >content; read_as FAIL 1
printf '[{"Functions": [], "NextMarker": null}, {"Functions": [%s], "ResponseMetadata": {}}]' "$function" >content; read_as FAIL 1
printf '{"Functions": []}\n{"Functions": [%s]}\n' "$function" >content; read_as FAIL 1
printf '{"Functions": []}{"Functions": []}' >content; read_as NOT-APPLICABLE 0
printf -- '- Functions:\n  - FunctionArn: arn:aws:lambda:eu-west-1:%s:function:f\n' $account >content; read_as FAIL 1
printf -- '- Functions: []\n' >content; file NOT-APPLICABLE 0 list-functions.yml
printf -- '---\nFunctions: []\n---\nFunctions: []\n' >content; file NOT-APPLICABLE 0 list-functions.yaml
printf '[{"Functions": [%s], "NextMarker": "x"}, {"Functions": [%s]}]' "$function" \
	"$(echo "$function" | sed s/:f\"/:g\"/)" >content; read_as FAIL 1
# the list goes on behind the last page, or behind a page that an empty one follows
printf '[{"Functions": []}, {"Functions": [], "NextMarker": "x"}]' >content; read_as UNKNOWN 3
printf '[{"Functions": [], "NextMarker": "x"}, {"Functions": []}]' >content; read_as UNKNOWN 3
for key in nextToken NextPage IsTruncated has_more resume_token cursor; do
	printf '{"Functions": [], "%s": "x"}' $key >content; read_as UNKNOWN 3
	printf '{"Functions": [], "%s": null}' $key >content; read_as NOT-APPLICABLE 0
done

# ---- the list alone, as --query Functions prints it: read, and it may be filtered ----
printf '[]' >content; read_as UNKNOWN 3
printf '[%s]' "$function" >content; read_as FAIL 1
printf '[%s]' "$function" >content; file FAIL 1 functions.json
printf -- '- FunctionArn: arn:aws:lambda:eu-west-1:%s:function:f\n' $account >content; read_as FAIL 1

# ---- content that is not the output of the command for which the file is named ----
printf '%s\n' null '{}' '"text"' 7 true '[null]' '[[]]' '["f"]' '[{}]' '{"functions": []}' '{"Functions": null}' \
	'{"Functions": {}}' '{"Functions": "x"}' '{"configurationItems": []}' '{"Configuration": {}, "Code": {}}' \
	'{"Functions": [], "Error": {"Code": "x"}}' '{"Functions": [], "trailList": []}' '[{"Functions": []}, null]' \
	'[{"Functions": []}, {"trailList": []}]' '{"Functions": [' '{"Functions": []} {"trailList": []}' \
	'[{"assay": {"command": "lambda list-functions"}, "output": {"Functions": []}}]' \
	"FUNCTIONS	x	y" 'aws: error: argument operation: Invalid choice' '# later' 'Functions []' >contents
while IFS= read -r content; do
	printf '%s\n' "$content" >content; read_as UNKNOWN 2
done <contents
# the output of another command, which content decides: a warning, and its list is still missing
printf '{"FunctionName": "f"}\n' >content; read_as UNKNOWN 3
: >content; read_as UNKNOWN 2
printf '{"Functions": []}' | gzip -nc >content; file NOT-APPLICABLE 0 list-functions.json.gz
printf '{"Functions": []}' | gzip -nc >content; read_as NOT-APPLICABLE 0
printf '{"Functions": []}' | gzip -nc | head -c 30 >content; file UNKNOWN 2 list-functions.json.gz
printf 'BZh91AY' >content; file UNKNOWN 2 list-functions.json.bz2
printf -- '-----------------\n|ListFunctions  |\n+---------------+\n' >content; read_as UNKNOWN 2
grep -q -- '--output json' out
say $? 'a table is named, with the command that helps'

# ---- AWS's error is the answer to the command ----
for name in list-functions.json list-functions.txt lambda.txt aws-lambda-list-functions; do
	printf '\n%s\n' "$denied" >content; file UNKNOWN 3 $name answered
	printf 'aws: [ERROR]: %s\n\n' "$denied" >content; file UNKNOWN 3 $name answered
	(cd in && "$assay" check .) >out 2>&1
	tr -s '\n ' '  ' <out | grep -q 'AccessDeniedException: not'
	say $? "$name: the error is quoted"
done

# ---- names ----
for name in list_functions.json LIST-FUNCTIONS.JSON lambda-list-functions.json aws_lambda_list_functions.yml \
	'list-functions (1).json' list-functions-prod.json list-functions.page1.json list-functions.json.bak \
	list-functions.txt list-functions.out list-functions list-functions.json~ list-functions.json.swp list-functions.html Lambda_List-Functions.yaml list-functions.jsonl; do
	printf '{}\n' >content; file UNKNOWN 2 "$name"
	printf '{"Functions": []}\n' >content; file NOT-APPLICABLE 0 "$name"
done

# documents and archives that have the name of an export
for name in list-functions.pdf list-functions.xlsx list-functions.docx; do
	printf 'PK\003\004\024\000\010\000\010\000\000\000\041\000\000\000\000\000\000\000\000\000\000\000\000\000\023\000\000\000[Content_Types].xml' >content
	file UNKNOWN 2 $name
	(cd in && "$assay" check .) >out 2>&1
	tr -s '\n ' '  ' <out | grep -q 'This is an Office document, not JSON. Export the data as JSON'
	say $? "$name is named for what it is"
done
mkdir packed && echo '{"Functions": []}' >packed/list-functions.json && tar -cf content packed
for name in list-functions.tar list-functions.json.tar; do file NOT-APPLICABLE 0 $name; done
gzip -nc packed/list-functions.json >content
for name in list-functions.tgz list-functions.tar.gz list-functions.rar; do file NOT-APPLICABLE 0 $name; done

# ---- a file with data that no name and no content identifies: its Region is a subject ----
for name in lambda.json functions.yaml inventory.txt lambda/all.json dump; do
	begin
	rm in/$account/eu-west-1/*
	mkdir -p in/$account/eu-west-1/lambda
	printf '{"a": 1}\n' >in/$account/eu-west-1/$name
	is UNKNOWN 3 "$name alone"
	(cd in && "$assay" check .) >out 2>&1
	grep -q "eu-west-1/$name" out
	say $? "$name is named"
done
begin
rm in/$account/eu-west-1/*
for name in dump.gz exports.tar.gz exports.tgz exports.xlsx; do
	begin
	rm in/$account/eu-west-1/*
	printf '{"a": 1}' | gzip -nc >in/$account/eu-west-1/$name
	is UNKNOWN 3 $name
done
# beside exports that are complete it changes nothing
begin
printf '{"Functions": []}\n' >in/$account/eu-west-1/list-functions.json
printf '{"Buckets": []}\n' >in/$account/eu-west-1/list-buckets.json
is NOT-APPLICABLE 0 'the output of another command'
# texts about something and source code are no inputs
begin
rm in/$account/eu-west-1/*
for name in README.md main.tf terragrunt.hcl collect.sh list-functions.md list-functions.py README.pdf notes.docx; do
	echo '{"a": 1}' >in/$account/eu-west-1/$name
done
is none 0 'source code'
# no sign of an input: skipped and counted
begin
rm -r in/$account/eu-west-1
mkdir in/web
printf 'null\n' >in/web/a.json
printf '{"a": 1}\n{"b": 2}\n' >in/web/log.ndjson
printf '[1]\n' >in/web/b.json
is none 0 'files without a sign'
grep -q '3 files were not recognised' out
say $? 'they are counted'

# ---- envelopes: the account and Region that they name ----
envelope() { printf '{"assay": {"command": "%s", "account": "%s", "region": "eu-west-1"}, %s}' "$1" $account "$2"; }
begin
rm -r in/$account/eu-west-1
for part in '"output": null' '"output": {}' '"output": [1]' '"output": {"functions": []}' '"output": {}, "error": {}' '"x": 1'; do
	envelope 'lambda list-functions' "$part" >in/x.json
	is UNKNOWN 2 "envelope with $part"
done
envelope 'ec2 describe-instances' '"output": {}' >in/x.json
is UNKNOWN 3 'envelope of a command that no rule reads'
printf '{"trailList": []}\n' >in/t.json
envelope 'cloudtrail describe-trails' '"output": {"trailList": []}' >in/t.json
envelope 'lambda list-functions' '"output": {"Functions": [], "ResponseMetadata": {}}' >in/x.json
is NOT-APPLICABLE 0 'envelope with an unknown key'
envelope 'lambda list-functions' '"output": [{"Functions": []}, {"Functions": []}]' >in/x.json
is NOT-APPLICABLE 0 'envelope with pages'
envelope 'lambda list-functions' '"output": []' >in/x.json
is UNKNOWN 3 'envelope with the list alone'

# ---- an export about one resource ----
for content in null '{}' '{"isLogging": true}' '[]' "$denied" '[{"IsLogging": true}, {"IsLogging": true}]' ''; do
	begin
	printf '%s' "$content" >in/$account/us-east-1/get-trail-status.t.json
	(cd in && "$assay" check .) >out 2>&1
	grep -q "^UNKNOWN .*$account/us-east-1" out || ! grep -q "IsLogging" out
	say $? "get-trail-status: $content"
	! grep -q 'was not exported' out
	say $? "get-trail-status: $content: it is there"
done

# ---- the path shows only the Region or only the account, or neither ----
regional() {
	begin
	mkdir -p in/us-east-1
	mv in/$account/us-east-1/* in/us-east-1
	rm -r in/$account
	sed -i 's/"Functions": \[\]/"Functions": [{"FunctionArn": "arn:aws:lambda:us-east-1:'$account':function:g"}]/' \
		in/us-east-1/list-functions.json
	mkdir -p "in/$1"
}
for content in null '{}' "$denied" 'x'; do
	regional eu-west-1
	printf '%s\n' "$content" >in/eu-west-1/list-functions.json
	(cd in && "$assay" check .) >out 2>&1
	got=$?
	grep -q "^UNKNOWN .*$account/eu-west-1" out && [ $got != 0 ]
	say $? "only the Region is known: $content: status $got"
	for folder in $account .; do
		regional $folder
		printf '%s\n' "$content" >in/$folder/list-functions.json
		(cd in && "$assay" check .) >out 2>&1
		[ $? = 2 ] && grep -q 'list-functions.json' out
		say $? "the Region is unknown, in $folder: $content"
	done
done

# ---- nothing to read ----
rm -rf empty
mkdir empty
"$assay" check empty >out 2>&1
[ $? = 2 ] && tr -s '\n ' '  ' <out | grep -q 'assay inspect PATH prints the commands'
say $? 'an empty folder'
printf '# Exports\n\nNotes: to come.\n' >empty/README.md
"$assay" check empty >out 2>&1
[ $? = 2 ] && ! grep -q 'README.md:' out
say $? 'a folder with a README only'
for content in '{"Functions": [' '{}'; do
	printf '%s\n' "$content" >empty/get-trail-status.t.json
	"$assay" inspect empty >out 2>&1
	! grep -q 'No export is missing' out
	say $? "inspect of a broken file: $content"
done

# ---- named on the command line, on standard input, and by a hook ----
for content in null '{}' '[]' '"x"' 7; do
	printf '%s' "$content" >odd.json
	"$assay" check odd.json >out 2>&1
	[ $? = 2 ]
	say $? "$content named"
	"$assay" check - <odd.json >out 2>&1
	[ $? = 2 ]
	say $? "$content on standard input"
	"$assay" check --skip-unrecognised odd.json >out 2>&1
	[ $? = 0 ]
	say $? "$content named, and skipped"
	mkdir -p hook/$account/eu-west-1
	mv odd.json hook/$account/eu-west-1/list-functions.json
	"$assay" check --quiet --skip-unrecognised --accept-unknown hook/$account/eu-west-1/list-functions.json >out 2>&1
	got=$?
	[ $got = 2 ] || { [ "$content" = '[]' ] && [ $got = 0 ]; }
	say $? "$content as an export, in a hook"
done
for name in "$denied" 'null'; do
	printf '%s\n' "$name" >list-functions.json
	"$assay" check list-functions.json >out 2>&1
	[ $? = 2 ]
	say $? "without account and Region: $name"
done
# templates are named for what they are, and are no inputs
for content in '{"AWSTemplateFormatVersion": "2010-09-09"}' '{"Resources": {"F": {"Type": "AWS::Lambda::Function"}}}' \
	'{"Transform": "AWS::Serverless-2016-10-31", "Resources": {"F": {"Type": "AWS::Serverless::Function"}}}'; do
	printf '%s' "$content" >template.json
	"$assay" check template.json >out 2>&1
	[ $? = 2 ] && grep -q 'CloudFormation and SAM templates are not supported' out
	say $? "template: $content"
	"$assay" check --skip-unrecognised template.json >out 2>&1
	[ $? = 0 ]
	say $? "template in a hook: $content"
done
# one that declares what rules judge is named by every format, also with --quiet, and by a walk; YAML with its tags, too
mkdir stacks
printf '{"Resources": {"T": {"Type": "AWS::CloudTrail::Trail"}}}' >stacks/a.json
printf 'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      S3BucketName: !Ref B\n' >stacks/b.yaml
printf '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}' >stacks/c.json
for format in text lines github markdown gitlab junit json; do
	for options in '' --quiet; do
		"$assay" check $options --format "$format" --skip-unrecognised stacks/a.json stacks/b.yaml stacks/c.json >out 2>&1
		[ $? = 0 ] && tr -s '\n ' '  ' <out | grep -q '2 CloudFormation templates were not read: stacks/a.json and others'
		say $? "templates that a hook skips: $format $options"
	done
done
"$assay" check --quiet --skip-unrecognised stacks/c.json >out 2>&1
[ $? = 0 ] && [ ! -s out ]
say $? 'a template without anything that rules judge'
rm -r stacks
# a plan is read, or refused also by a hook
refused() {
	"$assay" check --quiet --accept-unknown --skip-unrecognised plan.json >out 2>&1
	got=$?
	[ $got = 2 ] && tr -s '\n ' '  ' <out | grep -qi -- "$1"
	say $? "plan: status $got, and: $1"
}
printf '{"format_version": 1.2, "resource_changes": []}' >plan.json
refused 'format_version is not a string'
printf '{"resource_changes": []}' >plan.json
refused 'format_version is missing'
printf '{"planned_values": {"root_module": {}}}' >plan.json
refused 'format_version is missing'
printf '{"meta": {}, "encrypted_data": "x", "encryption_version": "v0"}' >plan.json
refused 'encrypted'
printf '10:44:02.113 STDOUT terraform: {"format_version":"1.2"}\n' >plan.json
refused 'log'
printf '10:44:02.113 STDOUT [a/b] terraform: {\n10:44:02.113 STDOUT [a/b] terraform:   "format_version": "1.2"\n' >plan.json
refused 'log'
sed 's/.*/09:00:00.000 STDOUT terraform: {"format_version":"1.2","planned_values":{}}/' plan.json >plan.txt
"$assay" check --quiet --skip-unrecognised plan.txt >out 2>&1
[ $? = 2 ] && grep -q 'log prefix' out
say $? 'a plan behind a log prefix, whatever its name'
printf 'time=2026-11-28T10:44:02Z level=stdout prefix=a msg={"format_version":"1.2"}\n' >plan.json
refused 'log'
printf '[INFO] Getting version\n{"format_version":"1.2"}\n' >plan.json
refused 'before it'
printf 'Changes to Outputs:\n  + a = "b"\n' >plan.json
refused 'plan for people'
printf '[./stack] {"format_version":"1.2"}\n' >plan.json
refused 'log prefix'

# the text of a plan is refused in any JSON file, and only there
for text in '  # aws_cloudtrail.t will be created\n  + resource "aws_cloudtrail" "t" {\n' '# module.a["b.c"].aws_s3_bucket.b must be replaced\n-/+ resource "aws_s3_bucket" "b" {\n' \
	'Terraform will perform the following actions:\n' 'No changes. Your infrastructure matches the configuration.\n'; do
	printf "$text" >plan.json
	refused 'plan for people'
	mv plan.json stack.json
	"$assay" check --quiet --skip-unrecognised stack.json >out 2>&1
	[ $? = 2 ] && tr -s '\n ' '  ' <out | grep -q 'plan for people'
	say $? "the text of a plan in stack.json: $text"
	mv stack.json notes.md
	"$assay" check --quiet --skip-unrecognised notes.md >out 2>&1
	say $? "the text of a plan in notes.md: $text"
done
printf '# the folder will be created\n' >stack.json
"$assay" check --quiet --skip-unrecognised stack.json >out 2>&1
say $? 'a comment is no plan'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
