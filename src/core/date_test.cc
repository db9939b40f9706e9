// SPDX-License-Identifier: Apache-2.0
#include "core/date.h"

#include <doctest/doctest.h>

namespace stipple {
namespace {

TEST_CASE("every day from 1900 to 2200 is written and read back as itself") {
  const Date first = *parse_date("1900-01-01");
  const Date last = *parse_date("2200-12-31");
  const int days = days_between(first, last);
  for (int i = 0; i <= days; ++i) {
    const Date d = days_after(first, i);
    REQUIRE(parse_date(format_date(d)) == d);
    REQUIRE(days_between(first, d) == i);
  }
}

TEST_CASE("a day that does not exist or is written otherwise is not a date") {
  for (const char* text :
       {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "1899-12-31", "2201-01-01",
        "2026-1-1", "02.03.2026", "2026-03-02 ", "2026-03-0x", "+026-03-02", "", "2026/03/02"})
    CHECK_MESSAGE(!parse_date(text), text);
  CHECK(parse_date("2024-02-29").has_value());
}

TEST_CASE("months are calendar months, clamped to the month's last day") {
  const auto moved = [](const char* from, int months) {
    return format_date(months_after(*parse_date(from), months));
  };
  CHECK(moved("2025-08-31", 6) == "2026-02-28");
  CHECK(moved("2023-08-31", 6) == "2024-02-29");
  CHECK(moved("2024-02-29", 12) == "2025-02-28");
  CHECK(moved("2025-10-02", 6) == "2026-04-02");
  CHECK(moved("2025-12-31", 2) == "2026-02-28");
  // Never further than 31 days a month, never back, and never into the month after.
  const Date first = *parse_date("1999-01-01");
  for (int i = 0; i < 3000; ++i)
    for (const int months : {0, 1, 6, 13}) {
      const Date from = days_after(first, i), to = months_after(from, months);
      REQUIRE(to >= from);
      REQUIRE(to.ok());
      const int apart = 12 * (int(to.year()) - int(from.year())) + int(unsigned(to.month())) -
                        int(unsigned(from.month()));
      REQUIRE(apart == months);
      REQUIRE(to.day() <= from.day());
    }
}

TEST_CASE("a day of the past may be a month or a year, and counts as its last day") {
  for (const char* text : {"2025", "2025-08", "2024-02", "2025-08-31", "1900", "2200"})
    CHECK(format_past_date(*parse_past_date(text)) == text);
  CHECK(parse_past_date("2024-02")->last == parse_date("2024-02-29"));
  CHECK(parse_past_date("2025")->last == parse_date("2025-12-31"));
  CHECK(parse_past_date("2026-03")->counted_at(*parse_date("2026-03-02")) ==
        parse_date("2026-03-02"));
  for (const char* text : {"", "25", "2025-", "2025-13", "2025-8", "2025-02-30", "1899", "20xx"})
    CHECK_MESSAGE(!parse_past_date(text), text);
}

}  // namespace
}  // namespace stipple
