#!/bin/sh
# collect.sh BUILD - the script of `assay collect`, run by dash, bash and zsh against a stub that answers as the AWS CLI does:
# two accounts, three Regions, denied and throttled calls, an interrupted run, names with blanks and quotes; then the archive
# is judged.
set -u
assay=$(cd "$1" && pwd)/assay
schema=$(cd "$(dirname "$0")/../.." && pwd)/docs/schemas/envelope.schema.json
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

# ---- the stub: answers/ACCOUNT/REGION/SERVICE-OPERATION[.LAST-WORD], with .rows for --query and .err for an error ----
mkdir bin
cat >bin/aws <<'S'
#!/bin/sh
here=${STUB_ANSWERS:?}
[ "$1" = --version ] && { echo 'aws-cli/2.0 "stub"'; exit 0; }
[ "$1 $2" = 'configure get' ] && exit 1
profile=${AWS_PROFILE:-}
account=${profile#profile-}
[ -n "$account" ] || account=${AWS_ACCESS_KEY_ID#key-}
region=account query= words="$1-$2"
service=$1 operation=$2
shift 2
last=
while [ $# -gt 0 ]; do
	case $1 in
	--region) region=$2; shift ;;
	--query) query=$2; shift ;;
	--output) shift ;;
	--*) ;;
	*) last=$1 ;;
	esac
	shift
done
echo "$account $region $service $operation $last${query:+ (rows)}" >>"$here/calls"
if [ -f "$here/$service/$operation.throttled" ]; then
	rm "$here/$service/$operation.throttled"
	echo "An error occurred (Throttling) when calling the X operation: Rate exceeded" >&2
	exit 254
fi
if [ "$service $operation" = 'sts get-caller-identity' ]; then
	[ -d "$here/$account" ] || { echo 'Unable to locate credentials' >&2; exit 253; }
	if [ -n "${STUB_IDENTITY+x}" ]; then
		# shellcheck disable=SC2059
		printf "$STUB_IDENTITY"
		exit 0
	fi
	case $query in
	Arn) echo "arn:aws:iam::$account:role/audit" ;;
	*) printf '%s\tarn:aws:sts::%s:assumed-role/audit/x\n' "$account" "$account" ;;
	esac
	exit 0
fi
if [ "$service $operation" = 'sts assume-role' ]; then
	id=${last#arn:aws:iam::}
	[ "$last" = assay-collect ] && id=${STUB_MEMBER:-}
	printf 'key-%s\tsecret\ttoken\n' "${id%%:*}"
	exit 0
fi
file=$here/$account/$region/$words
[ -z "$last" ] || file=$file.$(printf '%s' "$last" | tr -c 'A-Za-z0-9\n' _)
[ -z "$query" ] || file=$file.rows
if [ -f "$file.slow" ]; then
	trap 'exit 130' INT
	: >"$file.asked"
	PATH=/usr/bin:/bin sleep 5
fi
if [ -f "$file.throttled" ]; then
	rm "$file.throttled"
	echo "An error occurred (ThrottlingException) when calling the X operation: Rate exceeded" >&2
	exit 254
fi
if [ -f "$file.err" ]; then cat "$file.err" >&2; exit 254; fi
[ -f "$file" ] || { echo "no answer for $file" >&2; exit 255; }
cat "$file"
S
printf '#!/bin/sh\n' >bin/sleep
chmod +x bin/aws bin/sleep
PATH=$work/bin:$PATH
export STUB_ANSWERS="$work/answers" AWS_ACCESS_KEY_ID=key-111122223333 AWS_SECRET_ACCESS_KEY=x
unset AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_SESSION_TOKEN 2>/dev/null

selectors='{"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]'
# answers_of ACCOUNT: eu-west-1 has the trail, two Regions have functions
answers_of() {
	account=$1
	arn=arn:aws:cloudtrail:eu-west-1:$account:trail/audit
	mkdir -p answers/$account/account
	printf 'us-east-1\neu-west-1\nap-south-1\n' >answers/$account/account/ec2-describe-regions.rows
	for region in us-east-1 eu-west-1 ap-south-1; do
		folder=answers/$account/$region
		mkdir -p $folder
		# a multi-Region trail is listed everywhere
		printf '{"trailList": [{"Name": "audit", "TrailARN": "%s", "HomeRegion": "eu-west-1", "S3BucketName": "b", "IsMultiRegionTrail": true,
			"IncludeGlobalServiceEvents": true, "IsOrganizationTrail": false, "LogFileValidationEnabled": true, "HasCustomEventSelectors": true}]}\n' $arn >$folder/cloudtrail-describe-trails
		printf '%s\taudit\n' $arn >$folder/cloudtrail-describe-trails.rows
		printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:%s:%s:function:f"}]}\n' $region $account >$folder/lambda-list-functions
	done
	name=$(printf '%s' $arn | tr -c 'A-Za-z0-9\n' _)
	printf '%s, "TrailARN": "%s"}\n' "$selectors" $arn >answers/$account/eu-west-1/cloudtrail-get-event-selectors.$name
	echo '{"IsLogging": true}' >answers/$account/eu-west-1/cloudtrail-get-trail-status.$name
}
begin() {
	rm -rf answers evidence evidence.tar.gz
	mkdir answers
	answers_of 111122223333
	answers_of 444455556666
}
calls() { grep -vc 'sts \|ec2 ' answers/calls; }

"$assay" collect >collect.sh 2>out
say $? 'the script is printed'
printf '111122223333 profile-111122223333\n# the second\n\n444455556666 arn:aws:iam::444455556666:role/audit\n' >accounts
"$assay" collect --accounts accounts --region us-east-1 --region eu-west-1 --region ap-south-1 >all.sh 2>out
say $? 'the script for several accounts is printed'
if command -v shellcheck >/dev/null; then
	shellcheck -s sh collect.sh all.sh >out 2>&1
	say $? 'shellcheck'
else
	echo 'collect.sh: shellcheck was skipped: not installed'
fi

for shell in dash bash zsh; do
	command -v $shell >/dev/null || { echo "collect.sh: $shell was skipped: not installed"; continue; }
	begin
	$shell collect.sh >out 2>&1
	say $? "$shell: one account"
	[ "$(find evidence -name '*.json' | wc -l)" = 9 ]
	say $? "$shell: 3 lists of trails and of functions, selectors, a status and the manifest"
	"$assay" check --show all evidence.tar.gz >out 2>&1
	say $? "$shell: the archive passes"
	for region in us-east-1 eu-west-1 ap-south-1; do
		grep -q "^PASS .*111122223333.*" out && grep -q "$region" out
		say $? "$shell: $region passes"
	done
	begin
	STUB_MEMBER=444455556666 $shell all.sh >out 2>&1
	say $? "$shell: two accounts"
	"$assay" check --format json --show all evidence.tar.gz >report.json 2>out
	say $? "$shell: both pass"
	[ "$(grep -c '"verdict": "pass"' report.json)" = 6 ]
	say $? "$shell: three Regions of two accounts"
done

# ---- the envelope ----
begin
sh collect.sh >out 2>&1
say $? 'for the envelope'
file=$(echo evidence/111122223333/eu-west-1/cloudtrail-get-event-selectors.audit.json)
grep -q '"command": "cloudtrail get-event-selectors", "parameters": {"trail-name": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"}, "account": "111122223333", "region": "eu-west-1", "time": "20..-..-..T..:..:..Z", "caller": "arn:aws:sts::111122223333:assumed-role/audit/x"' "$file"
say $? 'command, parameters, account, Region, time and caller'

# ---- it asks only what is missing ----
before=$(calls)
sh collect.sh >out 2>&1
[ "$(calls)" = $((before + 3)) ]
say $? 'a second run asks only for the rows of the three lists'
rm evidence/111122223333/us-east-1/lambda-list-functions.json
: >answers/calls
sh collect.sh >out 2>&1
grep -v '(rows)\|sts \|ec2 ' answers/calls >out
[ "$(cat out)" = '111122223333 us-east-1 lambda list-functions ' ]
say $? 'a missing answer is asked again, alone'
# interrupted: the call that is killed leaves no answer
begin
mv answers/111122223333/eu-west-1/lambda-list-functions answers/kept
cat >answers/killer <<'S'
S
sh -c 'sh collect.sh & pid=$!; while [ ! -f evidence/111122223333/us-east-1/lambda-list-functions.json ]; do command sleep 0.05; done; kill $pid; wait $pid' >out 2>&1
mv answers/kept answers/111122223333/eu-west-1/lambda-list-functions
sh collect.sh >out 2>&1
say $? 'an interrupted run is resumed'
"$assay" check evidence.tar.gz >out 2>&1
say $? 'the resumed evidence passes'
[ -z "$(find evidence -name '*.part')" ]
say $? 'nothing half is left'

# Ctrl-C, which reaches the AWS CLI, too: the CLI catches it and ends with 130
cat >interrupt.py <<'S'
import os, signal, subprocess, sys, time
shell, script, last, path = sys.argv[1:]  # PATH, which a wrapper of python3 may have changed
p = subprocess.Popen([shell, script], env=dict(os.environ, PATH=path), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, start_new_session=True,
                     preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
end = time.monotonic() + 20
while time.monotonic() < end and not os.path.exists(last):
    time.sleep(0.02)
os.killpg(p.pid, signal.SIGINT)
print(p.wait())
S
for shell in dash bash zsh; do
	command -v $shell >/dev/null || continue
	# in the loop over a list; and in the first of two accounts
	for interrupted in 'collect.sh eu-west-1/cloudtrail-get-event-selectors.arn_aws_cloudtrail_eu_west_1_111122223333_trail_audit' \
		'all.sh us-east-1/lambda-list-functions'; do
		begin
		slow=answers/111122223333/${interrupted#* }
		: >"$slow.slow"
		STUB_MEMBER=444455556666 python3 interrupt.py $shell "${interrupted% *}" "$slow.asked" "$PATH" >out
		[ "$(cat out)" = 1 ] && [ ! -e evidence.tar.gz ]
		say $? "$shell: ${interrupted% *} ends at Ctrl-C, without an archive"
		! grep -rl '^"error"' evidence >out && tail -n 1 answers/calls | grep -q 'get-event-selectors\|us-east-1 lambda list-functions'
		say $? "$shell: ${interrupted% *}: an interrupted call is no error of AWS, and nothing more is asked"
		rm "$slow.slow"
		STUB_MEMBER=444455556666 $shell "${interrupted% *}" >out 2>&1 && "$assay" check evidence.tar.gz >out 2>&1
		say $? "$shell: ${interrupted% *} is resumed"
	done
	# what can't be written in the loop over a list ends the run, too
	begin
	mkdir -p evidence/111122223333/eu-west-1/cloudtrail-get-event-selectors.audit.json
	$shell collect.sh >out 2>&1
	[ $? = 1 ] && [ ! -e evidence.tar.gz ] && grep -q "audit.json can't be written" out
	say $? "$shell: an answer that can't be written"
	begin
	mkdir -p evidence/111122223333/eu-west-1/cloudtrail-get-event-selectors.audit.json
	STUB_MEMBER=444455556666 $shell all.sh >out 2>&1
	[ $? = 1 ] && [ ! -e evidence.tar.gz ] && [ ! -e evidence/444455556666 ]
	say $? "$shell: an answer that can't be written in the first of two accounts"
done

# ---- AWS's errors ----
begin
rm answers/111122223333/ap-south-1/lambda-list-functions
printf '\nAn error occurred (AccessDeniedException) when calling the ListFunctions operation: User: arn:aws:iam::111122223333:user/"x\\y" is not authorized\n' >answers/111122223333/ap-south-1/lambda-list-functions.err
sh collect.sh >out 2>&1
[ $? = 3 ]
say $? 'a denied call: exit status 3'
grep -q '1 calls have an error of AWS' out
say $? 'a denied call is counted'
"$assay" check --show all evidence.tar.gz >out 2>&1
[ $? = 3 ]
say $? 'a denied call is unknown'
tr -s '\n ' '  ' <out | grep -q 'AccessDeniedException'
say $? 'the error is quoted'
rm answers/111122223333/ap-south-1/lambda-list-functions.err
echo '{"Functions": []}' >answers/111122223333/ap-south-1/lambda-list-functions
sh collect.sh >out 2>&1
say $? 'an error is asked again'
begin
touch answers/111122223333/us-east-1/lambda-list-functions.throttled
sh collect.sh >out 2>&1
say $? 'throttling is waited for'
begin
: >answers/111122223333/us-east-1/lambda-list-functions
sh collect.sh >out 2>&1
say $? 'no output'
sed -n 3p evidence/111122223333/us-east-1/lambda-list-functions.json >out
[ "$(cat out)" = '{}' ]
say $? 'no output is {}'
begin
rm -r answers/444455556666
STUB_MEMBER=444455556666 sh all.sh >out 2>&1
[ $? = 3 ]
say $? 'an account that is not reached does not stop the others: exit status 3'
grep -q 'account 444455556666: the credentials are not valid: Unable to locate credentials' out
say $? 'it is named'
begin
STUB_MEMBER=111122223333 sh all.sh >out 2>&1
grep -q 'account 444455556666: the credentials are those of account 111122223333; nothing was asked' out
say $? 'the credentials of another account'
[ ! -e evidence/444455556666 ]
say $? 'nothing is asked with them'

# ---- what the AWS CLI prints as text: line ends of Windows, a last line without an end, no Regions, no account ----
lists=answers/111122223333/account/ec2-describe-regions.rows
for shell in dash bash zsh; do
	command -v $shell >/dev/null || continue
	begin
	printf 'us-east-1\neu-west-1' >$lists
	$shell collect.sh >out 2>&1 && [ -f evidence/111122223333/eu-west-1/cloudtrail-get-trail-status.audit.json ]
	say $? "$shell: the last Region without a line end"
	begin
	sed -i.bak 's/$/\r/' answers/111122223333/*/*.rows
	STUB_IDENTITY='111122223333\tarn:aws:sts::111122223333:assumed-role/audit/x\r\n' $shell collect.sh >out 2>&1 &&
		"$assay" check evidence.tar.gz >out 2>&1
	say $? "$shell: line ends of Windows"
	begin
	: >$lists
	$shell collect.sh >out 2>&1
	[ $? = 1 ] && [ ! -e evidence.tar.gz ] && grep -q "the Regions can't be listed" out
	say $? "$shell: no Region"
	for odd in None ../../hurt 'x y'; do
		begin
		printf 'us-east-1\n%s\neu-west-1\n' "$odd" >$lists
		$shell collect.sh >out 2>&1
		[ $? = 3 ] && [ "$(ls evidence/111122223333 | tr '\n' ' ')" = 'eu-west-1 us-east-1 ' ] && [ ! -e hurt ] && grep -qF "\"$odd\" is not a Region" out
		say $? "$shell: a Region named $odd"
	done
	for identity in '' None 'None\tNone\n' '../hurt\tx\n'; do
		begin
		STUB_IDENTITY="$identity" $shell collect.sh >out 2>&1
		[ $? = 1 ] && [ ! -e hurt ] && grep -q 'printed no account' out
		say $? "$shell: the identity '$identity'"
	done
done
# what every account begins with waits for throttling, too
begin
mkdir -p answers/sts
: >answers/sts/assume-role.throttled
: >answers/sts/get-caller-identity.throttled
STUB_MEMBER=444455556666 sh all.sh >out 2>&1
say $? 'throttled identities and roles'
begin
printf '\nAn error occurred (AccessDenied) when calling the ListFunctions operation: not authorized to list functions of throttle-x\n' >answers/111122223333/us-east-1/lambda-list-functions.err
: >answers/calls
sh collect.sh >out 2>&1
[ "$(grep -c 'us-east-1 lambda list-functions' answers/calls)" = 1 ]
say $? 'a name in a message is no throttling'
begin
for region in eu-west-1 ap-south-1; do
	printf '\nAn error occurred (ExpiredTokenException) when calling the ListFunctions operation: The security token included in the request is expired\n' >answers/111122223333/$region/lambda-list-functions.err
done
sh collect.sh >out 2>&1
[ $? = 3 ]
say $? 'credentials that expire in the run: exit status 3'
"$assay" check --show all evidence.tar.gz >out 2>&1
[ $? = 3 ] && grep -q ExpiredTokenException out
say $? 'credentials that expire in the run are an unknown'
rm answers/111122223333/*/*.err
sh collect.sh >out 2>&1 && "$assay" check evidence.tar.gz >out 2>&1
say $? 'and the next run asks what is missing'
# nothing more is asked with them; what was not asked is there as an unknown, and AWS's earlier errors stay
for shell in dash bash zsh; do
	command -v $shell >/dev/null || continue
	for text in 'An error occurred (ExpiredToken) when calling the DescribeTrails operation: The security token included in the request is expired' \
		'An error occurred (RequestExpired) when calling the DescribeTrails operation: Request has expired.' \
		'The SSO session associated with this profile has expired or is otherwise invalid.' \
		'Error when retrieving token from sso: Token has expired and refresh failed'; do
		begin
		printf '\n%s\n' "$text" >answers/111122223333/eu-west-1/cloudtrail-describe-trails.err
		printf '\nAn error occurred (AccessDenied) when calling the ListFunctions operation: no\n' >answers/111122223333/ap-south-1/lambda-list-functions.err
		$shell collect.sh >out 2>&1
		[ $? = 3 ] && [ "$(grep -c 'credentials have expired' out)" = 1 ]
		say $? "$shell, $text: one line, and an archive"
		tail -n 1 answers/calls | grep -q 'eu-west-1 cloudtrail describe-trails'
		say $? "$shell, $text: nothing more is asked"
		grep -q 'call was not made' evidence/111122223333/ap-south-1/lambda-list-functions.json
		say $? "$shell, $text: what was not asked is recorded"
		"$assay" check --format json --show all evidence.tar.gz >out 2>&1
		[ $? = 3 ] && ! grep -q '"verdict": "pass"' out
		say $? "$shell, $text: every Region is unknown"
		rm answers/111122223333/eu-west-1/*.err
		$shell collect.sh >out 2>&1
		grep -q '"code": "AccessDenied"' evidence/111122223333/ap-south-1/lambda-list-functions.json
		say $? "$shell, $text: the next run asks what was not asked"
		printf '\n%s\n' "$text" >answers/111122223333/us-east-1/cloudtrail-describe-trails.err
		rm evidence/111122223333/us-east-1/*
		$shell collect.sh >out 2>&1
		grep -q '"code": "AccessDenied"' evidence/111122223333/ap-south-1/lambda-list-functions.json
		say $? "$shell, $text: an error of AWS stays"
		rm answers/111122223333/*/*.err
		$shell collect.sh >out 2>&1 && "$assay" check evidence.tar.gz >out 2>&1
		say $? "$shell, $text: the last run is complete"
	done
	# other accounts have credentials of their own
	begin
	echo 'An error occurred (ExpiredToken) when calling the DescribeTrails operation: expired' >answers/111122223333/us-east-1/cloudtrail-describe-trails.err
	STUB_MEMBER=444455556666 $shell all.sh >out 2>&1
	[ $? = 3 ] && ! grep -rq 'call was not made' evidence/444455556666 && grep -rq 'call was not made' evidence/111122223333
	say $? "$shell: other accounts are asked"
done

# ---- an organization: the role in each account, and none in that of the credentials ----
"$assay" collect --organization audit >organization.sh 2>out
begin
printf '444455556666\n111122223333\n' >answers/111122223333/account/organizations-list-accounts.rows
STUB_MEMBER=444455556666 sh organization.sh >out 2>&1
say $? 'an organization'
[ -d evidence/444455556666/eu-west-1 ] && [ -d evidence/111122223333/eu-west-1 ] && [ "$(grep -c assume-role answers/calls)" = 1 ]
say $? 'the account of the credentials needs no role'
begin
printf '\nAn error occurred (AWSOrganizationsNotInUseException) when calling the ListAccounts operation: no organization\n' >answers/111122223333/account/organizations-list-accounts.rows.err
sh organization.sh >out 2>&1
[ $? = 1 ] && grep -q "can't be listed: An error occurred (AWSOrganizationsNotInUseException)" out
say $? 'no organization: the error is quoted'

# ---- names ----
begin
arn=arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit
printf '%s\tits "name"; $(touch hurt) '"'"'x'"'"'\n-x\t-x\nfile:///etc/passwd\ty\nNone\tz\narn:aws:cloudtrail:eu-west-1:111122223333:trail/@\tNone\n' $arn >answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows
sh collect.sh >out 2>&1
say $? 'a name with blanks and quotes'
[ "$(find evidence -name 'cloudtrail-get-trail-status.*' | wc -l)" = 1 ] && [ ! -e hurt ]
say $? 'one call for the only plain argument'
! grep -q 'passwd\| -x' answers/calls
say $? 'no option, file or URL is an argument'
"$assay" check evidence.tar.gz >out 2>&1
say $? 'the answers are joined by their parameters'

# ---- two resources of one name: a file for each, also in a second run ----
begin
for n in 1 2; do
	printf 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/%s\tsame\n' $n
	name=$(printf 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/%s' $n | tr -c 'A-Za-z0-9\n' _)
	printf '{"IsLogging": true, "LatestDeliveryError": "%s"}\n' $n >answers/111122223333/eu-west-1/cloudtrail-get-trail-status.$name
	printf '%s, "TrailARN": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/%s"}\n' "$selectors" $n >answers/111122223333/eu-west-1/cloudtrail-get-event-selectors.$name
done >answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows
sh collect.sh >out 2>&1
say $? 'two resources of one name'
[ "$(cat evidence/111122223333/eu-west-1/cloudtrail-get-trail-status.* | grep -c LatestDeliveryError)" = 2 ]
say $? 'both have an answer'
: >answers/calls
tail -r answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows >turned 2>/dev/null || tac answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows >turned
cp turned answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows
sh collect.sh >out 2>&1
! grep -q 'get-trail-status\|get-event-selectors' answers/calls
say $? 'neither is asked again, in the other order'

# ---- times of a metric ----
control=aws-cloudtrail-lambda-invocations-observed
"$assay" collect --control $control --region eu-west-1 >metric.sh 2>out
say $? 'a script without times'
begin
printf 'arn:aws:lambda:eu-west-1:111122223333:function:f\tf\n' >answers/111122223333/eu-west-1/lambda-list-functions.rows
sh metric.sh >out 2>&1
[ $? = 0 ] && [ -f evidence.tar.gz ]
say $? 'a metric that is not asked, last, leaves the run complete'
grep -q 'print the script again with --logs-from and --logs-until' out && [ "$(grep -c logs-from out)" = 1 ] && ! grep -q cloudwatch answers/calls
say $? 'without times no metric is asked, and it says so once'
"$assay" collect --control $control --policy >out
! grep -q cloudwatch out
say $? 'the policy without times'
"$assay" collect --control $control --policy --logs-from 2026-11-20T00:00:00Z --logs-until 2026-11-21T00:00:00Z >out
grep -q '"cloudwatch:GetMetricData"' out
say $? 'the policy with times'
for times in '--logs-from 2026-11-20T00:00:00Z' '--logs-until 2026-11-20T00:00:00Z' '--logs-from 2026-11-20 --logs-until 2026-11-21' \
	'--logs-from 2026-11-21T00:00:00Z --logs-until 2026-11-20T00:00:00Z'; do
	# shellcheck disable=SC2086
	"$assay" collect --control $control $times >out 2>&1
	[ $? = 2 ] && grep -q -e '--logs-until' out
	say $? "times: $times"
done

# ---- folders, a message in another encoding, blanks, files of others ----
begin
rm answers/111122223333/ap-south-1/lambda-list-functions
printf '\nAn error occurred (AccessDeniedException) when calling X: \351t\351\n' >answers/111122223333/ap-south-1/lambda-list-functions.err
sh collect.sh evidence// >out 2>&1
[ $? = 3 ] && [ -f evidence.tar.gz ] && [ ! -e evidence/.tar.gz ]
say $? 'a folder with a slash at its end'
"$assay" check evidence.tar.gz >out 2>&1
[ $? = 3 ]
say $? 'a message that is not UTF-8 is an unknown, not a broken file'
sh collect.sh . >out 2>&1
[ $? = 1 ] && [ ! -e ..tar.gz ]
say $? 'a folder without a name'
begin
mkdir evidence && echo '{}' >evidence/plan.json
mkdir evidence/111122223333 && echo x >evidence/111122223333/._x.json
sh collect.sh >out 2>&1
"$assay" check evidence.tar.gz >out 2>&1
say $? 'the manifest names the files of accounts only'
begin
mv answers/111122223333/eu-west-1/cloudtrail-describe-trails.rows rows
sh collect.sh >out 2>&1
[ $? = 3 ] && grep -q 'the evidence is incomplete' out
say $? 'rows that AWS does not print: exit status 3'
sed -n '/^escaped()/p; /^quoted()/p; /^parameters()/,/^}/p' collect.sh >functions.sh
echo "parameters --name 'a  b\"c '" >>functions.sh
[ "$(sh functions.sh)" = '"name": "a  b\"c "' ]
say $? 'blanks of a parameter stay'

# ---- the manifest: what was changed, added or removed since is an error, in the folder and in the archive ----
begin
sh collect.sh >out 2>&1
functions=evidence/111122223333/us-east-1/lambda-list-functions.json
# tampered STATUS TEXT: of the folder, and of an archive made of it
tampered() {
	tar -cf tampered.tar -C evidence .
	for input in evidence tampered.tar; do
		"$assay" check --show all $input >out 2>&1
		[ $? = "$1" ] && tr -s '\n ' '  ' <out | grep -q "$2"
		say $? "$input: $2"
	done
}
tampered 0 'The evaluation\|passed'
sed 's/"Functions": \[.*/"Functions": []}/' $functions >kept && cp $functions whole && cat kept >$functions
tampered 2 'Its SHA-256 is not that of manifest.json'
rm $functions
tampered 2 'Manifest.json names this file, and it is not there\|manifest.json names this file'
cp whole $functions
echo '{"Functions": []}' >evidence/111122223333/us-east-1/more.json
tampered 2 'anifest.json does not name this file'
rm evidence/111122223333/us-east-1/more.json
mkdir -p more/111122223333/us-east-1
echo '{"Functions": []}' >more/111122223333/us-east-1/list-functions.json
gzip -c more/111122223333/us-east-1/list-functions.json >evidence/more
tampered 2 'anifest.json does not name this file'
rm -r more evidence/more
printf '{"assay": {"version": "0.1.0"}}' >$functions
tampered 2 'Its SHA-256 is not that of manifest.json'
cp whole $functions
echo 'collected by Ann' >evidence/NOTES
tampered 0 'passed'
sed 's/"sha256": "../"sha256": "ZZ/' evidence/manifest.json >kept && cp evidence/manifest.json whole && cat kept >evidence/manifest.json
tampered 2 'manifest does not have format 1'
head -c 300 whole >evidence/manifest.json
tampered 2 'The manifest can.t be read'
# what is left of a manifest, or made of it, is not another program's: nothing else shows that a call's answer is gone
rm $functions evidence/manifest.json
lost='not the manifest that assay collect writes'
for name in manifest.json Manifest.json MANIFEST.JSON 'manifest (1).json' manifest.json.txt; do
	cp whole "evidence/$name"
	tampered 2 'names this file, and it is not there'
	for text in '' ' ' '{' '{}' '[]' null '{"assay_man' '{"files": [{"path": "a", "sha256": "b"}]}' '{"Assay-Manifest": 1}'; do
		printf '%s' "$text" >"evidence/$name"
		tampered 2 "$lost"
	done
	rm "evidence/$name"
done
gzip -c whole >evidence/manifest.json.gz && tampered 2 "$lost" && rm evidence/manifest.json.gz
{ printf '\357\273\277 \n' && cat whole; } >evidence/manifest.json && tampered 2 'names this file, and it is not there'
{ printf '{"padding": "%05000d",' 0 && sed '1s/^{//' whole; } >evidence/manifest.json && tampered 2 'names this file, and it is not there'
if command -v iconv >/dev/null; then
	{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE whole; } >evidence/manifest.json && tampered 2 'names this file, and it is not there'
fi
rm evidence/manifest.json
printf 'assay_manifest: 1\nfiles: []\n' >evidence/manifest.yaml && tampered 2 "$lost" && rm evidence/manifest.yaml
# of another program, or a note
sh collect.sh >out 2>&1
rm evidence/manifest.json
echo '{"name": "my-extension", "manifest_version": 3}' >evidence/manifest.json && tampered 0 'passed'
echo 'what was collected' >evidence/manifest.txt && tampered 0 'passed' && rm evidence/manifest.txt evidence/manifest.json
mkdir -p elsewhere/evidence && cp -r evidence/1* elsewhere/evidence && echo >elsewhere/manifest.json
"$assay" check elsewhere >out 2>&1
say $? 'a manifest.json that is not beside the accounts'
rm -r elsewhere

# ---- when, by whom, and how old ----
begin
sh collect.sh >out 2>&1
find evidence -name '*.json' ! -name manifest.json -exec sed -i.bak 's/"time": "[^"]*"/"time": "2026-11-01T10:02:03Z"/' {} \;
find evidence -name '*.bak' -exec rm {} \;
rm evidence/manifest.json
"$assay" check evidence >out 2>&1
tr -s '\n ' '  ' <out | grep -q 'The evidence was collected 2026-11-01 10:02 UTC by arn:aws:sts::111122223333:assumed-role/audit/x\.'
say $? 'the report says when and by whom'
sed -i.bak 's/"time": "[^"]*"/"time": "2026-11-02T00:00:00Z"/; s,role/audit/x,role/audit/y,' evidence/111122223333/us-east-1/lambda-list-functions.json && rm evidence/111122223333/us-east-1/*.bak
"$assay" check evidence >out 2>&1
tr -s '\n ' '  ' <out | grep -q 'collected 2026-11-01 10:02 to 2026-11-02 00:00 UTC by arn:aws:sts::111122223333:assumed-role/audit/x, arn:aws:sts::111122223333:assumed-role/audit/y\.'
say $? 'several times and callers'
# age NOW DAYS STATUS: the exit status with --max-age
age() {
	"$assay" check --now "$1" --max-age "$2" evidence >out 2>&1
	[ $? = "$3" ]
	say $? "--now $1 --max-age $2: status $3"
}
age 2026-11-03 2 0
age 2026-11-03T10:02:04Z 2 3
tr -s '\n ' '  ' <out | grep -q 'collected at 2026-11-01T10:02:03Z, more than 2 days ago (--max-age)'
say $? 'the age is a reason'
age 2026-10-30 5 3
tr -s '\n ' '  ' <out | grep -q 'which is in the future'
say $? 'a time in the future is a reason'
echo '{"Functions": []}' >evidence/111122223333/us-east-1/lambda-list-functions.json
age 2026-11-03 2 3
tr -s '\n ' '  ' <out | grep -q 'does not state when it was collected'
say $? 'no time is a reason'
printf '{"assay": {"command": "lambda list-functions", "time": "yesterday"}, "output": {}}' >evidence/111122223333/us-east-1/lambda-list-functions.json
"$assay" check evidence >out 2>&1
[ $? = 2 ] && grep -q '"time" is not a time' out
say $? 'a time that is none'

# ---- envelopes of other collectors: read, or refused with a message; what the schema accepts is read ----
begin
printf '\nAn error occurred (AccessDenied) when calling X: "a\\b"\n' >answers/111122223333/ap-south-1/lambda-list-functions.err
: >answers/111122223333/eu-west-1/lambda-list-functions
printf 'Could not connect to the endpoint URL\n' >answers/111122223333/us-east-1/lambda-list-functions.err
rm -f answers/111122223333/us-east-1/lambda-list-functions
sh collect.sh >out 2>&1
cat >envelopes.py <<'S'
import glob, json, subprocess, sys
assay, schema = sys.argv[1], json.load(open(sys.argv[2]))
try:
    import jsonschema
    valid = jsonschema.Draft202012Validator(schema).is_valid
except ImportError:
    valid = None
    print("skipped: jsonschema is not installed")
files = glob.glob("evidence/1*/**/*.json", recursive=True)
assert len(files) == 8, files
for path in files:
    assert not valid or valid(json.load(open(path))), path
head = {"format": 1, "command": "lambda list-functions", "parameters": {}, "account": "111122223333", "region": "eu-west-1",
        "time": "2026-11-20T10:02:41Z", "caller": "arn:aws:iam::111122223333:user/a"}
output = {"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:f"}]}
without = lambda key: {k: v for k, v in head.items() if k != key}
def check(accepted, why, head, text=None, **outer):
    outer = outer or {"output": output}
    text = text or json.dumps({"assay": head, **outer})
    open("one.json", "w").write(text)
    p = subprocess.run([assay, "check", "--show", "all", "one.json"], capture_output=True, text=True)
    said = " ".join((p.stdout + p.stderr).split())
    if accepted:
        # the list of trails is missing: unknown, without a fault of the file
        assert p.returncode == 3 and "error:" not in said and "eu-west-1" in said, (why, head, said)
    else:
        assert p.returncode == 2 and why in said, (why, head, said)
    # what is read beyond the schema: keys that an assay of another version may know, and "aws "
    if valid and not accepted:
        assert not valid(json.loads(text)), (why, head)
    if valid and accepted and why == "schema":
        assert valid(json.loads(text)), head
check(True, "schema", head)
check(True, "schema", dict(reversed(head.items())))
check(True, "schema", None, json.dumps({"output": output, "assay": head}))
check(True, "schema", without("caller"))
check(True, "schema", without("time"))
check(True, "schema", without("parameters"))
check(True, "schema", without("format"))
check(True, "schema", head, error={"code": "AccessDenied", "message": "no"})
check(True, "more keys", {**head, "tool": "x"})
check(True, "more keys", head, output=output, note="x")
check(True, "aws", {**head, "command": "aws lambda list-functions"})
for command in ["lambda  list-functions", "lambda list-functions ", "--profile x lambda list-functions", "lambda list-functions --max-items 1",
                "lambda list-functions --query Functions[0]", "lambda ListFunctions", "lambda:ListFunctions", "LAMBDA LIST-FUNCTIONS",
                "/usr/bin/aws lambda list-functions", "lambda"]:
    check(False, 'nvelope\'s "command" is not a service and a command of the AWS CLI', {**head, "command": command})
for command in [["lambda", "list-functions"], 1]:
    check(False, 'nvelope\'s "command" is not a string', {**head, "command": command})
check(False, 'nvelope names no "command"', without("command"))
for time in ["2026-11-20T10:02:41+00:00", "2026-11-20T12:02:41+02:00", "2026-11-20T10:02:41.5Z", "2026-11-20T10:02Z", "2026-11-20 10:02:41Z",
             "2026-11-20", "20261120T100241Z", "2026-11-20T10:02:41"]:
    check(False, 'nvelope\'s "time" is not a time in UTC', {**head, "time": time})
check(False, 'nvelope\'s "time" is not a string', {**head, "time": 1795168961})
check(False, 'nvelope\'s "account" is not a string', {**head, "account": 111122223333})
check(False, 'nvelope\'s "region" is not the name of a Region', {**head, "region": "global"})
check(False, 'nvelope\'s "format" is 2', {**head, "format": 2})
check(False, "this one holds both", head, output=output, error={"code": "x"})
check(False, "this one holds neither", head, x=1)
check(False, 'nvelope\'s "error" is not an object', head, error="AccessDenied")
two = [{"assay": head, "output": output}, {"assay": {**head, "region": "us-east-1"}, "output": output}]
for text, why in (("\n".join(map(json.dumps, two)), "A file must contain exactly one"), (json.dumps(two), "Write each to a file of its own")):
    open("one.json", "w").write(text)
    p = subprocess.run([assay, "check", "one.json"], capture_output=True, text=True)
    assert p.returncode == 2 and why in " ".join((p.stdout + p.stderr).split()), p
S
python3 envelopes.py "$assay" "$schema" >out 2>&1
say $? 'envelopes of other collectors, and the schema'
grep '^skipped' out

# ---- an output folder of another name; what the command line refuses ----
begin
sh collect.sh 'other folder' >out 2>&1
say $? 'a folder with a blank'
"$assay" check 'other folder.tar.gz' >out 2>&1
say $? 'its archive'
for line in '1111 x' '111122223333' '111122223333 a b' "111122223333 \$(touch${IFS}x)" '111122223333 arn:aws:iam::444455556666:role/x' '111122223333 -x' \
	'111122223333 arn:aws:sts::111122223333:role/x' '111122223333 arn:aws:iam::111122223333:user/role/x' '111122223333 arn:aws:iam::111122223333:role/' \
	'111122223333 arn:aws:iam::111122223333:x:role/y' '111122223333 x # a comment'; do
	printf '%s\n' "$line" >accounts
	"$assay" collect --accounts accounts >out 2>&1
	[ $? = 2 ] && grep -q 'accounts:1:1: ' out
	say $? "accounts: $line"
done
"$assay" collect --region 'x; y' >out 2>&1
[ $? = 2 ] && grep -q -- '--region takes the name of a Region' out
say $? 'a Region that is none'
"$assay" collect --organization 'x y' >out 2>&1
[ $? = 2 ]
say $? 'a role that is none'

# ---- the policy ----
"$assay" collect --policy >out
sed -n 's/^        "\([^"]*\)",*$/\1/p' out | tr '\n' ' ' >actions
[ "$(cat actions)" = 'cloudtrail:DescribeTrails cloudtrail:GetEventSelectors cloudtrail:GetTrailStatus ec2:DescribeRegions lambda:ListFunctions ' ]
say $? 'the policy has read-only actions'
"$assay" collect --policy --region us-east-1 >out
! grep -q ec2 out
say $? 'given Regions need no list of Regions'
printf '111122223333 a-profile\n' >accounts
"$assay" collect --policy --accounts accounts >out
! grep -q sts out
say $? 'a profile needs no permission to assume a role'
printf '111122223333 a-profile\n444455556666 arn:aws:iam::444455556666:role/audit\n' >accounts
"$assay" collect --policy --accounts accounts >out
grep -q '"sts:AssumeRole"' out
say $? 'a role needs it'

echo "$passed passed, $failed failed"
[ $failed = 0 ]
