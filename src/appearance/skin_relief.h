// SPDX-License-Identifier: Apache-2.0
// Height of the skin over healthy skin, mm. The epidermis counts with its thickness and with the
// clot that fills a hole in it; the dermis with its collagen, as in the depth of a scar
// (docs/theory/outcomes.md):
//   h = d_e (e - 1 + (1 - e)+ x) + G * [phi sum dz (C_h - 1 + eta_v C_h (C - 1))]
// G: the stiff upper layers bridge what is narrower than they are.
// docs/theory/appearance-colour.md.
#pragma once

#include <vector>

#include "evidence/parameter_values.h"
#include "healing/tissue_block.h"

namespace stipple {

struct ReliefParameters {
  double collagen_height{};  // phi
  double fill{};             // eta_v
  double young_share{};      // theta: C = theta c3 + (1 - theta) c1
  double bridge_mm{};        // standard deviation of G
};
ReliefParameters relief_parameters(const ParameterValues& optics, const ParameterValues& healing);

// Cells of the epidermis, from the surface; and its thickness at rest, mm.
int epidermal_cells(const TissueBlock&);
double epidermis_mm(const TissueBlock&);
// Clot just below the epidermis of a column, 0..1.
double clot_under_surface(const TissueBlock&, std::size_t column);

// [j * nx + i]
std::vector<double> relief_mm(const TissueBlock&, const ReliefParameters&);

// Where raking light comes from and how the relief is drawn. Flat skin keeps its colour.
struct RakingLight {
  double azimuth_deg{135.0};   // from x towards y: 135 is the upper left of a picture
  double elevation_deg{30.0};  // above the surface
  double ambient{0.35};        // share of the light that comes from everywhere
  double exaggeration{1.0};    // of the height; 0: no shading
};
// Brightness of each column, 1 where it is flat.
std::vector<double> shading(const std::vector<double>& height_mm, int nx, int ny, double side_mm,
                            Sides, const RakingLight&);

}  // namespace stipple
