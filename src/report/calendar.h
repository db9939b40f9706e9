// SPDX-License-Identifier: Apache-2.0
// The days round the visits for a telephone: iCalendar (RFC 5545). Titles are neutral, because they
// show on a locked screen. For practices: docs/calendar.md.
#pragma once

#include <string>

#include "aftercare/care_plan.h"
#include "aftercare/care_settings.h"
#include "report/text_book.h"

namespace stipple {

struct CalendarInfo {
  Date issued{};
  int issued_minute{};  // of that day, UTC: no clock is read
  // What was handed out before; empty: this is the first.
  std::string previous_ics{};
  // Tells the courses of two people apart whose cases have one name; the same at every issue. Best
  // something that nobody guesses: entries carry a digest of it and of the name.
  std::string identity{};
};

// Entries keep their UID from issue to issue. After a previous calendar one that changed has the
// next SEQUENCE, and one that is no more stays as cancelled. Empty when there is nothing to enter.
// InvalidInput: a time zone that is not known; a previous calendar that is damaged, or of another
// course or program.
std::string calendar_ics(const CarePlan&, const CareSettings&, const TextBook&,
                         const CalendarInfo&);

}  // namespace stipple
