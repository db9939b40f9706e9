// SPDX-License-Identifier: Apache-2.0
#include "evidence/discrepancy.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/error.h"
#include "core/random.h"

namespace stipple {
namespace {

std::size_t problems_in(std::string_view json) {
  try {
    read_discrepancies(json, "discrepancy.json");
  } catch (const InvalidInput& e) {
    return e.problems().size();
  }
  return 0;
}

}  // namespace

TEST_CASE("a sound table is read, and every fault of another is reported") {
  const char* sound = R"({"force": {"sd": 0.2, "unit": "1", "of": "figure", "status": "assumed",
    "reason": "skin differs"}})";
  const DiscrepancyTable table = read_discrepancies(sound, "discrepancy.json");
  REQUIRE(table.all().size() == 1);
  CHECK(table.find("force")->reason == "skin differs");
  CHECK(table.find("depth") == nullptr);
  CHECK(problems_in(R"({"a": {"sd": 0, "unit": "h", "of": "figure", "status": "sure",
    "reason": ""}})") == 4);
  CHECK(problems_in(R"({"a": {"sd": 1, "unit": "h", "of": "itself", "status": "assumed"}})") == 1);
  CHECK(problems_in(R"({"a": {"sd": 1, "unit": "h", "of": "itself", "status": "assumed",
    "reason": "r", "spare": 1}})") == 1);
  CHECK(problems_in(R"({"a": {"sd": "1", "unit": "h", "of": "all", "status": "assumed",
    "reason": "r"}})") == 2);
  CHECK(problems_in(R"({"a": 1, "a": 2})") == 1);
  CHECK(problems_in("[]") == 1);
}

TEST_CASE("a share of the figure grows with the figure, another discrepancy does not") {
  const DiscrepancyTable table({{.metric = "force", .unit = "1", .sd = 0.2, .of_figure = true},
                                {.metric = "hours", .unit = "h", .sd = 8.0}});
  RandomStream random = Seed{11}.stream("discrepancy");
  for (int i = 0; i < 50; ++i) {
    const double x = 10.0 * (random.uniform() - 0.5);
    CHECK(table.sd({.metric = "force", .value = x}) == doctest::Approx(0.2 * std::abs(x)));
    CHECK(table.sd({.metric = "hours", .value = x}) == 8.0);
  }
  CHECK(table.sd({.metric = "force", .low = 1.0, .high = 3.0}) == doctest::Approx(0.4));
  CHECK(table.sd({.metric = "unknown", .value = 1.0}) == 0.0);
}

TEST_CASE("the persons of a row are counted from its column or its population") {
  CHECK(persons_of({.patients = 30.0}) == 30.0);
  CHECK(persons_of({.population = "n=35"}) == 35.0);
  CHECK(persons_of({.population = "FST IV-V n=30"}) == 30.0);
  CHECK(persons_of({.population = "Black"}) == 0.0);
}

TEST_CASE("the error of a mean follows from the spread that was published") {
  // Closing at the abdomen: 63.1 h, sd 13.1 of 35 persons.
  CHECK(measurement_sd({.population = "n=35", .spread = 13.1, .spread_kind = "sd"}) ==
        doctest::Approx(13.1 / std::sqrt(35.0)));
  CHECK(measurement_sd({.population = "Black", .spread = 19.5, .spread_kind = "sd"}) == 19.5);
  CHECK(measurement_sd({.population = "n=35", .spread = 2.0, .spread_kind = "se"}) == 2.0);
  // Wrinkle grade -1.23 (-1.34 to -1.11), 99 %.
  CHECK(measurement_sd({.low = -1.34, .high = -1.11, .spread_kind = "ci99"}) ==
        doctest::Approx(0.115 / 2.576));
  CHECK(measurement_sd({.low = -4.8, .high = 0.01, .spread_kind = "ci95"}) ==
        doctest::Approx(2.405 / 1.96));
  CHECK(measurement_sd({.low = 10.0, .high = 22.0, .spread_kind = "range"}) == 3.0);
  // Channel depth 142.9 to 162.1 um: mean -+ sd, the number of channels not stated.
  CHECK(measurement_sd({.low = 142.9, .high = 162.1, .spread_kind = "sd"}) == doctest::Approx(9.6));
  CHECK(measurement_sd({.value = 4.5, .low = 4.0, .high = 5.0}) == 0.0);
  CHECK(measurement_sd({.value = 4.5}) == 0.0);
}

TEST_CASE("the error of a relative change equals the scatter of its ratio") {
  // Scar score 11.73 (sd 3.12) to 6.5 (sd 2.71) in 30 persons.
  const ValidationRow row{.patients = 30.0,
                          .spread_kind = "sd",
                          .before = 11.73,
                          .before_spread = 3.12,
                          .after = 6.5,
                          .after_spread = 2.71};
  RandomStream random = Seed{5}.stream("ratio");
  double sum = 0.0, squares = 0.0;
  constexpr int trials = 20000;
  for (int i = 0; i < trials; ++i) {
    const double before = 11.73 + 3.12 / std::sqrt(30.0) * random.normal();
    const double after = 6.5 + 2.71 / std::sqrt(30.0) * random.normal();
    sum += after / before;
    squares += after / before * after / before;
  }
  const double scatter = std::sqrt(squares / trials - sum / trials * sum / trials);
  CHECK(measurement_sd(row) == doctest::Approx(scatter).epsilon(0.03));
}

}  // namespace stipple
