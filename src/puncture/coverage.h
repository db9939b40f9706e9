// SPDX-License-Identifier: Apache-2.0
// Share of a patch that lies under a hole or slit, overlaps counted once: each puncture is a
// capsule of the needle's radius swept along its slit, and a cell of a fine raster is covered when
// its middle is. Against the random limit 1 - exp(-n A): random_coverage(). Plain doubles: mm.
// Theory: docs/theory/device.md.
#pragma once

#include <vector>

#include "puncture/puncture_map.h"

namespace stipple {

struct Coverage {
  double share{};               // of the patch, under one puncture or more
  double cell{};                // side of a raster cell, mm
  std::vector<double> times{};  // share under none, one, two ... punctures; the last: or more
  int columns{}, rows{};        // of the coarse map
  std::vector<float> map{};     // share covered of each coarse cell, row by row from y = 0
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

struct CoverageOptions {
  double cells_per_radius{4.0};  // a whole face is then right to a thousandth of its share
  double coarse{1.0};            // side of a cell of the map, mm
};

Coverage coverage_of(const PunctureMap&, double needle_radius, const CoverageOptions& = {});

}  // namespace stipple
