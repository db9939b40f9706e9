# SPDX-License-Identifier: Apache-2.0
"""The program as the end-to-end tests call it."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["STIPPLE"]
FILES = ("result.json", "trajectory.csv", "report.html")


def stipple(*arguments, status=0, text=True, **options):
    """Runs the program, holds its exit status, and gives what it printed."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=text,
                          timeout=300, check=False, **options)
    if done.returncode != status:
        raise AssertionError(f"{arguments}: exit {done.returncode}, wanted {status}: {done.stderr}")
    return done


def case_document(name):
    """A shipped case without its comments."""
    text = pathlib.Path("cases", name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))


def contents(folder):
    return {name: (folder / name).read_bytes() for name in FILES}


class InFolder(unittest.TestCase):
    """Every test has a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def case(self, document, name="case.json"):
        path = self.root / name
        path.write_text(json.dumps(document, indent=1), encoding="utf-8")
        return path
