// SPDX-License-Identifier: Apache-2.0
#include "numerics/ogden.h"

#include <cmath>

namespace stipple {
namespace {

// F in the plane is rotation(left) diag(stretch) rotation(right).
struct Polar {
  std::array<double, 3> stretch{};
  double left{}, right{};
};

Polar singular_values(const PlaneGradient& F) {
  const double e = 0.5 * (F[0] + F[3]), f = 0.5 * (F[0] - F[3]);
  const double g = 0.5 * (F[2] + F[1]), h = 0.5 * (F[2] - F[1]);
  const double q = std::hypot(e, h), r = std::hypot(f, g);
  const double a1 = std::atan2(g, f), a2 = std::atan2(h, e);
  // The product of both is the determinant: the smaller one without cancellation.
  const double det = F[0] * F[3] - F[1] * F[2];
  return {
      .stretch = {q + r, det / (q + r), F[4]}, .left = 0.5 * (a2 + a1), .right = 0.5 * (a2 - a1)};
}

// l_i^alpha, their sum, and the sum less 3 without loss of digits at small strains.
struct Powers {
  std::array<double, 3> each{};
  double sum{};
  double above_three{};
};

Powers powers(const OgdenMaterial& m, const std::array<double, 3>& stretch) {
  const double mean_log = std::log(stretch[0] * stretch[1] * stretch[2]) / 3.0;
  Powers p;
  for (std::size_t i = 0; i < 3; ++i) {
    const double power = m.exponent * (std::log(stretch[i]) - mean_log);
    p.each[i] = std::exp(power);
    p.sum += p.each[i];
    // The three powers add up to 0, so that each may be left out of its own term.
    p.above_three += std::expm1(power) - power;
  }
  return p;
}

void add_square(std::array<double, 25>& stiffness, double factor, const PlaneGradient& a,
                const PlaneGradient& b) {
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j) stiffness[5 * i + j] += factor * a[i] * b[j];
}

// rotation(left) [m11 m12; m21 m22] rotation(right), as a gradient.
PlaneGradient turned(const Polar& p, const std::array<double, 4>& m) {
  const double cl = std::cos(p.left), sl = std::sin(p.left);
  const double cr = std::cos(p.right), sr = std::sin(p.right);
  const double a = cl * m[0] - sl * m[2], b = cl * m[1] - sl * m[3];
  const double c = sl * m[0] + cl * m[2], d = sl * m[1] + cl * m[3];
  return {a * cr + b * sr, -a * sr + b * cr, c * cr + d * sr, -c * sr + d * cr, 0.0};
}

}  // namespace

double volume_ratio(const PlaneGradient& F) { return (F[0] * F[3] - F[1] * F[2]) * F[4]; }

bool is_possible(const PlaneGradient& F) { return F[0] * F[3] - F[1] * F[2] > 0.0 && F[4] > 0.0; }

double isochoric_energy(const OgdenMaterial& m, const PlaneGradient& F) {
  const double c = 2.0 * m.shear / (m.exponent * m.exponent);
  return c * powers(m, singular_values(F).stretch).above_three;
}

PointEnergy isochoric_derivatives(const OgdenMaterial& m, const PlaneGradient& F) {
  const Polar polar = singular_values(F);
  const std::array<double, 3>& l = polar.stretch;
  const Powers p = powers(m, l);
  const double c = 2.0 * m.shear / (m.exponent * m.exponent);

  // First and second derivatives by the stretches, through those by their logarithms.
  std::array<double, 3> first{};
  std::array<std::array<double, 3>, 3> second{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double by_log = c * m.exponent * (p.each[i] - p.sum / 3.0);
    first[i] = by_log / l[i];
    for (std::size_t j = 0; j < 3; ++j) {
      double both = -p.each[i] / 3.0 - p.each[j] / 3.0 + p.sum / 9.0 + (i == j ? p.each[i] : 0.0);
      both *= c * m.exponent * m.exponent;
      second[i][j] = (both - (i == j ? by_log : 0.0)) / (l[i] * l[j]);
    }
  }

  const std::array<PlaneGradient, 3> along{turned(polar, {1.0, 0.0, 0.0, 0.0}),
                                           turned(polar, {0.0, 0.0, 0.0, 1.0}),
                                           PlaneGradient{0.0, 0.0, 0.0, 0.0, 1.0}};
  PointEnergy out;
  out.value = c * p.above_three;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 5; ++k) out.stress[k] += first[i] * along[i][k];
    for (std::size_t j = 0; j < 3; ++j) add_square(out.stiffness, second[i][j], along[i], along[j]);
  }
  // Turning of the directions; where both stretches are equal the second quotient is a limit.
  const double root_half = std::sqrt(0.5);
  const PlaneGradient twist = turned(polar, {0.0, -root_half, root_half, 0.0});
  const PlaneGradient flip = turned(polar, {0.0, root_half, root_half, 0.0});
  const bool equal = std::abs(l[0] - l[1]) < 3e-5 * l[0];
  const double apart = equal ? 0.5 * (second[0][0] + second[1][1]) - second[0][1]
                             : (first[0] - first[1]) / (l[0] - l[1]);
  add_square(out.stiffness, (first[0] + first[1]) / (l[0] + l[1]), twist, twist);
  add_square(out.stiffness, apart, flip, flip);
  return out;
}

}  // namespace stipple
