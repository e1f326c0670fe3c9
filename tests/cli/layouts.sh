#!/bin/sh
# layouts.sh BUILD - exports are read in the layouts that people and tools use: Region and account in the names of files,
# folders of aliases, dates, commands. Names that contradict each other decide nothing.
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
		"$assay" check in 2>&1 | sed 's/^/  /' | head -n 30
	fi
}

a=444455556666
b=777788889999

# put FILE TEXT
put() {
	mkdir -p "$(dirname "in/$1")"
	printf '%s\n' "$2" >"in/$1"
}

trails() { printf '{"trailList": [{"Name": "t", "TrailARN": "arn:aws:cloudtrail:us-east-1:%s:trail/t", "HomeRegion": "us-east-1", "IsMultiRegionTrail": false, "IsOrganizationTrail": false, "IncludeGlobalServiceEvents": true}]}' "$1"; }
selectors() { printf '{"TrailARN": "arn:aws:cloudtrail:us-east-1:%s:trail/t", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "ExcludeManagementEventSources": [], "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]}' "$1"; }
functions() { printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:%s:%s:function:f"}]}' "$2" "$1"; }
logging='{"IsLogging": true}'
identity() { printf '{"UserId": "AIDAEXAMPLE", "Account": "%s", "Arn": "arn:aws:iam::%s:user/ann"}' "$1" "$1"; }

# account ACCOUNT FORMAT: us-east-1 and eu-west-1 pass; FORMAT: the path of a file, with %R for the Region and %C for the
# command, and a label behind it where there is one
account() {
	path() { printf '%s\n' "$2" | sed "s|%R|$3|g; s|%C|$4|g"; }
	put "$(path . "$2" us-east-1 get-trail-status).json" "$logging"
	put "$(path . "$2" us-east-1 get-event-selectors).json" "$(selectors "$1")"
	for region in us-east-1 eu-west-1; do
		put "$(path . "$2" $region describe-trails).json" '{"trailList": []}'
		put "$(path . "$2" $region list-functions).json" '{"Functions": []}'
	done
	put "$(path . "$2" us-east-1 describe-trails).json" "$(trails "$1")"
	put "$(path . "$2" us-east-1 list-functions).json" "$(functions "$1" us-east-1)"
}

# judge STATUS NAME EXPECTED [ARGUMENT...]: EXPECTED: "VERDICT SUBJECT;..."
judge() {
	status=$1
	case=$2
	expected=$3
	shift 3
	"$assay" check --show all --format json "$@" in >out 2>err
	got=$?
	python3 - <<'P' >verdicts 2>>err
import json
results = json.load(open("out"))["results"]
print(";".join(sorted(r["verdict"] + " " + r["subject"] for r in results)))
P
	[ $got = "$status" ] && [ "$(cat verdicts)" = "$expected" ]
	say $? "$case: $(cat verdicts) with status $got, not $expected with $status"
}
# says NAME TEXT...: in the text report, whose lines are joined
says() {
	case=$1
	shift
	"$assay" check $options in 2>&1 | tr '\n' ' ' | tr -s ' ' >out
	for text; do
		grep -qF -e "$text" out
		say $? "$case: no '$text'"
	done
}
options=
begin() { rm -rf in; }
passes="not-applicable $a/eu-west-1;pass $a/us-east-1"
both="not-applicable $a/eu-west-1;not-applicable $b/eu-west-1;pass $a/us-east-1;pass $b/us-east-1"

# ---- Region and account in the names of files ----
for format in "$a/%R/%C" "$a/%C-%R" "$a/%C_%R" "$a/%C.%R" "$a/%R-%C" "$a-%R-%C" "${a}_%R_%C" "%R_${a}_%C" "%C-$a-%R" \
	"%C_${a}_%R" "x/$a/%R.%C" "%R/$a/%C" "%R/$a-%C" "%R/x/$a/%C" "2026-11-20-$a-%R-%C" "$a/%C-%R-2026-11-20" \
	"2026-11-20/$a/%R/%C" "$a/2026-11-20/%R/%C" "2026/11/20/$a/%R/%C" "evidence-20261120T1002/$a/%R/%C"; do
	begin
	account $a "$format"
	case $format in
	# a word behind a dot is the name of a resource
	*%C.%R*) mv in/$a/get-trail-status.us-east-1.json in/$a/get-trail-status-us-east-1.t.json ;;
	esac
	judge 0 "$format" "$passes"
done
begin
account $a "$a-%R-%C"
account $b "$b-%R-%C"
judge 0 'two accounts in one folder' "$both"
begin
account $a "$a/%C_%R"
for file in in/$a/*; do
	mv "$file" "$(echo "$file" | tr '-' '_' | tr 'a-z' 'A-Z' | sed 's/^IN/in/; s/JSON$/json/')"
done
judge 0 'upper case and underscores' "$passes"
begin
account $a "$a/%R/%C"
mv in/$a/us-east-1/get-trail-status.json in/$a/us-east-1/get-trail-status-us-east-1.t.json
judge 0 'a Region before a label' "$passes"

# an empty list is of the Region that its name shows, and of no other
begin
account $a "$a/%C-%R"
rm in/$a/list-functions-eu-west-1.json
judge 3 'one list is missing' "pass $a/us-east-1;unknown $a/eu-west-1"

# no Region, no account: words that only look like one. A list that nothing places is an error
begin
account $a "$a/%C-%R"
for name in list-functions-db-east-1 list-functions-xx-west-1 list-functions-eu-west list-functions-eu-west-1a list-functions-east-1; do
	put "$a/$name.json" '{"Functions": []}'
	judge 2 "$name" "$passes"
	rm "in/$a/$name.json"
done
begin
account $a "%C-%R-$a"
put list-functions-eu-west-1-202611201002.json "$(functions $a eu-west-1)"
judge 3 'a date of 12 digits is no account' "pass $a/us-east-1;unknown $a/eu-west-1"

# the label of a resource is not a place
begin
account $a "$a/%R/%C"
put "$a/us-east-1/get-trail-status.x-eu-west-1.json" "$logging"
judge 3 'a label with a Region' "not-applicable $a/eu-west-1;unknown $a/us-east-1"

# a broken file of the name is lost in the place that it shows
begin
account $a "$a-%R-%C"
printf '{"Functions": [' >in/$a-eu-west-1-list-functions.json
judge 2 'a cut file' "pass $a/us-east-1;unknown $a/eu-west-1"
begin
account $a "$a-%R-%C"
put "$a-sa-east-1-list-functions.json" '{"Functions": ['
judge 2 'a cut file of another Region' "not-applicable $a/eu-west-1;pass $a/us-east-1;unknown $a/sa-east-1"

# ---- contradictions: an error that names both, and both are judged ----
begin
account $a "$a/%R/%C"
mv in/$a/eu-west-1/list-functions.json in/$a/eu-west-1/list-functions-sa-east-1.json
judge 2 'another Region in the name' "pass $a/us-east-1;unknown $a/eu-west-1;unknown $a/sa-east-1"
says 'another Region in the name' 'name of this file is of Region sa-east-1, and its folder of eu-west-1'
begin
account $a "$a/%R/%C"
mv in/$a/eu-west-1/list-functions.json in/$a/eu-west-1/$b-list-functions.json
judge 2 'another account in the name' "pass $a/us-east-1;unknown $a/eu-west-1;unknown $b/eu-west-1"
says 'another account in the name' "name of this file is of account $b, and its folder of $a"
begin
account $a "$a/%R/%C"
mv in/$a/us-east-1/get-event-selectors.json in/$a/us-east-1/get-event-selectors-eu-west-1.json
judge 2 'another Region in the name of a detail' "not-applicable $a/eu-west-1;unknown $a/us-east-1"
begin
account $a "$a/%R/%C"
put $a/eu-west-1/list-functions-sa-east-1.json \
	'{"assay": {"command": "lambda list-functions", "account": "'$a'", "region": "eu-west-1"}, "output": {"Functions": []}}'
judge 2 'a name and an envelope' "not-applicable $a/eu-west-1;pass $a/us-east-1;unknown $a/sa-east-1"
says 'a name and an envelope' 'name of this file is of Region sa-east-1, and its envelope of eu-west-1'
# an envelope overrides the folder, which stays a subject
begin
account $a "$a/%R/%C"
put $a/sa-east-1/x.json \
	'{"assay": {"command": "lambda list-functions", "account": "'$a'", "region": "eu-west-1"}, "output": {"Functions": []}}'
judge 3 'a folder and an envelope' "not-applicable $a/eu-west-1;pass $a/us-east-1;unknown $a/sa-east-1"
says 'a folder and an envelope' 'envelope of this export is of Region eu-west-1, and its folder of sa-east-1'
# what it lists contradicts the name
begin
account $a "$a/%C-%R"
put $a/list-functions-us-east-1.json "$(functions $a sa-east-1)"
judge 3 'ARNs of another Region than the name' "not-applicable $a/eu-west-1;pass $a/us-east-1;unknown $a/sa-east-1"
says 'ARNs of another Region than the name' 'it is of another Region'
rm in/$a/get-event-selectors-us-east-1.json
judge 3 'a list of another Region shows no functions' "not-applicable $a/eu-west-1;unknown $a/sa-east-1;unknown $a/us-east-1"

# a Region between two accounts is a pair with each of them: neither is guessed
for folder in $a/us-east-1/$b $b/us-east-1/$a; do
	begin
	put $folder/describe-trails.json '{"trailList": []}'
	put $folder/list-functions.json '{"Functions": []}'
	judge 2 "$folder without ARNs" ''
	begin
	account $a "x/$a/%R/%C"
	rm -r in/x/$a/us-east-1
	put $folder/describe-trails.json "$(trails $a)"
	put $folder/list-functions.json "$(functions $a us-east-1)"
	put $folder/get-event-selectors.json "$(selectors $a)"
	put $folder/get-trail-status.json "$logging"
	judge 0 "$folder with ARNs" "$passes"
done

# ---- folders that are named for aliases ----
begin
account $a "prod/%R/%C"
put prod/get-caller-identity.json "$(identity $a)"
judge 0 'an alias' "$passes"
account $b "dev/%C-%R"
put dev/sts-get-caller-identity.json "$(identity $b)"
judge 0 'two aliases' "$both"
mkdir tars && tar -C in/prod -czf tars/prod.tar.gz . && tar -C in/dev -cf tars/dev.tar . && rm -rf in && mv tars in
judge 0 'archives that are named for aliases' "$both"
begin
account $a "prod/2026-11-20/%R/%C"
put prod/get-caller-identity.json "$(identity $a)"
judge 0 'a date below an alias' "$passes"
begin
account $a "prod/%R/%C"
account $b "dev/%R/%C"
put get-caller-identity.json "$(identity $a)"
"$assay" check --format json in >out 2>err
! grep -q "\"$a/eu-west-1\"" out
say $? 'an identity counts for the folder of another alias'
begin
account $a "$a/%R/%C"
put get-caller-identity.json "$(identity $b)"
judge 0 'an identity above the folder of an account' "$passes"
put $a/get-caller-identity.json "$(identity $b)"
judge 2 'an identity of another account' "unknown $a;unknown $a/eu-west-1;unknown $a/us-east-1;unknown $b/eu-west-1;unknown $b/us-east-1"
says 'an identity of another account' "folder of this file is of account $a, and its caller identity of $b"
begin
account $a "prod/%R/%C"
put prod/get-caller-identity.json "$(identity $a)"
put prod/sts-get-caller-identity.json "$(identity $b)"
"$assay" check --format json in >out 2>err
[ $? = 2 ] && ! grep -q '"verdict": *"pass"' out
say $? 'two identities in one folder'
for text in '{"UserId": "x", "Account": "1", "Arn": "arn:aws:iam::1:user/x"}' '{}' '[]' '{"UserId": "x", "Account": "'$a'", "Arn": "arn:aws:iam::'$b':user/x"}'; do
	put prod/get-caller-identity.json "$text"
	"$assay" check --format json in >out 2>err
	[ $? = 2 ] && ! grep -q '"verdict": *"pass"' out
	say $? "an identity of $text"
done

# ---- CloudMapper: account-data/NAME/REGION/SERVICE-COMMAND.json, and a folder for each command about a resource ----
begin
account $a "account-data/demo/%R/cloudtrail-%C"
for region in us-east-1 eu-west-1; do
	mv in/account-data/demo/$region/cloudtrail-list-functions.json in/account-data/demo/$region/lambda-list-functions.json
done
put account-data/demo/us-east-1/sts-get-caller-identity.json "$(identity $a)"
put account-data/demo/describe-regions.json '{"Regions": [{"RegionName": "us-east-1"}, {"RegionName": "eu-west-1"}]}'
rm in/account-data/demo/us-east-1/cloudtrail-get-event-selectors.json
put "account-data/demo/us-east-1/cloudtrail-get-event-selectors/arn%3Aaws%3Acloudtrail%3Aus-east-1%3A$a%3Atrail%2Ft" "$(selectors $a)"
judge 0 'CloudMapper' "$passes"
rm in/account-data/demo/us-east-1/cloudtrail-get-trail-status.json
judge 3 'CloudMapper does not collect the status' "not-applicable $a/eu-west-1;unknown $a/us-east-1"
put account-data/demo/us-east-1/cloudtrail-get-trail-status/t "$logging"
judge 0 'a folder for a command: by name' "$passes"
mv in/account-data/demo/us-east-1/cloudtrail-get-trail-status/t \
	"in/account-data/demo/us-east-1/cloudtrail-get-trail-status/arn%3Aaws%3Acloudtrail%3Aus-east-1%3A$a%3Atrail%2Ft.json"
judge 0 'a folder for a command: by ARN' "$passes"
mv in/account-data/demo/us-east-1/cloudtrail-get-trail-status/* in/account-data/demo/us-east-1/cloudtrail-get-trail-status/other
judge 3 'a folder for a command: of another resource' "not-applicable $a/eu-west-1;unknown $a/us-east-1"

# ---- dates ----
old=2026-11-19
mixed="unknown $a/eu-west-1;unknown $a/us-east-1"
new=2026-11-20
begin
account $a "$old/$a/%R/%C"
account $a "$new/$a/%R/%C"
account $b "$new/$b/%R/%C"
judge 2 'two dates' "not-applicable $b/eu-west-1;pass $b/us-east-1;$mixed"
says 'two dates' "Exports of two dates are there for account $a" '--latest for the newest'
judge 0 'the newest' "$both" --latest
# the newest day has no event selectors, and the older one does not add them
rm in/$new/$a/us-east-1/get-event-selectors.json
judge 3 'the newest is incomplete' "not-applicable $a/eu-west-1;not-applicable $b/eu-west-1;pass $b/us-east-1;unknown $a/us-east-1" --latest
# a Region of the older day only
rm -r in/$new/$a/eu-west-1
judge 3 'the newest lacks a Region' "not-applicable $b/eu-west-1;pass $b/us-east-1;unknown $a/eu-west-1;unknown $a/us-east-1" --latest
# parts of two days are no evidence together, also where nothing contradicts
begin
account $a "$old/$a/%R/%C"
mkdir -p in/$new/$a/us-east-1
mv in/$old/$a/us-east-1/get-event-selectors.json in/$new/$a/us-east-1
judge 2 'a mix' "$mixed"
judge 3 'the newest of a mix' "unknown $a/eu-west-1;unknown $a/us-east-1" --latest
# the same without folders of accounts: the details name their account by ARN only
begin
account $a "$old/%C-%R-$a"
mkdir -p in/$new
mv in/$old/get-event-selectors-us-east-1-$a.json in/$new/get-event-selectors.json
"$assay" check --format json in >out 2>err
[ $? = 2 ] && ! grep -q '"verdict": *"pass"' out
say $? 'a mix by ARNs'
for format in "$a/DATE/%R/%C" "$a/%R/DATE/%C" "evidence-DATE/$a/%R/%C" "DATET10-00/$a/%R/%C" "$a/%R/%C-DATE" "DATE-$a-%R-%C"; do
	begin
	account $a "$(echo "$format" | sed "s/DATE/$old/")"
	account $a "$(echo "$format" | sed "s/DATE/$new/")"
	judge 2 "$format" "$mixed"
	judge 0 "$format: the newest" "$passes" --latest
done
begin
account $a "x/2026/11/19/$a/%R/%C"
account $a "x/2026/11/20/$a/%R/%C"
judge 2 'folders for year, month and day' "$mixed"
judge 0 'folders for year, month and day: the newest' "$passes" --latest
begin
account $a "202611191000/$a/%R/%C"
account $a "202611201000/$a/%R/%C"
judge 2 'dates of 12 digits' "$mixed"
judge 0 'dates of 12 digits: the newest' "$passes" --latest
begin
account $a "$old/$a/%R/%C"
mkdir in/archives
(cd in/$old && tar -cf ../archives/evidence-$old.tar . && tar -cf ../archives/evidence-$new.tar .)
rm -r in/$old
judge 2 'archives with dates' "$mixed"
judge 0 'archives with dates: the newest' "$passes" --latest
# what the calendar lacks is no date, and not the newest
for none in 2026-11-31 2025-02-29 20261131; do
	begin
	account $a "$none/$a/%R/%C"
	account $a "$new/$a/%R/%C"
	put "$new/$a/us-east-1/get-trail-status.json" '{"IsLogging": false}'
	judge 3 "$none is no date" "not-applicable $a/eu-west-1;unknown $a/us-east-1" --latest
done
# one date of each account is no mix
begin
account $a "$old/$a/%R/%C"
account $b "$new/$b/%R/%C"
judge 0 'each account has one date' "$both"
judge 0 'each account has one date: the newest' "$both" --latest

# ---- copies of resources that other services keep are named, and decide nothing ----
item='{"version": "1.3", "accountId": "'$a'", "resourceType": "AWS::Lambda::Function", "arn": "arn:aws:lambda:eu-west-1:'$a':function:f", "awsRegion": "eu-west-1", "configuration": "{}"}'
while read -r kind text; do
	begin
	account $a "$a/%R/%C"
	put "copies/x.json" "$text"
	judge 0 "$kind in a folder" "$passes"
	says "$kind in a folder" "warning: Not read: $kind" 'assay collect a script'
	"$assay" check in/copies/x.json >out 2>&1
	[ $? = 2 ] && tr '\n' ' ' <out | tr -s ' ' | grep -qF "error: Not read: $kind"
	say $? "$kind is named"
	cp in/copies/x.json in/$a/eu-west-1/list-functions.json
	judge 2 "$kind in place of an export" "pass $a/us-east-1;unknown $a/eu-west-1"
done <<K
AWS {"fileVersion": "1.0", "configSnapshotId": "x", "configurationItems": [$item]}
AWS {"configurationItems": [$item], "nextToken": "x"}
AWS {"baseConfigurationItems": [$item], "unprocessedResourceKeys": []}
AWS {"Results": ["{}"], "QueryInfo": {"SelectFields": [{"Name": "resourceId"}]}}
Cloud {"TypeName": "AWS::Lambda::Function", "ResourceDescription": {"Identifier": "f", "Properties": "{}"}}
Cloud {"ResourceDescriptions": [{"Identifier": "f", "Properties": "{}"}], "TypeName": "AWS::Lambda::Function"}
K

# ---- hostile names ----
begin
account $a "$a/%R/%C"
for name in "list-functions-\$(touch x).json" "list-functions-'; touch x.json" 'list-functions-"eu-west-1".json' \
	'list-functions-eu-west-1
.json' 'list-functions-.json' 'list-functions--.json' '-list-functions.json' 'list-functions..json' \
	'eu-west-1-.json' '202611201002-list-functions.json' "$a$a-list-functions.json" '%00list-functions.json' \
	'list-functions-%eu-west-1.json'; do
	printf '{"Functions": []}\n' >"in/$a/eu-west-1/$name"
	judge 0 "the name $name" "$passes"
	rm "in/$a/eu-west-1/$name"
done
mkdir -p "in/$a/eu-west-1/lambda-get-policy"
printf '{"Policy": "{}", "RevisionId": "x"}\n' >"in/$a/eu-west-1/lambda-get-policy/..%2F..%2Fetc%2Fpasswd"
printf '{"Policy": "{}", "RevisionId": "x"}\n' >"in/$a/eu-west-1/lambda-get-policy/%"
printf '{"Policy": "{}", "RevisionId": "x"}\n' >"in/$a/eu-west-1/lambda-get-policy/%0"
judge 0 'odd labels in a folder of a command' "$passes"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
