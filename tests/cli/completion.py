#!/usr/bin/env python3
# completion.py SHELL BUILD - type the beginning of a command line and Tab in an interactive shell, and compare the line that it
# makes. Prints a line for each failure, and "N passed, N failed".
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

shell, build = sys.argv[1], os.path.abspath(sys.argv[2])

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='> '; source <(assay completion bash)"),
    "zsh": (["zsh", "-f", "-i"], "PS1='> '; unsetopt prompt_cr; autoload -U compinit; compinit -D -u; source <(assay completion zsh)"),
    "fish": (["fish", "--no-config", "-i"], "function fish_prompt; echo '> '; end; assay completion fish | source"),
}

# what is typed before Tab, and the line afterwards
CASES = [
    ("assay che", "assay check"),
    ("assay help conf", "assay help config"),
    ("assay check --accept-u", "assay check --accept-unknown"),
    ("assay check --max-yaml", "assay check --max-yaml-expansion"),
    ("assay check --format sarif-", "assay check --format sarif-audit"),
    ("assay check --format=gitl", "assay check --format=gitlab"),
    ("assay check --fail-on hi", "assay check --fail-on high"),
    ("assay check --show fail,unk", "assay check --show fail,unknown"),
    ("assay check --color=ne", "assay check --color=never"),
    ("assay test --format j", "assay test --format junit"),
    ("assay explain aws-cloudtrail-lambda-inv", "assay explain aws-cloudtrail-lambda-invocations"),
    ("assay check --control aws-cloudtrail-lambda-inv", "assay check --control aws-cloudtrail-lambda-invocations"),
    ("assay check --param aws-cloudtrail-lambda-invocations.cov", "assay check --param aws-cloudtrail-lambda-invocations.coverage="),
    ("assay check --rules my-", "assay check --rules my-rules/"),
    ("assay check --rules my-rules --control my-own-c", "assay check --rules my-rules --control my-own-control"),
    ("assay check --quiet pla", "assay check --quiet plan.json"),
    ("assay check two", "assay check two\\ words.json"),
    ("assay check --waivers wai", "assay check --waivers waivers.yaml"),
    ("assay check --format sarif=rep", "assay check --format sarif=report.sarif"),
    ("assay new con", "assay new control"),
    ("assay completion fi", "assay completion fish"),
]


class Shell:
    def __init__(self, arguments, folder):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            path = os.path.join(folder, "bin") + ":" + os.environ["PATH"]
            os.environ.update(PATH=path, TERM="dumb" if shell != "fish" else "xterm", HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder)
            os.environ.pop("HISTFILE", None)
            os.execvp(arguments[0], arguments)

    def read(self, until=None, quiet=0.4, limit=15.0):
        text, end = "", time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], quiet)
            if ready:
                try:
                    text += os.read(self.terminal, 65536).decode("utf-8", "replace")
                except OSError:
                    break
            elif until is None or until in text:
                break
        return text

    def type(self, text):
        os.write(self.terminal, text.encode())


def complete(running, typed, quiet):
    """The line after Tab."""
    running.type(typed + "\t")
    running.read(quiet=quiet)
    # put the line into an argument of printf
    running.type("\x01printf 'GOT<%s>\\n' '\x05'\n")
    got = re.findall(r"GOT<([^%\r\n]*)>", running.read("GOT<", quiet=quiet))
    return got[-1].rstrip() if got else "nothing"


def main():
    folder = tempfile.mkdtemp()
    for name in ("plan.json", "two words.json", "waivers.yaml", "report.sarif"):
        open(os.path.join(folder, name), "w", encoding="utf-8").close()
    os.mkdir(os.path.join(folder, "bin"))
    os.symlink(os.path.join(build, "assay"), os.path.join(folder, "bin", "assay"))
    subprocess.run([os.path.join(build, "assay"), "new", "control", "my-own-control", "--type", "AWS::CloudTrail::Trail", "--rules", "my-rules"],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL)
    arguments, start = START[shell]
    running = Shell(arguments, folder)
    running.read()
    running.type("stty cols 200 2>/dev/null; " + start + "; echo 'rea''dy'\n")
    running.read("ready")
    passed = failed = 0
    for typed, wanted in CASES:
        # once more with more patience, for a machine that is busy
        for quiet in (0.4, 4.0):
            line = complete(running, typed, quiet)
            # zsh removes the slash of a folder with the next character
            if wanted in (line, line + "/"):
                break
        if wanted in (line, line + "/"):
            passed += 1
        else:
            failed += 1
            print(f"FAILED: {shell}: {typed!r} and Tab: {line!r}, wanted {wanted!r}")
    os.write(running.terminal, b"exit\n")
    running.read(quiet=0.2, limit=1)
    os.close(running.terminal)
    os.waitpid(running.pid, 0)
    shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
