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

}  // namespace
}  // namespace stipple
