// SPDX-License-Identifier: Apache-2.0
#include "barrier/skin_diffusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"

namespace stipple {
namespace {

// 1 mg/cm2 spread over 1 mm of depth is 1e4 ug/mL.
constexpr double kUgMlMm = 1e4;
// TR-BDF2: with gamma = 2 - sqrt 2 both stages solve the same matrix I - a A.
constexpr double kGamma = DrugInSkin::inner_time;
constexpr double kOld = (1.0 - kGamma) * (1.0 - kGamma) / (kGamma * (2.0 - kGamma));
constexpr double kNew = 1.0 / (kGamma * (2.0 - kGamma));

Tridiagonal matrix_of(const DiffusionLaw& law, double cell, std::size_t cells, double a) {
  const double exchange = a * law.D / (cell * cell);
  std::vector<double> off(cells, -exchange), diagonal(cells, 1.0 + a * law.k + 2.0 * exchange);
  diagonal.front() -= exchange;  // no exchange through the surface and the bottom
  diagonal.back() -= exchange;
  return Tridiagonal(off, diagonal, off);
}

double sum_of(const std::vector<double>& c) {
  double sum = 0.0;
  for (const double x : c) sum += x;
  return sum;
}

}  // namespace

DrugInSkin::DrugInSkin(const DiffusionLaw& law, double depth_mm, std::size_t cells, double step_h)
    : law_(law),
      cell_(depth_mm / static_cast<double>(cells)),
      step_(step_h),
      implicit_(matrix_of(law, cell_, cells, 0.5 * kGamma * step_h)),
      c_(cells, 0.0),
      inner_(cells, 0.0) {
  STIPPLE_REQUIRE(cells >= 2 && step_h > 0.0);
}

void DrugInSkin::advance(double flux_start, double flux_inner, double flux_end) {
  const double a = 0.5 * kGamma * step_;
  const double exchange = law_.D / (cell_ * cell_);
  const std::size_t n = c_.size();
  const double old_loss = to_blood();
  // Trapezium to the inner time.
  for (std::size_t i = 0; i < n; ++i) {
    double gain = -law_.k * c_[i];
    if (i > 0) gain += exchange * (c_[i - 1] - c_[i]);
    if (i + 1 < n) gain += exchange * (c_[i + 1] - c_[i]);
    inner_[i] = c_[i] + a * gain;
  }
  inner_[0] += a * kUgMlMm / cell_ * (flux_start + flux_inner);
  implicit_.solve(inner_);
  // Backward differences over both to the end.
  const double inner_loss = law_.k * sum_of(inner_) * cell_ / kUgMlMm;
  for (std::size_t i = 0; i < n; ++i) c_[i] = kNew * inner_[i] - kOld * c_[i];
  c_[0] += a * kUgMlMm / cell_ * flux_end;
  implicit_.solve(c_);
  // What went in and what was carried off, by the same scheme: the balance holds to rounding.
  absorbed_ += kNew * a * (flux_start + flux_inner) + a * flux_end;
  carried_off_ += kNew * a * (old_loss + inner_loss) + a * to_blood();
}

double DrugInSkin::in_tissue() const { return sum_of(c_) * cell_ / kUgMlMm; }

double DrugInSkin::to_blood() const { return law_.k * in_tissue(); }

double numb_depth_of(const std::vector<double>& c, double cell, double threshold) {
  if (c.front() < threshold) return 0.0;
  std::size_t i = 1;
  while (i < c.size() && c[i] >= threshold) ++i;
  if (i == c.size()) return static_cast<double>(i) * cell;
  // The profile falls about exponentially: a straight line of its logarithm.
  const double below = std::max(c[i], std::numeric_limits<double>::min());
  const double share = std::log(c[i - 1] / threshold) / std::log(c[i - 1] / below);
  return (static_cast<double>(i) - 0.5 + share) * cell;
}

}  // namespace stipple
