// SPDX-License-Identifier: Apache-2.0
#include "report/calendar_entries.h"

#include <doctest/doctest.h>

#include <set>

#include "evidence/data_files.h"
#include "report/calendar_for_tests.h"

namespace stipple {
namespace {

const TextBook& texts() {
  static const TextBook book = TextBook::load(DataFiles::embedded(), "en");
  return book;
}

const CalendarEntry* find(const std::vector<CalendarEntry>& entries, std::string_view key) {
  const auto found = std::ranges::find(entries, key, &CalendarEntry::key);
  return found == entries.end() ? nullptr : &*found;
}

// A visit at this minute with these instructions.
CarePlan plan_at(std::optional<int> minute,
                 const std::vector<std::tuple<std::string, InstructionKind, int, int>>& rules) {
  const Moment when{*parse_date("2026-03-02"), minute};
  CareVisit visit{.when = when};
  for (const auto& [id, kind, before, after] : rules)
    visit.instructions.push_back(sample::instruction(id, kind, before, after, when, plain_hours));
  return {.visits = {visit}};
}

TEST_CASE("each visit has one entry, each instruction with a reminder one where it changes") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const CarePlan plan = sample::care_plan(seed, {.timed = seed % 2 == 0});
    const auto entries = calendar_entries(plan, {}, texts());
    std::set<std::string> keys;
    for (const CalendarEntry& e : entries) CHECK(keys.insert(e.key).second);
    for (const CareVisit& v : plan.visits) {
      const std::string prefix = std::to_string(v.visit) + "/";
      const CalendarEntry* visit = find(entries, prefix + "visit");
      REQUIRE(visit);
      CHECK(visit->appointment);
      CHECK(visit->at == *v.when);
      const CalendarEntry* preparation = find(entries, prefix + "preparation");
      for (const DatedInstruction& i : v.instructions) {
        CAPTURE(i.id);
        const bool dated = i.reminder && i.kind != InstructionKind::never;
        const CalendarEntry* until = find(entries, prefix + i.id + "/until");
        CHECK((until != nullptr) == (dated && i.hours_after > 0));
        if (until) CHECK(until->at == *i.until);
        // Its beginning is told: in an entry of its own, or with all else that begins then.
        const CalendarEntry* from = find(entries, prefix + i.id + "/from");
        const bool with_others = preparation && preparation->at == i.from;
        CHECK((from != nullptr) == (dated && i.hours_before > 0 && !with_others));
        if (from) CHECK(from->at == *i.from);
        // Preparation is the first of them.
        if (i.from && i.hours_before > 0) {
          REQUIRE(preparation);
          CHECK(preparation->at.date <= i.from->date);
        }
      }
    }
  }
}

TEST_CASE("an instruction that goes on through the next visit neither ends nor begins anew") {
  CarePlan plan = sample::care_plan(7, {.visits = 2});
  for (CareVisit& v : plan.visits)
    v.instructions = {
        sample::instruction("actives", InstructionKind::pause, 72, 120, *v.when, plain_hours)};
  const auto apart = calendar_entries(plan, {}, texts());
  CHECK(find(apart, "0/actives/until"));
  CHECK(find(apart, "1/preparation"));
  plan.visits[0].instructions[0].lengthened_by = LengthenedBy::next_visit;
  const auto joined = calendar_entries(plan, {}, texts());
  CHECK_FALSE(find(joined, "0/actives/until"));
  CHECK_FALSE(find(joined, "1/preparation"));
  CHECK(find(joined, "1/actives/until"));
  CHECK(joined.size() + 2 == apart.size());
}

TEST_CASE("an alarm of a visit comes before it, and a reminder wakes nobody") {
  for (int minute = 0; minute < 24 * 60; minute += 5)
    for (const int hours : {1, 5, 24, 31, 72}) {
      const auto entries =
          calendar_entries(plan_at(minute, {{"a", InstructionKind::pause, hours + 1, hours},
                                            {"b", InstructionKind::pause, hours, hours + 2}}),
                           {}, texts());
      CHECK(entries.size() == 5);
      for (const CalendarEntry& e : entries) {
        CAPTURE(e.key);
        for (const int alarm : e.alarms) {
          CHECK(std::abs(alarm) <= 24 * 60);
          if (e.appointment) {
            CHECK(alarm < 0);
            continue;
          }
          // Late where something ends, early where it begins: never the other way round.
          CHECK((e.key.ends_with("/until") ? alarm >= 0 : alarm <= 0));
          const int rings = ((*e.at.minute + alarm) % (24 * 60) + 24 * 60) % (24 * 60);
          CHECK(rings >= 8 * 60);
          CHECK(rings <= 21 * 60);
          // By day it rings at its time.
          if (*e.at.minute >= 8 * 60 && *e.at.minute <= 21 * 60) CHECK(alarm == 0);
        }
      }
    }
}

TEST_CASE("what has no time of day is told at nine, or at six the evening before it begins") {
  const auto entries =
      calendar_entries(plan_at(std::nullopt, {{"a", InstructionKind::pause, 48, 48}}), {}, texts());
  REQUIRE(entries.size() == 3);
  for (const CalendarEntry& e : entries) {
    CHECK_FALSE(e.at.minute);
    REQUIRE(e.alarms.size() == 1);
    CHECK(e.alarms.front() == (e.key.ends_with("/until") ? 9 * 60 : 18 * 60 - 24 * 60));
  }
}

TEST_CASE("social plans are told only while no other visit has come") {
  CarePlan plan = sample::care_plan(3, {.visits = 2});
  plan.visits[0].social_safe_days = 5;
  plan.visits[0].social_safe = Moment{days_after(plan.visits[0].when->date, 5), 600};
  CHECK(find(calendar_entries(plan, {}, texts()), "0/social"));
  plan.visits[0].social_safe = plan.visits[1].when;
  CHECK_FALSE(find(calendar_entries(plan, {}, texts()), "0/social"));
  plan.visits[0].social_safe = Moment{plan.visits[1].when->date, std::nullopt};
  CHECK_FALSE(find(calendar_entries(plan, {}, texts()), "0/social"));
}

TEST_CASE("without dates there is nothing to enter") {
  CarePlan plan = sample::care_plan(1);
  for (CareVisit& v : plan.visits) v.when.reset();
  CHECK(calendar_entries(plan, {}, texts()).empty());
}

TEST_CASE("a visit says whom to call where the practice is known, and nothing else of it") {
  const CareSettings settings{.practice = Practice{.name = "Needle House", .phone = "030 123"}};
  const auto entries = calendar_entries(sample::care_plan(1), settings, texts());
  for (const CalendarEntry& e : entries) {
    CHECK((e.says.find("030 123") != std::string::npos) == e.appointment);
    CHECK(e.says.find("Needle") == std::string::npos);
  }
}

}  // namespace
}  // namespace stipple
