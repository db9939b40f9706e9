// SPDX-License-Identifier: Apache-2.0
#include "report/headline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "report/sample_for_tests.h"

namespace stipple {
namespace {

TEST_CASE("every outcome that has figures or no modelled benefit is found, at most four gains") {
  const CourseResult r = sample::course_result();
  const Headline top = headline(r);
  CHECK(top.gains.size() == 4);
  CHECK(top.unknown.size() == 1);
  CHECK(top.days_after == 180);
  const auto scalars = std::count_if(r.outcomes.begin(), r.outcomes.end(),
                                     [](const Outcome& o) { return is_scalar(o); });
  for (const Outcome& o : r.outcomes)
    if (is_scalar(o)) CHECK(std::count(top.costs.begin(), top.costs.end(), &o) == 1);
  CHECK(static_cast<long>(top.costs.size()) == scalars + 1);  // and the pigment that darkens
}

TEST_CASE("an outcome that does not apply is never told as zero") {
  CourseResult r = sample::course_result();
  for (Outcome& o : r.outcomes)
    if (o.name == "scar_depth_rolling") o.points.clear();
  for (const Outcome* o : headline(r).gains) CHECK(o->name != "scar_depth_rolling");
}

TEST_CASE("what dips first and gains later is told as both, what only worsens as a cost") {
  const auto told = [](double at_28, double at_180) {
    CourseResult r;
    r.outcomes = {{.name = "firmness",
                   .points = {{28.0, {at_28, at_28 - 0.01, at_28 + 0.01}},
                              {180.0, {at_180, at_180 - 0.01, at_180 + 0.01}}}}};
    const Headline top = headline(r);
    return std::pair{top.gains.size(), top.costs.size()};
  };
  CHECK(told(-0.1, 0.2) == std::pair<size_t, size_t>{1, 1});
  CHECK(told(0.1, 0.2) == std::pair<size_t, size_t>{1, 0});
  CHECK(told(-0.1, -0.1) == std::pair<size_t, size_t>{0, 1});
  CHECK(told(0, 0) == std::pair<size_t, size_t>{1, 0});
  CHECK(told(-0.1, 0) == std::pair<size_t, size_t>{0, 1});
}

TEST_CASE("better and worse swap when the outcome's sense is turned round") {
  std::mt19937 random(11);
  std::normal_distribution<double> n(0, 1);
  const auto opposite = [](Direction d) {
    switch (d) {
      case Direction::better: return Direction::worse;
      case Direction::probably_better: return Direction::probably_worse;
      case Direction::unclear: return Direction::unclear;
      case Direction::probably_worse: return Direction::probably_better;
      case Direction::worse: return Direction::better;
    }
    return d;
  };
  int clear = 0;
  for (int i = 0; i < 1000; ++i) {
    const double middle = n(random);
    const OutcomePoint p{
        .days_after_last_visit = 180.0,
        .band = {middle, middle - std::abs(n(random)), middle + std::abs(n(random))},
        .control = 0.1 * n(random)};
    const Outcome up{.higher_is_better = true}, down{.higher_is_better = false};
    CHECK(direction(down, p) == opposite(direction(up, p)));
    const bool whole_band_above = p.band.low > p.control;
    CHECK((direction(up, p) == Direction::better) == whole_band_above);
    if (whole_band_above) ++clear;
  }
  CHECK(clear > 100);
}

}  // namespace
}  // namespace stipple
