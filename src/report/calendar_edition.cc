// SPDX-License-Identifier: Apache-2.0
#include "report/calendar_edition.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "report/ical_component.h"

namespace stipple {
namespace {

constexpr std::size_t kLargestCalendar = std::size_t{4} << 20;  // bytes
constexpr int kLargestSequence = 1'000'000;

using Events = std::map<std::string, icalcomponent*, std::less<>>;  // by UID

template <typename Do>
void for_each(icalcomponent* parent, icalcomponent_kind kind, Do act) {
  for (icalcomponent* c = icalcomponent_get_first_component(parent, kind); c != nullptr;
       c = icalcomponent_get_next_component(parent, kind))
    act(c);
}

[[noreturn]] void refuse(std::string_view what) {
  throw InvalidInput(std::vector<Problem>{
      {.path = "calendar.ics",
       .message =
           fmt::format("the calendar that was handed out before {}. Nothing was changed: put "
                       "it back as it was written, or move it away to begin anew",
                       what)}});
}

void require_sound_event(icalcomponent* event, const Edition& edition, const Events& known) {
  const char* uid = icalcomponent_get_uid(event);
  const int sequence = icalcomponent_get_sequence(event);
  for (const icalproperty_kind once :
       {ICAL_UID_PROPERTY, ICAL_DTSTART_PROPERTY, ICAL_SEQUENCE_PROPERTY})
    if (icalcomponent_count_properties(event, once) != 1)
      refuse("is damaged: an entry lacks its name, time or number");
  if (uid == nullptr || !std::string_view(uid).starts_with(edition.uid_prefix))
    refuse("is of another course");
  if (known.contains(uid)) refuse("is damaged: an entry stands in it twice");
  if (sequence < 0 || sequence > kLargestSequence)
    refuse("is damaged: the number of an entry is none");
}

Events events_of(icalcomponent* calendar, const Edition& edition) {
  Events events;
  for_each(calendar, ICAL_ANY_COMPONENT, [&](icalcomponent* c) {
    if (icalcomponent_isa(c) == ICAL_VTIMEZONE_COMPONENT) return;
    if (icalcomponent_isa(c) != ICAL_VEVENT_COMPONENT) refuse("is of another program");
    require_sound_event(c, edition, events);
    events.emplace(icalcomponent_get_uid(c), c);
  });
  return events;
}

// Each line without its folds and its end, in order of the letters: the library may put the zones
// in another order.
std::vector<std::string> plain_lines(std::string_view text) {
  std::vector<std::string> lines{""};
  for (const char c : text) {
    if (c == '\n') lines.emplace_back();
    if (c == '\n' || c == '\r') continue;
    if (c == ' ' && lines.back().empty() && lines.size() > 1)
      lines.pop_back();  // goes on with the line above
    else
      lines.back() += c;
  }
  std::erase(lines, "");
  std::ranges::sort(lines);
  return lines;
}

IcalComponent read_previous(const std::string& text) {
  if (text.size() > kLargestCalendar) refuse("is larger than any that we write");
  IcalComponent calendar = parse_ical(text);
  if (!calendar || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT)
    refuse("is damaged: it is no calendar, or its end is missing");
  if (icalcomponent_count_errors(calendar.get()) > 0) refuse("is damaged: a line makes no sense");
  icalproperty* maker = icalcomponent_get_first_property(calendar.get(), ICAL_PRODID_PROPERTY);
  const char* name = maker == nullptr ? nullptr : icalproperty_get_prodid(maker);
  if (name == nullptr || !std::string_view(name).starts_with(kCalendarMaker))
    refuse("is of another program");
  // What the library passed over in silence is damage too.
  if (plain_lines(text) != plain_lines(text_of(calendar.get())))
    refuse("is damaged: a line makes no sense");
  return calendar;
}

// Everything of an entry but when it was issued, in an order that does not matter.
std::vector<std::string> content_of(icalcomponent* event) {
  std::vector<std::string> lines;
  for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_ANY_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(event, ICAL_ANY_PROPERTY))
    if (const icalproperty_kind kind = icalproperty_isa(p);
        kind != ICAL_DTSTAMP_PROPERTY && kind != ICAL_SEQUENCE_PROPERTY)
      lines.push_back(taken(icalproperty_as_ical_string_r(p)));
  for_each(event, ICAL_VALARM_COMPONENT,
           [&](icalcomponent* alarm) { lines.push_back(text_of(alarm)); });
  std::ranges::sort(lines);
  return lines;
}

// An entry that is no more: still there, so that a telephone takes it away.
IcalComponent cancelled(icalcomponent* event, const Edition& edition) {
  IcalComponent copy(icalcomponent_new_clone(event));
  if (icalcomponent_get_status(event) != ICAL_STATUS_CANCELLED) {
    icalcomponent_set_status(copy.get(), ICAL_STATUS_CANCELLED);
    icalcomponent_set_sequence(copy.get(), icalcomponent_get_sequence(event) + 1);
  }
  icalcomponent_set_dtstamp(copy.get(), icaltime_from_string(edition.stamp.c_str()));
  while (icalcomponent* alarm =
             icalcomponent_get_first_component(copy.get(), ICAL_VALARM_COMPONENT)) {
    icalcomponent_remove_component(copy.get(), alarm);
    icalcomponent_free(alarm);
  }
  return copy;
}

std::string zone_name(icalcomponent* zone) {
  icalproperty* id = icalcomponent_get_first_property(zone, ICAL_TZID_PROPERTY);
  const char* name = id == nullptr ? nullptr : icalproperty_get_tzid(id);
  return name == nullptr ? "" : name;
}

// Cancelled entries may be told in a zone that is no longer that of the practice.
void keep_zones(icalcomponent* calendar, icalcomponent* previous) {
  std::vector<std::string> here;
  for_each(calendar, ICAL_VTIMEZONE_COMPONENT,
           [&](icalcomponent* zone) { here.push_back(zone_name(zone)); });
  for_each(previous, ICAL_VTIMEZONE_COMPONENT, [&](icalcomponent* zone) {
    if (std::ranges::find(here, zone_name(zone)) == here.end())
      icalcomponent_add_component(calendar, icalcomponent_new_clone(zone));
  });
}

}  // namespace

std::string next_edition(const std::string& fresh, const std::string& previous,
                         const Edition& edition) {
  const IcalComponent before = read_previous(previous);
  Events old = events_of(before.get(), edition);
  const IcalComponent calendar = parse_ical(fresh);
  STIPPLE_REQUIRE(calendar && icalcomponent_isa(calendar.get()) == ICAL_VCALENDAR_COMPONENT);

  for_each(calendar.get(), ICAL_VEVENT_COMPONENT, [&](icalcomponent* event) {
    const auto was = old.find(icalcomponent_get_uid(event));
    if (was == old.end()) return;
    const bool same = content_of(event) == content_of(was->second);
    icalcomponent_set_sequence(event, icalcomponent_get_sequence(was->second) + (same ? 0 : 1));
    old.erase(was);
  });
  for (const auto& [uid, event] : old)
    icalcomponent_add_component(calendar.get(), cancelled(event, edition).release());
  if (!old.empty()) keep_zones(calendar.get(), before.get());
  return text_of(calendar.get());
}

}  // namespace stipple
