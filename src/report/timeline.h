// SPDX-License-Identifier: Apache-2.0
// The course at a glance on one axis of time: visits, redness, open barrier, young and mature
// collagen.
#pragma once

#include <string>

#include "outcome/result.h"

namespace stipple {

std::string timeline(const CourseResult&, double width);

}  // namespace stipple
