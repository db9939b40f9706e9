// SPDX-License-Identifier: Apache-2.0
#include "barrier/cream_uptake.h"

#include <doctest/doctest.h>

#include "core/random.h"

namespace stipple {
namespace {

CreamLayer random_layer(RandomStream& random, bool channels) {
  CreamLayer c{.on_h = 0.2 + 4.0 * random.uniform(),
               .lag_h = 0.1 + random.uniform(),
               .reservoir_h = 0.1 + random.uniform(),
               .steady_flux = 0.5 * random.uniform(),
               .supply = 0.05 + 10.0 * random.uniform()};
  if (channels)
    c.channels = {.flux = 0.01 + 3.0 * random.uniform(),
                  .hours_since = 10.0 * random.uniform(),
                  .half_life_h = 0.5 + 20.0 * random.uniform()};
  return c;
}

}  // namespace

TEST_CASE("the skin never takes in more than was put on, and never gives back") {
  RandomStream random = Seed(81).stream("uptake");
  for (int i = 0; i < 500; ++i) {
    const CreamLayer c = random_layer(random, i % 2 == 0);
    double last = 0.0;
    for (double t = 0.0; t < 30.0; t += 0.37) {
      const double m = uptake_until(c, t);
      CHECK(m >= last);
      CHECK(m <= c.supply);
      last = m;
    }
  }
}

TEST_CASE("the uptake is the integral of its rate") {
  RandomStream random = Seed(82).stream("uptake");
  for (int i = 0; i < 100; ++i) {
    const CreamLayer c = random_layer(random, i % 2 == 0);
    const double h = 1e-5;
    for (const double share : {0.1, 0.5, 0.9, 1.2, 2.0}) {
      const double t = share * c.on_h;
      const double slope = (uptake_until(c, t + h) - uptake_until(c, t - h)) / (2.0 * h);
      CHECK(uptake_rate(c, t, share < 1.0) == doctest::Approx(slope).epsilon(1e-4).scale(1e-3));
    }
  }
}

TEST_CASE("without channels the uptake after a long time nears flux times time") {
  const CreamLayer c{
      .on_h = 3.0, .lag_h = 0.33, .reservoir_h = 0.5, .steady_flux = 0.125, .supply = 1e6};
  CHECK(uptake_until(c, 40.0) == doctest::Approx(0.125 * (3.0 - 0.33 + 0.5)).epsilon(1e-3));
}

TEST_CASE("needled skin takes in more, less of it the longer one waits, in the end as whole skin") {
  RandomStream random = Seed(83).stream("uptake");
  for (int i = 0; i < 200; ++i) {
    CreamLayer c = random_layer(random, true);
    CreamLayer whole = c;
    whole.channels = {};
    const double intact = uptake_until(whole, 50.0);
    double last = 1e9;
    for (double h = 0.0; h < 1000.0; h += 7.0) {
      c.channels.hours_since = h;
      const double m = uptake_until(c, 50.0);
      CHECK(m <= last);
      CHECK(m >= intact);
      last = m;
    }
    CHECK(last == doctest::Approx(intact).epsilon(1e-9));
    c.channels.hours_since = 0.0;
    CHECK(uptake_until(c, c.on_h * 0.2) > uptake_until(whole, c.on_h * 0.2));
  }
}

}  // namespace stipple
