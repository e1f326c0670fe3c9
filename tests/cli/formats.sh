#!/bin/sh
# formats.sh BUILD - every fixture in every format: valid for its consumers, and with the same findings in all formats.
# Uses the tools of the consumers if they are installed: a JSON Schema validator, xmllint, GitHub's Markdown.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/runs" "$work/xml"
n=0

command -v python3 >/dev/null 2>&1 || { echo 'formats: skipped: python3 is not installed'; exit 0; }

# judge NAME ARGUMENT...: one run, its reports and its status in a folder of their own
judge() {
	n=$((n + 1))
	out=$work/runs/$n
	mkdir "$out"
	echo "$*" >"$out/name"
	shift
	"$assay" check --format "json=$out/json" --format "oscal=$out/oscal" --format "junit=$out/junit" --format "github=$out/github" \
		--format "gitlab=$out/gitlab" --format "lines=$out/lines" --format "markdown=$out/markdown" --format "html=$out/html" "$@" >/dev/null 2>"$out/err"
	echo $? >"$out/status"
	[ ! -e "$out/junit" ] || cp "$out/junit" "$work/xml/$n.xml"
}

for expect in "$root"/tests/data/rows/*/expect "$root"/tests/data/plans/*/expect; do
	folder=${expect%/expect}
	cd "$folder" || exit 1
	inputs=plan.json
	[ -e plan.json ] || inputs=.
	# shellcheck disable=SC2086
	judge "${folder##*/}" --show all $inputs
done
cd "$root" || exit 1
for options in '--show all --trace' '--show pass' '--accept-unknown' '--fail-on critical' '--show fail --quiet' \
	'--show all --accept-unknown --fail-on high'; do
	# shellcheck disable=SC2086
	judge fixtures $options fixtures/exports fixtures/plan/plan.json
done

# valid waivers, an expired one, an unused one; and a baseline
waiver() { # SUBJECT EXPIRES
	printf '{"control": "aws-cloudtrail-lambda-invocations", "subject": "%s", "owner": "net & co", "ticket": "<7>", "expires": "%s",
 "reason": "`accepted` | by @team\\n::error::]]>"}' "$1" "$2"
}
printf '{"waivers": [%s, %s]}' "$(waiver '123456789012/eu-w*' 2026-12-31)" "$(waiver '*/eu-central-1' 2026-01-31)" >"$work/waivers.yaml"
printf '{"waivers": [%s]}' "$(waiver nothing 2026-12-31)" >"$work/unused.yaml"
"$assay" check --format "sarif=$work/old.sarif" fixtures/exports/123456789012/eu-west-1 >/dev/null 2>&1
for options in '--show all' '--show fail' '--show all --accept-unknown' "--show all --baseline $work/old.sarif" \
	"--show all --baseline $work/old.sarif --new-only"; do
	# shellcheck disable=SC2086
	judge waivers --now 2026-11-25 --waivers "$work/waivers.yaml" $options fixtures/exports
done
judge 'unused waivers' --show all --now 2026-11-25 --waivers "$work/unused.yaml" --strict-waivers fixtures/exports
judge 'a broken policy' --show all --waivers "$root/README.md" fixtures/exports
judge 'new only' --show all --baseline "$work/old.sarif" --new-only fixtures/exports fixtures/plan/plan.json

# invalid inputs, and names with characters that have a meaning in a format
cd "$work" || exit 1
mkdir -p hostile/123456789012/us-east-1
odd=$(printf 'hostile/a:b,c%%0A::error::x|`@team`<b>&"%s.json' "'")
newline=$(printf 'hostile/two\nlines\033[31m\302\233\342\200\256]]>.json')
printf '{"trailList": [' >"$odd"
: >"$newline"
printf '{"trailList": []}' >hostile/123456789012/us-east-1/describe-trails.json
printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f"}]}' \
	>hostile/123456789012/us-east-1/list-functions.json
judge 'broken inputs' --show all hostile
judge 'a broken input' "$odd"
judge 'no such file' no-such-file.json
judge 'nothing judged' --skip-unrecognised "$root/README.md"
mkdir -p rules/controls
cat >rules/controls/broken.lua <<'LUA'
return control {
  id = "broken", title = "It <breaks> & `fails` ]]> | @team", severity = "high", subject = "account",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(account) local none; return none.field end,
}
LUA
judge 'a rule that breaks' --show all --rules rules hostile/123456789012

python3 "$root/tests/formats.py" "$work/runs" "$root/tests/data/report" "$root/docs/schemas/assay-report.schema.json" "$root/docs/json.md"
status=$?
python3 "$root/tests/html_page.py" "$work"/runs/* || status=1
python3 "$root/tests/oscal_lint.py" --schema "$root/tests/data/oscal/oscal_assessment-results_schema.json" "$work"/runs/* "$root"/tests/data/report/*.oscal || status=1

passed=0
failed=0
tell() { # NAME: the last command's outcome
	if [ $? = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

xsd=${ASSAY_SHARED:-$root/../shared}/schemas/jenkins-junit-10.xsd
if ! command -v xmllint >/dev/null 2>&1; then
	echo "formats: Jenkins' schema was skipped: xmllint is not installed (make deps-dev)"
elif [ ! -e "$xsd" ]; then
	echo "formats: Jenkins' schema was skipped: $xsd is not there"
else
	xmllint --noout --schema "$xsd" "$work"/xml/*.xml "$root"/tests/data/report/*.xml >"$work/xmllint" 2>&1
	tell "xmllint: $(grep -v ' validates$' "$work/xmllint" | head -n 3)"
fi

# GitHub's Markdown: input text is never HTML, a link or a mention, only code
if command -v cmark-gfm >/dev/null 2>&1; then
	for file in "$work"/runs/*/markdown "$root"/tests/data/report/*.md; do
		case $file in */explain.md) continue ;; esac
		cmark-gfm --unsafe -e table -e strikethrough -e autolink "$file" | tr '\n' ' ' |
			sed -E 's#<code>[^<]*</code>##g; s#</?(h2|h3|p|ul|li|pre|strong|details|summary|table|thead|tbody|tr|th|td)( align="right")?>|<br ?/?>##g' >"$work/html"
		[ -s "$work/html" ] && ! grep -qE '<|@|::|hostile' "$work/html"
		tell "Markdown: $(cat "$(dirname "$file")/name" 2>/dev/null || echo "$file"): $(grep -oE '.{0,40}(<|@|::|hostile).{0,40}' "$work/html" | head -n 1)"
	done
else
	echo "formats: rendered Markdown was skipped: cmark-gfm is not installed (make deps-dev)"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$status" = 0 ]
