// SPDX-License-Identifier: Apache-2.0
// The block in three dimensions with its near corner cut away, seen from the right front and above
// without perspective: lengths along one direction are drawn alike wherever they are. The top shows
// the face of the skin, the upright walls a field. One ray a pixel: into the block, and where it
// enters through the corner that is gone, on to the wall behind.
#pragma once

#include <array>

#include "appearance/image.h"
#include "appearance/skin_face.h"
#include "appearance/slice.h"

namespace stipple {

struct BlockView {
  double azimuth_deg{34.0};    // of the eye, from the front towards the right
  double elevation_deg{27.0};  // of the eye above the surface
  double pixels_per_mm{170.0};
  double cut_x{0.5}, cut_y{0.5};  // the corner from that share of the width on, up to that share
};

// Where points of the block lie in the picture. x to the right, y to the back, z down, mm.
class BlockCamera {
 public:
  BlockCamera(const BlockView&, double width_mm, double depth_mm, double height_mm);
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
BlockCamera camera_of(const TissueBlock&, const BlockView&);

// x and y of the inner edge of the cut, on faces of cells.
std::array<double, 2> cut_corner(const TissueBlock&, const BlockView&);

// `values`: one a cell. Pixels beside the block have the colour `paper`; edges are smooth.
Image cut_block_image(const TissueBlock&, std::span<const float> values, const SkinFace&,
                      const RakingLight&, const BlockView&, Levels, ColourMap, Rgb8 nothing,
                      Rgb8 paper, Team&);

}  // namespace stipple
