// SPDX-License-Identifier: Apache-2.0
#include "calibrate/comparison.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"

namespace stipple {
namespace {

constexpr RowRelation kRelations[] = {RowRelation::equal, RowRelation::at_most,
                                      RowRelation::at_least, RowRelation::sign_only};

Published figure(double value, RowRelation relation, double sd = 0.3) {
  return {value, value, value, relation, sd, 0.4};
}

}  // namespace

TEST_CASE("a prediction that meets the figure has z of 0; too high is positive, too low negative") {
  RandomStream random = Seed(71).stream("z");
  for (int round = 0; round < 300; ++round) {
    const double value = 2.0 * random.normal(), off = 0.01 + random.uniform();
    const Published p = figure(value, RowRelation::equal);
    CHECK(z_score(value, 0.2, p) == 0.0);
    CHECK(z_score(value + off, 0.2, p) > 0.0);
    CHECK(z_score(value - off, 0.2, p) == doctest::Approx(-z_score(value + off, 0.2, p)));
    CHECK(z_score(value + off, 0.0, p) == doctest::Approx(off / 0.5));  // 3, 4, 5
  }
}

TEST_CASE("a bound counts on its wrong side only") {
  const Published most = figure(2.0, RowRelation::at_most);
  const Published least = figure(2.0, RowRelation::at_least);
  for (double x = -5.0; x <= 2.0; x += 0.25) CHECK(z_score(x, 0.0, most) == 0.0);
  for (double x = 2.0; x <= 9.0; x += 0.25) CHECK(z_score(x, 0.0, least) == 0.0);
  CHECK(z_score(2.5, 0.0, most) == doctest::Approx(1.0));
  CHECK(z_score(1.5, 0.0, least) == doctest::Approx(-1.0));
}

TEST_CASE("of a direction only the sign counts") {
  for (const double published : {0.1, 7.0}) {
    const Published up = figure(published, RowRelation::sign_only);
    const Published down = figure(-published, RowRelation::sign_only);
    CHECK(z_score(0.001, 0.0, up) == 0.0);
    CHECK(z_score(100.0, 0.0, up) == 0.0);
    CHECK(z_score(-1.0, 0.0, up) < 0.0);
    CHECK(z_score(1.0, 0.0, down) > 0.0);
    CHECK(z_score(-1.0, 0.0, down) == 0.0);
  }
}

TEST_CASE(
    "inside a published interval there is no misfit; outside it is the way to the nearer end") {
  const Published p{3.0, 2.0, 4.0, RowRelation::equal, 0.0, 1.0};
  for (double x = 2.0; x <= 4.0; x += 0.125) {
    CHECK(misfit(x, p) == 0.0);
    CHECK(inside_window(x, p));
    CHECK(log_weight(x, p) == 0.0);
  }
  CHECK(misfit(5.0, p) == doctest::Approx(1.0));
  CHECK(misfit(1.0, p) == doctest::Approx(-1.0));
  CHECK_FALSE(inside_window(4.0 + 1e-9, p));
}

TEST_CASE("no error that is added makes a row fit worse") {
  RandomStream random = Seed(72).stream("z");
  for (int round = 0; round < 300; ++round)
    for (const RowRelation relation : kRelations) {
      Published p = figure(random.normal(), relation);
      const double x = 3.0 * random.normal();
      const double z = std::abs(z_score(x, 0.1, p));
      CHECK(std::abs(z_score(x, 0.2, p)) <= z);
      p.discrepancy_sd *= 1.5;
      CHECK(std::abs(z_score(x, 0.1, p)) <= z);
      p.measurement_sd *= 1.5;
      CHECK(std::abs(z_score(x, 0.1, p)) <= z);
    }
}

TEST_CASE("the weight of a member is largest at the figure and falls with the distance") {
  RandomStream random = Seed(73).stream("weight");
  for (int round = 0; round < 300; ++round)
    for (const RowRelation relation : kRelations) {
      const Published p = figure(random.normal(), relation);
      CHECK(log_weight(p.value, p) == 0.0);
      double before = 0.0;
      for (const double far : {0.1, 0.5, 2.0, 8.0}) {
        const double here = std::min(log_weight(p.value + far, p), log_weight(p.value - far, p));
        CHECK(here <= before);
        before = here;
        CHECK(log_weight(p.value + far, p) <= 0.0);
      }
      // The same normal law that z is of, without the members' own spread.
      const double x = 2.0 * random.normal(), z = z_score(x, 0.0, p);
      CHECK(log_weight(x, p) == doctest::Approx(-0.5 * z * z));
    }
}

TEST_CASE("a figure without any stated error still gives a finite weight only where it is met") {
  const Published exact{1.0, 1.0, 1.0, RowRelation::equal, 0.0, 0.0};
  CHECK(log_weight(1.0, exact) == 0.0);
  CHECK(std::exp(log_weight(1.1, exact)) == 0.0);
}

}  // namespace stipple
