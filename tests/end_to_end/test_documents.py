# SPDX-License-Identifier: Apache-2.0
"""What the documents say is so: every command and script of README.md and docs/ runs, every case
has its section, and the figures of docs/cases.md are those of the program.

Commands stand in blocks marked sh, scripts in blocks marked python. The blocks of a page run in
order, in a folder of their own with copies of cases/ and data/. To stay cheap the program is called
with few members and candidates, whatever the page says.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import case_table  # noqa: E402

PROGRAM = str(pathlib.Path(os.environ["STIPPLE"]).resolve())
BLOCK = re.compile(r"^ *```(sh|python)\n(.*?)^ *```", re.M | re.S)
FEW = {"--members": "4", "--candidates": "24"}
# Stands in for the program: the same, with few members.
SMALL = """#!{python}
import os, sys
few, words = {few!r}, sys.argv[1:]
for option, count in few.items():
    if option in words:
        words[words.index(option) + 1] = count
    elif (option == "--members") == (words[0] in ("simulate", "validate")) and words[0] in (
            "simulate", "validate", "calibrate"):
        words += [option, count]
os.execv({program!r}, [{program!r}, *words])
"""


def pages():
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return {page: BLOCK.findall(page.read_text(encoding="utf-8")) for page in found}


class Documents(unittest.TestCase):
    def folder(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        root = pathlib.Path(place.name)
        for name in ("cases", "data"):
            shutil.copytree(ROOT / name, root / name)
        program = root / "build" / "release" / "stipple"
        program.parent.mkdir(parents=True)
        program.write_text(SMALL.format(python=sys.executable, few=FEW, program=PROGRAM))
        program.chmod(0o755)
        return root

    def test_every_command_runs(self):
        blocks = {page: found for page, found in pages().items() if found}
        self.assertGreater(len(blocks), 3, "no commands found: are they still marked sh?")
        for page, found in blocks.items():
            root = self.folder()
            for language, text in found:
                with self.subTest(page=str(page.relative_to(ROOT)), text=text):
                    command = {"sh": ["bash", "-eu", "-c"], "python": [sys.executable, "-c"]}
                    done = subprocess.run([*command[language], text], cwd=root, text=True,
                                          capture_output=True, timeout=300, check=False)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_replacement_finds_what_it_replaces(self):
        """A sed whose words have left the file changes nothing, and what follows compares alike."""
        found = 0
        for page, blocks in pages().items():
            for pattern, name in re.findall(r"sed (?:-i )?'s/((?:[^/\\]|\\.)*)/.*?' (\S+)",
                                            "".join(text for _, text in blocks)):
                found += 1
                file = ROOT / name.replace("my-data/", "data/")
                with self.subTest(page=page.name, pattern=pattern):
                    self.assertRegex(file.read_text(encoding="utf-8"), pattern.replace("\\/", "/"))
        self.assertGreater(found, 1)

    def test_every_case_has_its_section_and_its_row(self):
        page = case_table.PAGE.read_text(encoding="utf-8")
        self.assertEqual(sorted(re.findall(r"^## (.*)$", page, re.M)), case_table.cases())
        self.assertEqual(re.findall(r"^\| \[(.*?)\]", page, re.M), case_table.cases())

    def test_the_page_gives_the_figures_of_the_program(self):
        page = case_table.PAGE.read_text(encoding="utf-8")
        for case in ("acne-scars", "keloid-tendency"):
            told = next(line for line in page.splitlines() if line.startswith(f"| [{case}]"))
            cells = told.split(" | ")[1:]
            for said, (word, p, unit) in zip(cells, case_table.figures(case_table.simulate(case))):
                with self.subTest(case=case, what=word):
                    middle = float(re.search(r"([+-]?\d+) (?:%|d) \(", said).group(1))
                    scale = 100.0 if unit == "%" else 1.0
                    # A tenth of the band, or half of the last digit.
                    slack = max(0.5, 0.1 * scale * (p["high"] - p["low"]))
                    self.assertAlmostEqual(middle, scale * p["median"], delta=slack + 1e-9)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
