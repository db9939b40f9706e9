// SPDX-License-Identifier: Apache-2.0
#include "aftercare/habit_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "candidacy/screen.h"
#include "core/error.h"
#include "format/reader.h"

namespace stipple {
namespace {

// Fields that the document leaves out keep what they are.
std::vector<Problem> read_over(Habits& habits, const Node& fields) {
  const Document document{"", fields};
  Reader reader(document, {});
  if (reader.begin_object()) {
    describe(reader, habits);
    reader.end_object();
  }
  return reader.problems();
}

void require_habits(const Node& fields, const std::string& path, Problems& problems) {
  Habits any;
  if (fields.kind() == Node::Kind::object && fields.keys().empty())
    problems.add(path, fields.line(), "no habit is named");
  for (const Problem& p : read_over(any, fields))
    problems.add(path, p.line, p.path.empty() ? p.message : p.path + ": " + p.message);
}

HabitChange::UsualSun read_usual_sun(const Node& row, const std::string& path, const Facts& kinds,
                                     const WordSets& sets, Problems& problems) {
  HabitChange::UsualSun sun;
  if (!has_fields(row, path, {"says", "when", "sun_dose", "basis"}, {}, problems)) return sun;
  sun.says = text_in(row, "says", path, problems);
  sun.basis = text_in(row, "basis", path, problems);
  sun.when = read_condition(field_of(row, "when"), path, kinds, sets, problems);
  const auto dose =
      parse_quantity(text_in(row, "sun_dose", path, problems), Dimension::uv_dose_rate);
  if (!dose.base)
    problems.add(path, row.line(), dose.problem);
  else if (*dose.base <= 0.0)
    problems.add(path, row.line(), "sun_dose is no dose");
  sun.dose = UvDoseRate(dose.base.value_or(0.0), med_per_day);
  return sun;
}

// What is prescribed is never taken away, not even in a simulation.
bool would_stop_a_steroid(const Habits& course, const Habits& kept, const Habits& broken) {
  return course.anti_inflammatory == AntiInflammatory::steroid &&
         (kept.anti_inflammatory != course.anti_inflammatory ||
          broken.anti_inflammatory != course.anti_inflammatory);
}

bool holds_or_is_open(const Condition& when, const std::vector<Facts>& visits) {
  return std::ranges::any_of(visits, [&](const Facts& facts) {
    return judge(when, facts, std::nullopt).truth != Truth::no;
  });
}

}  // namespace

HabitChange read_habit_change(const Node& row, const std::string& path, const Facts& kinds,
                              const WordSets& sets, Problems& problems) {
  HabitChange change;
  if (!has_fields(row, path, {"says", "kept", "broken", "outcomes"}, {"without_sun_dose"},
                  problems))
    return change;
  change.says = text_in(row, "says", path, problems);
  change.kept = field_of(row, "kept");
  change.broken = field_of(row, "broken");
  require_habits(change.kept, path, problems);
  require_habits(change.broken, path, problems);
  if (change.kept == change.broken)
    problems.add(path, row.line(), "kept and broken are the same habits");
  for (const Node& name : field_of(row, "outcomes").values())
    if (name.kind() == Node::Kind::text) change.outcomes.push_back(name.text());
  if (change.outcomes.empty())
    problems.add(path, row.line(), "outcomes is not a list of their names");
  if (const Node* sun = row.find("without_sun_dose"))
    change.usual_sun = read_usual_sun(*sun, path, kinds, sets, problems);
  return change;
}

Habits changed(Habits habits, const Node& fields) {
  const bool fine = read_over(habits, fields).empty();
  STIPPLE_REQUIRE(fine);
  return habits;
}

std::vector<std::pair<std::string, BrokenHabit>> habits_to_compare(const Patient& patient,
                                                                   const Course& course,
                                                                   const CareRules& rules,
                                                                   const RuleSet& screening) {
  std::vector<Facts> visits;
  for (std::size_t k = 0; k < course.visits.size(); ++k) {
    visits.push_back(facts_of(patient, course, k, std::nullopt, screening.names));
    settle_what_does_not_apply(visits.back(), screening);
  }
  std::vector<std::pair<std::string, BrokenHabit>> out;
  for (const Instruction& i : rules.instructions) {
    if (!i.broken || !holds_or_is_open(i.when, visits)) continue;
    Habits habits = course.aftercare;
    std::string says = i.broken->says;
    if (const auto& sun = i.broken->usual_sun; sun && habits.sun_dose == UvDoseRate{}) {
      // No sun, nothing to keep off.
      if (!holds_or_is_open(sun->when, visits)) continue;
      habits.sun_dose = sun->dose;
      says = sun->says;
    }
    const Habits kept = changed(habits, i.broken->kept), broken = changed(habits, i.broken->broken);
    if (would_stop_a_steroid(course.aftercare, kept, broken)) continue;
    out.emplace_back(i.id, BrokenHabit{says, kept, broken, i.broken->outcomes});
  }
  return out;
}

}  // namespace stipple
