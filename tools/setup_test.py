#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""setup.sh installs all that is missing and nothing else; stand-ins play Debian's programs."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent
LIST = "[core]   # a group\ng++\ncmake   # why\n\n[test]\ndoctest-dev\n"


class Setup(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copy(TOOLS / "setup.sh", self.root)
        (self.root / "packages.txt").write_text(LIST)
        self.bin = self.root / "bin"
        self.bin.mkdir()
        for name in ("bash", "awk", "dirname", "mktemp", "rm", "tail", "env"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.program("dpkg-query", 'case " $INSTALLED " in *" ${@: -1} "*) echo -n installed;;'
                                   ' *) exit 1;; esac')
        self.program("apt-get", 'echo "$@" >>"$CALLS"; exit "${APT_RC:-0}"')
        self.program("id", 'echo "${USER_ID:-0}"')

    def program(self, name, text):
        (self.bin / name).write_text(f"#!{shutil.which('bash')}\n{text}\n")
        (self.bin / name).chmod(0o755)

    def run_setup(self, *groups, **environment):
        calls = self.root / "calls"
        environment |= {"PATH": str(self.bin), "CALLS": str(calls), "TMPDIR": str(self.root)}
        done = subprocess.run([shutil.which("bash"), self.root / "setup.sh", *groups],
                              capture_output=True, text=True, env=environment)
        return done, calls.read_text() if calls.exists() else ""

    def test_nothing_missing_downloads_nothing(self):
        done, calls = self.run_setup("core", INSTALLED="g++ cmake")
        self.assertEqual((done.returncode, calls, done.stdout), (0, "", ""))

    def test_what_is_missing_of_all_groups_is_installed_at_once(self):
        done, calls = self.run_setup("core", "test", INSTALLED="g++")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(calls.splitlines()), 2)
        self.assertTrue(calls.endswith("--no-install-recommends cmake doctest-dev\n"), calls)

    def test_sudo_where_not_root(self):
        self.program("sudo", 'echo sudo >>"$CALLS"; exec "$@"')
        done, calls = self.run_setup("core", USER_ID="1000")
        self.assertEqual((done.returncode, calls.count("sudo\n")), (0, 2), done.stderr)

    def test_neither_root_nor_sudo_says_what_to_install(self):
        done, calls = self.run_setup("core", INSTALLED="g++", USER_ID="1000")
        self.assertEqual((done.returncode, calls), (3, ""))
        self.assertIn("cmake", done.stderr)

    def test_a_mirror_out_of_reach_is_a_failure(self):
        done, _ = self.run_setup("core", APT_RC="100")
        self.assertEqual(done.returncode, 3)
        self.assertIn("could not be installed", done.stderr)

    def test_unknown_group(self):
        done, calls = self.run_setup("core", "nothing")
        self.assertEqual((done.returncode, calls), (2, ""))

    def test_other_systems_are_told_what_is_needed(self):
        (self.bin / "dpkg-query").unlink()
        done, _ = self.run_setup("test")
        self.assertEqual(done.returncode, 3)
        self.assertIn("doctest-dev", done.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
