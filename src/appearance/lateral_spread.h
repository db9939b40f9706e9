// SPDX-License-Identifier: Apache-2.0
// Values of a surface spread sideways by a normal distribution: out = G * in, sum kept. At a closed
// side they are thrown back, beyond a periodic one they come in again.
#pragma once

#include <vector>

#include "numerics/grid3.h"

namespace stipple {

// values: [j * nx + i]; deviation: standard deviation along one axis, in cells, 0 for none.
// Mirrored values give mirrored results, bit for bit.
std::vector<double> spread_sideways(const std::vector<double>& values, int nx, int ny, Sides sides,
                                    double deviation);

}  // namespace stipple
