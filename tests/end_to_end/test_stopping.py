#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""However a run ends, whoever reads its folder sees whole files: killed at any moment, stopped with
Ctrl-C, or out of disk."""

import os
import pty
import random
import resource
import signal
import subprocess
import sys
import time
import unittest

from _program import FILES, PROGRAM, InFolder, contents, stipple

CASE = "cases/age-spots-unexamined.json"


def command(out, seed=2, members=8):
    return [PROGRAM, "simulate", CASE, "--members", str(members), "--seed", str(seed),
            "--out", str(out)]


class Killed(InFolder):
    def test_whole_old_files_or_whole_new_ones(self):
        out = self.root / "out"
        stipple(*command(out, seed=1)[1:])
        old = contents(out)
        start = time.monotonic()
        stipple(*command(self.root / "new")[1:])
        lasts = time.monotonic() - start
        new = contents(self.root / "new")
        for name in FILES:
            self.assertTrue(old[name] != new[name], name)
        pick = random.Random(7)
        for k in range(10):
            # Half at any moment, half when the first file is being written.
            wait = pick.uniform(0, lasts) if k % 2 else None
            self.kill_during(out, wait, pick.uniform(0, 0.003))
            now = contents(out)
            for name in FILES:
                self.assertTrue(now[name] in (old[name], new[name]), f"{name} is half written")
            # result.json comes last: where it is new, all of them are.
            if now["result.json"] == new["result.json"]:
                self.assertTrue(now == new)
            stipple(*command(out, seed=1)[1:]) if now != old else None
        stipple(*command(out)[1:])
        self.assertTrue(contents(out) == new)

    def kill_during(self, out, wait, pause):
        before = set(os.listdir(out))
        done = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if wait is not None:
            time.sleep(wait)
        else:
            written = out / "trajectory.csv"
            stamp = written.stat().st_mtime_ns
            begun = lambda: any(n.startswith("trajectory.csv.") for n in
                                set(os.listdir(out)) - before) or (
                                    written.stat().st_mtime_ns != stamp)
            while done.poll() is None and not begun():
                time.sleep(0.0002)
            time.sleep(pause)
        done.kill()
        done.wait()


class Interrupted(InFolder):
    def at_a_terminal(self, out, keys):
        """Runs at a terminal, types once the bar stands, and gives all output and the status."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(PROGRAM, command(out, members=64))
        shown = b""
        typed = False
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
            if keys and not typed and b"%" in shown:
                os.write(terminal, keys)
                typed = True
        status = os.waitpid(pid, 0)[1]
        os.close(terminal)
        return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status)

    def test_ctrl_c_at_a_terminal(self):
        out = self.root / "out"
        stipple(*command(out, seed=1)[1:])
        old = contents(out)
        shown, status = self.at_a_terminal(out, b"\x03")
        self.assertEqual(status, 130, shown)
        self.assertRegex(shown, r"simulating \[=* *\] +\d+ % +[\d.]+ (s|min|h) left")
        self.assertIn("stopped", shown)
        self.assertIn("as they were", shown)
        self.assertTrue(contents(out) == old)
        self.assertEqual(sorted(os.listdir(out)), sorted(FILES))

    def test_the_signal_in_a_pipe(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            out = self.root / number.name
            done = subprocess.Popen(command(out, members=64), stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True)
            while done.poll() is None and not out.exists():
                time.sleep(0.002)
            done.send_signal(number)
            printed, said = done.communicate()
            self.assertEqual(done.returncode, 130, said)
            self.assertEqual(printed, "")
            self.assertIn("stopped", said)
            self.assertEqual(os.listdir(out), [])

    def test_no_bar_in_a_pipe(self):
        done = stipple(*command(self.root / "out")[1:])
        self.assertEqual(done.stderr, "")
        self.assertNotIn("\r", done.stdout)


class NoRoom(InFolder):
    def test_no_room_for_the_files(self):
        out = self.root / "out"
        stipple(*command(out, seed=1)[1:])
        old = contents(out)
        small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        said = stipple(*command(out)[1:], status=3, preexec_fn=small).stderr
        self.assertIn(f"cannot write {out}", said)
        self.assertTrue(contents(out) == old)
        self.assertEqual(sorted(os.listdir(out)), sorted(FILES))

    def test_no_room_for_what_is_printed(self):
        for arguments in (["schema"], ["--help"], ["--version"],
                          ["simulate", CASE, "--members", "1", "--json"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE,
                                      check=False)
            self.assertEqual(done.returncode, 3, arguments)
            self.assertIn(b"cannot write to standard output", done.stderr)

    def test_nobody_reads_what_is_printed(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([PROGRAM, "schema"], stdout=writer, stderr=subprocess.PIPE,
                              check=False)
        os.close(writer)
        self.assertEqual(done.returncode, 3)

    def test_members_that_do_not_fit_are_refused_and_those_said_to_fit_do(self):
        room = 160 << 20  # the drawing libraries alone take half of it
        little = lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room))
        start = time.monotonic()
        arguments = ["simulate", CASE, "--threads", "1", "--quiet", "--out", self.root / "out"]
        said = stipple(*arguments, "--members", 1000000, status=2, preexec_fn=little).stderr
        self.assertLess(time.monotonic() - start, 20)
        self.assertRegex(said, r"--members: 1000000 members .* give at most \d+")
        self.assertFalse((self.root / "out").exists())
        fitting = said.split()[-1]
        self.assertGreater(int(fitting), 8)
        stipple(*arguments, "--members", fitting, preexec_fn=little)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
