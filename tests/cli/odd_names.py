"""odd_names.py ASSAY: exports under names that people and systems make of them; see odd_names.sh.

The exports of us-east-1 pass. Those of eu-west-1 contain a function that no trail records, or can't be read. Under no
name may the run end as if eu-west-1 had not been exported.
"""
import gzip, io, json, os, shutil, subprocess, sys, tarfile, zipfile

ASSAY = sys.argv[1]
ACCOUNT = "444455556666"
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/t"
passed = failed = 0


def functions(region, name):
    return {"Functions": [{"FunctionName": name, "FunctionArn": f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name}"}]}


GOOD = {f"{ACCOUNT}/us-east-1/{name}.json": value for name, value in {
    "describe-trails": {"trailList": [{"Name": "t", "TrailARN": TRAIL, "HomeRegion": "us-east-1", "IsMultiRegionTrail": False,
                                       "IsOrganizationTrail": False, "IncludeGlobalServiceEvents": True}]},
    "get-trail-status": {"IsLogging": True},
    "get-event-selectors": {"TrailARN": TRAIL, "EventSelectors": [{
        "ReadWriteType": "All", "IncludeManagementEvents": True, "ExcludeManagementEventSources": [],
        "DataResources": [{"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]},
    "list-functions": functions("us-east-1", "f")}.items()}
BAD = {f"{ACCOUNT}/eu-west-1/describe-trails.json": {"trailList": []},
       f"{ACCOUNT}/eu-west-1/list-functions.json": functions("eu-west-1", "g")}
EMPTY = {f"{ACCOUNT}/eu-west-1/describe-trails.json": {"trailList": []},
         f"{ACCOUNT}/eu-west-1/list-functions.json": {"Functions": []}}


def renamed(old, new):
    return lambda path: path.replace(old, new)


def of_file(change):
    def rename(path):
        folder, _, name = path.rpartition("/")
        return f"{folder}/{change(name)}"
    return rename


# Where AWS's spelling is certain, the exports are read; elsewhere it is enough that they are not lost.
READ = {
    "plain": lambda path: path,
    "backslashes": renamed("/", "\\"),
    "one backslash": renamed("/eu", "\\eu"),
    "a drive": lambda path: "C:\\evidence\\" + path.replace("/", "\\"),
    "a Region in capitals": renamed("eu-west-1", "EU-WEST-1"),
    "a Region with underscores": renamed("eu-west-1", "eu_west_1"),
    "all in capitals": str.upper,
    "an account with dashes": renamed(ACCOUNT, "4444-5555-6666"),
    ".JSON": renamed(".json", ".JSON"),
    ".json.txt": renamed(".json", ".json.txt"),
    ".json.gz": renamed(".json", ".json.gz"),
    ".bak": renamed(".json", ".json.bak"),
    "~": renamed(".json", ".json~"),
    "(1)": renamed(".json", " (1).json"),
    "- Copy": renamed(".json", " - Copy.json"),
    "a byte order mark": of_file(lambda name: "\ufeff" + name),
    "a space behind": renamed(".json", ".json "),
    "a dot behind": renamed(".json", ".json."),
    "a number behind": renamed(".json", ".json.1"),
    "number signs": of_file(lambda name: f"#{name}#"),
    "another ending": renamed(".json", ".jsn"),
    "colons": renamed("/", ":"),
    "percent-encoded": renamed("/", "%2F"),
}
KEPT = {
    "full-width letters": renamed("eu-west-1", "\uff45\uff55-west-1"),
    "full-width digits": renamed(ACCOUNT, "\uff14" * 4 + "\uff15" * 4 + "\uff16" * 4),
    "dotless letters": of_file(lambda name: name.replace("i", "\u0131")),
    "dashes of another kind": renamed("eu-west-1", "eu\u2011west\u20111"),
    "division slashes": renamed("/", "\u2215"),
    "a Region and a space": renamed("eu-west-1", "eu-west-1 "),
    "a Region and a dot": renamed("eu-west-1", "eu-west-1."),
    "a copy of a Region": renamed("eu-west-1", "eu-west-1 - Copy"),
    "a copy of an account": renamed(ACCOUNT, ACCOUNT + " (1)"),
    "a name for a Region": renamed("eu-west-1", "Ireland"),
    "a new Region": renamed("eu-west-1", "eu-west-9"),
    "a new area": renamed("eu-west-1", "xx-west-9"),
    "an interrupted download": renamed(".json", ".json.crdownload"),
    "an unknown ending": renamed(".json", ".qqq"),
    "AppleDouble": of_file(lambda name: "._" + name),
    "AppleDouble of zip": lambda path: "__MACOSX/" + of_file(lambda name: "._" + name)(path),
    "a hidden file": of_file(lambda name: "." + name),
    "a swap file": of_file(lambda name: f".{name}.swp"),
    "below the current folder": lambda path: ".\\" + path.replace("/", "\\"),
}
UNREADABLE = {"text": b"FUNCTIONS\tg\n", "nothing": b"", "half": b'{"Functions": [{"FunctionName": "g", ',
              "denied": b"\nAn error occurred (AccessDeniedException) when calling the ListFunctions operation: no\n"}


def encode(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def build(kind, files):
    shutil.rmtree("in", ignore_errors=True)
    if kind == "folder":
        for path, data in files.items():
            path = os.path.join("in", path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as out:
                out.write(data)
        return "in"
    name = "in." + kind
    if kind == "zip":
        with zipfile.ZipFile(name, "w") as archive:
            for path, data in files.items():
                entry = zipfile.ZipInfo("x")
                entry.filename = path
                archive.writestr(entry, data)
        return name
    with tarfile.open(name, "w:gz" if kind.endswith("gz") else "w") as archive:
        for path, data in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return name


def run(kind, files, *options):
    name = build(kind, files)
    done = subprocess.run([ASSAY, "check", "--format", "json", "--show", "all", *options, name], capture_output=True)
    try:
        results = json.loads(done.stdout)["results"]
    except ValueError:
        results = []
    return done.returncode, {result["subject"]: result["verdict"] for result in results}


def say(good, case, got):
    global passed, failed
    passed += good
    failed += not good
    if not good:
        print(f"FAILED: {case}: status {got[0]}, {got[1]}")


def files_of(rename, bad):
    files = {path: encode(value) for path, value in GOOD.items()}
    for path, value in bad.items():
        path, data = rename(path), encode(value)
        files[path] = gzip.compress(data, mtime=0) if path.endswith(".gz") else data
    return files


def is_kept(got, *regions):
    """an error, or eu-west-1 is a fail or unknown"""
    return got[0] == 2 or any(got[1].get(f"{ACCOUNT}/{region}") in ("fail", "unknown") for region in regions)


WEST = f"{ACCOUNT}/eu-west-1"
for kind in "folder", "tar", "tar.gz", "zip":
    for name, rename in {**READ, **KEPT}.items():
        case = f"{kind}, {name}"
        got = run(kind, files_of(rename, BAD))
        say(got[1].get(WEST) == "fail" if name in READ else is_kept(got, "eu-west-1", "eu-west-9"), case, got)
        # an empty list is lost, too, if nothing shows of which Region it is
        got = run(kind, files_of(rename, EMPTY))
        good = got[1].get(WEST) == "not-applicable" or is_kept(got, "eu-west-1")
        say(good or "a new" in name and not got[0], case + ", empty lists", got)
        if kind in ("tar.gz", "zip"):
            continue
        for what, data in UNREADABLE.items():
            got = run(kind, files_of(rename, {path: data for path in BAD}))
            say(is_kept(got, "eu-west-1", "eu-west-9", "xx-west-9"), f"{case}, {what}", got)

# beside the exports, what editors and systems leave loses nothing
for kind in "folder", "tar", "zip":
    for name in "AppleDouble", "AppleDouble of zip", "a swap file":
        files = files_of(READ["plain"], EMPTY)
        files.update({KEPT[name](path): b"\0\5\26\7" for path in EMPTY})
        got = run(kind, files)
        say(got == (0, {f"{ACCOUNT}/us-east-1": "pass", WEST: "not-applicable"}), f"{kind}, {name} beside it", got)

# two spellings of one path are two files of one path
files = files_of(READ["plain"], BAD)
files[f"{ACCOUNT}\\eu-west-1\\list-functions.json"] = encode({"Functions": []})
for kind in "tar", "zip":
    got = run(kind, files)
    say(got[0] == 2, f"{kind}, two spellings", got)
got = run("folder", files)
say(got[1].get(WEST) in ("fail", "unknown"), "folder, two spellings", got)

# what an unplaced list does not contain is a fail of some controls, and another page may follow
for name, control, good, bad in (
        ("describe-configuration-recorders", "aws-config-recorder", None, {"ConfigurationRecorders": []}),
        ("list-functions", "aws-lambda-supported-runtime", {"Functions": []}, {"Functions": [], "NextMarker": "x"}),
        ("list-functions", "aws-lambda-supported-runtime", {"Functions": []}, [])):
    files = {f"{ACCOUNT}/us-east-1/{name}.json": encode(good)} if good else {}
    files[f"{ACCOUNT}/Ireland/{name}.json"] = encode(bad)
    got = run("folder", files, "--control", control)
    say(got[0] == 2, f"{name} of an unknown Region: {bad}", got)

# a link is not followed, and its export is missing
for link, place in (f"{ACCOUNT}/eu-west-1", ""), (f"{ACCOUNT}/eu-west-1/list-functions.json", ""), ("prod/list-functions.json", "unplaced"), \
        ("555566667777", "a whole account"), ("5555-6666-7777", "the same"), (f"{ACCOUNT}/list-functions.json", "a list of some Region"), \
        (f"{ACCOUNT}/get-policy.f.json", ""), ("202611201002", ""):
    build("folder", {path: encode(value) for path, value in GOOD.items()})
    link = os.path.join("in", link)
    os.makedirs(os.path.dirname(link), exist_ok=True)
    os.symlink("/nowhere", link)
    done = subprocess.run([ASSAY, "check", "--format", "json", "--show", "all", "in"], capture_output=True)
    got = done.returncode, {result["subject"]: result["verdict"] for result in json.loads(done.stdout)["results"]}
    lost = got[1].get(WEST) == "unknown" if "eu-west-1" in link else got[0] == 0
    say(got[0] == 2 if place else lost, f"a link {link}", got)

# the folder of a Region, packed in a way that is not read; its settings are nothing of the kind
for name, kept in ("eu-west-1.7z", True), ("eu-west-1.tar.gz.gpg", True), ("EU_WEST_1.zip.part", True), ("eu-west-1.yaml", False), ("eu-west-1.tf", False):
    files = {path: encode(value) for path, value in GOOD.items()}
    files[f"{ACCOUNT}/{name}"] = b"7z\xbc\xaf\x27\x1c\0\x04" if name.endswith("7z") else b"a: 1\n" if name.endswith("yaml") else b"\x85\x02\xff"
    got = run("folder", files)
    say(got[1].get(WEST) == ("unknown" if kept else None), f"a packed Region {name}", got)

# the same of an account: nothing shows its Regions
for name, status in ("555566667777.tar.gz.gpg", 2), ("555566667777.rar", 2), ("5555-6666-7777.7z", 2), ("202611201002.gpg", 0), ("555566667777.tf", 0):
    files = {path: encode(value) for path, value in GOOD.items()}
    files[name] = b"7z\xbc\xaf\x27\x1c\0\x04" if name.endswith("7z") else b"\x85\x02\xff"
    say(run("folder", files)[0] == status, f"a packed account {name}", run("folder", files))

print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
