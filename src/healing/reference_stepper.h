// SPDX-License-Identifier: Apache-2.0
// A slow and obvious twin of heal(), to test it: every equation as it stands in
// docs/theory/healing.md, its own transport loop, and the classical explicit Runge-Kutta method of
// fourth order with steps from the diffusion limit. Not for use in the program.
#pragma once

#include "healing/tissue.h"

namespace stipple {

// Advances to `until_day` exactly. `fraction` of the largest stable step is taken.
void heal_slowly(Tissue<double>&, const HealingModel<double>&, const Column<double>&,
                 double until_day, double fraction = 0.8);

// What the twin of a patch takes from the twin of a column (healing/reference_patch.h).
namespace slow {

// The fields of a column, or their rates per day, in the layout of a tissue.
struct State {
  std::vector<double> volume{}, surface{};
};
State rates_at(const HealingModel<double>&, const Column<double>&, const Tissue<double>& set_points,
               const State&);

struct Movement {
  int field{};
  double diffusivity{};  // mm2/d
  double chemotaxis{};   // mm2/d
  int attractant{-1};
};
std::vector<Movement> movements(const HealingModel<double>&, const Column<double>&);

// How many of a field's cells there are per volume of this cell at home; 0 where it cannot be.
double density(const Column<double>&, int field, int cell);

// Flux through a face, from one cell to the other: D (u - u') + chi (H' - H) (u + u') / 2, times
// its conductance. Where chemotaxis outruns diffusion within a cell, the face diffuses as much.
struct Pair {
  double from{}, to{};  // stored values
};
double flux(const Movement&, double conductance, Pair u, Pair attractant);

// Of the whole system, 1/d: diffusion across the smallest cell, and reactions of at most 20 a day.
// The method is stable to kStable over it.
double fastest_rate(const HealingModel<double>&, const Column<double>&);
inline constexpr double kStable = 2.78;

}  // namespace slow

}  // namespace stipple
