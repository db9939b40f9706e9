// SPDX-License-Identifier: Apache-2.0
// A mesh of four-cornered elements in a plane (x, y); for bodies of revolution x is the radius and
// y the axis.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace stipple {

struct PlanePoint {
  double x{}, y{};
  friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

struct QuadMesh {
  std::vector<PlanePoint> nodes{};
  std::vector<std::array<int, 4>> quads{};  // corners, anticlockwise
  std::vector<int> material{};              // of each quad: an index into a list of the caller
  friend bool operator==(const QuadMesh&, const QuadMesh&) = default;
};

// Nodes at every (xs[i], ys[j]), numbered i + j * xs.size(); both lists increase. All of material
// 0.
QuadMesh grid_mesh(std::span<const double> xs, std::span<const double> ys);

// Places from 0 to `length`: the first step as given, each next one `growth` times longer, all then
// scaled a little so that the last place is met.
std::vector<double> graded_places(double length, double first_step, double growth);

}  // namespace stipple
