// SPDX-License-Identifier: Apache-2.0
#include "aftercare/moment.h"

#include <fmt/format.h>

namespace stipple {
namespace {

constexpr int kMinutesPerDay = 24 * 60;

constexpr int floor_div(int a, int b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::optional<int> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t k : {0, 1, 3, 4})
    if (text[k] < '0' || text[k] > '9') return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::string format_clock(int minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

Moment plain_hours(const Moment& from, int hours) {
  if (!from.minute) {
    // After: the day on which they are surely over. Before: the day on which they surely begin.
    const int days = hours > 0 ? -floor_div(-hours, 24) : floor_div(hours, 24);
    return {days_after(from.date, days), std::nullopt};
  }
  const int total = *from.minute + hours * 60;
  const int days = floor_div(total, kMinutesPerDay);
  return {days_after(from.date, days), total - days * kMinutesPerDay};
}

}  // namespace stipple
