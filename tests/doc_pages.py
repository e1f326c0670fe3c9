#!/usr/bin/env python3
"""doc_pages.py ASSAY: do the pages name only files, headings, commands and options that exist?

Reads the pages of the checkout in the working directory. A command is "assay NAME" in code, with the options up to the end of the
line, a pipe, a redirection or a comment.
"""
import glob
import os
import re
import subprocess
import sys

assay = sys.argv[1]
passed = failed = 0
helps = {}
headings = {}


def check(truth, said):
    global passed, failed
    passed += truth
    failed += not truth
    if not truth:
        print("FAILED: " + said)


def options_of(command):
    """The options in the help of a command; None if there is no such command."""
    if command not in helps:
        shown = subprocess.run([assay, "help", command], capture_output=True, text=True)
        helps[command] = None if shown.returncode else set(re.findall(r"--[a-z][a-z-]*", shown.stdout)) | {"--help"}
    return helps[command]


def without_blocks(text):
    return re.sub(r"```.*?```", "", text, flags=re.S)


def anchors_of(page):
    """The anchors of a page's headings, as GitHub makes them."""
    if page not in headings:
        with open(page, encoding="utf-8") as file:
            lines = re.findall(r"^#+ (.*)$", without_blocks(file.read()), re.M)
        plain = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line).lower().strip() for line in lines]
        headings[page] = {re.sub(r"[^\w\- ]", "", line).replace(" ", "-") for line in plain}
    return headings[page]


def check_links(page, text):
    for link in re.findall(r"\]\(([^) ]+)\)", re.sub(r"`[^`\n]*`", "", without_blocks(text))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
        check(os.path.exists(target), "%s: there is no %s" % (page, link))
        if anchor and target.endswith(".md") and os.path.exists(target):
            check(anchor in anchors_of(target), "%s: no heading is %s" % (page, link))


def code_of(text):
    for block in re.findall(r"```[^\n]*\n(.*?)```", text, re.S):
        yield from re.sub(r"\\\n\s*", " ", block).split("\n")
    yield from re.findall(r"`([^`\n]+)`", without_blocks(text))


def check_commands(page, text):
    for line in code_of(text):
        line = re.sub(r"\s#\s.*", "", line)
        for command, rest in re.findall(r"(?:^|[\s|;(&\"$/])assay ([a-z][a-z-]*)([^|;&>]*)", line):
            given = re.findall(r"(?:^|\s)(--[a-z][a-z-]*)", rest)
            if not given:
                continue
            known = options_of(command)
            check(known is not None, "%s: there is no command %s: %s" % (page, command, line))
            for option in given if known else []:
                check(option in known, "%s: assay %s has no %s: %s" % (page, command, option, line))


for page in sorted(set(glob.glob("*.md") + glob.glob("docs/**/*.md", recursive=True) + glob.glob("fixtures/*.md") + glob.glob("tests/*.md"))):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    check_links(page, text)
    check_commands(page, text)
check(passed > 200, "too few links and options were found: %d" % passed)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
