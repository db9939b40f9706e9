#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The build sees new, changed and removed files by itself: shown on a little project."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Build(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for name in ("CMakeLists.txt", "CMakePresets.json", "cmake", "tests/doctest_main.cc",
                     "src/evidence/embedded.h", "src/evidence/embedded_test.cc"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.root / name)
        (self.root / "src/LAYERS").write_text("core:\nevidence: core\nhealing: core evidence\n")
        self.write("data/a.json", "{}\n")
        self.do("cmake", "--preset", "release")

    def write(self, name, text):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def do(self, *command, fails=False):
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True)
        self.assertEqual(done.returncode != 0, fails, done.stdout + done.stderr)
        return done.stdout

    def build(self, **how):
        return self.do("cmake", "--build", "build/release", "--", "-j1", **how)

    def test_data_files_are_embedded_again_when_they_change(self):
        def embedded_is_right():
            self.build()
            self.do("build/release/tests/evidence_test")

        embedded_is_right()
        self.write("data/a.json", '{"changed": true}\n')
        self.do("build/release/tests/evidence_test", fails=True)  # the test does see a difference
        embedded_is_right()
        self.write("data/devices/pen.json", "")
        embedded_is_right()
        (self.root / "data/devices/pen.json").unlink()
        embedded_is_right()
        self.assertIn("no work to do", self.build())

    def test_files_need_no_edit_of_the_build(self):
        self.build()
        self.write("src/healing/rate.cc", "double rate() { return 1.0; }\n")
        self.write("src/healing/rate_test.cc", "#include <doctest/doctest.h>\ndouble rate();\n"
                   'TEST_CASE("one") { CHECK(rate() == 1.0); }\n')
        self.build()
        self.do("build/release/tests/healing_test")
        self.write("src/healing/bad.cc", "int f(int x) { int y = 1; return x; }\n")
        self.build(fails=True)  # a warning is an error


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
