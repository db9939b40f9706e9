// SPDX-License-Identifier: Apache-2.0
// What the needle's model says of a row of insertion.csv: forces, true depths, channels, densities.
// What stands for what, and what a paper leaves open: docs/theory/validation.md.
#pragma once

#include <optional>

#include "course/library.h"
#include "evidence/validation_rows.h"

namespace stipple {

// None where the model has no law for the row.
std::optional<double> insertion_prediction(const ValidationRow&, const MemberValues&,
                                           const Library&);

}  // namespace stipple
