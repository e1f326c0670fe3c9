#!/usr/bin/env python3
"""Apply the fixes of a SARIF log to the files that they name.

usage: sarif_fixes.py LOG ROOT
"""
import json
import os
import sys
import urllib.parse


def offset(lines, line, column):
    """The index in the text of a line and column, which count from 1, in UTF-16 code units."""
    start = sum(len(text) for text in lines[:line - 1])
    units = 0
    for n, c in enumerate(lines[line - 1] if line <= len(lines) else ""):
        if units == column - 1:
            return start + n
        units += 2 if ord(c) > 0xFFFF else 1
    return start + len(lines[line - 1] if line <= len(lines) else "")


def apply(path, replacements):
    with open(path, encoding="utf-8-sig", newline="") as f:
        text = f.read()
    with open(path, "rb") as f:
        mark = f.read(3) == b"\xef\xbb\xbf"
    lines = text.splitlines(keepends=True)
    for replacement in sorted(replacements, key=lambda r: (r["deletedRegion"]["startLine"], r["deletedRegion"]["startColumn"]), reverse=True):
        region = replacement["deletedRegion"]
        begin = offset(lines, region["startLine"], region["startColumn"])
        end = offset(lines, region["endLine"], region["endColumn"])
        text = text[:begin] + replacement["insertedContent"]["text"] + text[end:]
    with open(path, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as f:
        f.write(text)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        log = json.load(f)
    files = {}
    for result in log["runs"][0]["results"]:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                files.setdefault(change["artifactLocation"]["uri"], []).extend(change["replacements"])
    for name, replacements in files.items():
        apply(os.path.join(sys.argv[2], urllib.parse.unquote(name)), replacements)


main()
