// SPDX-License-Identifier: Apache-2.0
// What of a plan of the days goes into a calendar, in words that a colleague may read: no
// treatment, no drug, no place of the body.
#pragma once

#include <string>
#include <vector>

#include "aftercare/care_plan.h"
#include "aftercare/care_settings.h"
#include "report/text_book.h"

namespace stipple {

struct CalendarEntry {
  std::string key{};   // of visit and instruction: "0/visit", "0/make-up/until"
  bool appointment{};  // a visit; otherwise a reminder
  Moment at{};         // without a time of day: all that day
  std::string says{};
  std::vector<int> alarms{};  // minutes after the beginning; before it: below 0
};

// In order of visit. Empty where no calendar is known.
std::vector<CalendarEntry> calendar_entries(const CarePlan&, const CareSettings&, const TextBook&);

}  // namespace stipple
