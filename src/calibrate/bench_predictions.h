// SPDX-License-Identifier: Apache-2.0
// Published rows that need no healing run: what one set of parameters says of closing, numbing,
// force, depth and density, each in the row's own unit. No value is tuned here. Closing stands in
// closure_predictions.h, numbing and pain in numbing_predictions.h, the needle in
// insertion_predictions.h; here only what was not treated: no change, 0.
// Theory: docs/theory/validation.md.
#pragma once

#include <optional>
#include <string_view>

#include "course/library.h"
#include "evidence/discrepancy.h"

namespace stipple {

// None where the row needs a healing run, or where why_not_predicted() gives a reason.
std::optional<double> bench_prediction(const ValidationRow&, const MemberValues&, const Library&);

// Why the model has no law for a row; empty where it has one, here or by a healing run.
std::string_view why_not_predicted(const ValidationRow&);

}  // namespace stipple
