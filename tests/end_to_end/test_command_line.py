#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command line keeps what docs/command-line.md says: commands, options, defaults, exit
statuses, what is printed where and what --quiet silences."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest

from _program import FILES, PROGRAM, InFolder, case_document, contents, stipple

ROOT = pathlib.Path.cwd()
CASE = ROOT / "cases/age-spots-unexamined.json"
PAGE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")


class Page(InFolder):
    def test_every_example_runs(self):
        examples = re.findall(r"^    \$ stipple (.*)$", PAGE, flags=re.M)
        self.assertGreater(len(examples), 8)
        os.symlink(ROOT / "cases", self.root / "cases")
        for line in examples:
            stipple(*shlex.split(line), cwd=self.root)
        self.assertEqual(sorted(p.name for p in (self.root / "out/example").iterdir()),
                         sorted(FILES))

    def test_every_option_of_the_program_is_on_the_page_and_no_other(self):
        for command in ("simulate", "picture", "screen", "care", "puncture", "numb", "validate",
                        "calibrate", "schema"):
            self.assertIn(f"\n## {command}\n", PAGE)
            said = stipple(command, "--help").stdout
            for option in re.findall(r"(--[a-z]+)", said):
                self.assertIn(option, PAGE, command)
        commands = ([], ["simulate"], ["picture"], ["screen"], ["care"], ["puncture"], ["numb"],
                    ["validate"], ["calibrate"])
        known = set(re.findall(r"(--[a-z]+)", "".join(
            stipple(*c, "--help").stdout for c in commands)))
        self.assertLessEqual(set(re.findall(r"(--[a-z]+)", PAGE)), known)

    def test_the_line_that_stands_in_the_program(self):
        self.assertIn("Not a medical device. A professional decides.",
                      re.sub(r"\s+", " ", stipple("--help").stdout))


class Simulate(InFolder):
    def test_defaults(self):
        """64 members, seed 1, all cores, the folder named as the case."""
        stipple("simulate", CASE, cwd=self.root)
        mine = contents(self.root / "out/age-spots-unexamined")
        stipple("simulate", CASE, "--members", 64, "--seed", 1, "--threads", os.cpu_count(),
                "--out", self.root / "given")
        self.assertTrue(contents(self.root / "given") == mine)
        program = json.loads(mine["result.json"])["program"]
        self.assertEqual((program["members"], program["seed"]), (64, 1))

    def test_json_prints_the_bytes_of_the_file_and_writes_only_where_told(self):
        few = ("simulate", CASE, "--members", "2")
        printed = stipple(*few, "--json", cwd=self.root, text=False)
        self.assertEqual(list(self.root.iterdir()), [])
        self.assertEqual(printed.stderr, b"")
        both = stipple(*few, "--json", "--out", "there", "--quiet", cwd=self.root, text=False)
        self.assertTrue(contents(self.root / "there")["result.json"] == printed.stdout)
        self.assertTrue(both.stdout == printed.stdout)

    def test_the_verdict_comes_first_and_files_are_named(self):
        printed = stipple("simulate", CASE, "--members", 2, "--out", self.root / "out").stdout
        self.assertRegex(printed, r"^[^\n]+\n\n  Verdict: Refer to a doctor first\n")
        for name in FILES:
            self.assertIn(str(self.root / "out" / name), printed)

    def test_quiet_prints_nothing_and_errors_still(self):
        out = self.root / "out"
        for arguments in (("--quiet", "simulate", CASE), ("simulate", CASE, "--quiet")):
            done = stipple(*arguments, "--members", 2, "--out", out)
            self.assertEqual(done.stdout + done.stderr, "")
        self.assertEqual(sorted(p.name for p in out.iterdir()), sorted(FILES))
        missing = stipple("simulate", self.root / "none.json", "--quiet", status=3)
        self.assertIn("none.json", missing.stderr)

    def test_problems_of_the_device_stand_beside_all_others_and_cost_no_time(self):
        document = case_document("acne-scars.json")
        settings = document["course"]["series"]["settings"]
        settings["depth"] = "2.9 mm"
        del settings["density"], settings["glide"]
        settings["passes"] = 3
        document["patient"]["zone"] = "chek"
        path = self.case(document)
        said = stipple("simulate", path, "--out", self.root / "out", status=2).stderr
        for part in (r"case\.json:\d+: course\.series\.settings\.depth: 2\.9 mm is more than",
                     r"case\.json:\d+: course\.series\.settings\.glide: a pen that does not glide",
                     r'case\.json:\d+: patient\.zone: "chek" is unknown.*did you mean "cheek"'):
            self.assertRegex(said, part)
        self.assertFalse((self.root / "out").exists())

    def test_each_visit_is_judged_by_the_device(self):
        document = case_document("acne-scars.json")
        settings = document["course"].pop("series")["settings"]
        document["course"]["visits"] = [
            {"day": f"{28 * k} days", "settings": dict(settings, depth=depth)}
            for k, depth in enumerate(("1 mm", "2.8 mm", "1 mm", "3 mm"))]
        said = stipple("simulate", self.case(document), status=2, cwd=self.root).stderr
        self.assertIn("course.visits[1].settings.depth: 2.8 mm is more", said)
        self.assertIn("course.visits[3].settings.depth: 3 mm is more", said)
        for fine in (0, 2):
            self.assertNotIn(f"course.visits[{fine}]", said)


class Refused(InFolder):
    def test_numbers(self):
        for option, low in (("--members", 1), ("--seed", 0), ("--threads", 1)):
            for bad in ("-1", "1e9", "many", "1.5", "0x10", " 2", "99999999999999999999"):
                said = stipple("simulate", CASE, f"{option}={bad}", status=2, cwd=self.root).stderr
                self.assertIn(f'{option}: "{bad}" is not a whole number from {low} to', said)
        for option in ("--members", "--threads"):
            stipple("simulate", CASE, option, "0", status=2, cwd=self.root)
            stipple("simulate", CASE, option, "", status=2, cwd=self.root)
            stipple("simulate", CASE, option, status=2, cwd=self.root)
        stipple("simulate", CASE, "--members", "1000000000", status=2, cwd=self.root)
        stipple("validate", "--members", "1", status=2)
        stipple("calibrate", "--candidates", "7", status=2, cwd=self.root)
        self.assertEqual(list(self.root.iterdir()), [])

    def test_words(self):
        for arguments in ([], ["simulat"], ["simulate"], ["simulate", CASE, CASE], ["--bogus"],
                          ["simulate", CASE, "--bogus"], ["schema", "--json"]):
            done = stipple(*arguments, status=2, cwd=self.root)
            self.assertEqual(done.stdout, "", arguments)
            self.assertRegex(done.stderr, r"^stipple: .+\nstipple --help", arguments)

    def test_places(self):
        stipple("simulate", CASE, "--out", "/proc/none", "--members", 1, status=3)
        stipple("simulate", CASE, "--data", self.root / "none", status=3, cwd=self.root)
        stipple("validate", "--data", self.root / "none", status=3)
        (self.root / "empty").mkdir()
        stipple("simulate", CASE, "--data", "empty", status=3, cwd=self.root)


class Evidence(InFolder):
    def test_validate(self):
        table = stipple("validate", "--members", 2).stdout
        self.assertIn("study", table.splitlines()[0])
        rows = json.loads(stipple("validate", "--members", 2, "--json", "--quiet").stdout)["rows"]
        self.assertGreater(len(rows), 100)
        quiet = stipple("validate", "--members", 2, "--quiet")
        self.assertEqual(quiet.stdout + quiet.stderr, "")

    def test_calibrate(self):
        out = self.root / "out"
        done = stipple("calibrate", "--candidates", 8, "--out", out, "--quiet")
        self.assertEqual(done.stdout + done.stderr, "")
        self.assertEqual(sorted(p.name for p in out.iterdir()),
                         ["conditioned.json", "numbing_sets.json", "scales.json"])
        self.assertEqual(json.loads((out / "conditioned.json").read_text())["candidates"], 8)

    def test_the_built_in_evidence_is_the_folder_of_the_repository(self):
        case = ("simulate", CASE, "--members", "1", "--json")
        built_in = stipple(*case, text=False).stdout
        self.assertTrue(stipple(*case, "--data", ROOT / "data", text=False).stdout == built_in)
        environment = dict(os.environ, STIPPLE_DATA=str(ROOT / "data"))
        self.assertTrue(stipple(*case, text=False, env=environment).stdout == built_in)


class Schema(InFolder):
    def test_schema(self):
        schema = stipple("schema", "--quiet").stdout
        self.assertEqual(schema, stipple("schema").stdout)
        self.assertTrue(schema.endswith("}\n") and not schema.endswith("\n\n"))
        self.assertLessEqual({"version", "name", "patient", "course"},
                             set(json.loads(schema)["properties"]))

    def test_version(self):
        self.assertRegex(stipple("--version").stdout, r"^stipple \d+\.\d+\.\d+\n$")

    def test_a_closed_output_is_a_failure(self):
        done = subprocess.run(["sh", "-c", '"$0" schema >&-', PROGRAM], capture_output=True,
                              check=False)
        self.assertEqual(done.returncode, 3)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
