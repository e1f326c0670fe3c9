#!/bin/sh
# moto.sh BUILD - remedies with the AWS CLI against moto: exported, judged, changed, exported again: pass; backed out: equal.
#
# Where moto differs from AWS, and how the test works around it: StartLogging and StopLogging take a name only (a wrapper of
# aws translates the ARN); a new trail has no selector, where AWS has the default one (the test writes it first); functions
# would need roles and code (their list is a file).
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server"; fi; rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
real_aws=$(command -v aws)
if ! command -v moto_server >/dev/null || [ -z "$real_aws" ] || ! command -v python3 >/dev/null; then
	echo 'skipped: moto_server, the AWS CLI or python3 is not installed'
	exit 0
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
moto_server -H 127.0.0.1 -p "$port" >moto.log 2>&1 &
server=$!
AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=
AWS_MAX_ATTEMPTS=1 AWS_CONFIG_FILE=$work/none AWS_SHARED_CREDENTIALS_FILE=$work/none
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_PAGER AWS_MAX_ATTEMPTS AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE
mkdir bin
cat >bin/aws <<END
#!/bin/sh
case "\$2" in
start-logging | stop-logging)
	name=\${4##*/}
	exec "$real_aws" "\$1" "\$2" --name "\$name" --region "\$6"
	;;
esac
exec "$real_aws" "\$@"
END
chmod +x bin/aws
PATH=$work/bin:$PATH
i=0
until aws sts get-caller-identity >identity 2>/dev/null; do
	i=$((i + 1))
	if [ $i = 30 ]; then
		echo "skipped: moto_server does not answer: $(tail -1 moto.log)"
		exit 0
	fi
	sleep 1
done
account=$(aws sts get-caller-identity --query Account --output text)
aws s3api create-bucket --bucket trail-bucket >/dev/null
arn=arn:aws:cloudtrail:us-east-1:$account:trail/audit

# export FOLDER: what assay reads of the account, in two Regions
export_account() {
	for region in us-east-1 eu-west-1; do
		mkdir -p "$1/$account/$region"
		aws cloudtrail describe-trails --region $region --output json >"$1/$account/$region/describe-trails.json"
		printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:%s:%s:function:f"}]}\n' $region "$account" \
			>"$1/$account/$region/list-functions.json"
	done
	aws cloudtrail get-event-selectors --trail-name $arn --region us-east-1 --output json >"$1/$account/us-east-1/get-event-selectors.audit.json"
	aws cloudtrail get-trail-status --name audit --region us-east-1 --output json >"$1/$account/us-east-1/get-trail-status.audit.json"
}
# values FOLDER: what the declared fields of the trail are, whatever their order
values() {
	python3 - "$1/$account/us-east-1" <<'END'
import json, os, sys
def read(name):
    return json.load(open(os.path.join(sys.argv[1], name)))
def trim(v):
    if isinstance(v, dict):
        return {k: trim(x) for k, x in v.items() if x not in ([], None)}
    return [trim(x) for x in v] if isinstance(v, list) else v
trail = read("describe-trails.json")["trailList"][0]
keep = {k: trail.get(k) for k in ("TrailARN", "IsMultiRegionTrail", "IncludeGlobalServiceEvents", "S3BucketName")}
print(json.dumps([keep, trim(read("get-event-selectors.audit.json")), read("get-trail-status.audit.json")["IsLogging"]], sort_keys=True))
END
}
# journey NAME: the trail that exists fails; its remedy, applied, passes; the backout restores it
journey() {
	export_account "$1/before"
	"$assay" check "$1/before" >"$1/out" 2>&1
	[ $? = 1 ]
	say $? "$1: the account should fail: $(cat "$1/out")"
	"$assay" remedy --script "$1/before" >"$1/remedy.sh" && "$assay" remedy --backout "$1/before" >"$1/backout.sh"
	say $? "$1: no remedy: $("$assay" remedy "$1/before")"
	sh "$1/remedy.sh" >"$1/out" 2>&1
	say $? "$1: a command failed: $(cat "$1/out" "$1/remedy.sh")"
	export_account "$1/after"
	"$assay" check "$1/after" >"$1/out" 2>&1
	say $? "$1: the changed account should pass: $(cat "$1/out")"
	sh "$1/backout.sh" >"$1/out" 2>&1
	say $? "$1: a command of the backout failed: $(cat "$1/out" "$1/backout.sh")"
	export_account "$1/back"
	[ "$(values "$1/before")" = "$(values "$1/back")" ]
	say $? "$1: the backout restores other values: $(values "$1/before") and $(values "$1/back")"
	aws cloudtrail delete-trail --name audit
}
create() {
	aws cloudtrail create-trail --name audit --s3-bucket-name trail-bucket "$@" >/dev/null
}

# stopped, single-Region, without the default's data events
create
aws cloudtrail put-event-selectors --trail-name audit --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}]' >/dev/null
mkdir stopped
journey stopped
# a read-only selector with a quote in a value
create --is-multi-region-trail --include-global-service-events
aws cloudtrail put-event-selectors --trail-name audit --event-selectors '[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::it'"'"'s/"]}],"ExcludeManagementEventSources":[]}]' >/dev/null
aws cloudtrail start-logging --name audit --region us-east-1
mkdir narrow
journey narrow
# advanced selectors that exclude one function
create --is-multi-region-trail --include-global-service-events
aws cloudtrail put-event-selectors --trail-name audit --advanced-event-selectors '[{"Name":"m","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},{"Name":"l","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Lambda::Function"]},{"Field":"resources.ARN","NotEquals":["arn:aws:lambda:us-east-1:123456789012:function:f"]}]}]' >/dev/null
aws cloudtrail start-logging --name audit --region us-east-1
mkdir excluded
journey excluded

# other credentials: nothing runs
mkdir other
cp -r stopped/before other
find other -name '*.json' -exec sed -i "s/$account/999999999999/g" {} +
mv "other/before/$account" other/before/999999999999
"$assay" remedy --script other/before >other/remedy.sh
if sh other/remedy.sh >other/out 2>&1; then say 1 "the script should end with other credentials: $(cat other/out)"; else say 0 ''; fi
grep -q 'put-event-selectors' other/remedy.sh
say $? "other: no remedy: $("$assay" remedy other/before)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
