"""sarif_lint.py [--schema FILE] [--audit] [--root DIR] LOG... - what the SARIF schema can't say.

The rules of the specification (section numbers in the messages) and what consumers are known to
refuse, drop or misread (docs/sarif.md). Files that a log names are looked up under DIR: lengths, hashes and
excerpts must be theirs. Prints a line for each fault; exit status 1 if there is one.
"""
import hashlib
import json
import os
import re
import unicodedata
import sys
from urllib.parse import unquote

LEVELS = ("error", "warning", "note", "none")
KINDS = ("fail", "pass", "open", "notApplicable", "review", "informational")
MESSAGE_MAX, SHORT_MAX, NAME_MAX, TAGS_MAX = 2048, 1024, 255, 10
RESULTS_MAX, BYTES_MAX = 25000, 10 * 1000 * 1000
REDACTED = "[redacted]"


class Lint:
    def __init__(self, path, audit, root):
        self.path, self.audit, self.root, self.faults, self.texts = path, audit, root, 0, {}

    def bad(self, where, what):
        self.faults += 1
        if self.faults <= 20:
            print(f"{self.path}: {where}: {what}")

    def need(self, truth, where, what):
        if not truth:
            self.bad(where, what)

    # --- the text itself ---

    def load(self, raw):
        def pairs(items):
            keys = [k for k, _ in items]
            self.need(len(keys) == len(set(keys)), "text", f"a key stands twice in {keys[:9]}")
            return dict(items)

        self.need(self.audit or len(raw) <= BYTES_MAX, "text", "over 10 MB (GitLab)")
        self.need(not raw.startswith(b"\xef\xbb\xbf"), "text", "begins with a byte order mark")
        self.need(not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", raw), "text", "a control character stands raw")
        return json.loads(raw.decode("utf-8"), object_pairs_hook=pairs)

    def values(self, node, where=""):
        """null where an array or object is expected makes uploads fail; empty texts, too"""
        if isinstance(node, dict):
            for key, value in node.items():
                if key != "properties":
                    self.need(value is not None, where + "/" + key, "is null")
                    self.need(value != "" or key == "text" and where.endswith("snippet"), where + "/" + key, "is empty")
                    self.values(value, where + "/" + key)
                elif "tags" in value:
                    self.unique(value["tags"], where + "/properties/tags")
        elif isinstance(node, list):
            for i, value in enumerate(node):
                self.values(value, f"{where}/{i}")

    def unique(self, items, where):
        seen = [json.dumps(i, sort_keys=True) for i in items]
        self.need(len(seen) == len(set(seen)), where, "items are not unique")

    # --- places ---

    def uri(self, location, where):
        uri = location.get("uri", "")
        self.need(uri, where, "no uri")
        self.need(not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", uri), where, f"absolute uri {uri}")
        self.need(not re.match(r"\.?/", uri) and ".." not in uri.split("/"), where, f"uri {uri} leaves the root")
        self.need(re.fullmatch(r"(?:[-._~/+=,@!$&'()*;A-Za-z0-9]|%[0-9A-Fa-f]{2})+", uri), where, f"uri {uri} is not encoded")
        if "index" in location:
            artifacts = self.run["artifacts"]
            self.need(
                location["index"] < len(artifacts) and artifacts[location["index"]]["location"]["uri"] == uri,
                where, "index is that of another artifact")
        return uri

    def text_of(self, uri):
        if uri not in self.texts:
            path = os.path.join(self.root, unquote(uri))
            try:
                raw = open(path, "rb").read()
                self.texts[uri] = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig").split("\n")
            except (OSError, UnicodeError):
                self.texts[uri] = None
        return self.texts[uri]

    def excerpt(self, lines, region):
        part = lines[region["startLine"] - 1:region["endLine"]]
        units = [line.encode("utf-16-le") for line in part]
        units[-1] = units[-1][:2 * (region["endColumn"] - 1)]
        units[0] = units[0][2 * (region["startColumn"] - 1):]
        return "\n".join(u.decode("utf-16-le", "replace") for u in units)

    def region(self, region, uri, where):
        for key in ("startLine", "startColumn", "endLine", "endColumn"):
            self.need(region.get(key, 0) >= 1, where, f"no {key}")
        self.need("byteOffset" not in region and "charOffset" not in region, where, "offsets move viewers to a wrong line")
        begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        self.need(begin < end, where, "empty region")
        lines = self.text_of(uri)
        if lines is None:
            return begin, end
        self.need(region["endLine"] <= len(lines), where, "a line behind the file's end")
        snippet = region.get("snippet", {}).get("text")
        if snippet is not None and REDACTED not in snippet:
            self.need(snippet == self.excerpt(lines, region), where, f"excerpt {snippet!r} is not the file's text")
        return begin, end

    def location(self, location, where):
        physical = location.get("physicalLocation", {})
        uri = self.uri(physical.get("artifactLocation", {}), where)
        begin, end = self.region(physical.get("region", {}), uri, where)
        if "contextRegion" in physical:
            b, e = self.region(physical["contextRegion"], uri, where + "/contextRegion")
            self.need(b <= begin and e >= end and (b, e) != (begin, end), where, "context is no superset (3.29.5)")
        self.unique(location.get("logicalLocations", []), where + "/logicalLocations")

    # --- what stands in a run ---

    def message(self, text, where, limit=MESSAGE_MAX):
        self.need(len(text) <= limit, where, f"{len(text)} characters (GitLab drops it)")
        self.need(text.endswith((".", "!", "?")), where, "no sentence (SARIF2001)")
        self.need(not re.search(r"[{}]", text), where, "a brace reads as a placeholder")
        self.need(all(c.isprintable() or unicodedata.category(c) == "Zs" for c in text), where, "characters that don't show")

    def rule(self, rule, where):
        self.need(len(rule.get("name", "")) <= NAME_MAX and rule.get("name") not in ("", rule["id"]), where, "name")
        for key in ("shortDescription", "fullDescription", "help"):
            text = rule.get(key, {}).get("text", "")
            self.need(text, where, f"no {key}.text (GitHub)")
            self.need(key == "help" or len(text) <= SHORT_MAX, where, f"{key} over {SHORT_MAX}")
        self.need(len(rule.get("helpUri", "")) <= 2048, where, "helpUri over 2048")
        bag = rule.get("properties", {})
        self.need(len(bag.get("tags", [])) <= TAGS_MAX, where, "more than 10 tags")
        score = bag.get("security-severity")
        if score is not None:
            self.need(isinstance(score, str) and 0 < float(score) <= 10, where, "security-severity")
            self.need("security" in bag["tags"], where, "security-severity without the tag security (GitHub)")
        self.unique(rule.get("relationships", []), where + "/relationships")
        for i, relationship in enumerate(rule.get("relationships", [])):
            target = relationship["target"]
            component = target["toolComponent"]
            try:
                taxonomy = self.run["taxonomies"][component["index"]]
                found = taxonomy["taxa"][target["index"]]["id"] == target["id"] and taxonomy["name"] == component["name"]
            except (KeyError, IndexError):
                found = False
            self.need(found, f"{where}/relationships/{i}", "does not resolve (Azure tab)")

    def artifact(self, artifact, where):
        uri = self.uri(artifact["location"], where)
        self.unique(artifact.get("roles", []), where + "/roles")
        digest = artifact.get("hashes", {}).get("sha-256")
        self.need(digest is None or re.fullmatch("[0-9a-f]{64}", digest), where, "sha-256 is no hash")
        self.need(digest is None or self.audit, where, "hashes in the plain profile")
        path = os.path.join(self.root, unquote(uri))
        if "uriBaseId" not in artifact["location"] and os.path.isfile(path):
            raw = open(path, "rb").read()
            self.need(artifact.get("length", len(raw)) == len(raw), where, "length is not the file's")
            self.need(digest in (None, hashlib.sha256(raw).hexdigest()), where, "sha-256 is not the file's")
            self.need(digest or not self.audit, where, "not hashed")

    def result(self, result, where):
        rules = self.run["tool"]["driver"]["rules"]
        kind, level = result.get("kind"), result.get("level")
        self.need(kind in KINDS and level in LEVELS, where, "kind and level are written out (Azure reads level only)")
        self.need((kind == "fail") == (level != "none"), where, f"kind {kind} with level {level} (3.27.10)")
        self.need(kind == "fail" or "rank" not in result, where, "rank of what is no fail (3.27.25)")
        index = result.get("ruleIndex")
        self.need(result.get("ruleId"), where, "no ruleId")
        if index is not None:
            self.need(index < len(rules) and rules[index]["id"] == result["ruleId"], where, "ruleIndex is another rule's")
        else:
            self.need(result.get("baselineState") == "absent", where, "no ruleIndex")
        text = result.get("message", {}).get("text", "")
        self.message(text, where + "/message")
        related = result.get("relatedLocations", [])
        links = re.findall(r"\[[^\[\]]*\]\(([^)]*)\)", text)
        self.need(len(re.findall(r"\]\(", text)) == len(links), where, "a broken link")
        for link in links:
            self.need([str(r.get("id")) for r in related].count(link) == 1, where, f"link ({link}) has no single place")
        self.need(len(result.get("locations", [])) == 1, where, "not one location (GitHub rejects the file without)")
        for i, location in enumerate(result.get("locations", [])):
            self.location(location, f"{where}/locations/{i}")
        for i, location in enumerate(related):
            self.location(location, f"{where}/relatedLocations/{i}")
            self.message(location["message"]["text"], f"{where}/relatedLocations/{i}")
        self.need(len(related) <= 100, where, "more than 100 places")
        self.fingerprints(result, where)
        if "suppressions" in result or self.audit:
            self.suppressions(result["suppressions"], where)
        self.need(self.audit or result.get("baselineState") != "absent", where, "absent in the plain profile (DefectDojo)")

    def fingerprints(self, result, where):
        prints = result.get("partialFingerprints", {})
        for key in prints:
            self.need("/" not in key or re.search(r"/v\d+$", key), where, f"fingerprint {key} (DefectDojo)")
        line = prints.get("primaryLocationLineHash", "")
        self.need(re.fullmatch(r"[0-9a-f]{16}:[0-9]+", line), where, f"primaryLocationLineHash {line!r}")
        joined = "".join(f"{k}{v}" for k, v in sorted(prints.items()))
        for seen, key in ((self.lines, line), (self.prints, joined)):
            self.need(key not in seen, where, "the fingerprints of another result (DefectDojo drops it)")
            seen.add(key)

    def suppressions(self, suppressions, where):
        self.need(self.audit or not suppressions, where, "a suppressed result in the plain profile (GitHub opens an alert)")
        self.need(len(suppressions) <= 1, where, "more than one suppression")
        for suppression in suppressions:
            self.need(suppression.get("status") == "accepted", where, "status is read differently everywhere")
            self.need(suppression.get("justification"), where, "no justification")
            bag = suppression["properties"]
            self.need(re.fullmatch(r"\d{4}-\d\d-\d\dT23:59:59Z", bag["expiryUtc"]), where, "expiryUtc")
            if "location" in suppression:
                self.location(suppression["location"], where + "/suppression")

    def invocation(self, invocation, where):
        wrong = False
        names = [d["id"] for d in self.run["tool"]["driver"]["notifications"]]
        for key in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for i, notice in enumerate(invocation[key]):
                at = f"{where}/{key}/{i}"
                self.message(notice["message"]["text"], at)
                self.need(names[notice["descriptor"]["index"]] == notice["descriptor"]["id"], at, "descriptor")
                for location in notice.get("locations", []):
                    self.location(location, at)
                wrong |= notice["level"] == "error"
        self.need(not (wrong and invocation["executionSuccessful"]), where, "an error, and yet successful (3.20.21)")
        self.need((invocation["exitCode"] == 2) != invocation["executionSuccessful"], where, "exitCode")
        for key in ("startTimeUtc", "endTimeUtc", "machine", "account", "commandLine", "processId", "workingDirectory"):
            self.need(key not in invocation, where, f"{key} differs from run to run (appendix F)")

    def check(self, raw):
        log = self.load(raw)
        self.values(log)
        self.need(log["version"] == "2.1.0" and log["$schema"].endswith("2.1.0.json"), "log", "version or $schema")
        self.need(len(log["runs"]) == 1, "log", "not one run")
        self.run = run = log["runs"][0]
        self.lines, self.prints = set(), set()
        self.need("automationDetails" not in run, "run", "automationDetails override the upload's category (GitHub)")
        self.need(run["columnKind"] == "utf16CodeUnits", "run", "columnKind")
        driver, results = run["tool"]["driver"], run["results"]
        for key in ("artifacts", "taxonomies"):
            self.unique(run.get(key, []), key)
        for key in ("rules", "notifications", "supportedTaxonomies"):
            self.unique(driver.get(key, []), key)
        for i, taxonomy in enumerate(run.get("taxonomies", [])):
            self.unique([t["id"] for t in taxonomy["taxa"]], f"taxonomies/{i}")
            for taxon in taxonomy["taxa"]:
                for relationship in taxon.get("relationships", []):
                    target = relationship["target"]
                    self.need(driver["rules"][target["index"]]["id"] == target["id"], f"taxonomies/{i}", "another rule")
                self.need(taxon["id"] in taxon["name"], f"taxonomies/{i}", "the Azure tab shows the name only")
        for i, rule in enumerate(driver["rules"] + driver["notifications"]):
            self.rule(rule, f"rules/{i}")
        for i, artifact in enumerate(run["artifacts"]):
            self.artifact(artifact, f"artifacts/{i}")
        self.need(self.audit or len(results) <= RESULTS_MAX, "results", "more than 25,000 (GitHub)")
        states = sum("baselineState" in r for r in results)
        self.need(states in (0, len(results)), "results", "baselineState on some only (3.27.24)")
        for i, result in enumerate(results):
            self.result(result, f"results/{i}")
        for i, invocation in enumerate(run["invocations"]):
            self.invocation(invocation, f"invocations/{i}")


def main(argv):
    schema, audit, root, faults, checked = None, False, ".", 0, 0
    while argv and argv[0].startswith("--"):
        option = argv.pop(0)
        if option == "--schema":
            import jsonschema
            with open(argv.pop(0), encoding="utf-8-sig") as f:
                schema = jsonschema.Draft4Validator(json.load(f), format_checker=jsonschema.FormatChecker())
        elif option == "--audit":
            audit = True
        elif option == "--root":
            root = argv.pop(0)
    for path in argv:
        lint = Lint(path, audit, root)
        with open(path, "rb") as f:
            raw = f.read()
        try:
            lint.check(raw)
        except (KeyError, IndexError, TypeError, ValueError) as e:
            lint.bad("log", f"{type(e).__name__}: {e}")
        for error in schema.iter_errors(json.loads(raw)) if schema else ():
            lint.bad("/".join(str(p) for p in error.path), error.message[:200])
        faults += lint.faults > 0
        checked += 1
    print(f"{checked - faults} of {checked} logs without a fault")
    return faults > 0 or checked == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
