// SPDX-License-Identifier: Apache-2.0
// A first word on numbing: how deep a cream numbs, z = c sqrt(t), c = 0.40 mm/min^0.5 through two
// measured depths [Wahlgren2000], and how pain grows with needles, length^1.77 number^0.33
// [Gill2008]. For warnings, not for doses. Plain doubles: mm, min. Theory: docs/theory/barrier.md.
#pragma once

#include <string>
#include <vector>

#include "evidence/parameter_values.h"

namespace stipple {

struct NumbingParameters {
  double depth_rate{};  // mm/min^0.5
  double depth_max{};   // deepest that a cream numbs
  double time_max{};    // min, longer counts no more
  double pain_depth{};  // depth at which an untreated person feels pain from one needle
  double pain_length_exponent{};
  double pain_number_exponent{};
  friend bool operator==(const NumbingParameters&, const NumbingParameters&) = default;
};

NumbingParameters numbing_parameters(const ParameterValues&);

// Depth of lidocaine and prilocaine cream on intact skin under a film; no other cream is known to
// follow it.
double numb_depth(const NumbingParameters&, double minutes_on);
// Pain of needles beyond the numb depth, relative to the same number of needles just at the depth
// where pain begins. 0 when the needles end within the numb skin.
double relative_pain(const NumbingParameters&, double needle_depth, double numb_depth,
                     double needle_number_ratio);
// What to tell the person who plans: needles beyond the numb depth, and by how much. Empty when all
// is numb.
std::vector<std::string> numbing_warnings(const NumbingParameters&, double needle_depth,
                                          double minutes_on);

}  // namespace stipple
