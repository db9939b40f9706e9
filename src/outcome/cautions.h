// SPDX-License-Identifier: Apache-2.0
// What a professional must know before reading the numbers, most serious first. Warnings, not a
// verdict.
#pragma once

#include "outcome/costs.h"
#include "outcome/result.h"

namespace stipple {

std::vector<std::string> cautions_for(const CoursePlan&, const Library&, const CourseResult&,
                                      const KeloidMargin&);

}  // namespace stipple
