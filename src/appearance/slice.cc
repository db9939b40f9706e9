// SPDX-License-Identifier: Apache-2.0
#include "appearance/slice.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

std::vector<double> even_edges(int n, double side) {
  std::vector<double> edges;
  for (int i = 0; i <= n; ++i) edges.push_back(side * i);
  return edges;
}

// The cell that holds a place.
std::size_t cell_of(const std::vector<double>& edges, double place) {
  const auto above = std::upper_bound(edges.begin(), edges.end(), place);
  const auto cell = above - edges.begin() - 1;
  return static_cast<std::size_t>(
      std::clamp(cell, std::ptrdiff_t{0}, static_cast<std::ptrdiff_t>(edges.size()) - 2));
}

// Cells of the pixels along one direction.
std::vector<std::size_t> cells_of_pixels(const std::vector<double>& edges, double per_mm) {
  const double length = edges.back() - edges.front();
  const auto n = static_cast<std::size_t>(std::max(1L, std::lround(length * per_mm)));
  std::vector<std::size_t> cells;
  for (std::size_t p = 0; p < n; ++p)
    cells.push_back(cell_of(
        edges, edges.front() + length * (static_cast<double>(p) + 0.5) / static_cast<double>(n)));
  return cells;
}

}  // namespace

Slice map_at_depth(const TissueBlock& b, std::span<const float> values, double depth_mm) {
  STIPPLE_REQUIRE(values.size() == b.at(0, 0, b.nz()));
  const auto k = static_cast<int>(cell_of(b.edges_mm, depth_mm));
  Slice s{even_edges(b.nx, b.side_mm), even_edges(b.ny, b.side_mm)};
  for (int j = b.ny - 1; j >= 0; --j)
    for (int i = 0; i < b.nx; ++i) s.values.push_back(values[b.at(i, j, k)]);
  return s;
}

Slice section_at(const TissueBlock& b, std::span<const float> values, Wall wall, double place_mm) {
  STIPPLE_REQUIRE(values.size() == b.at(0, 0, b.nz()));
  const bool along_x = wall == Wall::along_x;
  const int n = along_x ? b.nx : b.ny;
  const auto at = static_cast<int>(cell_of(even_edges(along_x ? b.ny : b.nx, b.side_mm), place_mm));
  Slice s{even_edges(n, b.side_mm), b.edges_mm};
  for (int k = 0; k < b.nz(); ++k)
    for (int i = 0; i < n; ++i)
      s.values.push_back(values[along_x ? b.at(i, at, k) : b.at(at, i, k)]);
  return s;
}

Slice map_of_columns(const TissueBlock& b, std::span<const double> values) {
  STIPPLE_REQUIRE(values.size() == b.at(0, 0, 1));
  Slice s{even_edges(b.nx, b.side_mm), even_edges(b.ny, b.side_mm)};
  for (int j = b.ny - 1; j >= 0; --j)
    for (int i = 0; i < b.nx; ++i) s.values.push_back(static_cast<float>(values[b.at(i, j)]));
  return s;
}

Image painted(const Slice& s, Levels levels, ColourMap map, double pixels_per_mm, Rgb8 nothing) {
  STIPPLE_REQUIRE(levels.high > levels.low && pixels_per_mm > 0.0);
  const auto columns = cells_of_pixels(s.across_mm, pixels_per_mm);
  const auto rows = cells_of_pixels(s.down_mm, pixels_per_mm);
  Image image{.width = static_cast<int>(columns.size()), .height = static_cast<int>(rows.size())};
  image.rgb.reserve(columns.size() * rows.size() * 3);
  for (const std::size_t row : rows)
    for (const std::size_t column : columns) {
      const double v = s.values[row * s.columns() + column];
      const Rgb8 c =
          std::isnan(v) ? nothing : map_colour(map, (v - levels.low) / (levels.high - levels.low));
      image.rgb.insert(image.rgb.end(), c.begin(), c.end());
    }
  return image;
}

std::vector<Piece> outline(const Slice& s, double level) {
  std::vector<Piece> pieces;
  const auto inside = [&](std::size_t row, std::size_t column) {
    return double{s.values[row * s.columns() + column]} >= level;
  };
  for (std::size_t r = 0; r < s.rows(); ++r)
    for (std::size_t c = 0; c < s.columns(); ++c) {
      if (c + 1 < s.columns() && inside(r, c) != inside(r, c + 1))
        pieces.push_back({s.across_mm[c + 1], s.down_mm[r], s.across_mm[c + 1], s.down_mm[r + 1]});
      if (r + 1 < s.rows() && inside(r, c) != inside(r + 1, c))
        pieces.push_back({s.across_mm[c], s.down_mm[r + 1], s.across_mm[c + 1], s.down_mm[r + 1]});
    }
  return pieces;
}

}  // namespace stipple
