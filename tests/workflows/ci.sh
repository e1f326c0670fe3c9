#!/bin/sh
# ci.sh BUILD - docs/ci: a release is installed only with the right checksum; the steps of the GitHub action and the
# GitLab template work, in a temporary folder with a release made for the test.
set -u
root=$(pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	[ ! -e "$work/log" ] || head -n 40 "$work/log"
}
says() { # STATUS TEXT NAME COMMAND...: the exit status, and TEXT in what it says
	want=$1 text=$2 name=$3
	shift 3
	"$@" >"$work/log" 2>&1
	got=$?
	if [ "$got" = "$want" ] && { [ -z "$text" ] || grep -qF -e "$text" "$work/log"; }; then ok; else bad "$name: status $got, wanted $want and '$text'"; fi
}

# a release as `make dist` writes it
mkdir 'the releases'
version=$("$build/assay" version | sed -n 's/^assay //p')
file=assay-$version-linux-$(uname -m)
cp "$build/assay" "the releases/$file"
sum=$(sha256sum <"the releases/$file" | cut -d ' ' -f 1)
ASSAY_RELEASES=$work/the\ releases ASSAY_VERSION=$version ASSAY_SHA256=$sum ASSAY_BIN=$work/bin
export ASSAY_RELEASES ASSAY_VERSION ASSAY_SHA256 ASSAY_BIN
install=$root/docs/ci/install.sh
refused() { # TEXT NAME VARIABLE=VALUE...: nothing is installed, and nothing of it has run
	rm -rf "${work:?}/bin"
	text=$1 name=$2
	shift 2
	says 1 "$text" "$name" env "$@" sh "$install"
	[ -z "$(ls -A "$work/bin" 2>/dev/null)" ] && ok || bad "$name: something was left: $(ls -A "$work/bin")"
}

says 0 "assay $version" 'a release with the right checksum' sh "$install"
[ -x bin/assay ] && ok || bad 'assay was not installed'
says 0 "assay $version" 'a checksum in capitals, a version with the v of its tag' \
	env ASSAY_SHA256="$(echo "$sum" | tr 'a-f' 'A-F')" ASSAY_VERSION="v$version" sh "$install"
refused 'has the checksum' 'another checksum' "ASSAY_SHA256=$(echo "$sum" | tr '0-9a-f' '1-9a-f0')"
refused "can't be read" 'a version that is not there' ASSAY_VERSION=9.9.9
refused 'set ASSAY_SHA256' 'no checksum' ASSAY_SHA256=
refused 'set ASSAY_RELEASES' 'no address' ASSAY_RELEASES=
if command -v openssl >/dev/null 2>&1 && openssl pkeyutl -help 2>&1 | grep -q rawin; then
	(cd 'the releases' && sha256sum "$file" >SHA256SUMS)
	openssl genpkey -algorithm ed25519 -out key.pem 2>/dev/null && openssl pkey -in key.pem -pubout -out public.pem
	openssl genpkey -algorithm ed25519 -out other.pem 2>/dev/null && openssl pkey -in other.pem -pubout -out other-public.pem
	refused "SHA256SUMS.sig can't be read" 'no signature' ASSAY_PUBLIC_KEY=public.pem
	openssl pkeyutl -sign -inkey key.pem -rawin -in 'the releases/SHA256SUMS' -out 'the releases/SHA256SUMS.sig'
	says 0 "assay $version" 'a signature alone' env ASSAY_SHA256= ASSAY_PUBLIC_KEY=public.pem sh "$install"
	says 0 "assay $version" 'a signature and a checksum' env ASSAY_PUBLIC_KEY=public.pem sh "$install"
	refused 'is not signed with the key in other-public.pem' 'another key' ASSAY_SHA256= ASSAY_PUBLIC_KEY=other-public.pem
	refused 'has the checksum' 'a signature, but another checksum' ASSAY_PUBLIC_KEY=public.pem "ASSAY_SHA256=$(echo "$sum" | tr '0-9a-f' '1-9a-f0')"
	echo "$sum  assay-9.9.9-linux-x" >>'the releases/SHA256SUMS'
	refused 'is not signed' 'SHA256SUMS changed after it was signed' ASSAY_SHA256= ASSAY_PUBLIC_KEY=public.pem
	echo "$sum  $file.old" >'the releases/SHA256SUMS'
	openssl pkeyutl -sign -inkey key.pem -rawin -in 'the releases/SHA256SUMS' -out 'the releases/SHA256SUMS.sig'
	refused 'the signed SHA256SUMS does not contain' 'the signed list has another name' ASSAY_SHA256= ASSAY_PUBLIC_KEY=public.pem
else
	echo 'skipped: signatures: openssl 3 is not installed (make deps-dev)'
fi
mkdir forged
printf '#!/bin/sh\ntouch "%s/ran"\n' "$work" >"forged/$file"
chmod 755 "forged/$file"
refused 'it was not installed' 'a forged release' "ASSAY_RELEASES=$work/forged"
(cd forged && sha256sum "$file" >SHA256SUMS)
refused 'it was not installed' 'a forged release with its own SHA256SUMS' "ASSAY_RELEASES=$work/forged"
head -c 1000 "the releases/$file" >"forged/$file"
refused 'it was not installed' 'half a release' "ASSAY_RELEASES=$work/forged"
: >"forged/$file"
refused 'it was not installed' 'an empty file' "ASSAY_RELEASES=$work/forged"
[ ! -e ran ] && ok || bad 'a forged release was run'
rm -rf bin

if command -v python3 >/dev/null 2>&1 && command -v curl >/dev/null 2>&1; then
	python3 -u -m http.server --bind 127.0.0.1 --directory 'the releases' 0 >server 2>&1 &
	server=$!
	trap 'kill "$server"; rm -rf "$work"' EXIT
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' server)
		[ -z "$port" ] || break
		sleep 0.5
	done
	says 0 "assay $version" 'a release over HTTP' env "ASSAY_RELEASES=http://127.0.0.1:$port" sh "$install"
	refused "can't be fetched" 'a release that the server does not have' "ASSAY_RELEASES=http://127.0.0.1:$port" ASSAY_VERSION=9.9.9
else
	echo 'skipped: a release over HTTP: python3 or curl is not installed'
fi

if command -v shellcheck >/dev/null 2>&1; then
	says 0 '' 'shellcheck' shellcheck "$root"/docs/ci/*.sh
else
	echo 'skipped: shellcheck is not installed (make deps-dev)'
fi

if ! python3 -c 'import yaml' 2>/dev/null; then
	echo 'skipped: the steps of the action and the template: python3 has no yaml (make deps-dev)'
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
fi
python3 -c 'import sys, yaml
for name in sys.argv[1:]: yaml.safe_load(open(name, encoding="utf-8"))' \
	"$root"/docs/ci/*.yml "$root/.pre-commit-hooks.yaml" && ok || bad 'YAML of docs/ci'

# every block of YAML that the docs show is YAML
for page in ci/README pre-commit; do
	awk '/^```yaml$/ { on = 1; print "---"; next } /^```$/ { on = 0 } on' "$root/docs/$page.md" >"$work/blocks.yml"
	python3 -c 'import sys, yaml
assert sum(1 for _ in yaml.safe_load_all(open(sys.argv[1], encoding="utf-8"))) >= 3' "$work/blocks.yml" && ok || bad "YAML of docs/$page.md"
done

plans=$root/tests/data/plans
mkdir project && cd project || exit 1
mkdir good bad open broken
cp "$plans/T2-basic-all/plan.json" good/
cp "$plans/T1-bare/plan.json" bad/
cp "$plans/T30-no-trail/plan.json" open/
printf '{"a"' >broken/plan.json

# the GitHub action
export GH_inputs_releases="$ASSAY_RELEASES" GH_inputs_version="$version" GH_inputs_sha256="$sum" GH_inputs_options=
export GH_runner_temp="$work/runner" GH_github_action_path="$root/docs/ci" GH_inputs_category=assay
export GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary"
step() { # NAME [PATHS]
	GH_inputs_paths=${2:-} python3 "$root/tests/workflows/steps.py" "$root/docs/ci/action.yml" "$1" >"$work/step.sh" &&
		env -u ASSAY_RELEASES -u ASSAY_VERSION -u ASSAY_SHA256 -u ASSAY_BIN sh "$work/step.sh"
}
mkdir "$work/runner"
says 0 "assay $version" 'the action installs' step 'Install assay'
: >"$work/output"
: >"$work/summary"
says 0 '' 'the action: a plan that passes' step Judge good
says 0 '' 'the action concludes: a plan that passes' step Conclude
says 0 '::error' 'the action: a plan that fails is no failed step yet, so that its findings are uploaded' step Judge 'good
bad/plan.json'
grep -q '"ruleId": *"aws-cloudtrail-lambda-invocations"' "$work/runner/assay.sarif" && ok || bad 'the action: no SARIF'
grep -q 'aws-cloudtrail-lambda-invocations' "$work/summary" && ok || bad 'the action: no summary'
[ "$(tail -n 2 "$work/output")" = "exit-status=1
sarif=$work/runner/assay.sarif" ] && ok || bad "the action's outputs: $(cat "$work/output")"
says 1 '' 'the action concludes: a plan that fails' step Conclude
says 0 '' 'the action: a plan whose verdict is unknown' step Judge open
says 3 '' 'the action concludes: unknown' step Conclude
GH_inputs_options='--accept-unknown
--fail-on=high'
says 0 '' 'the action: options' step Judge 'open
bad'
says 0 '' 'the action concludes: options' step Conclude
GH_inputs_options=
says 2 '' 'the action: what is not complete ends at once, before an upload' step Judge 'good
broken'
tail -n 2 "$work/output" | grep -q '^exit-status=2$' && ok || bad "the action's outputs: $(cat "$work/output")"
says 2 '' 'the action: no paths' step Judge ''
mkdir 'two words' && cp bad/plan.json 'two words/a*b.json'
says 0 '::error file=two words/a*b.json' 'the action: a name with a blank and a star' step Judge 'two words/a*b.json'
says 0 '' 'the action: a path that is no option' step Judge 'good
good/plan.json'

# the GitLab template
mkdir -p ci/assay && cp "$root"/docs/ci/*.sh ci/assay/
cp bad/plan.json plan.json
job() { # NAME [PATHS]
	GL_ASSAY_RELEASES=$ASSAY_RELEASES GL_ASSAY_VERSION=$version GL_ASSAY_SHA256=$sum GL_ASSAY_PATHS=${2:-} \
		python3 "$root/tests/workflows/steps.py" "$root/docs/ci/gitlab.yml" "$1" >"$work/job.sh" &&
		env -u ASSAY_BIN CI_PROJECT_DIR="$PWD" sh "$work/job.sh"
}
says 0 'FAIL  aws-cloudtrail-lambda-invocations  plan.json#us-east-1' 'the template: a plan that fails ends 0, for its reports' job assay plan.json
for report in gl-code-quality-report.json gl-assay.sarif assay-junit.xml; do
	grep -q 'aws-cloudtrail-lambda-invocations' $report && ok || bad "the template: $report"
done
says 1 '' 'the template: the second job ends with the status' job assay-verdict
says 2 'broken/plan.json:1:' 'the template: not complete' job assay .
rm -r broken gl-* assay-junit.xml assay.status
says 0 'FAIL' 'the template: the whole folder' job assay .
says 1 '' 'the template: the whole folder' job assay-verdict
says 0 '' 'the template: a plan that passes' job assay good
says 0 '' 'the template: a plan that passes' job assay-verdict

# the workflow examples of README.md and docs/pre-commit.md show real output: each line, up to its "…"
{
	"$build/assay" check --quiet - <plan.json
	"$build/assay" check --quiet plan.json
	"$build/assay" check --format github plan.json
	"$build/assay" check --quiet --format lines plan.json
} >"$work/log" 2>/dev/null
{
	sed -n '/^## In your workflow/,/^## Inputs/p' "$root/README.md"
	cat "$root/docs/pre-commit.md"
} |
	awk '/^```[a-z]/ { other = 1; next } /^```$/ { if (!other) on = !on; other = 0; next } on && !/^\$ / && !/^…$/ && !/^(assay\.\.|- |$)/ { sub(/…$/, ""); print }' >"$work/shown"
while IFS= read -r line; do
	grep -qF -e "$line" "$work/log" && ok || bad "the README or docs/pre-commit.md shows what is not said: $line"
done <"$work/shown"
[ "$(wc -l <"$work/shown")" -gt 8 ] && ok || bad 'the README shows no workflow'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
