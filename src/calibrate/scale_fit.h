// SPDX-License-Identifier: Apache-2.0
// Fits the one slope of each clinical scale on its calibrate rows, by weighted least squares
// through the origin, with its error; and leaves one row out where there are several. A scale with
// one row has no degree of freedom left.
#pragma once

#include <functional>

#include "calibrate/comparison.h"
#include "outcome/scales.h"

namespace stipple {

struct ScaleRow {
  const ValidationRow* row{};
  Published published{};
  double measure{};     // mean of the law's measure over the conditioned members
  double measure_sd{};  // over the members
};

struct FittedScale {
  const ScaleLaw* law{};
  double slope{}, slope_sd{};
  long rows{};
  std::vector<std::string> fitted_on{};
};

FittedScale fit_scale(const ScaleLaw&, const std::vector<ScaleRow>& rows);
// The slope from all rows but this one; none when no other is left.
std::optional<FittedScale> fit_without(const ScaleLaw&, const std::vector<ScaleRow>& rows,
                                       const ValidationRow* left_out);

// As a parameter file, so that the report reads slopes like any other parameter.
std::string scales_json(const std::vector<FittedScale>&);

}  // namespace stipple
