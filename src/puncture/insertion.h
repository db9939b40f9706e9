// SPDX-License-Identifier: Apache-2.0
// Force and depth of one needle, and of an array, pressed into layered skin. Three stages: the skin
// dimples under the tip; the tip breaks through [Roemgens2014]; the needle cuts on, layer by layer,
// held back by friction. Work of cutting, per unit of advance, of a needle whose diameter is d(s)
// at the distance s from its tip [Shergold2004, layered here]:
//   F(h) = c [ J(h) d(0) + int_0^h J(z) d'(h - z) dz ] + pi int_0^h tau(z) d(h - z) dz
// Plain doubles: mm, mN, kPa, kJ/m2. Theory: docs/theory/puncture.md.
#pragma once

#include <vector>

#include "device/device.h"

namespace stipple {

struct MechanicalLayer {
  double bottom{};     // below the surface, mm
  double toughness{};  // J, kJ/m2
  double friction{};   // tau, shear stress on the shaft, kPa
};

// A needle's travel is that of its plate from first touch of the tip.
struct ForceCurve {
  std::vector<double> travel{};    // mm, increasing
  std::vector<double> depth{};     // buried, mm
  std::vector<double> force{};     // mN
  std::vector<double> cutting{};   // share of the force that cuts, mN; 0 before the tip is in
  std::vector<double> friction{};  // share of the force that rubs, mN
  double puncture_travel{};  // at which the tip breaks through, mm; beyond the end: it does not
  double puncture_force{};   // mN
  double work{};             // over the whole travel, mJ
};

}  // namespace stipple
