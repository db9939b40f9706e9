# SPDX-License-Identifier: Apache-2.0
"""The files of the project and the layers of src/LAYERS, for the checks."""

import pathlib
import re
import subprocess
import sys

CODE = (".h", ".cc")
SKIPPED_FOLDERS = {".git", "build", "out", "node_modules", "__pycache__", ".cache"}


def files(root, *suffixes):
    """Every file that belongs to the project, as paths relative to root, sorted.

    With git: tracked files and new ones that are not ignored. Without (an archive): all but the
    folders that hold build output.
    """
    root = pathlib.Path(root)
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"],
            check=True, capture_output=True, text=True).stdout.split("\0")
        found = [pathlib.Path(name) for name in listed if name]
    else:
        found = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
        found = [path for path in found if not SKIPPED_FOLDERS & set(path.parts)]
    found = [path for path in found if (root / path).is_file()]
    return sorted(path for path in found if not suffixes or path.suffix in suffixes)


def read(root, path):
    """The text of a file; what is not UTF-8 is no text and reads as empty."""
    try:
        return (pathlib.Path(root) / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def layers(root):
    """src/LAYERS as a list of (module, [modules it may include], line number), bottom first."""
    rows = []
    for number, line in enumerate(read(root, "src/LAYERS").splitlines(), 1):
        line = line.split("#")[0].strip()
        if line:
            module, _, below = line.partition(":")
            rows.append((module.strip(), below.split(), number))
    return rows


def without_comments(text):
    """C++ with comments and the inside of strings blanked; line numbers stay."""
    pattern = re.compile(
        r'R"(?P<d>[^()\s]*)\(.*?\)(?P=d)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])'", re.S)
    return pattern.sub(lambda m: '""' + "\n" * m.group().count("\n"), text)


def main(check, doc):
    """Runs check(root), prints its problems, ends with 1 if there are any."""
    if len(sys.argv) > 2 or sys.argv[1:] in (["-h"], ["--help"]):
        print(doc.strip())
        sys.exit(2)
    root = sys.argv[1] if len(sys.argv) == 2 else pathlib.Path(__file__).resolve().parent.parent
    problems = check(pathlib.Path(root))
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
    sys.exit(1 if problems else 0)
