// SPDX-License-Identifier: Apache-2.0
// From history, course and rules to a verdict. Pure: no clock, no files. How rules combine is in
// docs/theory/candidacy.md.
#pragma once

#include <optional>

#include "candidacy/override.h"
#include "candidacy/rules.h"
#include "candidacy/verdict.h"

namespace stipple {

// InvalidInput when an override names a rule that does not exist or that nobody may override, or
// when the history names a day after the visit.
Verdict screen(const Patient&, const Course&, const Screening&, const RuleSet&,
               std::size_t visit = 0, std::optional<Date> on = std::nullopt);
CourseVerdict screen_course(const Patient&, const Course&, const Screening&, const RuleSet&);

// A question that does not apply needs no answer: without one it counts as the mildest.
void settle_what_does_not_apply(Facts&, const RuleSet&);

// What a simulation adds: a further wait or warning. It can only make a verdict stricter.
void add_simulated(Verdict&, FiredRule);

}  // namespace stipple
