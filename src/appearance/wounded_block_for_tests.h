// SPDX-License-Identifier: Apache-2.0
// Blocks of tissue that were not computed: healthy skin, and channels whose fields rise and fall by
// formulas of the size and time that the model gives. For tests of pictures.
#pragma once

#include <cmath>
#include <utility>

#include "healing/tissue_block.h"

namespace stipple {

struct Channel {
  double x_mm{}, y_mm{}, radius_mm{}, depth_mm{};
};

// Cells of `side_mm` to all sides; epidermis 0.1, papillary dermis 0.2, reticular dermis to 1.2,
// fat below, mm.
inline TissueBlock healthy_block(int nx, int ny, double side_mm, double depth_mm = 1.4) {
  TissueBlock b;
  b.nx = nx;
  b.ny = ny;
  b.side_mm = side_mm;
  const int nz = static_cast<int>(std::lround(depth_mm / side_mm));
  for (int k = 0; k <= nz; ++k) b.edges_mm.push_back(k * side_mm);
  for (int k = 0; k < nz; ++k) {
    const double middle = (k + 0.5) * side_mm;
    b.layers.push_back(middle < 0.1   ? Layer::epidermis
                       : middle < 0.3 ? Layer::papillary
                       : middle < 1.2 ? Layer::reticular
                                      : Layer::fat);
  }
  const std::size_t columns = static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny);
  const std::size_t cells = columns * static_cast<std::size_t>(nz);
  for (int f = 0; f < kFieldCount; ++f)
    b.volume[static_cast<std::size_t>(f)].assign(cells, static_cast<float>(home_of(f)));
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    b.surface[static_cast<std::size_t>(f)].assign(columns, static_cast<float>(surface_home_of(f)));
  b.disorder_home.assign(cells, 0.0F);
  return b;
}

namespace made_up {

// Rises and falls: 1 at its peak.
inline double wave(double day, double peak) {
  return day <= 0.0 ? 0.0 : day / peak * std::exp(1.0 - day / peak);
}

// Damage of a channel at a place: 1 in the lumen, a collar round it, none below the tip.
inline double damage(const Channel& c, double x, double y, double z, double width_mm) {
  double dx = std::abs(x - c.x_mm);
  dx = std::min(dx, width_mm - dx);
  const double r = std::hypot(dx, y - c.y_mm);
  const double lumen = 0.5 * c.radius_mm, collar = 0.8 * c.radius_mm;
  const double across = r < lumen ? 1.0 : 0.4 * std::exp(-std::pow((r - lumen) / collar, 2));
  return across * 0.5 * std::erfc((z - c.depth_mm) / 0.04);
}

}  // namespace made_up

// The block `day` days after the channels were made; day 0: just after.
template <class Channels>
TissueBlock wounded_block(TissueBlock b, const Channels& channels, double day) {
  using namespace made_up;  // NOLINT(google-build-using-namespace)
  b.day = day;
  b.after_visit = day == 0.0;
  const double width = b.nx * b.side_mm;
  for (int j = 0; j < b.ny; ++j)
    for (int i = 0; i < b.nx; ++i) {
      const double x = (i + 0.5) * b.side_mm, y = (j + 0.5) * b.side_mm;
      double torn = 0.0;
      for (int k = 0; k < b.nz(); ++k) {
        const double z = 0.5 * (b.edges_mm[static_cast<std::size_t>(k)] +
                                b.edges_mm[static_cast<std::size_t>(k) + 1]);
        double kept = 1.0, near = 0.0;
        for (const Channel& c : channels) {
          kept *= 1.0 - damage(c, x, y, z, width);
          // What cells and signals reach.
          const Channel wide{c.x_mm, c.y_mm, 4.0 * c.radius_mm, c.depth_mm};
          near = std::max(near, damage(wide, x, y, z, width));
        }
        const double w = 1.0 - kept;
        if (b.layers[static_cast<std::size_t>(k)] == Layer::epidermis) {
          torn = std::max(torn, w > 0.6 ? 1.0 : 0.0);
          continue;
        }
        const auto at = b.at(i, j, k);
        const auto set = [&](Field f, double value) {
          b.volume[static_cast<std::size_t>(f)][at] = static_cast<float>(value);
        };
        set(kClot, w * std::exp(-day / 3.0));
        set(kNeutrophils, 2.5 * near * wave(day, 1.5));
        set(kMacrophages1, 2.0 * near * wave(day, 2.8));
        set(kMacrophages2, 2.5 * near * wave(day, 6.0));
        set(kFibroblasts, (1.0 - 0.8 * w * std::exp(-day / 4.0)) * (1.0 + near * wave(day, 13.0)));
        set(kMyofibroblasts, 0.4 * near * wave(day, 9.5));
        set(kYoungCollagen, 1.0 - 0.15 * w * std::exp(-day / 20.0) + 1.6 * near * wave(day, 26.0));
        set(kMatureCollagen,
            1.0 - 0.15 * w * std::exp(-day / 60.0) + 0.6 * near * (1.0 - std::exp(-day / 60.0)));
        set(kElastin, 1.0 - 0.1 * w);
        set(kVessels,
            (1.0 - 0.9 * w * std::exp(-day / 5.0)) * (1.0 + 0.5 * near * wave(day, 13.5)));
        const bool papillary = b.layers[static_cast<std::size_t>(k)] == Layer::papillary;
        set(kDermalMelanin, papillary ? 0.4 * w * std::exp(-day / 200.0) : 0.0);
      }
      const double closed = 1.0 - torn * std::exp(-day / 0.6);
      b.surface[kEpidermis][b.at(i, j)] =
          static_cast<float>(closed * (1.0 + 0.3 * wave(day, 12.0)));
      b.surface[kMelanin][b.at(i, j)] = static_cast<float>(1.0 + 0.3 * wave(day, 27.0));
    }
  return b;
}

}  // namespace stipple
