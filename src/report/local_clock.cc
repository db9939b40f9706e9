// SPDX-License-Identifier: Apache-2.0
#include "report/local_clock.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/error.h"
#include "format/suggest.h"

namespace stipple {
namespace {

using Seconds = std::int64_t;  // since 1970, of UTC or as if the wall clock were UTC
constexpr Seconds kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;

// Becomes part of a file name in the library: no points, and none of the folders in lower case,
// which hold other kinds of clocks.
bool is_name_of_zone(std::string_view name) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  return !name.empty() && name.size() <= 60 && name.front() >= 'A' && name.front() <= 'Z' &&
         name.find_first_not_of(letters) == name.npos;
}

// The zone of the system that was probably meant.
std::string meant(const std::string& name) {
  icalarray* zones = icaltimezone_get_builtin_timezones();
  std::vector<std::string_view> names;
  for (std::size_t k = 0; zones != nullptr && k < zones->num_elements; ++k)
    if (const char* location =
            icaltimezone_get_location(static_cast<icaltimezone*>(icalarray_element_at(zones, k))))
      names.emplace_back(location);
  const std::string_view nearest = nearest_name(name, names);
  return nearest.empty() ? "; write it as \"Europe/Berlin\""
                         : fmt::format("; did you mean \"{}\"?", nearest);
}

icaltimezone* find_zone(const std::string& name) {
  icaltimezone* zone =
      is_name_of_zone(name) ? icaltimezone_get_builtin_timezone(name.c_str()) : nullptr;
  if (zone == nullptr)
    throw InvalidInput(std::vector<Problem>{
        {.path = "care.time_zone",
         .message = fmt::format("the time zone \"{}\" is not known{}", name, meant(name))}});
  return zone;
}

Seconds offset_at(icaltimezone* zone, Seconds utc) {
  icaltimetype time = icaltime_from_timet_with_zone(utc, 0, icaltimezone_get_utc_timezone());
  return icaltimezone_get_utc_offset_of_utc_time(zone, &time, nullptr);
}

Seconds utc_of(icaltimezone* zone, Seconds wall) {
  // No clock is a day away from UTC: these are the offsets on either side of a change near `wall`.
  const Seconds before = offset_at(zone, wall - kDay), after = offset_at(zone, wall + kDay);
  // The larger offset is the earlier of two readings.
  for (const Seconds offset : {std::max(before, after), std::min(before, after)})
    if (offset_at(zone, wall - offset) == offset) return wall - offset;
  return wall - before;
}

Seconds wall_of(const Moment& m) {
  return std::chrono::sys_days{m.date}.time_since_epoch().count() * kDay + *m.minute * kMinute;
}

Moment moment_of(Seconds wall) {
  const auto day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(wall)));
  const Seconds rest = wall - day.time_since_epoch().count() * kDay;
  return {Date{day}, static_cast<int>(rest / kMinute)};
}

}  // namespace

AddHours clock_of_zone(const std::string& time_zone) {
  if (time_zone.empty()) return plain_hours;
  // The library keeps its zones until the program ends.
  return [zone = find_zone(time_zone)](const Moment& from, int hours) {
    if (!from.minute) return plain_hours(from, hours);
    const Seconds utc = utc_of(zone, wall_of(from)) + hours * kHour;
    return moment_of(utc + offset_at(zone, utc));
  };
}

}  // namespace stipple
