#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_format.py [ROOT]: C++ files stand as clang-format writes them (tools/format.sh mends)."""

import re
import subprocess

import tree


def check(root):
    files = [str(path) for path in tree.files(root, *tree.CODE)]
    if not files:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "--Werror", *files], cwd=root,
                          capture_output=True, text=True)
    wrong = sorted(set(re.findall(r"^([^\s:]+):\d+:\d+: error", done.stderr, re.M)))
    if done.returncode and not wrong:
        return [done.stderr.strip()[:500]]
    return [f"{path}: not as clang-format writes it: tools/format.sh {path}" for path in wrong]


if __name__ == "__main__":
    tree.main(check, __doc__)
