// SPDX-License-Identifier: Apache-2.0
// The model against every published row that it has a law for, on the ensemble that is shipped.
// A row is inside when |z| <= 2, z by the row's own errors (docs/theory/validation.md): with right
// errors one row in twenty falls outside by chance. Windows are hard limits.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "calibrate/validation.h"
#include "outcome/course_result.h"

namespace stipple {
namespace {

struct Shipped {
  Library library{load_library(DataFiles::embedded())};
  std::vector<ValidationRow> rows{load_validation_rows(library.files, library.bibliography)};
  DiscrepancyTable discrepancies{load_discrepancies(library.files)};
  std::optional<ConditionedEnsemble> ensemble{load_conditioned(library.files)};

  [[nodiscard]] std::vector<MemberValues> members(long count) const {
    REQUIRE(ensemble.has_value());
    return conditioned_members(library, *ensemble, Seed(1), count);
  }
  [[nodiscard]] Validation validated(const std::vector<MemberValues>& by) const {
    return validate(library, rows, discrepancies, by, 1);
  }
};

bool is_scored(const ValidatedRow& v) {
  return v.judgement == RowJudgement::inside || v.judgement == RowJudgement::outside;
}

// What the model is known not to meet, held out from calibration and left as it is. A row that
// joins these is news, and fails here.
struct KnownMiss {
  const char* study{};
  const char* metric{};
};
constexpr KnownMiss kKnownMisses[] = {
    {"Aust2008", "stratum_spinosum_relative"},             // +40 %, a tenth of it predicted
    {"AlsterLi2020striae", "share_at_least_half_better"},  // all; none predicted
    {"Sasaki2019", "tewl_still_above_baseline_at"},        // the studies contradict one another
    {"Dogra2014", "pih_incidence"},  // 45 % of members darken, 17 % published: responses assumed
    // Rubbing is all that vibration can spare here: a quarter of the force, more than two thirds
    // published.
    {"YangZahn2004", "fall of insertion force under kHz vibration"},
    {"Cachafeiro2016", "pain_0_10"},  // 5.7 under an unnamed cream, under 1 predicted; z near -2
};

bool is_known_miss(const ValidationRow& row) {
  for (const KnownMiss& k : kKnownMisses)
    if (row.study == k.study && row.metric == k.metric) return true;
  return false;
}

// Sum of z^2 over the fitted rows that have a degree of freedom.
double misfit_of_fitted(const Validation& v) {
  double sum = 0.0;
  for (const ValidatedRow& r : v.rows)
    if (is_scored(r) && r.row.use == RowUse::calibrate && !r.no_degree_of_freedom) sum += r.z * r.z;
  return sum;
}

}  // namespace

TEST_CASE("windows hold, fitted rows are inside, and no other held-out row falls outside") {
  const Shipped shipped;
  const Validation validation = shipped.validated(shipped.members(64));
  REQUIRE(validation.rows.size() == shipped.rows.size());
  std::string table;
  long windows = 0, fitted = 0, checked = 0, outside = 0;
  for (const ValidatedRow& v : validation.rows) {
    if (!is_scored(v)) {
      CHECK_FALSE((v.reason.empty() && v.judgement == RowJudgement::not_predicted));
      continue;
    }
    const std::string name = v.row.study + " " + v.row.metric + " " + v.row.site;
    CAPTURE(name);
    CAPTURE(v.median);
    CAPTURE(v.z);
    table += fmt::format("{:<72.72} {:>9.3g} ({:.3g} to {:.3g}), published {:.3g}, z {:.2f}\n",
                         name, v.median, v.low, v.high, v.published->value, v.z);
    CHECK(v.low <= v.median);
    CHECK(v.median <= v.high);
    switch (v.row.use) {
      case RowUse::plausibility:
        ++windows;
        CHECK(inside_window(v.median, *v.published));
        CHECK(inside_window(v.low, *v.published));
        CHECK(inside_window(v.high, *v.published));
        break;
      case RowUse::calibrate:
        ++fitted;
        CHECK(v.judgement == RowJudgement::inside);
        break;
      case RowUse::check:
        ++checked;
        if (v.judgement == RowJudgement::inside) break;
        ++outside;
        CHECK(is_known_miss(v.row));
        break;
      case RowUse::limit: FAIL_CHECK("a limit is scored"); break;
    }
  }
  MESSAGE(table, fmt::format("{} windows, {} fitted, {} held out and of these {} outside", windows,
                             fitted, checked, outside));
  CHECK(windows == 5);
  CHECK(fitted >= 24);
  CHECK(checked >= 29);
}

TEST_CASE("what was fitted fits better than before, and the held-out rows had no part in it") {
  Shipped shipped;
  const auto members = shipped.members(32);
  const Validation conditioned = shipped.validated(members);
  CHECK(misfit_of_fitted(conditioned) <
        misfit_of_fitted(shipped.validated(prior_members(shipped.library, Seed(1), 32))));

  // Held-out figures turned upside down: every prediction and every slope stays, bit for bit.
  for (ValidationRow& row : shipped.rows)
    if (row.use == RowUse::check)
      for (auto* figure : {&row.value, &row.before, &row.after})
        if (*figure) *figure = 3.0 - 2.0 * **figure;
  const Validation other = shipped.validated(members);
  REQUIRE(other.rows.size() == conditioned.rows.size());
  for (std::size_t k = 0; k < other.rows.size(); ++k)
    CHECK(other.rows[k].median == conditioned.rows[k].median);
  REQUIRE(other.scales.size() == conditioned.scales.size());
  for (std::size_t k = 0; k < other.scales.size(); ++k)
    CHECK(other.scales[k].slope == conditioned.scales[k].slope);
}

TEST_CASE("a fitted row of a scale is judged by the slope of the other rows") {
  Shipped shipped;
  const auto members = shipped.members(16);
  const Validation before = shipped.validated(members);
  // Any fitted row of a scale that several rows fit: its own figure must not move its prediction.
  std::size_t tried = 0;
  for (std::size_t k = 0; k < shipped.rows.size() && tried < 2; ++k) {
    const ValidatedRow& v = before.rows[k];
    if (v.row.use != RowUse::calibrate || !law_of(v.row) || !is_scored(v)) continue;
    Shipped moved;
    if (moved.rows[k].value) *moved.rows[k].value *= 2.0;
    if (moved.rows[k].after) *moved.rows[k].after *= 0.5;
    const ValidatedRow after = moved.validated(members).rows[k];
    CHECK(after.published->value != v.published->value);
    if (v.no_degree_of_freedom)
      CHECK(after.median != v.median);
    else
      CHECK(after.median == v.median);
    ++tried;
  }
  CHECK(tried == 2);
}

}  // namespace stipple
