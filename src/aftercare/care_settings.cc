// SPDX-License-Identifier: Apache-2.0
#include "aftercare/care_settings.h"

#include <algorithm>

namespace stipple {

void describe(Visitor& v, Practice& p) {
  v.field("name", p.name, {.help = "of the practice", .most = 120});
  v.field("address", p.address, {.help = "on one line", .required = false, .most = 200});
  v.field("phone", p.phone, {.help = "in opening hours", .most = 60});
  v.field("out_of_hours", p.out_of_hours,
          {.help = "whom to call when the practice is closed", .required = false, .most = 120});
  v.field("emergency", p.emergency,
          {.help = "emergency number; without it the usual ones of the language are named",
           .required = false,
           .most = 60});
  v.check(!p.name.empty(), "name", "is empty: a patient must know whom to call");
  v.check(!p.phone.empty(), "phone", "is empty: a patient must know whom to call");
}

void describe(Visitor& v, Release& r) {
  v.field("name", r.name, {.help = "of the professional who has read the papers", .most = 120});
  v.field("role", r.role, {.help = "professional role, such as \"dermatologist\"", .most = 120});
  v.field("date", r.date, {.help = "of the release"});
  v.field("draft", r.draft, {.help = "mark that stood on the papers that were read", .most = 64});
  v.check(!r.name.empty(), "name", "is empty: a release has a name");
  v.check(!r.role.empty(), "role", "is empty: a release has a professional role");
  v.check(!r.draft.empty(), "draft", "is empty: a release names the draft that was read");
}

void describe(Visitor& v, CareSettings& c) {
  v.field("practice", c.practice, {.help = "whom to call"});
  v.field("patient", c.patient,
          {.help = "name on the patient's papers; without it there is a line to write it on. The "
                   "name of the case never stands there, since it may tell a diagnosis",
           .required = false,
           .most = 120});
  v.field("reference", c.reference,
          {.help = "the practice's own number for this course: tells the calendars of two people "
                   "apart whose cases have one name; never shown",
           .required = false,
           .most = 120});
  v.field("time_zone", c.time_zone,
          {.help = "of the practice, such as \"Europe/Berlin\"; with it hours are counted right "
                   "across daylight saving",
           .required = false,
           .most = 60});
  v.field("times", c.times,
          {.help = "time of day of each visit, \"14:30\", or one for all",
           .required = false,
           .most = 200});
  v.field(
      "products", c.products,
      {.help = "that may go on the skin after a visit, by name", .required = false, .most = 200});
  v.field("prescribed", c.prescribed,
          {.help = "by a prescriber for these visits, word for word on the leaflet",
           .required = false,
           .most = 200});
  v.field("released", c.released, {.help = "takes the watermark off"});
  v.check(std::ranges::all_of(c.times, [](const auto& t) { return parse_clock(t).has_value(); }),
          "times", "holds what is no time of a day; write it as 14:30");
}

std::optional<int> clock_of(const CareSettings& c, std::size_t visit) {
  if (c.times.empty()) return std::nullopt;
  if (c.times.size() == 1) return parse_clock(c.times.front());
  return visit < c.times.size() ? parse_clock(c.times[visit]) : std::nullopt;
}

}  // namespace stipple
