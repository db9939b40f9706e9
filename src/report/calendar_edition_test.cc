// SPDX-License-Identifier: Apache-2.0
#include "report/calendar_edition.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "core/error.h"
#include "evidence/data_files.h"
#include "report/calendar.h"
#include "report/calendar_for_tests.h"
#include "report/local_clock.h"

namespace stipple {
namespace {

const CareSettings kBerlin{.time_zone = "Europe/Berlin"};

const TextBook& texts() {
  static const TextBook book = TextBook::load(DataFiles::embedded(), "en");
  return book;
}

// Issued on the n-th day, after what was issued before.
std::string issue(const CarePlan& plan, int n, const std::string& previous = {},
                  const CareSettings& settings = kBerlin) {
  return calendar_ics(plan, settings, texts(),
                      {.issued = days_after(*parse_date("2026-01-02"), n),
                       .issued_minute = 600,
                       .previous_ics = previous,
                       .identity = "shelf"});
}

CarePlan moved(CarePlan plan, std::size_t visit, int days) {
  const auto move = [&](std::optional<Moment>& m) {
    if (m) m->date = days_after(m->date, days);
  };
  CareVisit& v = plan.visits.at(visit);
  move(v.when);
  move(v.social_safe);
  for (DatedInstruction& i : v.instructions) {
    move(i.from);
    move(i.until);
  }
  return plan;
}

TEST_CASE("an unchanged plan keeps every number, however often it is issued") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const CarePlan plan = sample::care_plan(seed, {.timed = seed % 3 != 0});
    const std::string first = issue(plan, 0);
    std::string again = first;
    for (int n = 1; n < 4; ++n) again = issue(plan, n, again);
    const auto before = sample::events_in(first), after = sample::events_in(again);
    REQUIRE(before.size() == after.size());
    for (const auto& [uid, event] : after) {
      CHECK(event.sequence() == 0);
      CHECK(event.line("STATUS") == "CONFIRMED");
      CHECK(event.line("DTSTART") == before.at(uid).line("DTSTART"));
    }
    // The same day again: the same bytes.
    CHECK(issue(plan, 0, first) == first);
  }
}

TEST_CASE("a moved visit keeps its UIDs with the next number, the others theirs as they were") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const CarePlan plan = sample::care_plan(seed);
    const std::string first = issue(plan, 0);
    const auto before = sample::events_in(first);
    const auto after = sample::events_in(issue(moved(plan, 1, 3), 1, first));
    REQUIRE(before.size() == after.size());
    int changed = 0;
    for (const auto& [uid, event] : after) {
      const bool same = event.line("DTSTART") == before.at(uid).line("DTSTART");
      CHECK(event.sequence() == (same ? 0 : 1));
      CHECK(event.line("STATUS") == "CONFIRMED");
      changed += same ? 0 : 1;
    }
    CHECK(changed >= 1);
    CHECK(changed < static_cast<int>(after.size()));
  }
}

TEST_CASE("a dropped visit is cancelled once, stays so, and comes back with a higher number") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const CarePlan whole = sample::care_plan(seed);
    CarePlan shorter = whole;
    shorter.visits.pop_back();
    const std::string first = issue(whole, 0), second = issue(shorter, 1, first),
                      third = issue(shorter, 2, second), fourth = issue(whole, 3, third);
    const auto kept = sample::events_in(issue(shorter, 0));
    const auto gone = sample::events_in(second), still = sample::events_in(third),
               back = sample::events_in(fourth);
    REQUIRE(gone.size() == sample::events_in(first).size());
    CHECK(kept.size() < gone.size());
    for (const auto& [uid, event] : gone) {
      const bool dropped = !kept.contains(uid);
      CHECK(event.line("STATUS") == (dropped ? "CANCELLED" : "CONFIRMED"));
      CHECK(event.sequence() == (dropped ? 1 : 0));
      CHECK(event.all("VALARM").empty() == dropped);
      CHECK(still.at(uid).line("STATUS") == event.line("STATUS"));
      CHECK(still.at(uid).sequence() == event.sequence());
      CHECK(back.at(uid).line("STATUS") == "CONFIRMED");
      CHECK(back.at(uid).sequence() == (dropped ? 2 : 0));
    }
    REQUIRE(back.size() == gone.size());
  }
}

// Every zone that a time is told in has its rules in the file, once.
void check_zones(const sample::Part& calendar) {
  std::set<std::string> zones;
  for (const sample::Part& rules : calendar.all("VTIMEZONE"))
    CHECK(zones.insert(rules.line("TZID")).second);
  const std::string in_zone = "DTSTART;TZID=";
  for (const sample::Part& event : calendar.all("VEVENT"))
    for (const auto& [name, value] : event.lines)
      if (name.starts_with(in_zone)) CHECK(zones.contains(name.substr(in_zone.size())));
}

// One of three plans, some visits moved or left out.
CarePlan some_plan(RandomStream& draw) {
  CarePlan plan = sample::care_plan(1 + draw.bits() % 3);
  plan.case_name = "one";
  if (draw.uniform() < 0.5) plan = moved(plan, draw.bits() % 3, 1);
  std::erase_if(plan.visits, [&](const CareVisit&) { return draw.uniform() < 0.3; });
  return plan;
}

TEST_CASE("numbers never fall and no UID is ever lost, whatever becomes of the plan") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomStream draw = Seed(seed).stream("editions");
    std::string issued;
    std::map<std::string, int> numbers;
    for (int n = 0; n < 8; ++n) {
      const char* zone = draw.uniform() < 0.5 ? "Europe/Berlin" : "America/New_York";
      issued = issue(some_plan(draw), n, issued, {.time_zone = zone});
      if (issued.empty()) continue;  // no visit is left, and none was told before
      check_zones(sample::calendar_in(issued));
      const auto events = sample::events_in(issued);
      for (const auto& [uid, number] : numbers) {
        REQUIRE(events.contains(uid));
        CHECK(events.at(uid).sequence() >= number);
      }
      for (const auto& [uid, event] : events) numbers[uid] = event.sequence();
    }
    CHECK(numbers.size() > 5);
  }
}

std::string refusal(const CarePlan& plan, const std::string& previous) {
  try {
    issue(plan, 1, previous);
  } catch (const InvalidInput& e) {
    REQUIRE(e.problems().size() == 1);
    CHECK(e.problems().front().path == "calendar.ics");
    return e.problems().front().message;
  }
  return "accepted";
}

std::string with(std::string text, const std::string& what, const std::string& instead) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), instead);
}

TEST_CASE("a calendar that is cut off anywhere is refused") {
  const CarePlan plan = sample::care_plan(1, {.visits = 1});
  const std::string first = issue(plan, 0), end = "END:VCALENDAR";
  for (std::size_t n = 1; n < first.size() - 2; n += n + 100 < first.size() ? 7 : 1)
    CHECK(refusal(plan, first.substr(0, n)).find("is damaged") != std::string::npos);
  CHECK(refusal(plan, with(first, "BEGIN:VEVENT", std::string("BEGIN:VEVENT\0", 13)))
            .find("is damaged") != std::string::npos);
}

TEST_CASE("a calendar that is damaged or of somebody else is refused") {
  const CarePlan plan = sample::care_plan(1), other = sample::care_plan(2);
  const std::string first = issue(plan, 0);
  CHECK(refusal(plan, first) == "accepted");
  const struct {
    std::string what, instead, says;
  } rows[] = {
      {"DTSTART;TZID=Europe/Berlin:2", "DTSTART;TZID=Europe/Berlin:X", "is damaged"},
      {"SEQUENCE:0\r\n", "", "is damaged"},
      {"SEQUENCE:0", "SEQUENCE:-1", "is damaged"},
      {"SEQUENCE:0", "SEQUENCE:2147483647", "is damaged"},
      {"SEQUENCE:0", "SEQUENCE:zero", "is damaged"},
      {"UID:", "UIX:", "is damaged"},
      {"\r\nSUMMARY:", "\r\nno line at all\r\nSUMMARY:", "is damaged"},
      {"UID:", "UID:f", "is of another course"},
      {"-//Stipple//", "-//Somebody//", "is of another program"},
      {"BEGIN:VEVENT", "BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nBEGIN:VEVENT",
       "is of another program"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.instead);
    CHECK(refusal(plan, with(first, row.what, row.instead)).find(row.says) != std::string::npos);
  }
  CHECK(refusal(plan, first + first).find("is damaged") != std::string::npos);
  CHECK(refusal(plan, "a letter").find("is damaged") != std::string::npos);
  CHECK(refusal(plan, issue(other, 0)).find("is of another course") != std::string::npos);
  // The same entry twice.
  const std::size_t from = first.find("BEGIN:VEVENT"), to = first.find("END:VEVENT\r\n", from) + 12;
  CHECK(refusal(plan, first.substr(0, to) + first.substr(from)).find("twice") != std::string::npos);
}

TEST_CASE("a text in another language is a change") {
  const CarePlan plan = sample::care_plan(1);
  const std::string first = issue(plan, 0);
  const std::string german = calendar_ics(
      plan, kBerlin, TextBook::load(DataFiles::embedded(), "de"),
      {.issued = *parse_date("2026-01-03"), .previous_ics = first, .identity = "shelf"});
  for (const auto& [uid, event] : sample::events_in(german)) CHECK(event.sequence() == 1);
}

}  // namespace
}  // namespace stipple
