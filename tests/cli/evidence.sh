#!/bin/sh
# evidence.sh BUILD - assay evidence packs a run so that assay verify judges it again with the same bytes, and finds every change.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && grep -qF -e "$text" out
	say $? "assay $*: status $got, wanted $status with '$text': $(head -c 2000 out)"
}
# again ARGUMENT...: packed with these arguments, it is verified in another folder, and packed again it is the same bytes
again() {
	"$assay" evidence --output e.tar.gz "$@" >out 2>&1 <"${stdin:-/dev/null}"
	packed=$?
	"$assay" check "$@" >/dev/null 2>&1 <"${stdin:-/dev/null}"
	[ $? = $packed ] && [ -s e.tar.gz ]
	say $? "assay evidence $*: status $packed: $(cat out)"
	(mkdir -p elsewhere && cd elsewhere && "$assay" verify ../e.tar.gz) >out 2>&1
	say $? "verify after evidence $*: $(head -c 2000 out)"
	mv e.tar.gz first.tar.gz
	"$assay" evidence --output e.tar.gz "$@" >/dev/null 2>&1 <"${stdin:-/dev/null}"
	cmp -s e.tar.gz first.tar.gz
	say $? "evidence $*: other bytes the second time"
}
export SOURCE_DATE_EPOCH=1767323045
cp -r "$root/fixtures/exports" .
plan=$(ls -d "$root"/tests/data/plans/*/plan.json | head -1)
cp "$plan" plan.json

# every kind of thing that a run is given
again exports
again --stamp --show all --trace --quiet exports
again --profile all --remedies exports
again plan.json exports
again --account 123456789012 --region us-east-1 --name edge plan.json
again "$PWD/plan.json"
(mkdir -p below && cd below && "$assay" evidence --output ../up.tar.gz ../plan.json) >/dev/null 2>&1
expect 0 'verified' verify up.tar.gz
stdin=plan.json again -
again --max-age 30 exports
again missing.json exports
again plan.json plan.json
echo '{broken' >broken.json
again broken.json exports
tar czf packed.tar.gz exports
again packed.tar.gz
again --what-if arn:aws:cloudtrail:us-east-1:123456789012:trail/management IsLogging=false exports
again --rules "$root/docs/examples" exports
printf 'fail-on: high\n' >c.yaml
printf 'waivers:\n  - control: aws-cloudtrail-lambda-invocations\n    subject: "*"\n    reason: tried\n    expires: 2026-06-30\n' >w.yaml
again --config c.yaml --waivers w.yaml exports
cp c.yaml .assay.yaml
cp w.yaml .assay-waivers.yaml
again exports
again --no-config exports
rm .assay.yaml .assay-waivers.yaml
"$assay" check --format sarif=base.sarif exports >/dev/null 2>&1
again --baseline base.sarif --new-only exports
long=$(printf 'n%.0s' $(seq 120))
mkdir -p "names/$long/$long" 'names/a b' 'names/ü'
cp plan.json "names/$long/$long/plan.json"
cp plan.json 'names/a b/-x.json'
cp plan.json 'names/ü/plän.json'
ln -s plan.json names/link.json
again names
mkdir logs && echo '{"Records": []}' | gzip -n >logs/123456789012_CloudTrail_us-east-1_20260101T0000Z_AbCdEfGh12345678.json.gz
again logs exports
tar tzf e.tar.gz | grep -q '^inputs/given/logs/.*_CloudTrail_'
say $? 'a log file of a trail is not in the archive'
# a log file that is broken is packed as it is; one that can't be read leaves no archive, and the message names it
log=$(echo logs/*.gz)
echo broken >"$log"
again logs exports
head -c 100000 /dev/urandom >"$log"
rm -f none.tar.gz
expect 2 "$log: The log file can't be read, so it can't be packed" evidence --max-input 50KiB --output none.tar.gz logs exports
[ ! -e none.tar.gz ]
say $? 'an archive without its log file was written'
rm -r logs && mkdir logs
for sources in "$root"/tests/data/remedies/*/; do
	[ -e "$sources/main.tf" ] && break
done
mkdir tf && cp "$sources"/*.tf tf/ && cp plan.json tf/
again tf
tar tzf e.tar.gz | grep -q '^sources/.*\.tf$'
say $? 'the Terraform sources are not in the archive'

# the archive is an ordinary one: sorted, without owner and time; the manifest names each other file
"$assay" evidence --output e.tar.gz exports >/dev/null
tar tzf e.tar.gz | grep -vx manifest.json >list && LC_ALL=C sort -c list
say $? 'the archive is not sorted'
tar tvzf e.tar.gz --numeric-owner | grep -qv '^-rw-r--r-- 0/0 .* 1970-01-01 '
say $((! $?)) 'an owner or time is in the archive'
mkdir x && tar xzf e.tar.gz -C x
python3 -c 'import json; [print(f["sha256"] + "  x/" + f["path"]) for f in json.load(open("x/manifest.json"))["files"]]' | sha256sum -c --quiet
say $? 'sha256sum and the manifest disagree'
for format in json sarif oscal text; do
	"$assay" check --format $format exports 2>/dev/null | cmp -s - "x/report/report.$(echo $format | sed "s/text/txt/; s/oscal/oscal.json/")"
	say $? "the packed report $format is not the one of assay check"
done
grep -rqF "$work" x
say $((! $?)) 'the archive names the working directory'

# a change of any file is found; a change with a new manifest is found by judging again
repack() { (cd x && tar czf ../t.tar.gz ./*); }
manifest() {
	python3 - <<'end'
import hashlib, json
m = json.load(open("x/manifest.json"))
for f in m["files"]:
    f["sha256"] = hashlib.sha256(open("x/" + f["path"], "rb").read()).hexdigest()
json.dump(m, open("x/manifest.json", "w"))
end
}
for file in run.json report/report.txt inputs/given/exports/123456789012/us-east-1/list-functions.json; do
	cp "x/$file" kept && echo >>"x/$file" && repack
	expect 1 "t.tar.gz!$file: its SHA-256 is not that of manifest.json" verify t.tar.gz
	rm "x/$file" && repack
	"$assay" verify t.tar.gz >out 2>&1
	[ $? != 0 ]
	say $? "without $file the archive is verified"
	cp kept "x/$file"
done
sed -i 's/FAIL/PASS/' x/report/report.txt && manifest && repack
expect 1 'report/report.txt:1: the report differs.' verify t.tar.gz
grep -q 'packed: PASS' out && grep -q 'now:    FAIL' out
say $? "the lines that differ are not shown: $(cat out)"
sed -i 's/"version": "[^"]*"/"version": "9.9.9"/; s/"rules": "[0-9a-f]*"/"rules": "00"/' x/run.json && manifest && repack
expect 1 'note: packed by assay 9.9.9' verify t.tar.gz
rm -r x && mkdir x && tar xzf e.tar.gz -C x
sed -i 's/"version": "[^"]*"/"version": "9.9.9"/' x/run.json && manifest && repack
expect 0 'note: packed by assay 9.9.9' verify t.tar.gz

# what run.json and manifest.json claim is compared, too: the exit status, each SHA-256, and that no file was added
anew() { rm -r x && mkdir x && tar xzf e.tar.gz -C x; }
anew && sed -i 's/"exitStatus": 1/"exitStatus": 0/' x/run.json && manifest && repack
expect 1 'its exitStatus is not that of the run, 1' verify t.tar.gz
anew && python3 -c '
import json
run = json.load(open("x/run.json"))
run["inputs"][0]["sha256"] = 64 * "0"
json.dump(run, open("x/run.json", "w"))' && manifest && repack
expect 1 'describe-trails.json: its SHA-256 is not that of run.json' verify t.tar.gz
anew && echo '<h1>All passed</h1>' >x/report/report.html && repack
expect 1 'report.html: manifest.json does not name this file' verify t.tar.gz
sed -i '0,/"files": \[/s//"files": [{"path": "report\/report.html", "sha256": ""},/' x/manifest.json && manifest && repack
expect 1 'report/report.html: this file is not part of the run' verify t.tar.gz
for content in '' '{}' '{"assay_manifest": 1, "files": []}' '{"assay_manifest": 2, "files": []}'; do
	anew && printf %s "$content" >x/manifest.json && repack
	expect 1 manifest.json verify t.tar.gz
done

# a folder of assay collect has a manifest of its own: it is packed, and is not that of the archive
cp -r exports collected
(cd collected && find . -type f | sed 's|^./||' | xargs sha256sum |
	sed 's/^\([0-9a-f]*\)  \(.*\)/{"path": "\2", "sha256": "\1"}/; $!s/$/,/; 1s/^/{"assay_manifest": 1, "files": [/; $s/$/]}/' >../m && mv ../m manifest.json)
expect 1 failed evidence --output c.tar.gz collected
expect 0 verified verify c.tar.gz
echo >>collected/123456789012/us-east-1/list-functions.json
expect 2 failed evidence --output c.tar.gz collected
expect 0 verified verify c.tar.gz
tar czf outer.tar.gz -C collected .
expect 2 failed evidence --output c.tar.gz outer.tar.gz
expect 0 verified verify c.tar.gz
rm -r collected outer.tar.gz

anew && echo '{' >x/run.json && manifest && repack
expect 2 'run.json' verify t.tar.gz
expect 2 'not an archive' verify plan.json
expect 2 'manifest.json is missing' verify packed.tar.gz
head -c 900 e.tar.gz >cut.tar.gz
expect 2 "can't be read" verify cut.tar.gz

# only hashes
"$assay" evidence --hashes-only --output h.tar.gz exports >/dev/null
tar tzf h.tar.gz | grep -q '^inputs/'
say $((! $?)) '--hashes-only packs an input'
expect 2 'no PATH contains a file with its SHA-256' verify h.tar.gz
expect 0 verified verify h.tar.gz exports
cp -r exports moved
expect 0 verified verify h.tar.gz moved
echo >>exports/123456789012/us-east-1/list-functions.json
expect 1 'list-functions.json: its SHA-256 is not the recorded one' verify h.tar.gz exports
expect 2 'contains its inputs' verify e.tar.gz moved

# limits are those of who verifies
"$assay" evidence --max-findings 20000 --output big.tar.gz moved >/dev/null
expect 2 'Give --max-findings 20000' verify big.tar.gz
expect 0 verified verify --max-findings 20000 big.tar.gz
expect 2 max_archive verify --max-archive 1KiB e.tar.gz

# evidence is no input; an output never overwrites one
expect 2 'assay verify e.tar.gz' check e.tar.gz
mkdir with && cp -r moved/* with/ && cp e.tar.gz with/
"$assay" check with >out 2>&1
[ $? = 1 ]
say $? "evidence in a folder is judged: $(cat out)"
cp moved/123456789012/us-east-1/list-functions.json kept
expect 2 'would overwrite the input' evidence --output moved/123456789012/us-east-1/list-functions.json moved
cmp -s kept moved/123456789012/us-east-1/list-functions.json
say $? 'an input was overwritten'
expect 2 'needs --output FILE' evidence moved
expect 2 'not -' evidence --output - moved
[ ! -e ./- ]
say $? 'a file named - was written'
"$assay" evidence --output none/e.tar.gz moved >/dev/null 2>&1
[ $? = 2 ]
say $? 'a folder that does not exist'
echo "$passed passed, $failed failed"
[ $failed = 0 ]
