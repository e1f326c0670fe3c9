"""oscal_lint.py [--schema FILE] PATH... - OSCAL assessment results: NIST's schema, and what it can't say.

PATH is a document, or a folder with the files "oscal" and "json" of one run (tests/cli/formats.sh): then the two are
compared, too. The allowed names are those of the constraints in NIST's metaschema of OSCAL 1.1.3.
Prints a line FAILED for each fault; ends with "N passed, N failed".
"""
import json
import os
import re
import sys

NS = "urn:uuid:4c8e0f54-491f-47c9-9676-19fb29d85c3c"
# names without a namespace, by the object that has the property
NIST_PROPS = {
    "inventory-items": {"asset-type", "asset-id"},
    "components": {"version"},
    "resources": {"type"},
}
UUID5 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
NIST_ID = re.compile(r"[a-z]{2}-[1-9][0-9]*(\.[1-9][0-9]*)?\Z")
# in markup: HTML, inserts, links; not escaped characters
MARKUP = re.compile(r"<|\{\{|\]\(|`|(?<!\w)_|^\[")
TEXTS = {"title", "description", "statement", "remarks", "prose"}
RESULT_STATES = {("satisfied", "pass"), ("not-satisfied", "fail"), ("not-satisfied", "other")}

faults = []
passed = 0


def fault(name, text):
    faults.append(f"{name}: {text}")


def load_validator(path):
    """The schema for Python: `re` has no \\p, and the ids of its definitions repeat their places."""
    try:
        import jsonschema
    except ImportError:
        print("oscal: the schema is skipped: python3-jsonschema is not installed")
        return None
    with open(path, encoding="utf-8") as f:
        schema = json.load(f)

    def adapt(node):
        if isinstance(node, list):
            for item in node:
                adapt(item)
        elif isinstance(node, dict):
            if str(node.get("$id", "")).startswith("#"):
                del node["$id"]
            if isinstance(node.get("pattern"), str):
                node["pattern"] = node["pattern"].replace(r"(\p{L}|\p{N}|[.\-_])", r"[\w.\-]").replace(r"\p{L}", r"[^\W\d_]")
            for item in node.values():
                adapt(item)

    adapt(schema)
    schema["$id"] = "urn:oscal"
    return jsonschema.Draft7Validator(schema)


def walk(node, path=()):
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from walk(child, path + (key,))


def last_name(path):
    return next((key for key in reversed(path) if isinstance(key, str)), "")


def check_props(name, doc):
    for path, node in walk(doc):
        if last_name(path) != "props" or not isinstance(node, dict):
            continue
        owner = next(key for key in reversed(path[:-2]) if isinstance(key, str))
        if "ns" not in node and node["name"] not in NIST_PROPS.get(owner, ()):
            fault(name, f"{path}: '{node['name']}' is no property of OSCAL there")
        if node.get("ns", NS) != NS:
            fault(name, f"{path}: the namespace is {node['ns']}")


def check_identity(name, doc):
    own, used = [], []
    for path, node in walk(doc):
        key = path[-1] if path else ""
        if key == "uuid":
            own.append(node)
        elif isinstance(key, str) and key.endswith("-uuid"):
            used.append(node)
        elif key == "href" and str(node).startswith("#"):
            used.append(node[1:])
        if (key == "uuid" or str(key).endswith("-uuid")) and not UUID5.match(str(node)):
            fault(name, f"{path}: {node} is not a UUID of version 5")
    if len(set(own)) != len(own):
        fault(name, "a UUID stands twice")
    for uuid in set(used) - set(own):
        fault(name, f"{uuid} refers to nothing")


def check_version(name, doc):
    """The schema is that of 1.2.1: what 1.1.3 does not have are remarks of references."""
    for path, node in walk(doc):
        if isinstance(node, dict) and {"observation-uuid", "risk-uuid", "objective-id"} & set(node) and len(node) != 1:
            fault(name, f"{path}: OSCAL 1.1.3 does not have {sorted(node)}")


def check_markup(name, doc):
    for path, node in walk(doc):
        if path and path[-1] in TEXTS and isinstance(node, str):
            lines = re.sub(r"^```.*?^```$", "", node, flags=re.M | re.S).split("\n")
            plain = "\n".join(line for line in lines if len(lines) == 1 or not line.startswith("    "))
            hit = MARKUP.search(re.sub(r"\\[!-/:-@\[-`{-~]", "", plain))
            if hit:
                fault(name, f"{path}: markup at {plain[max(0, hit.start() - 20):hit.start() + 40]!r}")
            if not node.strip():
                fault(name, f"{path}: an empty text")


def check_objectives(name, doc, result):
    definitions = doc.get("local-definitions", {}).get("objectives-and-methods", [])
    parts = [part["id"] for d in definitions for part in d["parts"]]
    controls = [d["control-id"] for d in definitions]
    if len(set(parts)) != len(parts) or len(set(controls)) != len(controls):
        fault(name, "an objective or a control is defined twice")
    reviewed = result["reviewed-controls"]
    selected = [o["objective-id"] for s in reviewed.get("control-objective-selections", []) for o in s["include-objectives"]]
    if sorted(selected) != sorted(parts):
        fault(name, "the objectives that were reviewed are not those that are defined")
    ids = [c["control-id"] for s in reviewed["control-selections"] for c in s.get("include-controls", [])]
    if len(set(ids)) != len(ids) or not set(controls) <= set(ids):
        fault(name, f"reviewed controls: {sorted(ids)}")
    for control in ids:
        if control == "_" and not parts:
            continue
        if control not in parts and not NIST_ID.match(control):
            fault(name, f"{control} is no id of NIST's catalog")
    for finding in result.get("findings", []):
        if finding["target"]["target-id"] not in parts:
            fault(name, f"{finding['target']['target-id']} is no objective")


def value_of(node, prop):
    return next((p["value"] for p in node.get("props", []) if p["name"] == prop), None)


def check_findings(name, result):
    """Satisfied: only by passes. A waiver or an unknown satisfies nothing."""
    observations = {o["uuid"]: o for o in result.get("observations", [])}
    risks = {r["uuid"]: r for r in result.get("risks", [])}
    complete = value_of(result, "what-if") is None and not any(
        value_of(e, "level") == "error" for e in result.get("assessment-log", {}).get("entries", []))
    seen = []
    for finding in result.get("findings", []):
        related = [observations[o["observation-uuid"]] for o in finding["related-observations"]]
        seen += [o["uuid"] for o in related]
        verdicts = {value_of(o, "verdict") for o in related}
        waived = any(value_of(o, "waived") for o in related)
        status = finding["target"]["status"]
        expected = "satisfied" if complete and not waived and verdicts <= {"pass", "not-applicable"} and "pass" in verdicts else "not-satisfied"
        if status["state"] != expected or (status["state"], status["reason"]) not in RESULT_STATES:
            fault(name, f"{finding['target']['target-id']}: {status} with {verdicts}")
        if (status["reason"] == "fail") != ("fail" in verdicts):
            fault(name, f"{finding['target']['target-id']}: {status} with {verdicts}")
        covered = {o["observation-uuid"] for r in finding.get("related-risks", []) for o in risks[r["risk-uuid"]]["related-observations"]}
        if covered != {o["uuid"] for o in related if value_of(o, "waived") or value_of(o, "verdict") == "fail"}:
            fault(name, f"{finding['target']['target-id']}: the risks are not those of its fails and waivers")
    rest = [o for uuid, o in observations.items() if uuid not in seen]
    if len(set(seen)) != len(seen) or any(value_of(o, "verdict") != "not-applicable" for o in rest):
        fault(name, "an observation is in no finding, or in two")
    for risk in risks.values():
        accepted = all(value_of(observations[o["observation-uuid"]], "waived") for o in risk["related-observations"])
        if risk["status"] != ("deviation-approved" if accepted else "open"):
            fault(name, f"risk '{risk['title']}' has the status {risk['status']}")


def check_times(name, doc, result):
    times = [doc["metadata"]["last-modified"], result["start"], result["end"]]
    if result["start"] > result["end"]:
        fault(name, "the end is before the start")
    for observation in result.get("observations", []):
        times.append(observation["collected"])
        if not result["start"] <= observation["collected"] <= result["end"]:
            fault(name, f"collected at {observation['collected']}")
    unknown = value_of(doc["metadata"], "last-modified-from") == "unknown"
    for time in set(times):
        if (time == "1970-01-01T00:00:00Z") != unknown:
            fault(name, f"the time {time}")
    if unknown != ("remarks" in doc["metadata"]):
        fault(name, "an unknown time without remarks")


def check_report(name, result, resources, report):
    """The same verdicts and files as the JSON report of the run, which lists all results."""
    if value_of(result, "exit-status") != str(report["exitStatus"]):
        fault(name, "another exit status")
    rows = [(value_of(o, "control"), value_of(o, "fingerprint"), value_of(o, "verdict"), bool(value_of(o, "waived")))
            for o in result.get("observations", [])]
    listed = [(r["control"], r["fingerprint"], r["verdict"], r["waiver"] is not None) for r in report["results"]]
    if not set(listed) <= set(rows):
        fault(name, "the observations are not the results of the JSON report")
    if len(rows) != sum(report["counts"].values()):
        fault(name, f"{len(rows)} observations of {report['counts']}")
    files = [r for r in resources if value_of(r, "type") == "evidence"]
    if len(files) != len(report["inputs"]):
        fault(name, "the resources are not the inputs")


def check(path, validator):
    name, report = path, None
    if os.path.isdir(path):
        with open(os.path.join(path, "name"), encoding="utf-8", errors="replace") as f:
            name = f.read().strip()
        if not os.path.exists(os.path.join(path, "oscal")):
            return
        with open(os.path.join(path, "json"), encoding="utf-8") as f:
            report = json.load(f)
        path = os.path.join(path, "oscal")
    with open(path, encoding="utf-8") as f:
        whole = json.load(f)
    if validator:
        for error in list(validator.iter_errors(whole))[:5]:
            fault(name, f"schema: {list(error.absolute_path)}: {error.message[:300]}")
    doc = whole["assessment-results"]
    result = doc["results"][0]
    for check_one in (check_props, check_identity, check_version, check_markup):
        check_one(name, doc)
    check_objectives(name, doc, result)
    check_findings(name, result)
    check_times(name, doc, result)
    if report:
        check_report(name, result, doc["back-matter"]["resources"], report)


def main():
    global passed
    paths = sys.argv[1:]
    validator = None
    if paths and paths[0] == "--schema":
        validator = load_validator(paths[1])
        paths = paths[2:]
    for path in paths:
        before = len(faults)
        check(path, validator)
        passed += len(faults) == before
    for text in faults[:40]:
        print(f"FAILED: oscal: {text}")
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
