// SPDX-License-Identifier: Apache-2.0
// A time on the wall of the practice, and how hours and days are added to it. An hour is an hour
// (a night that loses one to daylight saving is still counted right where the zone is known); a day
// is a calendar day.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"

namespace stipple {

// `minute` of that day; none: some time of it.
struct Moment {
  Date date{};
  std::optional<int> minute{};
  friend bool operator==(const Moment&, const Moment&) = default;
};

// "14:30" as minutes of the day; nothing when it is no time of a day.
std::optional<int> parse_clock(std::string_view text);
std::string format_clock(int minute);

// Hours (may be negative) from a moment on. Whoever knows the time zone brings one that does.
using AddHours = std::function<Moment(const Moment&, int hours)>;

// Without a zone: every day has 24 hours. Where the time of day is not known, the day on which so
// many hours are surely over (24 hours after some time of Monday: Tuesday at that time; 25: the day
// after), or, before a visit, surely begun.
Moment plain_hours(const Moment&, int hours);

}  // namespace stipple
