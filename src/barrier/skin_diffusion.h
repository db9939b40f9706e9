// SPDX-License-Identifier: Apache-2.0
// A drug on its way down through the skin: dC/dt = D d2C/dz2 - k C, with a flux J(t) in at the
// surface, carried off by the blood everywhere alike, and nothing through the bottom. Finite
// volumes in depth, TR-BDF2 in time: second order in both, and damps what a sudden flux brings.
// Plain doubles: mm, h, ug/mL; fluxes in mg/cm2/h, amounts in mg/cm2. Theory:
// docs/theory/numbing.md.
#pragma once

#include <cstddef>
#include <numbers>
#include <vector>

#include "numerics/tridiagonal.h"

namespace stipple {

struct DiffusionLaw {
  double D{};  // mm2/h
  double k{};  // 1/h
  friend bool operator==(const DiffusionLaw&, const DiffusionLaw&) = default;
};

// The depth down to which C, given at the middle of each cell, is at least the threshold; 0 when it
// is nowhere.
double numb_depth_of(const std::vector<double>& concentration, double cell, double threshold);

class DrugInSkin {
 public:
  DrugInSkin(const DiffusionLaw&, double depth_mm, std::size_t cells, double step_h);

  // Where within a step the scheme looks at the flux a second time, as a share of the step.
  static constexpr double inner_time = 2.0 - std::numbers::sqrt2;
  // One step with the flux at its start, at inner_time and at its end.
  void advance(double flux_start, double flux_inner, double flux_end);

  // At the middle of each cell, from the surface down, ug/mL.
  [[nodiscard]] const std::vector<double>& concentration() const { return c_; }
  [[nodiscard]] double cell() const { return cell_; }  // mm
  [[nodiscard]] double in_tissue() const;
  [[nodiscard]] double absorbed() const { return absorbed_; }
  [[nodiscard]] double carried_off() const { return carried_off_; }
  [[nodiscard]] double to_blood() const;  // mg/cm2/h, now
  [[nodiscard]] double depth_above(double threshold) const {
    return numb_depth_of(c_, cell_, threshold);
  }

 private:
  DiffusionLaw law_{};
  double cell_{}, step_{};
  Tridiagonal implicit_;
  std::vector<double> c_{}, inner_{};
  double absorbed_{}, carried_off_{};
};

}  // namespace stipple
