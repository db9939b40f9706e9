#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a simulated case says: every shipped case gives whole results, the same to the bit however
it is run, and what a case gives as a distribution shows in the band."""

import json
import math
import pathlib
import re
import sys
import unittest

from _program import FILES, InFolder, case_document, contents, stipple

PROMISED = """dermal_collagen_gain papillary_collagen_gain elastin_gain epidermal_thickness_gain
    stiffness_gain elasticity_gain wrinkle_depth_change scar_depth_change stria_contrast_change
    texture_change pigmentation_change erythema_days barrier_open_hours scar_risk
    keloid_risk""".split()
SCALARS = {"erythema_days", "barrier_open_hours", "scar_risk", "keloid_risk"}
CASES = sorted(pathlib.Path("cases").glob("*.json"))


class ShippedCases(InFolder):
    """All cases, with the default number of members: risks are shares of them."""

    def check(self, result, name):
        self.assertRegex(result["program"]["version"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(result["program"]["evidence_hash"], r"^[0-9a-f]{64}$")
        self.assertEqual(result["program"]["seed"], 1)
        for part in ("case", "verdict", "course", "trajectory"):
            self.assertTrue(result[part], (name, part))
        self.assertIsInstance(result["warnings"], list)
        for outcome in PROMISED:
            points = result["outcomes"][outcome]
            self.assertIsInstance(points, list, (name, outcome))
            for p in points:
                figures = [p[k] for k in ("median", "low", "high", "control")]
                self.assertTrue(all(map(math.isfinite, figures)), (name, outcome, p))
                self.assertLessEqual(p["low"], p["median"], (name, outcome))
                self.assertLessEqual(p["median"], p["high"], (name, outcome))
                self.assertIn("unit", p)
            days = [p["days_after_last_visit"] for p in points]
            if outcome in SCALARS:
                self.assertEqual(days, [None], (name, outcome))
            elif points:
                self.assertEqual(days, sorted(days), (name, outcome))
        series = result["trajectory"]
        for curve in series["quantities"].values():
            self.assertEqual(len(curve["median"]), len(series["times"]), name)

    def test_every_case(self):
        self.assertGreaterEqual(len(CASES), 10)
        results = {}
        for path in CASES:
            out = self.root / path.stem
            stipple("simulate", path, "--out", out, "--quiet")
            self.assertEqual(sorted(p.name for p in out.iterdir()), sorted(FILES))
            results[path.stem] = json.loads((out / "result.json").read_text(encoding="utf-8"))
            self.check(results[path.stem], path.stem)
        self.keloid(results)
        self.spots(results["age-spots-unexamined"])
        self.shared_calendar(results["cohort-of-acne-scars"])
        self.concerns(results)

    def keloid(self, results):
        self.assertEqual(results["keloid-tendency"]["verdict"]["verdict"], "do_not_treat")
        self.assertRegex(results["keloid-tendency"]["warnings"][0], "margin to a keloid")
        # The whole band, so that luck of the draw does not decide.
        risk = {k: r["outcomes"]["keloid_risk"][0] for k, r in results.items()}
        mine = risk.pop("keloid-tendency")
        for name, other in risk.items():
            self.assertGreater(mine["low"], other["median"], name)

    def spots(self, result):
        self.assertEqual(result["verdict"]["verdict"], "refer")
        self.assertEqual(result["verdict"]["fired"][0]["id"], "spots-not-examined")

    def shared_calendar(self, result):
        told = [w for w in result["warnings"] if "share one calendar" in w]
        self.assertEqual(len(told), 1, result["warnings"])
        self.assertIn("the number of visits", told[0])
        self.assertIn("the days of the visits", told[0])
        # The first of the choice of counts; the middle of 26 to 35 days.
        days = [v["day"] for v in result["course"]["visits"]]
        self.assertEqual(days, [0, 30.5, 61, 91.5])

    def concerns(self, results):
        """What a person does not have is given as an empty list, what they have is not."""
        self.assertEqual(results["acne-scars"]["outcomes"]["stria_contrast_change"], [])
        self.assertEqual(results["acne-scars"]["outcomes"]["wrinkle_depth_change"], [])
        self.assertTrue(results["acne-scars"]["outcomes"]["scar_depth_change"])
        self.assertTrue(results["stretch-marks"]["outcomes"]["stria_contrast_change"])
        self.assertTrue(results["fine-lines"]["outcomes"]["wrinkle_depth_change"])


class SameBits(InFolder):
    def test_threads_and_repeats_change_nothing_and_a_seed_does(self):
        # Three batches of members, with a distribution among the inputs.
        def run(name, threads, seed):
            out = self.root / name
            stipple("simulate", "cases/fine-lines.json", "--members", 18, "--threads", threads,
                    "--seed", seed, "--out", out, "--quiet")
            return contents(out)
        first = run("first", 1, 5)
        for name, threads in (("again", 1), ("two", 2), ("four", 4)):
            self.assertTrue(run(name, threads, 5) == first, name)
        other = json.loads(run("other", 2, 6)["result.json"])
        mine = json.loads(first["result.json"])
        self.assertNotEqual(other["outcomes"], mine["outcomes"])
        self.assertEqual(other["case"], mine["case"])


class Distributions(InFolder):
    def outcomes(self, document, name):
        path = self.case(document, name)
        done = stipple("simulate", path, "--members", 24, "--json")
        return json.loads(done.stdout)

    def test_a_spread_in_the_case_shows_in_the_band(self):
        nominal = case_document("dark-spots.json")
        nominal["course"]["series"]["count"] = 1
        settings = nominal["course"]["series"]["settings"]
        depth = settings["depth"]
        spread = json.loads(json.dumps(nominal))
        spread["course"]["series"]["settings"]["depth"] = {"choice": [depth, "0.2 mm", "2.5 mm"]}
        one = self.outcomes(nominal, "nominal.json")
        many = self.outcomes(spread, "spread.json")
        self.assertEqual(one["case"]["course"], many["case"]["course"])
        width = [r["course"]["visits"][0]["true_depth_mm"] for r in (one, many)]
        self.assertGreater(width[1]["high"] - width[1]["low"],
                           2 * (width[0]["high"] - width[0]["low"]))

    def test_a_draw_that_breaks_a_rule_names_the_member(self):
        document = case_document("acne-scars.json")
        settings = document["course"]["series"]["settings"]
        settings["depth"] = {"choice": ["1.5 mm", "3 mm"]}
        path = self.case(document)
        out = self.root / "out"
        said = stipple("simulate", path, "--out", out, status=2).stderr
        lines = path.read_text(encoding="utf-8").splitlines()
        line = next(i for i, text in enumerate(lines, 1) if '"depth"' in text)
        self.assertTrue(re.search(rf"case\.json:{line}: course\.series\.settings\.depth: as drawn "
                                  r"for member \d+ of the ensemble: 3 mm is more than the deepest "
                                  r"setting of the device, 2\.5 mm", said), said)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
