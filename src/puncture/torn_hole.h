// SPDX-License-Identifier: Apache-2.0
// The hole that a needle tears into the epidermis: a disc swept straight along its slit. mm, mm2.
#pragma once

#include <numbers>

namespace stipple {

struct TornHole {
  double area{}, rim{};
};
inline TornHole torn_hole(double radius, double slit) {
  return {std::numbers::pi * radius * radius + 2.0 * radius * slit,
          2.0 * std::numbers::pi * radius + 2.0 * slit};
}

}  // namespace stipple
