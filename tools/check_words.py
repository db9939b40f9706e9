#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_words.py [ROOT]: words that must not stand in the project's files, and the licence line.

No absolute path of somebody's machine, no address of a package registry in a lock file, nothing
left for later, no switched-off test; source files open with their SPDX line, headers say once.
"""

import re

import tree

# Spelled in pieces, so that this file passes its own check.
FOLDERS = "|".join(("work", "home", "root", "tmp", "Users"))
FORBIDDEN = [
    (re.compile(rf"(?:(?<![\w.$}})/~-])|file://)/(?:{FOLDERS})/"), "an absolute path of a machine"),
    (re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"), "something left for later"),
    (re.compile(r"doctest::sk" r"ip|DISABLED" r"_\w|CHECK\(tr" r"ue\)|\bit\.(?:skip|only)\("),
     "a test that is switched off or cannot fail"),
]
REGISTRY = re.compile(r'"resolved":\s*"https?:')
LOCK = re.compile(r"(?:package-lock\.json|\.lock|requirements.*\.txt)$")
TEXT = {".h", ".cc", ".py", ".sh", ".md", ".json", ".csv", ".cmake", ".txt", ".yml", ".yaml", ".ts",
        ".tsx", ".css", ".html", ""}
SPDX = "SPDX-License-Identifier: Apache-2.0"


def check(root):
    problems = []
    for path in tree.files(root):
        if path.suffix not in TEXT:
            continue
        text = tree.read(root, path)
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in FORBIDDEN:
                if pattern.search(line):
                    problems.append(f"{path}:{number}: {what}: {line.strip()[:80]}")
            if LOCK.search(path.name) and REGISTRY.search(line):
                problems.append(f"{path}:{number}: a registry's address in a lock file")
        head = text.splitlines()[:2]
        if path.suffix in (".h", ".cc", ".py", ".sh") and not any(SPDX in line for line in head):
            problems.append(f"{path}:1: does not open with '{SPDX}'")
        if path.suffix == ".h" and "#pragma once" not in text:
            problems.append(f"{path}: has no #pragma once")
    return problems


if __name__ == "__main__":
    tree.main(check, __doc__)
