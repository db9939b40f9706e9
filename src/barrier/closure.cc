// SPDX-License-Identifier: Apache-2.0
#include "barrier/closure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

constexpr double kYoung = 26.0, kOld = 77.0;             // years, the two groups of [Kelchen2016]
constexpr double kShortNeedle = 1.0, kLongNeedle = 3.0;  // mm, between which T is a straight line

// Where x stands between two ends, kept within them.
double between(double x, double low, double high) {
  return std::clamp((x - low) / (high - low), 0.0, 1.0);
}

}  // namespace

BarrierParameters barrier_parameters(const ParameterValues& v) {
  return {.elastic_share = v["elastic_share"],
          .tau_elastic_h = v["tau_elastic"],
          .T_half_open_short = v["T_half_open_short"],
          .T_half_open_long = v["T_half_open_long"],
          .T_half_occluded = v["T_half_occluded"],
          .age_factor = v["age_factor"],
          .tone_factor = v["tone_factor"],
          .open_area_gain = v["open_area_gain"],
          .closed_multiple = v["closed_multiple"]};
}

double age_and_tone_factor(const BarrierParameters& p, const ClosureConditions& c) {
  const double darkness = static_cast<double>(c.phototype) / static_cast<double>(Phototype::VI);
  // The measured half-lives pool young volunteers of all tones: the middle of the scale has
  // factor 1.
  return std::pow(p.age_factor, between(c.age_years, kYoung, kOld)) *
         std::pow(p.tone_factor, darkness - 0.5);
}

double closing_half_life_h(const BarrierParameters& p, const ClosureConditions& c) {
  // Whatever was drawn from the ranges: a longer needle or a film never lets the skin close sooner.
  const double more = std::max(0.0, p.T_half_open_long - p.T_half_open_short);
  const double open = p.T_half_open_short + more * between(c.depth, kShortNeedle, kLongNeedle);
  const double half_life = c.occluded ? std::max(p.T_half_occluded, open) : open;
  return half_life * age_and_tone_factor(p, c);
}

double open_share(const BarrierParameters& p, double half_life_h, double hours) {
  return p.elastic_share * std::exp(-hours / p.tau_elastic_h) +
         (1.0 - p.elastic_share) * std::exp2(-hours / half_life_h);
}

double water_loss_ratio(const BarrierParameters& p, double half_life_h, double channel_share,
                        double hours) {
  return 1.0 + p.open_area_gain * channel_share * open_share(p, half_life_h, hours);
}

double barrier_open_hours(const BarrierParameters& p, const ClosureConditions& c,
                          double channel_share) {
  const double half_life = closing_half_life_h(p, c);
  const auto is_open = [&](double hours) {
    return water_loss_ratio(p, half_life, channel_share, hours) > p.closed_multiple;
  };
  if (!is_open(0.0)) return 0.0;
  double open = 0.0, closed = 1.0;
  while (is_open(closed)) closed *= 2.0;
  while (closed - open > 1e-6 * closed) {
    const double middle = (open + closed) / 2.0;
    (is_open(middle) ? open : closed) = middle;
  }
  return closed;
}

double open_channel_share(const PuncturePattern& pattern, const PunctureParameters& p) {
  const double lumen = p.lumen_over_R * pattern.needle_radius;
  return random_coverage(pattern.density_cm2,
                         std::numbers::pi * lumen * lumen + 2.0 * lumen * slit_at(pattern, p, 0.0));
}

}  // namespace stipple
