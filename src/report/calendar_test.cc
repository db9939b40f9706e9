// SPDX-License-Identifier: Apache-2.0
#include "report/calendar.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <libical/ical.h>

#include <cctype>
#include <map>
#include <set>

#include "core/error.h"
#include "evidence/node_checks.h"
#include "report/calendar_entries.h"
#include "report/calendar_for_tests.h"
#include "report/ical_component.h"
#include "report/local_clock.h"

namespace stipple {
namespace {

const CalendarInfo kFirst{.issued = *parse_date("2026-02-20"),
                          .issued_minute = 10 * 60 + 5,
                          .identity = "the second shelf"};

TextBook texts(std::string_view language = "en") {
  return TextBook::load(DataFiles::embedded(), language);
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

struct How {
  const char* zone;
  bool timed;
};
constexpr How kWays[] = {{"Europe/Berlin", true},
                         {"America/New_York", true},
                         {"UTC", true},
                         {"Australia/Lord_Howe", true},
                         {"", true},
                         {"", false},
                         {"Europe/Berlin", false}};

TEST_CASE("a calendar has the form that RFC 5545 asks for") {
  for (const char* language : {"en", "de"})
    for (const How& way : kWays) {
      const CarePlan plan = sample::care_plan(5, {.timed = way.timed});
      const std::string ics = calendar_ics(plan, {.time_zone = way.zone}, texts(language), kFirst);
      CHECK(ics.starts_with("BEGIN:VCALENDAR\r\n"));
      CHECK(ics.ends_with("END:VCALENDAR\r\n"));
      std::size_t length = 0;
      for (std::size_t k = 0; k < ics.size(); ++k, ++length) {
        if (ics[k] == '\r') {
          REQUIRE(ics[k + 1] == '\n');
          // Folded at 75 bytes, and no letter of several bytes cut in two.
          CHECK(length <= 75);
          CHECK((static_cast<unsigned char>(ics[k + 2]) & 0xC0U) != 0x80U);
        }
        if (ics[k] == '\n') {
          REQUIRE(ics[k - 1] == '\r');
          length = static_cast<std::size_t>(-1);
        }
      }
      const sample::Part calendar = sample::calendar_in(ics);
      CHECK(calendar.line("VERSION") == "2.0");
      CHECK(calendar.line("METHOD") == "PUBLISH");
      CHECK(calendar.line("PRODID").starts_with("-//Stipple//"));
      CHECK(calendar.line("X-WR-TIMEZONE") == way.zone);
      for (const sample::Part& event : calendar.all("VEVENT")) {
        CHECK(event.line("CLASS") == "PRIVATE");
        CHECK(event.line("STATUS") == "CONFIRMED");
        CHECK(event.line("DTSTAMP") == "20260220T100500Z");
        CHECK(event.sequence() == 0);
        CHECK(!event.parts.empty());
      }
    }
}

// "20260302T143000", "20260302": the moment that a line tells.
Moment told(const std::string& value) {
  const auto number = [&](std::size_t at, std::size_t n) {
    return static_cast<unsigned>(std::stoul(value.substr(at, n)));
  };
  Moment m{Date{std::chrono::year(static_cast<int>(number(0, 4))), std::chrono::month(number(4, 2)),
                std::chrono::day(number(6, 2))},
           std::nullopt};
  if (value.size() > 8) m.minute = static_cast<int>(number(9, 2) * 60 + number(11, 2));
  return m;
}

TEST_CASE("every entry is there once, at its time, in the zone of the practice") {
  for (std::uint64_t seed = 0; seed < 60; ++seed)
    for (const How& way : kWays) {
      const AddHours clock = clock_of_zone(way.zone);
      const CarePlan plan = sample::care_plan(
          seed, {.visits = 1 + static_cast<int>(seed % 6), .timed = way.timed, .clock = clock});
      const CareSettings settings{.time_zone = way.zone};
      const auto entries = calendar_entries(plan, settings, texts());
      const sample::Part calendar =
          sample::calendar_in(calendar_ics(plan, settings, texts(), kFirst));
      const std::vector<sample::Part> events = calendar.all("VEVENT");
      REQUIRE(events.size() == entries.size());
      std::set<std::string> names;
      const std::string zone = way.zone;
      const bool in_zone = way.timed && !zone.empty() && zone != "UTC";
      for (std::size_t k = 0; k < events.size(); ++k) {
        CHECK(names.insert(events[k].line("UID")).second);
        CHECK(told(events[k].line("DTSTART")) == clock(entries[k].at, 0));
        const std::string name = !way.timed ? "DTSTART;VALUE=DATE"
                                 : in_zone  ? "DTSTART;TZID=" + zone
                                            : std::string("DTSTART");
        CHECK(events[k].lines.count(name) == 1);
        CHECK(events[k].line("DTSTART").ends_with("Z") == (zone == "UTC" && way.timed));
        CHECK(events[k].all("VALARM").size() == entries[k].alarms.size());
        // Inside the course and a year on either side.
        CHECK(entries[k].at.date > days_after(plan.visits.front().when->date, -366));
        CHECK(entries[k].at.date < days_after(plan.visits.back().when->date, 366));
      }
      CHECK(calendar.all("VTIMEZONE").size() == (in_zone ? 1 : 0));
    }
}

TEST_CASE(
    "the library reads back what it wrote, and its rules of the zone give the true instants") {
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    for (const How& way : kWays) {
      const AddHours clock = clock_of_zone(way.zone);
      const CarePlan plan = sample::care_plan(seed, {.timed = way.timed, .clock = clock});
      const std::string ics = calendar_ics(plan, {.time_zone = way.zone}, texts("de"), kFirst);
      const IcalComponent read = parse_ical(ics);
      REQUIRE(read);
      CHECK(icalcomponent_count_errors(read.get()) == 0);
      CHECK(text_of(read.get()) == ics);
      // Nothing is missing but who invites: a practice need not have an address for mail.
      icalcomponent_check_restrictions(read.get());
      for (const std::string& line : sample::unfolded(text_of(read.get())))
        if (line.starts_with("X-LIC-ERROR")) CHECK(line.find("ORGANIZER") != line.npos);
      // The zone that stands in the file alone, against that of the system.
      icalcomponent* rules =
          icalcomponent_get_first_component(read.get(), ICAL_VTIMEZONE_COMPONENT);
      if (rules == nullptr) continue;
      icaltimezone* mine = icaltimezone_new();
      icaltimezone_set_component(mine, icalcomponent_new_clone(rules));
      icaltimezone* system = icaltimezone_get_builtin_timezone(way.zone);
      for (const sample::Part& event : sample::calendar_in(ics).all("VEVENT")) {
        icaltimetype time = icaltime_from_string(event.line("DTSTART").c_str());
        CHECK(icaltime_as_timet_with_zone(time, mine) == icaltime_as_timet_with_zone(time, system));
      }
      icaltimezone_free(mine, 1);
    }
}

TEST_CASE("a time that a day does not have is entered as the one that is meant") {
  CarePlan plan{.visits = {{.when = Moment{*parse_date("2026-03-29"), 150}}}};
  const std::string ics = calendar_ics(plan, {.time_zone = "Europe/Berlin"}, texts(), kFirst);
  CHECK(sample::calendar_in(ics).all("VEVENT").front().line("DTSTART") == "20260329T033000");
}

TEST_CASE("equal plans give equal bytes; another name or identity gives other UIDs throughout") {
  CarePlan plan = sample::care_plan(4);
  const auto names = [&](const CalendarInfo& info) {
    std::set<std::string> found;
    for (const auto& [uid, event] : sample::events_in(calendar_ics(plan, {}, texts(), info)))
      found.insert(uid);
    return found;
  };
  CHECK(calendar_ics(plan, {}, texts(), kFirst) == calendar_ics(plan, {}, texts(), kFirst));
  const auto first = names(kFirst);
  CHECK(names({.issued = *parse_date("2026-04-01"), .identity = kFirst.identity}) == first);
  for (const std::string& uid : names({.issued = kFirst.issued, .identity = "another"}))
    CHECK_FALSE(first.contains(uid));
  plan.case_name = "somebody else";
  for (const std::string& uid : names(kFirst)) CHECK_FALSE(first.contains(uid));
}

TEST_CASE("titles are two neutral words, and nothing of the patient or the treatment is in clear") {
  for (const char* language : {"en", "de"}) {
    const TextBook book = texts(language);
    CarePlan plan = sample::care_plan(2);
    plan.case_name = "Telling Name";
    plan.practice_rules = "Telling Name";
    for (CareVisit& v : plan.visits) {
      v.instructions.push_back(sample::instruction("lidocaine-keloid", InstructionKind::pause, 30,
                                                   30, *v.when, plain_hours));
      v.instructions.back().sources = {"Telling Name"};
    }
    const CareSettings settings{
        .practice = Practice{.name = "Telling Name", .address = "Telling Name", .phone = "030 1"},
        .products = {"Telling Name"},
        .prescribed = {"Telling Name"}};
    const std::string ics =
        calendar_ics(plan, settings, book, {.issued = kFirst.issued, .identity = "Telling Name"});
    std::string all;
    for (const std::string& line : sample::unfolded(ics)) all += line + "\n";
    CHECK(all.find("Telling") == std::string::npos);
    CHECK(all.find("keloid") == std::string::npos);
    for (const sample::Part& event : sample::calendar_in(ics).all("VEVENT")) {
      const std::string title = event.line("SUMMARY");
      CHECK((title == book.say("calendar.appointment") || title == book.say("calendar.reminder")));
      for (const sample::Part& alarm : event.all("VALARM"))
        CHECK(alarm.line("DESCRIPTION") == title);
    }
  }
}

void collect(const Node& node, std::vector<std::string>& texts_found) {
  if (node.kind() == Node::Kind::text) texts_found.push_back(node.text());
  if (node.kind() == Node::Kind::object)
    for (const Node& value : node.values()) collect(value, texts_found);
}

TEST_CASE("no text of the calendar names a treatment, a drug, a place of the body or a diagnosis") {
  // Beginnings of words, in both languages, small letters.
  const char* telling[] = {
      "needl",    "nadel",    "roll",      "stamp",   "skin",     "haut",    "scar",    "narbe",
      "acne",     "akne",     "wrinkl",    "falt",    "melasma",  "pigment", "spot",    "fleck",
      "collagen", "kollagen", "redness",   "rötung",  "puncture", "wound",   "wund",    "heal",
      "heil",     "treat",    "behand",    "session", "sitzung",  "therap",  "patient", "face",
      "gesicht",  "cheek",    "wange",     "neck",    "hals",     "belly",   "bauch",   "scalp",
      "thigh",    "retino",   "lidoc",     "antivir", "aciclo",   "valac",   "steroid", "tablet",
      "pill",     "medic",    "medik",     "drug",    "cream",    "herpes",  "keloid",  "cancer",
      "krebs",    "pregn",    "schwanger", "dermat",  "clinic",   "klinik",  " mg",     "prescri",
      "verschr"};
  for (const char* file : {"text/en.json", "text/de.json"}) {
    const DataFiles files = DataFiles::embedded();
    const Node root = parse_data_object(files.text(file), file);
    std::vector<std::string> found;
    collect(field_of(root, "calendar"), found);
    CHECK(found.size() > 10);
    for (const std::string& text : found) {
      CAPTURE(text);
      // Sunscreen is what anybody uses.
      std::string words = lower(text);
      if (const std::size_t at = words.find("sonnencreme"); at != words.npos) words.erase(at, 11);
      for (const char* word : telling) {
        CAPTURE(word);
        CHECK(words.find(word) == std::string::npos);
      }
    }
  }
}

TEST_CASE("words of its own stand for instructions that have a reminder, where it rings") {
  const DataFiles files = DataFiles::embedded();
  const Node english = parse_data_object(files.text("text/en.json"), "text/en.json");
  const Node& notes = field_of(field_of(english, "calendar"), "note");
  for (const std::string& name : files.names("rules/aftercare.json")) {
    std::map<std::string, const Node*> rules;
    const Node root = parse_data_object(files.text(name), name);
    for (const Node& rule : field_of(root, "instructions").values())
      rules[field_of(rule, "id").text()] = &rule;
    for (std::size_t k = 0; k < notes.keys().size(); ++k) {
      CAPTURE(notes.keys()[k]);
      REQUIRE(rules.contains(notes.keys()[k]));
      const Node& rule = *rules.at(notes.keys()[k]);
      CHECK(rule.find("reminder"));
      for (const std::string& edge : notes.values()[k].keys())
        CHECK(rule.find(edge == "from" ? "before" : "after"));
    }
  }
}

TEST_CASE("a telephone number cannot break a calendar") {
  const CarePlan plan = sample::care_plan(1);
  const CareSettings settings{
      .practice = Practice{.name = "x", .phone = "030;1,2\\3\r\nEND:VEVENT\x01\x7f ü"}};
  const std::string ics = calendar_ics(plan, settings, texts(), kFirst);
  CHECK(sample::events_in(ics).size() == calendar_entries(plan, settings, texts()).size());
  CHECK(ics.find('\x01') == std::string::npos);
  const IcalComponent read = parse_ical(ics);
  REQUIRE(read);
  const std::string says = icalcomponent_get_description(
      icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT));
  CHECK(says.find("030;1,2\\3END:VEVENT ü") != std::string::npos);
}

TEST_CASE("nothing to enter gives no calendar, and a wrong zone is refused") {
  CarePlan plan = sample::care_plan(1);
  CHECK_THROWS_AS(calendar_ics(plan, {.time_zone = "Europe/Nowhere"}, texts(), kFirst),
                  InvalidInput);
  for (CareVisit& v : plan.visits) v.when.reset();
  CHECK(calendar_ics(plan, {}, texts(), kFirst).empty());
}

}  // namespace
}  // namespace stipple
