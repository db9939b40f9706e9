// SPDX-License-Identifier: Apache-2.0
#include "puncture/depth.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"
#include "device/kinematics.h"
#include "evidence/parameters.h"
#include "puncture/wound.h"

namespace stipple {
namespace {

ParameterTable puncture_table() {
  const DataFiles files = DataFiles::embedded();
  return load_parameters(files, "parameters/puncture.json", load_bibliography(files));
}

DepthParameters shipped() {
  const DataFiles files = DataFiles::embedded();
  const Bibliography bibliography = load_bibliography(files);
  const ParameterTable puncture = load_parameters(files, "parameters/puncture.json", bibliography);
  const ParameterTable healing = load_parameters(files, "parameters/healing.json", bibliography);
  return puncture_parameters(ParameterValues(puncture), ParameterValues(healing)).depth;
}

double within(RandomStream& random, const ParameterTable& table, const char* symbol) {
  const Parameter& p = table.at(symbol);
  return p.low + (p.high - p.low) * random.uniform();
}

DepthParameters sampled(RandomStream& random, const ParameterTable& table) {
  return {.JE_quasistatic = within(random, table, "JE_quasistatic"),
          .c_cut = within(random, table, "c_cut"),
          .poisson = within(random, table, "poisson"),
          .rate_exponent = within(random, table, "rate_exponent"),
          .rate_by_hand = within(random, table, "rate_by_hand"),
          .buried_share = within(random, table, "buried_share"),
          .dimple_cv = within(random, table, "dimple_cv")};
}

}  // namespace

TEST_CASE("no puncture is deeper than the setting and its tolerance, whatever the parameters") {
  const ParameterTable table = puncture_table();
  RandomStream random = Seed(21).stream("depth");
  for (int i = 0; i < 2000; ++i) {
    const DepthParameters p = sampled(random, table);
    const double travel = 0.05 + 3.0 * random.uniform(), tolerance = 0.3 * random.uniform();
    const double speed = 1500.0 * random.uniform(), diameter = 0.1 + 0.3 * random.uniform();
    const DepthDistribution h = true_depth(p, travel, speed, diameter, tolerance);
    CHECK(h.mean > 0.0);
    CHECK(h.mean <= travel);
    CHECK(h.mean + std::sqrt(3.0) * h.sd <= travel + tolerance + 1e-12);
    CHECK(h.mean == doctest::Approx(travel - h.dimple));
  }
}

TEST_CASE("a faster needle dimples less, a tougher skin more, a longer needle goes deeper") {
  const ParameterTable table = puncture_table();
  RandomStream random = Seed(22).stream("depth");
  for (int i = 0; i < 500; ++i) {
    DepthParameters p = sampled(random, table);
    const double travel = 0.1 + 2.5 * random.uniform(), speed = 1000.0 * random.uniform();
    const DepthDistribution base = true_depth(p, travel, speed, 0.25, 0.1);
    CHECK(true_depth(p, travel, speed * 2.0, 0.25, 0.1).mean >= base.mean);
    CHECK(true_depth(p, travel * 1.1, speed, 0.25, 0.1).mean > base.mean);
    p.JE_quasistatic *= 1.1;
    CHECK(true_depth(p, travel, speed, 0.25, 0.1).mean <= base.mean);
  }
}

TEST_CASE("the closed forms of the dimple hold: 0.44 mm by hand, 0.05-0.17 mm for a pen") {
  const DepthParameters p = shipped();
  CHECK(true_depth(p, 3.0, 0.0, 0.25, 0.0).dimple == doctest::Approx(0.49 * 0.9).epsilon(0.02));
  const double speed = mean_speed(1.5, 2.5, 116.7);
  const double dimple = true_depth(p, 1.5, speed, 0.2, 0.0).dimple;
  CHECK(dimple > 0.05);
  CHECK(dimple < 0.17);
}

TEST_CASE("the range of J/E spans the measured depths of hand-pressed needles") {
  const ParameterTable table = puncture_table();
  DepthParameters p = shipped();
  // Needle length and true depth, mm [Kalluri2011] [PMC4119956] [PMC3016610].
  for (const auto& needle : {std::pair(0.77, 0.1525), std::pair(0.6, 0.30), std::pair(0.6, 0.46)}) {
    const double length = needle.first, depth = needle.second;
    p.JE_quasistatic = table.at("JE_quasistatic").low;
    const double deepest = true_depth(p, length, 0.0, 0.14, 0.0).mean;
    p.JE_quasistatic = table.at("JE_quasistatic").high;
    const double shallowest = true_depth(p, length, 0.0, 0.14, 0.0).mean;
    CAPTURE(length);
    CAPTURE(depth);
    // To 5 um, the rounding of the published depths.
    CHECK(depth <= deepest + 0.005);
    CHECK(depth >= shallowest - 0.005);
  }
}

TEST_CASE("a pen can closely approximate its setting, and by hand it cannot [Sasaki2019]") {
  // The paper gives no figure. The nominal J/E leaves the pen a quarter short at 0.5 mm: a
  // known misfit, stated in docs/theory/puncture.md; the range must hold what was seen.
  const ParameterTable table = puncture_table();
  DepthParameters p = shipped();
  p.JE_quasistatic = table.at("JE_quasistatic").low;
  for (const double set : {0.5, 1.5}) {
    const double by_pen = true_depth(p, set, mean_speed(set, 2.5, 100.0), 0.25, 0.15).mean;
    CHECK(by_pen > 0.9 * set);
    CHECK(true_depth(p, set, 0.0, 0.25, 0.15).mean < by_pen);
  }
  for (const double set : {0.5, 1.5}) {
    const DepthDistribution nominal =
        true_depth(shipped(), set, mean_speed(set, 2.5, 100.0), 0.25, 0.15);
    CHECK(nominal.dimple < 0.17);
  }
}

TEST_CASE("the tip force passes through both measured tips [Roemgens2014]") {
  const ParameterTable table = puncture_table();
  const auto force = [&](double tip) {
    return tip_force(tip, table.value("tip_force_at_5um"), table.value("tip_force_slope"));
  };
  CHECK(force(0.005) == doctest::Approx(20.0));
  CHECK(force(0.037) == doctest::Approx(167.0).epsilon(0.005));
}

}  // namespace stipple
