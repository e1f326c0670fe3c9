#!/usr/bin/env python3
"""formats.py WORK DATA SCHEMA DOCS: are the reports what their consumers take, and do all tell one story?

WORK holds a folder for each run: its reports in all formats and its exit status. DATA holds the
expected reports of the unit tests, hostile ones among them.
"""
import collections
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

passed = failed = 0
LOCAL = []
MORE = re.compile(r"^(\d+) more of this level\. ")


def check(name, truth, said=""):
    global passed, failed
    if truth:
        passed += 1
    else:
        failed += 1
        print("FAILED: %s %s" % (name, said))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def strict(schema):
    """Every object is what the schema says of it and nothing else: a field that is not described is found."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            strict(value)
    elif isinstance(schema, list):
        for value in schema:
            strict(value)
    return schema


def json_reports(reports, schema_path, docs_path):
    try:
        import jsonschema
    except ImportError:
        print("formats: the JSON Schema was skipped: python3-jsonschema is not installed (make deps-dev)")
        return
    if not hasattr(jsonschema, "Draft202012Validator"):
        print("formats: the JSON Schema was skipped: python3-jsonschema is older than draft 2020-12")
        return
    schema = json.loads(read(schema_path))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(strict(schema))
    for name, report in reports:
        error = next(iter(validator.iter_errors(report)), None)
        check("%s: the JSON Schema" % name, error is None, error and "%s at %s" % (error.message[:300], list(error.absolute_path)))
    # the schema itself says no to what it should: a wrong kind, a missing field, an unknown one
    good = next(report for name, report in reports if report["results"])
    for change in (lambda r: r.update(exitStatus=4), lambda r: r.pop("counts"), lambda r: r.update(more=1),
                   lambda r: r["results"][0].update(verdict="passed"), lambda r: r["results"][0].update(place=1)):
        bad = json.loads(json.dumps(good))
        change(bad)
        check("the schema refuses what is wrong", not validator.is_valid(bad))
    words = read(docs_path).decode()
    for field in sorted(fields(schema)):
        check("docs/json.md names %s" % field, "`%s`" % field in words or "`%s[]`" % field in words)


def fields(schema):
    found = set()
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            found |= set(schema["properties"])
        for value in schema.values():
            found |= fields(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= fields(value)
    return found


def safe(text):
    """What out_safe makes of text that is UTF-8 (docs/formats.md), for the characters that the tests use."""
    return re.sub(r"[\x00-\x1f\x7f]", lambda m: "\\x%02x" % ord(m.group()),
                  re.sub("[\x80-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", lambda m: "\\u%04x" % ord(m.group()), text))


def one_line(text):
    return safe(re.sub(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*", " ", text))


def junit(name, data, status):
    root = ElementTree.fromstring(data)
    totals = collections.Counter()
    seen = set()
    for suite in root:
        counts = collections.Counter()
        for case in suite.iter("testcase"):
            key = case.get("classname"), case.get("name")
            check("%s: JUnit: a case of its own" % name, key not in seen, key)
            seen.add(key)
            counts["tests"] += 1
            for element, word in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
                counts[word] += case.find(element) is not None
        for word in ("tests", "failures", "errors", "skipped"):
            check("%s: JUnit: %s of %s" % (name, word, suite.get("name")), int(suite.get(word)) == counts[word])
        totals.update(counts)
    for word in ("tests", "failures", "errors"):
        check("%s: JUnit: %s of all" % (name, word), int(root.get(word)) == totals[word])
    # a gate that reads this file alone decides as the exit status does
    if status is not None:
        red = 2 if totals["errors"] else 1 if totals["failures"] else 0
        check("%s: JUnit and the exit status" % name, red == {0: 0, 1: 1, 2: 2, 3: 1}[status], (red, status))
    check("%s: JUnit: no times" % name, b" time=" not in data and b"timestamp" not in data)
    return seen


def unescape(text, pairs):
    for escaped, plain in pairs:
        text = text.replace(escaped, plain)
    return text


DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def parse_command(line):
    """As the runner does: a command begins its line, its properties end at the next two colons."""
    if not line.lstrip().startswith("::"):
        return None
    rest = line.lstrip()[2:]
    end = rest.find("::")
    if end < 0:
        return None
    info, data = rest[:end], rest[end + 2:]
    word, _, properties = info.partition(" ")
    pairs = (p.split("=", 1) for p in properties.strip().split(",") if p)
    return word, {p[0]: unescape(p[1], PROPERTY) for p in pairs if len(p) == 2 and p[1]}, unescape(data, DATA)


def github(name, text, status, report):
    commands, levels = [], collections.defaultdict(list)
    lines = text.split("\n")
    check("%s: GitHub: the last line is no command" % name, lines[-2].startswith("assay: ") and lines[-1] == "")
    for line in lines[:-2]:
        command = parse_command(line)
        check("%s: GitHub: a command" % name, command and command[0] in ("error", "warning", "notice"), line[:200])
        if command:
            commands.append(command)
            levels[command[0]].append(command)
    for level, found in levels.items():
        more = [c for c in found if MORE.match(c[2])]
        check("%s: GitHub: what is cut is said" % name, len(more) == (len(found) > 10), level)
        if more:
            check("%s: GitHub: where it is seen" % name, found[9] is more[0] and int(MORE.match(more[0][2]).group(1)) == len(found) - 10)
    if status == 3:
        check("%s: GitHub and the exit status" % name, levels["warning"])
    elif status in (1, 2):
        check("%s: GitHub and the exit status" % name, levels["error"])
    elif status == 0:
        check("%s: GitHub and the exit status" % name, not levels["error"])
    if report:
        titles = collections.Counter(c[1].get("title") for c in commands)
        files = {c[1].get("title"): c[1].get("file") for c in commands}
        for r in report["results"]:
            if r["verdict"] in ("fail", "unknown", "error") and not r["waiver"]:
                begin = one_line("%s %s %s" % (r["verdict"].upper(), r["control"], r["subject"]))
                title = next((t for t in titles if t and (t == begin or t.startswith(begin + ": "))), None)
                check("%s: GitHub: an annotation for each" % name, title, begin)
                if r["place"] and r["place"].get("uri"):
                    uri = r["place"].get("source", r["place"])["uri"]
                    check("%s: GitHub: its file" % name, files[title] == safe(urllib.parse.unquote(uri, errors="replace")), files[title])


        said = {(c[1].get("file"), c[2]) for c in commands if c[1].get("title") == "assay"}
        for r in report["remarks"]:
            file = r["place"] and safe(urllib.parse.unquote(r["place"]["uri"], errors="replace"))
            check("%s: GitHub: an annotation for each remark" % name, (file, safe(r["text"])) in said, (file, r["text"]))


# app/validators/json_schemas/codeclimate.json of GitLab, and what its documentation asks for
def gitlab(name, data, status, report):
    check("%s: GitLab: no byte order mark" % name, data[:1] == b"[")
    issues = json.loads(data)
    prints = [issue["fingerprint"] for issue in issues]
    check("%s: GitLab: fingerprints differ" % name, len(set(prints)) == len(prints))
    for issue in issues:
        path = issue["location"]["path"]
        check("%s: GitLab: an issue" % name,
              isinstance(issue["description"], str) and issue["description"] and isinstance(issue["fingerprint"], str) and
              issue["severity"] in ("info", "minor", "major", "critical", "blocker") and isinstance(path, str) and path and
              not path.startswith("/") and ".." not in path.split("/") and not path.startswith("./") and
              isinstance(issue["location"]["lines"]["begin"], int) and issue["location"]["lines"]["begin"] >= 1, issue)
    if status:
        check("%s: GitLab and the exit status" % name, issues)
    if report:
        for r in report["results"]:
            found = any(p.split("-")[0] == r["fingerprint"] for p in prints)
            check("%s: GitLab: an issue for each" % name, found == (r["verdict"] in ("fail", "unknown", "error") and not r["waiver"]), r["subject"])


def lines(name, text, status, report):
    found = text.split("\n")
    check("%s: lines: the last line has the counts" % name, found[-2].startswith("assay: ") and found[-1] == "")
    check("%s: lines and the exit status" % name, status != 1 or " FAIL " in text)
    if report:
        for r in report["results"]:
            if r["verdict"] in ("fail", "unknown", "error") and not r["waiver"]:
                said = "%s %s %s: " % (r["verdict"].upper(), one_line(r["control"]), one_line(r["subject"]))
                check("%s: lines: one for each" % name, sum(said in line for line in found) == 1, said)
        for r in report["remarks"]:
            check("%s: lines: one for each remark" % name, any(line.endswith(": " + one_line(r["text"])) for line in found), r["text"])


def markdown(name, text, report):
    check("%s: Markdown fits a comment" % name, len(text) <= 64000)
    if report:
        c = report["counts"]
        for key, word in (("fail", "failed"), ("error", "in error"), ("unknown", "unknown"), ("pass", "passed"), ("waived", "waived")):
            check("%s: Markdown counts %s" % (name, word), ("%d %s" % (c[key], word) in text.split("\n")[0]) == (c[key] > 0))


def addresses(folder, name, report):
    """The resource and the attribute of what a fail blames stand in its message in every format."""
    messages = collections.defaultdict(list)
    for case in ElementTree.fromstring(read(os.path.join(folder, "junit"))).iter("testcase"):
        messages["junit"] += [e.get("message") for e in case if e.get("message")]
    messages["gitlab"] = [i["description"] for i in json.loads(read(os.path.join(folder, "gitlab")))]
    for line in read(os.path.join(folder, "github")).decode().split("\n"):
        command = parse_command(line)
        messages["github"] += [command[2], command[1].get("title", "")] if command else []
    messages["lines"] = read(os.path.join(folder, "lines")).decode().split("\n")
    messages["markdown"] = read(os.path.join(folder, "markdown")).decode().split("\n")
    for r in report["results"]:
        place = r["place"]
        if r["verdict"] != "fail" or r["waiver"] or not place.get("address"):
            continue
        said = place["address"] + (" " + place["path"] if place["path"] else "")
        check("%s: JSON: the address is in the message" % name, r["message"].startswith((said + ": ", said + " (deleted by the plan): ")), r["message"])
        for format, texts in messages.items():
            check("%s: %s: the address %s" % (name, format, said), any(one_line(said) in t for t in texts), texts[:3])


def run(folder):
    name = read(os.path.join(folder, "name")).decode().strip()
    status = int(read(os.path.join(folder, "status")))
    if not os.path.exists(os.path.join(folder, "json")):
        # what the run was told can't be used: a message on standard error and no report at all
        check("%s: no report" % name, status == 2 and os.path.getsize(os.path.join(folder, "err")) and not os.path.exists(os.path.join(folder, "junit")))
        return None
    report = json.loads(read(os.path.join(folder, "json")))
    for file in ("json", "junit", "github", "gitlab", "markdown"):
        found = [p for p in LOCAL if p in read(os.path.join(folder, file))]
        check("%s: %s: no path of this machine" % (name, file), not found, found)
    check("%s: JSON and the exit status" % name, report["exitStatus"] == status)
    whole = report if "--show all" in name else None
    if whole:
        counts = collections.Counter("waived" if r["waiver"] else r["verdict"] for r in whole["results"])
        check("%s: JSON: the counts" % name, all(n == counts[v] for v, n in whole["counts"].items()))
    cases = junit(name, read(os.path.join(folder, "junit")), status)
    for r in report["results"]:
        check("%s: JUnit: a case for each" % name, (one_line(r["control"]), one_line(r["subject"])) in cases, r["subject"])
    github(name, read(os.path.join(folder, "github")).decode(), status, whole)
    gitlab(name, read(os.path.join(folder, "gitlab")), status, whole)
    lines(name, read(os.path.join(folder, "lines")).decode(), status, whole)
    markdown(name, read(os.path.join(folder, "markdown")).decode(), whole)
    addresses(folder, name, report)
    return name, report


def main():
    work, data, schema, docs = sys.argv[1:5]
    LOCAL.extend(os.path.realpath(p).encode() for p in (os.path.dirname(work), os.path.join(os.path.dirname(__file__), "..")))
    reports = [r for r in (run(os.path.join(work, n)) for n in sorted(os.listdir(work), key=int)) if r]
    waived = sum(report["counts"]["waived"] for _, report in reports)
    lapsed = sum(r["lapsed"] is not None for _, report in reports for r in report["results"])
    old = sum(report["baseline"] is not None for _, report in reports)
    check("there are waived and lapsed results, and baselines", waived > 0 and lapsed > 0 and old > 0, (waived, lapsed, old))
    for file in sorted(os.listdir(data)):
        path = os.path.join(data, file)
        if file.endswith(".gitlab.json"):
            gitlab(file, read(path), None, None)
        elif file.endswith(".json"):
            reports.append((file, json.loads(read(path))))
        elif file.endswith(".xml"):
            junit(file, read(path), None)
        elif file.endswith(".github"):
            github(file, read(path).decode(), None, None)
    json_reports(reports, schema, docs)
    print("%d reports in each format" % len(reports))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0 or passed == 0


sys.exit(main())
