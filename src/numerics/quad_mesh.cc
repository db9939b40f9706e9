// SPDX-License-Identifier: Apache-2.0
#include "numerics/quad_mesh.h"

#include "core/error.h"

namespace stipple {

QuadMesh grid_mesh(std::span<const double> xs, std::span<const double> ys) {
  STIPPLE_REQUIRE(xs.size() >= 2 && ys.size() >= 2);
  QuadMesh mesh;
  for (const double y : ys)
    for (const double x : xs) mesh.nodes.push_back({x, y});
  const int across = static_cast<int>(xs.size());
  for (int j = 0; j + 1 < static_cast<int>(ys.size()); ++j)
    for (int i = 0; i + 1 < across; ++i) {
      const int corner = i + j * across;
      mesh.quads.push_back({corner, corner + 1, corner + across + 1, corner + across});
    }
  mesh.material.assign(mesh.quads.size(), 0);
  return mesh;
}

std::vector<double> graded_places(double length, double first_step, double growth) {
  STIPPLE_REQUIRE(length > 0.0 && first_step > 0.0 && growth >= 1.0);
  std::vector<double> places{0.0};
  double step = first_step;
  while (places.back() < length) {
    places.push_back(places.back() + step);
    step *= growth;
  }
  // Drop the last place where the one before it lies nearer to the end.
  if (places.size() > 2 && places.back() - length > length - places.end()[-2]) places.pop_back();
  const double scale = length / places.back();
  for (double& place : places) place *= scale;
  places.back() = length;
  return places;
}

}  // namespace stipple
