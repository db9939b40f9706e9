// SPDX-License-Identifier: Apache-2.0
#include "report/calendar_entries.h"

#include <fmt/format.h>

#include <algorithm>

namespace stipple {
namespace {

constexpr int kHour = 60, kDay = 24 * kHour;  // minutes
// Nobody is woken: a reminder that falls between these is told the morning after or, of what begins
// before a visit, the evening before.
constexpr int kMorning = 8 * kHour, kEvening = 20 * kHour, kNight = 21 * kHour;
// Of entries without a time of day.
constexpr int kAllDayReminder = 9 * kHour, kEveningBefore = 18 * kHour - kDay;

enum class Edge { from, until };

std::vector<int> alarms_of_visit(const Moment& at) {
  return at.minute ? std::vector<int>{-kDay, -2 * kHour} : std::vector<int>{kEveningBefore};
}

int alarm_of_reminder(const Moment& at, Edge edge) {
  if (!at.minute) return edge == Edge::from ? kEveningBefore : kAllDayReminder;
  const int minute = *at.minute;
  if (minute >= kMorning && minute <= kNight) return 0;
  if (edge == Edge::until) return kMorning - minute + (minute > kNight ? kDay : 0);
  return kEvening - minute - (minute < kMorning ? kDay : 0);
}

// Words of its own where there are neutral ones; others are found on the leaflet by their date.
std::string note(const DatedInstruction& i, Edge edge, const Moment& at, const TextBook& texts) {
  const bool from = edge == Edge::from;
  const std::string key = fmt::format("calendar.note.{}.{}", i.id, from ? "from" : "until");
  if (texts.has(key)) return texts.say(key);
  return texts.say(from ? "calendar.begins" : "calendar.ends", {{"at", texts.moment(at)}});
}

const DatedInstruction* find(const CareVisit* visit, std::string_view id) {
  if (visit == nullptr) return nullptr;
  const auto found = std::ranges::find(visit->instructions, id, &DatedInstruction::id);
  return found == visit->instructions.end() ? nullptr : &*found;
}

// Does it begin before this visit, and was not kept since the last?
bool begins_before(const DatedInstruction& i, const CareVisit* last) {
  const DatedInstruction* earlier = find(last, i.id);
  return i.kind != InstructionKind::never && i.hours_before > 0 && i.from &&
         !(earlier && earlier->lengthened_by == LengthenedBy::next_visit);
}

bool ends_after(const DatedInstruction& i) {
  return i.kind != InstructionKind::never && i.hours_after > 0 && i.until &&
         i.lengthened_by != LengthenedBy::next_visit;
}

bool earlier(const Moment& a, const Moment& b) {
  return std::pair(a.date, a.minute.value_or(0)) < std::pair(b.date, b.minute.value_or(0));
}

class Entries {
 public:
  Entries(const CareSettings& settings, const TextBook& texts)
      : settings_(settings), texts_(texts) {}

  void add(const CareVisit& visit, const CareVisit* last, const CareVisit* next) {
    if (!visit.when) return;
    visit_ = visit.visit;
    add_appointment(*visit.when);
    const std::optional<Moment> preparation = add_preparation(visit, last);
    for (const DatedInstruction& i : visit.instructions) {
      if (!i.reminder) continue;
      if (begins_before(i, last) && i.from != preparation)
        remind(i.id + "/from", *i.from, Edge::from, note(i, Edge::from, *i.from, texts_));
      if (ends_after(i))
        remind(i.id + "/until", *i.until, Edge::until, note(i, Edge::until, *i.until, texts_));
    }
    // Of no use once the next visit has come.
    if (visit.social_safe && visit.social_safe_days > 0 &&
        !(next && next->when && visit.social_safe->date >= next->when->date))
      remind("social", *visit.social_safe, Edge::until, texts_.say("calendar.social"));
  }

  [[nodiscard]] std::vector<CalendarEntry> all() && { return std::move(all_); }

 private:
  void add_appointment(const Moment& when) {
    std::string says = texts_.say("calendar.visit");
    if (settings_.practice && !settings_.practice->phone.empty())
      says += " " + texts_.say("calendar.move", {{"phone", settings_.practice->phone}});
    all_.push_back({.key = fmt::format("{}/visit", visit_),
                    .appointment = true,
                    .at = when,
                    .says = says,
                    .alarms = alarms_of_visit(when)});
  }

  // One entry when the first thing before a visit begins, whatever else begins then.
  std::optional<Moment> add_preparation(const CareVisit& visit, const CareVisit* last) {
    std::optional<Moment> first;
    for (const DatedInstruction& i : visit.instructions)
      if (begins_before(i, last) && (!first || earlier(*i.from, *first))) first = i.from;
    if (!first) return first;
    std::string says = texts_.say("calendar.preparation", {{"visit", texts_.moment(*visit.when)}});
    for (const DatedInstruction& i : visit.instructions) {
      const std::string key = fmt::format("calendar.note.{}.from", i.id);
      if (i.reminder && begins_before(i, last) && i.from == first && texts_.has(key))
        says += " " + texts_.say(key);
    }
    remind("preparation", *first, Edge::from, says);
    return first;
  }

  void remind(std::string_view what, const Moment& at, Edge edge, std::string says) {
    all_.push_back({.key = fmt::format("{}/{}", visit_, what),
                    .at = at,
                    .says = std::move(says),
                    .alarms = {alarm_of_reminder(at, edge)}});
  }

  const CareSettings& settings_;
  const TextBook& texts_;
  std::size_t visit_{};
  std::vector<CalendarEntry> all_{};
};

}  // namespace

std::vector<CalendarEntry> calendar_entries(const CarePlan& plan, const CareSettings& settings,
                                            const TextBook& texts) {
  Entries entries(settings, texts);
  const std::size_t n = plan.visits.size();
  for (std::size_t k = 0; k < n; ++k)
    entries.add(plan.visits[k], k > 0 ? &plan.visits[k - 1] : nullptr,
                k + 1 < n ? &plan.visits[k + 1] : nullptr);
  return std::move(entries).all();
}

}  // namespace stipple
