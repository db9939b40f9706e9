// SPDX-License-Identifier: Apache-2.0
// A made-up result with the longest texts and the widest figures that a real one may hold. Its
// numbers come from simple formulas and mean nothing: it tests the showing, not the model.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "outcome/result.h"

namespace stipple::sample {

inline Band around(double median, double spread) {
  return {median, median - spread * 0.8, median + spread};
}

inline Outcome over_time(std::string name, std::string label, Standing standing, double at_end,
                         double spread, bool higher_is_better) {
  Outcome o{.name = std::move(name),
            .label = std::move(label),
            .unit = "1",
            .standing = standing,
            .basis =
                "Mean of young and mature collagen over the layer against the same layer before; "
                "the packing law that bounds it is assumed.",
            .sources = {"Lotfi2013", "Ablon2018"},
            .higher_is_better = higher_is_better};
  for (const double day : {28.0, 90.0, 180.0, 365.0}) {
    const double grown = at_end * (1.0 - std::exp(-day / 60.0));
    o.points.push_back({.days_after_last_visit = day,
                        .band = around(grown, spread),
                        .before_conditioning = around(grown * 0.8, spread * 1.9),
                        .control = -0.00004 * day});
  }
  return o;
}

inline Outcome scalar(std::string name, std::string label, std::string unit, Band band) {
  return {.name = std::move(name),
          .label = std::move(label),
          .unit = std::move(unit),
          .standing = Standing::assumed,
          .basis =
              "Last day on which the index of redness stands above what can be seen; that "
              "threshold is assumed.",
          .points = {{.band = band, .before_conditioning = band}},
          .sources = {"Chu2012"},
          .higher_is_better = false};
}

// Rises after each visit by `step`, fades with `fade` days to nothing.
inline Curve curve(std::string name, std::string label, const std::vector<double>& days,
                   double home, double step, double delay, double fade) {
  Curve c{.name = std::move(name), .label = std::move(label), .unit = "1"};
  for (const double day : days) {
    double surplus = 0;
    for (const double visit : {0.0, 28.0, 56.0, 84.0}) {
      const double since = day - visit;
      if (since > 0) surplus += step * (std::exp(-since / fade) - std::exp(-since / delay));
    }
    c.median.push_back(home + surplus);
    c.low.push_back(home + surplus * 0.55 - 0.004);
    c.high.push_back(home + surplus * 1.5 + 0.004);
    c.prior_low.push_back(home + surplus * 0.2 - 0.01);
    c.prior_high.push_back(home + surplus * 2.1 + 0.01);
    c.control.push_back(home - 0.00003 * day);
  }
  return c;
}

inline void add_curves(CourseResult& r) {
  for (double day = 0; day <= 449; day += day < 100 ? 0.5 : 3.0) r.trajectory.days.push_back(day);
  const auto& days = r.trajectory.days;
  r.trajectory.curves = {
      curve("collagen_total", "Collagen, whole dermis", days, 0.8, 0.09, 12, 700),
      curve("collagen_young", "Young collagen (mostly type III)", days, 0.8, 0.5, 8, 25),
      curve("collagen_mature", "Mature collagen (mostly type I)", days, 0.8, 0.06, 30, 900),
      curve("elastin", "Elastin", days, 0.9, 0.01, 30, 900),
      curve("inflammation", "Inflammatory signal", days, 0.0, 0.9, 0.4, 2.5),
      curve("vessels", "Small vessels", days, 1.0, 0.5, 3, 14),
      curve("epidermis", "Thickness of the epidermis", days, 1.0, 0.2, 2, 40)};
}

inline void add_depths(CourseResult& r) {
  r.layers = {{"epidermis", 0, 0.1},
              {"papillary dermis", 0.1, 0.3},
              {"reticular dermis", 0.3, 1.9},
              {"fat", 1.9, 3.4}};
  for (double z = 0.11; z < 1.9; z += 0.03) r.profile_depth_mm.push_back(z);
  const std::vector<std::string> labels{"before", "28 days after the last visit",
                                        "180 days after the last visit",
                                        "365 days after the last visit"};
  const double gains[] = {0.0, 0.24, 0.31, 0.22};
  for (size_t i = 0; i < labels.size(); ++i) {
    DepthProfile p{.day = i == 0 ? 0.0 : 84.0 + 100.0 * static_cast<double>(i), .label = labels[i]};
    for (const double z : r.profile_depth_mm) {
      const double gain = gains[i] / (1.0 + std::exp((z - 1.1) / 0.12));
      const double home = z < 0.9 ? 0.72 : 0.8;
      p.median.push_back(home + gain);
      p.low.push_back(home + gain * 0.5);
      p.high.push_back(home + gain * 1.45);
    }
    r.profiles.push_back(p);
  }
}

inline void add_sensitivity(CourseResult& r) {
  r.tornado_outcome = "Depth of rolling acne scars, 180 days after the last visit";
  r.tornado_base = -0.23;
  r.tornado = {
      {"eps", "Share of young collagen that matures", "1", 0.01, 0.03, 0.08, Standing::assumed,
       -0.12, -0.36},
      {"eta_v", "Weight of missing volume in scar depth", "1", 0.4, 0.6, 0.8, Standing::assumed,
       -0.16, -0.31},
      {"mu_C",
       "Collagen made by a fibroblast under transforming growth factor, all signals at home", "1/d",
       0.0042, 0.0089, 0.012, Standing::tuned, -0.18, -0.29},
      {"d_I", "Loss of the inflammatory signal", "1/d", 1, 1.5, 12, Standing::tuned, -0.26, -0.2},
      {"k3", "Loss of young collagen", "1/d", 0.02, 0.043, 0.06, Standing::literature, -0.25,
       -0.215}};
  r.ensemble = {.members = 512,
                .plausible = 341,
                .effective_sample_size = 118.4,
                .conditioned = true,
                .conditioning =
                    "Members are weighed by 9 published results on collagen, elasticity and "
                    "scar scores (data/validation/clinical.csv), with an error of the model "
                    "itself where a study prints no spread."};
  for (int i = 0; i < 12; ++i)
    r.assumed.push_back(
        {.symbol = "s_Ix",
         .help = "Inflammatory signal from clot and debris",
         .unit = "1/d",
         .basis = "No measurement in skin; the range keeps the peak on day one to two",
         .low = 2,
         .value = 8,
         .high = 20});
}

inline void add_outcomes(CourseResult& r) {
  r.outcomes = {
      over_time("dermal_collagen_gain", "Collagen of the whole dermis", Standing::tuned, 0.11, 0.07,
                true),
      over_time("papillary_collagen_gain", "Collagen of the papillary dermis", Standing::tuned,
                0.33, 0.16, true),
      over_time("firmness_gain", "Firmness of the skin", Standing::assumed, 0.14, 0.09, true),
      over_time("scar_depth_rolling", "Depth of rolling acne scars", Standing::assumed, -0.24, 0.15,
                false),
      over_time("scar_depth_boxcar", "Depth of boxcar acne scars", Standing::assumed, -0.17, 0.16,
                false),
      over_time("texture", "Roughness of the surface", Standing::assumed, -0.06, 0.11, false),
      over_time("pigmentation_change", "Pigment of the epidermis (lasting darkening)",
                Standing::assumed, 0.06, 0.05, false),
      {.name = "dark_spots",
       .label = "Dark spots",
       .unit = "1",
       .standing = Standing::no_benefit_modelled,
       .basis = "No trial shows that needling alone lightens dark spots."},
      scalar("erythema_days", "Visible redness", "d", {3.1, 2.2, 4.6}),
      scalar("barrier_open_hours", "Barrier open", "h", {41, 20, 70}),
      scalar("pain_0_10", "Pain while needling, with numbing (0 to 10)", "points", {2.4, 1.1, 4.3}),
      scalar("scar_risk", "Risk of a visible needle scar", "1", {0.012, 0.002, 0.04}),
      scalar("keloid_risk", "Risk of a keloid two years later", "1", {0, 0, 0.02})};
  r.scales = {{"goodman_baron_quantitative",
               "Goodman and Baron acne-scar score",
               "points",
               60,
               {-3.9, -6.8, -0.9},
               "Linear in the change of scar depth; slope and its error from three trials.",
               {"Cachafeiro2016"}}};
}

// Signs that last `days`, a little longer with each visit.
inline void add_recovery(CourseResult& r) {
  const double days[] = {3.1, 1.2, 1.0, 4.0, 6.5, 0.6};
  for (std::size_t v = 0; v < r.visits.size(); ++v) {
    VisitRecovery visit{.visit = v, .crusts_per_cm2 = {12.0, 3.0, 40.0}};
    for (std::size_t s = 0; s < kRecoverySigns.size(); ++s) {
      const double middle = days[s] + 0.8 * static_cast<double>(v / 2);
      SignSpan span{.sign = static_cast<RecoverySign>(s),
                    .until_days = around(middle, 0.4 * middle)};
      if (span.sign == RecoverySign::peeling) span.from_days = {2.0, 1.0, 3.0};
      for (int n = 0; n <= kRecoveryDays; ++n)
        span.share.push_back(n < span.from_days.median ? 0.02 * n
                                                       : 1.0 / (1.0 + std::exp(n - middle)));
      visit.signs.push_back(std::move(span));
    }
    r.recovery.push_back(std::move(visit));
  }
}

inline CourseResult course_result() {
  CourseResult r{.program_version = "0.1.0",
                 .evidence_hash = "9f2c51d0e47ab3c8",
                 .seed = 42,
                 .case_name = "acne-scars",
                 .case_json = R"({"name": "acne-scars", "patient": {"age": "29 y"}})"};
  r.who = {
      .title = "Woman, 29 years, phototype IV, cheek",
      .concerns = {"rolling acne scars, moderate", "boxcar acne scars, moderate"},
      .history = {"no keloid, herpes simplex in the past", "isotretinoin ended 8 months ago"},
      .habits = {"sunscreen SPF 50 daily", "retinoid paused 7 days around each visit",
                 "no tobacco"},
      .device = "Motorised pen, 12 needles of 33 gauge on a 6 mm cartridge, 120 Hz.",
      .course =
          "4 sessions, 28 days apart: 1.5 mm deep, 4 crossed passes, 780 needle punctures per cm².",
      .numbing = "Lidocaine 2.5 % with prilocaine 2.5 %, 10 g on 100 cm² for 60 minutes, covered."};
  for (int i = 0; i < 4; ++i)
    r.visits.push_back({.day = 28.0 * i,
                        .date = i == 0   ? "2026-03-02"
                                : i == 1 ? "2026-03-30"
                                : i == 2 ? "2026-04-27"
                                         : "2026-05-25",
                        .set_depth_mm = 1.5,
                        .true_depth_mm = {1.12, 0.86, 1.34},
                        .punctures_per_cm2 = 780,
                        .coverage = 0.062,
                        .entry_speed_m_per_s = 0.9,
                        .slit_length_mm = {0.1, 0.0, 0.2},
                        .insertion_force_mN = {410.0, 220.0, 700.0},
                        .bleeding_share = {0.6, 0.4, 0.9},
                        .epidermal_damage = {0.06, 0.04, 0.09},
                        .papillary_damage = {0.1, 0.06, 0.14},
                        .erythema_days = {3.1 - 0.2 * i, 2.2, 4.6},
                        .barrier_open_hours = {41.0 + i, 20, 70}});
  add_recovery(r);
  add_outcomes(r);
  add_curves(r);
  add_depths(r);
  add_sensitivity(r);
  r.warnings = {
      "Phototype IV darkens more easily after any wound: 5 of 30 in one trial did (17 %, 6 to 35 "
      "%). "
      "Sunscreen and a test spot are advised.",
      "Ice-pick scars are not among the concerns: their outcome does not apply.",
      "The set depth was given by the maker; what the needle reaches is computed."};
  r.references = {
      {"Lotfi2013",
       "Lotfi RA et al. Percutaneous collagen induction versus full-concentration "
       "trichloroacetic acid in the treatment of atrophic acne scars. J Egypt Womens Dermatol Soc "
       "2013.",
       "10.1097/01.EWX.0000432504.85255.ec", "read"},
      {"Ablon2018",
       "Ablon G. Safety and effectiveness of an automated microneedling device in improving "
       "the signs of aging skin. J Clin Aesthet Dermatol 2018.",
       "PMC6122507", "read"},
      {"Chu2012", "Chu S et al. Pen against roller. Vendor's report 2012.", "", "second-hand"},
      {"Cachafeiro2016",
       "Cachafeiro T et al. Comparison of nonablative fractional erbium laser 1,340 nm "
       "and microneedling for the treatment of atrophic acne scars. Dermatol Surg 2016.",
       "10.1097/DSS.0000000000000597", "second-hand"}};
  return r;
}

}  // namespace stipple::sample
