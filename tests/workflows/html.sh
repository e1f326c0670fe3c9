#!/bin/sh
# html.sh BUILD - the page for auditors in a headless Chromium: with and without JavaScript, printed, and by axe-core.
# Needs chromium and Node.js with playwright-core and axe-core (make deps-browser). MANY=1: also with 10,000 results.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(cd "$(dirname "$0")/../.." && pwd)
modules=${ASSAY_BROWSER_MODULES:-$root/build/browser/node_modules}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

say() { # STATUS NAME
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}

cd "$root" || exit 1
"$assay" check --profile all --now 2026-11-25 --format html="$work/exports.html" fixtures/exports >/dev/null 2>&1
"$assay" check --trace --now 2026-11-25 --format html="$work/plan.html" fixtures/exports fixtures/plan/plan.json >/dev/null 2>&1

# what needs no browser: the hashes are those that sha256sum computes
cd fixtures || exit 1
"$assay" check --format html="$work/hashes.html" exports >/dev/null 2>&1
find exports -type f | LC_ALL=C sort | xargs sha256sum >"$work/sums"
sed -n 's|.*<tr id="e[0-9]*"><th scope="row"><code>\([^<]*\)</code>.*<code>\([0-9a-f]*\)</code></td></tr>|\2  \1|p' "$work/hashes.html" >"$work/shown"
cmp -s "$work/sums" "$work/shown"
say $? 'the hashes of the files are not those of sha256sum'
grep -q "$(sha256sum <"$work/sums" | cut -d ' ' -f 1)" "$work/hashes.html"
say $? 'the hash of the evidence is not that of the list of hashes'
grep -q "$("$assay" version | sed -n 's/^rules: //p')" "$work/hashes.html"
say $? 'the hash of the rules is not that of assay version'
cd "$root" || exit 1

# each condition of the selector, and the one that excludes the event
tr -d '\n' <"$work/plan.html" >"$work/flat"
grep -q '<th scope="row"><code>resources.type</code></th><td><code>AWS::Lambda::Function</code></td><td><code>Equals AWS::Lambda::Function</code><br><span class="dim">does not exclude it' "$work/flat" &&
	grep -q '<td class="hit"><code>NotEquals arn:aws:lambda:eu-west-1:123456789012:function:payments-heartbeat</code><br><strong>✗ excludes the event' "$work/flat"
say $? 'the counterexample is not drawn against the selector'

# envelopes state times and callers
mkdir -p "$work/c/111122223333/us-east-1"
printf '{"assay": {"command": "lambda list-functions", "account": "111122223333", "region": "us-east-1", "time": "2026-11-20T10:02:41Z", "caller": "arn:aws:sts::111122223333:assumed-role/audit/<ann>"}, "output": {"Functions": []}}' \
	>"$work/c/111122223333/us-east-1/list-functions.json"
"$assay" check --format html "$work/c" >"$work/collected.html" 2>/dev/null
grep -q '<dt>Collected</dt><dd>2026-11-20T10:02:41Z<br>by <code>arn:aws:sts::111122223333:assumed-role/audit/&lt;ann&gt;</code>' "$work/collected.html"
say $? 'the page does not say when and by whom the evidence was collected'

if [ -n "${MANY:-}" ]; then
	python3 tests/browser/many.py "$work/many" 40 10
	"$assay" check --profile all --format html="$work/many.html" "$work/many" >/dev/null 2>&1
	n=$(grep -c '<article' "$work/many.html")
	echo "html: $n findings in $(wc -c <"$work/many.html") bytes"
	[ "$n" -ge 10000 ] && [ "$(wc -c <"$work/many.html")" -lt 10000000 ]
	say $? '10,000 findings are not below 10 MB'
fi

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -z "$chromium" ] || ! command -v node >/dev/null 2>&1 || [ ! -d "$modules/playwright-core" ] || [ ! -d "$modules/axe-core" ]; then
	echo 'html: the browser was skipped: chromium, node, playwright-core or axe-core is not installed (make deps-browser)'
else
	set -- "$work/plan.html" "$work/exports.html"
	[ ! -e "$work/many.html" ] || set -- "$@" "$work/many.html"
	mkdir "$work/out"
	NODE_PATH=$modules timeout 600 node tests/browser/page.mjs "$chromium" "$work/out" "$@"
	say $? 'the page in a browser'
	if command -v pdftotext >/dev/null 2>&1; then
		for pdf in "$work"/out/*.pdf; do
			pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
			pdftotext -layout "$pdf" "$work/text"
			[ "$(grep -c "Page [0-9]* of $pages\$" "$work/text")" = "$pages" ]
			say $? "${pdf##*/}: $pages pages, without their numbers"
			grep -q 'not applicable' "$work/text" && grep -q 'Not applicable *123456789012/us-west-2' "$work/text" && grep -q 'Reviewed by' "$work/text"
			say $? "${pdf##*/}: a folded part is not printed"
		done
	else
		echo 'html: printed pages were skipped: pdftotext is not installed'
	fi
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
