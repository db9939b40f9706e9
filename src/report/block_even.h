// SPDX-License-Identifier: Apache-2.0
// Which cells in depth an even cell covers, and by what share of it.
#pragma once

#include <span>
#include <vector>

namespace stipple {

struct DepthShare {
  int cell{};
  double share{};  // of the even cell; those of one even cell add up to 1
};

// `cells` even cells from the first face to the last, from the top down; per even cell its shares.
std::vector<std::vector<DepthShare>> even_shares(std::span<const double> edges, int cells);
// All as thick as each other, to rounding.
bool are_even(std::span<const double> edges);
// As many as make cubes of that side, as near as the depth allows; 1 at least.
int cubes_in_depth(std::span<const double> edges, double side);

}  // namespace stipple
