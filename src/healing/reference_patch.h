// SPDX-License-Identifier: Apache-2.0
// A slow and obvious twin of PatchHealer, to test it: whole columns, one value a field and cell in
// double, joined side by side by links. What happens within a column is the column's own twin
// (healing/reference_stepper.h); along a link every cell exchanges with its neighbour at the same
// depth, and e with its neighbour at the surface. Any pattern of columns: squares of a block, rings
// round a channel. Explicit Runge-Kutta of fourth order. Not for use in the program.
#pragma once

#include "healing/tissue.h"
#include "numerics/grid3.h"

namespace stipple {

// Two columns that touch. Conductance: length of their common border over the distance of their
// centres.
struct LateralLink {
  int a{}, b{};
  double conductance{};
};

struct ReferencePatch {
  std::vector<Tissue<double>> columns{};  // all on one column of cells
  std::vector<double> area_mm2{};         // of each, seen from above
  std::vector<LateralLink> links{};
};

// nx x ny healthy columns of `side` mm; column (i, j) is the one at j * nx + i.
ReferencePatch square_patch(const Column<double>&, int nx, int ny, double side, Sides);
// Rings round an axis between radii that rise from 0, closed outside.
ReferencePatch ring_patch(const Column<double>&, const std::vector<double>& radii);

// Advances to `until_day` exactly. `fraction` of the largest stable step is taken.
void heal_slowly(ReferencePatch&, const HealingModel<double>&, const Column<double>&,
                 double until_day, double fraction = 0.8);

}  // namespace stipple
