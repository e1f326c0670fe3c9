"""steps.py FILE NAME: the shell of one step of a composite GitHub action (by its name), of one step of an Azure
template (by its displayName), or of one job of a GitLab file, with its variables before it. Values of the runner come
from the environment: GH_<name with _ for every other character>, as GH_inputs_paths for ${{ inputs.paths }}, and
GH_Agent_TempDirectory for $(Agent.TempDirectory)."""
import os
import re
import shlex
import sys

import yaml

path, name = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    tree = yaml.safe_load(file)


def filled(text):
    return re.sub(r"\$\{\{ *([^}]*?) *\}\}|\$\(([\w.]+)\)",
                  lambda m: os.environ["GH_" + re.sub(r"\W", "_", m.group(1) or m.group(2))], str(text))


if "runs" in tree:
    step = next(s for s in tree["runs"]["steps"] if s["name"] == name)
    assert step["shell"] == "sh", "the test runs sh"
    assert "${{" not in step["run"], "an expression in a script is an injection"
    variables, lines = step.get("env", {}), ["set -e", step["run"]]
    if "working-directory" in step:
        lines.insert(1, "cd " + shlex.quote(filled(step["working-directory"])))
elif "steps" in tree:
    step = next(s for s in tree["steps"] if s["displayName"] == name)
    assert "${{" not in step["script"], "an expression in a script is an injection"
    # an agent runs a script without -e
    variables, lines = step.get("env", {}), [step["script"]]
    defaults = {p["name"]: p["default"] for p in tree["parameters"] if "default" in p}
    for key, value in defaults.items():
        os.environ.setdefault("GH_parameters_" + key, value)
else:
    job = tree[name]
    variables = {**tree["variables"], **job.get("variables", {})}
    # the pipeline's own variables win over the file's
    variables = {k: os.environ.get("GL_" + k, v) for k, v in variables.items()}
    lines = ["set -e", *job["script"]]
for key, value in variables.items():
    print(f"export {key}={shlex.quote(filled(value))}")
print("\n".join(lines))
