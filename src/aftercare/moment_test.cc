// SPDX-License-Identifier: Apache-2.0
#include "aftercare/moment.h"

#include <doctest/doctest.h>

#include "aftercare/care_settings.h"

namespace stipple {
namespace {

Date day_of(const char* text) { return *parse_date(text); }

TEST_CASE("a time of the day is read as it is written, and only that") {
  for (int minute = 0; minute < 24 * 60; ++minute)
    CHECK(parse_clock(format_clock(minute)) == minute);
  for (const char* wrong : {"", "9:30", "24:00", "12:60", "12.30", "12:3a", "12:300"})
    CHECK_FALSE(parse_clock(wrong));
}

TEST_CASE("hours there and back again end where they began") {
  const Moment start{day_of("2028-02-28"), 14 * 60 + 30};
  for (int hours = -2000; hours <= 2000; hours += 7)
    CHECK(plain_hours(plain_hours(start, hours), -hours) == start);
}

TEST_CASE("a leap day is a day like any other") {
  CHECK(plain_hours({day_of("2028-02-28"), 600}, 24) == Moment{day_of("2028-02-29"), 600});
  CHECK(plain_hours({day_of("2026-02-28"), 600}, 24) == Moment{day_of("2026-03-01"), 600});
}

TEST_CASE("without a time of day a span is never shorter than asked") {
  const Moment monday{day_of("2026-03-02"), std::nullopt};
  for (int hours = 0; hours <= 400; ++hours) {
    const int days = days_between(monday.date, plain_hours(monday, hours).date);
    CHECK(days * 24 >= hours);
    CHECK(days * 24 < hours + 24);
    CHECK(days_between(plain_hours(monday, -hours).date, monday.date) == days);
  }
}

TEST_CASE("one time stands for all visits, a list for each of its own") {
  CHECK_FALSE(clock_of({}, 0));
  CHECK(clock_of({.times = {"14:30"}}, 3) == 14 * 60 + 30);
  CHECK(clock_of({.times = {"14:30", "09:00"}}, 1) == 9 * 60);
}

}  // namespace
}  // namespace stipple
