// SPDX-License-Identifier: Apache-2.0
#include "puncture/channel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stipple {

double half_opening(const PuncturePattern& pattern, const PunctureParameters& p, const Skin& skin,
                    double depth, double z, double seconds) {
  if (z >= depth) return 0.0;
  const double below = std::max(0.0, z - skin.epidermis.in(mm));
  const double rest = p.channel.rest_share;
  const double recoil = rest + (1.0 - rest) * std::exp(-seconds / p.channel.recoil_time);
  return p.lumen_over_R * pattern.needle_radius * std::exp(-below / p.channel.fade) * recoil;
}

double channel_volume_mm3(const PuncturePattern& pattern, const PunctureParameters& p,
                          const Skin& skin, double depth, double seconds) {
  constexpr int kSlices = 200;
  double volume = 0.0;
  for (int i = 0; i < kSlices; ++i) {
    const double z = depth * (i + 0.5) / kSlices;
    const double w = half_opening(pattern, p, skin, depth, z, seconds);
    volume += (std::numbers::pi * w * w + 2.0 * w * slit_at(pattern, p, z)) * depth / kSlices;
  }
  return volume;
}

ChannelSection channel_section(const PuncturePattern& pattern, const PunctureParameters& p,
                               const Skin& skin, double depth, double seconds, int points) {
  ChannelSection section;
  section.angle_deg = pattern.entry_angle_deg;
  for (int i = 0; i <= points; ++i) {
    const double z = depth * i / points;
    // The last point is the tip itself, where nothing is open, whatever the rounding.
    const double open = i < points ? half_opening(pattern, p, skin, depth, z, seconds) : 0.0;
    // Crushed tissue lies beside the needle's own way, wherever the lumen has gone.
    const double collar = (p.lumen_over_R + p.collar_width_over_R) * pattern.needle_radius;
    section.z.push_back(z);
    section.half_opening.push_back(open);
    section.half_collar.push_back(collar);
    section.slit.push_back(slit_at(pattern, p, z));
  }
  return section;
}

}  // namespace stipple
