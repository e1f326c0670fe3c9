#!/bin/sh
# walk.sh BUILD - what a walk of a folder does not read is counted in every report and listed by inspect.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat out
}
run() { # STATUS ARGUMENT...
	wanted=$1
	shift
	"$assay" "$@" >out 2>&1 </dev/null
	[ $? = "$wanted" ]
	say $? "assay $*: exit status, wanted $wanted"
}
has() { tr '\n' ' ' <out | tr -s ' ' | grep -qF -e "$1"; say $? "no '$1'"; }
lacks() { ! grep -qF -e "$1" out; say $? "has '$1'"; }

# a complete account; its copy without a Region that is a link
cp -r "$root/tests/data/rows/basic-all" all
chmod -R u+w all
run 0 check all
mkdir -p elsewhere/eu-west-1
printf '{"Functions": []}' >elsewhere/eu-west-1/list-functions.json
account=$(basename "$(find all -type d -name '[0-9]*' | head -n 1)")
region=$(find all -type d -name "$account" | head -n 1)
ln -s "$work/elsewhere/eu-west-1" "$region/eu-west-1"
mkfifo "$region/pipe.json"
# (GitLab's format has findings only)
for format in text json sarif sarif-audit oscal junit github markdown; do
	run 0 check --format $format all
	has '1 link was not followed'
	has '1 pipe, socket or device was not read'
done
run 0 check --quiet all
has '1 link was not followed'
lacks Judged
run 0 inspect all
has "/eu-west-1 a link"
has "/pipe.json a pipe, socket or device"
ln -s nowhere all/second
run 0 check all
has '2 links were not followed: '
rm all/second "$region/eu-west-1" "$region/pipe.json"
# a link that a checkout wrote as a file
printf '../../elsewhere/eu-west-1' >"$region/eu-west-1"
mkdir -p "$region/../../elsewhere/eu-west-1"
(cd "$region" && [ -e ../../elsewhere/eu-west-1 ]) && {
	run 0 check all
	has '1 link was not followed'
}
rm -r "$region/eu-west-1"

# git's patterns, as git has them
mkdir tree
cd tree || exit 1
mkdir -p a/b/c build sub/build 'x y' deep/er node_modules/m .hidden
for file in a/one.log a/b/two.log keep.log a/b/c/x.json a/b/c/keep a/x.json build/f sub/build/f 'x y/f' q1 q12 qa r.txt s.txt '#h' '!n' deep/er/f deep/g \
	node_modules/m/plan.json .hidden/plan.json star*x end.json; do
	echo "text: 1" >"$file"
done
cat >.gitignore <<'END'
# a comment
*.log
!keep.log

/build
x\ y/
q[0-9]
[!a-qs-z].txt
\#h
\!n
a/**/x.json
star\*x
**/er
[unclosed
END
printf 'g\n!two.log\n' >deep/.gitignore
printf '!two.log\r\n' >a/b/.gitignore
cd ..
"$assay" inspect tree >out 2>&1
sed -n '/^Skipped/,/^$/p' out | sed -n '/^  [^ ]/{s/^  //;h};/^    excluded/{x;p}' | sort >ours
if command -v git >/dev/null 2>&1; then
	git -C tree init -q
	git -C tree status --porcelain --ignored | sed -n 's/^!! //p' | sed 's/^"//; s/"$//; s|/$||; s|^|tree/|' | grep -v node_modules | sort >theirs
	rm -rf tree/.git
	cmp -s ours theirs
	say $? "git ignores other files: $(diff ours theirs)"
else
	echo 'skipped: git is not installed'
fi
has 'tree/node_modules not read in a walk'
has 'tree/.hidden hidden'
# a .gitignore above the walked folder does not count, nor one that is a link or too large
run 2 check tree/build
lacks gitignore
mkdir big && echo 'x: 1' >big/f
{ yes '#' | head -c 70000; echo f; } >big/.gitignore
run 2 check big
lacks 'gitignore excludes'
rm big/.gitignore && echo f >list && ln -s ../list big/.gitignore
run 2 check big
lacks 'gitignore excludes'
# named, an ignored file is read
cp "$root/tests/data/plans/T2-basic-all/plan.json" tree/plan.json
echo plan.json >>tree/.gitignore
run 0 check tree/plan.json
run 2 check tree
has 'that a .gitignore excludes were skipped'
# hostile patterns take bounded time
{ for _ in $(seq 200); do printf '**/%s\n' '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b'; done; } >big/x && rm big/.gitignore && mv big/x big/.gitignore
: >"big/$(printf 'a%.0s' $(seq 200))"
timeout 20 "$assay" check big >out 2>&1
[ $? = 2 ]
say $? 'patterns that take long'

# broken files without a sign of an input are skipped; with one they are not
mkdir mixed
cp "$root/tests/data/plans/T2-basic-all/plan.json" mixed/ok.json
printf '{ // c\n "a": 1, }\n' >mixed/turbo.json
printf '{"a": 1}\n{"a": 2}\n' >mixed/log.json
: >mixed/empty.json
printf '{{ x }}' >mixed/t.json
printf '[{"a":' >mixed/half.json
run 0 check mixed
has '5 files were not recognised and skipped'
run 0 check --skip-unrecognised mixed/*.json
run 2 check mixed/turbo.json
# source code and documentation quote plans and exports; a broken one under such a name is still an input
mkdir quotes
cp mixed/ok.json quotes
printf 'PLAN = {"format_version": "1.2", "resource_changes": []}\n' >quotes/fixture.py
printf '/* "format_version" */ char *key = "resource_changes";\n' >quotes/plan.c
printf '# Reports\n\n```\nassay: 1 failed.\ntrailList: []\n```\n' >quotes/README.md
# a job of a pipeline is no envelope; a damaged envelope is one
cp "$root/docs/ci/gitlab.yml" quotes/pipeline.yml
printf 'assay: ">=0.1"\n' >quotes/versions.yml
run 0 check quotes
has '5 files were not recognised and skipped'
for envelope in '{"assay": {"command": "lambda list-functions"}}' '{"assay": {}, "output": {}}' '{"assay": 1, "error": {}}'; do
	echo "$envelope" >quotes/e.json
	run 2 check quotes
	has 'quotes/e.json:1:'
done
rm quotes/e.json
printf '{"format_version": "1.2", "resource_changes": [' >quotes/README.md
run 2 check quotes
has 'quotes/README.md:1:'
sign() { # NAME CONTENT
	mkdir -p "$(dirname "mixed/$1")"
	printf "$2" >"mixed/$1"
	run 2 check mixed
	has "mixed/$1:"
	run 2 check --skip-unrecognised "mixed/$1"
	rm "mixed/$1"
}
sign list-functions.json ''
sign plan.json ''
sign prod.tfplan.json '{"a'
sign 123456789012/us-east-1/x.json ''
sign x.json '{"trailList": ['
sign x.json '{"format_version": "1.2", "resource_'
sign x.json '// c\n{"EventSelectors" : []}'

# every format of --help
formats=$("$assay" check --help | sed -n '/^Formats:/,$s/^  \([a-z][a-z-]*\)  .*/\1/p')
n_formats=$(echo "$formats" | wc -w)
[ "$n_formats" -gt 10 ]
say $? 'the formats were not found'

# reports of assay are no inputs, in each format
mkdir reports
cp mixed/ok.json reports/
for format in $formats; do
	"$assay" check --format $format="reports/$format.json" mixed/ok.json
done
run 0 check reports
has "$n_formats files were not recognised and skipped"
run 0 check --skip-unrecognised reports/*.json

# what a walk did not read is in every format
mkdir -p unread/123456789012/us-east-1 unread/.hidden unread/node_modules
printf '{"Functions": []}' >unread/123456789012/us-east-1/list-functions.json
ln -s /etc/hostname unread/link.json
mkfifo unread/pipe
echo ignored.json >unread/.gitignore
echo >unread/ignored.json
for format in $formats; do
	"$assay" check --format $format unread >out 2>err
	for text in 'link was not followed' 'pipe, socket or device was not' 'hidden files and folders were skipped' 'node_modules was skipped' \
		'a .gitignore excludes was'; do
		tr -s '\n ' '  ' <out | grep -qF "$text"
		say $? "$format: $text"
	done
done

# an output replaces an earlier report of the same format, whatever it begins with, and no input: a pipeline may run again
cp -r "$root/fixtures/exports" again
for format in $formats; do
	for options in '' '--quiet' '--show all' '--trace' '--stamp' '--accept-unknown --profile all' \
		'--control aws-cloudtrail-lambda-invocations-observed' '--skip-unrecognised --no-config --region eu-west-1'; do
		for state in first second; do
			# shellcheck disable=SC2086 # several options
			SOURCE_DATE_EPOCH=1764400000 "$assay" check $options --format "$format=again/report.out" again >/dev/null 2>err
			echo $? >"$state.status"
			cp again/report.out "$state.out"
		done
		cmp -s first.status second.status && cmp -s first.out second.out
		say $? "$format $options: another run into the same file: $(cat err)"
		rm -f again/report.out
	done
	run 0 check --format $format="reports/$format.json" --format text reports
done
# a report that is named is an error that says so, and not one about HTML or a log of terragrunt
for format in lines json sarif sarif-audit oscal junit github markdown html; do
	"$assay" check --format $format=reports/named.out again >/dev/null 2>&1
	run 2 check reports/named.out
	has 'This is a report of assay. Give the exports'
	run 0 check --skip-unrecognised reports/named.out
	rm reports/named.out
done
# a file that begins like a report is listed if it is skipped
printf '{"assay": {"version": "1"}, "trailList": [{"Name": "hidden"}]}' >again/123456789012/eu-west-1/a.json
"$assay" inspect again >out 2>err
grep -A1 'a.json' out | grep -q 'this is a report of assay'
say $? 'inspect lists a skipped report'
run 1 check again
has '1 file was not recognised and skipped'
rm -r again
for name in trails list; do
	cp "$root/tests/data/plans/T2-basic-all/plan.json" reports/$name.json
	sum=$(cksum <reports/$name.json)
	ln -f reports/$name.json linked.json
	for path in reports reports/$name.json; do
		for output in "$work/reports/$name.json" linked.json; do
			run 2 check --format json="$output" --format text $path
			has 'would overwrite the input'
			[ "$(cksum <reports/$name.json)" = "$sum" ]
			say $? "$output was overwritten"
		done
	done
	rm reports/$name.json linked.json
done
printf '{"fail-on": "low"}' >c.yaml
run 2 check --config c.yaml --format json=c.yaml mixed
has 'would overwrite the input'
mkdir -p rules/lib && printf 'return {}' >rules/lib/x.lua
run 2 check --rules rules --format json=rules/lib/x.lua mixed
has 'would overwrite the input'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
