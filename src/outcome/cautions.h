// SPDX-License-Identifier: Apache-2.0
// What a professional must know before reading the numbers, most serious first: what the models say
// of this course. Whether to needle at all is a matter of screening (candidacy/).
#pragma once

#include "outcome/costs.h"
#include "outcome/result.h"

namespace stipple {

std::vector<Caution> cautions_for(const CoursePlan&, const Library&, const CourseResult&,
                                  const KeloidMargin&);

}  // namespace stipple
