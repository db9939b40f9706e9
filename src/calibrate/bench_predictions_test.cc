// SPDX-License-Identifier: Apache-2.0
#include "calibrate/bench_predictions.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <set>
#include <string>

#include "barrier/closure.h"

namespace stipple {
namespace {

struct Shipped {
  Library library{load_library(DataFiles::embedded())};
  std::vector<ValidationRow> rows{load_validation_rows(library.files, library.bibliography)};
  DiscrepancyTable discrepancies{load_discrepancies(library.files)};
  MemberValues stated{stated_member(library)};

  // The row of a study whose metric begins so and whose population, site or setting is this one.
  [[nodiscard]] const ValidationRow& row(std::string_view study, std::string_view metric,
                                         std::string_view where = {}) const {
    for (const ValidationRow& r : rows)
      if (r.study == study && r.metric.starts_with(metric) &&
          (where.empty() || r.population == where || r.site == where || r.condition == where))
        return r;
    FAIL("no such row: ", study, " ", metric, " ", where);
    return rows.front();
  }
  [[nodiscard]] double predicted(const ValidationRow& r) const {
    const auto p = bench_prediction(r, stated, library);
    REQUIRE(p.has_value());
    return *p;
  }
};

// What a healing run answers: tissue, and the scales fitted to it.
bool is_answered_by_healing(const ValidationRow& row) {
  static const std::set<std::string> metrics{"epidermal_thickness_relative",
                                             "papillary_collagen_relative",
                                             "reticulin_relative",
                                             "stratum_spinosum_relative",
                                             "hfus_epidermal_density_relative",
                                             "elasticity_relative",
                                             "elastin_protein_relative",
                                             "blood_flow_300um_relative",
                                             "lemperle_grade_mean9",
                                             "laxity_grade",
                                             "texture_grade",
                                             "goodman_baron_quantitative",
                                             "goodman_baron_grade",
                                             "goodman_baron_improvement_relative",
                                             "scar_score",
                                             "ecca_relative",
                                             "quantitative_global_score_3mo",
                                             "quantitative_global_score_6mo",
                                             "dlqi",
                                             "share_at_least_half_better",
                                             "visible_redness",
                                             "pih_incidence",
                                             "tram_track_incidence",
                                             "neutrophil_peak",
                                             "macrophage_peak",
                                             "fibroblast_peak",
                                             "tgf_beta3_raised_until_at_least",
                                             "myofibroblasts_at_180d_after_last",
                                             "reepithelialised_by"};
  return metrics.contains(row.metric) && row.condition.find("untreated") == std::string::npos &&
         row.condition.find("tranexamic") == std::string::npos;
}

}  // namespace

TEST_CASE("every row is predicted by healing, predicted here, or has a reason, and only one") {
  const Shipped s;
  CHECK(s.rows.size() > 100);
  for (const ValidationRow& row : s.rows) {
    CAPTURE(row.study);
    CAPTURE(row.metric);
    CAPTURE(row.condition);
    const int answers = int(is_answered_by_healing(row)) +
                        int(bench_prediction(row, s.stated, s.library).has_value()) +
                        int(!why_not_predicted(row).empty());
    CHECK(answers == 1);
  }
}

TEST_CASE("every scored row has a discrepancy in its own unit, and every discrepancy a row") {
  const Shipped s;
  std::set<std::string> used;
  for (const ValidationRow& row : s.rows) {
    if (!why_not_predicted(row).empty()) continue;
    CAPTURE(row.metric);
    const Discrepancy* d = s.discrepancies.find(row.metric);
    REQUIRE(d != nullptr);
    CHECK(s.discrepancies.sd(row) > 0.0);
    if (!row.unit.empty() && !d->of_figure) CHECK(d->unit == row.unit);
    used.insert(row.metric);
  }
  for (const Discrepancy& d : s.discrepancies.all()) {
    CAPTURE(d.metric);
    CHECK(used.contains(d.metric));
  }
}

TEST_CASE("rows equal what is worked out by hand from the stated values") {
  const Shipped s;
  CHECK(s.predicted(s.row("Roemgens2014", "insertion force", "tip diameter 5 um")) ==
        doctest::Approx(20.0));
  CHECK(s.predicted(s.row("Roemgens2014", "insertion force", "tip diameter 37 um")) ==
        doctest::Approx(20.0 + 4.59 * 32.0));
  CHECK(s.predicted(s.row("Bjerring1990", "needle depth at which pain")) == doctest::Approx(1.9));
  // A cone from 8 to 140 um over 0.77 mm, and one from 20 to 250 um over 0.8 mm, in 0.07 mm of
  // epidermis and the dermis below: the depth and the dimple that its force makes are the travel.
  const auto travel = [](double h, double tip, double slope) {
    const double cut = 0.8 * 2500.0 * (tip + slope * (0.1 * 0.07 + h - 0.07));
    const double rub = 20.0 * std::numbers::pi * (tip * h + slope * h * h / 2.0);
    const double stiffness = 2500.0 / 0.49 / (1.0 - 0.49 * 0.49);
    return h + (cut + rub) / (stiffness * (tip + slope * h));
  };
  const double roller = s.predicted(s.row("Kalluri2011", "channel depth")) / 1000.0;
  CHECK(travel(roller, 0.008, 0.132 / 0.77) == doctest::Approx(0.77).epsilon(1e-3));
  CHECK(s.predicted(s.row("Kalluri2011", "channel mouth")) == doctest::Approx(0.45 * 140.0));
  const double steel = s.predicted(s.row("Lam2008", "buried"));
  CHECK(travel(steel, 0.02, 0.23 / 0.8) == doctest::Approx(1.0).epsilon(1e-3));
  const double one_pass = 192.0 / (2.0 * std::numbers::pi * 1.0 * 2.0);  // drum in cm
  CHECK(s.predicted(s.row("Roller192", "puncture density of one")) == doctest::Approx(one_pass));
  CHECK(s.predicted(s.row("Roller192", "puncture density after")) ==
        doctest::Approx(15.0 * one_pass));
}

TEST_CASE("closing under a film follows the half-life of the group") {
  const Shipped s;
  // Phototype III stands at two fifths of the scale of tones, IV at three fifths.
  const double medium = 23.0 * std::pow(1.5, -0.1), darkest = 23.0 * std::pow(1.5, 0.5);
  CHECK(s.predicted(s.row("Ogunjimi2021", "closure_half_life")) == doctest::Approx(medium));
  // Half of the opening closes slowly; a fifth of whole skin's conductance is within the scatter.
  const double halvings = std::log2(0.5 / 0.2);
  CHECK(s.predicted(s.row("Ogunjimi2021", "impedance_closure_time")) ==
        doctest::Approx(medium * halvings).epsilon(1e-5));
  CHECK(s.predicted(s.row("Ogunjimi2020", "impedance_closure_time", "Black")) ==
        doctest::Approx(darkest * halvings).epsilon(1e-5));
}

TEST_CASE("darker groups close later, for any parameters") {
  const Shipped s;
  for (std::size_t k = 0; k < 100; ++k) {
    const MemberValues m = sampled_member(s.library, Seed{7}, k);
    double before = 0.0;
    for (const char* group : {"White", "Asian", "Latino", "Black"}) {
      const auto hours =
          bench_prediction(s.row("Ogunjimi2020", "impedance_closure_time", group), m, s.library);
      REQUIRE(hours.has_value());
      CHECK(*hours >= before);
      before = *hours;
    }
  }
}

TEST_CASE(
    "the skin counts as closed when the water loss of the assumed array meets the threshold") {
  const Shipped s;
  const ValidationRow& row = s.row("PMC4119956", "tewl_normal_after");
  for (std::size_t k = 0; k < 100; ++k) {
    const MemberValues m = sampled_member(s.library, Seed{3}, k);
    const auto hours = bench_prediction(row, m, s.library);
    REQUIRE(hours.has_value());
    const BarrierParameters p = barrier_parameters(m.barrier);
    const double half_life = closing_half_life_h(
        p, {.depth = 0.3, .occluded = false, .age_years = 26.0, .phototype = Phototype::III});
    const double lumen = m.healing["lumen_over_R"] * 0.125;  // mm, of a 0.25 mm needle
    const double share = 1.0 - std::exp(-2.5 * std::numbers::pi * lumen * lumen);  // 2.5 per mm2
    if (*hours == 0.0)
      CHECK(water_loss_ratio(p, half_life, share, 0.0) <= p.closed_multiple);
    else
      CHECK(water_loss_ratio(p, half_life, share, *hours) ==
            doctest::Approx(p.closed_multiple).epsilon(1e-4));
  }
}

TEST_CASE("a pen never gets deeper than its setting on the mean, and deeper when set deeper") {
  const Shipped s;
  const ValidationRow& shallow = s.row("Sasaki2019", "true depth of a motorised pen set to 0.5");
  const ValidationRow& deep = s.row("Sasaki2019", "true depth of a motorised pen set to 1.5");
  for (std::size_t k = 0; k < 50; ++k) {
    const MemberValues m = sampled_member(s.library, Seed{1}, k);
    const double a = bench_prediction(shallow, m, s.library).value();
    const double b = bench_prediction(deep, m, s.library).value();
    CHECK(a > 0.0);
    CHECK(a <= 0.5);
    CHECK(b <= 1.5);
    CHECK(b - a >= 0.9);
  }
}

TEST_CASE("a row that names no number, or is a limit, is not guessed") {
  const Shipped s;
  ValidationRow row = s.row("Wahlgren2000", "depth", "EMLA 60 min");
  row.condition = "EMLA";
  CHECK_FALSE(bench_prediction(row, s.stated, s.library).has_value());
  row = s.row("Roemgens2014", "insertion force");
  row.condition = "sharp";
  CHECK_FALSE(bench_prediction(row, s.stated, s.library).has_value());
  row.condition = "tip diameter 5 um";
  row.use = RowUse::limit;
  CHECK_FALSE(bench_prediction(row, s.stated, s.library).has_value());
}

}  // namespace stipple
