#!/bin/sh
# rpm.sh STAGE BINARY VERSION ARCHITECTURE OUT - one package with the static binary, which needs no package of the system, and the manual
# and completions of the installed tree STAGE.
set -eu
stage=$(cd "$1" && pwd)
binary=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
version=$3
architecture=$4
mkdir -p "$5"
out=$(cd "$5" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
umask 022
cat >"$work/assay.spec" <<end
Name: assay
Version: $version
Release: 1
Summary: Judges cloud configuration offline
License: MIT
%global debug_package %{nil}
%global __strip /bin/true
%global _build_id_links none
AutoReqProv: no

%description
assay reads unmodified AWS CLI output and Terraform or OpenTofu plans in JSON,
and judges controls written in Lua. For each control and subject it reports
pass, fail, unknown or not applicable, with file, line and column.

It never uses the network, and the kernel restricts it to its inputs.

%install
mkdir -p %{buildroot}/usr/share/zsh/site-functions %{buildroot}/usr/share/bash-completion %{buildroot}/usr/bin
cp $binary %{buildroot}/usr/bin/assay
chmod 755 %{buildroot}/usr/bin/assay
cp -a $stage/usr/share/man $stage/usr/share/bash-completion $stage/usr/share/fish %{buildroot}/usr/share/
cp -a $stage/usr/share/zsh/vendor-completions/_assay %{buildroot}/usr/share/zsh/site-functions/
mkdir -p %{buildroot}/usr/share/doc/assay %{buildroot}/usr/share/licenses/assay
cp -a $stage/usr/share/doc/assay/README.md $stage/usr/share/doc/assay/CHANGELOG.md %{buildroot}/usr/share/doc/assay/
cp -a $stage/usr/share/doc/assay/LICENSE %{buildroot}/usr/share/licenses/assay/
find %{buildroot}/usr/share/man -type f -exec gzip -9n {} +

%files
%license /usr/share/licenses/assay/LICENSE
%doc /usr/share/doc/assay
/usr/bin/assay
/usr/share/man/man?/*
/usr/share/bash-completion/completions/assay
/usr/share/zsh/site-functions/_assay
/usr/share/fish/vendor_completions.d/assay.fish
end
rpmbuild -bb --quiet --target "$architecture" --define "_topdir $work/rpm" --define "_rpmdir $work/out" --define '_buildhost localhost' \
	--define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' "$work/assay.spec" 2>"$work/err" ||
	{ cat "$work/err" >&2; exit 1; }
cp "$work/out/$architecture/assay-$version-1.$architecture.rpm" "$out/"
