#!/bin/sh
# inspect.sh BUILD - the commands that `assay inspect` prints, and its exit status.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
unset AWS_DEFAULT_REGION AWS_REGION
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat out err
}
inspect() { # STATUS ARGUMENT...
	wanted=$1
	shift
	"$assay" inspect "$@" >out 2>err
	[ $? = "$wanted" ]
	say $? "inspect $*: exit status, wanted $wanted"
}
has() { grep -qF -e "$1" out; say $? "no '$1'"; }
lacks() { ! grep -qF -e "$1" out; say $? "has '$1'"; }

# trail ACCOUNT REGION NAME
trail() {
	mkdir -p "in/$1/$2"
	printf '{"trailList": [{"Name": "%s", "TrailARN": "arn:aws:cloudtrail:%s:%s:trail/%s", "HomeRegion": "%s"}]}\n' \
		"$3" "$2" "$1" "$3" "$2" >"in/$1/$2/describe-trails.json"
}
trail 111111111111 us-east-1 a
trail 111111111111 eu-west-1 b
trail 222222222222 us-east-1 c
inspect 0 in
has 'aws lambda list-functions --region eu-west-1 --output json > 111111111111/eu-west-1/list-functions.json'
[ "$(grep -c '^export AWS_PAGER=$' out)" = 2 ]
say $? 'one block for each account'
has 'assay inspect --script PATH... > rest.sh'
for account in 111111111111 222222222222; do
	has "test \"\$(aws sts get-caller-identity --query Account --output text)\" = $account || exit 1"
done
lacks 'No export is missing'
inspect 0 --script in
[ "$(grep -c '^export AWS_PAGER=$' out)" = 3 ]
say $? 'the script: one block for each account, and one for another account'
for account in 111111111111 222222222222; do
	has "($account) exit 0 ;;"
done

# the script: nothing but the blocks, in the syntax of every shell
inspect 0 --script in
[ "$(head -n 1 out)" = '#!/bin/sh' ] && [ ! -s err ] && ! sed 1d out | grep -q "['#]"
say $? 'the script has other lines'
cp out script
for shell in sh dash bash zsh; do
	command -v $shell >/dev/null || continue
	$shell -n script
	say $? "$shell does not read the script"
done

# a block ends at the credentials of another account, and does not end the shell of the user
mkdir bin
cat >bin/aws <<'END'
#!/bin/sh
case "$*" in
sts*) echo 222222222222 ;;
configure*) exit 1 ;;
ec2*) [ "$AWS_DEFAULT_REGION" = us-east-1 ] && printf 'us-east-1\nsa-east-1\n' ;;
*) cat; echo "$*" ;;
esac
END
chmod +x bin/aws
for shell in sh dash bash zsh; do
	command -v $shell >/dev/null || continue
	rm -rf ran && mkdir ran
	(cd ran && PATH=$work/bin:$PATH $shell ../script </dev/null)
	[ "$(cd ran && find . -type f | sort | tr '\n' ' ')" = \
		'./222222222222/us-east-1/get-event-selectors.c.json ./222222222222/us-east-1/get-trail-status.c.json ./222222222222/us-east-1/list-functions.json ' ]
	say $? "$shell: $(cd ran && find . -type f)"
	rm -rf ran && mkdir ran empty 2>/dev/null
	"$assay" inspect --script empty >starter
	(cd ran && PATH=$work/bin:$PATH $shell ../starter </dev/null)
	[ "$(cd ran && find . -type f | sort | tr '\n' ' ')" = \
		'./222222222222/sa-east-1/describe-trails.json ./222222222222/sa-east-1/list-functions.json ./222222222222/us-east-1/describe-trails.json ./222222222222/us-east-1/list-functions.json ' ]
	say $? "$shell: starter: $(cd ran && find . -type f)"
done

# an account's list and the commands about its resources, in an account without Regions
mkdir -p rules/types rules/controls account/333333333333 none/333333333333/us-east-1
cat >rules/types/user.lua <<'END'
return type {
  name = "AWS::IAM::User", noun = "user", nouns = "users", key = "Arn", label = "UserName",
  fields = { Arn = { kind = "string" }, UserName = { kind = "string" }, Policy = { kind = "string" } },
  commands = {
    { name = "iam list-users", at = "Users", many = true, lists = "account", keys = { "Users", "IsTruncated" },
      more = {}, permission = "iam:ListUsers", gives = { "Arn", "UserName" } },
    { name = "iam get-user-policy", keys = { "Arn", "Policy" }, any_of = { "Policy" }, permission = "iam:GetUserPolicy",
      gives = { "Policy" }, arguments = "--user-name {UserName}", file = "get-user-policy.{UserName}.json" },
  },
}
END
cat >rules/controls/user.lua <<'END'
return control {
  id = "users", title = "Users have a policy", severity = "low", subject = "account",
  reads = { "AWS::IAM::User" }, rationale = "r", remediation = "r",
  check = function(account) for user in each(all("AWS::IAM::User")) do if is_unknown(user.Policy) then return unknown() end end return pass() end,
}
END
users() { # NAME...
	for name; do printf '{"UserName": "%s", "Arn": "arn:aws:iam::333333333333:user/x"}' "$name"; done |
		sed 's/^/{"Users": [/; s/$/]}/' >account/333333333333/list-users.json
}
users u1
inspect 0 --rules rules --control users account
has 'aws iam get-user-policy --user-name u1 --output json > 333333333333/get-user-policy.u1.json'
has 'mkdir -p 333333333333 || exit 1'
printf '{"trailList": []}' >none/333333333333/us-east-1/describe-trails.json
inspect 0 --rules rules --control users none
has 'aws iam list-users --region us-east-1 --output json > 333333333333/list-users.json'
mkdir -p empty
inspect 0 --rules rules --control users empty
has 'aws iam list-users --output json > "$ACCOUNT/list-users.json"'

# the followers of a list that is not exported yet: a loop over the list, so that one run leaves no second round
mkdir -p late/111111111111/us-east-1 late/111111111111/eu-west-1
printf '{"Functions": []}' | tee late/111111111111/us-east-1/list-functions.json >late/111111111111/eu-west-1/list-functions.json
inspect 0 late
has '  - IsLogging of each trail of 111111111111/eu-west-1 is unknown'
has 'cloudtrail:GetEventSelectors'
inspect 0 --script late
cp out late-script
inspect 0 --script empty
cp out late-starter
inspect 0 --script --rules rules --control users none
cp out late-users
inspect 0 --script --rules rules --control users empty
cp out late-users-starter
mkdir latebin
cat >latebin/aws <<'END'
#!/bin/sh
case "$*" in
sts*) echo $AS ;;
ec2*) printf 'us-east-1\neu-west-1\n' ;;
*describe-trails*--query*)
	printf 'arn:aws:cloudtrail:us-east-1:%s:trail/a\ta\n' $AS
	printf 'arn:aws:cloudtrail:eu-west-1:%s:trail/b\tb\nNone\n\n' $AS ;;
*list-users*--query*)
	for name in u1 file://x http://x/y -x @x; do printf 'arn:aws:iam::%s:user/x\t%s\n' $AS $name; done
	printf 'x\tu2\n' ;;
*describe-trails*)
	row='{"Name": "%s", "TrailARN": "arn:aws:cloudtrail:%s:%s:trail/%s", "HomeRegion": "%s", "IsMultiRegionTrail": true}'
	printf "{\"trailList\": [$row, $row]}" a us-east-1 $AS a us-east-1 b eu-west-1 $AS b eu-west-1 ;;
*get-event-selectors*) echo "$*" >>../calls
	printf '{"TrailARN": "%s", "EventSelectors": []}' "$4" ;;
*get-trail-status*) printf '{"IsLogging": true}' ;;
*list-functions*) printf '{"Functions": []}' ;;
*) cat; echo "$*" ;;
esac
END
chmod +x latebin/aws
for shell in sh dash bash zsh; do
	command -v $shell >/dev/null || continue
	rm -rf ran again calls && mkdir again && cp -r late ran
	(cd ran && AS=111111111111 PATH=$work/latebin:$PATH $shell ../late-script </dev/null)
	[ "$(sort calls | tr '\n' ' ')" = 'cloudtrail get-event-selectors --trail-name arn:aws:cloudtrail:eu-west-1:111111111111:trail/b --region eu-west-1 --output json cloudtrail get-event-selectors --trail-name arn:aws:cloudtrail:us-east-1:111111111111:trail/a --region us-east-1 --output json ' ]
	say $? "$shell: calls: $(cat calls)"
	inspect 0 ran
	has 'No export is missing.'
	(cd again && AS=222222222222 PATH=$work/latebin:$PATH $shell ../late-starter </dev/null)
	[ "$(cd again && find . -type f | wc -l)" = 8 ]
	say $? "$shell: starter: $(find again -type f)"
	inspect 0 again
	has 'No export is missing.'
	for script in late-users late-users-starter; do
		rm -rf again && mkdir again
		(cd again && AS=333333333333 PATH=$work/latebin:$PATH $shell ../$script </dev/null)
		[ "$(cd again && find . -type f | sort | tr '\n' ' ')" = './333333333333/get-user-policy.u1.json ./333333333333/list-users.json ' ]
		say $? "$shell: $script: $(find again -type f)"
	done
done

# no value that the AWS CLI reads as a file or URL, or a shell as more than a word, is an argument
for name in file:///etc/passwd fileb://x http://x/y https://x -x @x 'a b' '$(x)' 'a;b' 'a*' '~x' "a'b"; do
	users "$name"
	inspect 0 --rules rules --control users account
	! grep -q 'get-user-policy --user-name [^"]' out
	say $? "a command with the name $name"
	tr '\n' ' ' <out | tr -s ' ' | grep -qF 'by hand with aws iam get-user-policy)'
	say $? "a name that belongs in no command: $name"
done

# what could not be read: no claim that nothing is missing
cp -r "$root/tests/data/rows/basic-all" all
chmod -R u+w all
inspect 0 all
has 'No export is missing.'
has 'Another account: --script'
printf '{"a"' >all/plan.json
inspect 2 all
lacks 'No export is missing.'
has '1 input could not be read, so more exports may be missing.'
inspect 2 --script all
grep -q 'could not be read' err
say $? 'the script is said not to be complete'
printf '{"hello": 1}' >other.json
inspect 2 other.json
has 'error: Not recognised'
inspect 0 empty
lacks 'error:'

# one resource as a rule sees it: values with places, unknowns with reasons, absent fields; never a secret
mkdir -p one/123456789012/us-east-1
cat >one/123456789012/us-east-1/describe-trails.json <<'END'
{"trailList": [{"Name": "t", "TrailARN": "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", "HomeRegion": "us-east-1",
  "IsMultiRegionTrail": 7, "S3BucketName": "b\u001b[31m"}]}
END
cat >one/123456789012/us-east-1/list-functions.json <<'END'
{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f",
  "Environment": {"Variables": {"TOKEN": "canary-value"}}}]}
END
for key in t arn:aws:cloudtrail:us-east-1:123456789012:trail/t; do
	inspect 0 --resource "$key" one
	has 'AWS::CloudTrail::Trail arn:aws:cloudtrail:us-east-1:123456789012:trail/t'
	has '  TrailName: "t"'
	has '    one/123456789012/us-east-1/describe-trails.json:1:25'
	has '  IsMultiRegionTrail: unknown'
	has '  IsLogging: unknown'
	has '    not-exported: IsLogging of trail arn:aws:cloudtrail:us-east-1:123456789012:trail/t was not exported'
	has '    To resolve: aws cloudtrail get-trail-status --name'
	has '  absent: '
	has 'S3BucketName: "b\x1b[31m"'
done
inspect 0 --resource f one
has '[redacted]'
lacks canary
inspect 0 --resource f --format json one
lacks canary
lacks TOKEN
python3 -c '
import json
r, = json.load(open("out"))["resources"]
assert r["type"] == "AWS::Lambda::Function" and r["home"] == "123456789012/us-east-1" and r["action"] is None
assert r["fields"]["FunctionName"]["value"] == "f" and r["fields"]["FunctionName"]["pointer"] == "/Functions/0/FunctionName"
assert r["fields"]["Environment"]["secret"] is True and "KmsKeyArn" in r["absent"]'
say $? 'the JSON of a function'
inspect 0 --resource t --format json one
python3 -c '
import json
r, = json.load(open("out"))["resources"]
assert r["fields"]["IsLogging"]["unknown"][0]["code"] == "not-exported"'
say $? 'the JSON of an unknown value'
inspect 2 --resource tt one
grep -q "There is no resource 'tt'" err
say $? 'an unknown resource'
inspect 2 --script --format json one
inspect 2 --script --format text one
inspect 2 --format xml one
inspect 2 --resource t --script one
inspect 2 --resource t --format xml one
cat >plan.json <<'END'
{"format_version": "1.2", "complete": true, "resource_changes": [{"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail",
  "name": "t", "provider_name": "registry.terraform.io/hashicorp/aws", "change": {"actions": ["create"], "before": null,
  "after": {"name": "t", "enable_logging": true}, "after_unknown": {"kms_key_id": true}}}]}
END
inspect 0 --resource aws_cloudtrail.t plan.json
has '  action create'
has '  KMSKeyId: unknown'
has '    after-apply: '
has '  IncludeGlobalServiceEvents: '
# a resource that a plan changes and a complete list omits: its fields were not forgotten, and no command can export them
mkdir -p stale/123456789012/us-east-1
printf '{"trailList": []}' >stale/123456789012/us-east-1/describe-trails.json
printf '{"Functions": []}' >stale/123456789012/us-east-1/list-functions.json
sed 's/"create"/"update"/; s/"before": null/"before": {"arn": "A", "name": "t", "event_selector": [], "advanced_event_selector": []}/; s/"name": "t", "enable/"arn": "A", "event_selector": [], "advanced_event_selector": [], &/
s/"A"/"arn:aws:cloudtrail:us-east-1:123456789012:trail\/t"/g' plan.json >stale/plan.json
inspect 0 --resource aws_cloudtrail.t stale
tr -s '\n ' '  ' <out | grep -qF 'conflict: EventSelectors of trail arn:aws:cloudtrail:us-east-1:123456789012:trail/t is unknown: a plan expects it, but the exports list all trails of 123456789012/us-east-1 without it'
say $? 'a stale plan: what is true'
lacks 'was not exported'
inspect 0 stale
has 'No export is missing.'
# a type that no control reads
mkdir -p types/types
cat >types/types/queue.lua <<'END'
return type { name = "AWS::SQS::Queue", noun = "queue", nouns = "queues", key = "QueueArn", label = "QueueName", regional = true,
  fields = { QueueArn = { kind = "string", tf = "arn" }, QueueName = { kind = "string", tf = "name" } },
  commands = {}, terraform = { types = { "aws_sqs_queue" }, provider = "aws", region = "region" } }
END
sed 's/aws_cloudtrail/aws_sqs_queue/g' plan.json >queue.json
inspect 0 --rules types --resource aws_sqs_queue.t queue.json
has 'QueueName: "t"'
# the document for programs: two accounts, an envelope, a plan, a refused and a skipped file
mkdir -p doc/in/.hidden doc/whole
(
	cd doc || exit 1
	cp -r "$root/fixtures/exports/." in
	chmod -R u+w in
	mkdir -p in/210987654321/eu-west-1
	cat >in/210987654321/eu-west-1/list-functions.json <<'END'
{"assay": {"format": 1, "command": "lambda list-functions", "account": "210987654321", "region": "eu-west-1",
  "time": "2026-11-20T10:02:41Z", "caller": "arn:aws:sts::210987654321:assumed-role/audit/ann"},
 "output": {"Functions": [{"FunctionName": "f##[x]", "FunctionArn": "arn:aws:lambda:eu-west-1:210987654321:function:f",
  "Environment": {"Variables": {"TOKEN": "canary-value"}}}]}}
END
	cp ../plan.json in/plan.json
	cp "$root/README.md" in/notes.txt
	ln -s ../plan.json in/linked.json
	printf '{"trailList": [' >in/123456789012/us-east-1/get-trail.json
	echo '{"hello": 1}' >in/other.json
)
python3 - "$assay" "$root/docs/schemas/assay-inspect.schema.json" "$root/docs/formats.md" >out 2>err <<'END'
import json, os, subprocess, sys
assay, schema_path, docs_path = sys.argv[1:]
os.chdir("doc")


def run(status, *arguments):
    done = subprocess.run([assay, "inspect", *arguments], capture_output=True)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stdout


data = run(2, "--format", "json", "in", "in/other.json")
assert data == run(2, "--format", "json", "in", "in/other.json")
assert b"canary" not in data and b"TOKEN" not in data and os.getcwd().encode() not in data
d = json.loads(data)
assert {a["id"]: a["regions"] for a in d["accounts"] if not a["planned"]} == {
    "123456789012": ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"], "210987654321": ["eu-west-1"]}, d["accounts"]
assert [a["key"] for a in d["accounts"] if a["planned"]] == ["in/plan.json"], d["accounts"]
assert {r["type"]: (r["count"], r["noun"]) for r in d["resources"]} == {
    "AWS::CloudTrail::Trail": (5, "trails"), "AWS::Lambda::Function": (7, "functions")}, d["resources"]
sources = {s["uri"]: s for s in d["sources"]}
assert sources["in/210987654321/eu-west-1/list-functions.json"] == {
    "uri": "in/210987654321/eu-west-1/list-functions.json", "kind": "lambda list-functions", "account": "210987654321",
    "region": "eu-west-1", "identifiedBy": "envelope", "collectedAt": "2026-11-20T10:02:41Z",
    "collectedBy": "arn:aws:sts::210987654321:assumed-role/audit/ann", "resources": 1}
exported = sources["in/123456789012/us-east-1/describe-trails.json"]
assert exported["identifiedBy"] == "path" and exported["collectedAt"] is None and exported["resources"] == 2, exported
assert sources["in/plan.json"]["kind"] == "Terraform plan" and sources["in/plan.json"]["account"] is None
refused = {r["uri"]: r for r in d["refused"]}
broken = refused["in/123456789012/us-east-1/get-trail.json"]
assert broken["state"] == "broken" and broken["reason"] and (broken["line"], broken["column"]) == (1, 16), broken
assert refused["in/other.json"]["state"] == "not-recognised" and "in/notes.txt" not in sources
assert d["skipped"] == [{"uri": "in/linked.json", "why": "link"}, {"uri": "in/.hidden", "why": "hidden"}], d["skipped"]
assert d["inputsRead"] is False and any(r["level"] == "error" for r in d["remarks"])
holes = {m["command"]: m for m in d["missing"]}
hole = holes["aws cloudtrail describe-trails --region eu-west-1 --output json > 210987654321/eu-west-1/describe-trails.json"]
assert (hole["account"], hole["folder"], hole["permission"]) == ("210987654321", "210987654321/eu-west-1", "cloudtrail:DescribeTrails")
assert hole["loop"] is None and hole["why"]
assert any(m["loop"] and m["loop"].startswith("aws cloudtrail ") for m in d["missing"]), d["missing"]
assert d["starter"] and all(m["account"] is None for m in d["starter"])
assert all(m["command"] in d["script"] for m in d["missing"] + d["starter"] if m["folder"])
assert d["script"].encode() == run(2, "--script", "in", "in/other.json")

empty = json.loads(run(0, "--format", "json", "whole"))
assert empty["inputsRead"] is True and not empty["missing"] and empty["starter"], empty
assert empty["script"].encode() == run(0, "--script", "whole")
assert run(0, "--format", "text", "whole") == run(0, "whole")
archived = subprocess.run(["tar", "-czf", "in.tar.gz", "in/210987654321"])
archive = json.loads(run(0, "--format", "json", "in.tar.gz"))
assert archive["sources"][0]["uri"].startswith("in.tar.gz!"), archive["sources"]

words = open(docs_path, encoding="utf-8").read().split("## The JSON document of `assay inspect`")[1]
schema = json.load(open(schema_path, encoding="utf-8"))


def strict(part):
    names = set()
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part:
            part.setdefault("additionalProperties", False)
            names |= set(part["properties"])
        part = list(part.values())
    for value in part if isinstance(part, list) else []:
        names |= strict(value)
    return names


for name in strict(schema) - {"endLine", "endColumn"}:
    assert "`%s`" % name in words or "`%s[]`" % name in words, "docs/formats.md does not name " + name
try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit()
for document in (d, empty, archive):
    Draft202012Validator(schema).validate(document)
document = json.loads(data)
document["skipped"][0]["why"] = "a link"
assert not Draft202012Validator(schema).is_valid(document)
END
say $? 'the JSON document'

# only the commands that the controls name as prerequisites; those of a control that names none are unknown
mkdir -p needs/types needs/controls pool/123456789012/us-east-1
cat >needs/types/pool.lua <<'END'
return type { name = "AWS::Cognito::UserPool", noun = "user pool", nouns = "user pools", key = "Arn", label = "Id", regional = true,
  fields = { Arn = { kind = "string" }, Id = { kind = "string" }, Mfa = { kind = "string" }, Risk = { kind = "string" } },
  commands = {
    { name = "cognito-idp list-user-pools", at = "UserPools", many = true, lists = "region", keys = { "UserPools" }, gives = { "Arn", "Id" },
      permission = "cognito-idp:ListUserPools" },
    { name = "cognito-idp get-user-pool-mfa-config", keyed = false, keys = { "Mfa" }, any_of = { "Mfa" }, gives = { "Mfa" },
      arguments = "--user-pool-id {Id}", file = "get-user-pool-mfa-config.{Id}.json", permission = "cognito-idp:GetUserPoolMfaConfig" },
    { name = "cognito-idp describe-risk-configuration", keyed = false, keys = { "Risk" }, any_of = { "Risk" }, gives = { "Risk" },
      arguments = "--user-pool-id {Id}", file = "describe-risk-configuration.{Id}.json", permission = "cognito-idp:DescribeRiskConfiguration" },
  } }
END
cat >needs/controls/mfa.lua <<'END'
return control { id = "pool-mfa", title = "MFA", severity = "low", subject = "AWS::Cognito::UserPool", reads = { "AWS::Cognito::UserPool" },
  prerequisites = { { export = "cognito-idp list-user-pools", permission = "cognito-idp:ListUserPools" },
    { export = "cognito-idp get-user-pool-mfa-config", permission = "cognito-idp:GetUserPoolMfaConfig" } },
  check = function(pool) if pool.Mfa ~= "ON" then fail(pool, "Mfa", "off") end pass() end }
END
sed 's/pool-mfa/pool-risk/; /prerequisites/d; /MfaConfig/d; s/Mfa/Risk/g' needs/controls/mfa.lua >needs/controls/risk.lua
echo '{"UserPools": [{"Arn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/p", "Id": "p"}]}' >pool/123456789012/us-east-1/list-user-pools.json
inspect 0 --rules needs --control pool-mfa pool
has 'get-user-pool-mfa-config'
lacks 'describe-risk-configuration'
inspect 0 --rules needs --control pool-mfa --control pool-risk pool
has 'get-user-pool-mfa-config'
has 'describe-risk-configuration'

# the tree: accounts, Regions, resources, files with their age, and what is missing; equal Regions and accounts are one
mkdir tree && cd tree || exit 1
python3 "$root/tests/cli/organization.py" org 5
inspect 0 org
sed '/^$/,$d' out >top
grep -qx '100000000001, 100000000004  each: 34 files, no time' top && grep -qx '  ap-northeast-1, ap-northeast-2, ... (12 Regions)' top &&
	grep -qx ' *each: no resources; 2 files, no time' top && grep -qx '  us-east-1                 1 trail; 4 files, no time' top
say $? "equal accounts and Regions: $(cat top)"
[ "$(wc -l <top)" -le 25 ] && ! grep -q '.\{81\}' top
say $? '5 accounts in 17 Regions fit a screen'
# envelope ACCOUNT REGION TIME LIST MEMBER: an export with its time, or without if it is empty
envelope() {
	mkdir -p timed
	printf '{"assay": {"format": 1, "command": "%s", "account": "%s", "region": "%s"%s}, %s}\n' "$4" "$1" "$2" \
		"${3:+, \"time\": \"$3\"}" "$5" >"timed/$1.$2.${4#* }.json"
}
empty='"output": {"Functions": []}' trails='"output": {"trailList": []}'
envelope 111122223333 eu-west-1 2026-11-20T10:02:41Z 'lambda list-functions' "$empty"
envelope 111122223333 eu-west-1 '' 'cloudtrail describe-trails' "$trails"
envelope 111122223333 us-east-1 2026-11-20T10:05:00Z 'lambda list-functions' "$empty"
envelope 111122223333 us-east-1 2026-11-23T08:00:59Z 'cloudtrail describe-trails' '"error": {"code": "AccessDenied", "message": "no"}'
printf '{"Functions": [' >timed/111122223333-eu-west-1-list-functions.json
cp timed/111122223333.eu-west-1.list-functions.json at-noon.json
inspect 2 timed
sed '/^$/,$d' out | tr -s '\n ' '  ' >flat
grep -qF '111122223333 4 files, 2026-11-20 10:02 to 2026-11-23 08:00 UTC (1 without time); 1 file could not be read ' flat
say $? "the times of an account: $(cat flat)"
grep -qF ' eu-west-1 no resources; 2 files, 2026-11-20 (1 without time); 1 file could not be read us-east-1 no resources; 2 files, 2026-11-20 to 2026-11-23 missing:' flat
say $? "the dates of Regions: $(cat flat)"
grep -qF 'missing: cloudtrail describe-trails (AWS refused it), get-event-selectors (each trail), get-trail-status (each trail)' flat
say $? "what AWS refused: $(cat flat)"
[ "$(grep -c 'the file ends inside' out)" = 1 ]
say $? 'a broken file is listed once'
inspect 0 at-noon.json
has '111122223333      1 file, 2026-11-20 10:02 UTC'
cp org/100000000001/eu-west-1/list-functions.json lost.json
inspect 2 lost.json
has 'unknown account   1 file, no time'
inspect 0 "$root/fixtures/plan/plan.json"
has 'as planned'
has '  eu-north-1                 1 trail, 3 functions'
has 'collect prints a script that makes them'
lacks '(planned)'
mkdir both && cp -r "$root/fixtures/exports/123456789012" "$root/fixtures/plan/plan.json" both && chmod -R u+w both
inspect 0 --account 123456789012 both
has '123456789012                 as planned by both/plan.json; 15 files, no time'
has 'each: 1 trail (planned), 1 function (planned)'
inspect 0 --list both
has 'identified by its'
has 'module.edge.aws_lambda_function.this'
inspect 0 --profile all both
grep -q '^  missing in each Region: configservice describe-configuration-recorders,$' out && grep -qF ' s3control get-public-access-block;' out
say $? "what each Region lacks: $(head -n 30 out)"
grep -qF 'commands that export them' out && ! grep -q '^aws ' out && grep -q '^  - and [0-9]* more (assay inspect --format json)$' out
say $? 'many commands are counted'
# the same numbers as JSON
python3 - "$assay" >out 2>err <<'END'
import json, subprocess, sys
for arguments in (["org"], ["timed"], ["both", "--account", "123456789012", "--profile", "all"], ["lost.json"]):
    d = json.loads(subprocess.run([sys.argv[1], "inspect", "--format", "json", *arguments], capture_output=True).stdout)
    nodes = [n for a in d["tree"] for n in a["regions"] + ([a["outside"]] if a["outside"] else [])]
    assert sum(n["files"] for n in nodes) == sum(s["kind"] != "Terraform plan" for s in d["sources"]), arguments
    assert sum(n["timed"] for n in nodes) == sum(s["collectedAt"] is not None for s in d["sources"]), arguments
    assert sum(n["files"] for n in nodes if n["region"] is None) == sum(s["region"] is None and s["kind"] != "Terraform plan" for s in d["sources"])
    assert sum(m["count"] for n in nodes for m in n["missing"]) == len(d["missing"]), arguments
    for r in d["resources"]:
        assert sum(c["count"] for n in nodes for c in n["resources"] if c["type"] == r["type"]) == r["count"], (arguments, r)
    if arguments == ["timed"]:
        ends = {n["region"]: (n["collectedFrom"], n["collectedTo"], n["unread"]) for n in nodes}
        assert ends == {"eu-west-1": ("2026-11-20T10:02:41Z", "2026-11-20T10:02:41Z", 1),
                        "us-east-1": ("2026-11-20T10:05:00Z", "2026-11-23T08:00:59Z", 0)}, ends
        assert [m["export"] for n in nodes for m in n["missing"] if m["refused"]] == ["cloudtrail describe-trails"]
END
say $? 'the tree as JSON'
cd ..

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
