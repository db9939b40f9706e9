// SPDX-License-Identifier: Apache-2.0
#include "report/calendar.h"

#include <fmt/format.h>
#include <libical/ical.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/error.h"
#include "report/calendar_edition.h"
#include "report/calendar_entries.h"
#include "report/ical_component.h"
#include "report/local_clock.h"

namespace stipple {
namespace {

// 128 bits of BLAKE2b. Lengths stand before the parts, so that no two lists give the same bytes.
std::string digest(std::initializer_list<std::string_view> parts) {
  STIPPLE_REQUIRE(sodium_init() >= 0);
  std::string bytes;
  for (const std::string_view part : parts) bytes += fmt::format("{}:{}", part.size(), part);
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

// Nothing that a calendar cannot hold: it has no way to write these.
std::string without_controls(std::string text) {
  std::erase_if(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
  return text;
}

icaltimetype ical_time(const Moment& at) {
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(at.date.year());
  time.month = static_cast<int>(static_cast<unsigned>(at.date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(at.date.day()));
  time.is_date = at.minute ? 0 : 1;
  time.hour = at.minute.value_or(0) / 60;
  time.minute = at.minute.value_or(0) % 60;
  return time;
}

std::string stamp_of(const CalendarInfo& info) {
  icaltimetype time = ical_time({info.issued, info.issued_minute});
  time.zone = icaltimezone_get_utc_timezone();
  return taken(icaltime_as_ical_string_r(time));
}

void add_named(icalcomponent* calendar, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  icalcomponent_add_property(calendar, property);
}

// The rules of the zone from some time before the first entry on, under its plain name, which
// telephones know.
icalcomponent* zone_rules(const std::string& name, Date first) {
  icaltimezone* zone = icaltimezone_get_builtin_timezone(name.c_str());
  icalcomponent* known = zone == nullptr ? nullptr : icaltimezone_get_component(zone);
  if (known == nullptr) return nullptr;
  icalcomponent* rules = icalcomponent_new_clone(known);
  icaltimetype from = ical_time({first, 0});
  from.year -= 2;
  from.zone = icaltimezone_get_utc_timezone();
  icaltimezone_truncate_vtimezone(rules, from, icaltime_null_time(), 0);
  // The library's own remark, which not every reader takes.
  for (icalproperty* p = icalcomponent_get_first_property(rules, ICAL_X_PROPERTY); p != nullptr;
       p = icalcomponent_get_first_property(rules, ICAL_X_PROPERTY)) {
    icalcomponent_remove_property(rules, p);
    icalproperty_free(p);
  }
  icalproperty_set_tzid(icalcomponent_get_first_property(rules, ICAL_TZID_PROPERTY), name.c_str());
  return rules;
}

icalcomponent* alarm_of(int minutes, const std::string& title) {
  icaltriggertype trigger = icaltriggertype_from_int(minutes * 60);
  return icalcomponent_vanew(ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
                             icalproperty_new_description(title.c_str()),
                             icalproperty_new_trigger(trigger), nullptr);
}

// How a time is told: in a zone with rules, in UTC, or as the clock on the wall says.
struct Telling {
  AddHours clock{};
  std::string zone{};
  bool utc{};
};

icalproperty* start_of(const Moment& at, const Telling& telling) {
  // A time that this day does not have becomes the one that is meant.
  icaltimetype time = ical_time(telling.clock(at, 0));
  if (at.minute && telling.utc) time.zone = icaltimezone_get_utc_timezone();
  icalproperty* start = icalproperty_new_dtstart(time);
  if (at.minute && !telling.zone.empty())
    icalproperty_add_parameter(start, icalparameter_new_tzid(telling.zone.c_str()));
  return start;
}

// How long a visit takes is not known: it has a beginning and no end.
icalcomponent* event_of(const CalendarEntry& entry, const std::string& uid,
                        const std::string& stamp, const Telling& telling, const TextBook& texts) {
  const std::string title =
      texts.say(entry.appointment ? "calendar.appointment" : "calendar.reminder");
  icalcomponent* event = icalcomponent_vanew(
      ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid.c_str()),
      icalproperty_new_dtstamp(icaltime_from_string(stamp.c_str())), icalproperty_new_sequence(0),
      start_of(entry.at, telling), icalproperty_new_summary(title.c_str()),
      icalproperty_new_description(without_controls(entry.says).c_str()),
      icalproperty_new_class(ICAL_CLASS_PRIVATE), icalproperty_new_status(ICAL_STATUS_CONFIRMED),
      icalproperty_new_transp(entry.appointment ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT),
      nullptr);
  for (const int minutes : entry.alarms)
    icalcomponent_add_component(event, alarm_of(minutes, title));
  return event;
}

IcalComponent empty_calendar(const TextBook& texts, const std::string& time_zone) {
  IcalComponent calendar(icalcomponent_vanew(
      ICAL_VCALENDAR_COMPONENT,
      icalproperty_new_prodid(fmt::format("{}{}//EN", kCalendarMaker, STIPPLE_VERSION).c_str()),
      icalproperty_new_version("2.0"), icalproperty_new_method(ICAL_METHOD_PUBLISH), nullptr));
  add_named(calendar.get(), "X-WR-CALNAME", texts.say("calendar.name"));
  if (!time_zone.empty()) add_named(calendar.get(), "X-WR-TIMEZONE", time_zone);
  return calendar;
}

}  // namespace

std::string calendar_ics(const CarePlan& plan, const CareSettings& settings, const TextBook& texts,
                         const CalendarInfo& info) {
  const std::vector<CalendarEntry> entries = calendar_entries(plan, settings, texts);
  const Edition edition{.uid_prefix = digest({"course", plan.case_name, info.identity}) + "-",
                        .stamp = stamp_of(info)};
  if (entries.empty() && info.previous_ics.empty()) return {};

  // The zone and its rules, where an entry has a time of day.
  Telling telling{.clock = clock_of_zone(settings.time_zone)};
  const IcalComponent calendar = empty_calendar(texts, settings.time_zone);
  const auto first =
      std::ranges::min_element(entries, {}, [](const CalendarEntry& e) { return e.at.date; });
  const bool timed = std::ranges::any_of(entries, [](const auto& e) { return !!e.at.minute; });
  if (timed && !settings.time_zone.empty()) {
    icalcomponent* rules = zone_rules(settings.time_zone, first->at.date);
    telling.utc = rules == nullptr;
    if (rules != nullptr) {
      telling.zone = settings.time_zone;
      icalcomponent_add_component(calendar.get(), rules);
    }
  }
  for (const CalendarEntry& entry : entries)
    icalcomponent_add_component(
        calendar.get(),
        event_of(entry,
                 edition.uid_prefix + digest({"entry", plan.case_name, info.identity, entry.key}),
                 edition.stamp, telling, texts));
  const std::string fresh = text_of(calendar.get());
  return info.previous_ics.empty() ? fresh : next_edition(fresh, info.previous_ics, edition);
}

}  // namespace stipple
