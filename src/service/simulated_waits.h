// SPDX-License-Identifier: Apache-2.0
// What the simulated course adds to the verdict of each visit: skin that is still red, or a barrier
// still open, when the next visit comes. It only ever makes a wait longer.
#pragma once

#include "candidacy/screen.h"
#include "outcome/result.h"

namespace stipple {

void add_simulated_waits(CourseVerdict&, const CourseResult&);

}  // namespace stipple
