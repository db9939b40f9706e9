// SPDX-License-Identifier: Apache-2.0
// Times as the rules of aftercare write them: "72 h" are hours, "7 days" and "2 weeks" days of the
// calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aftercare/care_plan.h"
#include "aftercare/moment.h"

namespace stipple {

struct CareTime {
  int hours{};     // a day counts 24
  bool in_days{};  // written in days
  friend bool operator==(const CareTime&, const CareTime&) = default;
};

// Nothing when it is neither hours nor days, or more than a year.
std::optional<CareTime> parse_care_time(std::string_view text);
std::string to_text(const CareTime&);

// Days of the calendar keep the time of day; hours are counted. Negative: before.
Moment moved(const Moment&, int hours, bool in_days, const AddHours&);

// Without a time a day begins before every time of it.
bool is_before(const Moment&, const Moment&);

}  // namespace stipple
