#!/bin/sh
# stamp.sh BUILD - --stamp shows time, user, host and commit in each format that has a place for it; without it, reports have none.
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
# has FORMAT TEXT: the stamped report of the folder contains it, line ends aside
has() {
	"$assay" check --stamp --no-config --format "$1" repo/exports 2>/dev/null | tr -s '\n ' '  ' | grep -qF -e "$2"
	say $? "--format $1 --stamp shows no $2"
}
unset SOURCE_DATE_EPOCH
for key in GIT_AUTHOR GIT_COMMITTER; do
	export "${key}_NAME=t" "${key}_EMAIL=t@example.com" "${key}_DATE=2026-01-02T03:04:05Z"
done
git init -q repo
cp -r "$root/tests/data/rows/adv-all/123456789012" repo/exports
git -C repo add -A
git -C repo commit -q -m first
commit=$(git -C repo rev-parse HEAD)
user=$(id -un) host=$(uname -n)

# without the option no report has any of it
for format in text json sarif sarif-audit oscal junit markdown lines github gitlab html; do
	"$assay" check --no-config --format $format repo/exports >out 2>/dev/null
	! grep -qF -e "$commit" -e "$host" -e '"stamp"' -e Stamp: -e '<dt>Judged' -e startTimeUtc out
	say $? "--format $format has a stamp that nobody asked for"
done

export SOURCE_DATE_EPOCH=1767323045
has text "Stamp: 2026-01-02T03:04:05Z, $user on $host, source commit $commit"
has json "\"stamp\": { \"time\": \"2026-01-02T03:04:05Z\", \"user\": \"$user\", \"host\": \"$host\", \"commit\": \"$commit\", \"repository\": null }"
for format in sarif sarif-audit; do
	has $format "\"startTimeUtc\": \"2026-01-02T03:04:05Z\", \"account\": \"$user\", \"machine\": \"$host\""
	has $format "\"commit\": \"$commit\""
done
has junit "<property name=\"commit\" value=\"$commit\"/>"
has oscal "\"last-modified\": \"2026-01-02T03:04:05Z\""
has oscal "\"value\": \"$commit\", \"class\": \"commit\""
has html "<dt>Judged</dt><dd>2026-01-02T03:04:05Z, $user on $host, source commit $commit</dd>"
has markdown "Stamp: \`2026-01-02T03:04:05Z, $user on $host, source commit $commit\`"
"$assay" check --stamp --no-config --format sarif repo/exports | grep -q versionControlProvenance
say $((! $?)) 'SARIF has a provenance without the URL that it requires'

# the same second gives the same bytes; without SOURCE_DATE_EPOCH the clock counts
"$assay" check --stamp --format json repo/exports >one
"$assay" check --stamp --format json repo/exports >two
cmp -s one two
say $? 'two reports of one second differ'
SOURCE_DATE_EPOCH='' "$assay" check --stamp --format json repo/exports | grep -q "\"time\": \"$(date -u +%Y)"
say $? 'the clock is not used'
SOURCE_DATE_EPOCH=soon "$assay" check --stamp --format json repo/exports >out 2>&1
[ $? = 2 ] && grep -q "SOURCE_DATE_EPOCH is 'soon'" out
say $? 'an invalid SOURCE_DATE_EPOCH is accepted'

# the URL of origin, in every form of Git, without what could be secret
url() {
	git -C repo remote remove origin 2>/dev/null
	git -C repo remote add origin "$1"
	has json "\"repository\": $2"
}
url https://ann:secret@example.com/team/infra.git '"https://example.com/team/infra.git"'
url https://token@example.com:8443/infra '"https://example.com:8443/infra"'
url 'https://example.com/infra?token=secret#x' '"https://example.com/infra"'
url git@example.com:team/infra.git '"ssh://example.com/team/infra.git"'
url ssh://git@example.com/infra '"ssh://example.com/infra"'
url /srv/infra.git null
url 'https://example.com/a b' null
git -C repo remote set-url origin https://example.com/infra
has sarif "\"versionControlProvenance\": [ { \"repositoryUri\": \"https://example.com/infra\", \"revisionId\": \"$commit\" } ]"

# all forms of HEAD: packed refs, detached, a linked work tree, a submodule's file, an unborn branch
git -C repo pack-refs --all
has json "\"commit\": \"$commit\""
git -C repo worktree add -q ../linked -b other
mv repo kept && ln -s linked repo
git -C kept worktree repair ../linked >/dev/null 2>&1
has json "\"commit\": \"$commit\""
rm repo && mv kept repo
git -C repo checkout -q --detach
has json "\"commit\": \"$commit\""
printf 'ref: refs/heads/../../secret\n' >repo/.git/HEAD
mkdir -p repo/.git/secret
has json '"commit": null'
printf 'ref: refs/heads/none\n' >repo/.git/HEAD
has json '"commit": null'
printf 'not a commit\n' >repo/.git/HEAD
has json '"commit": null'
rm repo/.git/HEAD && mkfifo repo/.git/HEAD
has json '"commit": null'
rm repo/.git/HEAD && echo "$commit" >repo/.git/HEAD

# a PATH outside any work tree, standard input, and two work trees
cp -r repo/exports outside
"$assay" check --stamp --format json outside | grep -q '"commit": null'
say $? 'a commit outside of a work tree'
plan=$(ls -d "$root"/tests/data/plans/*/plan.json | head -1)
(cd repo && "$assay" check --stamp --format json - <"$plan") | grep -q "\"commit\": \"$commit\""
say $? 'standard input does not stand for the working directory'
git init -q second
cp -r repo/exports second/
"$assay" check --stamp --format json repo/exports second/exports 2>err | grep -q '"commit": null' && grep -q 'in two Git work trees' err
say $? "two work trees: $(cat err)"

# a stamped text report in the folder is no input
"$assay" check --stamp outside >outside/report.txt
"$assay" check --format text=outside/report.txt outside >/dev/null 2>err
[ $? -le 1 ] && [ ! -s err ]
say $? "a stamped report is not replaced: $(cat err)"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
