#!/bin/sh
# waive.sh BUILD - assay waive appends entries that read back unchanged, and refuses useless ones.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
SOURCE_DATE_EPOCH=1782820800 # 2026-06-30T12:00:00Z
export SOURCE_DATE_EPOCH
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed, line ends aside
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && tr -s '\n ' '  ' <out | grep -qF -e "$text"
	say $? "assay $*: status $got, wanted $status with '$text': $(cat out)"
	! grep -qE -f "$root/tests/message_faults" out
	say $? "assay $*: style of the message: $(cat out)"
}
id=aws-cloudtrail-lambda-invocations
file=.assay-waivers.yaml
cp -r "$root/fixtures/exports" .

# from the command line into a new file, then after the existing entries
expect 0 "$file: - control: \"$id\" subject: \"123456789012/eu-west-1\" reason: \"known\" expires: 2026-12-31" \
	waive --control $id --subject 123456789012/eu-west-1 --reason known --expires 2026-12-31
expect 3 '1 waived' check exports
cp $file before
expect 0 'SEC-1' waive --control $id --subject '123456789012/eu-c*' --reason 'wait for "it"' --expires 2026-06-30 --owner me --ticket SEC-1
head -c "$(wc -c <before)" $file | cmp -s - before
say $? 'what was there stays, byte for byte'
expect 0 '2 waived' check exports
expect 0 'by me (SEC-1): wait for "it"' check exports
expect 3 '1 waived' check --now 2026-07-01 exports

# refused: already covered, expired, invalid date, unknown control; the file does not change
cp $file before
expect 2 "$file:3:5: This waiver already covers 123456789012/eu-west-1 of $id until 2026-12-31" \
	waive --control $id --subject 123456789012/eu-west-1 --reason again --expires 2026-12-31
expect 2 'already covers 123456789012/eu-central-1 of aws-cloudtrail-lambda-invocations until 2026-06-30' waive --control $id --subject 123456789012/eu-central-1 --reason again --expires 2026-06-30
expect 2 'is in the past' waive --control $id --subject x --reason r --expires 2026-06-29
expect 2 '--expires takes a date' waive --control $id --subject x --reason r --expires 2026-06-31
expect 2 '--expires takes a date' waive --control $id --subject x --reason r --expires never
expect 2 "Did you mean '$id'?" waive --control aws-cloudtrail-lambda-invocation --subject x --reason r --expires 2026-12-31
expect 2 '--reason is empty' waive --control $id --subject x --reason ' ' --expires 2026-12-31
expect 2 '--subject is empty' waive --control $id --subject ' ' --reason r --expires 2026-12-31
expect 2 '--reason is not valid UTF-8' waive --control $id --subject x --reason "$(printf '\377')" --expires 2026-12-31
expect 2 'needs --reason' waive --control $id --subject x --expires 2026-12-31
expect 2 'needs --expires' waive --control $id --subject x --reason r
expect 2 'needs --subject KEY beside' waive --control $id --reason r --expires 2026-12-31
expect 2 'needs the fingerprints' waive --from x.sarif --reason r --expires 2026-12-31
expect 2 'a fingerprint only with --from' waive --reason r --expires 2026-12-31 4ca39e44
expect 2 "'4ca39e44' is no option" waive --control $id --subject x --reason r --expires 2026-12-31 4ca39e44
expect 2 'so --control and --subject do not apply' waive --from x.sarif --control $id --subject x --reason r --expires 2026-12-31 4ca39e44
cmp -s $file before
say $? 'what was refused left the file as it was'
# a later expiry date is accepted, and the old entry is then unused
expect 0 '2027-01-01' waive --control $id --subject '123456789012/eu-central-1' --reason longer --expires 2027-01-01
expect 0 'waived' check --now 2026-07-01 exports
tr -s '\n ' '  ' <out | grep -qF "This waiver covers nothing and has expired: no result of $id for '123456789012/eu-c*' needs it."
say $? "an expired entry whose findings another covers: $(cat out)"
rm $file

# from a log, by fingerprints
"$assay" check --format sarif=r.sarif exports
prints=$(sed -n 's/.*"assay\/v1": "\([0-9a-f]*\)".*/\1/p' r.sarif)
first=$(echo "$prints" | head -1) second=$(echo "$prints" | tail -1)
short=$(echo "$first" | cut -c1-8)
expect 0 '123456789012/eu-central-1' waive --from r.sarif --reason known --expires 2026-12-31 "$short" "$second"
grep -q '123456789012/eu-west-1' out
say $? "both findings are told: $(cat out)"
expect 0 '2 waived' check exports
expect 2 'already' waive --from r.sarif --reason known --expires 2026-12-31 "$short"
expect 2 "r.sarif contains no result with the fingerprint '00000000'" waive --from r.sarif --reason r --expires 2026-12-31 00000000
expect 2 'is too short for a fingerprint' waive --from r.sarif --reason r --expires 2026-12-31 "${short%?}"
expect 2 'no-such-file' waive --from no-such-file --reason r --expires 2026-12-31 "$short"
"$assay" check --no-config --format sarif-audit=a.sarif exports
pass=$("$assay" check --no-config --format json --show pass exports | sed -n 's/.*"fingerprint": "\([0-9a-f]*\)".*/\1/p' | while read -r print; do
	echo "$prints" | grep -q "$print" || echo "$print"
done | head -1)
expect 2 'is neither a fail nor unknown' waive --from a.sarif --reason r --expires 2026-12-31 "$pass"
rm $file

# any text reads back unchanged
n=0
for text in 'plain' 'it is "so"' "it's" 'a: b' '# no comment' '- dash' '\ back\slash \n' '{flow}' '[1, 2]' '*alias' '&anchor' '!tag' '%directive' '@at' '| bar' '> more' \
	'null' 'true' '12' '2026-12-31' '   leading and trailing   ' "$(printf 'two\nlines')" "$(printf 'tab\there')" "$(printf 'esc\033[31m')" "$(printf 'nel\302\205ls\342\200\250bom\357\273\277')" \
	'ünïcødé 漢字 🎉' "$(printf 'del\177c1\302\233')"; do
	rm -f $file
	n=$((n + 1))
	"$assay" waive --control $id --subject '*' --reason "$text" --owner "$text" --expires 2026-12-31 >out 2>&1 &&
		"$assay" check --show all --format sarif-audit exports >audit 2>&1
	say $? "text $n is written and read: $(cat out)"
done
! LC_ALL=C grep -q "$(printf '\033')" $file
say $? 'no control character is written as it is'

# after other layouts of a list
behind() { # STATUS TEXT, printf's escapes
	printf -- "$2" >w.yaml
	cp w.yaml before
	"$assay" waive --file w.yaml --control $id --subject '123*' --reason r --expires 2026-12-31 >out 2>&1
	got=$?
	[ "$got" = "$1" ]
	say $? "behind $2: status $got, wanted $1: $(cat out)"
	if [ "$1" = 0 ]; then
		"$assay" check --waivers w.yaml exports >out 2>&1
		say $? "behind $2: the waiver holds: $(cat out)"
	else
		cmp -s w.yaml before
		say $? "behind $2: the file stays as it is"
	fi
}
old='control: a\n%ssubject: b\n%sreason: c\n%sexpires: 2020-01-01'
behind 0 '# none yet\n'
behind 0 'waivers:'
behind 0 'waivers: # none\n'
behind 0 '---\nwaivers:\n'
behind 0 "waivers:\n- $(printf "$old" '  ' '  ' '  ')"
behind 0 "waivers:\n    - $(printf "$old" '      ' '      ' '      ')\n# end"
behind 0 'waivers:\n- {control: a, subject: b,\n   reason: c, expires: 2020-01-01}\n'
behind 0 "waivers:\n  - control: a\n    subject: b\n    expires: 2020-01-01\n    reason: |\n      two\n      lines\n"
behind 0 "waivers:\r\n  - control: a\r\n    subject: b\r\n    expires: 2020-01-01\r\n    reason: r\r\n"
behind 2 'waivers: []\n'
behind 2 '{"waivers": []}'
behind 2 "waivers:\n  - control: a\n    subject: b\n    expires: 2020-01-01\n    reason: r\n...\n"
behind 2 "waivers:\n  - control: a\n    subject: b\n"
behind 2 'waiver:\n'
behind 2 '\tx\n'
mkdir folder
expect 2 'This is not a regular file' waive --file folder --control $id --subject x --reason r --expires 2026-12-31
printf 'waivers:\n' >w.yaml
ln -s w.yaml link.yaml
expect 2 'This is not a regular file' waive --file link.yaml --control $id --subject x --reason r --expires 2026-12-31
expect 2 'no-such-folder' waive --file no-such-folder/w.yaml --control $id --subject x --reason r --expires 2026-12-31
# a control of the user
expect 2 'There is no control' waive --control aws-cloudtrail-encrypted --subject x --reason r --expires 2026-12-31
expect 0 'aws-cloudtrail-encrypted' waive --rules "$root/docs/examples/rules" --control aws-cloudtrail-encrypted --subject x --reason r --expires 2026-12-31

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
