#!/bin/sh
# ci.sh BUILD - docs/ci: a release is installed only with the right checksum; the steps of the GitHub action and the
# GitLab and Azure templates work, in a temporary folder with a release made for the test; so do the recipes of
# docs/ci/README.md, with stubs of terraform and terragrunt.
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
export GH_inputs_fail_on='' GH_inputs_working_directory=.
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
for help in --help -h; do
	GH_inputs_options="--accept-unknown
$help"
	says 2 'must not contain --help' "the action: nothing is judged with $help" step Judge 'open
'
done
GH_inputs_options=
GH_inputs_fail_on=critical
says 0 '' 'the action: fail-on' step Judge bad
says 0 '' 'the action concludes: a fail below fail-on' step Conclude
GH_inputs_fail_on='high --accept-unknown'
says 2 'fail-on' 'the action: fail-on is one value' step Judge open
GH_inputs_fail_on=
mkdir -p 'stacks/two words' && cp open/plan.json 'stacks/two words/'
printf 'accept-unknown: true\n' >'stacks/two words/.assay.yaml'
GH_inputs_working_directory='stacks/two words'
says 0 '' 'the action: a working directory' step Judge plan.json
says 0 '' 'the action: settings of the working directory' step Conclude
GH_inputs_working_directory=missing
says 2 '' 'the action: a working directory that is missing' step Judge plan.json
GH_inputs_working_directory=.
rm -r stacks
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

says 0 '' 'the template: fail-on' env GL_ASSAY_FAIL_ON=critical python3 "$root/tests/workflows/steps.py" "$root/docs/ci/gitlab.yml" assay
grep -qx 'export ASSAY_FAIL_ON=critical' "$work/log" && ok || bad 'the template: fail-on'

# the Azure template
mkdir "$work/agent"
export GH_parameters_releases="$ASSAY_RELEASES" GH_parameters_version="$version" GH_parameters_sha256="$sum" GH_Agent_TempDirectory="$work/agent"
azure() { # NAME [PATHS]
	GH_parameters_paths=${2:-} python3 "$root/tests/workflows/steps.py" "$root/docs/ci/azure.yml" "$1" >"$work/step.sh" &&
		env -u ASSAY_RELEASES -u ASSAY_VERSION -u ASSAY_SHA256 -u ASSAY_BIN sh "$work/step.sh"
}
says 0 "assay $version" 'Azure installs' azure 'Install assay'
says 0 'FAIL  aws-cloudtrail-lambda-invocations  plan.json#us-east-1' 'Azure: a plan that fails ends 0, for its reports' azure Judge plan.json
for report in assay.sarif assay-junit.xml; do
	grep -q 'aws-cloudtrail-lambda-invocations' "$work/agent/assay-reports/$report" && ok || bad "Azure: $report"
done
says 1 '' 'Azure concludes: a plan that fails' azure Conclude
GH_parameters_failOn=critical
export GH_parameters_failOn
says 0 '' 'Azure: failOn' azure Judge plan.json
says 0 '' 'Azure concludes: failOn' azure Conclude
unset GH_parameters_failOn
says 0 '' 'Azure: unknown' azure Judge open
says 3 '' 'Azure concludes: unknown' azure Conclude
mkdir broken && printf '{"a"' >broken/plan.json
says 2 'broken/plan.json:1:' 'Azure: not complete' azure Judge .
says 2 '' 'Azure concludes: not complete' azure Conclude
rm -r broken
# a name in a plan, or of a file, is no command of the agent
mkdir hostile
sed 's/aws_cloudtrail\.t\b/aws_cloudtrail.##vso[task.complete]##[section]/g' plan.json >'hostile/##vso[task.complete].json'
azure Judge hostile >"$work/log" 2>&1
grep -qF '#\x23vso[task.complete]' "$work/log" && ! grep -qE '##(vso)?\[' "$work/log" && ok || bad 'Azure: a name became a command'
rm -r hostile

# the recipes of docs/ci/README.md, with stubs: terraform copies plan.json, terragrunt writes two units
fence() { # HEADING LANGUAGE N: the Nth block of that language below the heading
	awk -v heading="## $1" -v open="\`\`\`$2" -v n="$3" '/^## / { on = $0 == heading } on && $0 == open && ++k == n { out = 1; next }
		/^```$/ { out = 0 } out' "$root/docs/ci/README.md"
}
mkdir "$work/stubs"
ln -s "$build/assay" "$work/stubs/assay"
cat >"$work/stubs/terraform" <<'EOF'
#!/bin/sh
case "$1 $2" in
'plan '*) : >plan.bin ;;
'show -json') jq -c . "${STUB_PLAN:-plan.json}" ;;
*) exit 64 ;;
esac
EOF
cat >"$work/stubs/terragrunt" <<'EOF'
#!/bin/sh
[ "$1 $2 $3 $4" = 'run --all --non-interactive --json-out-dir' ] && [ "$6 $7" = '-- plan' ] || exit 64
echo 'a line of the log'
for unit in ${STUB_UNITS-good bad/nested}; do
	mkdir -p "$5/$unit"
	jq -c . "${unit%%/*}/plan.json" >"$5/$unit/tfplan.json"
done
exit "${STUB_STATUS:-0}"
EOF
chmod 755 "$work/stubs/terraform" "$work/stubs/terragrunt"
recipe() { # STATUS TEXT NAME SCRIPT [VARIABLE=VALUE]...
	printf '%s\n' "$4" >"$work/recipe.sh"
	status=$1 text=$2 name=$3
	shift 4
	says "$status" "$text" "$name" env PATH="$work/stubs:$PATH" "$@" sh "$work/recipe.sh"
}
if command -v jq >/dev/null 2>&1; then
	recipe 1 'FAIL' 'a plan, anywhere' "$(fence 'A plan, anywhere' '' 1)"
	recipe 2 '' 'a plan, anywhere: terraform show fails' "$(fence 'A plan, anywhere' '' 1)" STUB_PLAN=missing.json
	recipe 1 'plans/bad/nested/tfplan.json#us-east-1' 'Terragrunt: each unit is named by its path' "$(fence Terragrunt sh 1)"
	[ "$(wc -l <plans/bad/nested/tfplan.json)" -gt 100 ] && ok || bad 'Terragrunt: the plan is one line'
	grep -q '^FAIL .*plans/good' "$work/log" && bad 'Terragrunt: a unit that passes' || ok
	recipe 1 'already exists' 'Terragrunt: plans of an earlier run are refused' 'sh ci/assay/terragrunt.sh plans'
	fence Terragrunt yaml 1 | sed 's|prod/audit|bad/nested|' >.assay.yaml
	recipe 1 'prod-audit#us-east-1' 'Terragrunt: names in .assay.yaml' 'assay check plans'
	rm -r .assay.yaml plans
	recipe 7 '' 'Terragrunt: the plan of a unit fails' "$(fence Terragrunt sh 1)" STUB_STATUS=7 STUB_UNITS=good
	[ ! -e plans ] && ok || bad 'Terragrunt: the plans of some units are left'
	recipe 1 'wrote no plan' 'Terragrunt: no unit' 'sh ci/assay/terragrunt.sh plans' STUB_UNITS=
	[ ! -e plans ] && ok || bad 'Terragrunt: an empty folder is left'
	# the hook of docs/pre-commit.md for Terragrunt
	python3 -c 'import re, sys, yaml
for block in re.findall(r"```yaml\n(.*?)```", open(sys.argv[1], encoding="utf-8").read(), re.S):
    if "terragrunt.sh" in block: print(yaml.safe_load(block)["entry"])' "$root/docs/pre-commit.md" >"$work/entry"
	recipe 1 'plans/bad/nested/tfplan.json' 'a hook for Terragrunt' "$(cat "$work/entry")"
	recipe 0 '' 'a hook for Terragrunt: units that pass' "$(cat "$work/entry")" STUB_UNITS=good
	recipe 7 '' 'a hook for Terragrunt: a plan fails' "$(cat "$work/entry")" STUB_STATUS=7
	[ ! -e plans ] && ok || bad 'a hook for Terragrunt: plans are left'
	mkdir plans && : >plans/mine
	recipe 1 'already exists' 'a hook for Terragrunt: a folder of the user' "$(cat "$work/entry")"
	[ -e plans/mine ] && ok || bad 'a hook for Terragrunt: a folder of the user was removed'
	rm -r plans
	atlantis=$(fence Atlantis yaml 1 | python3 -c 'import sys, yaml
print(yaml.safe_load(sys.stdin)["workflows"]["default"]["plan"]["steps"][-1]["run"])')
	recipe 1 'FAIL' 'Atlantis: a plan that fails' "$atlantis" PLANFILE=plan.bin
	recipe 0 '' 'Atlantis: unknown' "$atlantis" PLANFILE=plan.bin STUB_PLAN=open/plan.json
	jenkins=$(fence Jenkins groovy 1 | sed -n "s/^sh '\\(.*\\)'\$/\\1/p; s/^ *script: '\\(.*\\)')\$/\\1/p")
	cp plan.json kept.json
	recipe 1 'FAIL' 'Jenkins: a plan that fails' "$jenkins" STUB_PLAN=kept.json
	for report in assay.sarif assay.xml; do
		grep -q 'aws-cloudtrail-lambda-invocations' $report && ok || bad "Jenkins: $report"
	done
	mv kept.json plan.json
	rm assay.sarif assay.xml
else
	echo 'skipped: the recipes of docs/ci/README.md: jq is not installed'
fi

# the workflows as the tools of their makers see them
mkdir -p .github/workflows && cp "$root/docs/ci/action.yml" ci/assay/
fence GitHub yaml 1 >.github/workflows/assay.yml
if command -v actionlint >/dev/null 2>&1; then
	git init -q . 2>/dev/null
	says 0 '' 'actionlint' actionlint .github/workflows/assay.yml
	rm -rf .git
else
	echo 'skipped: actionlint is not installed'
fi
if command -v check-jsonschema >/dev/null 2>&1; then
	fence 'Azure Pipelines' yaml 1 >azure-pipelines.yml
	fence GitLab yaml 1 >.gitlab-ci.yml
	for pair in github-actions:ci/assay/action.yml github-workflows:.github/workflows/assay.yml gitlab-ci:.gitlab-ci.yml \
		"gitlab-ci:$root/docs/ci/gitlab.yml" "azure-pipelines:$root/docs/ci/azure.yml" azure-pipelines:azure-pipelines.yml; do
		says 0 '' "the JSON schema of ${pair#*:}" check-jsonschema --builtin-schema "vendor.${pair%%:*}" "${pair#*:}"
	done
	rm azure-pipelines.yml .gitlab-ci.yml
else
	echo 'skipped: JSON schemas of the workflows: check-jsonschema is not installed'
fi
rm -r .github

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
