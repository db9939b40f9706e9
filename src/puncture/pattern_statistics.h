// SPDX-License-Identifier: Apache-2.0
// How evenly or randomly the punctures of a map lie, against a Poisson field of the same density n:
//   mean nearest distance 1 / (2 sqrt n), spread 0.26136 / sqrt(N n), their ratio R
//   [ClarkEvans1954] nearest distance below r with chance 1 - exp(-pi n r^2); counts of quadrats
//   vary as their mean
// Distances in mm, densities in 1/cm2. Theory: docs/theory/device.md.
#pragma once

#include <cstddef>
#include <vector>

#include "puncture/puncture_map.h"

namespace stipple {

// Squares that tile the patch from its corner; what is left at the far edges is not counted.
struct QuadratCounts {
  std::size_t count{};        // of quadrats
  double side{};              // mm
  double mean_cm2{};          // density in them
  double sd_cm2{};            // from quadrat to quadrat
  double variance_to_mean{};  // of the counts: 1 where all is chance, less where they are even
  double z{};  // of (count - 1) variance_to_mean as a chi-square; 0 below two quadrats
};

// Of the punctures farther from the edge than a strip of twice the mean spacing; their neighbours
// may lie in it.
struct NearestDistances {
  std::size_t count{};
  double mean{}, sd{}, p5{}, p95{};
  double clark_evans{};     // R: 1 random, 2 on a square grid, 0 all in clusters
  double standard_error{};  // of R in a Poisson field
  double z{};
  // Share of nearest distances below each r, and what chance would give.
  std::vector<double> r{}, observed{}, random{};
  double largest_difference{};  // between the two, at any distance at all
};

struct PatternStatistics {
  double density_cm2{};
  QuadratCounts fine{};    // of 1 mm2
  QuadratCounts coarse{};  // of 1 cm2
  NearestDistances nearest{};
};

PatternStatistics pattern_statistics(const PunctureMap&);

QuadratCounts quadrat_counts(const PunctureMap&, double side);
NearestDistances nearest_distances(const PunctureMap&);

}  // namespace stipple
