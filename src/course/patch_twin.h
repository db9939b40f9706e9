// SPDX-License-Identifier: Apache-2.0
// The same course in a column of the same depth, which gets the mean damage that the patch really
// got: what resolving the channels changes is the difference. 2 x 2 mm hold few punctures, so the
// nominal damage would compare something else.
#pragma once

#include "course/patch_run.h"

namespace stipple {

// The watched values of the column on the days of the record's rows.
std::vector<std::array<double, kObservedCount>> column_twin(const PatchInput&, const PatchRecord&);

}  // namespace stipple
