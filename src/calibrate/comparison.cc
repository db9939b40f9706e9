// SPDX-License-Identifier: Apache-2.0
#include "calibrate/comparison.h"

#include <cmath>

namespace stipple {

double misfit(double predicted, const Published& p) {
  switch (p.relation) {
    case RowRelation::at_most: return predicted > p.value ? predicted - p.value : 0.0;
    case RowRelation::at_least: return predicted < p.value ? predicted - p.value : 0.0;
    case RowRelation::sign_only: return predicted * p.value > 0.0 ? 0.0 : predicted;
    case RowRelation::equal: break;
  }
  if (predicted < p.low) return predicted - p.low;
  if (predicted > p.high) return predicted - p.high;
  return 0.0;
}

double z_score(double predicted, double prediction_sd, const Published& p) {
  const double variance = prediction_sd * prediction_sd + p.measurement_sd * p.measurement_sd +
                          p.discrepancy_sd * p.discrepancy_sd;
  const double d = misfit(predicted, p);
  return d == 0.0 ? 0.0 : d / std::sqrt(variance);
}

double log_weight(double predicted, const Published& p) {
  const double z = z_score(predicted, 0.0, p);
  return -0.5 * z * z;
}

bool inside_window(double predicted, const Published& p) { return misfit(predicted, p) == 0.0; }

}  // namespace stipple
