// SPDX-License-Identifier: Apache-2.0
// Every puncture of a session on a patch of skin: place, time, angle, depth, slit and its
// direction. The hand lays passes swath beside swath in the directions of the pattern; the
// cartridge or drum places its needles along each; the true depth is drawn from its distribution.
// Plain numbers: mm, s, degrees. Theory: docs/theory/device.md.
#pragma once

#include <cstdint>
#include <vector>

#include "core/random.h"
#include "device/device.h"
#include "device/session.h"
#include "puncture/wound.h"

namespace stipple {

// One element per puncture, in order of time. Float: a face has a million of them.
struct PunctureMap {
  double width{}, height{};           // of the patch, mm; origin in one corner
  std::vector<float> x{}, y{};        // where the needle breaks the surface, mm
  std::vector<float> time{};          // since the start of the session, s
  std::vector<float> depth{};         // true depth along the normal of the skin, mm
  std::vector<float> angle{};         // of entry from the normal of the skin, degrees
  std::vector<float> slit{};          // torn length at the surface, mm
  std::vector<float> direction{};     // in which the slit runs, degrees from the x axis, 0..360
  std::vector<std::uint16_t> pass{};  // counted from 0
  [[nodiscard]] std::size_t size() const { return x.size(); }
  friend bool operator==(const PunctureMap&, const PunctureMap&) = default;
};

// How unsteady the hand is; from data/parameters/puncture.json.
struct HandMotion {
  double speed_cv{};      // relative spread of the glide speed from stretch to stretch
  double place_jitter{};  // sideways wander of a swath, standard deviation, mm
  double angle_jitter{};  // of a pass about its nominal direction, standard deviation, degrees
  double roller_slip{};   // share of the rolled way that the drum slips, 0..1
  friend bool operator==(const HandMotion&, const HandMotion&) = default;
};
HandMotion hand_motion(const ParameterValues& puncture);

// The same seed gives the same map on any machine.
PunctureMap place_punctures(const Device&, const SessionSettings&, const PuncturePattern&,
                            const PunctureParameters&, const HandMotion&, double width,
                            double height, Seed);

}  // namespace stipple
