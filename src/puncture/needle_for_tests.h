// SPDX-License-Identifier: Apache-2.0
// Needles and skins for the tests of this folder: the shipped parameters, draws from their whole
// ranges, and random needles that a maker could build.
#pragma once

#include "evidence/parameter_values.h"
#include "puncture/insertion.h"

namespace stipple {

inline ParameterTable puncture_table() {
  const DataFiles files = DataFiles::embedded();
  return load_parameters(files, "parameters/puncture.json", load_bibliography(files));
}

inline double drawn_between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// Every parameter anywhere in its range, each as likely.
inline ParameterValues anywhere(RandomStream& random, const ParameterTable& table) {
  ParameterValues values(table);
  for (const Parameter& p : table.all()) values.set(p.symbol, drawn_between(random, p.low, p.high));
  return values;
}

inline NeedleOnSkin any_needle(RandomStream& random) {
  NeedleOnSkin n;
  n.diameter = drawn_between(random, 0.1, 0.4);
  n.tip_diameter = drawn_between(random, 0.004, 0.06);
  n.taper = drawn_between(random, 0.1, 2.0);
  n.epidermis = drawn_between(random, 0.04, 0.15);
  n.dermis = drawn_between(random, 0.6, 3.0);
  n.speed = random.uniform() < 0.5 ? 0.0 : drawn_between(random, 10.0, 1500.0);
  n.neighbours = drawn_between(random, 0.0, 1.0);
  n.age = drawn_between(random, 18.0, 90.0);
  return n;
}

}  // namespace stipple
