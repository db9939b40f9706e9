// SPDX-License-Identifier: Apache-2.0
// The "simulate" block of an instruction: fields of course.aftercare as they are when it is kept
// and when it is broken.
#pragma once

#include <string>

#include "aftercare/care_rules.h"
#include "evidence/node_checks.h"

namespace stipple {

HabitChange read_habit_change(const Node&, const std::string& path, const Facts& kinds,
                              const WordSets&, Problems&);

// The habits with the fields that the node names in place of their own.
Habits changed(Habits, const Node& fields);

}  // namespace stipple
