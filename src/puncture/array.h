// SPDX-License-Identifier: Apache-2.0
// All needles of a device at once: how neighbours deepen each other's dimple, how many are in the
// skin together, what pressing them takes. Plain doubles: mm, mN, mJ. Theory:
// docs/theory/puncture.md.
#pragma once

#include <vector>

#include "device/cartridge.h"
#include "puncture/wound.h"

namespace stipple {

// How much deeper needles that press with the same force make a dimple, relative to one alone: mean
// over them of sum d / (pi p) [Boussinesq], less what a rim at the distance `support` from the
// middle holds up (0: no rim). Never negative.
double neighbour_sum(const std::vector<NeedlePlace>&, double diameter, double support);

// The same for a device: a pen's guide ring holds the skin up one pitch beyond its lane; of a
// roller the needles that are in the skin together, to `travel` below it.
double neighbours_of(const Device&, double travel);

// Needles in the skin at once: all of a pen or stamp; of a drum those whose way meets the skin.
std::vector<NeedlePlace> needles_in_skin(const Device&, double travel);

// Largest force on all of them together, mN, and the work of putting each in once, mJ. The needles
// of a pen or stamp go in together; those of a drum stand at all depths of their way at once.
struct ArrayLoad {
  double needles{};  // in the skin at once
  double force{};
  double work{};  // of all needles, in once
};
ArrayLoad array_load(const Device&, const PuncturePattern&, const PunctureParameters&);

// Force on all needles, mN, against the travel of the plate or drum below first touch, mm: to the
// set depth in even steps. A drum that sinks in has ever more needles in the skin.
struct ArrayCurve {
  std::vector<double> travel{}, force{};
};
ArrayCurve array_curve(const Device&, const PuncturePattern&, const PunctureParameters&, int steps);

}  // namespace stipple
