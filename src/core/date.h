// SPDX-License-Identifier: Apache-2.0
// Calendar days as a case file gives them: "2026-03-02" (ISO 8601), years 1900
// to 2200.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace stipple {

using Date = std::chrono::year_month_day;

// Nothing when the text is not a day that exists.
std::optional<Date> parse_date(std::string_view text);
std::string format_date(Date);
int days_between(Date from, Date to);
Date days_after(Date from, int days);

}  // namespace stipple
