// SPDX-License-Identifier: Apache-2.0
#include "calibrate/numbing_predictions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibrate/bench_predictions.h"
#include "calibrate/numbing_fit.h"

namespace stipple {
namespace {

struct Shipped {
  Library library{load_library(DataFiles::embedded())};
  std::vector<ValidationRow> rows{load_validation_rows(library.files, library.bibliography)};
  MemberValues stated{stated_member(library)};

  [[nodiscard]] const ValidationRow& row(std::string_view study, std::string_view metric,
                                         std::string_view where = {}) const {
    for (const ValidationRow& r : rows)
      if (r.study == study && r.metric.starts_with(metric) &&
          (where.empty() || r.condition == where))
        return r;
    FAIL("no such row: ", study, " ", metric, " ", where);
    return rows.front();
  }
  [[nodiscard]] double predicted(const ValidationRow& r, const MemberValues& m) const {
    const auto p = bench_prediction(r, m, library);
    REQUIRE(p.has_value());
    return *p;
  }
};

}  // namespace

TEST_CASE("the stored thresholds are those that the fitted depths give, to their last figure") {
  const Shipped s;
  const std::vector<NumbingSet> fitted = fit_numbing_sets(s.library, s.rows);
  REQUIRE(fitted.size() == s.library.numbing.sets.size());
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    const NumbingSet& stored = s.library.numbing.sets[i];
    CAPTURE(stored.name);
    CHECK(stored.threshold == doctest::Approx(fitted[i].threshold).epsilon(6e-4));
    CHECK(std::abs(stored.misfit - fitted[i].misfit) < 6e-4);
  }
  CHECK(write_numbing_sets(fitted) == s.library.files.text("numbing/sets.json"));
}

TEST_CASE("the fit uses the rows marked calibrate and no other") {
  const Shipped s;
  std::vector<ValidationRow> rows = s.rows;
  for (ValidationRow& row : rows)
    if (row.use != RowUse::calibrate && row.value) *row.value *= 3.0;
  CHECK(fit_numbing_sets(s.library, rows) == fit_numbing_sets(s.library, s.rows));
}

TEST_CASE("the depths tell no set from the next: all fit them alike, with thresholds far apart") {
  const Shipped s;
  double least = 1e9, most = 0.0;
  for (const NumbingSet& set : s.library.numbing.sets) {
    CHECK(set.misfit < 0.2);
    least = std::min(least, set.threshold);
    most = std::max(most, set.threshold);
  }
  CHECK(most / least > 1000.0);
}

TEST_CASE("a threshold that was put in is found again from the depths that it makes") {
  const Shipped s;
  Library library = s.library;
  library.numbing.sets.resize(1);
  NumbingSet& set = library.numbing.sets.front();
  for (const double known : {5.0, 30.0, 90.0}) {
    set.threshold = known;
    std::vector<ValidationRow> rows = s.rows;
    for (ValidationRow& row : rows)
      if (row.metric == "depth without unacceptable pain")
        row.value = numbing_prediction(row, stated_member(library), library);
    const std::vector<NumbingSet> fitted = fit_numbing_sets(library, rows);
    CHECK(fitted.front().threshold == doctest::Approx(known).epsilon(1e-4));
    CHECK(fitted.front().misfit < 1e-5);
  }
}

TEST_CASE("the only row on which the scale of pain stands gives its own parameter back") {
  const Shipped s;
  CHECK(s.predicted(s.row("Bjerring1990", "needle depth at which pain"), s.stated) ==
        doctest::Approx(s.library.barrier.value("pain_depth")));
}

TEST_CASE("no row of anaesthesia or of pain is left without an answer or a reason") {
  const Shipped s;
  int answered = 0;
  for (const ValidationRow& row : s.rows) {
    if (!row.file.ends_with("anaesthesia.csv") && row.metric != "pain_0_10") continue;
    CAPTURE(row.metric);
    const bool predicted = bench_prediction(row, s.stated, s.library).has_value();
    CHECK(predicted != !why_not_predicted(row).empty());
    answered += int(predicted);
  }
  CHECK(answered == 7);
}

TEST_CASE("for any parameters levels are finite, longer is deeper, pain is a mark out of ten") {
  const Shipped s;
  for (std::size_t k = 0; k < 60; ++k) {
    const MemberValues m = sampled_member(s.library, Seed{17}, k);
    const double an_hour = s.predicted(s.row("Wahlgren2000", "depth", "EMLA 60 min"), m);
    const double two = s.predicted(s.row("Wahlgren2000", "depth", "EMLA 120 min"), m);
    CHECK(two > an_hour);
    const double pain = s.predicted(s.row("Cachafeiro2016", "pain"), m);
    CHECK(pain >= 0.0);
    CHECK(pain <= 10.0);
    CHECK(s.predicted(s.row("EMLAlabel", "plasma lidocaine after"), m) > 0.0);
    CHECK(s.predicted(s.row("Oni2013", "peak"), m) > 0.0);
  }
}

}  // namespace stipple
