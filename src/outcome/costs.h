// SPDX-License-Identifier: Apache-2.0
// What a course costs, over its worst visit: redness, open barrier, pain, darkening, the risks of a
// scar and of a keloid. docs/theory/outcomes.md.
#pragma once

#include "outcome/formulas.h"

namespace stipple {

// The library must outlive the definitions.
void add_costs(std::vector<OutcomeDefinition>& all, const Library&);

// Hours until the barrier is closed again after one visit of a member.
double barrier_hours(const SimulatedMember&, std::size_t visit);

// The keloid tendency from which myofibroblasts persist two years after this course (at the stated
// values), and how far the patient's own tendency is below it. `critical` is 1 when none up to 1
// persists.
struct KeloidMargin {
  double tendency{}, critical{}, margin{};
};
KeloidMargin keloid_margin(const CoursePlan&, const Library&, const Timeline& treated,
                           const StepControl&);

}  // namespace stipple
