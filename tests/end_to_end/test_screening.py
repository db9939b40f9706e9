#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Screening from the command line: the shipped cases, dates, a practice's own waits, overrides,
and what is wrong with an input."""

import json
import pathlib
import re
import sys
import unittest

from _program import InFolder, case_document, stipple

EXPECTED = {
    "acne-scars": "with_precautions", "acne-scars-roller": "go_ahead",
    "age-spots-unexamined": "refer", "cohort-of-acne-scars": "go_ahead",
    "dark-spots": "with_precautions", "fine-lines": "with_precautions",
    "keloid-tendency": "do_not_treat", "neck-laxity": "with_precautions",
    "stretch-marks": "with_precautions", "surgical-scar": "go_ahead"}


def screened(path, *options):
    return json.loads(stipple("screen", path, "--json", *options).stdout)["verdict"]


class ShippedCases(InFolder):
    def test_each_has_a_sensible_verdict_and_no_open_question(self):
        self.assertEqual(sorted(p.stem for p in pathlib.Path("cases").glob("*.json")),
                         sorted(EXPECTED))
        for name, verdict in EXPECTED.items():
            mine = screened(f"cases/{name}.json")
            self.assertEqual(mine["verdict"], verdict, name)
            self.assertEqual(len({v["verdict"] for v in mine["visits"]}), 1, name)
            if verdict != "refer":
                self.assertEqual(mine["questions"], [], name)

    def test_spots_are_examined_in_two_cases_and_not_in_one(self):
        examined = [c["examined"] for name in EXPECTED
                    for c in case_document(f"{name}.json")["patient"]["concerns"]
                    if c["kind"] in ("dark_spots", "age_spots")]
        self.assertEqual(sorted(examined), ["no", "yes", "yes"])

    def test_simulate_gives_the_same_verdict(self):
        for name in ("age-spots-unexamined", "stretch-marks"):
            path = f"cases/{name}.json"
            simulated = json.loads(
                stipple("simulate", path, "--members", 2, "--json").stdout)
            self.assertEqual(simulated["verdict"]["fired"], screened(path)["fired"])
            cited = {k for f in simulated["verdict"]["fired"] for k in f["sources"]}
            self.assertLessEqual(cited, {r["key"] for r in simulated["references"]})

    def test_the_verdict_stands_above_the_warnings_of_the_page(self):
        out = self.root / "out"
        stipple("simulate", "cases/keloid-tendency.json", "--members", 2, "--out", out, "--quiet")
        page = (out / "report.html").read_text(encoding="utf-8")
        self.assertLess(page.index("Verdict: Do not treat"), page.index("Read first"))


class Options(InFolder):
    def stopped(self, day):
        document = case_document("acne-scars.json")
        document["patient"]["history"]["isotretinoin_stopped"] = day
        return self.case(document)

    def test_the_day_and_the_visit_can_be_chosen(self):
        path = self.stopped("2025-10-02")
        mine = screened(path)
        self.assertEqual((mine["verdict"], mine["until"]["date"]), ("wait_until", "2026-04-02"))
        self.assertEqual(screened(path, "--on", "2026-04-01")["verdict"], "wait_until")
        self.assertEqual(screened(path, "--on", "2026-04-02")["verdict"], "with_precautions")
        self.assertEqual(screened(path, "--visit", "3")["verdict"], "with_precautions")
        self.assertEqual([v["verdict"] for v in mine["visits"]],
                         ["wait_until", "wait_until", "with_precautions", "with_precautions"])

    def test_a_practice_changes_a_wait_and_stands_in_the_verdict(self):
        rules = self.root / "practice.json"
        wait = {"isotretinoin-stopped": {"wait": "1 month", "source": "Protocol 7, Dr. Example"}}
        rules.write_text(json.dumps({"practice": "Practice A", "version": "1", "waits": wait}))
        path = self.stopped("2025-10-02")
        mine = screened(path, "--rules", rules)
        self.assertEqual(mine["verdict"], "with_precautions")
        self.assertEqual(mine["rules"]["practice"], "Practice A, version 1")
        wait["isotretinoin-stopped"]["wait"] = "9 months"
        rules.write_text(json.dumps({"practice": "Practice A", "version": "1", "waits": wait}))
        said = stipple("screen", path, "--rules", rules, status=2).stderr
        self.assertIn("isotretinoin-stopped: the wait must lie from 0 days to 6 months", said)

    def test_an_override_stands_by_name_and_some_are_refused(self):
        document = case_document("acne-scars.json")
        document["patient"]["history"]["isotretinoin_stopped"] = "2025-10-02"
        one = {"rule": "isotretinoin-stopped", "name": "A. Example", "role": "dermatologist",
               "reason": "fractional treatment went well", "date": "2026-02-20"}
        document["screening"] = {"overrides": [one]}
        mine = screened(self.case(document))
        self.assertEqual(mine["verdict"], "with_precautions")
        self.assertEqual(mine["overrides"], [one])
        fired = {f["id"]: f for f in mine["fired"]}
        self.assertEqual(fired["isotretinoin-stopped"]["overridden"], one)
        one["rule"] = "changing-spot"
        said = stipple("screen", self.case(document), status=2).stderr
        self.assertRegex(said, r'case\.json: screening\.overrides\[0\]\.rule: the rule '
                               r'"changing-spot" cannot be overridden')
        del one["reason"]
        stipple("screen", self.case(document), status=2)

    def test_what_is_wrong_is_said(self):
        path = self.stopped("2027-01-01")
        said = stipple("screen", path, status=2).stderr
        self.assertIn("isotretinoin_stopped is after the first visit", said)
        path = self.stopped("2025-10-02")
        said = stipple("screen", path, "--on", "2025-01-01", status=2).stderr
        self.assertIn("2025-10-02 is after the visit of 2025-01-01", said)
        for options in (("--on", "tomorrow"), ("--visit", "9"), ("--visit", "0")):
            stipple("screen", path, *options, status=2)
        stipple("screen", path, "--rules", self.root / "none.json", status=3)

    def test_the_words_name_each_open_question(self):
        document = case_document("acne-scars.json")
        document["patient"]["history"]["medicines"] = ["apixabon"]
        del document["patient"]["history"]["keloid"]
        printed = stipple("screen", self.case(document)).stdout
        self.assertRegex(printed, r"Visit 1, 2026-03-02: Incomplete: questions are open; at least: "
                                  r"go ahead with precautions")
        self.assertIn('"apixabon" is not known to the program.', printed)
        self.assertIn('did you mean "apixaban"?', printed)
        self.assertTrue(re.search(r"Have you, your parents .* had a keloid", printed), printed)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
