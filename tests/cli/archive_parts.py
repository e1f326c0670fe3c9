#!/usr/bin/env python3
"""archive_parts.py - archives of the exports in ./in whose parts are cut, hidden, changed or stand behind the end; for archives.sh."""
import gzip
import io
import os
import struct
import tarfile
import zipfile

files = sorted(os.path.relpath(os.path.join(f, n), "in") for f, _, names in os.walk("in") for n in names)
east = [f for f in files if "us-east-1" in f]
rest = [f for f in files if f not in east]


def read(name):
    with open(name, "rb") as f:
        return f.read()


def write(name, *parts):
    with open(name, "wb") as f:
        for part in parts:
            f.write(part)


def zip_file(name, chosen, rename=lambda f: f, system=3, also=()):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        for f in chosen:
            info = zipfile.ZipInfo("x")
            info.filename, info.create_system, info.compress_type = rename(f), system, zipfile.ZIP_DEFLATED
            z.writestr(info, read("in/" + f))
        for f, data in also:
            z.writestr(f, data)


def tar_file(name, chosen, also=(), mode="w"):
    with tarfile.open(name, mode, format=tarfile.GNU_FORMAT) as t:
        for f in chosen:
            t.add("in/" + f, f)
        for path, data, kind in also:
            entry = tarfile.TarInfo(path)
            entry.size, entry.type, entry.linkname = len(data), kind, "x" if kind == tarfile.LNKTYPE else ""
            t.addfile(entry, io.BytesIO(data))


zip_file("east.zip", east)
zip_file("rest.zip", rest)
zip_file("all.zip", files)
tar_file("east.tar", east)
tar_file("rest.tar", rest)
tar_file("all.tar", files)
whole, tar = read("all.zip"), read("all.tar")
gz = gzip.compress(tar)

# ---- zip: the directory, file by file ----
end = whole.rfind(b"PK\5\6")
n, size, start = struct.unpack("<HII", whole[end + 10:end + 20])
listed, at = [], start
for _ in range(n):
    length = 46 + sum(struct.unpack("<HHH", whole[at + 28:at + 34]))
    listed.append(whole[at:at + length])
    at += length


def with_directory(name, entries):
    text = b"".join(entries)
    last = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, len(entries), len(entries), len(text), start, 0)
    write(name, whole[:start], text, last)


def moved(entry, place):
    return entry[:42] + place + entry[46:]


write("two.zip", read("east.zip"), read("rest.zip"))
with_directory("unlisted.zip", listed[1:])
with_directory("none-listed.zip", [])
with_directory("renamed.zip", [listed[0].replace(b"describe-trails", b"describe-trials")] + listed[1:])
with_directory("shared.zip", listed[:-1] + [moved(listed[-1], listed[0][42:46])])
with_directory("twice-listed.zip", listed + [listed[0]])
with_directory("absent.zip", listed[:-1] + [moved(listed[-1], struct.pack("<I", 7))])
write("behind.zip", whole, b"more")
write("split.zip", whole[:end + 4], b"\1\0\1\0", whole[end + 8:])
method, at = bytearray(whole), start
for entry in listed:
    method[struct.unpack("<I", entry[42:46])[0] + 8] = 99
    method[at + 10] = 99
    at += len(entry)
write("method.zip", method)

# ---- gzip and tar ----
second = gzip.compress(read("rest.tar"))
first = gzip.compress(read("east.tar"))
write("tar-behind.tar.gz", first, read("rest.tar"))
write("zip-behind.tar.gz", first, read("rest.zip"))
write("cut-member.tar.gz", first, second[:5])
write("cut-mark.tar.gz", first, second[:1])
write("behind.tar.gz", gz, b"more")
write("checksum.tar.gz", gz[:-8], bytes([gz[-8] ^ 1]), gz[-7:])
write("length.tar.gz", gz[:-1], bytes([gz[-1] ^ 1]))
with tarfile.open("all.tar") as t:
    last = t.getmembers()[-1]
used = (len(tar.rstrip(b"\0")) + 511) // 512 * 512
for name, at in (("boundary", last.offset), ("middle", last.offset_data + 10), ("header", last.offset + 100), ("no-end", used)):
    write("cut-%s.tar.gz" % name, gzip.compress(tar[:at]))
    write("cut-%s.tar" % name, tar[:at])
write("behind.tar", tar, b"more")
write("zip-behind.tar", read("east.tar"), read("rest.zip"))

# ---- read completely ----
write("prefix.zip", b"MZ", bytes(range(256)) * 20, whole)
zip_file("windows.zip", files, lambda f: f.replace("/", "\\"), 0)
write("padded.zip", whole, b"\0" * 100)
write("padded.tar.gz", gz, b"\0" * 512)
write("in-members.tar.gz", gzip.compress(tar[:3000]), gzip.compress(tar[3000:]))
zip_file("plan-name.zip", files, also=[("notes/prod.tfplan.txt", "x"), ("notes/[Content_Types].xml.txt", "x")])

# ---- two files of one path, and no files ----
tar_file("two-spellings.tar", files, [("./123456789012/./us-east-1//list-functions.json", b'{"Functions": []}', tarfile.REGTYPE)])
info = zipfile.ZipInfo("x")
info.filename, info.create_system = "123456789012\\us-east-1\\list-functions.json", 0
zip_file("two-slashes.zip", files, also=[(info, '{"Functions": []}')])
tar_file("device.tar", files, [("123456789012/us-east-1/list-functions.9.json", b"", tarfile.CHRTYPE)])

# ---- limits count what is refused, and what no file owns ----
zeros = b"\0" * 5000000
for name, path, kind in (("outside", "../x", tarfile.REGTYPE), ("linked", "x", tarfile.LNKTYPE),
                         ("special", "x", tarfile.CHRTYPE), ("control", "a\nb", tarfile.REGTYPE)):
    tar_file("limit-%s.tar.gz" % name, files, [(path, zeros, kind)], "w:gz")
write("limit-end.tar.gz", gzip.compress(tar + zeros))
with tarfile.open("limit-headers.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as t:
    for i in range(6):
        entry = tarfile.TarInfo("x%d" % i)
        entry.pax_headers = {"comment": "x" * 1000000}
        t.addfile(entry)

# ---- compressed files in compressed files, archives in archives ----
text = read("in/" + files[0])
write("twice.json.gz", gzip.compress(gzip.compress(text)))
write("thrice.json.gz", gzip.compress(gzip.compress(gzip.compress(text))))
deep = text
for _ in range(3000):
    deep = gzip.compress(deep, 1)
write("deep.json.gz", deep)
with tarfile.open("inner.tar", "w") as t:
    t.add("all.zip", "collected.zip")
with zipfile.ZipFile("inner-code.zip", "w") as z:
    z.writestr("lib/a.jar", b"PK\5\6" + b"\0" * 18)
    z.writestr("lib/b.gz", gzip.compress(b"hello"))
write("empty.json.gz", gzip.compress(b""))
