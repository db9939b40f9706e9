// SPDX-License-Identifier: Apache-2.0
#include "puncture/cutting_work.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.h"

namespace stipple {

using std::numbers::pi;

double opening_energy(double exponent, double crack_over_radius) {
  STIPPLE_REQUIRE(crack_over_radius > 0.0 && crack_over_radius <= pi / 2.0);
  const double hole = 2.0 * crack_over_radius / pi;
  const double widened = 1.0 - hole * hole;
  // rho = hole / t: the far field, which falls as rho^-3, lies at t = 0.
  const auto shell = [&](double t) {
    const double strain = 0.5 * std::log1p(widened * t * t / (hole * hole));
    const double power = std::sinh(0.5 * exponent * strain);  // l^a + l^-a - 2 = 4 sinh^2(a ln l/2)
    return t > 0.0 ? 4.0 * power * power / (t * t * t) : 0.0;
  };
  const double sum =
      boost::math::quadrature::gauss_kronrod<double, 31>::integrate(shell, 0.0, 1.0, 10, 1e-10);
  return 2.0 / (exponent * exponent) * 2.0 * pi * hole * hole * sum;
}

CutWork least_cut_work(double exponent, double toughness) {
  // Below a hundredth of the radius any skin is stretched beyond what numbers hold.
  return least_cut_work([exponent](double a) { return opening_energy(exponent, a); }, toughness,
                        0.01, pi / 2.0);
}

CutWork least_cut_work(const std::function<double(double)>& energy, double toughness, double lowest,
                       double highest) {
  STIPPLE_REQUIRE(toughness > 0.0 && lowest < highest);
  const auto force = [&](double a) { return 2.0 * toughness * a + energy(a); };
  // Half of all digits: a minimum cannot be placed more sharply than that.
  const auto [a, least] = boost::math::tools::brent_find_minima(
      force, lowest, highest, std::numeric_limits<double>::digits / 2);
  return {.crack_over_radius = a,
          .pressure_over_shear = least / pi,
          .fracture_share = 2.0 * toughness * a / least,
          .c_cut = least / (2.0 * toughness)};
}

}  // namespace stipple
