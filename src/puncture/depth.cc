// SPDX-License-Identifier: Apache-2.0
#include "puncture/depth.h"

#include <algorithm>
#include <cmath>

namespace stipple {

DepthDistribution true_depth(const InsertionParameters& p, const NeedleOnSkin& n, double travel,
                             double tolerance) {
  const double mean = buried_depth(p, n, travel);
  const double dimple = travel - mean;
  // At most what an even spread from 0 to twice the mean has: no needle ends above the skin.
  const double sd =
      std::min(std::hypot(p.dimple_cv * dimple, tolerance / std::sqrt(3.0)), mean / std::sqrt(3.0));
  return {.mean = mean, .sd = sd, .dimple = dimple, .entered = share_entered(p, n, travel)};
}

double depth_quantile(const DepthDistribution& h, double p) {
  return h.mean + std::sqrt(3.0) * h.sd * (2.0 * p - 1.0);
}

}  // namespace stipple
