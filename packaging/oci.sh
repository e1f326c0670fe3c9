#!/bin/sh
# oci.sh BINARY VERSION ARCHITECTURE OUT.tar - an OCI image from nothing: the static binary and a user without rights. No daemon and
# no root is needed; load it with `podman load -i OUT.tar` or `skopeo copy oci-archive:OUT.tar ...`.
set -eu
binary=$1
version=$2
architecture=$3
mkdir -p "$(dirname "$4")"
out=$(cd "$(dirname "$4")" && pwd)/$(basename "$4")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
umask 022
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
mkdir -p "$work/image/etc" "$work/image/inputs"
cp "$binary" "$work/image/assay"
chmod 755 "$work/image/assay"
echo 'assay:x:65532:65532:assay:/inputs:/assay' >"$work/image/etc/passwd"
echo 'assay:x:65532:' >"$work/image/etc/group"
find "$work/image" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

cd "$work"
umoci init --layout layout
umoci new --image layout:"$version"
for path in assay etc inputs; do
	umoci insert --rootless --image layout:"$version" --history.created "$created" "image/$path" "/$path"
done
umoci config --image layout:"$version" --config.entrypoint /assay --config.cmd --help --config.user 65532:65532 --config.workingdir /inputs \
	--created "$created" --architecture "$architecture" --os linux --author 'the assay developers' --history.created "$created" \
	--config.label org.opencontainers.image.title=assay --config.label "org.opencontainers.image.version=$version" \
	--config.label org.opencontainers.image.licenses=MIT
umoci gc --layout layout
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C layout -cf "$out" .
