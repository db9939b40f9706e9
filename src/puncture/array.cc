// SPDX-License-Identifier: Apache-2.0
#include "puncture/array.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

// Depth of a drum's needle that stands `along` the circumference from the lowest place.
double depth_on_drum(double along, double depth, double radius) {
  return (radius + depth) * std::cos(along / radius) - radius;
}

}  // namespace

double neighbour_sum(const std::vector<NeedlePlace>& places, double diameter, double support) {
  if (places.size() < 2) return 0.0;
  const auto count = static_cast<double>(places.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t k = i + 1; k < places.size(); ++k)
      sum +=
          2.0 / std::hypot(places[i].along - places[k].along, places[i].across - places[k].across);
  const double rim = support > 0.0 ? (count - 1.0) / support : 0.0;
  return std::max(0.0, diameter / std::numbers::pi * (sum / count - rim));
}

std::vector<NeedlePlace> needles_in_skin(const Device& device, double travel) {
  const auto* roller = std::get_if<Roller>(&device.drive);
  if (roller == nullptr) return plate_places(device);
  const double radius = roller->drum_radius.in(mm);
  const double turn = 2.0 * std::numbers::pi * radius;
  std::vector<NeedlePlace> in;
  for (NeedlePlace place : drum_places(*roller, device.needle_count)) {
    place.along = std::remainder(place.along, turn);
    if (depth_on_drum(place.along, travel, radius) > 0.0) in.push_back(place);
  }
  return in;
}

double neighbours_of(const Device& device, double travel) {
  const double support = std::holds_alternative<Pen>(device.drive)
                             ? lane_width(device) / 2.0 + device.pitch.in(mm)
                             : 0.0;
  return neighbour_sum(needles_in_skin(device, travel), device.needle.diameter.in(mm), support);
}

ArrayCurve array_curve(const Device& device, const PuncturePattern& pattern,
                       const PunctureParameters& p, int steps) {
  const ForceCurve one = force_curve(p.insertion, pattern.needle, pattern.travel, steps);
  ArrayCurve all{.travel = one.travel, .force = one.force};
  const auto* roller = std::get_if<Roller>(&device.drive);
  if (roller == nullptr) {
    for (double& force : all.force) force *= device.needle_count;
    return all;
  }
  const double radius = roller->drum_radius.in(mm);
  const double step = pattern.travel / steps;
  for (std::size_t i = 0; i < all.travel.size(); ++i) {
    all.force[i] = 0.0;
    for (const NeedlePlace& place : needles_in_skin(device, all.travel[i])) {
      const double x = depth_on_drum(place.along, all.travel[i], radius);
      all.force[i] += one.force[std::min(i, static_cast<std::size_t>(std::lround(x / step)))];
    }
  }
  return all;
}

ArrayLoad array_load(const Device& device, const PuncturePattern& pattern,
                     const PunctureParameters& p) {
  constexpr int kSteps = 400;
  const ArrayCurve curve = array_curve(device, pattern, p, kSteps);
  const auto needles = double(needles_in_skin(device, pattern.travel).size());
  return {.needles = needles,
          .force = *std::max_element(curve.force.begin(), curve.force.end()),
          .work = needles * force_curve(p.insertion, pattern.needle, pattern.travel, kSteps).work};
}

}  // namespace stipple
