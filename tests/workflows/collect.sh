#!/bin/sh
# collect.sh BUILD - an audit with the AWS CLI against moto: two accounts, three Regions, one denied call; the printed script is
# run, its archive is carried to assay, and the report has the right verdicts.
#
# Where moto differs from AWS, and how the test works around it: it does not check permissions (a wrapper of aws denies one
# call); StartLogging and GetTrailStatus take a name only (the wrapper translates the ARN); functions would need roles and
# code (each account has none: a Region without functions is not applicable unless future ones count).
set -u
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server"; fi; rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; sed 's/^/  /' out | tail -n 20; fi
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
AWS_CONFIG_FILE=$work/none AWS_SHARED_CREDENTIALS_FILE=$work/none
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_PAGER AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE
mkdir bin
cat >bin/aws <<END
#!/bin/sh
case "\$*" in
"lambda list-functions "*"eu-west-1"*)
	case \$("$real_aws" sts get-caller-identity --query Account --output text) in
	222233334444)
		echo >&2
		echo 'An error occurred (AccessDeniedException) when calling the ListFunctions operation: User is not authorized' >&2
		exit 254
		;;
	esac
	;;
"cloudtrail get-trail-status "* | "cloudtrail start-logging "*)
	name=\${4##*/}
	shift 4
	exec "$real_aws" cloudtrail "\${operation:-get-trail-status}" --name "\$name" "\$@"
	;;
esac
exec "$real_aws" "\$@"
END
chmod +x bin/aws
PATH=$work/bin:$PATH
i=0
until aws sts get-caller-identity >out 2>/dev/null; do
	i=$((i + 1))
	if [ $i = 30 ]; then
		echo "skipped: moto_server does not answer: $(tail -1 moto.log)"
		exit 0
	fi
	sleep 1
done

# as_account ID COMMAND...: with credentials of a role in the account
as_account() (
	id=$1
	shift
	keys=$(aws sts assume-role --role-arn "arn:aws:iam::$id:role/audit" --role-session-name test --output text \
		--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
	# shellcheck disable=SC2086
	set -- $keys "$@"
	AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3
	export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
	shift 3
	"$@"
)
# a multi-Region trail that records every invocation
make_trail() {
	aws s3api create-bucket --bucket "$1" >/dev/null
	aws cloudtrail create-trail --name audit --s3-bucket-name "$1" --is-multi-region-trail --region us-east-1 >/dev/null
	aws cloudtrail put-event-selectors --trail-name audit --region us-east-1 --event-selectors \
		'[{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]' >/dev/null
	operation=start-logging "$real_aws" cloudtrail start-logging --name audit --region us-east-1
}
as_account 111122223333 make_trail logs-of-the-first
as_account 222233334444 make_trail logs-of-the-second
printf '111122223333 arn:aws:iam::111122223333:role/audit\n222233334444 arn:aws:iam::222233334444:role/audit\n' >accounts
"$assay" collect --accounts accounts --region us-east-1 --region eu-west-1 --region ap-south-1 >collect.sh 2>out
say $? 'the script is printed'
sh collect.sh >out 2>&1
[ $? = 3 ]
say $? 'the script ends with 3: one call was denied'
[ -f evidence.tar.gz ] && [ "$(tar -tzf evidence.tar.gz | grep -c 'list-functions.json$')" = 6 ]
say $? 'the archive has the functions of three Regions of two accounts'
mkdir far && mv evidence.tar.gz far && cd far || exit 1
"$assay" check --format json --show all evidence.tar.gz >report.json 2>out
[ $? = 3 ]
say $? 'the archive is judged: undecided'
cp report.json ../out
python3 - <<'END' >../verdicts
import json
for r in sorted(json.load(open("report.json"))["results"], key=lambda r: r["subject"]):
    print(r["subject"], r["verdict"])
END
cat >../wanted <<'END'
111122223333/ap-south-1 not-applicable
111122223333/eu-west-1 not-applicable
111122223333/us-east-1 not-applicable
222233334444 unknown
222233334444/ap-south-1 not-applicable
222233334444/eu-west-1 pass
222233334444/us-east-1 not-applicable
END
cd "$work" || exit 1
diff wanted verdicts >out
say $? 'the verdict of each account and Region'
(cd far && "$assay" check evidence.tar.gz) >out 2>&1
tr -s '\n ' '  ' <out | grep -q 'The evidence was collected 20.* by arn:aws:sts::111122223333:assumed-role/audit/assay-collect, arn:aws:sts::222233334444'
say $? 'the report says when and by whom'
grep -q 'AccessDeniedException' out
say $? 'the denied call is quoted'
(cd far && "$assay" inspect evidence.tar.gz) >out 2>&1
say $? 'inspect'

# ---- CloudWatch's metric of each function, in the time of the log files ----
make_function() {
	aws iam create-role --role-name runs --assume-role-policy-document '{"Version": "2012-10-17", "Statement": []}' >/dev/null
	python3 -c 'import zipfile; zipfile.ZipFile("code.zip", "w").writestr("index.py", "")'
	for name in pay quiet; do
		aws lambda create-function --function-name $name --runtime python3.12 --handler index.f --zip-file fileb://code.zip \
			--role arn:aws:iam::111122223333:role/runs --region ap-south-1 >/dev/null
	done
	aws cloudwatch put-metric-data --namespace AWS/Lambda --region ap-south-1 --metric-data \
		"[{\"MetricName\": \"Invocations\", \"Dimensions\": [{\"Name\": \"FunctionName\", \"Value\": \"pay\"}], \"Value\": 12, \"Timestamp\": \"$day_of_logs""T10:20:00Z\"}]"
}
# moto forgets values that are older than two weeks
day_of_logs=$(python3 -c 'import datetime as d; print((d.datetime.now(d.timezone.utc) - d.timedelta(days=2)).date())')
control=aws-cloudtrail-lambda-invocations-observed
as_account 111122223333 make_function >out 2>&1
say $? 'two functions and a metric'
"$assay" collect --control $control --region us-east-1 --region ap-south-1 --logs-from "$day_of_logs"T00:00:00Z \
	--logs-until "$day_of_logs"T23:00:00Z >metric.sh 2>out
say $? 'the script asks for a metric'
if command -v shellcheck >/dev/null; then
	shellcheck -s sh metric.sh >out 2>&1
	say $? 'shellcheck'
fi
logs=AWSLogs/111122223333/CloudTrail/ap-south-1/$(echo "$day_of_logs" | tr - /)
mkdir -p "$logs"
echo '{"Records": []}' >"$logs/111122223333_CloudTrail_ap-south-1_$(echo "$day_of_logs" | tr -d -)T1005Z_AAAAAAAAAAAAAAAA.json"
for shell in dash bash zsh; do
	command -v $shell >/dev/null || continue
	rm -rf metric
	as_account 111122223333 $shell metric.sh metric >out 2>&1
	say $? "$shell: the metric is collected"
	"$assay" check --control $control --show all --format json --param $control.logs_from="$day_of_logs"T00:00:00Z \
		--param $control.logs_until="$day_of_logs"T23:00:00Z metric.tar.gz AWSLogs >report.json 2>out
	[ $? = 1 ]
	say $? "$shell: a function that only the metric shows fails"
	cp report.json out
	grep -q 'CloudWatch counts 12 invocations of function pay' report.json && [ "$(grep -c '"verdict": "fail"' report.json)" = 1 ]
	say $? "$shell: 12 invocations of pay, none of quiet"
done
aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Invocations --dimensions Name=FunctionName,Value=pay \
	--start-time "$day_of_logs"T00:00:00Z --end-time "$day_of_logs"T23:00:00Z --period 3600 --statistics Sum --region ap-south-1 >statistics.json
"$assay" check --control $control statistics.json >out 2>&1
[ $? = 2 ] && tr -s '\n ' '  ' <out | grep -q 'get-metric-data'
say $? 'get-metric-statistics is refused, and get-metric-data named'

# ---- an organization: its active accounts, of which one is that of the credentials ----
member_id() { aws organizations create-account --email "$1@example.com" --account-name "$1" --query CreateAccountStatus.AccountId --output text; }
aws organizations create-organization >out
open=$(member_id open) closed=$(member_id closed)
aws organizations close-account --account-id "$closed" >out 2>&1
"$assay" collect --organization audit --region us-east-1 >organization.sh 2>out
sh organization.sh organization >out 2>&1
say $? 'an organization is collected'
find organization -name 'lambda-list-functions.json' | cut -d / -f 2 | sort >out
[ "$(cat out)" = "$(printf '%s\n' 123456789012 "$open" | sort)" ]
say $? 'the active accounts, with the one of the credentials'

echo "$passed passed, $failed failed"
[ $failed = 0 ]
