// SPDX-License-Identifier: Apache-2.0
// Expected pain while needling, 0 to 10, grows as the needle's way to the power 1.77 and the number
// of needles to the power 0.33 [Gill2008]; each stretch of the way counts as far as it is not
// blocked:
//   pain = s N^b int_0^h [1 - B(C(z))] d(z/z_1)^a,   B = B_1 C^n / (C^n + C*^n),   at most 10
// z_1 is where one needle is first felt as pain [Bjerring1990], s the pain there: the one scale.
// Plain doubles: mm, ug/mL. Theory: docs/theory/numbing.md.
#pragma once

#include <span>

#include "evidence/parameter_values.h"

namespace stipple {

struct PainParameters {
  double first_step{};       // s
  double first_depth{};      // z_1
  double length_exponent{};  // a
  double number_exponent{};  // b
  double block_steepness{};  // n
  double block_most{};       // B_1
  double needles_felt{};     // share of the array's needles that are felt together
  friend bool operator==(const PainParameters&, const PainParameters&) = default;
};

PainParameters pain_parameters(const ParameterValues&);

// Anaesthetic in the skin, cell by cell from the surface; empty where none is.
struct Block {
  std::span<const double> concentration{};
  double cell{};       // mm
  double threshold{};  // C*
};

// `array_needles`: of the cartridge, plate or drum. Below the last cell nothing is blocked.
double pain_mark(const PainParameters&, double needle_depth, double array_needles, const Block&);

}  // namespace stipple
