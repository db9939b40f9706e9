// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_time.h"

#include <fmt/format.h>

#include <charconv>
#include <tuple>

#include "candidacy/condition.h"

namespace stipple {
namespace {

constexpr int kHoursPerDay = 24;
constexpr int kLongestHours = 366 * kHoursPerDay;

}  // namespace

std::optional<CareTime> parse_care_time(std::string_view text) {
  if (const auto span = parse_span(text)) {
    const int hours = span->days * kHoursPerDay;
    if (span->months != 0 || hours > kLongestHours) return std::nullopt;
    return CareTime{hours, true};
  }
  int hours{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
  if (error != std::errc{} || hours < 0 || hours > kLongestHours) return std::nullopt;
  if (text.substr(static_cast<std::size_t>(stop - text.data())) != " h") return std::nullopt;
  return CareTime{hours, false};
}

std::string to_text(const CareTime& time) {
  if (!time.in_days) return fmt::format("{} h", time.hours);
  const int days = time.hours / kHoursPerDay;
  return fmt::format("{} day{}", days, days == 1 ? "" : "s");
}

Moment moved(const Moment& from, int hours, bool in_days, const AddHours& add) {
  if (!in_days) return add(from, hours);
  return {days_after(from.date, hours / kHoursPerDay), from.minute};
}

bool is_before(const Moment& a, const Moment& b) {
  return std::tuple(a.date, a.minute) < std::tuple(b.date, b.minute);
}

}  // namespace stipple
