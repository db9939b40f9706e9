// SPDX-License-Identifier: Apache-2.0
// A flat cut through a block: a map at a depth, or a vertical section. Cells keep their size; none
// is smoothed.
#pragma once

#include <span>
#include <vector>

#include "appearance/colour_map.h"
#include "appearance/image.h"
#include "healing/tissue_block.h"

namespace stipple {

// Rows from the top of the picture: from the largest y of a map, from the surface of a section.
struct Slice {
  std::vector<double> across_mm{};  // columns + 1 edges, from the left
  std::vector<double> down_mm{};    // rows + 1 edges, from the top
  std::vector<float> values{};      // [row * columns + column]; NaN: nothing there
  [[nodiscard]] std::size_t columns() const { return across_mm.size() - 1; }
  [[nodiscard]] std::size_t rows() const { return down_mm.size() - 1; }
};

enum class Wall { along_x, along_y };

// `values`: one a cell of the block (block_field.h). A depth or place beyond the block is cut to
// it.
Slice map_at_depth(const TissueBlock&, std::span<const float> values, double depth_mm);
// The section along x at y = place, or along y at x = place, mm.
Slice section_at(const TissueBlock&, std::span<const float> values, Wall, double place_mm);
// A map of one value a column, [j * nx + i].
Slice map_of_columns(const TissueBlock&, std::span<const double> values);

struct Levels {
  double low{0}, high{1};
};
// Each pixel has the colour of the cell that holds its middle; `nothing` where there is no number.
Image painted(const Slice&, Levels, ColourMap, double pixels_per_mm, Rgb8 nothing);

// The edges of the cells that hold at least `level`, against those that hold less: pieces along x
// and z in the slice's mm.
struct Piece {
  double x0{}, y0{}, x1{}, y1{};
};
std::vector<Piece> outline(const Slice&, double level);

}  // namespace stipple
