#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_headers.py [ROOT]: every header below src/ compiles alone, so it includes what it uses."""

import concurrent.futures
import os
import subprocess

import tree


def compile_alone(root, header):
    command = [os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra",
               "-Werror", "-Isrc", "-isystem", "/usr/include/eigen3", "-x", "c++", "-"]
    name = header.relative_to("src").as_posix()
    # Twice: a header that cannot be included again has lost its #pragma once.
    source = f'#include "{name}"\n#include "{name}"\n'
    done = subprocess.run(command, cwd=root, input=source, text=True, capture_output=True)
    if done.returncode == 0:
        return None
    return f"{header}: does not compile alone:\n{done.stderr.strip()[:1500]}"


def check(root):
    headers = [path for path in tree.files(root, ".h") if path.parts[0] == "src"]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda header: compile_alone(root, header), headers))
    return [result for result in results if result]


if __name__ == "__main__":
    tree.main(check, __doc__)
