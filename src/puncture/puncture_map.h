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
#include "device/motion.h"
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

// Unsteadiness of the hand, from data/parameters/puncture.json.
HandMotion hand_motion(const ParameterValues& puncture);

// A true depth: even over mean -+ sqrt(3) sd, as wound.h has it, and never above the skin.
double sampled_depth(const DepthDistribution&, RandomStream&);

// The same seed gives the same map. The pattern is that of wound_pattern() for the
// same device and settings. A share of a pass goes over that share of the lanes, with a pen over
// that share of the stretches of the way; a pen that stands still presses at random places. A
// cartridge narrower than its swath weaves over it. Each slit follows from the puncture's own depth
// and the speed of the hand there. About 30 bytes a puncture.
PunctureMap place_punctures(const Device&, const SessionSettings&, const PuncturePattern&,
                            const PunctureParameters&, const HandMotion&, double width,
                            double height, Seed);

}  // namespace stipple
