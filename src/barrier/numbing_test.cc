// SPDX-License-Identifier: Apache-2.0
#include "barrier/numbing.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"

namespace stipple {
namespace {

NumbingParameters shipped() {
  const DataFiles files = DataFiles::embedded();
  const ParameterTable table =
      load_parameters(files, "parameters/barrier.json", load_bibliography(files));
  return numbing_parameters(ParameterValues(table));
}

}  // namespace

TEST_CASE("the numb depth passes within a tenth of what was measured at one and two hours") {
  // Depth of a punch without unacceptable pain [Wahlgren2000].
  CHECK(numb_depth(shipped(), 60.0) == doctest::Approx(2.9).epsilon(0.1));
  CHECK(numb_depth(shipped(), 120.0) == doctest::Approx(4.5).epsilon(0.1));
}

TEST_CASE("longer numbing never numbs less, none numbs nothing, and it has an end") {
  const NumbingParameters p = shipped();
  CHECK(numb_depth(p, 0.0) == 0.0);
  double last = 0.0;
  for (double t = 1.0; t < 2000.0; t *= 1.2) {
    CHECK(numb_depth(p, t) >= last);
    last = numb_depth(p, t);
  }
  CHECK(last <= p.depth_max);
}

TEST_CASE(
    "needles three times as long hurt seven times as much, ten times as many twice [Gill2008]") {
  const NumbingParameters p = shipped();
  CHECK(relative_pain(p, 1.5, 0.0, 1.0) / relative_pain(p, 0.5, 0.0, 1.0) ==
        doctest::Approx(7.0).epsilon(0.02));
  CHECK(relative_pain(p, 1.0, 0.0, 10.0) / relative_pain(p, 1.0, 0.0, 1.0) ==
        doctest::Approx(2.0).epsilon(0.1));
  CHECK(relative_pain(p, p.pain_depth, 0.0, 1.0) == doctest::Approx(1.0));
}

TEST_CASE("pain grows with depth and number, falls with numbing, and ends where all is numb") {
  const NumbingParameters p = shipped();
  RandomStream random = Seed(41).stream("pain");
  for (int i = 0; i < 300; ++i) {
    const double depth = 0.2 + 2.5 * random.uniform(), numb = 3.0 * random.uniform();
    const double number = 0.1 + 10.0 * random.uniform();
    const double pain = relative_pain(p, depth, numb, number);
    CHECK((pain == 0.0) == (depth <= numb));
    CHECK(relative_pain(p, depth + 0.1, numb, number) >= pain);
    CHECK(relative_pain(p, depth, numb, number * 2.0) >= pain);
    CHECK(relative_pain(p, depth, numb + 0.1, number) <= pain);
  }
}

TEST_CASE("a warning stands exactly where needles go beyond the numb depth") {
  const NumbingParameters p = shipped();
  CHECK(numbing_warnings(p, 1.5, 60.0).empty());
  CHECK(numbing_warnings(p, 1.5, 5.0).size() == 1);
  CHECK(numbing_warnings(p, 1.5, 0.0).size() == 1);
  CHECK(numbing_warnings(p, 1.5, 0.0)[0].find("No numbing") != std::string::npos);
}

}  // namespace stipple
