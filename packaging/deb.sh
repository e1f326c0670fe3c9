#!/bin/sh
# deb.sh STAGE VERSION ARCHITECTURE LIBARCH OUT - three packages from the installed tree STAGE: assay (program, manual, completions),
# libassay0 (shared library) and libassay-dev (header, libraries, assay.pc). MAINTAINER names who answers for them.
set -eu
stage=$(cd "$1" && pwd)
version=$2
architecture=$3
libarch=$4
mkdir -p "$5"
out=$(cd "$5" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
maintainer=${MAINTAINER:-The assay developers <assay@assay.invalid>}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
umask 022

move() { # PACKAGE PATH...: from the stage into the package
	package=$1
	shift
	for path in "$@"; do
		mkdir -p "$work/$package/$(dirname "$path")"
		cp -a "$stage/$path" "$work/$package/$path"
	done
}
lib=usr/lib/$libarch
move assay usr/bin usr/share/man usr/share/bash-completion usr/share/zsh usr/share/fish usr/share/doc/assay/README.md
move libassay0 "$lib/libassay.so.0" "$lib/libassay.so.0.$version"
move libassay-dev usr/include "$lib/libassay.a" "$lib/libassay.so" "$lib/pkgconfig"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$work/assay/usr/bin/assay"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$work/libassay0/$lib/libassay.so.0.$version"
strip --strip-debug --remove-section=.comment --remove-section=.note --enable-deterministic-archives "$work/libassay-dev/$lib/libassay.a"
find "$work/assay/usr/share/man" -type f -exec gzip -9n {} +

depends() { # FILE...: the packages of the libraries that the files need
	mkdir -p "$work/shlibs/debian"
	printf 'Source: assay\n\nPackage: assay\nArchitecture: any\n' >"$work/shlibs/debian/control"
	(cd "$work/shlibs" && dpkg-shlibdeps -O "$@" 2>/dev/null) | sed 's/^shlibs:Depends=//'
}

build() { # PACKAGE SECTION DEPENDS: with a description on standard input
	package=$1
	root=$work/$package
	docs=$root/usr/share/doc/$package
	mkdir -p "$root/DEBIAN" "$docs"
	cp "$here/debian/copyright" "$docs/copyright"
	printf 'assay (%s) unstable; urgency=medium\n\n  * %s\n\n -- %s  %s\n' "$version" 'Release; CHANGELOG.md of the source lists the changes.' \
		"$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$docs/changelog.gz"
	find "$root" -type d -exec chmod 755 {} +
	find "$root" -type f ! -path '*/bin/*' -exec chmod 644 {} +
	size=$(du -k -s --apparent-size "$root/usr" | cut -f 1)
	(cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$root/DEBIAN/md5sums"
	{
		printf 'Package: %s\nSource: assay\nVersion: %s\nArchitecture: %s\nMaintainer: %s\nInstalled-Size: %s\n' \
			"$package" "$version" "$architecture" "$maintainer" "$size"
		printf 'Depends: %s\nSection: %s\nPriority: optional\nMulti-Arch: %s\n' "$3" "$2" \
			"$([ "$package" = assay ] && echo foreign || echo same)"
		cat
	} >"$root/DEBIAN/control"
	find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	dpkg-deb --root-owner-group -Zxz --build "$root" "$out/${package}_${version}_$architecture.deb" >/dev/null
}

build assay utils "$(depends "$work/assay/usr/bin/assay")" <<'end'
Description: judges cloud configuration offline
 assay reads unmodified AWS CLI output and Terraform or OpenTofu plans in
 JSON, and judges controls written in Lua. For each control and subject it
 reports pass, fail, unknown or not applicable, with file, line and column.
 .
 It never uses the network, and the kernel restricts it to its inputs.
end
mkdir -p "$work/libassay0/DEBIAN"
echo "libassay 0 libassay0 (>= $version)" >"$work/libassay0/DEBIAN/shlibs"
# libarchive, inside the library, exits where its own structures are corrupt
mkdir -p "$work/libassay0/usr/share/lintian/overrides"
echo 'libassay0: exit-in-shared-library *' >"$work/libassay0/usr/share/lintian/overrides/libassay0"
{
	printf 'libassay.so.0 libassay0 #MINVER#\n* Build-Depends-Package: libassay-dev\n'
	nm -D --defined-only "$work/libassay0/$lib/libassay.so.0.$version" | sed -n 's/^[0-9a-f]* [AT] \(.*\)@@\(.*\)$/ \1@\2 0.1.0/p; s/^[0-9a-f]* A \([A-Z_0-9]*\)$/ \1@\1 0.1.0/p' |
		LC_ALL=C sort
} >"$work/libassay0/DEBIAN/symbols"
echo 'activate-noawait ldconfig' >"$work/libassay0/DEBIAN/triggers"
build libassay0 libs "$(depends "$work/libassay0/$lib/libassay.so.0.$version")" <<'end'
Description: judges cloud configuration offline (shared library)
 libassay reads unmodified AWS CLI output and Terraform or OpenTofu plans in
 JSON, and judges controls written in Lua.
 .
 This package contains the shared library.
end
build libassay-dev libdevel "libassay0 (= $version), libcjson-dev, libyaml-dev, nettle-dev, zlib1g-dev, libzstd-dev, liblzma-dev, libbz2-dev" <<'end'
Description: judges cloud configuration offline (development files)
 libassay reads unmodified AWS CLI output and Terraform or OpenTofu plans in
 JSON, and judges controls written in Lua.
 .
 This package contains the header, the static library and the data for
 pkg-config.
end
