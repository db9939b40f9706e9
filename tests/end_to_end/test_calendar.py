#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The calendar as a telephone gets it: read with another library, times held against another
program's time zones, and issued again after the plan changed."""

import datetime
import io
import json
import re
import sys
import unittest
import zoneinfo

from _program import InFolder, case_document, stipple

try:
    import dateutil.tz
    import icalendar
except ImportError:  # the package of the system, where this is another Python
    sys.path.append("/usr/lib/python3/dist-packages")
    import dateutil.tz
    import icalendar

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
FEW = ("--members", 4)
CARE = {"practice": {"name": "Needle Practice", "phone": "030 1234567"},
        "time_zone": "Europe/Berlin", "times": ["14:30"]}
HOUR = datetime.timedelta(hours=1)


def course(care=None, start="2026-02-27", visits=4):
    """Two days after the second visit the clocks of Berlin are put forward."""
    document = case_document("acne-scars.json")
    document["course"]["start"] = start
    document["course"]["series"]["count"] = visits
    if care:
        document["care"] = care
    return document


def events(ics):
    return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(ics).walk("VEVENT")}


def start(event):
    """The time as it stands in the file, in its zone by the system's rules."""
    line = event["DTSTART"]
    when = line.dt
    if isinstance(when, datetime.datetime):
        zone = line.params.get("TZID")
        return when.replace(tzinfo=zoneinfo.ZoneInfo(zone) if zone else None)
    return when


def told(text):
    """A moment of care.json."""
    if "T" not in text:
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


class Calendar(InFolder):
    def issue(self, document, *options, status=0, issued="2026-02-20"):
        out = self.root / "out"
        done = stipple("care", self.case(document), "--out", out, *FEW, "--issued", issued,
                       *options, status=status)
        return (out / "calendar.ics").read_bytes(), done

    def plan(self):
        return json.loads((self.root / "out/care.json").read_text("utf-8"))["plan"]

    def test_each_visit_and_each_reminder_is_there_at_its_instant(self):
        ics, _ = self.issue(course(CARE))
        found = list(events(ics).values())
        self.assertEqual(len({str(e["UID"]) for e in found}), len(found))
        self.assertEqual(len(re.findall(rb"BEGIN:VEVENT\r\n", ics)), len(found))
        visits = [start(e) for e in found if e["SUMMARY"] == "Appointment"]
        self.assertEqual(visits, [told(v["when"]) for v in self.plan()["visits"]])
        reminders = {start(e) for e in found if e["SUMMARY"] == "Reminder"}
        self.assertEqual(len(visits) + sum(e["SUMMARY"] == "Reminder" for e in found), len(found))
        expected = 0
        for visit in self.plan()["visits"]:
            for one in visit["instructions"]:
                if not one["reminder"] or one["kind"] == "never":
                    continue
                if one["until"] and one["hours_after"] and one["lengthened_by"] != "next_visit":
                    self.assertIn(told(one["until"]), reminders, one["id"])
                    expected += 1
        self.assertGreater(expected, 0)

    def test_spans_are_true_hours_or_calendar_days(self):
        self.issue(course(CARE))
        across = 0
        for visit in self.plan()["visits"]:
            when = told(visit["when"])
            for one in visit["instructions"]:
                if one["kind"] == "never" or not one["until"] or not one["hours_after"] or \
                        one["lengthened_by"] == "next_visit":
                    continue
                until = told(one["until"])
                true = (until.astimezone(datetime.timezone.utc) -
                        when.astimezone(datetime.timezone.utc)) / HOUR
                wall = (until.replace(tzinfo=None) - when.replace(tzinfo=None)) / HOUR
                self.assertIn(one["hours_after"], (true, wall), one["id"])
                across += true != wall
        self.assertGreater(across, 0, "the course meets the change of the clocks")

    def test_the_rules_of_the_zone_in_the_file_are_those_of_the_system(self):
        ics, _ = self.issue(course(CARE))
        zones = dateutil.tz.tzical(io.StringIO(ics.decode("utf-8").replace("\r", "")))
        self.assertEqual(list(zones.keys()), ["Europe/Berlin"])
        rules = zones.get("Europe/Berlin")
        offsets = set()
        for event in events(ics).values():
            when = start(event)
            if not isinstance(when, datetime.datetime):  # a day has no hours to shift
                continue
            self.assertEqual(when.replace(tzinfo=rules).utcoffset(), when.utcoffset())
            offsets.add(when.utcoffset())
        self.assertEqual(offsets, {HOUR, 2 * HOUR}, "winter and summer")

    def test_alarms(self):
        ics, _ = self.issue(course(CARE))
        for event in events(ics).values():
            alarms = [a["TRIGGER"].dt for a in event.walk("VALARM")]
            if event["SUMMARY"] == "Appointment":
                self.assertEqual(sorted(alarms), [-24 * HOUR, -2 * HOUR])
                continue
            self.assertEqual(len(alarms), 1)
            when = start(event)
            if not isinstance(when, datetime.datetime):
                when = datetime.datetime.combine(when, datetime.time())
            rings = (when.replace(tzinfo=None) + alarms[0]).time()
            self.assertTrue(datetime.time(8) <= rings <= datetime.time(21), rings)
            for alarm in event.walk("VALARM"):
                self.assertEqual(str(alarm["DESCRIPTION"]), "Reminder")

    def test_without_a_zone_times_float_and_without_a_time_they_are_days(self):
        for care, kind in (({"times": ["14:30"]}, datetime.datetime), (None, datetime.date),
                           ({"time_zone": "Europe/Berlin"}, datetime.date)):
            ics, _ = self.issue(course(care))
            self.assertNotIn(b"VTIMEZONE", ics)
            for event in events(ics).values():
                # That one is fit to be seen is told in days, whatever is known of the clock.
                if event["SUMMARY"] == "Appointment" or kind is datetime.date:
                    self.assertIs(type(start(event)), kind)
                self.assertIsNone(getattr(start(event), "tzinfo", None))

    def test_nothing_tells_what_the_appointments_are_for(self):
        for language, titles in (("en", {"Appointment", "Reminder"}),
                                 ("de", {"Termin", "Erinnerung"})):
            ics, _ = self.issue(course(CARE), "--language", language)
            self.assertEqual({str(e["SUMMARY"]) for e in events(ics).values()}, titles)
            text = ics.replace(b"\r\n ", b"").decode("utf-8").lower()
            for word in ("acne", "akne", "scar", "narbe", "needl", "nadel", "cheek", "wange",
                         "retino", "lidoc", "practice\\,", document_name().lower()):
                self.assertNotIn(word, text)
            for event in events(ics).values():
                self.assertEqual(str(event["CLASS"]), "PRIVATE")

    def test_the_same_plan_issued_again_changes_nothing(self):
        first, _ = self.issue(course(CARE))
        same, _ = self.issue(course(CARE))
        self.assertEqual(first, same)
        later, _ = self.issue(course(CARE), issued="2026-02-25")
        before, after = events(first), events(later)
        self.assertEqual(before.keys(), after.keys())
        for uid, event in after.items():
            self.assertEqual((start(event), int(event["SEQUENCE"])), (start(before[uid]), 0))
            self.assertGreater(event["DTSTAMP"].dt, before[uid]["DTSTAMP"].dt)

    def test_a_moved_course_updates_its_entries_and_a_dropped_visit_is_cancelled(self):
        first = events(self.issue(course(CARE))[0])
        moved = events(self.issue(course(CARE, start="2026-03-06"))[0])
        self.assertLessEqual(first.keys(), moved.keys())
        visits = [uid for uid, e in first.items() if e["SUMMARY"] == "Appointment"]
        for uid in visits:
            self.assertEqual(start(moved[uid]) - start(first[uid]), 7 * 24 * HOUR)
            self.assertEqual(int(moved[uid]["SEQUENCE"]), 1)
        for _ in range(2):
            fewer = events(self.issue(course(CARE, start="2026-03-06", visits=3))[0])
            # The last visit may have reminders of its own now.
            self.assertLessEqual(moved.keys(), fewer.keys())
            self.assertEqual([str(fewer[uid]["STATUS"]) for uid in visits],
                             ["CONFIRMED"] * 3 + ["CANCELLED"])
            self.assertEqual([int(fewer[uid]["SEQUENCE"]) for uid in visits], [1, 1, 1, 2])
            self.assertFalse(fewer[visits[-1]].walk("VALARM"))

    def test_a_damaged_or_foreign_calendar_is_refused_and_stays(self):
        ics, _ = self.issue(course(CARE))
        path = self.root / "out/calendar.ics"
        for bad, said in ((ics[:len(ics) // 2], "damaged"), (b"", None),
                          (ics.replace(b"-//Stipple//", b"-//Else//"), "another program"),
                          (ics.replace(b"SEQUENCE:0", b"SEQUENCE:x", 1), "damaged")):
            path.write_bytes(bad)
            if said is None:
                self.issue(course(CARE))
                continue
            now, done = self.issue(course(CARE), status=2)
            self.assertRegex(done.stderr, said)
            self.assertEqual(now, bad)


def document_name():
    return case_document("acne-scars.json")["name"]


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
