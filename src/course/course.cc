// SPDX-License-Identifier: Apache-2.0
#include "course/course.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace stipple {
namespace {

constexpr double kLongestCourse = 3653.0;  // days, ten years

// Each visit says its day in one way, and the days go forward.
bool days_increase(const Course& c) {
  const Course laid = laid_out(c);
  return std::ranges::adjacent_find(laid.visits, std::greater_equal{}, &Visit::day) ==
         laid.visits.end();
}

bool dates_are_all_or_none(const Course& c) {
  const auto dated =
      std::ranges::count_if(c.visits, [](const Visit& v) { return v.date.has_value(); });
  return dated == 0 || dated == std::ssize(c.visits);
}

bool days_and_dates_agree(const Course& c) {
  const Course laid = laid_out(c);
  for (std::size_t i = 0; i < c.visits.size(); ++i)
    if (c.visits[i].date && c.visits[i].day != Duration{} && c.visits[i].day != laid.visits[i].day)
      return false;
  return true;
}

bool is_within_reach(const Course& c) {
  const Course laid = laid_out(c);
  return std::ranges::all_of(laid.visits,
                             [](const Visit& v) { return v.day.in(day) <= kLongestCourse; });
}

}  // namespace

Course laid_out(Course c) {
  if (c.series) {
    for (int i = 0; i < c.series->count; ++i)
      c.visits.push_back({.day = double(i) * c.series->interval, .settings = c.series->settings});
    c.series.reset();
  }
  if (!c.visits.empty() && c.visits.front().date) c.start = c.visits.front().date;
  for (Visit& v : c.visits)
    if (v.date && c.start) v.day = Duration(days_between(*c.start, *v.date), day);
  return c;
}

std::optional<Date> date_of(const Visit& v, const Course& c) {
  if (v.date || !c.start) return v.date;
  return days_after(*c.start, static_cast<int>(std::floor(v.day.in(day))));
}

void describe(Visitor& v, Visit& visit) {
  v.field("day", visit.day,
          {.help = "since the first visit, which is day 0; not needed beside a date",
           .required = false,
           .low = 0.0,
           .high = kLongestCourse});
  v.field("date", visit.date, {.help = "day of the visit; give every visit a date, or none"});
  v.field("settings", visit.settings, {.help = "what the operator sets"});
}

void describe(Visitor& v, Series& s) {
  v.field("count", s.count, {.help = "number of visits", .low = 1, .high = 50});
  v.field("interval", s.interval,
          {.help = "from one visit to the next", .low = 1.0, .high = 730.0});
  v.field("settings", s.settings, {.help = "what the operator sets, the same at each visit"});
}

void describe(Visitor& v, Numbing& n) {
  v.field("product", n.product, {.help = "what the cream holds"});
  v.field("strength", n.strength,
          {.help = "all anaesthetics together, by mass, such as \"5 %\"",
           .low = 0.0,
           .high = 0.5,
           .low_open = true,
           .unit = "%"});
  v.field("amount", n.amount, {.help = "of cream", .low = 0.0, .high = 100.0, .low_open = true});
  v.field("area", n.area, {.help = "that it covers", .low = 0.0, .high = 3000.0, .low_open = true});
  v.field("time_on", n.time_on,
          {.help = "from putting it on to taking it off",
           .low = 0.0,
           .high = 6.0 / 24.0,
           .low_open = true,
           .unit = "min"});
  v.field("occluded", n.occluded, {.help = "covered with a film", .required = false});
  v.field(
      "after_needling", n.after_needling,
      {.help = "how long after the needles it is put on; left out: before them, as it should be",
       .low = 0.0,
       .high = 14.0,
       .unit = "h"});
  v.field("at_home", n.at_home,
          {.help = "put on at home, where nobody watches", .required = false});
  v.field("heated", n.heated, {.help = "warmed while it is on", .required = false});
}

void describe(Visitor& v, Course& c) {
  v.field("device", c.device,
          {.help = "id of a device in data/devices; or give custom_device",
           .required = false,
           .most = 60});
  v.field("custom_device", c.custom_device, {.help = "a device of one's own"});
  v.check(c.device.empty() == c.custom_device.has_value(), "device",
          "give either a device by its id or a custom_device");
  v.field("start", c.start, {.help = "day of the first visit"});
  v.field("series", c.series, {.help = "equal visits at equal intervals; or give visits"});
  v.field("visits", c.visits,
          {.help = "each visit; or give a series", .required = false, .most = 50});
  v.check(c.series.has_value() == c.visits.empty(), "visits",
          "give either a series or a list of visits");
  v.check(dates_are_all_or_none(c), "visits", "give every visit a date, or none");
  v.check(
      !c.start || c.visits.empty() || !c.visits.front().date || *c.visits.front().date == *c.start,
      "start", "is not the date of the first visit");
  v.check(c.visits.empty() || c.visits.front().date || c.visits.front().day == Duration{}, "visits",
          "the first visit is day 0");
  v.check(days_and_dates_agree(c), "visits", "the day of a visit does not agree with its date");
  v.check(days_increase(c), "visits", "each visit must come after the one before");
  v.check(is_within_reach(c), "visits", "a course may last ten years at most");
  v.field("numbing", c.numbing, {.help = "numbing cream before each visit; none when left out"});
  v.field(
      "through_channels", c.through_channels,
      {.help = "serums, platelet-rich plasma or drugs to be put on the open skin; a sterile gel "
               "to glide on is none",
       .required = false,
       .most = 20});
  v.field("aftercare", c.aftercare,
          {.help = "sun, creams and habits around the visits", .required = false});
}

}  // namespace stipple
