// SPDX-License-Identifier: Apache-2.0
#include "barrier/closure.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"
#include "puncture/catalogue.h"

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable table{load_parameters(files, "parameters/barrier.json", bibliography)};
  BarrierParameters parameters{barrier_parameters(ParameterValues(table))};
};

ClosureConditions random_conditions(RandomStream& random) {
  return {.depth = 0.2 + 2.8 * random.uniform(),
          .occluded = random.uniform() < 0.5,
          .age_years = 18.0 + 70.0 * random.uniform(),
          .phototype = static_cast<Phototype>(static_cast<int>(6.0 * random.uniform()))};
}

}  // namespace

TEST_CASE("channels only ever close: from 1 at the visit towards 0") {
  const Shipped shipped;
  RandomStream random = Seed(31).stream("closure");
  for (std::size_t member = 0; member < 50; ++member) {
    const BarrierParameters p = barrier_parameters(sampled_values(shipped.table, Seed(1), member));
    const double half_life = closing_half_life_h(p, random_conditions(random));
    CHECK(open_share(p, half_life, 0.0) == doctest::Approx(1.0));
    double last = 1.0;
    for (double t = 0.5; t < 200.0; t *= 1.3) {
      const double share = open_share(p, half_life, t);
      CHECK(share < last);
      CHECK(share > 0.0);
      last = share;
    }
  }
}

TEST_CASE("the barrier is closed just when water loss has fallen to the stated multiple") {
  const Shipped shipped;
  RandomStream random = Seed(32).stream("closure");
  for (int i = 0; i < 200; ++i) {
    const ClosureConditions c = random_conditions(random);
    const double share = 0.1 * random.uniform();
    const double hours = barrier_open_hours(shipped.parameters, c, share);
    const double half_life = closing_half_life_h(shipped.parameters, c);
    const double then = water_loss_ratio(shipped.parameters, half_life, share, hours);
    if (hours > 0.0)
      CHECK(then == doctest::Approx(shipped.parameters.closed_multiple).epsilon(1e-4));
    else
      CHECK(then <= shipped.parameters.closed_multiple);
  }
  CHECK(barrier_open_hours(shipped.parameters, {}, 0.0) == 0.0);
}

TEST_CASE("older, darker, covered, deeper or more open skin never closes sooner") {
  const Shipped shipped;
  RandomStream random = Seed(33).stream("closure");
  for (std::size_t i = 0; i < 200; ++i) {
    const BarrierParameters p = barrier_parameters(sampled_values(shipped.table, Seed(2), i));
    ClosureConditions c = random_conditions(random);
    c.occluded = false;
    const double share = 0.001 + 0.1 * random.uniform();
    const double base = barrier_open_hours(p, c, share);
    CHECK(barrier_open_hours(p, c, share * 1.5) >= base);
    ClosureConditions other = c;
    other.age_years += 10.0;
    CHECK(barrier_open_hours(p, other, share) >= base);
    other = c;
    other.phototype = Phototype::VI;
    CHECK(barrier_open_hours(p, other, share) >= base);
    other = c;
    other.depth += 0.3;
    CHECK(barrier_open_hours(p, other, share) >= base);
    other = c;
    other.occluded = true;
    CHECK(barrier_open_hours(p, other, share) >= base);
  }
}

TEST_CASE("the factors for age and tone are those of the data at the ends of their scales") {
  const Shipped shipped;
  const BarrierParameters& p = shipped.parameters;
  const auto half_life = [&](double age, Phototype phototype) {
    return closing_half_life_h(
        p, {.depth = 0.5, .occluded = true, .age_years = age, .phototype = phototype});
  };
  CHECK(half_life(77.0, Phototype::III) / half_life(26.0, Phototype::III) ==
        doctest::Approx(p.age_factor));
  CHECK(half_life(26.0, Phototype::VI) / half_life(26.0, Phototype::I) ==
        doctest::Approx(p.tone_factor));
  // The pooled half-life stands for the middle of the tones.
  CHECK(half_life(26.0, Phototype::I) * half_life(26.0, Phototype::VI) ==
        doctest::Approx(p.T_half_occluded * p.T_half_occluded));
}

TEST_CASE(
    "short needles in open air are closed within a day [PMC4119956], 0.25 mm within three "
    "[Han2012]") {
  const Shipped shipped;
  const ParameterTable puncture =
      load_parameters(shipped.files, "parameters/puncture.json", shipped.bibliography);
  const ParameterTable healing =
      load_parameters(shipped.files, "parameters/healing.json", shipped.bibliography);
  const PunctureParameters p =
      puncture_parameters(ParameterValues(puncture), ParameterValues(healing));
  Device roller = device_named(shipped.files, "roller-192", shipped.bibliography);
  const Skin skin{.epidermis = Length(0.07, mm), .dermis = Length(1.0, mm)};
  for (const double depth : {0.25, 0.3}) {
    const PuncturePattern pattern = wound_pattern(
        roller, {.depth = Length(depth, mm), .density = ArealDensity(150.0, per_cm2)}, skin, p);
    const double hours = barrier_open_hours(
        shipped.parameters,
        {.depth = pattern.depth.mean, .age_years = 30.0, .phototype = Phototype::III},
        open_channel_share(pattern, p));
    CHECK(hours > 0.0);
    CHECK(hours <= 24.0);
  }
}

}  // namespace stipple
