#!/bin/sh
# archives.sh BUILD - exports in an archive are judged like those of a folder; what an archive hides, hurts or breaks
# is an error and never a better verdict.
set -u
assay=$(cd "$1" && pwd)/assay
tests=$(cd "$(dirname "$0")" && pwd)
exports=$(cd "$tests/../../fixtures/exports" && pwd)
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
		sed 's/^/  /' "$work/out" | head -n 20
	fi
}

# check STATUS NAME ARGUMENTS...: the exit status; the report is in out, as one line in flat
check() {
	wanted=$1 name=$2
	shift 2
	"$assay" check "$@" >out 2>&1
	got=$?
	tr -s '\n ' '  ' <out >flat
	[ $got = "$wanted" ]
	say $? "$name: status $got, not $wanted"
}
# has TEXT NAME
has() { grep -qF -- "$1" flat; say $? "$2: $1"; }
lacks() { ! grep -qF -- "$1" flat; say $? "$2: no $1"; }

cp -r "$exports" in
(cd in && tar -cf ../e.tar ./* && tar -czf ../e.tar.gz . && find . -type f | tar -czf ../e.bin -T -)
gzip -nc e.tar >other-name
"$assay" check --format json --show all in >folder.json

# ---- the same verdicts, messages and places as those of the folder ----
for archive in e.tar e.tar.gz e.bin other-name; do
	"$assay" check --format json --show all $archive >archive.json
	say $(($? != 1)) "$archive: the status of the folder"
	# "in/" names the folder, "ARCHIVE!" the archive
	sed "s#$archive!#in/#g" archive.json | grep -v '"sha256"' >same.json
	grep -v '"sha256"' folder.json | cmp -s - same.json
	say $? "$archive: the report of the folder"
done
if command -v zstd >/dev/null; then
	zstd -q e.tar -o e.tar.zst
	check 1 'zstd' e.tar.zst
	has 'e.tar.zst!123456789012/eu-west-1/' 'zstd'
else
	echo 'archives.sh: zstd was skipped: not installed'
fi
check 1 'a folder with an archive' --format json in e.tar
mkdir folder && cp e.tar.gz folder
check 1 'an archive that is found' folder
has 'folder/e.tar.gz!123456789012/eu-west-1/' 'an archive that is found'
check 1 'an archive on standard input' - <e.tar.gz
check 1 'an absolute path' "$work/e.tar.gz"
has 'e.tar.gz!123456789012/eu-west-1/' 'an absolute path'
"$assay" inspect --list e.tar.gz >out 2>&1
grep -q 'e.tar.gz!123456789012/eu-west-1/describe-trails.json' out
say $? 'inspect --list lists the files of an archive'

# ---- an archive stands for the folder that it was made of ----
mkdir by-region
for region in in/123456789012/*; do
	(cd "$region" && tar -czf "$work/by-region/${region##*/}.tgz" ./*)
done
mkdir by-region/123456789012 && mv by-region/*.tgz by-region/123456789012
check 1 'an archive for each Region' by-region
has '123456789012/eu-west-1' 'an archive for each Region'
(cd in/123456789012 && tar -cf "$work/123456789012.tar" ./*)
check 1 'an archive for an account' 123456789012.tar
has '123456789012.tar!us-east-1/' 'an archive for an account'

# ---- one compressed file ----
cp -r in packed && find packed -name '*.json' -exec gzip -n {} +
check 1 'each file compressed' packed
has 'get-event-selectors.management.json.gz!get-event-selectors.management.json:3:23' 'each file compressed'
printf '{"a": 1}' | gzip -nc >named.gz
check 2 'a compressed file of another kind' named.gz
has 'named.gz!named:1:1' 'a compressed file of another kind'
(cd packed && tar -cf ../nested.tar .)
check 1 'compressed files in an archive' nested.tar
tar -cf outer.tar e.tar.gz
check 2 'an archive in an archive' outer.tar
has 'archive in an archive' 'an archive in an archive'

# ---- nothing disappears: what stands behind the end of a tar, and what is broken ----
mkdir two && cp -r in/123456789012 two && mv two/123456789012/us-east-1 two-us && mkdir -p half/123456789012 && mv two-us half/123456789012/us-east-1
(cd two && tar -cf ../first.tar .) && (cd half && tar -cf ../second.tar .)
cat first.tar second.tar >both.tar
check 1 'two tars in one file' both.tar
has '123456789012/us-east-1' 'two tars in one file'
cat first.tar second.tar | gzip -nc >both.tar.gz
check 1 'two tars, compressed' both.tar.gz
has '123456789012/us-east-1' 'two tars, compressed'
{ gzip -nc first.tar; gzip -nc second.tar; } >members.tar.gz
check 1 'two compressed members' members.tar.gz
has '123456789012/us-east-1' 'two compressed members'
size=$(wc -c <e.tar.gz)
head -c $((size - 9)) e.tar.gz >cut.tar.gz
check 2 'a truncated archive' cut.tar.gz
has 'truncated gzip input' 'a truncated archive'
head -c $((size / 2)) e.tar.gz >in/123456789012/eu-west-1/list-functions.tar.gz
check 2 'a truncated archive with the name of an export' in
rm in/123456789012/eu-west-1/list-functions.tar.gz
{ head -c 1000 e.tar; printf 'XXXX'; tail -c +1005 e.tar; } >bad.tar
check 2 'a broken header' bad.tar
if command -v python3 >/dev/null; then
	python3 - <<'P'
import gzip, io, tarfile
whole = tarfile.open("e.tar")
last = whole.getmembers()[-1]
open("boundary.tar", "wb").write(open("e.tar", "rb").read()[:last.offset])
def forge(name, path, opener=open):
    with opener(name, "wb") as f, tarfile.open(fileobj=f, mode="w", format=tarfile.GNU_FORMAT) as t:
        for member in whole:
            t.addfile(member, whole.extractfile(member) if member.isfile() else None)
        data = b'{"Functions": []}'
        entry = tarfile.TarInfo(path)
        entry.size = len(data)
        t.addfile(entry, io.BytesIO(data))
forge("variant.tar", "123456789012//eu-west-1/./list-functions.json")
forge("disguised.tar", "123456789012/eu-west-1/list-functions.3.json/")
forge("long.tar.gz", "a" * 1000000, gzip.open)
P
	check 2 'a tar that was cut between two files' boundary.tar
	has 'truncated' 'a tar that was cut between two files'
	check 2 'one path in two spellings' variant.tar
	has 'several files of this path' 'one path in two spellings'
	check 2 'a file in the disguise of a folder' disguised.tar
	check 2 'a path of 1 MB' long.tar.gz
	has 'a path of more than 4096 bytes' 'a path of 1 MB'
fi
: >empty.tar
check 2 'an empty file' empty.tar
tar -cf nothing.tar -T /dev/null
check 2 'an archive without files' nothing.tar

# ---- links, paths that leave the archive, special files, doubles ----
mkdir -p bad/123456789012/eu-west-1
cp -r in/123456789012 bad
ln -s /etc/passwd bad/123456789012/eu-west-1/list-functions.1.json
(cd bad && tar -cf ../link.tar .)
check 2 'a link' link.tar
has 'link.tar!123456789012/eu-west-1/list-functions.1.json' 'a link'
has 'A link in an archive is not followed' 'a link'
rm bad/123456789012/eu-west-1/list-functions.1.json
ln bad/123456789012/eu-west-1/list-functions.json bad/123456789012/eu-west-1/list-functions.2.json
(cd bad && tar -cf ../hard.tar .)
check 2 'a hard link' hard.tar
has 'A link in an archive is not followed' 'a hard link'
rm bad/123456789012/eu-west-1/list-functions.2.json
mkfifo bad/123456789012/eu-west-1/list-functions.json.fifo
(cd bad && tar -cf ../fifo.tar .)
check 2 'a pipe' fifo.tar
has 'not a regular file' 'a pipe'
rm bad/123456789012/eu-west-1/list-functions.json.fifo
(cd bad && tar -cf ../up.tar --transform='s,^\./123456789012/eu-west-1/list,./../list,' .)
check 2 'a path with ..' up.tar
has 'leaves the archive' 'a path with ..'
(cd bad && tar -Pcf ../absolute.tar --transform='s,^\./,/,' .)
check 2 'an absolute path in an archive' absolute.tar
has 'leaves the archive' 'an absolute path in an archive'
(cd bad && tar -cf ../double.tar . && printf '{"Functions": []}' >123456789012/eu-west-1/list-functions.json && tar -rf ../double.tar ./123456789012/eu-west-1/list-functions.json)
check 2 'one path twice' double.tar
has 'several files of this path' 'one path twice'
[ ! -e "$work/list-functions.json" ] && [ ! -e /123456789012 ]
say $? 'nothing is written'
mkdir -p hidden/.git && cp -r in/* hidden && printf '{"trailList": []}' >hidden/.git/describe-trails.json
(cd hidden && tar -cf ../hidden.tar .)
check 1 'hidden files' hidden.tar
has 'hidden.tar!.git/describe-trails.json' 'hidden files'

# ---- limits ----
check 2 'entries' --max-archive-entries 3 e.tar.gz
has '--max-archive-entries raises it' 'entries'
check 2 'size' --max-archive 3000 e.tar.gz
has '--max-archive raises it' 'size'
check 2 'size of one file' --max-input 400 e.tar
has '--max-input raises it' 'size of one file'
{ printf '['; head -c 60000000 /dev/zero | tr '\\0' ' '; printf ']'; } | gzip -nc >bomb.json.gz
check 2 'ratio' bomb.json.gz
has '--max-archive-ratio raises it' 'ratio'
# a bomb of bombs: a few bytes of gzip are a gzip file of zeros
gzip -nc bomb.json.gz >bomb.gz
check 2 'a compressed compressed file' --max-archive-ratio 100000 bomb.gz

# ---- archives of a repository that hold no export are skipped as one file each ----
mkdir -p repository/node && cp -r in repository
for i in 1 2 3 4 5; do printf '{"name": "p%s"}' $i >repository/node/package$i.json; done
(cd repository && tar -czf lambda.tgz node && rm -r node)
check 1 'code in an archive' repository
has '1 file was not recognised and skipped' 'code in an archive'
check 2 'code in an archive, named' repository/lambda.tgz
check 0 'code in an archive, in a hook' --skip-unrecognised repository/lambda.tgz

# ---- zip ----
if command -v python3 >/dev/null; then
	python3 - <<'P'
import os, struct, zipfile
def files():
    for folder, _, names in os.walk("in"):
        for name in sorted(names):
            yield os.path.join(folder, name), os.path.relpath(os.path.join(folder, name), "in")
def write(name, method=zipfile.ZIP_DEFLATED, extra=()):
    with zipfile.ZipFile(name, "w", method) as z:
        for path, inner in files():
            z.write(path, inner)
        for inner, text in extra:
            z.writestr(inner, text)
write("e.zip")
write("stored.zip", zipfile.ZIP_STORED)
write("slip.zip", extra=[("../../list-functions.json", '{"Functions": []}')])
write("names.zip", extra=[("123456789012/eu-west-1/g\u00e9n\u00e9ral \u2603.json", "{}")])
link = zipfile.ZipInfo("123456789012/eu-west-1/list-functions.9.json")
link.create_system, link.external_attr = 3, 0o120777 << 16
write("link.zip", extra=[(link, "/etc/passwd")])
data = bytearray(open("e.zip", "rb").read())
for at in range(len(data) - 4):  # the flag "encrypted" of every file
    if data[at:at + 4] == b"PK\x03\x04":
        data[at + 6] |= 1
    if data[at:at + 4] == b"PK\x01\x02":
        data[at + 8] |= 1
open("locked.zip", "wb").write(data)
open("cut.zip", "wb").write(open("e.zip", "rb").read()[:-30])
whole = bytearray(open("e.zip", "rb").read())
whole[100] ^= 255
open("changed.zip", "wb").write(whole)
P
	for archive in e.zip stored.zip; do
		"$assay" check --format json --show all $archive | sed "s#$archive!#in/#g" | grep -v '"sha256"' >same.json
		grep -v '"sha256"' folder.json | cmp -s - same.json
		say $? "$archive: the report of the folder"
	done
	check 2 'zip: a path with ..' slip.zip
	has 'leaves the archive' 'zip: a path with ..'
	check 2 'zip: a link' link.zip
	check 2 'zip: encrypted' locked.zip
	has 'encrypted' 'zip: encrypted'
	check 2 'zip: truncated' cut.zip
	check 2 'zip: changed bytes' changed.zip
	check 1 'zip: names in UTF-8' names.zip
else
	echo 'archives.sh: zip was skipped: python3 is not installed'
fi

# ---- every byte of an archive is accounted for: what is cut, hidden or changed, and what stands behind the end ----
# unread NAME TEXT: named, and found by a walk beside complete exports, it is an error with its name; not in a hook
unread() {
	check 2 "$1" "$1"
	has "$2" "$1"
	rm -rf walk && mkdir walk && cp "$1" walk
	check 2 "$1, found" in walk
	has "walk/$1" "$1, found"
}
if command -v python3 >/dev/null; then
	python3 "$tests/archive_parts.py"
	for archive in two.zip unlisted.zip none-listed.zip; do
		unread $archive 'its directory does not list all its files'
	done
	check 2 'a file that the directory omits' unlisted.zip
	has 'such as "123456789012/eu-central-1/describe-trails.json"' 'a file that the directory omits'
	unread renamed.zip 'its directory and the header of "123456789012/eu-central-1/describe-trials.json" contradict each other'
	unread shared.zip 'contradict each other'
	unread twice-listed.zip 'shares bytes with another of its files'
	unread absent.zip 'contradict each other'
	unread behind.zip 'other bytes follow its end'
	unread split.zip 'one part of a split archive'
	unread method.zip 'Unsupported ZIP compression method'
	unread cut.zip 'it is truncated'
	unread changed.zip "can't be read"
	check 1 'a broken archive, in a hook' --skip-unrecognised in walk
	for archive in tar-behind.tar.gz zip-behind.tar.gz cut-mark.tar.gz behind.tar.gz; do
		unread $archive 'other bytes follow the end of the gzip data'
	done
	unread cut-member.tar.gz 'truncated gzip input'
	unread checksum.tar.gz 'incorrect data check'
	unread length.tar.gz 'incorrect length check'
	for place in boundary middle header no-end; do
		unread cut-$place.tar runcated
		unread cut-$place.tar.gz runcated
	done
	unread behind.tar runcated
	unread zip-behind.tar "can't be read"
	unread cut.tar.gz 'truncated gzip input'
	rm -rf walk && mkdir walk && cp locked.zip walk/other.zip
	check 2 'an encrypted zip, found' in walk
	has 'walk/other.zip!123456789012/eu-west-1/list-functions.json' 'an encrypted zip, found'
	has 'This file of an archive is encrypted' 'an encrypted zip, found'
	for archive in prefix.zip windows.zip padded.zip padded.tar.gz in-members.tar.gz plan-name.zip; do
		check 1 "$archive" $archive
		has '1 failed, 1 unknown, 1 passed, 1 not applicable' "$archive"
	done
	for archive in two-spellings.tar two-slashes.zip; do
		check 2 "$archive" $archive
		has 'several files of this path' "$archive"
	done
	check 2 'a device' device.tar
	has 'not a regular file' 'a device'
	for archive in limit-*.tar.gz; do
		check 2 "$archive" --max-archive 4MiB $archive
		has '--max-archive raises it' "$archive"
	done
	mkdir -p 123456789012/eu-central-1 && cp twice.json.gz 123456789012/eu-central-1
	check 1 'compressed twice' 123456789012 in
	has 'eu-central-1' 'compressed twice'
	check 2 'compressed three times' thrice.json.gz
	has 'a compressed file in a compressed file' 'compressed three times'
	check 2 'compressed 3000 times' deep.json.gz
	has 'a compressed file in a compressed file' 'compressed 3000 times'
	check 2 'an empty file, compressed' empty.json.gz
	has 'The file is empty' 'an empty file, compressed'
	rm -rf walk && mkdir walk && cp inner.tar walk
	check 2 'an archive in an archive, found' in walk
	has 'walk/inner.tar!collected.zip' 'an archive in an archive, found'
	rm -rf walk && mkdir walk && cp inner-code.zip walk
	check 1 'code with archives in an archive, found' in walk
	has '1 file was not recognised and skipped' 'code with archives in an archive, found'
else
	echo 'archives.sh: broken parts were skipped: python3 is not installed'
fi
tar --format=v7 -C in -cf old.tar .
check 1 'a tar without a mark' old.tar
tar -C in -V label -cf label.tar .
check 1 'a tar with a label' label.tar
cp -r in holes && truncate -s 100000 holes/123456789012/us-east-1/notes.json && tar -C holes -Scf holes.tar .
check 2 'a file with holes' holes.tar
has 'This file of an archive has holes' 'a file with holes'
if command -v zstd >/dev/null; then
	head -c 3000 e.tar >begin && tail -c +3001 e.tar >end
	{ printf '\120\052\115\030\004\000\000\000abcd'; zstd -qc begin; zstd -qc end; } >frames.tar.zst
	check 1 'frames of zstd, and one that is skipped' frames.tar.zst
	{ zstd -qc e.tar; echo more; } >behind.tar.zst
	unread behind.tar.zst "can't be read"
	zstd -qc begin >cut.tar.zst
	unread cut.tar.zst runcated
	{ cat e.tar; head -c 5000000 /dev/zero; } | zstd -qc >limit.tar.zst
	check 2 'zeros in zstd' --max-archive 4MiB limit.tar.zst
	has '--max-archive raises it' 'zeros in zstd'
fi
# formats that are not read: named like an export an error, else a warning
rm -rf walk && mkdir walk
printf 'BZh91AY&SY' >walk/evidence.tar.bz2
printf '\3757zXZ\000\000' >walk/evidence.tar.xz
printf 'Rar!\032\007\001\000' >walk/evidence.rar
check 1 'archives of other formats' --quiet in walk
has '3 compressed files or archives of a format that assay does not read were skipped: walk/evidence.rar and others' 'archives of other formats'
mv walk/evidence.rar walk/list-functions.rar
check 2 'an archive of another format that is named like an export' in walk
has 'This is a RAR archive' 'an archive of another format that is named like an export'

# the first bytes of a compressed file, and nothing else: it is not unpacked again and again
for start in '\037\213abcdef' 'PK\003\004abcd' '\050\265\057\375abcd'; do
	printf "$start" >start.json
	check 2 "a file that only begins like a compressed one: $start" start.json
done

echo "$passed passed, $failed failed"
[ $failed = 0 ]
