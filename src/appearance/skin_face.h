// SPDX-License-Identifier: Apache-2.0
// The face of a patch: its colour and relief as seen from above. Each column gives the light what
// it has to pass (skin_optics.h); light that reaches the dermis spreads sideways in it before it
// comes out again, through the epidermis that is there:
//   R(x, band) = T(x) (G * [T R_d])(x)
// Nothing is added: no furrows, pores or hairs. docs/theory/appearance-colour.md.
#pragma once

#include "appearance/image.h"
#include "appearance/skin_optics.h"
#include "appearance/skin_relief.h"
#include "healing/tissue_block.h"
#include "numerics/team.h"

namespace stipple {

// What light meets in column [j * nx + i].
OpticalColumn optical_column(const TissueBlock&, const SkinOptics&, std::size_t column);

struct SkinFace {
  int nx{}, ny{};
  double side_mm{};
  Sides sides{Sides::periodic};
  std::vector<LinearRgb> colour{};  // [j * nx + i], flat light
  std::vector<double> height_mm{};  // over healthy skin
};

// The same bits for any team.
SkinFace skin_face(const TissueBlock&, const SkinOptics&, const ReliefParameters&, Team&);

// Colour times shading, one a column.
std::vector<LinearRgb> lit_colours(const SkinFace&, const RakingLight&);

// Between the centres of columns colours change evenly. y runs upwards, as on a map: the first row
// of pixels is the last row of columns.
Image face_image(const SkinFace&, const RakingLight&, int pixels_per_column);

}  // namespace stipple
