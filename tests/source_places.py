#!/usr/bin/env python3
"""The places in Terraform sources that a JSON report shows, one in a line: address, attribute path, FILE:LINE:COLUMN.

usage: source_places.py PLAN < REPORT
"""
import json
import sys


def place_of(source):
    if not source:
        return "-"
    text = "%s:%d:%d" % (source["uri"], source["line"], source["column"])
    return text + " generated" if source.get("generated") else text


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        plan = json.load(f)
    report = json.load(sys.stdin)
    for result in report["results"]:
        for place in [result["place"]] + [related["place"] for related in result["related"]]:
            steps = place["pointer"].split("/")
            address = plan["resource_changes"][int(steps[2])]["address"]
            where = place_of(place.get("source"))
            if "thirdParty" in place:
                where += " third-party " + place_of(place["thirdParty"])
            print(address, "/".join(steps[5:]) or "-", where, sep="\t")
    for remark in report["remarks"]:
        if "source" in remark["text"]:
            print("#", remark["text"])


main()
