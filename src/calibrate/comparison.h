// SPDX-License-Identifier: Apache-2.0
// How a predicted figure stands to a published one: z = (predicted - published) / sqrt(prediction
// variance + measurement variance + discrepancy variance); bounds and directions count only on the
// wrong side. data/validation/README.md.
#pragma once

#include <span>

#include "evidence/validation_rows.h"

namespace stipple {

struct Published {
  double value{};
  double low{}, high{};  // equal to value where only one figure is published
  RowRelation relation{RowRelation::equal};
  double measurement_sd{};
  double discrepancy_sd{};
};

// 0 on the right side of a bound, inside a published interval without a mean, or with the right
// sign.
double misfit(double predicted, const Published&);
double z_score(double predicted, double prediction_sd, const Published&);
// exp(-z^2/2) with the measurement and discrepancy alone: the weight of one member.
double log_weight(double predicted, const Published&);
// Whether a prediction lies inside a plausibility window.
bool inside_window(double predicted, const Published&);

}  // namespace stipple
