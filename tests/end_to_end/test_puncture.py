#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`stipple puncture` keeps what docs/command-line.md says of it: files, names, bands, refusals. The
evidence is used without its conditioned ensemble: nothing here depends on how it was weighed."""

import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

from _program import PROGRAM, InFolder, case_document, stipple

CASE = pathlib.Path.cwd() / "cases/acne-scars-roller.json"
PEN = pathlib.Path.cwd() / "cases/acne-scars.json"
FILES = ("channels.png", "force.svg", "puncture-map.png", "puncture.json", "punctures.csv")
BENCH = ("bench-report.csv", "bench-report.html")
NAMES = ("density_per_cm2", "slit_length_mm", "coverage", "insertion_force_mN",
         "entry_speed_m_per_s")


class Puncture(InFolder):
    def setUp(self):
        super().setUp()
        self.data = self.root / "data"
        shutil.copytree("data", self.data, ignore=shutil.ignore_patterns("ensemble"))

    def puncture(self, case, *arguments, **options):
        return stipple("puncture", case, "--data", self.data, "--members", 4, *arguments,
                       cwd=self.root, **options)

    def json(self, case, *arguments):
        return json.loads(self.puncture(case, "--json", *arguments).stdout)

    def test_files_stand_in_the_folder_and_are_what_they_are_named(self):
        out = self.root / "out"
        said = self.puncture(CASE, "--out", out).stdout
        self.assertEqual(sorted(p.name for p in out.iterdir()), sorted(FILES))
        for name in FILES:
            self.assertIn(str(out / name), said)
        for name in ("channels.png", "puncture-map.png"):
            self.assertEqual((out / name).read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        xml.parse(out / "force.svg")
        document = json.loads((out / "puncture.json").read_text(encoding="utf-8"))
        with open(out / "punctures.csv", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual(len(rows), document["patch"]["punctures"])
        depths = [float(row["true_depth_mm"]) for row in rows]
        self.assertAlmostEqual(sum(depths) / len(depths), document["true_depth_mm"]["mean"],
                               delta=0.02)
        times = [float(row["time_s"]) for row in rows]
        self.assertEqual(times, sorted(times))
        self.assertTrue(all(0 <= float(row["x_mm"]) <= 20 for row in rows))

    def test_names_units_bands_and_reasons(self):
        for case in (CASE, PEN):
            document = self.json(case)
            for name in NAMES:
                self.assertIsInstance(document[name], (int, float), name)
                self.assertIn("median", document["bands"][name])
                self.assertIn("basis", document["basis"][name])
                self.assertTrue(document["units"][name])
            self.assertEqual(list(document["true_depth_mm"]), ["mean", "sd", "p5", "p95"])
            page = pathlib.Path("docs/command-line.md").read_text(encoding="utf-8")
            for name in document["units"]:
                self.assertIn(f"`{name}`", page)
            self.assertIn("Not a medical device", document["program"]["notice"])
            self.assertGreater(len(document["assumed"]), 5)
            self.assertGreater(len(document["references"]), 5)

    def test_a_needle_for_febio_is_asked_for_and_is_the_one_of_the_case(self):
        out = self.root / "out"
        self.puncture(CASE, "--out", out, "--feb", "--quiet")
        root = xml.parse(out / "needle.feb").getroot()
        self.assertEqual((root.tag, root.get("version")), ("febio_spec", "4.0"))
        materials = {m.get("type") for m in root.iter("material")}
        self.assertIn("rigid body", materials)
        self.assertGreater(len(list(root.iter("node"))), 1000)

    def test_json_prints_the_file_and_writes_only_where_told(self):
        before = sorted(self.root.iterdir())
        printed = self.puncture(CASE, "--json").stdout
        self.assertEqual(sorted(self.root.iterdir()), before)
        self.puncture(CASE, "--json", "--out", "there")
        self.assertEqual((self.root / "there/puncture.json").read_text(encoding="utf-8"), printed)
        self.assertEqual(self.puncture(CASE, "--json").stdout, printed)
        self.assertNotEqual(self.puncture(CASE, "--json", "--seed", 2).stdout, printed)

    def test_the_folder_is_named_as_the_case_and_quiet_says_nothing(self):
        said = self.puncture(CASE, "--quiet")
        self.assertEqual(said.stdout + said.stderr, "")
        self.assertEqual(sorted(p.name for p in (self.root / "out/acne-scars-roller").iterdir()),
                         sorted(FILES))

    def test_the_bench_report_is_one_page_and_one_table(self):
        out = self.root / "out"
        self.puncture(PEN, "--bench-report", "--out", out)
        self.assertEqual(sorted(p.name for p in out.iterdir()), sorted(FILES + BENCH))
        page = (out / "bench-report.html").read_text(encoding="utf-8")
        xml.fromstring(re.sub(r"<!DOCTYPE html>\n", "", page))
        for part in ("The device", "Set depth and true depth", "Puncture rate",
                     "Deepest setting by zone", "Verified", "Compared", "What is assumed"):
            self.assertIn(part, page)
        self.assertNotRegex(page, r'src="(?!data:)')
        with open(out / "bench-report.csv", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual({row["table"] for row in rows},
                         {"device", "depth", "rate", "setting", "zone", "compared"})

    def test_visit_and_patch(self):
        document = case_document("acne-scars-roller.json")
        visits = document["course"]["visits"]
        visits[1]["settings"]["depth"] = "1 mm"
        path = self.case(document)
        self.assertEqual(self.json(path, "--visit", 2)["set_depth_mm"], 1.0)
        self.assertEqual(self.json(path, "--patch", "5 mm")["patch"]["width_mm"], 5)
        visits[0]["settings"]["area"] = "16 cm2"
        path = self.case(document)
        self.assertAlmostEqual(self.json(path, "--whole-area")["patch"]["width_mm"], 40)

    def test_what_is_wrong_is_told_once_with_its_place_and_nothing_is_written(self):
        before = sorted(self.root.iterdir())
        for arguments, words in (
                (("--visit", 9), "course.visits: has 5 visits: there is no visit 9"),
                (("--whole-area",), r"course.visits\[0\].settings.area: is needed"),
                (("--patch", "1 mm"), '"1 mm" is not a length from 2 mm to 300 mm'),
                (("--patch", "wide"), '--patch: "wide"'),
                (("--patch", "5 mm", "--whole-area"), "excludes"),
                (("--visit", 0), "not a whole number"),
                (("--members", 1), "not a whole number")):
            said = self.puncture(CASE, *arguments, status=2)
            self.assertRegex(said.stderr, words)
            self.assertEqual(said.stdout, "")
        self.assertEqual(sorted(self.root.iterdir()), before)

    def test_problems_of_the_case_are_all_told(self):
        document = case_document("acne-scars.json")
        document["course"]["series"]["settings"]["depth"] = "2.9 mm"
        document["patient"]["zone"] = "chek"
        said = self.puncture(self.case(document), status=2).stderr
        self.assertRegex(said, r"case\.json:\d+: course\.series\.settings\.depth")
        self.assertRegex(said, r'case\.json:\d+: patient\.zone: "chek" is unknown')

    def test_a_device_of_the_cases_own(self):
        document = self.json(pathlib.Path.cwd() / "cases/surgical-scar.json", "--bench-report")
        self.assertGreater(document["true_depth_mm"]["mean"], 0)

    def test_it_can_be_stopped_and_leaves_old_files(self):
        out = self.root / "out"
        self.puncture(CASE, "--out", out)
        old = {name: (out / name).read_bytes() for name in FILES}
        run = subprocess.Popen([PROGRAM, "puncture", str(CASE), "--data", str(self.data),
                                "--members", "100000", "--out", str(out)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            run.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            run.terminate()
        self.assertIn(b"stopped", run.communicate(timeout=60)[1])
        self.assertEqual(run.returncode, 130)
        self.assertEqual({name: (out / name).read_bytes() for name in FILES}, old)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
