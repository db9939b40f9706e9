// SPDX-License-Identifier: Apache-2.0
// The words round the numbers: who, with what, what to be warned of, what is assumed, and where it
// comes from.
#pragma once

#include "evidence/conditioned.h"
#include "outcome/costs.h"
#include "outcome/result.h"

namespace stipple {

void add_words(CourseResult&, const CoursePlan&, const Library&,
               const std::optional<ConditionedEnsemble>&, std::vector<std::string> absent,
               long failures, const KeloidMargin&);

}  // namespace stipple
