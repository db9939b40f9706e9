// SPDX-License-Identifier: Apache-2.0
// The shipped rules of care, a healthy person with a course, and a result made by hand.
#pragma once

#include <string>
#include <vector>

#include "aftercare/care_rules.h"
#include "candidacy/rules_for_tests.h"

namespace stipple {

inline const CareRules& shipped_care() {
  static const CareRules rules = [] {
    const DataFiles files = DataFiles::embedded();
    return load_care_rules(files, load_bibliography(files), shipped_rules());
  }();
  return rules;
}

// The same with one instruction that waits for the simulated redness: none of the shipped does.
inline CareRules waiting_for_redness(std::string_view id) {
  CareRules rules = shipped_care();
  for (Instruction& i : rules.instructions)
    if (i.id == id) i.lengthened_by = LengthenedBy::redness;
  return rules;
}

struct Planned {
  Patient patient{};
  Course course{};
  CareSettings settings{};
  CourseVerdict verdict{};
  CourseResult result{};
  AddHours add{plain_hours};
};

inline CarePlan plan_of(const Planned& p, const CareRules& rules = shipped_care()) {
  return care_plan(p.patient, p.course, p.settings, p.verdict, p.result, rules, shipped_rules(),
                   p.add);
}

// Signs that are over on these days in half and in 19 of 20 of the members.
inline VisitRecovery recovery_until(std::size_t visit, double median, double high) {
  VisitRecovery r{.visit = visit};
  for (std::size_t k = 0; k < kRecoverySigns.size(); ++k)
    r.signs.push_back({.sign = static_cast<RecoverySign>(k),
                       .until_days = {.median = median, .low = median / 2.0, .high = high}});
  return r;
}

// Everything asked, nothing found; visits so many days apart, all of them short of consequences.
inline Planned healthy(int visits = 3, double days_apart = 42.0,
                       const std::string& start = "2026-03-02") {
  Planned p;
  p.patient = {.age = Duration(30.0, year), .sex = Sex::female, .phototype = Phototype::II};
  p.patient.zone = "cheek";
  p.patient.concerns.push_back({.kind = ConcernKind::acne_scar_rolling});
  History& h = p.patient.history;
  h.medicines.emplace();
  h.cold_sores = h.topical_actives = h.pregnant = Answer::no;
  p.course.start = parse_date(start);
  for (int k = 0; k < visits; ++k) {
    p.course.visits.push_back({.day = Duration(k * days_apart, day)});
    const auto visit = static_cast<std::size_t>(k);
    p.verdict.visits.push_back({.visit = visit, .verdict = VerdictKind::go_ahead});
    p.result.visits.push_back({.set_depth_mm = 1.0});
    p.result.recovery.push_back(recovery_until(visit, 0.1, 0.2));
  }
  return p;
}

inline const DatedInstruction* find(const CareVisit& visit, std::string_view id) {
  for (const DatedInstruction& d : visit.instructions)
    if (d.id == id) return &d;
  return nullptr;
}

}  // namespace stipple
