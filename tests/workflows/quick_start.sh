#!/bin/sh
# quick_start.sh BUILD - the AWS commands that README.md shows for one's own account work: run with the AWS CLI against moto.
set -u
root=$(pwd)
build=$(cd "$1" && pwd)
for tool in aws moto_server python3; do
	command -v $tool >/dev/null 2>&1 || {
		echo "skipped: $tool is not installed"
		exit 0
	}
done
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	[ ! -s "$work/log" ] || tail -n 20 "$work/log"
}
cd "$work" || exit 1
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
moto_server -H 127.0.0.1 -p "$port" >server 2>&1 &
server=$!
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=eu-west-1 AWS_PAGER='' HOME="$work"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	aws s3api create-bucket --bucket logs --create-bucket-configuration LocationConstraint=eu-west-1 >log 2>&1 && break
	sleep 1
done
aws cloudtrail create-trail --name audit --s3-bucket-name logs >log 2>&1 && aws cloudtrail start-logging --name audit >>log 2>&1 && ok || bad 'moto: the trail'

awk '/^```sh quick-start$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/README.md" | sed 's/TRAIL/audit/g' >start.sh
[ "$(grep -c '\<aws [a-z]* ' start.sh)" = 5 ] && ok || bad 'README.md does not show five AWS commands'
PATH=$build:$PATH sh start.sh >out 2>log
case $? in 0 | 1 | 3) ok ;; *) cat out >>log; bad 'the quick start: exit status' ;; esac
grep -q 'not applicable\|n/a' out && ! grep -q 'was not recognised' out && ok || { cat out >>log; bad 'the quick start: an export was not recognised'; }
[ "$(find exports -type f | wc -l)" = 4 ] && ok || bad 'the quick start wrote other files'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
