#!/usr/bin/env python3
"""cut.py PROVIDER-SCHEMA BOTOCORE-DATA - cut the schemas that the bundled types are compared with.

PROVIDER-SCHEMA: the output of `terraform providers schema -json` (AWS provider 5.100.0).
BOTOCORE-DATA: the folder `data` of an installed botocore. Writes terraform.json, one line for each resource, and
SERVICE/VERSION/service-2.json below the folder of this script, SERVICE as the AWS CLI spells it.
"""
import glob, gzip, json, os, re, sys

here = os.path.dirname(os.path.abspath(__file__))
SERVICES = {"s3api": "s3", "configservice": "config"}
PROVIDER = "registry.terraform.io/hashicorp/aws"


def plain(block):
    keep = ("type", "required", "optional", "computed")
    out = {}
    if block.get("attributes"):
        out["attributes"] = {n: {k: a[k] for k in keep if a.get(k)} for n, a in sorted(block["attributes"].items())}
    if block.get("block_types"):
        out["block_types"] = {
            n: {"nesting_mode": b["nesting_mode"], "block": plain(b["block"])} for n, b in sorted(block["block_types"].items())
        }
    return out


def cut_provider(path, names):
    schemas = json.load(open(path))["provider_schemas"][PROVIDER]["resource_schemas"]
    lines = ['"%s": %s' % (n, json.dumps({"block": plain(schemas[n]["block"])}, separators=(",", ":"))) for n in sorted(names) if n in schemas]
    with open(os.path.join(here, "terraform.json"), "w") as out:
        out.write('{"format_version":"1.0","provider_schemas":{"%s":{"resource_schemas":{\n' % PROVIDER)
        out.write(",\n".join(lines) + "\n}}}}\n")


def shapes_of(name, shapes, found):
    if name in found:
        return
    shape = shapes[name]
    found[name] = {"type": shape["type"]}
    if "members" in shape:
        found[name]["members"] = {k: {"shape": m["shape"]} for k, m in shape["members"].items()}
        for m in shape["members"].values():
            shapes_of(m["shape"], shapes, found)
    if "member" in shape:
        found[name]["member"] = {"shape": shape["member"]["shape"]}
        shapes_of(shape["member"]["shape"], shapes, found)


def cut_service(data, service, words):
    versions = sorted(glob.glob(os.path.join(data, SERVICES.get(service, service), "*", "service-2.json.gz")))
    model = json.load(gzip.open(versions[-1]))
    wanted = {w.replace("-", "") for w in words}
    operations, found = {}, {}
    for name, operation in sorted(model["operations"].items()):
        if name.lower() in wanted:
            operations[name] = {"name": name, "output": {"shape": operation["output"]["shape"]}}
            shapes_of(operation["output"]["shape"], model["shapes"], found)
    folder = os.path.join(here, service, versions[-1].split("/")[-2])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "service-2.json"), "w") as out:
        json.dump({
            "version": "2.0", "metadata": {k: model["metadata"].get(k) for k in ("endpointPrefix", "serviceId")},
            "operations": operations, "shapes": found,
        }, out, separators=(",", ":"), sort_keys=True)
        out.write("\n")


names, commands = set(), {}
for path in glob.glob(os.path.join(here, "../../../rules/types/aws/*.lua")):
    text = open(path).read()
    for part in re.findall(r"types = \{([^}]*)\}|tf = \"(aws_[a-z0-9_]+)\", refers", text):
        names.update(re.findall(r"aws_[a-z0-9_]+", " ".join(part)))
    for service, word in re.findall(r'name = "([a-z0-9]+) ([a-z0-9-]+)"', text):
        commands.setdefault(service, set()).add(word)
cut_provider(sys.argv[1], names)
for service in sorted(commands):
    cut_service(sys.argv[2], service, commands[service])
