// SPDX-License-Identifier: Apache-2.0
// One four-cornered element with a single mean change of volume (Q1-P0) [Simo1985]: energy, forces
// and stiffness by the eight displacements of its corners (x and y of each in turn).
#pragma once

#include <array>

#include "numerics/ogden.h"
#include "numerics/quad_mesh.h"

namespace stipple {

using CornerValues = std::array<double, 8>;

class PlaneElement {
 public:
  // `revolution`: the corners' x is a radius, and the element a ring.
  PlaneElement(const std::array<PlanePoint, 4>& corners, bool revolution);

  // False where some point of it has no volume left.
  [[nodiscard]] bool energy(const OgdenMaterial&, const CornerValues& u, double& value) const;
  // Adds nothing: `forces` and `stiffness` (8 x 8, row by row) are overwritten.
  void derivatives(const OgdenMaterial&, const CornerValues& u, CornerValues& forces,
                   std::array<double, 64>& stiffness) const;
  [[nodiscard]] double volume() const { return volume_; }
  [[nodiscard]] double mean_volume_ratio(const CornerValues& u) const;

 private:
  struct Point {
    double volume{};  // of the undeformed solid that it stands for
    std::array<double, 4> by_x{}, by_y{}, hoop{};
  };
  [[nodiscard]] static PlaneGradient gradient(const Point&, const CornerValues& u);
  static void add_stiffness(const Point&, const std::array<double, 25>& by_gradient,
                            std::array<double, 64>& stiffness);
  std::array<Point, 4> points_{};
  double volume_{};
};

}  // namespace stipple
