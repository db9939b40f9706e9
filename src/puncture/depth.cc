// SPDX-License-Identifier: Apache-2.0
#include "puncture/depth.h"

#include <algorithm>
#include <cmath>

namespace stipple {

double toughness_over_stiffness(const DepthParameters& p, double speed, double diameter) {
  const double stiffening = std::max(1.0, speed / diameter / p.rate_by_hand);
  return p.JE_quasistatic * std::pow(stiffening, -p.rate_exponent);
}

DepthDistribution true_depth(const DepthParameters& p, double travel, double speed, double diameter,
                             double tolerance) {
  // The dimple, but a needle keeps at least a share of its travel: short ones enter by the tip
  // alone.
  const double dimple = std::min(
      p.c_cut * (1.0 - p.poisson * p.poisson) * toughness_over_stiffness(p, speed, diameter),
      (1.0 - p.buried_share) * travel);
  const double by_skin = p.dimple_cv * dimple;
  const double by_scale = tolerance / std::sqrt(3.0);
  return {.mean = travel - dimple, .sd = std::hypot(by_skin, by_scale), .dimple = dimple};
}

double tip_force(double tip_diameter, double force_at_5um, double slope_per_um) {
  constexpr double um_per_mm = 1000.0;
  return std::max(0.0, force_at_5um + slope_per_um * (um_per_mm * tip_diameter - 5.0));
}

}  // namespace stipple
