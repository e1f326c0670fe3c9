#!/bin/sh
# organization.sh BUILD - an organization in one run: ACCOUNTS accounts (60) in 17 Regions, with planted cases, as a folder and as
# an archive. Prints time and memory with ACCOUNTS=1000, which `make soak` sets.
set -u
assay=$(cd "$1" && pwd)/assay
here=$(cd "$(dirname "$0")" && pwd)
accounts=${ACCOUNTS:-60}
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
		head -n 20 "$work/out" "$work/differences" 2>/dev/null
	fi
}
verdicts() {
	python3 - <<'P'
import json
for r in json.load(open("out"))["results"]:
    print(r["verdict"], r["subject"])
P
}

python3 "$here/organization.py" in "$accounts"
LC_ALL=C sort in.expected >expected
# the size and time of the run, if the shell of the system can tell it
run() {
	if [ -x /usr/bin/time ] && [ "$accounts" -gt 100 ]; then
		/usr/bin/time -f "$1: %e s, %M KiB" -a -o "$work/cost" "$assay" check --show all --format json "$2" >out 2>err
	else
		"$assay" check --show all --format json "$2" >out 2>err
	fi
}
tar -czf in.tar.gz in
for input in in in.tar.gz; do
	run "$accounts accounts, $input" $input
	[ $? = 1 ]
	say $? "$input: exit status"
	verdicts | LC_ALL=C sort | diff expected - >differences
	say $? "$input: verdicts"
done

# the table of accounts and Regions
"$assay" check in.tar.gz >out 2>err
grep -q '^100000000007  .*  F  .*$' out && grep -q '^100000000011  .*  U  .*$' out && grep -q '^100000000013  .*no Region: unknown$' out
say $? 'text: the table of accounts and Regions'
[ "$(grep -c '^1000000[0-9]*  ' out)" = "$accounts" ]
say $? 'text: a row for each account'
"$assay" check --format markdown in >out 2>err
grep -q '^| account | ap-northeast-1 | ' out && grep -q '^| 100000000007 | .*| fail |' out
say $? 'Markdown: the table of accounts and Regions'
subject=$(sed -n 's/^fail //p' expected | grep '^100000000007/')
"$assay" waive --control aws-cloudtrail-lambda-invocations --subject "$subject" --reason 'known' --expires 2999-12-31 \
	--file waivers.yaml >/dev/null 2>err
"$assay" check --waivers waivers.yaml in >out 2>err
grep -q 'W=waived' out && grep -q '^100000000007  .*  W  .*$' out && ! grep -q '^100000000007  .*  F  ' out
say $? 'text: a waived fail in the table'
rm -r in/100000000017/us-west-2
"$assay" check in >out 2>err
grep -q '=not collected' out && grep -q '^100000000017  .*  \.$' out
say $? 'text: a Region that was not collected'
mkdir one && cp -r in/100000000007 one
"$assay" check one >out 2>err
! grep -q 'Accounts and Regions:' out
say $? 'text: a table of one account'

# ---- who can answer is named, with the command for it: each case is an account without what another one must answer ----
all=arn:aws:cloudtrail:us-east-1:100000000000:trail/all
member=100000000001
flat() {
	"$assay" check "$@" >out 2>err
	tr -s '\n ' '  ' <out >flat
}
has() { grep -qF -e "$2" flat; say $? "$1: no '$2'"; }
mkdir who && cp -r in/$member who
flat who
has 'a member' "IsLogging of trail $all was not exported from its home Region; account 100000000000, which owns it, can run the command"
has 'a member' "EventSelectors of trail $all was not exported; account 100000000000, which owns it, can run the command"
has 'a member' "aws cloudtrail get-trail-status --name $all --region us-east-1 --output json > 100000000000/us-east-1/"
home=who/$member/us-east-1
printf 'An error occurred (TrailNotFoundException) when calling the GetEventSelectors operation: Unknown trail\n' >$home/get-event-selectors.all.json
printf 'An error occurred (AccessDeniedException) when calling the GetTrailStatus operation: no\n' >$home/get-trail-status.all.json
flat who
has 'a member, refused' 'TrailNotFoundException: Unknown trail; account 100000000000, which owns it, can run it'
has 'a member, refused' 'AccessDeniedException: no; account 100000000000, which owns it, can run it'
# a member that may ask, as a delegated administrator, answers for the trail
cp in/100000000000/us-east-1/get-* $home
flat who
has 'a delegated administrator' 'Nothing failed and nothing is unknown.'
# the management account may be in the run without the answers
mkdir with && cp -r in/$member in/100000000000 with && rm with/100000000000/us-east-1/get-*
flat with
has 'the management account without answers' "get-event-selectors --trail-name $all --region us-east-1 --output json > 100000000000/us-east-1/"
# a shadow trail is read in its home Region, and a list that was refused by who may list
mkdir -p shadow/$member/eu-west-1
printf '{"trailList": [{"Name": "t", "TrailARN": "arn:aws:cloudtrail:us-east-1:%s:trail/t", "HomeRegion": "us-east-1", "IsMultiRegionTrail": true}]}' $member \
	>shadow/$member/eu-west-1/describe-trails.json
printf 'An error occurred (AccessDeniedException) when calling the ListFunctions operation: no\n' >shadow/$member/eu-west-1/list-functions.json
flat shadow
has 'a shadow trail' "trail/t was not exported from its home Region"
has 'a shadow trail' "trail/t --region us-east-1 --output json > $member/us-east-1/"
has 'a refused list' "credentials that may call lambda:ListFunctions in account $member, Region eu-west-1"
# the bucket of another account: the trail's account is named, and what the owner runs
mkdir -p bucket/$member/us-east-1
printf '{"Buckets": []}' >bucket/$member/list-buckets.json
printf '{"trailList": [{"Name": "t", "TrailARN": "arn:aws:cloudtrail:us-east-1:%s:trail/t", "HomeRegion": "us-east-1", "S3BucketName": "logs"}]}' $member \
	>bucket/$member/us-east-1/describe-trails.json
flat --control aws-cloudtrail-bucket-access-logging --control aws-cloudtrail-bucket-not-public bucket
has 'the bucket of another account' "the inputs show no bucket logs in account $member of the trail"
has 'the bucket of another account' 'The account that owns it can answer: look at its aws s3api get-bucket-logging'
has 'the bucket of another account' 'The account that owns it can answer: look at its aws s3api get-bucket-policy-status, get-bucket-acl'
# a Region that nothing names is not collected, in each account of the table
mkdir gaps && cp -r in/$member in/100000000002 gaps && rm -r gaps/$member/eu-west-1 gaps/100000000002/us-west-2
flat gaps
has 'not collected' '.=not collected'
"$assay" check --format markdown gaps >out 2>err
[ "$(grep -c '^| 10000000000[12] | .*not collected' out)" = 2 ]
say $? 'Markdown: not collected'
[ ! -e cost ] || cat cost
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
