// SPDX-License-Identifier: Apache-2.0
#include "barrier/pain.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/random.h"

namespace stipple {
namespace {

PainParameters shipped() {
  const DataFiles files = DataFiles::embedded();
  const ParameterTable table =
      load_parameters(files, "parameters/barrier.json", load_bibliography(files));
  return pain_parameters(ParameterValues(table));
}

std::vector<double> profile(double surface, double length) {
  std::vector<double> c;
  for (int i = 0; i < 200; ++i) c.push_back(surface * std::exp(-(i + 0.5) * 0.1 / length));
  return c;
}

}  // namespace

TEST_CASE("one needle to where pain is first felt gives the first step of the scale") {
  const PainParameters p = shipped();
  CHECK(pain_mark(p, p.first_depth, 1.0, {}) == doctest::Approx(p.first_step));
}

TEST_CASE(
    "needles three times as long hurt seven times as much, ten times as many twice [Gill2008]") {
  const PainParameters p = shipped();
  CHECK(pain_mark(p, 1.5, 1.0, {}) / pain_mark(p, 0.5, 1.0, {}) ==
        doctest::Approx(7.0).epsilon(0.02));
  CHECK(pain_mark(p, 0.5, 10.0, {}) / pain_mark(p, 0.5, 1.0, {}) ==
        doctest::Approx(2.0).epsilon(0.1));
}

TEST_CASE("pain grows with depth and number, falls with the drug, and stays between 0 and 10") {
  RandomStream random = Seed(41).stream("pain");
  PainParameters p = shipped();
  for (int i = 0; i < 300; ++i) {
    p.first_step = 0.3 + 2.7 * random.uniform();
    p.block_steepness = 1.0 + 3.0 * random.uniform();
    const double depth = 0.2 + 2.5 * random.uniform(), needles = 1.0 + 200.0 * random.uniform();
    const std::vector<double> c = profile(200.0 * random.uniform(), 0.5 + random.uniform());
    const std::vector<double> more = profile(400.0, 1.5);
    const double threshold = 50.0 * random.uniform() + 0.01;
    const double pain = pain_mark(p, depth, needles, {c, 0.1, threshold});
    CHECK(pain >= 0.0);
    CHECK(pain <= 10.0);
    CHECK(pain_mark(p, depth + 0.1, needles, {c, 0.1, threshold}) >= pain);
    CHECK(pain_mark(p, depth, needles * 2.0, {c, 0.1, threshold}) >= pain);
    CHECK(pain_mark(p, depth, needles, {more, 0.1, threshold}) <= pain);
    CHECK(pain_mark(p, depth, needles, {c, 0.1, 2.0 * threshold}) >= pain);
    CHECK(pain_mark(p, depth, needles, {}) >= pain);
  }
}

TEST_CASE("no drug blocks nothing, and a flood of it leaves what no cream takes away") {
  PainParameters p = shipped();
  p.block_most = 0.8;
  const std::vector<double> none(200, 0.0), flood(200, 1e12);
  CHECK(pain_mark(p, 1.2, 14.0, {none, 0.1, 10.0}) == doctest::Approx(pain_mark(p, 1.2, 14.0, {})));
  CHECK(pain_mark(p, 1.2, 14.0, {flood, 0.1, 10.0}) ==
        doctest::Approx(0.2 * pain_mark(p, 1.2, 14.0, {})));
}

TEST_CASE("finer cells of the same profile leave the pain as it is") {
  const PainParameters p = shipped();
  std::vector<double> fine;
  for (int i = 0; i < 2000; ++i) fine.push_back(100.0 * std::exp(-(i + 0.5) * 0.01));
  const double coarse = pain_mark(p, 1.55, 14.0, {profile(100.0, 1.0), 0.1, 30.0});
  CHECK(coarse == doctest::Approx(pain_mark(p, 1.55, 14.0, {fine, 0.01, 30.0})).epsilon(0.01));
}

}  // namespace stipple
