// SPDX-License-Identifier: Apache-2.0
#include "puncture/cutting_work.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"

namespace stipple {

TEST_CASE("the surrogate gives the figures of an independent calculation, to their digits") {
  struct Row {
    double exponent{}, toughness{}, crack{}, pressure{}, share{};
  };
  // alpha, J/(mu R); a/R, p/mu, share of fracture. Half a unit of the last digit; twice that for
  // a/R, which a flat minimum does not place sharply.
  for (const Row& row :
       {Row{9, 1, 1.26, 0.89, 0.90}, Row{9, 10, 0.86, 6.5, 0.85}, Row{9, 100, 0.63, 46, 0.86},
        Row{9, 1000, 0.46, 339, 0.87}, Row{12, 100, 0.77, 55, 0.90}, Row{3, 10, 0.35, 4.2, 0.54}}) {
    const CutWork w = least_cut_work(row.exponent, row.toughness);
    CAPTURE(row.exponent);
    CAPTURE(row.toughness);
    CHECK(std::abs(w.crack_over_radius - row.crack) < 0.01);
    CHECK(std::abs(w.pressure_over_shear - row.pressure) <
          (row.pressure > 10 ? 0.51 : (row.pressure > 1 ? 0.051 : 0.0051)));
    CHECK(std::abs(w.fracture_share - row.share) < 0.0051);
  }
}

TEST_CASE("the energy of opening is a sum over shells, summed here by hand") {
  RandomStream random = Seed(31).stream("opening");
  for (int i = 0; i < 40; ++i) {
    const double exponent = 2.0 + 10.0 * random.uniform(), a = 0.3 + 1.2 * random.uniform();
    const double hole = 2.0 * a / std::numbers::pi;
    // Shells between radii that grow by a constant factor, far beyond the hole.
    double sum = 0.0;
    const double ratio = 1.0005;
    for (double rho = hole; rho < 2000.0 * hole; rho *= ratio) {
      const double middle = rho * std::sqrt(ratio);
      const double l = std::sqrt(1.0 + (1.0 - hole * hole) / (middle * middle));
      sum += 2.0 / (exponent * exponent) * (std::pow(l, exponent) + std::pow(l, -exponent) - 2.0) *
             std::numbers::pi * rho * rho * (ratio * ratio - 1.0);
    }
    CHECK(opening_energy(exponent, a) == doctest::Approx(sum).epsilon(1e-4));
  }
}

TEST_CASE("a longer slit stores less, tougher skin costs more and is cut along a shorter slit") {
  RandomStream random = Seed(32).stream("laws");
  for (int i = 0; i < 200; ++i) {
    const double exponent = 2.5 + 10.0 * random.uniform();
    const double a = 0.2 + 1.2 * random.uniform();
    CHECK(opening_energy(exponent, 1.05 * a) < opening_energy(exponent, a));
    const double toughness = std::pow(10.0, 3.0 * random.uniform());
    const CutWork w = least_cut_work(exponent, toughness);
    const CutWork tougher = least_cut_work(exponent, 1.2 * toughness);
    CHECK(tougher.pressure_over_shear > w.pressure_over_shear);
    CHECK(tougher.crack_over_radius < w.crack_over_radius);
    CHECK(tougher.c_cut < w.c_cut);
    // No other slit costs less.
    for (const double other : {0.9 * w.crack_over_radius, 1.1 * w.crack_over_radius})
      if (other < std::numbers::pi / 2.0)
        CHECK(2.0 * toughness * other + opening_energy(exponent, other) >
              w.pressure_over_shear * std::numbers::pi);
    // Force balance of parts: F = c J d with d = 2 R, in units of mu R^2.
    CHECK(w.c_cut * 2.0 * toughness ==
          doctest::Approx(2.0 * toughness * w.crack_over_radius +
                          opening_energy(exponent, w.crack_over_radius)));
  }
}

TEST_CASE("an open hole of full size stores nothing") {
  CHECK(opening_energy(9.0, std::numbers::pi / 2.0) == doctest::Approx(0.0).epsilon(1e-12));
}

}  // namespace stipple
