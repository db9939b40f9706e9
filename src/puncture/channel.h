// SPDX-License-Identifier: Apache-2.0
// What one needle leaves when it is withdrawn: a slit held half open in the epidermis, collapsed in
// the dermis, in a collar of crushed tissue. Half-opening at depth z after t seconds:
//   w(z, t) = rho R exp(-z / z_s) [g + (1 - g) exp(-t / tau)]
// Plain doubles: mm, s. Theory: docs/theory/puncture.md.
#pragma once

#include <vector>

namespace stipple {

// The outline of a channel, from the surface down.
struct ChannelSection {
  std::vector<double> z{};             // mm below the surface
  std::vector<double> half_opening{};  // open lumen, mm
  std::vector<double> half_collar{};   // to the end of the crushed tissue, mm
  std::vector<double> slit{};          // torn length across the section, mm
  double angle_deg{};                  // of entry, from the normal
};

}  // namespace stipple
