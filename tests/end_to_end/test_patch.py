#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A patch run: what it writes, the same bits on any threads and after any number of kills, what it
refuses. `PATCH_KILLS=100 python3 tests/end_to_end/test_patch.py Killed` kills a hundred times."""

import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import unittest

from _program import FILES, PROGRAM, InFolder, contents, stipple

CASE = os.path.abspath("cases/age-spots-unexamined.json")
CHECKPOINT = "patch.checkpoint"
PATCH_FILES = (*FILES, "trajectory-patch.csv")
SIZE = ("--resolution", "patch", "--width", "0.3mm", "--cell", "40um")
KILLS = int(os.environ.get("PATCH_KILLS", "6"))


def command(out, *more, until="3 days", threads=1):
    return ["simulate", CASE, *SIZE, "--until", until, "--members", "1", "--quiet", "--threads",
            str(threads), "--out", str(out), *more]


def files_of(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*"))
            if p.is_file()}


class Whole(InFolder):
    def test_what_it_writes(self):
        out, column = self.root / "patch", self.root / "column"
        stipple(*command(out, threads=2))
        stipple("simulate", CASE, "--members", 1, "--quiet", "--out", column)
        self.assertLessEqual(set(PATCH_FILES), set(files_of(out)))
        self.assertNotIn(CHECKPOINT, files_of(out))
        mine, plain = contents(out), contents(column)
        self.assertTrue(mine["trajectory.csv"] == plain["trajectory.csv"])
        result, without = json.loads(mine["result.json"]), json.loads(plain["result.json"])
        patch = result.pop("patch")
        self.assertEqual(result, without)
        self.patch_is_sound(patch)
        self.table_says_the_same(out / "trajectory-patch.csv", patch)

    def patch_is_sound(self, patch):
        grid = patch["grid"]
        self.assertEqual(grid["cells"],
                         grid["columns_x"] * grid["columns_y"] * grid["cells_in_depth"])
        self.assertAlmostEqual(grid["width_mm"], 0.3)
        self.assertLessEqual(grid["column_mm"], 0.04)
        self.assertEqual(len(grid["edges_mm"]), grid["cells_in_depth"] + 1)
        self.assertEqual(patch["until_day"], 3)
        self.assertGreater(patch["steps"]["accepted"], 20)
        for visit in patch["visits"]:
            self.assertGreater(visit["channels"], 0)
            self.assertEqual(len(visit["mean_damage"]), grid["cells_in_depth"])
            self.assertTrue(all(0 <= d <= 1 for d in visit["mean_damage"]))
            self.assertGreater(visit["torn_share"], 0)
        curves = patch["trajectory"]
        times = curves["times"]
        self.assertEqual((times, times[-1]), (sorted(times), 3))
        self.assertEqual(sum(curves["after_visit"]), len(patch["visits"]))
        for name, curve in curves["quantities"].items():
            for series in ("mean", "p5", "p95"):
                self.assertEqual(len(curve[series]), len(times), name)
            for low, high in zip(curve["p5"], curve["p95"]):
                self.assertLessEqual(low, high, name)

    def table_says_the_same(self, path, patch):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        curves = patch["trajectory"]
        self.assertEqual(len(rows), len(curves["times"]) * len(curves["quantities"]))
        for row, (name, k) in zip(rows, ((n, k) for n in curves["quantities"]
                                         for k in range(len(curves["times"])))):
            curve = curves["quantities"][name]
            self.assertEqual((row["quantity"], row["unit"]), (name, curve["unit"]))
            self.assertEqual(bool(int(row["after_visit"])), curves["after_visit"][k])
            self.assertEqual((float(row["day"]), float(row["mean"]), float(row["p5"]),
                              float(row["p95"])),
                             (curves["times"][k], curve["mean"][k], curve["p5"][k],
                              curve["p95"][k]))

    def test_the_same_bytes_on_any_threads(self):
        for threads in (1, 2):
            stipple(*command(self.root / str(threads), threads=threads))
        self.assertTrue(files_of(self.root / "1") == files_of(self.root / "2"))


class Killed(InFolder):
    until = "1 day"

    def test_the_same_bytes_after_any_number_of_kills(self):
        """Killed at any moment, and at half of them while a checkpoint is being written."""
        whole = self.root / "whole"
        start = time.monotonic()
        stipple(*command(whole, until=self.until))
        lasts = time.monotonic() - start
        wanted = files_of(whole)
        self.assertLessEqual(set(PATCH_FILES), set(wanted))
        pick = random.Random(11)
        kills = resumed = rounds = 0

        def enough():  # where a kill falls is chance: on until some fell on a resumed run
            self.assertLess(kills, 6 * KILLS, "hardly ever a checkpoint to go on from")
            return kills >= KILLS and resumed > kills / 4

        while not enough():
            out = self.root / f"killed{rounds}"
            rounds += 1
            while True:
                resume = (out / CHECKPOINT).exists()
                if self.killed(out, resume, pick, lasts):
                    kills += 1
                    resumed += resume
                else:
                    break
                if enough() and (out / CHECKPOINT).exists():
                    stipple(*command(out, "--resume", until=self.until))
                    break
            if "result.json" not in files_of(out):  # killed before its first checkpoint
                stipple(*command(out, until=self.until))
            self.assertTrue(files_of(out) == wanted, f"other bytes after {kills} kills")
        print(f"{kills} kills, {resumed} of them of a resumed run, {rounds} runs to their end: "
              "the same bytes", file=sys.stderr)

    def killed(self, out, resume, pick, lasts):
        """Runs with a checkpoint at every step; whether it was killed before its end."""
        more = ["--resume"] if resume else []
        run = subprocess.Popen([PROGRAM, *command(out, "--checkpoint-every", "0 s", *more,
                                                  until=self.until)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            run.wait(timeout=pick.uniform(0.0, 1.5 * lasts))
        except subprocess.TimeoutExpired:
            if pick.random() < 0.5:
                self.wait_for_a_half(run, out)
        was_killed = run.poll() is None
        run.kill()
        said = run.communicate()[1]
        if not was_killed:
            self.assertEqual((run.returncode, said), (0, b""))
        return was_killed

    def wait_for_a_half(self, run, out):
        until = time.monotonic() + 1.0
        while run.poll() is None and time.monotonic() < until:
            if out.exists() and any(n.startswith(CHECKPOINT + ".") for n in os.listdir(out)):
                return


class Stopped(InFolder):
    def start(self, out, *more, until="200 days"):
        run = subprocess.Popen([PROGRAM, *command(out, *more, until=until)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(run.stdout.close)
        self.addCleanup(run.stderr.close)
        return run

    def wait_for_checkpoint(self, run, out):
        while run.poll() is None and not (out / CHECKPOINT).exists():
            time.sleep(0.002)

    def test_a_signal_keeps_a_checkpoint_and_says_how_to_go_on(self):
        whole = self.root / "whole"
        stipple(*command(whole, until="10 days"))
        for number in (signal.SIGINT, signal.SIGTERM):
            out = self.root / number.name
            run = self.start(out, "--checkpoint-every", "0.01s", until="10 days")
            self.wait_for_checkpoint(run, out)
            run.send_signal(number)
            said = run.communicate()[1]
            self.assertEqual(run.returncode, 130, said)
            self.assertRegex(said, r"stopped on day .* of 10; the same command with --resume")
            self.assertTrue((out / CHECKPOINT).exists())
            self.assertFalse(set(PATCH_FILES) & set(files_of(out)))
            said = stipple(*command(out, until="10 days"), status=2).stderr
            self.assertRegex(said, "--resume: is missing: .* is of a run that was stopped")
            stipple(*command(out, "--resume", until="10 days", threads=2))
            self.assertTrue(files_of(out) == files_of(whole))

    def test_no_two_runs_in_one_folder(self):
        out = self.root / "out"
        first = self.start(out, "--checkpoint-every", "0 s")
        self.wait_for_checkpoint(first, out)
        said = stipple(*command(out, "--resume", until="200 days"), status=3).stderr
        self.assertIn(f"another run is at work in {out}", said)
        first.kill()
        first.communicate()

    def test_checkpoints_that_are_no_use(self):
        out = self.root / "out"
        run = self.start(out, "--checkpoint-every", "0 s")
        self.wait_for_checkpoint(run, out)
        run.kill()
        run.communicate()
        kept = out / CHECKPOINT
        for change, told in ((("--seed", "2"), "--seed was 1 and is 2 now"),
                             (("--width", "0.2mm"), "--width was 0.3 mm and is 0.2 mm now"),
                             (("--cell", "50um"), "--cell was 40 um and is 50 um now")):
            arguments = command(out, "--resume", until="200 days")
            if change[0] in arguments:
                arguments[arguments.index(change[0]) + 1] = change[1]
            else:
                arguments += change
            said = stipple(*arguments, status=2).stderr
            self.assertIn(f"{kept}: belongs to another run: {told}", said)
            self.assertEqual(len(said.splitlines()), 1)
        said = stipple(*command(out, "--resume", until="9 mo"), status=2).stderr
        self.assertIn("--until was 200 days and is 273.9375 days now", said)
        bytes_kept = kept.read_bytes()
        for wrong, told in ((bytes_kept[:-1], "is cut off"), (b"x", "is cut off"),
                            (bytes_kept[:5000] + b"?" + bytes_kept[5001:], "is damaged"),
                            (bytes(len(bytes_kept)), "is no checkpoint")):
            kept.write_bytes(wrong)
            said = stipple(*command(out, "--resume", until="200 days"), status=3).stderr
            self.assertIn(f"{kept}: {told}", said)
            self.assertIn("delete it and start again without --resume", said)
            self.assertTrue(kept.read_bytes() == wrong)


class Refused(InFolder):
    def test_nothing_to_resume(self):
        said = stipple(*command(self.root / "out", "--resume"), status=2).stderr
        self.assertRegex(said, r"--resume: there is no .*patch\.checkpoint")
        self.assertFalse((self.root / "out").exists())
        said = stipple("simulate", CASE, *SIZE, "--json", "--resume", status=2).stderr
        self.assertIn("--resume: needs the folder of the run: give --out", said)

    def test_options_of_a_patch(self):
        for option, wrong, told in (
                ("--width", "2", "has no unit"), ("--width", "0.05mm", "from 0.1 mm to 10 mm"),
                ("--width", "11 mm", "from 0.1 mm to 10 mm"), ("--width", "nan mm", "not a"),
                ("--cell", "4 um", "from 0.005 mm to 0.1 mm"), ("--cell", "101um", "from 0.005"),
                ("--cell", "-20um", "from 0.005"), ("--cell", "20 kPa", "unknown unit"),
                ("--until", "9", "has no unit"), ("--until", "0 days", "is not a time from"),
                ("--until", "200 years", "is not a time from"), ("--until", "mo", "is not a time"),
                ("--checkpoint-every", "3", "has no unit"),
                ("--checkpoint-every", "-1 s", "is not a time from"),
                ("--concern", "0", "--concern"), ("--concern", "9", "the case has"),
                ("--resolution", "fine", "not in")):
            arguments = ["simulate", CASE, "--resolution=patch", f"{option}={wrong}"]
            if option == "--resolution":
                del arguments[2]
            said = stipple(*arguments, status=2, cwd=self.root).stderr
            self.assertIn(option, said)
            self.assertIn(told, said)
        for option in (("--width", "1mm"), ("--cell", "20um"), ("--until", "9mo"),
                       ("--concern", "1"), ("--resume",),
                       ("--dry-run",), ("--checkpoint-every", "1 s")):
            said = stipple("simulate", CASE, *option, status=2).stderr
            self.assertIn(f"{option[0]}: is for --resolution patch", said)
        self.assertEqual(os.listdir(self.root), [])

    def test_a_patch_that_does_not_fit(self):
        room = 400 << 20
        little = lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room))
        for more in ((), ("--dry-run",)):
            out = self.root / "out"
            start = time.monotonic()
            said = stipple("simulate", CASE, "--resolution", "patch", "--width", "4mm", "--members",
                           "1", "--threads", "1", "--out", out, *more, status=2,
                           preexec_fn=little).stderr
            self.assertLess(time.monotonic() - start, 20)
            self.assertRegex(said, r"--resolution patch: a patch of 208 × 208 × \d+ cells takes "
                                   r"about .* of memory and .* are free: give a smaller --width")
            self.assertFalse(out.exists())
        # One that is said to fit does.
        stipple(*command(self.root / "fits"), preexec_fn=little)


class Pictures(InFolder):
    def test_pictures_are_drawn_anew_alike_and_of_any_field(self):
        out = self.root / "out"
        stipple(*command(out, until="2 days"))
        drawn = {p.name: p.read_bytes() for p in (out / "pictures").iterdir()}
        self.assertEqual({n for n in drawn if n.startswith(("face", "block"))},
                         {"face.png", "block.png", "block-cells.png"})
        self.assertEqual(sum(n.startswith("section-") for n in drawn), 5)
        anew = self.root / "anew"
        stipple("picture", out, "--out", anew)
        self.assertTrue({p.name: p.read_bytes() for p in anew.iterdir()} == drawn)
        one = self.root / "one"
        stipple("picture", out, "--field", "immune_cells", "--depth", "0.4 mm", "--out", one)
        self.assertEqual({p.name for p in one.iterdir()},
                         {"map-immune_cells.png", "block-immune_cells.png"})

    def test_what_cannot_be_drawn(self):
        out = self.root / "out"
        stipple(*command(out, until="1 hour"))
        for more, told in ((("--field", "zz"), 'there is no field "zz"; there are I, g'),
                           (("--field", "v", "--depth", "9 mm"), "9 mm is below the patch"),
                           (("--field", "v", "--depth", "-1 mm"), "is not a depth"),
                           (("--depth", "1 mm"), "--field")):
            said = stipple("picture", out, *more, "--out", self.root / "no", status=2).stderr
            self.assertIn(told, said)
        self.assertFalse((self.root / "no").exists())
        stipple("picture", self.root / "nowhere", status=3)


class DryRun(InFolder):
    def test_it_says_what_it_takes_and_does_nothing(self):
        said = stipple("simulate", CASE, "--resolution", "patch", "--dry-run", cwd=self.root).stdout
        for part in (r"patch +2 × 2 × [\d.]+ mm in 112 × 112 × \d+ cells", r"cells +\d{6}\n",
                     r"memory +\d+ MiB, .* free", r"disk +[\d.]+ [MG]iB, .* free",
                     r"time +about \d.* for \d+ steps to day \d+"):
            self.assertRegex(said, part)
        self.assertEqual(os.listdir(self.root), [])


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
