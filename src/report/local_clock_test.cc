// SPDX-License-Identifier: Apache-2.0
#include "report/local_clock.h"

#include <doctest/doctest.h>

#include <string>

#include "core/error.h"

namespace stipple {
namespace {

// "2026-03-28 14:30"
Moment moment_at(const std::string& text) {
  return {*parse_date(text.substr(0, 10)), parse_clock(text.substr(11))};
}

std::string said(const Moment& m) { return format_date(m.date) + " " + format_clock(*m.minute); }

TEST_CASE("true hours agree with another program's table of the zones") {
  // Worked out with zoneinfo of Python 3.11 over UTC.
  const struct {
    const char *zone, *from;
    int hours;
    const char* until;
  } rows[] = {
      // The night of 29 March 2026 has an hour less, that of 25 October one more.
      {"Europe/Berlin", "2026-03-28 14:30", 24, "2026-03-29 15:30"},
      {"Europe/Berlin", "2026-03-28 14:30", 72, "2026-03-31 15:30"},
      {"Europe/Berlin", "2026-03-28 14:30", -24, "2026-03-27 14:30"},
      {"Europe/Berlin", "2026-03-29 14:30", -24, "2026-03-28 13:30"},
      {"Europe/Berlin", "2026-10-24 14:30", 24, "2026-10-25 13:30"},
      {"Europe/Berlin", "2026-10-24 14:30", 72, "2026-10-27 13:30"},
      {"Europe/Berlin", "2026-10-26 09:00", -48, "2026-10-24 10:00"},
      // Both hours that are called two on the clock.
      {"Europe/Berlin", "2026-10-25 00:30", 2, "2026-10-25 02:30"},
      {"Europe/Berlin", "2026-10-25 00:30", 3, "2026-10-25 02:30"},
      {"Europe/Berlin", "2026-10-25 00:30", 4, "2026-10-25 03:30"},
      {"America/New_York", "2026-03-07 10:00", 24, "2026-03-08 11:00"},
      {"America/New_York", "2026-10-31 10:00", 72, "2026-11-03 09:00"},
      {"America/New_York", "2026-12-31 23:00", 2, "2027-01-01 01:00"},
      {"Asia/Kolkata", "2026-03-28 14:30", 72, "2026-03-31 14:30"},
      {"Australia/Lord_Howe", "2026-04-04 14:00", 24, "2026-04-05 13:30"},
      {"Australia/Lord_Howe", "2026-10-03 14:00", 24, "2026-10-04 14:30"},
      {"Africa/Casablanca", "2026-02-14 12:00", 24, "2026-02-15 11:00"},
      {"Pacific/Chatham", "2026-04-04 12:00", 24, "2026-04-05 11:00"},
      // Leap day.
      {"Asia/Kolkata", "2028-02-28 14:30", 24, "2028-02-29 14:30"},
      {"Europe/Berlin", "2028-02-28 18:00", 48, "2028-03-01 18:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.zone);
    CAPTURE(row.from);
    CAPTURE(row.hours);
    CHECK(said(clock_of_zone(row.zone)(moment_at(row.from), row.hours)) == row.until);
  }
}

TEST_CASE("a time that a day does not have is moved on, of one it has twice the first is meant") {
  const AddHours berlin = clock_of_zone("Europe/Berlin");
  CHECK(said(berlin(moment_at("2026-03-29 02:30"), 0)) == "2026-03-29 03:30");
  CHECK(said(berlin(moment_at("2026-03-29 02:30"), 6)) == "2026-03-29 09:30");
  CHECK(said(berlin(moment_at("2026-10-25 02:30"), 0)) == "2026-10-25 02:30");
  CHECK(said(berlin(moment_at("2026-10-25 02:30"), 6)) == "2026-10-25 07:30");
  CHECK(said(clock_of_zone("Australia/Lord_Howe")(moment_at("2026-10-04 02:15"), 0)) ==
        "2026-10-04 02:45");
}

TEST_CASE("hours there and back again end where they began, and any two ways add up") {
  for (const char* zone : {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC",
                           "Australia/Lord_Howe", "America/Santiago", "Europe/Dublin"}) {
    CAPTURE(zone);
    const AddHours clock = clock_of_zone(zone);
    // No night that a clock changes in has 12:15 twice or not at all.
    for (int day = 0; day < 800; day += 3) {
      const Moment noon{days_after(*parse_date("2026-01-01"), day), 12 * 60 + 15};
      for (const int days : {1, 2, 7, 30, 180}) {
        const Moment later = clock(noon, days * 24);
        CHECK(clock(later, -days * 24) == noon);
        CHECK(clock(clock(noon, 24), (days - 1) * 24) == later);
        // A change moves the clock, by an hour at most: never the count of hours.
        const Moment plain = plain_hours(noon, days * 24);
        CHECK(later.date == plain.date);
        CHECK(std::abs(*later.minute - *plain.minute) <= 60);
      }
    }
  }
}

TEST_CASE("a place without daylight saving, no zone and no time of day: every day has 24 hours") {
  const AddHours kolkata = clock_of_zone("Asia/Kolkata"), nowhere = clock_of_zone(""),
                 berlin = clock_of_zone("Europe/Berlin");
  const Moment timed = moment_at("2026-03-28 14:30"), untimed{timed.date, std::nullopt};
  for (int hours = -9000; hours <= 9000; hours += 37) {
    CHECK(kolkata(timed, hours) == plain_hours(timed, hours));
    CHECK(nowhere(timed, hours) == plain_hours(timed, hours));
    CHECK(berlin(untimed, hours) == plain_hours(untimed, hours));
  }
}

TEST_CASE("a zone that is not known is refused where it stands, with the one that was meant") {
  const auto message = [](const std::string& zone) {
    try {
      clock_of_zone(zone);
    } catch (const InvalidInput& e) {
      REQUIRE(e.problems().size() == 1);
      CHECK(e.problems().front().path == "care.time_zone");
      return e.problems().front().message;
    }
    return std::string("was accepted");
  };
  CHECK(message("Europe/Berlni") ==
        "the time zone \"Europe/Berlni\" is not known; did you mean \"Europe/Berlin\"?");
  CHECK(message("europe/berlin").ends_with("did you mean \"Europe/Berlin\"?"));
  CHECK(message("Berlin").ends_with("did you mean \"Europe/Berlin\"?"));
  CHECK(message("Qqqqqqqq/Qqqqqqq").ends_with("write it as \"Europe/Berlin\""));
  // Nothing that leads out of the folder of zones, and no other kind of clock in it.
  for (const char* wrong : {"../../etc/passwd", "/etc/localtime", "Europe/../Europe/Berlin",
                            "right/Europe/Berlin", "posixrules", "Europe", "Europe/", "+02:00"})
    CHECK(message(wrong).starts_with("the time zone \""));
}

}  // namespace
}  // namespace stipple
