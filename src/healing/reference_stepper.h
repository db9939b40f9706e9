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

}  // namespace stipple
