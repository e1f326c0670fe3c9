#!/usr/bin/env python3
"""html_page.py FOLDER...: is each HTML report (FOLDER/html) well formed, self-contained and accessible, and does it say
what the JSON report (FOLDER/json) says? A FOLDER may also be a page alone, as FILE.html.
"""
import base64
import collections
import hashlib
import html.parser
import json
import os
import re
import sys

VOID = {"meta", "br", "input"}
OPTIONAL_END = {"li", "option"}
ELEMENTS = set("html head meta style title body a header p h1 h2 h3 h4 h5 span nav ul li main section div dl dt dd table caption thead tbody tfoot "
               "tr th td form fieldset legend label input select option button details summary article b strong code pre script br".split())
ATTRIBUTES = set("lang charset name content http-equiv href class id aria-label aria-labelledby role tabindex scope autocomplete type checked value "
                 "spellcheck rel".split())
CLASSES = {"fail": "fail", "error": "error", "unknown": "unknown", "pass": "pass", "na": "not-applicable", "waived": "waived"}
passed = failed = 0


def check(name, truth, said=""):
    global passed, failed
    if truth:
        passed += 1
    else:
        failed += 1
        print("FAILED: %s %s" % (name, str(said)[:600]))


class Page(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name, self.stack, self.faults = name, [], []
        self.ids, self.links, self.headings = collections.Counter(), [], []
        self.policy = self.finding = None
        self.raw, self.text = collections.defaultdict(list), []
        self.counts, self.classes = collections.Counter(), collections.Counter()
        self.labelled, self.captions, self.tables = set(), 0, 0
        self.unlabelled = []

    def fault(self, words):
        self.faults.append("%s at line %d" % (words, self.getpos()[0]))

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag not in ELEMENTS:
            self.fault("element " + tag)
        for key, value in attrs:
            if key not in ATTRIBUTES:
                self.fault("attribute " + key)
        if len(a) != len(attrs):
            self.fault("an attribute twice in " + tag)
        if tag in OPTIONAL_END and self.stack and self.stack[-1] == tag:
            self.stack.pop()
        if "id" in a:
            self.ids[a["id"]] += 1
        if "href" in a:
            self.links.append((a["href"], a.get("rel")))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if a.get("http-equiv") == "Content-Security-Policy":
            self.policy = a["content"]
        classes = a.get("class", "").split()
        if tag == "article":
            self.end_finding()
            self.finding = [classes[1], 0]
        if tag == "li" and "s" in classes:
            self.finding[1] += 1
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag == "th" and "scope" not in a:
            self.fault("th without scope")
        if tag in ("select", "input") and "label" not in self.stack:
            self.fault("a control without a label")
        if tag not in VOID:
            self.stack.append(tag)

    def end_finding(self):
        if self.finding:
            self.counts[self.finding[0]] += self.finding[1] or 1
        self.finding = None

    def handle_endtag(self, tag):
        while self.stack and self.stack[-1] in OPTIONAL_END and self.stack[-1] != tag:
            self.stack.pop()
        if not self.stack or self.stack[-1] != tag:
            self.fault("</%s> in %s" % (tag, self.stack[-3:]))
            return
        self.stack.pop()
        if tag == "article":
            self.end_finding()

    def handle_data(self, data):
        if self.stack and self.stack[-1] in ("style", "script"):
            self.raw[self.stack[-1]].append(data)
        else:
            self.text.append(data)


def hash_of(text):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def outward(name, page, cut):
    """No request leaves the page, and nothing runs that is not its own."""
    style, script = "".join(page.raw["style"]), "".join(page.raw["script"])
    if not cut:
        check("%s: the policy has the hashes of style and script" % name, page.policy ==
              "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'" % (hash_of(style), hash_of(script)), page.policy)
    check("%s: the style loads nothing" % name, not re.search(r"url\(|@import|@font-face|image-set", style))
    check("%s: the script sends nothing" % name, not re.search(r"fetch|XMLHttp|eval|Function\(|innerHTML|import|document\.write", script))
    for href, rel in page.links:
        if href.startswith("#"):
            check("%s: the target of a link" % name, page.ids[href[1:]] == 1, href)
        else:
            check("%s: a link" % name, href.startswith("https://") and rel == "noopener noreferrer", href)


def one_line(text):
    return re.sub(r"\s+", " ", text)


def content(name, page, report):
    expected = collections.Counter({v: n for v, n in report["counts"].items() if n})
    check("%s: the results" % name, collections.Counter({CLASSES[c]: n for c, n in page.counts.items()}) == expected, (page.counts, expected))
    text = one_line("".join(page.text))
    for r in report["results"]:
        wanted = [r["control"], r["subject"]]
        if r["verdict"] == "fail" and not r["waiver"] and r["place"]:
            wanted += [r["place"][key] for key in ("value", "path", "address") if r["place"].get(key)]
        if r["waiver"]:
            wanted += [r["waiver"]["reason"], r["waiver"]["expires"]]
        for word in wanted:
            plain = not re.search("[\x00-\x1f\x7f-\x9f\\\\]|[^\x00-\x7f]", word)
            check("%s: the page has it" % name, not plain or one_line(word) in text, word)


def look(path):
    name = path
    report = None
    if os.path.isdir(path):
        with open(os.path.join(path, "name")) as file:
            name = file.read().strip()
        if not os.path.exists(os.path.join(path, "html")):
            check("%s: HTML where JSON is" % name, not os.path.exists(os.path.join(path, "json")))
            return
        with open(os.path.join(path, "json"), "rb") as file:
            report = json.loads(file.read())
        path = os.path.join(path, "html")
    with open(path, "rb") as file:
        data = file.read().decode()
    page = Page(name)
    page.feed(data)
    page.close()
    check("%s: it is well formed" % name, not page.faults and not page.stack, (page.faults[:5], page.stack))
    check("%s: the document type" % name, data.startswith("<!DOCTYPE html>\n<html lang=\"en\">\n"))
    check("%s: ids are unique" % name, all(n == 1 for n in page.ids.values()), [i for i, n in page.ids.items() if n > 1][:5])
    check("%s: headings in order" % name, page.headings[0] == 1 and all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), page.headings)
    check("%s: each table has a caption" % name, page.tables == page.captions)
    outward(name, page, report is None)
    if report:
        content(name, page, report)


for argument in sys.argv[1:]:
    look(argument)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0 or passed == 0)
