#!/usr/bin/env python3
"""Turn the shared vectors into folders like those of tests/data/rows.

    python3 tests/vectors_rows.py VECTORS.JSON OUT-DIR

Each row becomes OUT-DIR/rows/NAME: exports as ACCOUNT/REGION/COMMAND.json, and `expect`.
"""
import json
import os
import sys

# The row expects the defaults of PutEventSelectors where the output lacks two keys. CloudTrail prints
# both for every selector, so the output was trimmed: unknown.
VERDICTS = {"rw-missing": "UNKNOWN"}
COVERAGE = {"all-current-and-future": "all", "current-functions": "current"}


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        json.dump(value, f, indent=1)


def place(folder, row, arn, command, value):
    """File an output about a trail under its owner and home Region; a second one of the same
    trail under the next Region whose describe-trails listed it."""
    home, owner = arn.split(":")[3:5]
    name = arn.rpartition("/")[2]
    seen = [region for region, out in row["describe_trails_by_region"].items()
            if any(t["TrailARN"] == arn for t in out["trailList"])]
    for region in [home] + [r for r in seen if r != home]:
        path = os.path.join(folder, owner, region, "%s.%s.json" % (command, name))
        if not os.path.exists(path):
            write(path, value)
            return
    # every place holds one already: it has to say the same
    with open(path) as f:
        if json.load(f) != value:
            sys.exit("%s: no Region is left for a further %s of %s" % (row["name"], command, arn))


def make(row, folder):
    functions = row["list_functions"]["Functions"]
    regions = set(row["describe_trails_by_region"]) | {f["FunctionArn"].split(":")[3] for f in functions}
    for region in sorted(regions):
        at = os.path.join(folder, row["account"], region)
        if region in row["describe_trails_by_region"]:
            write(os.path.join(at, "describe-trails.json"), row["describe_trails_by_region"][region])
        here = dict(row["list_functions"])
        here["Functions"] = [f for f in functions if f["FunctionArn"].split(":")[3] == region]
        write(os.path.join(at, "list-functions.json"), here)
    for output in row["event_selectors"]:
        place(folder, row, output["TrailARN"], "get-event-selectors", output)
    for status in row["trail_status"]:
        place(folder, row, status["for_trail"], "get-trail-status", status["status"])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1]) as f:
        rows = json.load(f)
    for number, row in enumerate(rows, 1):
        folder = os.path.join(sys.argv[2], "rows", row["name"])
        make(row, folder)
        with open(os.path.join(folder, "expect"), "w") as f:
            f.write("control=aws-cloudtrail-lambda-invocations\n")
            f.write("row=%d params=coverage=%s verdict=%s\n" % (number, COVERAGE[row["mode"]], VERDICTS.get(row["name"], row["verdict"])))


main()
