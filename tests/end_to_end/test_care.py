#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The papers of a case as a patient and a practice get them: leaflet, calendar and plan for who may
be treated, one sheet that helps for everybody else, in both languages."""

import json
import re
import subprocess
import sys
import unittest

from _program import InFolder, case_document, stipple

TREATED = ["calendar.ics", "care.json", "leaflet.html", "leaflet.pdf", "plan.pdf"]
FEW = ("--members", 4, "--issued", "2026-02-20")
# Cases whose first verdict is no treatment, and the sheet that belongs to it.
PHRASES = {"en": "not released", "de": "nicht freigegeben"}


def shown(path, *options):
    return subprocess.run([*options, str(path)], capture_output=True, text=True, check=True).stdout


def words_of(pdf):
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True,
                          check=True)
    return " ".join(done.stdout.split())


def objects(pdf):
    return shown(pdf, "qpdf", "--json=1", "--json-key=objects")


def history(**answers):
    document = case_document("acne-scars.json")
    document["patient"]["history"].update(answers)
    return document


REFUSED = {
    "not-yet": ("wait_until", history(isotretinoin_stopped="2025-10-02")),
    "doctor-summary": ("refer", history(new_or_changing_spot="yes")),
    "reason": ("do_not_treat", history(keloid="former")),
    "questions": ("incomplete", history(medicines=["a heart rhythm tablet"])),
}


class Papers(InFolder):
    def care(self, document, *options, status=0, folder="out"):
        out = self.root / folder
        stipple("care", self.case(document), "--out", out, *FEW, *options, status=status)
        return out, json.loads((out / "care.json").read_text(encoding="utf-8"))


class Treated(Papers):
    def test_each_paper_is_there_in_both_languages(self):
        for language, draft in PHRASES.items():
            out, care = self.care(history(), "--language", language, folder=language)
            self.assertEqual(sorted(p.name for p in out.iterdir()), TREATED)
            self.assertEqual(sorted(care["papers"]), [n for n in TREATED if n != "care.json"])
            for name in ("leaflet.pdf", "plan.pdf"):
                facts = shown(out / name, "pdfinfo")
                self.assertRegex(facts, r"Title: +\S")
                self.assertRegex(facts, r"Tagged: +yes")
                self.assertRegex(facts, r"Pages: +2\n", name)
                self.assertRegex(facts, r"Page size: +595\.\d+ x 841\.\d+ pts \(A4\)")
                fonts = [line.split() for line in shown(out / name, "pdffonts").splitlines()[2:]]
                self.assertTrue(fonts)
                for font in fonts:
                    self.assertEqual(font[-5], "yes", f"embedded: {font}")
                self.assertIn(draft, words_of(out / name).lower())
                self.assertIn(care["draft"], words_of(out / name))
                self.assertIn(f'"/Lang": "{language}"', objects(out / name))
            self.assertIn(f'lang="{language}"', (out / "leaflet.html").read_text("utf-8"))

    def test_letter_is_letter(self):
        out, _ = self.care(history(), "--paper", "letter")
        for name in ("leaflet.pdf", "plan.pdf"):
            facts = shown(out / name, "pdfinfo")
            self.assertRegex(facts, r"Page size: +612 x 792 pts \(letter\)")
            self.assertRegex(facts, r"Pages: +2\n", name)

    def test_the_same_case_gives_the_same_bytes(self):
        first, _ = self.care(history(), "--threads", 1, folder="first")
        second, _ = self.care(history(), "--threads", 2, folder="second")
        for name in TREATED:
            self.assertEqual((first / name).read_bytes(), (second / name).read_bytes(), name)

    def test_only_the_draft_that_was_read_is_released(self):
        document = history()
        out, care = self.care(document)
        document["care"] = {"released": {"name": "A. Example", "role": "dermatologist",
                                         "date": "2026-02-21", "draft": care["draft"]}}
        out, care = self.care(document)
        self.assertTrue(care["released"])
        self.assertEqual(care["released_by"], "A. Example, dermatologist")
        for name in ("leaflet.pdf", "plan.pdf"):
            self.assertNotIn(PHRASES["en"], words_of(out / name).lower())
            self.assertIn("A. Example", words_of(out / name))
        document["course"]["series"]["settings"]["depth"] = "1.0 mm"
        out, care = self.care(document)
        self.assertFalse(care["released"])
        self.assertIn(PHRASES["en"], words_of(out / "leaflet.pdf").lower())

    def test_every_date_of_a_visit_is_on_the_leaflet(self):
        out, care = self.care(history())
        text = words_of(out / "leaflet.pdf")
        self.assertIn("visit 1 of 4", text)
        for visit, date in zip(care["plan"]["visits"], ("2 March", "30 March", "27 April",
                                                        "25 May")):
            self.assertIn(date, text)
            self.assertEqual(visit["visit"], care["plan"]["visits"].index(visit) + 1)
        for choice, said in ((("--visit", 3), "27 April 2026"), (("--all-visits",), "30 April")):
            out, _ = self.care(history(), *choice)
            self.assertIn(said, words_of(out / "leaflet.pdf"))
        stipple("care", self.case(history()), "--out", out, *FEW, "--visit", 9, status=2)

    def test_simulation_only_lengthens(self):
        _, care = self.care(history())
        for visit in care["plan"]["visits"]:
            for one in visit["instructions"]:
                for side in ("before", "after"):
                    if one[side]:
                        self.assertGreaterEqual(one[f"hours_{side}"], one[side]["taken_hours"])
                        self.assertLessEqual(one[side]["shortest_hours"], one[side]["taken_hours"])
                        self.assertLessEqual(one[side]["taken_hours"], one[side]["longest_hours"])

    def test_no_diagnosis_and_no_reason_of_an_override_on_what_others_may_see(self):
        document = history(isotretinoin_stopped="2025-10-02")
        document["screening"] = {"overrides": [
            {"rule": "isotretinoin-stopped", "name": "B. Secret", "role": "dermatologist",
             "reason": "a very private reason", "date": "2026-02-20"}]}
        document["patient"]["concerns"][0]["diagnosis"] = "a private diagnosis"
        out, _ = self.care(document)
        for name in ("leaflet.html", "calendar.ics"):
            text = (out / name).read_text("utf-8")
            for secret in ("private", "sotretinoin"):
                self.assertNotIn(secret, text, name)
        self.assertNotIn("private", words_of(out / "leaflet.pdf"))
        self.assertIn("a very private reason", words_of(out / "plan.pdf"))
        titles = re.findall(r"^SUMMARY:(.*)$", (out / "calendar.ics").read_text("utf-8"), re.M)
        self.assertTrue(titles)
        for title in titles:
            self.assertNotRegex(title.lower(), r"needl|skin|scar|retin|cream|sun|treat|redness")

    def test_all_shipped_cases_have_papers_or_a_sheet(self):
        for name, refused in (("acne-scars-roller", False), ("stretch-marks", False),
                              ("surgical-scar", False), ("dark-spots", False),
                              ("age-spots-unexamined", True), ("keloid-tendency", True)):
            out = self.root / name
            stipple("care", f"cases/{name}.json", "--out", out, *FEW, "--language", "de",
                    status=5 if refused else 0)
            self.assertEqual((out / "leaflet.pdf").exists(), not refused, name)


class Refused(Papers):
    def test_each_verdict_has_the_sheet_that_helps_and_no_calendar(self):
        for sheet, (verdict, document) in REFUSED.items():
            for language in PHRASES:
                out, care = self.care(document, "--language", language, status=5,
                                      folder=sheet + language)
                self.assertEqual(care["verdict"]["verdict"], verdict)
                self.assertIsNone(care["plan"])
                self.assertEqual(sorted(p.name for p in out.iterdir()),
                                 sorted(["care.json", f"{sheet}.html", f"{sheet}.pdf"]))
                facts = shown(out / f"{sheet}.pdf", "pdfinfo")
                self.assertRegex(facts, r"Tagged: +yes")

    def test_the_date_the_questions_and_the_reasons_stand_on_it(self):
        out, _ = self.care(REFUSED["not-yet"][1], status=5)
        self.assertIn("2 April 2026", words_of(out / "not-yet.pdf"))
        out, care = self.care(REFUSED["questions"][1], status=5)
        text = words_of(out / "questions.pdf")
        self.assertIn("a heart rhythm tablet", text)
        for question in care["verdict"]["questions"]:
            self.assertIn(" ".join(question["ask"].split()[:4]), text)
        out, care = self.care(REFUSED["reason"][1], status=5)
        text = words_of(out / "reason.pdf")
        for fired in care["verdict"]["fired"]:
            if fired["verdict"] == "do_not_treat":
                self.assertIn(" ".join(fired["why"].split()[:4]), text)

    def test_papers_of_before_are_withdrawn_not_lost(self):
        out, _ = self.care(history())
        calendar = (out / "calendar.ics").read_bytes()
        self.care(REFUSED["reason"][1], status=5)
        self.assertFalse((out / "leaflet.pdf").exists())
        self.assertFalse((out / "calendar.ics").exists())
        self.assertEqual((out / "withdrawn" / "calendar.ics").read_bytes(), calendar)
        self.care(history())
        self.assertFalse((out / "reason.pdf").exists())
        self.assertTrue((out / "calendar.ics").exists())


class Wrong(Papers):
    def test_what_is_wrong_is_said_before_anything_is_written(self):
        out = self.root / "none"
        for document, options, said in (
                (history(), ("--language", "fr"), r'"fr" is not at hand; known are de, en'),
                (history() | {"care": {"time_zone": "Europe/Berlni"}}, (), r"care\.time_zone"),
                (history() | {"care": {"times": ["2 pm"]}}, (), r"care\.times"),
                (history() | {"care": {"times": ["14:00", "15:00"]}}, (), r"2 times for 4 visits"),
                (history() | {"care": {"practice": {"name": "A"}}}, (), r"phone"),
                (history(), ("--issued", "yesterday"), r"--issued"),
                (history(), ("--paper", "a5"), r"a5")):
            done = stipple("care", self.case(document), "--out", out, "--members", 4, *options,
                           status=2)
            self.assertRegex(done.stderr, said)
            self.assertFalse((out / "care.json").exists())


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
