#!/usr/bin/env python3
"""Judge every plan of a corpus and hold the exit status to what the file is.

    python3 tests/corpus.py ASSAY CORPUS-DIR

INDEX.tsv names the files and their kinds. A plan that is one valid JSON text (UTF-8 or UTF-16,
with or without a byte order mark) ends with 0, 1 or 3; any other file that the index calls a
plan ends with 2 and a message that names it. A redacted plan, which lacks what makes a plan
(kind tfplan-partial), may be either. Nothing ever crashes or hangs: that is tried on every
other file too.
"""
import collections
import json
import os
import re
import subprocess
import sys

CONTROL = "aws-cloudtrail-lambda-invocations"


def refuse(word):
    raise ValueError(word + " is not JSON")


def is_json(path):
    with open(path, "rb") as f:
        raw = f.read()
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        json.loads(raw.decode("utf-16" if utf16 else "utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError):
        return False
    return True


def check(assay, root, name):
    """Exit status, and how the message places what it says: line, file or nothing."""
    try:
        run = subprocess.run([assay, "check", "--control", CONTROL, name], cwd=root,
                             stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    said = (run.stderr + run.stdout).decode(errors="replace")
    shown = os.path.basename(name)
    if re.search(re.escape(shown) + r":\d+:\d+", said):
        located = "line and column"
    elif shown in said:
        located = "file"
    else:
        located = "nothing"
    return run.returncode, located, said


def wrong(kind, status, located, valid):
    """What is wrong with a plan's outcome, or None."""
    if status == 2:
        if valid:
            return "exit 2 for a valid plan"
        return None if located == "line and column" else "a message without line and column"
    if status not in (0, 1, 3):
        return "exit %s" % status
    return None if valid else "exit %s for what is not one JSON text" % status


def crashed(status):
    return status == "timeout" or status < 0 or status >= 126


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    assay, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(os.path.join(root, "INDEX.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f][1:]
    counts, faults, others = collections.Counter(), [], collections.Counter()
    for name, kind in ((r[0], r[5]) for r in rows):
        status, located, said = check(assay, root, name)
        if not kind.startswith("tfplan"):
            others[status] += 1
            if crashed(status):
                faults.append((name, "%s: %s" % (kind, status), said))
            continue
        valid = is_json(os.path.join(root, name))
        counts[(kind, "one JSON text" if valid else "not JSON", status, located if status == 2 else "")] += 1
        fault = "crash: %s" % status if crashed(status) else wrong(kind, status, located, valid)
        if fault:
            faults.append((name, fault, said))
    for (kind, valid, status, located), n in sorted(counts.items(), key=str):
        print("%5d  %-14s %-13s exit %s%s" % (n, kind, valid, status, ", names " + located if located else ""))
    print("%5d  files of other kinds: %s" % (sum(others.values()), ", ".join(
        "exit %s: %d" % item for item in sorted(others.items(), key=str))))
    for name, fault, said in faults[:40]:
        print("%s: %s\n    %s" % (name, fault, said.strip()[:300].replace("\n", "\n    ")))
    total = sum(counts.values())
    print("%d passed, %d failed" % (total - len(faults), len(faults)))
    sys.exit(len(faults) > 0)


if __name__ == "__main__":
    main()
