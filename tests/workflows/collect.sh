#!/bin/sh
# collect.sh BUILD - the commands of `assay inspect --script`, run with the real AWS CLI against a simulated AWS (moto)
# in dash, bash and zsh: one round collects all that a check needs, and another account's credentials do nothing.
set -u
command -v aws >/dev/null 2>&1 && command -v moto_server >/dev/null 2>&1 && aws --version >/dev/null 2>&1 || {
	echo 'skipped: the AWS CLI or moto is not installed (pip install awscli "moto[server]")'
	exit 0
}
build=$(cd "$1" && pwd)
work=$(mktemp -d)
moto_server -H 127.0.0.1 -p 0 >"$work/server" 2>&1 &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	[ ! -e log ] || head -n 30 log
}
port=
for _ in $(seq 60); do
	port=$(sed -n 's/.*http:..127\.0\.0\.1:\([0-9]*\).*/\1/p' server | head -n 1)
	[ -z "$port" ] || break
	sleep 0.5
done
[ -n "$port" ] || {
	cat server
	echo 'skipped: moto does not start here'
	exit 0
}
# nothing of the user's own configuration, and no default Region
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" HOME="$work" AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none"
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
unset AWS_DEFAULT_REGION AWS_REGION AWS_PROFILE AWS_DEFAULT_OUTPUT AWS_PAGER 2>/dev/null

# quick: two Regions instead of all
mkdir bin
real=$(command -v aws)
cat >bin/aws <<END
#!/bin/sh
case "\$*" in
ec2*) "$real" "\$@" | grep -E '^(us-east-1|eu-west-1)\$' ;;
*) exec "$real" "\$@" ;;
esac
END
chmod +x bin/aws
aws s3api create-bucket --bucket trail-logs --region us-east-1 >/dev/null &&
	aws cloudtrail create-trail --region us-east-1 --name trail --s3-bucket-name trail-logs --is-multi-region-trail >/dev/null &&
	aws cloudtrail start-logging --region us-east-1 --name trail &&
	aws cloudtrail put-event-selectors --region us-east-1 --trail-name trail --event-selectors \
		'[{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]' >/dev/null
say $? 'the account is not made'
account=$(aws sts get-caller-identity --region us-east-1 --query Account --output text)

for shell in dash bash zsh; do
	command -v $shell >/dev/null 2>&1 || {
		echo "skipped: $shell is not installed"
		continue
	}
	# the settings of the user do not change the output
	export AWS_DEFAULT_OUTPUT=table AWS_PAGER='sh -c "cat >/dev/null; exit 1"'
	mkdir "$shell"
	# from an empty folder, then without what only one list leads to
	for round in starter missing; do
		"$build/assay" inspect --script "$shell" >"$shell.$round"
		say $? "$shell: inspect"
		(cd "$shell" && PATH=$work/bin:$PATH $shell "../$shell.$round") >log 2>&1 </dev/null
		say $? "$shell: $round"
		"$build/assay" inspect "$shell" >log 2>&1
		grep -q 'No export is missing' log
		say $? "$shell: $round: something is still missing"
		[ $round = missing ] || rm "$shell/$account"/*/describe-trails.json "$shell/$account"/*/get-*.json
	done
	unset AWS_DEFAULT_OUTPUT AWS_PAGER
	"$build/assay" check --show all "$shell" >log 2>&1
	say $? "$shell: check"
	# the block of another account
	mkdir -p other/999999999999/us-east-1
	printf '{"trailList": []}' >other/999999999999/us-east-1/describe-trails.json
	"$build/assay" inspect other | sed -n '/^(/,/^)/p' | sed '/^)/q' >block
	(cd other && $shell ../block) >log 2>&1 </dev/null
	[ $? = 1 ] && [ "$(find other -type f | wc -l)" = 1 ]
	say $? "$shell: the commands of another account ran"
	rm -rf other
	[ -d "$shell/$account" ]
	say $? "$shell: no folder of the account"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
