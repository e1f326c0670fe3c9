#!/bin/sh
# release.sh BUILD - what `make dist` makes, from the archive of the sources, without git, in two folders: the same bytes, and each
# file works: the static binary in an empty root folder without network, the packages, the image, the signature.
# Needs Debian's mirror once (the source of cJSON), or CJSON_SOURCE. OPT=-O0 saves time.
set -u
build=$1
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	[ ! -s "$work/log" ] || tail -n 20 "$work/log"
}
run() { # NAME COMMAND...
	name=$1
	shift
	if "$@" >"$work/log" 2>&1; then ok; else bad "$name"; fi
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
if [ ! -e .git ] || ! git rev-parse HEAD >/dev/null 2>&1; then
	echo 'skipped: the release: this is no git repository'
	exit 0
fi
if [ -z "${CJSON_SOURCE:-}" ]; then
	CJSON_SOURCE=$work/cjson/cjson
	if ! sh packaging/fetch-cjson.sh "$work/cjson" >"$work/log" 2>&1; then
		echo "skipped: the release: the source of cJSON can't be fetched: $(tail -n 1 "$work/log")"
		exit 0
	fi
fi
export CJSON_SOURCE
unset SOURCE_DATE_EPOCH MAKEFLAGS MFLAGS
root=$(pwd)
version=$(sed -n 's/^#define ASSAY_VERSION "\(.*\)"/\1/p' include/assay.h)
machine=$(uname -m)

run 'make tarball' make -s tarball BUILD="$build"
tarball=$(cd "$build/dist" && pwd)/assay-$version.tar.gz
for folder in one 'another-folder/with-a-longer-name'; do
	mkdir -p "$work/$folder"
	tar -xzf "$tarball" -C "$work/$folder" --strip-components=1
	run "make dist in $folder" make -s -C "$work/$folder" dist OPT="${OPT:--O2}" -j2
done
cd "$work/one/build/dist" || exit 1
run 'two folders give the same bytes' diff SHA256SUMS "$work/another-folder/with-a-longer-name/build/dist/SHA256SUMS"
ls

# the static binary
binary=$work/one/build/dist/assay-$version-linux-$machine
run 'a static program at a random address' sh -c 'readelf -h "$1" | grep -q "Type: *DYN" && ! readelf -l "$1" | grep -q INTERP && ! readelf -d "$1" | grep -q NEEDED' sh "$binary"
run 'no path of this machine in it' sh -c '! grep -aq "$2" "$1"' sh "$binary" "$work"
run 'its commit' sh -c '"$1" version | grep -qx "commit: $2"' sh "$binary" "$(cut -d " " -f 1 "$work/one/COMMIT")"
mkdir -p "$work/empty"
cp "$binary" "$work/empty/assay"
cp -r "$root/fixtures/exports" "$root/fixtures/plan" "$work/empty/"
if unshare -rn true 2>/dev/null; then
	enter() { unshare -rn chroot "$work/empty" "$@"; }
elif [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
	enter() { unshare -n chroot "$work/empty" "$@"; }
else
	enter() { return 77; }
	echo 'skipped: an empty root folder: this user may not make one'
fi
enter /assay version >"$work/out" 2>&1
if [ $? != 77 ]; then
	grep -q "^assay $version$" "$work/out" && ok || bad "in an empty root folder: $(cat "$work/out")"
	guard=
	! "$root/$build/assay" version | grep -q '^guard: complete' || guard=--require-guard
	enter /assay check $guard --format json /exports /plan >"$work/inside.json" 2>"$work/log"
	[ $? = 1 ] && ok || bad 'check in an empty root folder'
	(cd "$work/empty" && "$root/$build/assay" check --format json exports plan) 2>/dev/null | sed 's|"exports/|"/exports/|' >"$work/outside.json"
	[ "$(grep -c '"verdict"' "$work/inside.json")" = "$(grep -c '"verdict"' "$work/outside.json")" ] && grep -q '"verdict": "fail"' "$work/inside.json" && ok ||
		bad 'other verdicts in an empty root folder'
	enter /assay check --format sarif=/out.sarif /exports >/dev/null 2>&1
	[ -s "$work/empty/out.sarif" ] && ok || bad 'no report in an empty root folder'
fi

# Debian packages
if command -v dpkg-deb >/dev/null 2>&1; then
	for package in assay libassay0 libassay-dev; do
		run "$package: unpack" dpkg-deb -x ${package}_${version}_*.deb "$work/deb"
		if command -v lintian >/dev/null 2>&1; then
			lintian --allow-root -I -E --pedantic ${package}_${version}_*.deb >"$work/log" 2>&1
			[ ! -s "$work/log" ] && ok || bad "$package: lintian"
		else
			echo "skipped: lintian is not installed (make deps-dev)"
		fi
	done
	run 'the program of the package' "$work/deb/usr/bin/assay" version
	for file in share/man/man1/assay-check.1.gz share/bash-completion/completions/assay share/zsh/vendor-completions/_assay \
		share/fish/vendor_completions.d/assay.fish share/doc/assay/copyright include/assay.h; do
		run "the packages contain $file" test -s "$work/deb/usr/$file"
	done
fi

if command -v rpmbuild >/dev/null 2>&1; then
	run 'the rpm needs no package' sh -c '! rpm -qpR "$1" | grep -v "^rpmlib("' sh assay-"$version"-1.*.rpm
	mkdir "$work/rpm"
	if command -v cpio >/dev/null 2>&1; then
		run 'unpack the rpm' sh -c 'rpm2cpio "$1" | (cd "$2" && cpio -id --quiet)' sh "$(pwd)/$(echo assay-"$version"-1.*.rpm)" "$work/rpm"
		run 'the program of the rpm' cmp "$work/rpm/usr/bin/assay" "$binary"
	else
		echo 'skipped: the program of the rpm: cpio is not installed (make deps-dev)'
	fi
else
	echo 'skipped: rpmbuild is not installed (make deps-dev)'
fi

if command -v umoci >/dev/null 2>&1; then
	mkdir "$work/layout"
	run 'unpack the image' tar -xf assay-"$version"-*-oci.tar -C "$work/layout"
	run 'unpack its root folder' umoci unpack --rootless --image "$work/layout:$version" "$work/bundle"
	run 'the program of the image' cmp "$work/bundle/rootfs/assay" "$binary"
	run 'its entry point and user' sh -c 'tr -d " \n\t" <"$1" | grep -q "\"uid\":65532,\"gid\":65532" && tr -d " \n\t" <"$1" | grep -q "\"args\":\[\"/assay\",\"--help\"\]"' \
		sh "$work/bundle/config.json"
else
	echo 'skipped: umoci is not installed (make deps-dev)'
fi

if command -v python3 >/dev/null 2>&1; then
	python3 - "assay-$version-linux-$machine.spdx.json" "$binary" >"$work/log" 2>&1 <<'end' && ok || bad 'the list of what is linked (SPDX)'
import hashlib, json, re, sys
document = json.load(open(sys.argv[1], encoding="utf-8"))
packages = {p["name"]: p for p in document["packages"]}
assert set(packages) == {"assay", "cJSON", "libyaml", "lua", "nettle", "glibc", "libarchive", "zlib", "xz", "bzip2", "zstd"}, set(packages)
assert all(re.fullmatch(r"[0-9][0-9.]*", p["versionInfo"]) for p in packages.values()), packages
digest = hashlib.sha256(open(sys.argv[2], "rb").read()).hexdigest()
assert packages["assay"]["checksums"][0]["checksumValue"] == digest
linked = {r["relatedSpdxElement"] for r in document["relationships"] if r["relationshipType"] == "STATIC_LINK"}
assert linked == {p["SPDXID"] for p in packages.values()} - {"SPDXRef-assay"}
end
fi

# the validator of the SPDX project: PyPI's spdx-tools, in a virtual environment of its own
pyspdxtools=${PYSPDXTOOLS:-$(command -v pyspdxtools)}
if [ -n "$pyspdxtools" ]; then
	"$pyspdxtools" -i "assay-$version-linux-$machine.spdx.json" >"$work/log" 2>&1 && ok || bad 'pyspdxtools refuses the list of what is linked'
	sed 's/"SPDX-2.3"/"SPDX-2.3x"/; s/CC0-1.0/MIT/' "assay-$version-linux-$machine.spdx.json" >"$work/wrong.spdx.json"
	"$pyspdxtools" -i "$work/wrong.spdx.json" >"$work/log" 2>&1 && bad 'pyspdxtools validates nothing' || ok
else
	echo 'release: the SPDX validator is skipped: no pyspdxtools (pip install spdx-tools in a virtual environment, PYSPDXTOOLS=its path)'
fi

# the signature, verified by docs/ci/install.sh
if command -v openssl >/dev/null 2>&1 && openssl pkeyutl -help 2>&1 | grep -q rawin; then
	openssl genpkey -algorithm ed25519 -out "$work/key.pem" 2>/dev/null
	openssl pkey -in "$work/key.pem" -pubout -out "$work/public.pem"
	run 'make sign' make -s -C "$work/one" sign KEY="$work/key.pem"
	run 'install.sh verifies it' env ASSAY_RELEASES="$(pwd)" ASSAY_VERSION="$version" ASSAY_PUBLIC_KEY="$work/public.pem" ASSAY_BIN="$work/bin" \
		sh "$root/docs/ci/install.sh"
	run 'what it installs' cmp "$work/bin/assay" "$binary"
	echo >>"$binary"
	env ASSAY_RELEASES="$(pwd)" ASSAY_VERSION="$version" ASSAY_PUBLIC_KEY="$work/public.pem" ASSAY_BIN="$work/bin2" sh "$root/docs/ci/install.sh" >"$work/log" 2>&1
	[ $? = 1 ] && [ ! -e "$work/bin2/assay" ] && ok || bad 'a changed binary was installed'
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
