// SPDX-License-Identifier: Apache-2.0
#include "calibrate/conditioning.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/error.h"
#include "course/test_course.h"
#include "numerics/statistics.h"

namespace stipple {
namespace {

// A row whose prediction is one parameter alone, so that its posterior is known.
ValidationRow pain_row(double value, double sd) {
  ValidationRow row;
  row.file = "validation/anaesthesia.csv";
  row.study = "made up";
  row.metric = "needle depth at which pain is first felt";
  row.unit = "mm";
  row.value = value;
  row.spread = sd;
  row.spread_kind = "se";
  row.use = RowUse::calibrate;
  return row;
}

ValidationRow force_row(double tip_um, double value, double sd) {
  ValidationRow row = pain_row(value, sd);
  row.file = "validation/insertion.csv";
  row.metric = "insertion force of a single needle in ex vivo human skin";
  row.condition = "tip diameter " + std::to_string(tip_um) + " um";
  row.unit = "mN";
  return row;
}

ValidationRow mouth_row(double value_um, double sd) {
  ValidationRow row = pain_row(value_um, sd);
  row.file = "validation/insertion.csv";
  row.metric = "channel mouth of a 770 um roller needle";
  row.unit = "um";
  return row;
}

// Mean and standard deviation of a parameter: its log-normal prior, cut at its range, times the
// normal law about the row's figure; by the trapezoid rule.
struct Moments {
  double mean{}, sd{};
};
Moments posterior(const Parameter& p, double log_sd, double value, double sd, double scale) {
  double sum = 0.0, first = 0.0, second = 0.0;
  const int n = 20000;
  for (int i = 0; i <= n; ++i) {
    const double x = p.low + (p.high - p.low) * i / n;
    const double z = std::log(x / p.value) / log_sd, d = (scale * x - value) / sd;
    const double density =
        std::exp(-0.5 * z * z - 0.5 * d * d) / x * (i == 0 || i == n ? 0.5 : 1.0);
    sum += density;
    first += density * x;
    second += density * x * x;
  }
  return {first / sum, std::sqrt(second / sum - first / sum * first / sum)};
}

const DiscrepancyTable kNoDiscrepancy{std::vector<Discrepancy>{}};

Conditioning conditioned_on(const std::vector<ValidationRow>& rows, long candidates,
                            int threads = 1) {
  return condition(shipped_library(), rows, kNoDiscrepancy, {candidates, Seed(5), threads, {}});
}

double sum_of(const std::vector<double>& w) { return std::accumulate(w.begin(), w.end(), 0.0); }

struct Sampled {
  double mean{}, sd{};
};
Sampled moments_of(const std::vector<double>& values, const std::vector<double>& weights) {
  return {weighted_mean(values, weights), std::sqrt(weighted_variance(values, weights))};
}

}  // namespace

TEST_CASE("the conditioned barrier is the posterior that the prior and one row make") {
  const Parameter& p = shipped_library().barrier.at("pain_depth");
  REQUIRE(p.status == Status::tuned);
  for (const double figure : {1.7, 1.9, 2.2}) {
    const ConditionedEnsemble e = conditioned_on({pain_row(figure, 0.1)}, 4000).ensemble;
    CHECK(sum_of(e.barrier_weights) == doctest::Approx(1.0).epsilon(1e-9));
    std::vector<double> values;
    for (const std::size_t k : e.barrier_numbers)
      values.push_back(sampled_values(shipped_library().barrier, Seed(5), k)["pain_depth"]);
    const Moments known = posterior(p, 0.3, figure, 0.1, 1.0);
    const Sampled found = moments_of(values, e.barrier_weights);
    // Four standard errors by the members that the weights are worth.
    CHECK(std::abs(found.mean - known.mean) <
          4.0 * known.sd / std::sqrt(e.barrier_effective_sample_size));
    CHECK(found.sd == doctest::Approx(known.sd).epsilon(0.08));
    // No row judged the others.
    CHECK(e.effective_sample_size == doctest::Approx(4000.0));
  }
}

TEST_CASE("healing and puncture are conditioned each by its own row") {
  const Library& library = shipped_library();
  const double slope = library.puncture.at("tip_force_slope").value;
  const ConditionedEnsemble e =
      conditioned_on({mouth_row(70.0, 5.0), force_row(5.0, 24.0, 1.0)}, 4000).ensemble;
  CHECK(sum_of(e.weights) == doctest::Approx(1.0).epsilon(1e-9));
  std::vector<double> lumen, force;
  for (std::size_t k = 0; k < e.numbers.size(); ++k) {
    lumen.push_back(sampled_values(library.healing, Seed(5), e.numbers[k])["lumen_over_R"]);
    force.push_back(
        sampled_values(library.puncture, Seed(5), e.puncture_numbers[k])["tip_force_at_5um"]);
  }
  const Moments mouth = posterior(library.healing.at("lumen_over_R"), 0.5, 70.0, 5.0, 140.0);
  const Sampled found = moments_of(lumen, e.weights);
  CHECK(std::abs(found.mean - mouth.mean) < 4.0 * mouth.sd / std::sqrt(e.effective_sample_size));
  CHECK(found.sd == doctest::Approx(mouth.sd).epsilon(0.08));
  // At 5 um the force is that parameter alone, whatever the slope.
  CHECK(slope > 0.0);
  const Moments tip = posterior(library.puncture.at("tip_force_at_5um"), 0.15, 24.0, 1.0, 1.0);
  const Sampled forces = moments_of(force, e.weights);
  const double worth = std::min(e.effective_sample_size, e.puncture_effective_sample_size);
  CHECK(std::abs(forces.mean - tip.mean) < 4.0 * tip.sd / std::sqrt(worth));
  CHECK(forces.sd == doctest::Approx(tip.sd).epsilon(0.12));
}

TEST_CASE("without evidence every draw is kept and weighs the same") {
  for (const long candidates : {1L, 10L, 3000L}) {
    const ConditionedEnsemble e = conditioned_on({}, candidates).ensemble;
    const auto n = static_cast<std::size_t>(candidates);
    REQUIRE(e.weights.size() == n);
    REQUIRE(e.barrier_weights.size() == n);
    for (const double w : e.weights) CHECK(w == doctest::Approx(1.0 / static_cast<double>(n)));
    CHECK(e.plausible == candidates);
  }
}

TEST_CASE("a row marked check moves nothing") {
  std::vector<ValidationRow> rows{pain_row(1.8, 0.1)};
  const ConditionedEnsemble before = conditioned_on(rows, 200).ensemble;
  rows.push_back(pain_row(2.3, 0.01));
  rows.back().use = RowUse::check;
  rows.push_back(force_row(5.0, 24.0, 0.1));
  rows.back().use = RowUse::limit;
  CHECK(conditioned_on(rows, 200).ensemble == before);
}

TEST_CASE("a row that states no error cannot weigh, and is refused") {
  ValidationRow row = pain_row(1.8, 0.1);
  row.spread.reset();
  row.spread_kind.clear();
  CHECK_THROWS_AS((void)conditioned_on({row}, 20), InvalidInput);
}

TEST_CASE("a window keeps exactly the draws whose own run lies inside it") {
  ValidationRow row;
  row.file = "validation/recovery.csv";
  row.study = "made up";
  row.metric = "fibroblast_peak";
  row.condition = "one session";
  row.unit = "d";
  row.low = 0.0;
  row.high = 1e6;
  row.use = RowUse::plausibility;
  // The widest window keeps all and tells which needle goes with which draw.
  const ConditionedEnsemble all = conditioned_on({row}, 32).ensemble;
  REQUIRE(all.numbers.size() == 32);
  const StudyPlan study = plan_study(*study_of(row), {&row}, shipped_library());
  std::vector<MemberValues> values;
  for (std::size_t k = 0; k < all.numbers.size(); ++k) {
    values.push_back(sampled_member(shipped_library(), Seed(5), all.numbers[k]));
    values.back().puncture =
        sampled_values(shipped_library().puncture, Seed(5), all.puncture_numbers[k]);
  }
  std::vector<double> peaks;
  for (const SimulatedMember& m : simulate_members(study.plan, shipped_library(), values,
                                                   study.timeline, {1, {}, {}, false, {}}))
    peaks.push_back(*tissue_prediction(row, MemberView(m, study.timeline.grid), study));
  std::vector<double> sorted = peaks;
  std::sort(sorted.begin(), sorted.end());
  REQUIRE(sorted.front() < sorted.back());
  row.low = sorted[8];
  row.high = sorted[24];
  std::vector<std::size_t> expected;
  for (std::size_t k = 0; k < peaks.size(); ++k)
    if (peaks[k] >= *row.low && peaks[k] <= *row.high) expected.push_back(all.numbers[k]);
  REQUIRE(expected.size() < 32);
  const ConditionedEnsemble some = conditioned_on({row}, 32).ensemble;
  CHECK(some.numbers == expected);
  CHECK(some.plausible == static_cast<long>(expected.size()));
  // A window that no draw fits is an error, not an empty ensemble.
  row.low = 300.0;
  row.high = 301.0;
  CHECK_THROWS_AS((void)conditioned_on({row}, 8), InvalidInput);
}

TEST_CASE("on the shipped evidence the ensemble is sound and the same on any threads") {
  const Library& library = shipped_library();
  const auto rows = load_validation_rows(library.files, library.bibliography);
  const DiscrepancyTable discrepancies = load_discrepancies(library.files);
  const long candidates = 24;
  const auto made = [&](int threads) {
    return condition(library, rows, discrepancies, {candidates, Seed(9), threads, {}});
  };
  const ConditionedEnsemble e = made(1).ensemble;
  CHECK(e.plausible > 0);
  CHECK(e.plausible <= candidates);
  CHECK(sum_of(e.weights) == doctest::Approx(1.0).epsilon(1e-9));
  CHECK(sum_of(e.barrier_weights) == doctest::Approx(1.0).epsilon(1e-9));
  CHECK(e.effective_sample_size >= 1.0);
  CHECK(e.effective_sample_size <= static_cast<double>(e.plausible) + 1e-9);
  CHECK(e.barrier_effective_sample_size <= static_cast<double>(candidates) + 1e-9);
  for (const auto* numbers : {&e.numbers, &e.puncture_numbers, &e.barrier_numbers})
    for (const std::size_t k : *numbers) CHECK(k < static_cast<std::size_t>(candidates));
  const std::set<std::size_t> different(e.numbers.begin(), e.numbers.end());
  CHECK(different.size() == e.numbers.size());
  // Whatever judged is the name of a row that may.
  std::multiset<std::string> may, window;
  for (const ValidationRow& row : rows) {
    const std::string name =
        row.study + ": " + row.metric + (row.site.empty() ? "" : ", " + row.site);
    if (row.use == RowUse::calibrate) may.insert(name);
    if (row.use == RowUse::plausibility) window.insert(name);
  }
  CHECK(e.calibrated_on.size() > 10);
  for (const std::string& judge : e.calibrated_on) CHECK(may.contains(judge));
  CHECK(std::multiset<std::string>(e.windows.begin(), e.windows.end()) == window);
  CHECK(made(2).ensemble == e);
  CHECK(read_conditioned(write_conditioned(e), "conditioned.json") == e);
}

}  // namespace stipple
