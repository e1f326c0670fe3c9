#!/bin/sh
# lint.sh BUILD - `assay lint`: probable mistakes in rules and types, and in names that the schemas do not have.
#
# tests/data/schemas: cut by cut.py from `terraform providers schema -json` (AWS provider 5.100.0) and from botocore's service models.
set -u
assay=$(cd "$1" && pwd)/assay
schemas=$(pwd)/tests/data/schemas
bundled=$(pwd)/rules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat out err
}
run() { # STATUS ARGUMENT...
	wanted=$1
	shift
	"$assay" lint "$@" >out 2>err
	[ $? = "$wanted" ]
	say $? "$*: exit status, wanted $wanted"
}
has() { grep -qF -e "$1" out; say $? "no '$1'"; }
lacks() { ! grep -qF -e "$1" out; say $? "has '$1'"; }
says() { grep -qF -e "$1" err; say $? "no '$1' on standard error"; }

# the bundled rules: nothing but fields that no control reads yet, and the same for the folder in the source tree
"$assay" lint >out 2>err
! grep -v ': No control or library reads the field ' out
say $? 'the bundled rules have problems'
cp out bundled.out
(cd "$bundled/.." && "$assay" lint rules) | sed 's,^rules/,,' | cmp -s - bundled.out
say $? 'the folder of the bundled rules has other problems'

# controls: placeholders, names, parameters
mkdir -p mine/controls mine/types mine/lib
cat >mine/controls/c.lua <<'END'
return control {
  id = "c", title = "C", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  params = {
    used = { default = true, about = "used" },
    unused = { default = true, about = "unused" },
  },
  check = function(trail, params)
    if params.used and trail.KmsKeyId then
      fail(trail, "KMSKeyId", "trail {name} of {region} has no key", { name = trail.TrailName, key = 1 })
    end
    note(trail, nil, "no argument for {this}")
    note(trail, nil, "{fine} and {not a name} and {}", { fine = "x" })
    for _, selector in each(trail.EventSelectors) do
      note(selector, "ReadWriteType", "ok")
    end
    pass()
  end,
}
END
# a placeholder without an argument is an error of the loader (placeholders.sh)
run 2 mine
says "mine/controls/c.lua:9:48: The text has the placeholder {region}, but no argument of this name. Add 'region' to the arguments."
sed -i 's/ of {region}//; s/{this}/this/' mine/controls/c.lua
run 1 mine
has "mine/controls/c.lua:9: The text has no placeholder for the argument 'key'."
has "mine/controls/c.lua:8: No type that is read here declares the field KmsKeyId. Did you mean KMSKeyId?"
has "mine/controls/c.lua:5: The parameter 'unused' is never read."
[ "$(wc -l <out)" = 3 ]
say $? 'there are other problems'
sed -i -e 's/KmsKeyId then/KMSKeyId then -- lint: no/' -e 's/, key = 1//; /unused = /d' mine/controls/c.lua
run 0 mine
[ ! -s out ]
say $? 'there is output without a problem'
sed -i 's/KMSKeyId then -- lint: no/Kms then -- lint: a reason/' mine/controls/c.lua
run 0 mine

# types: fields that nothing reads, names in plans and in AWS's models
cp "$bundled/types/aws/cloudtrail_trail.lua" mine/types/trail.lua
sed -i -e 's/tf = "s3_bucket_name"/tf = "s3_bucket"/' -e 's/CloudWatchLogsLogGroupArn = { kind = "string"/CloudWatchLogsLogGroupArn = { kind = "bool"/' \
	-e 's/tf = "data_resource"/tf = "data_resources"/' -e 's/types = { "aws_cloudtrail" }/types = { "aws_cloudtrails" }/' mine/types/trail.lua
mkdir -p type/types/aws
cp mine/types/trail.lua type/types/aws/cloudtrail_trail.lua
rm -r mine/types
run 1 --schema "$schemas/terraform.json" type
has 'type/types/aws/cloudtrail_trail.lua:'
has 'The provider schemas have no resource aws_cloudtrails.'
sed -i 's/aws_cloudtrails/aws_cloudtrail/' type/types/aws/cloudtrail_trail.lua
run 1 --schema "$schemas/terraform.json" type
has 'S3BucketName: aws_cloudtrail has no attribute or block s3_bucket. Did you mean s3_bucket_name?'
has 'CloudWatchLogsLogGroupArn: aws_cloudtrail has another kind of value in cloud_watch_logs_group_arn.'
has 'DataResources: aws_cloudtrail has no attribute or block data_resources. Did you mean data_resource?'
lacks 'HomeRegion: '
sed -i -e 's/get-trail-status/get-trail-state/' -e 's/keys = { "trailList" }/keys = { "trailList", "trails" }/' -e 's/keys = { "Trails", "NextToken" }, more = { "NextToken" }/keys = { "Trails" }/' \
	-e 's/cli = "TrailARN"/cli = "TrailArn"/' type/types/aws/cloudtrail_trail.lua
run 1 --schema "$schemas/cloudtrail/2013-11-01/service-2.json" type
has "cloudtrail get-trail-state: AWS's model has no operation for the command get-trail-state."
has "cloudtrail describe-trails: AWS's model of the output has no key trails."
has "cloudtrail list-trails: 'keys' lacks a key of the output: NextToken."
has "cloudtrail describe-trails: AWS's model of an item has no member TrailArn."
# the service of a model that is in no folder of botocore is its endpoint prefix
cp "$schemas/cloudtrail/2013-11-01/service-2.json" model.json
run 1 --schema model.json type
has "AWS's model has no operation for the command get-trail-state."
# the bundled types agree with the schemas
set -- --schema "$schemas/terraform.json"
for model in "$schemas"/*/*/service-2.json; do
	set -- "$@" --schema "$model"
done
"$assay" lint "$@" 2>err | grep -v 'No control or library' >out
[ ! -s out ]
say $? 'the bundled types differ from the schemas'

# a closed object declares all members, so those that no rule reads are no mistake
mkdir -p closed/types closed/controls
cat >closed/types/q.lua <<'END'
return type {
  name = "AWS::SQS::Queue", noun = "queue", nouns = "queues", key = "QueueUrl", label = "QueueUrl", scope = "region",
  fields = {
    QueueUrl = { kind = "string" },
    Policy = { kind = "json", fields = {
      Id = { kind = "string" },
      Statement = { kind = "list", of = { kind = "object", fields = { Sid = { kind = "string" } } } } } },
    Open = { kind = "object", fields = { OpenMember = { kind = "string" } } },
  },
}
END
cat >closed/controls/q.lua <<'END'
return control { id = "q", title = "Q", severity = "low", subject = "AWS::SQS::Queue", reads = { "AWS::SQS::Queue" },
  check = function(q) if q.Policy or q.Open then pass() end fail(q, "Policy", "none") end }
END
run 1 closed
has 'No control or library reads the field OpenMember.'
lacks 'field Id.'
lacks 'field Sid.'

# hostile and wrong schemas
echo '{"a": 1}' >wrong.json
run 2 --schema wrong.json type
says 'wrong.json:1:1: This is not a schema.'
for text in '' '{' '[]' '7' '{"provider_schemas": 7}' '{"operations": 7, "shapes": []}' '{"provider_schemas": {"x": {"resource_schemas": {"aws_cloudtrail": {"block": 7}}}}}' \
	'{"operations": {"DescribeTrails": {"output": {"shape": "A"}}}, "shapes": {"A": {"members": {"trailList": {"shape": "A"}}}}, "metadata": {"endpointPrefix": "cloudtrail"}}'; do
	printf '%s' "$text" >hostile.json
	"$assay" lint --schema hostile.json type >out 2>err
	[ $? -le 2 ]
	say $? "a schema of $text"
done
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "["; print "" }' >hostile.json
run 2 --schema hostile.json type
run 2 --schema none.json type
run 2 none
mkdir empty
run 2 empty
echo 'return control {' >mine/controls/broken.lua
run 2 mine
says 'mine/controls/broken.lua'
run 0 --help
has 'assay lint my-rules'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
