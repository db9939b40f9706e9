#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_tidy.py [ROOT]: clang-tidy over the C++ files that changed, or over all of them.

Changed: since the branch left main, or in the last commit on main itself, and what is not
committed. STIPPLE_TIDY=all looks at every file; so does a tree without history.
"""

import concurrent.futures
import functools
import os
import re
import subprocess

import tree


def git(root, *arguments):
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def changed_files(root):
    """Names changed since the base, or None where there is no history to tell."""
    head = git(root, "rev-parse", "HEAD") if (root / ".git").exists() else ""
    base = git(root, "merge-base", "HEAD", "main") if head else ""
    if base in ("", head):
        base = git(root, "rev-parse", "--verify", "--quiet", "HEAD~1") if head else ""
    if not base:
        return None
    names = git(root, "diff", "--name-only", base).splitlines()
    return set(names + git(root, "ls-files", "-o", "--exclude-standard").splitlines())


@functools.cache
def folders_of_drawing():
    """Where the headers of the drawing libraries lie."""
    done = subprocess.run(["pkg-config", "--cflags", "pangocairo", "librsvg-2.0", "libqpdf",
                           "libical"], capture_output=True, text=True)
    return tuple(flag.replace("-I", "-isystem") for flag in done.stdout.split())


def look_at(root, path):
    command = ["clang-tidy", "--quiet", str(path), "--", "-std=c++20", "-Isrc", "-Wall", "-Wextra",
               "-isystem", "/usr/include/eigen3", '-DSTIPPLE_VERSION="0"', *folders_of_drawing()]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    found = re.findall(r"^(?:.*: (?:error|warning): .*)$", done.stdout, re.M)
    if done.returncode and not found:
        return [f"{path}: clang-tidy failed: {done.stderr.strip()[:500]}"]
    return [line.replace(str(root.resolve()) + "/", "") for line in found]


def check(root):
    files = [path for path in tree.files(root, ".cc") if path.parts[0] in ("src", "tests", "bench")]
    changed = None if os.environ.get("STIPPLE_TIDY") == "all" else changed_files(root)
    if changed is not None:
        # A changed header is looked at through the source file of its name.
        files = [path for path in files
                 if {str(path), str(path.with_suffix(".h"))} & changed]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: look_at(root, path), files))
    return sorted({line for result in results for line in result})


if __name__ == "__main__":
    tree.main(check, __doc__)
