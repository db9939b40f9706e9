#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whatever is wrong with an input or the place for the output, the program says what and where,
ends with the status that scripts rely on (2: the input, 3: the world), and leaves no half-made
result."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["STIPPLE"]
CASE = pathlib.Path("cases/acne-scars.json").read_text(encoding="utf-8")


def with_change(old, new):
    assert CASE.count(old) >= 1, old
    return CASE.replace(old, new, 1)


def without_line(part):
    kept = [line for line in CASE.splitlines() if part not in line]
    assert len(kept) == len(CASE.splitlines()) - 1, part
    return "\n".join(kept)


def line_of(part, text=CASE):
    return next(i for i, line in enumerate(text.splitlines(), 1) if part in line)


class BadInput(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.out = self.root / "out"

    def simulate(self, case, out=None):
        command = [PROGRAM, "simulate", str(case), "--out", str(out or self.out)]
        return subprocess.run(command, capture_output=True, timeout=60, check=False)

    def refuse(self, content, *parts, status=2):
        """The case is refused with the status, and each of the parts stands in the message."""
        case = self.root / "case.json"
        case.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        self.expect(self.simulate(case), status, *parts)
        self.assertFalse(self.out.exists() and any(self.out.iterdir()), "left a result behind")

    def expect(self, done, status, *parts):
        said = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, status, said)
        for part in parts:
            self.assertIn(part, said)
        self.assertNotIn("internal error", said)
        self.assertLess(len(said), 20_000)

    def at(self, part, path):
        return f"case.json:{line_of(part)}: {path}: "

    def test_wrong_units(self):
        depth = self.at('"depth"', "course.series.settings.depth")
        self.refuse(with_change('"1.5 mm"', '"1.5 furlong"'),
                    depth + 'unknown unit "furlong"; a length takes mm, um')
        self.refuse(with_change('"1.5 mm"', '"1.5"'), depth + '"1.5" has no unit')
        self.refuse(with_change('"1.5 mm"', "1.5"), depth + "1.5 has no unit")
        self.refuse(with_change('"29 years"', '"29 mm"'), 'patient.age: unknown unit "mm"')

    def test_unknown_key(self):
        self.refuse(with_change('"phototype"', '"fototype"'),
                    'patient.phototype: is missing',
                    'patient.fototype: is unknown; did you mean "phototype"?')

    def test_missing_field(self):
        self.refuse(without_line('"depth"'), "course.series.settings.depth: is missing")

    def test_numbers_out_of_range(self):
        depth = self.at('"depth"', "course.series.settings.depth")
        self.refuse(with_change('"1.5 mm"', '"-1.5 mm"'), depth + "-1.5 mm is below")
        self.refuse(with_change('"1.5 mm"', '"9 mm"'), depth + "9 mm is above the allowed 3 mm")
        self.refuse(with_change('"1.5 mm"', '"1e308 mm"'), depth + "1e+308 mm is above")
        self.refuse(with_change('"1.5 mm"', '"1e309 mm"'), depth, "is not a finite number")
        self.refuse(with_change('"1.5 mm"', '"nan mm"'), depth, "is not a finite number")
        self.refuse(with_change('"1.5 mm"', '"inf mm"'), depth, "is not a finite number")

    def test_numbers_that_json_does_not_have(self):
        self.refuse(with_change('"1.5 mm"', "NaN"), f"case.json:{line_of('depth')}: not valid JSON",
                    "NaN and Infinity are not allowed")
        self.refuse(with_change('"count": 4', '"count": 1e400'), "too large")

    def test_all_problems_at_once(self):
        bad = CASE.replace('"1.5 mm"', '"9 mm"').replace('"IV"', '"VII"')
        self.refuse(bad.replace("cold_sores", "sores"), "course.series.settings.depth: 9 mm",
                    'patient.phototype: "VII" is unknown', "patient.history.sores: is unknown")

    def test_cut_off_file(self):
        whole = CASE.rstrip()
        for size in (1, len(whole) // 3, len(whole) // 2, len(whole) - 1):
            self.refuse(whole[:size], "case.json:", ": ")
        self.refuse(whole[:-1], "the file is cut off")

    def test_other_encodings(self):
        self.refuse(CASE.encode("utf-16"), "case.json:1: is UTF-16 text; save it as UTF-8")
        latin = with_change('"Acne', '"Acné').encode("latin-1")
        self.refuse(latin, f"case.json:{line_of('Acne scars on the')}: holds a byte (0xe9)")

    def test_nul_byte(self):
        self.refuse(with_change('"Acne', '"Ac\0ne'), f"case.json:{line_of('Acne scars on the')}: ",
                    "NUL")

    def test_deep_nesting(self):
        self.refuse("[" * 200_000, "nested more than 64 levels deep")
        self.refuse('{"a":' * 200_000, "nested more than 64 levels deep")

    def test_not_an_object(self):
        self.refuse("[1, 2]", "case.json:1: a list stands where an object { } belongs")
        self.refuse('"text"', "stands where an object { } belongs")

    def test_empty_file(self):
        self.refuse("", "case.json: the file is empty")
        self.refuse(" \n", "case.json: the file is empty")

    def test_large_file(self):
        case = self.root / "case.json"
        with open(case, "wb") as file:
            file.truncate(17 << 20)  # sparse: nothing is written
        self.expect(self.simulate(case), 2, "is larger than the 16 MiB allowed")

    def test_a_name_from_elsewhere_cannot_steer_the_terminal(self):
        self.refuse(with_change('"count"', '"\\u001b[2Jcount"'), "?[2Jcount: is unknown")

    def test_unknown_device_and_zone(self):
        self.refuse(with_change("skinpen-precision", "skinpen-precison"), "skinpen-precison",
                    "skinpen-precision")
        self.refuse(with_change('"cheek"', '"chek"'), "chek", "cheek")

    def refuse_device(self, changes, path, message):
        """The case with a device of its own, changed, is refused for that one reason."""
        text = pathlib.Path("cases/surgical-scar.json").read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        field = path.rsplit(".", 1)[-1]
        start = text.index('"custom_device"')
        found = text.find(f'"{field}"', start)
        line = text.count("\n", 0, start if found < 0 else found) + 1
        self.refuse(text, f"case.json:{line}: course.custom_device.{path}: ", message)
        said = self.simulate(self.root / "case.json").stderr.decode("utf-8")
        self.assertEqual(said.count("case.json:"), 1, said)

    def test_devices_that_cannot_be_built(self):
        pen = '"pen": {"frequency": "100 Hz", "stroke": "2.5 mm", "swath": "7 mm"}'
        drum = '"roller": {"drum_radius": "10 mm", "drum_width": "20 mm", "needles_around": 4}'
        plate = '"stamp": {"plate_area": "6 mm2"}'
        tip = '{"uniform": ["10 um", "60 um"]}'
        for changes, path, message in (
                ([('"needle_count": 12', '"needle_count": 0')], "needle_count", "0 is below"),
                ([('"taper": "0.8 mm"', '"taper": "-0.8 mm"')], "needle.taper", "-0.8 mm is below"),
                ([('"taper": "0.8 mm"', '"taper": "2.6 mm"')], "needle.taper",
                 "the taper is longer than the needle"),
                ([(tip, '"0.25 mm"')], "needle.tip_diameter", "the tip is wider than the shaft"),
                ([('"length": "2.5 mm"', '"length": "3 mm"')], "needle.length",
                 "3 mm is longer than the stroke of its motor, 2.5 mm"),
                ([('"pitch": "0.8 mm"', '"pitch": "0.2 mm"')], "pitch",
                 "needles of 0.235 mm do not fit at a pitch of 0.2 mm"),
                ([('"pitch": "0.8 mm"', '"pitch": "2.5 mm"')], "pitch",
                 "12 needles at this pitch do not fit the swath"),
                ([(pen, plate)], "pitch", "12 needles at this pitch do not fit on the plate"),
                ([(pen, drum), ('"pitch": "0.8 mm"', '"pitch": "9 mm"')], "pitch",
                 "12 needles at this pitch do not fit on the drum"),
                ([(pen, drum.replace("10 mm", "2 mm"))], "roller.drum_radius",
                 "the drum is smaller than its needles: a radius of 2 mm for needles of 2.5 mm"),
                ([(pen, drum.replace("4}", "5}"))], "roller.needles_around",
                 "12 needles do not make 5 equal rows"),
                ([(pen, pen + ", " + plate)], "pen", "give exactly one of pen, roller, stamp"),
        ):
            with self.subTest(path=path, message=message):
                self.refuse_device(changes, path, message)

    def test_settings_beyond_the_device(self):
        text = pathlib.Path("cases/surgical-scar.json").read_text(encoding="utf-8")
        deep = text.replace('"depth": "2 mm"', '"depth": "2.6 mm"', 1)
        self.refuse(deep, "course.series.settings.depth: 2.6 mm is more than the deepest setting "
                    "of the device, 2.5 mm")
        self.assertEqual(self.simulate(self.root / "case.json").stderr.count(b"case.json:"), 1)
        self.refuse(text.replace('"pattern": "star"', '"pattern": "star", "overlap": "95 %"', 1),
                    "course.series.settings.overlap: ")

    def test_missing_file(self):
        self.expect(self.simulate(self.root / "missing.json"), 3, "missing.json", "No such file")

    def test_folder_as_case(self):
        self.expect(self.simulate(self.root), 3, "not a regular file")

    def test_unwritable_folder(self):
        # Nobody writes below a plain file, not even root.
        (self.root / "file").write_text("plain")
        self.expect(self.simulate("cases/acne-scars.json", self.root / "file" / "out"), 3,
                    str(self.root / "file" / "out"))
        self.assertEqual((self.root / "file").read_text(), "plain")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
