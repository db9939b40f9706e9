// SPDX-License-Identifier: Apache-2.0
// The verdict for programs: the same object in result.json and in `stipple screen --json`. Its
// names are a promise: docs/report.md lists them.
#pragma once

#include <vector>

#include "candidacy/verdict.h"
#include "format/node.h"
#include "outcome/result.h"

namespace stipple {

// The first visit in full, and every visit in short.
Node verdict_node(const CourseVerdict&);
Node references_node(const std::vector<CitedSource>&);

}  // namespace stipple
