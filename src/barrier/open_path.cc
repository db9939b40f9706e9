// SPDX-License-Identifier: Apache-2.0
#include "barrier/open_path.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr double kNeedle = 0.5;    // mm, of the stated half-life
constexpr double kShallow = 0.05;  // mm, below which depth says nothing more

}  // namespace

PathParameters path_parameters(const ParameterValues& v) {
  return {.T_half = v["T_half_path"],
          .length_exponent = v["path_length_exponent"],
          .closed_share = v["path_closed_share"],
          .microbe_load = v["microbe_load"],
          .microbe_transfer = v["microbe_transfer"]};
}

double path_half_life_h(const PathParameters& p, const BarrierParameters& b,
                        const ClosureConditions& c) {
  const double depth = std::max(kShallow, c.depth);
  const double path =
      p.T_half * std::pow(depth / kNeedle, p.length_exponent) * age_and_tone_factor(b, c);
  return std::max(path, closing_half_life_h(b, c));
}

double path_open_share(double half_life_h, double hours) { return std::exp2(-hours / half_life_h); }

double path_open_hours(const PathParameters& p, double half_life_h) {
  return microbe_hours_to(p.closed_share, half_life_h);
}

double microbe_index_cm2(const PathParameters& p, double channel_share, double half_life_h,
                         double hours) {
  return p.microbe_load * channel_share * p.microbe_transfer * path_open_share(half_life_h, hours);
}

double microbe_hours_to(double share, double half_life_h) {
  return -half_life_h * std::log2(share);
}

}  // namespace stipple
