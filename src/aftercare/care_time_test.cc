// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_time.h"

#include <doctest/doctest.h>

namespace stipple {
namespace {

TEST_CASE("hours and days are read as they are written, and only these") {
  for (int n = 0; n <= 366; ++n) {
    const CareTime hours{n, false}, days{24 * n, true};
    CHECK(parse_care_time(to_text(hours)) == hours);
    CHECK(parse_care_time(to_text(days)) == days);
  }
  CHECK(parse_care_time("2 weeks") == CareTime{336, true});
  for (const char* wrong :
       {"", "h", "72", "72h", "72 hours", "-1 h", "1.5 h", "3 months", "367 days", "8785 h", "7 d"})
    CHECK_FALSE(parse_care_time(wrong));
}

TEST_CASE("days of the calendar keep the time of day where the clocks are set, hours do not") {
  // A night that loses an hour: the clock shows one more after as many hours.
  const AddHours spring = [](const Moment& m, int hours) {
    const Moment plain = plain_hours(m, hours);
    return hours >= 24 ? plain_hours(plain, 1) : plain;
  };
  const Moment saturday{*parse_date("2026-03-28"), 14 * 60 + 30};
  CHECK(moved(saturday, 24, true, spring) == Moment{*parse_date("2026-03-29"), 14 * 60 + 30});
  CHECK(moved(saturday, 24, false, spring) == Moment{*parse_date("2026-03-29"), 15 * 60 + 30});
  const Moment leap{*parse_date("2028-02-28"), std::nullopt};
  CHECK(moved(leap, 24, true, plain_hours).date == *parse_date("2028-02-29"));
  CHECK(moved(leap, 48, true, plain_hours).date == *parse_date("2028-03-01"));
  CHECK(moved({*parse_date("2026-05-02"), 60}, -72, true, plain_hours) ==
        Moment{*parse_date("2026-04-29"), 60});
}

TEST_CASE("a day without a time begins before every time of it") {
  const Date day = *parse_date("2026-03-02");
  CHECK(is_before({day, std::nullopt}, {day, 0}));
  CHECK_FALSE(is_before({day, 0}, {day, std::nullopt}));
  CHECK_FALSE(is_before({day, 5}, {day, 5}));
  CHECK(is_before({day, 600}, {days_after(day, 1), std::nullopt}));
}

}  // namespace
}  // namespace stipple
