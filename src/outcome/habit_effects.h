// SPDX-License-Identifier: Apache-2.0
// What a habit changes: the same members through the same course twice, once with each set of
// habits. Paired, so that the band of the change is that of the change alone; before the course
// both live as the case says. Theory: docs/theory/recovery.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/conditioned.h"
#include "outcome/course_result.h"

namespace stipple {

struct HabitEffect {
  std::string outcome{}, label{}, unit{};         // as in Outcome
  std::optional<double> days_after_last_visit{};  // none for scalars
  Band kept{}, broken{};
  Band change{};  // broken less kept, member by member; a share: of the members
  bool higher_is_better{};
};

// For the outcomes of these names, in that order, those over time at each of the report days; what
// does not apply to the patient is left out.
std::vector<HabitEffect> habit_effects(const CourseRequest&, const Library&,
                                       const std::optional<ConditionedEnsemble>&,
                                       const Habits& kept, const Habits& broken,
                                       const std::vector<std::string>& outcomes);

}  // namespace stipple
