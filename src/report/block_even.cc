// SPDX-License-Identifier: Apache-2.0
#include "report/block_even.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

constexpr double rounding = 1e-9;  // of a cell

}  // namespace

std::vector<std::vector<DepthShare>> even_shares(std::span<const double> edges, int cells) {
  STIPPLE_REQUIRE(edges.size() >= 2 && cells >= 1);
  const double top = edges.front(), thickness = (edges.back() - top) / cells;
  std::vector<std::vector<DepthShare>> all(static_cast<std::size_t>(cells));
  for (int e = 0; e < cells; ++e) {
    const double from = top + thickness * e;
    const double to = e + 1 < cells ? top + thickness * (e + 1) : edges.back();
    double sum = 0.0;
    auto& shares = all[static_cast<std::size_t>(e)];
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
      const double covered = std::min(edges[k + 1], to) - std::max(edges[k], from);
      // A sliver that is rounding alone would make the mean of one cell a mean of two.
      if (covered <= rounding * thickness) continue;
      shares.push_back({static_cast<int>(k), covered});
      sum += covered;
    }
    for (DepthShare& s : shares) s.share /= sum;
  }
  return all;
}

bool are_even(std::span<const double> edges) {
  const double mean = (edges.back() - edges.front()) / static_cast<double>(edges.size() - 1);
  for (std::size_t k = 0; k + 1 < edges.size(); ++k)
    if (std::abs(edges[k + 1] - edges[k] - mean) > rounding * mean) return false;
  return true;
}

int cubes_in_depth(std::span<const double> edges, double side) {
  return std::max(1, static_cast<int>(std::lround((edges.back() - edges.front()) / side)));
}

}  // namespace stipple
