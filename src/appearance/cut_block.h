// SPDX-License-Identifier: Apache-2.0
// The block in three dimensions with its near corner cut away, seen from the right front and above
// without perspective: lengths along one direction are drawn alike wherever they are. The top shows
// the face of the skin, the upright walls a field. One ray a pixel: into the block, and where it
// enters through the corner that is gone, on to the wall behind.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "appearance/image.h"
#include "appearance/skin_face.h"
#include "appearance/slice.h"

namespace stipple {

struct BlockView {
  double azimuth_deg{34.0};    // of the eye, from the front towards the right
  double elevation_deg{27.0};  // of the eye above the surface
  double pixels_per_mm{170.0};
  double deepest_mm{2.5};         // what lies deeper is left out
  double cut_x{0.5}, cut_y{0.5};  // the corner from that share of the width on, up to that share
};

// Where points of the block lie in the picture. x to the right, y to the back, z down, mm.
class BlockCamera {
 public:
  // The picture holds all of these points.
  BlockCamera(const BlockView&, std::span<const std::array<double, 3>> points);
  // Pixels from the upper left of the picture.
  [[nodiscard]] std::array<double, 2> pixel(double x, double y, double z) const;
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  // The point of the plane through the origin that a pixel's middle looks at, and the way from the
  // eye into the picture.
  [[nodiscard]] std::array<double, 3> origin(double px, double py) const;
  [[nodiscard]] std::array<double, 3> direction() const;

 private:
  std::array<double, 3> right_{}, up_{}, eye_{};  // unit vectors, z upwards here
  double scale_{}, left_{}, top_{};
  int width_{}, height_{};
};

// What of a block the picture shows, small enough to be kept for every day of a film.
struct CutBlock {
  double width_mm{}, depth_mm{}, height_mm{};
  double cut_x{}, cut_y{};           // the inner edge of the cut, on faces of cells
  SkinFace face{};                   // its columns are the cells of the walls
  std::array<Slice, 4> walls{};      // front, inner facing right, inner facing front, right
  std::array<Slice, 4> clot{};       // the same of the clot
  std::vector<double> borders_mm{};  // depths where one layer ends and the next begins
  std::vector<Layer> layers{};       // one more than borders
  double day{};
  bool after_visit{};
};
// `values`: one a cell (block_field.h).
CutBlock cut_block(const TissueBlock&, std::span<const float> values, SkinFace, const BlockView&);
BlockCamera camera_of(const CutBlock&, const BlockView&);

// Where a wall stands that is there: the upper ends of it, left and right as it is seen.
struct WallPlace {
  double x0{}, y0{}, x1{}, y1{};
};
WallPlace place_of_wall(const CutBlock&, std::size_t wall);

// Pixels beside the block have the colour `paper`; edges are smooth. The same bits for any team.
Image cut_block_image(const CutBlock&, const RakingLight&, const BlockView&, Levels, ColourMap,
                      Rgb8 nothing, Rgb8 paper, Team&);

}  // namespace stipple
