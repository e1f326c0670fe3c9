#!/usr/bin/env python3
# picture.py ASSAY FOLDER - draw what `assay check fixtures/exports` prints to a terminal, as check-light.svg and check-dark.svg in
# FOLDER. The text is the real one: parts of it are left out, and "…" stands for them.
import html
import re
import subprocess
import sys

COLUMN, LINE, MARGIN, BAR, SIZE, WIDEST = 7.83, 18, 16, 30, 13, 112
THEMES = {
    "light": {"back": "#ffffff", "bar": "#f0f2f4", "frame": "#d0d7de", "text": "#1f2328", "prompt": "#57606a", "31": "#b3261e", "32": "#116329",
              "33": "#7d4e00", "36": "#0a5c75"},
    "dark": {"back": "#0d1117", "bar": "#161b22", "frame": "#30363d", "text": "#e6edf3", "prompt": "#9198a1", "31": "#ff7b72", "32": "#56d364",
             "33": "#e3b341", "36": "#79c0ff"},
}


def shown(lines):
    """The first finding up to its first place, the event, the unknown with what resolves it, and the summary."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    first_place = plain.index("", plain.index("") + 1)
    event = next(i for i, line in enumerate(plain) if line.startswith("  An event that would not"))
    second = next(i for i, line in enumerate(plain) if line.startswith("UNKNOWN"))
    resolve = plain.index("  To resolve:", second)
    summary = next(i for i, line in enumerate(plain) if line.startswith("control  "))
    return (lines[:first_place] + ["  …", ""] + lines[event:plain.index("", event)] + ["  …", ""]
            + lines[second:resolve + 2] + ["…", ""] + lines[summary:])


def spans(line, theme):
    """The line as SVG text spans, one for each run of characters in one style."""
    out, style, column = [], [], 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if code:
            style = [c for c in code.group(1).split(";") if c not in ("", "0")]
        elif part:
            fill = next((theme[c] for c in style if c in theme), theme["text"])
            weight = ' font-weight="bold"' if "1" in style else ""
            x = MARGIN + column * COLUMN
            out.append(f'<tspan x="{x:.1f}" fill="{fill}"{weight} textLength="{len(part) * COLUMN:.1f}">{html.escape(part, quote=False)}</tspan>')
            column += len(part)
    return "".join(out)


def draw(lines, theme):
    width = round(MARGIN * 2 + max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) * COLUMN)
    height = BAR + MARGIN + len(lines) * LINE + MARGIN // 2
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
           f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{SIZE}">',
           "<title>A run of assay check over the bundled exports</title>",
           f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{theme["back"]}" stroke="{theme["frame"]}"/>',
           f'<path d="M0.5 {BAR}V8.5a8 8 0 0 1 8-8H{width - 8.5}a8 8 0 0 1 8 8V{BAR}z" fill="{theme["bar"]}" stroke="{theme["frame"]}"/>']
    for i, color in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        out.append(f'<circle cx="{18 + i * 18}" cy="{BAR / 2}" r="5.5" fill="{color}"/>')
    for i, line in enumerate(lines):
        y = BAR + MARGIN + SIZE + i * LINE - 4
        if line:
            out.append(f'<text y="{y}" xml:space="preserve">{spans(line, theme)}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    assay, folder = sys.argv[1:]
    run = subprocess.run([assay, "check", "--no-config", "--color", "always", "fixtures/exports"], capture_output=True, encoding="utf-8", check=False)
    lines = ["$ assay check fixtures/exports"] + shown(run.stdout.rstrip("\n").split("\n"))
    # a long command has no colours
    lines = [line if len(line) <= WIDEST or "\x1b" in line else line[:WIDEST] + "…" for line in lines]
    for name, theme in THEMES.items():
        with open(f"{folder}/check-{name}.svg", "w", encoding="utf-8") as file:
            file.write(draw(lines, theme))


main()
