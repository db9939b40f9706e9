// SPDX-License-Identifier: Apache-2.0
#include "device/kinematics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kMm2PerCm2 = 100.0;

// What is left of a travel after the skin has moved along with the needle.
double torn(double travel, double compliance) { return std::max(0.0, travel - compliance); }

struct DepthLimit {
  Length most{};
  const char* what{};
};

// The narrowest of what scale, needle and motor allow: one message tells how deep is possible.
DepthLimit depth_limit(const Device& device) {
  DepthLimit limit{device.max_depth, "the deepest setting of the device"};
  const auto narrow = [&](Length most, const char* what) {
    if (most < limit.most) limit = {most, what};
  };
  narrow(device.needle.length, "the length of its needles");
  if (const auto* pen = std::get_if<Pen>(&device.drive))
    narrow(pen->stroke, "the stroke of its motor");
  return limit;
}

}  // namespace

double fraction_below(double depth, double stroke) {
  if (depth <= 0.0) return 0.0;
  return std::acos(std::max(-1.0, 1.0 - 2.0 * depth / stroke)) / kPi;
}

double time_below_s(double depth, double stroke, double frequency) {
  return fraction_below(depth, stroke) / frequency;
}

double entry_speed(double depth, double stroke, double frequency) {
  return 2.0 * kPi * frequency * std::sqrt(std::max(0.0, depth * (stroke - depth)));
}

double mean_speed(double depth, double stroke, double frequency) {
  if (depth <= 0.0) return 0.0;
  return 2.0 * std::min(depth, stroke) / time_below_s(depth, stroke, frequency);
}

double pen_slit(double z, double depth, double stroke, double frequency, double glide,
                double compliance) {
  // A point at depth z is passed while the tip is below it: the same crank, set less deep.
  return torn(glide * time_below_s(depth - z, stroke, frequency), compliance);
}

double roller_entry_angle_deg(double depth, double drum_radius) {
  if (depth <= 0.0) return 0.0;
  return std::acos(drum_radius / (drum_radius + depth)) * 180.0 / kPi;
}

double roller_slit(double z, double depth, double drum_radius, double compliance) {
  if (z >= depth) return 0.0;
  const double angle = std::acos((drum_radius + z) / (drum_radius + depth));
  return torn(2.0 * ((drum_radius + z) * std::tan(angle) - drum_radius * angle), compliance);
}

double density_per_pass_cm2(const Device& device, double glide) {
  const double n = device.needle_count;
  if (const auto* pen = std::get_if<Pen>(&device.drive)) {
    if (glide <= 0.0) return 0.0;
    return kMm2PerCm2 * n * pen->frequency.in(Hz) / (pen->swath.in(mm)*glide);
  }
  if (const auto* roller = std::get_if<Roller>(&device.drive))
    return kMm2PerCm2 * n / (2.0 * kPi * roller->drum_radius.in(mm)*roller->drum_width.in(mm));
  return n / std::get<Stamp>(device.drive).plate_area.in(cm2);
}

double density_per_pass_cm2(const Device& device, const SessionSettings& s) {
  return density_per_pass_cm2(device, s.glide.in(mm_per_s)) / (1.0 - s.overlap.in(ratio));
}

double session_density_cm2(const Device& device, const SessionSettings& s) {
  if (s.density) return s.density->in(per_cm2);
  return s.passes * density_per_pass_cm2(device, s);
}

std::vector<Problem> problems_of(const Device& device, const SessionSettings& s,
                                 const std::string& path) {
  std::vector<Problem> problems;
  if (const DepthLimit limit = depth_limit(device); s.depth > limit.most)
    problems.push_back({.path = path + ".depth",
                        .message = format_quantity(s.depth.base(), Dimension::length) +
                                   " is more than " + limit.what + ", " +
                                   format_quantity(limit.most.base(), Dimension::length)});
  const bool is_pen = std::holds_alternative<Pen>(device.drive);
  if (is_pen && !s.density && s.glide.in(mm_per_s) <= 0.0)
    problems.push_back({.path = path + ".glide",
                        .message = "a pen that does not glide has no density of punctures: give a "
                                   "glide speed, or a density"});
  return problems;
}

}  // namespace stipple
