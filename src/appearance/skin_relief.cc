// SPDX-License-Identifier: Apache-2.0
#include "appearance/skin_relief.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "appearance/lateral_spread.h"
#include "core/error.h"

namespace stipple {

ReliefParameters relief_parameters(const ParameterValues& optics, const ParameterValues& healing) {
  return {.collagen_height = optics["collagen_height"],
          .fill = healing["scar_eta_v"],
          .young_share = healing["th3"],
          .bridge_mm = optics["relief_bridge"]};
}

int epidermal_cells(const TissueBlock& b) {
  const auto first =
      std::find_if(b.layers.begin(), b.layers.end(), [](Layer l) { return l != Layer::epidermis; });
  return static_cast<int>(first - b.layers.begin());
}

double epidermis_mm(const TissueBlock& b) {
  const auto k = static_cast<std::size_t>(epidermal_cells(b));
  return b.edges_mm[k] - b.edges_mm[0];
}

double clot_under_surface(const TissueBlock& b, std::size_t column) {
  const int k = epidermal_cells(b);
  if (k >= b.nz()) return 0.0;
  return std::clamp(double{b.volume[kClot][b.at(0, 0, k) + column]}, 0.0, 1.0);
}

std::vector<double> relief_mm(const TissueBlock& b, const ReliefParameters& p) {
  const std::size_t columns = b.at(0, 0, 1);
  std::vector<double> height(columns, 0.0);
  for (int k = 0; k < b.nz(); ++k) {
    const auto layer = static_cast<std::size_t>(k);
    if (b.layers[layer] != Layer::papillary && b.layers[layer] != Layer::reticular) continue;
    const double dz = b.edges_mm[layer + 1] - b.edges_mm[layer];
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t cell = layer * columns + c;
      const double gain = p.young_share * (double{b.volume[kYoungCollagen][cell]} - 1.0) +
                          (1.0 - p.young_share) * (double{b.volume[kMatureCollagen][cell]} - 1.0);
      const double home = b.collagen_home.empty() ? 1.0 : double{b.collagen_home[cell]};
      height[c] += p.collagen_height * dz * (home - 1.0 + p.fill * home * gain);
    }
  }
  height = spread_sideways(height, b.nx, b.ny, b.sides, p.bridge_mm / b.side_mm);
  const double d = epidermis_mm(b);
  for (std::size_t c = 0; c < columns; ++c) {
    const double gain = double{b.surface[kEpidermis][c]} - 1.0;
    height[c] += d * (gain + std::max(0.0, -gain) * clot_under_surface(b, c));
  }
  return height;
}

std::vector<double> shading(const std::vector<double>& height_mm, int nx, int ny, double side_mm,
                            Sides sides, const RakingLight& light) {
  STIPPLE_REQUIRE(height_mm.size() == static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
  const double azimuth = light.azimuth_deg * std::numbers::pi / 180.0;
  const double elevation = light.elevation_deg * std::numbers::pi / 180.0;
  const double x = std::cos(elevation) * std::cos(azimuth);
  const double y = std::cos(elevation) * std::sin(azimuth), z = std::sin(elevation);
  const auto neighbour = [&](int i, int n) {
    if (i >= 0 && i < n) return i;
    if (sides == Sides::periodic) return i < 0 ? n - 1 : 0;
    return i < 0 ? 0 : n - 1;
  };
  const auto at = [&](int i, int j) {
    return height_mm[static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) +
                     static_cast<std::size_t>(i)];
  };
  std::vector<double> bright(height_mm.size());
  const double scale = light.exaggeration / (2.0 * side_mm);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      const double dx = scale * (at(neighbour(i + 1, nx), j) - at(neighbour(i - 1, nx), j));
      const double dy = scale * (at(i, neighbour(j + 1, ny)) - at(i, neighbour(j - 1, ny)));
      // Light along the normal (-dx, -dy, 1), against that on flat skin.
      const double facing = (z - x * dx - y * dy) / std::sqrt(1.0 + dx * dx + dy * dy);
      bright[static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) +
             static_cast<std::size_t>(i)] =
          light.ambient + (1.0 - light.ambient) * std::max(0.0, facing) / z;
    }
  return bright;
}

}  // namespace stipple
