#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""case_table.py [CASE...]: makes the table of figures in docs/cases.md anew from the program.

Runs the program (environment STIPPLE, else build/release/stipple) on each case of cases/, with its
64 members, and writes what it says between the two marks of the page. The test of the documents
compares rows of the page with the program through the same functions.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cases.md"
MARKS = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.S)
# What a case is read for: by the first concern.
HEADLINES = (("acne_scar", "scar_depth_change", "scars"), ("surgical", "scar_depth_change", "scar"),
             ("stretch", "stria_contrast_change", "contrast"),
             ("fine_lines", "wrinkle_depth_change", "wrinkles"),
             ("neck", "elasticity_gain", "recoil"), ("", "pigmentation_change", "pigment"))
AFTER = 90


def program():
    return os.environ.get("STIPPLE", str(ROOT / "build" / "release" / "stipple"))


def simulate(case):
    done = subprocess.run([program(), "simulate", str(ROOT / "cases" / f"{case}.json"), "--json"],
                          capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


def point(result, name):
    """The figure of an outcome: of the worst visit, or AFTER days after the last one."""
    points = result["outcomes"][name]
    return next(p for p in points if p["days_after_last_visit"] in (None, AFTER))


def figures(result):
    """(what is treated, figure), and the costs that every case has."""
    kind = result["case"]["patient"]["concerns"][0]["kind"]
    name, word = next((n, w) for stem, n, w in HEADLINES if kind.startswith(stem))
    return [(word, point(result, name), "%"),
            ("collagen", point(result, "dermal_collagen_gain"), "%"),
            ("redness", point(result, "erythema_days"), "d"),
            ("darkening", point(result, "pih_risk"), "%")]


def written(value, unit, signed):
    scaled = 100.0 * value if unit == "%" else value
    text = f"{scaled:+.0f}" if signed else f"{scaled:.0f}"
    return "0" if text in ("-0", "+0") else text


def cell(word, p, unit):
    signed = unit == "%" and word != "darkening"
    if word == "darkening" and p["median"] == 0.0:  # none seen is not never
        return f"up to {written(p['high'], unit, False)} %"
    low, middle, high = (written(p[k], unit, signed) for k in ("low", "median", "high"))
    return f"{middle} {unit} ({low} to {high})"


def row(case, result):
    (word, first, unit), *others = figures(result)
    cells = [f"{word} {cell(word, first, unit)}", *(cell(*other) for other in others)]
    return f"| [{case}](#{case}) | " + " | ".join(cells) + " |"


def cases():
    return sorted(path.stem for path in (ROOT / "cases").glob("*.json"))


def main():
    head = ("| case | what is treated | collagen of the dermis | redness, worst visit "
            "| chance of darkening |\n| --- | --- | --- | --- | --- |\n")
    rows = "".join(row(case, simulate(case)) + "\n" for case in sys.argv[1:] or cases())
    if sys.argv[1:]:
        print(rows, end="")
        return
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKS.sub(lambda m: m.group(1) + head + rows + m.group(2), text),
                    encoding="utf-8")


if __name__ == "__main__":
    main()
