// SPDX-License-Identifier: Apache-2.0
// What one needle leaves when it is withdrawn: a slit that recoils to a share of the needle's width
// and stays open in the epidermis, while the dermis below falls shut; around it a collar of crushed
// tissue. Half-opening at depth z, t seconds after:
//   w(z, t) = rho R exp(-max(0, z - z_e) / z_s) [g + (1 - g) exp(-t / tau)]
// rho from the mouths of roller channels [Kalluri2011], g and tau from relaxing skin.
// Plain doubles: mm, s. Theory: docs/theory/puncture.md.
#pragma once

#include <vector>

#include "puncture/wound.h"

namespace stipple {

// Half-opening at a depth; 0 below the tip.
double half_opening(const PuncturePattern&, const PunctureParameters&, const Skin&, double depth,
                    double z, double seconds);
// Volume of the open channel, mm3: a slit of that width and of the torn length, round at its ends.
double channel_volume_mm3(const PuncturePattern&, const PunctureParameters&, const Skin&,
                          double depth, double seconds);

// The outline of a channel, from the surface down.
struct ChannelSection {
  std::vector<double> z{};             // mm below the surface
  std::vector<double> half_opening{};  // open lumen, mm
  std::vector<double> half_collar{};   // to the end of the crushed tissue, mm
  std::vector<double> slit{};          // torn length, mm
  double angle_deg{};                  // of entry, from the normal
};
ChannelSection channel_section(const PuncturePattern&, const PunctureParameters&, const Skin&,
                               double depth, double seconds, int points);

}  // namespace stipple
