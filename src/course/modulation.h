// SPDX-License-Identifier: Apache-2.0
// From a person and their habits to the modulators of the healing model: age, smoking, retinoid,
// sun and sunscreen, phototype, irritants, medicines, keloid tendency, diabetes.
// docs/theory/modulators.md.
#pragma once

#include "course/course.h"
#include "course/library.h"
#include "healing/model.h"
#include "patient/patient.h"

namespace stipple {

// Which habits act on a day: a retinoid is paused round a visit, irritants and medicines follow it.
struct HabitsNow {
  bool retinoid{};
  bool irritant{};
  bool anti_inflammatory{};
  friend bool operator==(const HabitsNow&, const HabitsNow&) = default;
};

// The tendency before its own spread of 0.1 either way; unknown history counts as none and is
// warned of elsewhere.
double keloid_tendency(const History&, const ParameterValues& healing);

Modulators modulators_for(const Patient&, const Habits&, const HabitsNow&, const MemberValues&);

// The phases of a course: when the habits that act change. days.front() is 0.
struct HabitPhases {
  std::vector<double> days{};
  std::vector<HabitsNow> now{};
};
HabitPhases phases_of(const std::vector<double>& visit_days, const Habits&);
HabitsNow resting_habits(const Habits&);

}  // namespace stipple
