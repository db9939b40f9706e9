// SPDX-License-Identifier: Apache-2.0
#include "barrier/plasma.h"

#include <cmath>

namespace stipple {

PlasmaParameters plasma_parameters(const ParameterValues& v) {
  return {.V_per_kg = v["lidocaine_V"],
          .CL = v["lidocaine_CL"],
          .weight_of_CL = v["clearance_weight"],
          .CL_weight_exponent = v["clearance_weight_exponent"]};
}

PlasmaCourse plasma_course(const PlasmaParameters& p, double weight_kg,
                           std::span<const double> to_blood, double step_h) {
  const double volume = p.V_per_kg * weight_kg;  // L; mg/L is ug/mL
  const double rate = p.CL * std::pow(weight_kg / p.weight_of_CL, p.CL_weight_exponent) / volume;
  const double x = rate * step_h;
  const double kept = std::exp(-x);
  // Shares of the inflow at both ends of a step that are still there at its end.
  const double whole = -std::expm1(-x) / rate;
  const double at_end = (step_h - whole) / x;
  const double at_start = whole - at_end;
  PlasmaCourse out;
  double amount = 0.0;
  for (std::size_t i = 0; i < to_blood.size(); ++i) {
    if (i > 0) amount = kept * amount + at_start * to_blood[i - 1] + at_end * to_blood[i];
    out.level.push_back(amount / volume);
    if (out.level.back() > out.peak) {
      out.peak = out.level.back();
      out.peak_h = static_cast<double>(i) * step_h;
    }
  }
  return out;
}

}  // namespace stipple
