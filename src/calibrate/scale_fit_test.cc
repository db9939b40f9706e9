// SPDX-License-Identifier: Apache-2.0
#include "calibrate/scale_fit.h"

#include <doctest/doctest.h>

#include <cmath>
#include <deque>

#include "core/random.h"
#include "course/library.h"

namespace stipple {
namespace {

// Made-up rows on a line through the origin with errors of a known size.
struct Rows {
  std::deque<ValidationRow> owned{};
  std::vector<ScaleRow> rows{};

  void add(double measure, double score, double error, double measure_sd = 0.0) {
    owned.emplace_back();
    owned.back().study = "Study" + std::to_string(owned.size());
    const Published p{score, score, score, RowRelation::equal, 0.6 * error, 0.8 * error};
    rows.push_back({&owned.back(), p, measure, measure_sd});
  }
};

const ScaleLaw& a_law() { return scale_laws().front(); }

}  // namespace

TEST_CASE("a fit finds the slope that made the rows") {
  for (const double slope : {-3.0, 0.5, 8.0}) {
    Rows r;
    for (const double measure : {-0.1, -0.25, -0.4}) r.add(measure, slope * measure, 0.2);
    const FittedScale f = fit_scale(a_law(), r.rows);
    CHECK(f.slope == doctest::Approx(slope).epsilon(1e-12));
    CHECK(f.rows == 3);
    CHECK(f.fitted_on.size() == 3);
    CHECK(f.law == &a_law());
  }
}

TEST_CASE("the stated error of a slope is the one that it has") {
  RandomStream random = Seed(81).stream("slope");
  const double slope = 1.7;
  double squares = 0.0, mean = 0.0;
  const int rounds = 4000;
  double stated = 0.0;
  for (int round = 0; round < rounds; ++round) {
    Rows r;
    for (const double measure : {-0.1, -0.2, -0.5}) {
      const double error = 0.05 + 0.1 * std::abs(measure);
      r.add(measure, slope * measure + error * random.normal(), error);
    }
    const FittedScale f = fit_scale(a_law(), r.rows);
    mean += f.slope / rounds;
    squares += (f.slope - slope) * (f.slope - slope) / rounds;
    stated = f.slope_sd;
  }
  // Standard error of a standard deviation of 4000: 1.1 %.
  CHECK(std::sqrt(squares) == doctest::Approx(stated).epsilon(0.045));
  CHECK(std::abs(mean - slope) < 4.0 * stated / std::sqrt(static_cast<double>(rounds)));
}

TEST_CASE("a row with smaller error weighs more, and one without measure decides nothing") {
  Rows r;
  r.add(-0.2, -0.2, 0.01);
  r.add(-0.2, -0.8, 0.10);
  const FittedScale f = fit_scale(a_law(), r.rows);
  CHECK(f.slope > 1.0);
  CHECK(f.slope < 1.1);
  r.add(0.0, -5.0, 0.01);
  CHECK(fit_scale(a_law(), r.rows).slope == doctest::Approx(f.slope));
  Rows nothing;
  nothing.add(0.0, -1.0, 0.1);
  CHECK(fit_scale(a_law(), nothing.rows).slope == 0.0);
}

TEST_CASE("what members disagree on in the measure widens the slope") {
  Rows sure, unsure;
  sure.add(-0.2, -0.4, 0.05);
  unsure.add(-0.2, -0.4, 0.05, 0.1);
  CHECK(fit_scale(a_law(), unsure.rows).slope == fit_scale(a_law(), sure.rows).slope);
  CHECK(fit_scale(a_law(), unsure.rows).slope_sd > fit_scale(a_law(), sure.rows).slope_sd);
}

TEST_CASE("a row that is left out has no say at all in the slope that judges it") {
  Rows r;
  for (const double measure : {-0.1, -0.2, -0.3}) r.add(measure, 2.0 * measure, 0.1);
  const auto before = fit_without(a_law(), r.rows, r.rows[1].row);
  REQUIRE(before.has_value());
  CHECK(before->rows == 2);
  r.rows[1].published.value = r.rows[1].published.low = r.rows[1].published.high = 1e6;
  r.rows[1].measure_sd = 1e3;
  const auto after = fit_without(a_law(), r.rows, r.rows[1].row);
  CHECK(after->slope == before->slope);
  CHECK(after->slope_sd == before->slope_sd);
  for (const std::string& study : after->fitted_on) CHECK(study != r.rows[1].row->study);
  Rows alone;
  alone.add(-0.1, -0.2, 0.1);
  CHECK_FALSE(fit_without(a_law(), alone.rows, alone.rows[0].row).has_value());
}

TEST_CASE("the slopes of a fit are read back as parameters of the evidence") {
  std::vector<FittedScale> fitted;
  std::deque<Rows> rows;
  const Library library = load_library(DataFiles::embedded());
  for (const ScaleLaw& law : scale_laws()) {
    if (law.assumed_slope != 0.0) {
      fitted.push_back({&law, 0.0, 0.0, 0, {}});
      continue;
    }
    rows.emplace_back();
    rows.back().add(-0.2, -0.5, 0.1);
    rows.back().owned.back().study = library.bibliography.all().front().key;
    fitted.push_back(fit_scale(law, rows.back().rows));
  }
  const ParameterTable table =
      read_parameters(scales_json(fitted), "scales.json", library.bibliography);
  REQUIRE(table.all().size() == scale_laws().size());
  for (const FittedScale& f : fitted) {
    const Parameter& p = table.at(f.law->name);
    if (f.rows == 0) {
      CHECK(p.status == Status::assumed);
      CHECK(p.value == f.law->assumed_slope);
    } else {
      CHECK(p.status == Status::tuned);
      CHECK(p.value == doctest::Approx(2.5));
      CHECK(p.low < p.value);
      CHECK(p.high > p.value);
      CHECK(p.sources == f.fitted_on);
    }
  }
}

}  // namespace stipple
