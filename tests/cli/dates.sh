#!/bin/sh
# dates.sh BUILD - days_since: the cases of tests/data/types/dates, and the day in every report.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
unset SOURCE_DATE_EPOCH
rules=$root/tests/data/types/dates/rules
"$assay" test --rules "$rules" >"$work/out" 2>&1
say $? "assay test: $(cat "$work/out")"
mkdir -p "$work/in/123456789012"
cd "$work" || exit 1
echo '{"Users": [{"Arn": "arn:aws:iam::123456789012:user/a", "UserName": "a", "CreateDate": "2025-01-01T00:00:00Z"}]}' >in/123456789012/list-users.json
note='Dates were compared with the day of the run, 2026-04-01. --now sets another day.'
for format in text markdown json sarif junit github; do
	"$assay" check --rules "$rules" --control user-recent --now 2026-04-01 --format $format in >out 2>err
	tr -s ' \n' '  ' <out | grep -qF -e "$note"
	say $? "$format says the day: $(cat out err)"
done
"$assay" check --rules "$rules" --control user-recent --quiet --now 2026-04-01 in | tr -s ' \n' '  ' | grep -qF -e "$note"
say $? '--quiet says the day'
SOURCE_DATE_EPOCH=1775001600 "$assay" check --rules "$rules" --control user-recent in | grep -qF 'of the run, 2026-04-01'
say $? 'SOURCE_DATE_EPOCH sets the day'
"$assay" check --rules "$rules" --control user-recent --now 2025-02-01 in | grep -q '1 passed'
say $? 'the day decides'
"$assay" check --now 2026-04-01 "$root/fixtures/exports" | grep -q 'day of the run'
[ $? = 1 ]
say $? 'a run that compares no date does not show the day'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
