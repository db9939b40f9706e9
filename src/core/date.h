// SPDX-License-Identifier: Apache-2.0
// Calendar days as a case file gives them: "2026-03-02" (ISO 8601), years 1900
// to 2200; what lies in the past may be known to the month or the year only.
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
// Calendar months, clamped to the last day of the month: 31 August and six months is the last of
// February.
Date months_after(Date from, int months);

// A day of the past as somebody remembers it: "2025-08-31", "2025-08" or "2025".
struct PastDate {
  Date first{}, last{};  // of the period named; the same for a day
  // Waits count from the last day of the period, but not from a day after `now`.
  [[nodiscard]] Date counted_at(Date now) const { return last < now ? last : now; }
  friend bool operator==(const PastDate&, const PastDate&) = default;
};
std::optional<PastDate> parse_past_date(std::string_view text);
std::string format_past_date(const PastDate&);

}  // namespace stipple
