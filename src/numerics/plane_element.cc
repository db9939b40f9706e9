// SPDX-License-Identifier: Apache-2.0
#include "numerics/plane_element.h"

#include <cmath>
#include <numbers>

#include "core/error.h"

namespace stipple {
namespace {

// dJ/dF, and d2J/dF dF times a factor, added.
PlaneGradient volume_slope(const PlaneGradient& F) {
  return {F[3] * F[4], -F[2] * F[4], -F[1] * F[4], F[0] * F[4], F[0] * F[3] - F[1] * F[2]};
}

void add_volume_curvature(const PlaneGradient& F, double factor, std::array<double, 25>& out) {
  const auto both = [&](std::size_t i, std::size_t j, double value) {
    out[5 * i + j] += factor * value;
    out[5 * j + i] += factor * value;
  };
  both(0, 3, F[4]);
  both(1, 2, -F[4]);
  both(0, 4, F[3]);
  both(1, 4, -F[2]);
  both(2, 4, -F[1]);
  both(3, 4, F[0]);
}

}  // namespace

PlaneElement::PlaneElement(const std::array<PlanePoint, 4>& corners, bool revolution) {
  const double g = 1.0 / std::sqrt(3.0);
  const std::array<std::array<double, 2>, 4> gauss{{{-g, -g}, {g, -g}, {g, g}, {-g, g}}};
  constexpr std::array<std::array<double, 2>, 4> sign{
      {{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}}};
  for (std::size_t q = 0; q < 4; ++q) {
    const auto [s, t] = gauss[q];
    std::array<double, 4> shape{}, by_s{}, by_t{};
    double x = 0.0, xs = 0.0, xt = 0.0, ys = 0.0, yt = 0.0;
    for (std::size_t a = 0; a < 4; ++a) {
      shape[a] = 0.25 * (1.0 + sign[a][0] * s) * (1.0 + sign[a][1] * t);
      by_s[a] = 0.25 * sign[a][0] * (1.0 + sign[a][1] * t);
      by_t[a] = 0.25 * sign[a][1] * (1.0 + sign[a][0] * s);
      x += shape[a] * corners[a].x;
      xs += by_s[a] * corners[a].x;
      xt += by_t[a] * corners[a].x;
      ys += by_s[a] * corners[a].y;
      yt += by_t[a] * corners[a].y;
    }
    const double area = xs * yt - xt * ys;
    STIPPLE_REQUIRE(area > 0.0);
    Point& point = points_[q];
    point.volume = revolution ? 2.0 * std::numbers::pi * x * area : area;
    for (std::size_t a = 0; a < 4; ++a) {
      point.by_x[a] = (by_s[a] * yt - by_t[a] * ys) / area;
      point.by_y[a] = (by_t[a] * xs - by_s[a] * xt) / area;
      point.hoop[a] = revolution ? shape[a] / x : 0.0;
    }
    volume_ += point.volume;
  }
}

PlaneGradient PlaneElement::gradient(const Point& p, const CornerValues& u) {
  PlaneGradient F{1.0, 0.0, 0.0, 1.0, 1.0};
  for (std::size_t a = 0; a < 4; ++a) {
    F[0] += u[2 * a] * p.by_x[a];
    F[1] += u[2 * a] * p.by_y[a];
    F[2] += u[2 * a + 1] * p.by_x[a];
    F[3] += u[2 * a + 1] * p.by_y[a];
    F[4] += u[2 * a] * p.hoop[a];
  }
  return F;
}

bool PlaneElement::energy(const OgdenMaterial& m, const CornerValues& u, double& value) const {
  value = 0.0;
  double swollen = 0.0;
  for (const Point& p : points_) {
    const PlaneGradient F = gradient(p, u);
    if (!is_possible(F)) return false;
    value += p.volume * isochoric_energy(m, F);
    swollen += p.volume * volume_ratio(F);
  }
  const double change = swollen / volume_ - 1.0;
  value += 0.5 * m.bulk * volume_ * change * change;
  return true;
}

double PlaneElement::mean_volume_ratio(const CornerValues& u) const {
  double swollen = 0.0;
  for (const Point& p : points_) swollen += p.volume * volume_ratio(gradient(p, u));
  return swollen / volume_;
}

void PlaneElement::add_stiffness(const Point& p, const std::array<double, 25>& by_gradient,
                                 std::array<double, 64>& stiffness) {
  // Rows of the gradient that each displacement moves: x moves 0, 1, 4; y moves 2, 3.
  std::array<PlaneGradient, 8> moved{};
  for (std::size_t a = 0; a < 4; ++a) {
    moved[2 * a] = {p.by_x[a], p.by_y[a], 0.0, 0.0, p.hoop[a]};
    moved[2 * a + 1] = {0.0, 0.0, p.by_x[a], p.by_y[a], 0.0};
  }
  for (std::size_t i = 0; i < 8; ++i) {
    PlaneGradient answer{};
    for (std::size_t k = 0; k < 5; ++k)
      for (std::size_t l = 0; l < 5; ++l) answer[l] += moved[i][k] * by_gradient[5 * k + l];
    for (std::size_t j = 0; j < 8; ++j) {
      double sum = 0.0;
      for (std::size_t l = 0; l < 5; ++l) sum += answer[l] * moved[j][l];
      stiffness[8 * i + j] += sum;
    }
  }
}

void PlaneElement::derivatives(const OgdenMaterial& m, const CornerValues& u, CornerValues& forces,
                               std::array<double, 64>& stiffness) const {
  forces.fill(0.0);
  stiffness.fill(0.0);
  const double pressure = m.bulk * (mean_volume_ratio(u) - 1.0);
  CornerValues swelling{};  // of the element, by the displacements
  for (const Point& p : points_) {
    const PlaneGradient F = gradient(p, u);
    PointEnergy point = isochoric_derivatives(m, F);
    const PlaneGradient slope = volume_slope(F);
    add_volume_curvature(F, pressure, point.stiffness);
    for (double& value : point.stiffness) value *= p.volume;
    add_stiffness(p, point.stiffness, stiffness);
    for (std::size_t k = 0; k < 5; ++k) point.stress[k] += pressure * slope[k];
    const PlaneGradient& s = point.stress;
    for (std::size_t a = 0; a < 4; ++a) {
      forces[2 * a] += p.volume * (s[0] * p.by_x[a] + s[1] * p.by_y[a] + s[4] * p.hoop[a]);
      forces[2 * a + 1] += p.volume * (s[2] * p.by_x[a] + s[3] * p.by_y[a]);
      swelling[2 * a] +=
          p.volume * (slope[0] * p.by_x[a] + slope[1] * p.by_y[a] + slope[4] * p.hoop[a]);
      swelling[2 * a + 1] += p.volume * (slope[2] * p.by_x[a] + slope[3] * p.by_y[a]);
    }
  }
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j)
      stiffness[8 * i + j] += m.bulk / volume_ * swelling[i] * swelling[j];
}

}  // namespace stipple
