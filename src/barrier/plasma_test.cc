// SPDX-License-Identifier: Apache-2.0
#include "barrier/plasma.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"

namespace stipple {
namespace {

constexpr PlasmaParameters kAdult{
    .V_per_kg = 1.1, .CL = 57.0, .weight_of_CL = 70.0, .CL_weight_exponent = 0.75};

}  // namespace

TEST_CASE("a steady inflow ends at inflow over clearance, whatever the volume") {
  for (const double V : {0.7, 1.1, 2.0}) {
    PlasmaParameters p = kAdult;
    p.V_per_kg = V;
    const std::vector<double> inflow(2000, 50.0);
    CHECK(plasma_course(p, 70.0, inflow, 0.05).level.back() == doctest::Approx(50.0 / 57.0));
  }
}

TEST_CASE("each step is exact: the length of the steps changes nothing") {
  const auto ramp = [](double step) {
    std::vector<double> inflow;
    for (double t = 0.0; t < 6.0 + 1e-9; t += step) inflow.push_back(10.0 * t);
    return inflow;
  };
  const double coarse = plasma_course(kAdult, 62.0, ramp(1.0), 1.0).level.back();
  const double fine = plasma_course(kAdult, 62.0, ramp(0.125), 0.125).level.back();
  CHECK(coarse == doctest::Approx(fine).epsilon(1e-10));
}

TEST_CASE("twice the inflow is twice the level; a heavier person has less") {
  RandomStream random = Seed(95).stream("plasma");
  for (int i = 0; i < 100; ++i) {
    std::vector<double> one, two;
    for (int s = 0; s < 100; ++s) {
      one.push_back(40.0 * random.uniform());
      two.push_back(2.0 * one.back());
    }
    const double weight = 45.0 + 60.0 * random.uniform();
    const double peak = plasma_course(kAdult, weight, one, 0.1).peak;
    CHECK(plasma_course(kAdult, weight, two, 0.1).peak == doctest::Approx(2.0 * peak));
    CHECK(plasma_course(kAdult, weight + 10.0, one, 0.1).peak < peak);
  }
}

}  // namespace stipple
