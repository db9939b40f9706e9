// SPDX-License-Identifier: Apache-2.0
// Where the needles stand on the plate of a pen or stamp and on the unrolled drum of a roller, and
// which devices cannot be built. Plain doubles: mm. Theory: docs/theory/device.md.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "device/device.h"

namespace stipple {

// On a plate: from the middle of the needles. On a drum: around it from 0 to its circumference,
// across from the middle of its width.
struct NeedlePlace {
  double along{};   // in the direction of the glide, mm
  double across{};  // mm
  friend bool operator==(const NeedlePlace&, const NeedlePlace&) = default;
};

// Width of skin that one glide, turn or row of presses covers: swath, drum or side of the plate.
double lane_width(const Device&);

// As many as the device has, the middle of all at 0, no two nearer than the pitch:
//   rings      concentric, a pitch apart, each as full as the pitch allows, the outer one rest
//   square     on a square lattice, as many rows as columns or one less
//   hexagonal  the places of a triangular lattice that are nearest to the middle
//   rows       straight across the glide, each as long as the lane allows
std::vector<NeedlePlace> plate_places(const Device&);

// Rows along one turn of the drum: as stated, or the divisor of the count that makes the spacing
// around the drum most like the one across.
int rows_around(const Roller&, int needle_count);
// In the order in which they touch down; every second row is shifted by half the spacing across.
std::vector<NeedlePlace> drum_places(const Roller&, int needle_count);

// What cannot be built, each under its field below `path`; one problem for one mistake.
std::vector<Problem> problems_of(const Device&, const std::string& path);

}  // namespace stipple
