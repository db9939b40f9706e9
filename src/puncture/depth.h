// SPDX-License-Identifier: Apache-2.0
// How deep the tips of a session end: the travel less the dimple (puncture/insertion.h), and its
// spread from puncture to puncture by the skin and by the depth scale of the device.
// Plain doubles: mm. Theory: docs/theory/puncture.md.
#pragma once

#include "puncture/insertion.h"

namespace stipple {

// Depths of the needles whose tips are in: even over mean -+ sqrt(3) sd.
struct DepthDistribution {
  double mean{};
  double sd{};
  double dimple{};      // travel - mean
  double entered{1.0};  // share of the needles whose tips break through at all
  friend bool operator==(const DepthDistribution&, const DepthDistribution&) = default;
};

// The tolerance is the half-width of an even error of the scale.
// No puncture is deeper than travel + tolerance: mean + sqrt(3) sd stays below.
DepthDistribution true_depth(const InsertionParameters&, const NeedleOnSkin&, double travel,
                             double tolerance);

// The depth that a share `p` of the punctures does not exceed.
double depth_quantile(const DepthDistribution&, double p);

}  // namespace stipple
