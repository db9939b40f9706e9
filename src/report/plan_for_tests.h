// SPDX-License-Identifier: Apache-2.0
// The longest plan that a practice may meet: six visits, two lists of settings, the eight rules
// with most words, an override, open questions, signs and effects for every visit. Its numbers mean
// nothing.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "candidacy/rules_for_tests.h"
#include "report/plan_paper.h"
#include "report/sample_for_tests.h"

namespace stipple::sample {

inline Date first_day() {
  return {std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};
}

inline Case long_case(int visits) {
  Case c;
  c.name = "Akne-Narben beider Wangen nach mehreren Behandlungen";
  c.patient.age = Duration{29, year};
  c.patient.phototype = Phototype::IV;
  c.patient.zone = "cheek";
  for (const ConcernKind kind : {ConcernKind::acne_scar_rolling, ConcernKind::acne_scar_boxcar,
                                 ConcernKind::texture, ConcernKind::dark_spots})
    c.patient.concerns.push_back({.kind = kind,
                                  .severity = Severity::moderate,
                                  .examined = Answer::yes,
                                  .diagnosis = "postinflammatory hyperpigmentation"});
  c.course.start = first_day();
  c.course.numbing = Numbing{.product = NumbingProduct::lidocaine_prilocaine,
                             .strength = Fraction{5, percent},
                             .amount = Mass{10, gram},
                             .area = Area{100, cm2},
                             .time_on = Duration{60, minute},
                             .occluded = true};
  for (int k = 0; k < visits; ++k) {
    Visit v{.day = Duration{28.0 * k, day}, .date = days_after(first_day(), 28 * k)};
    v.settings = {.depth = Length{1.5, mm},
                  .passes = 4,
                  .glide = Speed{30, mm_per_s},
                  .area = Area{120, cm2}};
    c.course.visits.push_back(v);
    c.care.times.push_back("14:30");
  }
  return c;
}

inline FiredRule fired(const Rule& r) {
  return {.id = r.id,
          .version = r.version,
          .row = r.row,
          .scope = r.scope,
          .product = r.product,
          .verdict = VerdictKind::with_precautions,
          .counts_as = VerdictKind::with_precautions,
          .why = r.why,
          .asks = r.asks,
          .changes_if = r.changes_if,
          .sources = r.sources,
          .strength = r.strength,
          .confirmed = r.confirmed,
          .overridable = r.overridable};
}

// The `count` shipped rules with most words.
inline CourseVerdict long_verdict(const Case& c, std::size_t count) {
  std::vector<const Rule*> rules;
  for (const Rule& r : shipped_rules().rules) rules.push_back(&r);
  std::ranges::sort(rules, std::greater<>{},
                    [](const Rule* r) { return r->why.size() + r->asks.size(); });
  CourseVerdict out;
  for (std::size_t k = 0; k < c.course.visits.size(); ++k) {
    Verdict v{.visit = k,
              .date = c.course.visits[k].date,
              .verdict = VerdictKind::with_precautions,
              .at_least = VerdictKind::with_precautions,
              .rules_version = shipped_rules().version};
    for (std::size_t r = 0; r < count; ++r) v.fired.push_back(fired(*rules[r]));
    if (count > 0)
      v.fired[0].overridden = Override{.rule = v.fired[0].id,
                                       .name = "Dr. Anna-Maria Beispiel-Musterfrau",
                                       .role = "dermatologist",
                                       .reason =
                                           "Seen together with the prescriber; the scar of "
                                           "1998 was a hypertrophic one, not a keloid.",
                                       .date = first_day()};
    v.products.push_back({.product = Product::cream,
                          .verdict = VerdictKind::with_precautions,
                          .rules = {"cream-prilocaine"}});
    for (std::size_t q = 0; q < 2; ++q) {
      const Question& open = shipped_rules().questions[q];
      v.questions.push_back({.fact = open.fact, .ask = open.ask});
    }
    out.visits.push_back(std::move(v));
  }
  return out;
}

inline VisitRecovery recovery(std::size_t visit) {
  VisitRecovery r{.visit = visit, .crusts_per_cm2 = {120, 60, 240}};
  for (std::size_t s = 0; s < kRecoverySigns.size(); ++s) {
    const double days = 1.5 + static_cast<double>(s);
    SignSpan span{.sign = static_cast<RecoverySign>(s),
                  .from_days = {0, 0, 0.5},
                  .until_days = {days, 0.7 * days, 1.6 * days}};
    for (int day = 0; day <= kRecoveryDays; ++day) span.share.push_back(day < days ? 0.9 : 0.0);
    r.signs.push_back(std::move(span));
  }
  return r;
}

inline CarePlan care_plan(const Case& c) {
  CarePlan plan{.case_name = c.name, .rules_version = "2026-11-22", .screening_version = "1"};
  for (std::size_t k = 0; k < c.course.visits.size(); ++k)
    plan.visits.push_back({.visit = k,
                           .when = Moment{*c.course.visits[k].date, 14 * 60 + 30},
                           .set_depth_mm = 1.5,
                           .recovery = recovery(k)});
  for (const char* id : {"sunscreen", "retinoid", "painkillers"})
    plan.adherence.push_back({.instruction = id,
                              .broken = "broken.no-sunscreen-usual-sun",
                              .effects = {{.outcome = "pih_risk",
                                           .label = "Chance of darkening (PIH)",
                                           .unit = "1",
                                           .kept = {0.04, 0.01, 0.09},
                                           .broken = {0.13, 0.06, 0.22},
                                           .change = {0.09, 0.02, 0.16}},
                                          {.outcome = "erythema_days",
                                           .label = "Redness after a visit",
                                           .unit = "d",
                                           .kept = {3.1, 2.2, 4.6},
                                           .broken = {4.4, 2.9, 6.0},
                                           .change = {1.3, 0.4, 2.1}}}});
  return plan;
}

// The result of sample_for_tests.h with as many visits, and `sources` references that are cited.
inline CourseResult long_result(const Case& c, std::size_t sources) {
  CourseResult r = course_result();
  const VisitSummary like = r.visits.front();
  r.visits.assign(c.course.visits.size(), like);
  for (std::size_t k = 0; k < r.visits.size(); ++k) r.visits[k].day = 28.0 * static_cast<double>(k);
  for (Outcome& o : r.outcomes) {
    o.sources.clear();
    if (o.name == "scar_depth_rolling") o.name = "scar_depth_change_acne_scar_rolling";
    if (o.name == "scar_depth_boxcar") o.name = "scar_depth_change_acne_scar_boxcar";
  }
  r.references.clear();
  for (std::size_t k = 0; k < sources; ++k) {
    r.references.push_back(
        {"Author" + std::to_string(k),
         "Authoress et al. (2020), Journal of the Society of Dermatologic Surgery 46:345, "
         "10.1097/dss.000000000000" +
             std::to_string(1000 + k) + (k % 4 ? "" : " [second-hand]"),
         "10.1097/dss.000000000000" + std::to_string(1000 + k), k % 4 ? "read" : "second-hand"});
    r.outcomes[k % 3 == 0   ? 2
               : k % 3 == 1 ? 5
                            : 8 + k % 5]
        .sources.push_back(r.references.back().key);
  }
  r.tornado_of = "scar_depth_change_acne_scar_rolling";
  r.tornado_days = 90;
  return r;
}

struct LongPlan {
  Case subject;
  Device device;
  CourseVerdict verdict;
  CourseResult result;
  CarePlan care;
  [[nodiscard]] PlanInput input(const TextBook& words, PaperSize size = PaperSize::a4) const {
    return {.subject = subject,
            .device = device,
            .verdict = verdict,
            .result = result,
            .care = care,
            .words = words,
            .draft = "a7c2e9f0b1",
            .size = size};
  }
};

inline LongPlan long_plan(int visits = 6, std::size_t rules = 8, std::size_t sources = 25) {
  LongPlan p;
  p.subject = long_case(visits);
  p.verdict = long_verdict(p.subject, rules);
  p.result = long_result(p.subject, sources);
  p.device.name = "SkinPen Precision";
  p.device.needle_count = 14;
  p.device.needle.diameter = Length{0.25, mm};
  p.care = care_plan(p.subject);
  return p;
}

}  // namespace stipple::sample
