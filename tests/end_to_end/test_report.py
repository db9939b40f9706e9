# SPDX-License-Identifier: Apache-2.0
"""The report of a simulated case, as a reader meets it: without scripts, on a phone, on paper.

Runs the program (environment STIPPLE) on a shipped case and on the same case with hostile texts.
Needs chromium and poppler-utils; without them the test fails, because a report that nobody has
looked at proves nothing.
"""
import csv
import html
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "acne-scars.json"
SVG = "{http://www.w3.org/2000/svg}"
CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--allow-file-access-from-files", "--virtual-time-budget=8000",
]

# The page stands in a frame that may not run scripts; the script of the frame's parent measures it.
PROBE = """<!DOCTYPE html><meta charset="utf-8"/>
<iframe id="page" sandbox="allow-same-origin" src="%(url)s"
 style="border:0;width:%(width)dpx;height:20000px"></iframe><pre id="found"></pre><script>
page.onload = () => {
  const d = page.contentDocument, found = {wide: [], overlaps: []};
  found.width = d.documentElement.scrollWidth;
  found.text = d.body.innerText;
  for (const e of d.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > %(width)d + 0.5)
      found.wide.push(e.tagName + ": " + e.textContent.slice(0, 60));
  }
  found.images = [...d.querySelectorAll("figure.film img")].map(i => {
    const box = i.getBoundingClientRect();
    return {film: i.parentElement.id.replace("film-", ""), words: i.alt, width: box.width,
            height: box.height, dots: i.naturalWidth, lines: i.naturalHeight};
  });
  for (const picture of d.querySelectorAll("svg")) {
    const texts = [...picture.querySelectorAll("text")]
      .map(e => [e.textContent, e.getBoundingClientRect()]).filter(t => t[1].width > 0);
    texts.forEach(([a, p], i) => texts.slice(i + 1).forEach(([b, q]) => {
      const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (across > 2 && down > 5) found.overlaps.push(a + " | " + b);
    }));
  }
  document.getElementById("found").textContent = JSON.stringify(found);
};
</script>"""


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=600, **options)


def output_option():
    """The option of `simulate` that names the folder to write to."""
    usage = run([os.environ["STIPPLE"], "simulate", "--help"])
    match = re.search(r"--out[a-z-]*", usage.stdout + usage.stderr)
    return match.group(0) if match else "--out"


def simulate(case, folder, *more):
    """Runs the program on a case; returns the paths of page, table and document."""
    command = [os.environ["STIPPLE"], "simulate", str(case), output_option(), str(folder), *more]
    done = run(command, cwd=folder)
    if done.returncode != 0:
        raise AssertionError(f"simulate ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    found = [next(iter(sorted(pathlib.Path(folder).rglob(name))), None)
             for name in ("*.html", "*.csv", "*result*.json")]
    if None in found:
        raise AssertionError(f"not all was written: {sorted(pathlib.Path(folder).rglob('*'))}")
    return found


def browse(page, width):
    """What a browser makes of the page at that width."""
    with tempfile.TemporaryDirectory() as folder:
        probe = pathlib.Path(folder, "probe.html")
        probe.write_text(PROBE % {"url": page.resolve().as_uri(), "width": width}, encoding="utf-8")
        done = run([*CHROMIUM, f"--user-data-dir={folder}/profile", "--window-size=1400,2000",
                    "--dump-dom", probe.as_uri()])
    match = re.search(r'<pre id="found">(.+?)</pre>', done.stdout, re.S)
    if not match:
        raise AssertionError("the browser told nothing: " + done.stderr[-2000:])
    return json.loads(html.unescape(match.group(1)))


def print_pages(page, folder):
    """The text of each printed page."""
    pdf = pathlib.Path(folder, "printed.pdf")
    run([*CHROMIUM, f"--user-data-dir={folder}/print-profile", "--no-pdf-header-footer",
         f"--print-to-pdf={pdf}", page.resolve().as_uri()], check=True)
    return run(["pdftotext", "-layout", str(pdf), "-"], check=True).stdout.split("\f")[:-1]


def places(element):
    """Abscissae and ordinates of an element of a picture."""
    pairs = [p.split(",") for p in element.get("points", "").split()]
    across = [p[0] for p in pairs] + [element.get(k) for k in ("x", "x1", "x2", "cx")]
    down = [p[1] for p in pairs] + [element.get(k) for k in ("y", "y1", "y2", "cy")]
    return [[float(v) for v in values if v is not None] for values in (across, down)]


def hostile(value):
    """The case under a hostile name."""
    name = json.dumps("<script>document.title=1</script>&\"'")
    return re.sub(r'("name"\s*:\s*)"[^"]*"', lambda m: m.group(1) + name, value, count=1)


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ("chromium", "pdftotext"):
            if not shutil.which(tool):
                raise AssertionError(f"{tool} is not installed (tools/setup.sh e2e)")
        cls.folder = tempfile.TemporaryDirectory()
        cls.page, cls.table, cls.document = simulate(CASE, cls.folder.name)
        cls.markup = cls.page.read_text(encoding="utf-8")
        cls.tree = ElementTree.fromstring(cls.markup.encode())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_page_stands_alone(self):
        for word in ("<script", "<link", "<img", "<iframe", "url(", "@import", " src="):
            self.assertNotIn(word, self.markup)

    def test_pictures_stay_inside_their_frames(self):
        pictures = list(self.tree.iter(SVG + "svg"))
        self.assertGreater(len(pictures), 5)
        for picture in pictures:
            width, height = map(float, picture.get("viewBox").split()[2:])
            for e in picture.iter():
                across, down = places(e)
                what = ElementTree.tostring(e)[:300]
                self.assertTrue(all(-0.1 <= v <= width + 0.1 for v in across), what)
                self.assertTrue(all(-0.1 <= v <= height + 0.1 for v in down), what)

    def test_it_reads_without_scripts_at_every_width(self):
        for width in (360, 768, 1200):
            with self.subTest(width=width):
                seen = browse(self.page, width)
                self.assertLessEqual(seen["width"], width, seen["wide"][:5])
                self.assertEqual(seen["wide"], [])
                self.assertEqual(seen["overlaps"], [])
                for words in (
                    "What to expect",
                    "What it costs",
                    "The course in time",
                    "All outcomes",
                    "Sources",
                    "For research and education. Not a medical device. A professional decides.",
                ):
                    self.assertIn(words, seen["text"])

    def test_no_printed_page_is_blank(self):
        pages = print_pages(self.page, self.folder.name)
        self.assertGreater(len(pages), 2)
        for number, text in enumerate(pages, 1):
            self.assertGreater(len(text.split()), 12, f"page {number} of {len(pages)}")

    def test_document_and_table_hold_the_same_numbers(self):
        document = json.loads(self.document.read_text(encoding="utf-8"))
        trajectory = document["trajectory"]
        rows = {}
        with self.table.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                rows.setdefault(row["quantity"], []).append(row)
        self.assertEqual(set(rows), set(trajectory["quantities"]))
        for name, quantity in trajectory["quantities"].items():
            self.assertEqual([float(r["day"]) for r in rows[name]], trajectory["times"])
            self.assertEqual([float(r["median"]) for r in rows[name]], quantity["median"])

    def test_every_band_holds_its_middle_and_is_finite(self):
        document = json.loads(self.document.read_text(encoding="utf-8"))
        self.assertTrue(any(document["outcomes"].values()))
        for name, points in document["outcomes"].items():
            for p in points:
                for key in ("low", "median", "high", "control"):
                    self.assertTrue(math.isfinite(p[key]), name)
                self.assertLessEqual(p["low"], p["median"], name)
                self.assertLessEqual(p["median"], p["high"], name)

    def test_a_hostile_name_is_shown_not_run(self):
        with tempfile.TemporaryDirectory() as folder:
            case = pathlib.Path(folder, "case.json")
            case.write_text(hostile(CASE.read_text(encoding="utf-8")), encoding="utf-8")
            page, _, _ = simulate(case, folder)
            markup = page.read_text(encoding="utf-8")
            ElementTree.fromstring(markup.encode())
            self.assertNotIn("<script", markup)
            self.assertIn("&lt;script&gt;", markup)


class PatchReport(unittest.TestCase):
    """The film of a patch stays on the page."""

    def test_the_film_fits_every_width(self):
        with tempfile.TemporaryDirectory() as folder:
            page, _, _ = simulate(CASE, folder, "--resolution", "patch", "--width", "0.3mm",
                                  "--cell", "40um", "--until", "2 days", "--members", "2")
            films = {p.stem for p in pathlib.Path(folder, "pictures").iterdir()}
            for width in (360, 768, 1200):
                with self.subTest(width=width):
                    seen = browse(page, width)
                    self.assertLessEqual(seen["width"], width, seen["wide"][:5])
                    self.assertEqual(seen["wide"], [])
                    self.assertEqual({i["film"] for i in seen["images"]}, films)
                    for i in seen["images"]:
                        # As wide as the column at least, never drawn larger than it is, unbent.
                        self.assertGreater(i["width"], min(0.85 * width, 700))
                        self.assertLessEqual(i["width"], i["dots"])
                        self.assertAlmostEqual(i["width"] / i["height"], i["dots"] / i["lines"], 2)
                        self.assertGreater(len(i["words"]), 20)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
