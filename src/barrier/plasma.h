// SPDX-License-Identifier: Apache-2.0
// Anaesthetic in the blood, one compartment: dA/dt = r(t) - (CL/V) A, with r what the blood takes
// from the skin. V grows with weight, CL with its power. All anaesthetics are cleared as lidocaine
// is (assumed; prilocaine goes faster). Plain doubles: h, mg, kg, ug/mL. Theory:
// docs/theory/numbing.md.
#pragma once

#include <span>
#include <vector>

#include "evidence/parameter_values.h"

namespace stipple {

struct PlasmaParameters {
  double V_per_kg{};      // L/kg
  double CL{};            // L/h, of an adult of weight_of_CL
  double weight_of_CL{};  // kg
  double CL_weight_exponent{};
  friend bool operator==(const PlasmaParameters&, const PlasmaParameters&) = default;
};

PlasmaParameters plasma_parameters(const ParameterValues&);

struct PlasmaCourse {
  std::vector<double> level{};  // ug/mL at 0, step, 2 step, ...
  double peak{}, peak_h{};
};

// `to_blood` (mg/h) at 0, step, 2 step, ...: straight lines between, each step solved exactly.
PlasmaCourse plasma_course(const PlasmaParameters&, double weight_kg,
                           std::span<const double> to_blood, double step_h);

}  // namespace stipple
