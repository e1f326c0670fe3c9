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
[ ! -e cost ] || cat cost
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
