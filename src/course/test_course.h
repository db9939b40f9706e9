// SPDX-License-Identifier: Apache-2.0
// What the tests of courses and outcomes share: the built-in evidence, a person, a course of equal
// visits, and runs with few cells and a short life so that laws can be tried on many of them.
#pragma once

#include <cmath>
#include <string>

#include "course/member.h"

namespace stipple {

inline const Library& shipped_library() {
  static const Library library = load_library(DataFiles::embedded());
  return library;
}

inline Patient some_patient() {
  Patient p;
  p.age = Duration(40.0, year);
  p.phototype = Phototype::III;
  p.zone = "cheek";
  p.history.keloid = Keloid::none;
  p.history.diabetes = Diabetes::none;
  return p;
}

inline Concern concern(ConcernKind kind, Severity severity = Severity::moderate) {
  Concern c;
  c.kind = kind;
  c.severity = severity;
  c.examined = Answer::yes;
  return c;
}

inline Course some_course(const std::vector<double>& days, double depth_mm = 1.5,
                          double density_cm2 = 300.0) {
  Course c;
  c.device = "exceed";
  for (const double d : days) {
    Visit v;
    v.day = Duration(d, day);
    v.settings.depth = Length(depth_mm, mm);
    v.settings.density = ArealDensity(density_cm2, per_cm2);
    v.settings.glide = Speed(20.0, mm_per_s);
    c.visits.push_back(v);
  }
  return c;
}

// Smoker, a third of an erythema dose a day, a retinoid: the most that drives skin from its rest.
inline Habits strong_habits() {
  Habits h;
  h.sun_dose = UvDoseRate(0.3, med_per_day);
  h.cigarettes_per_day = 20.0;
  h.retinoid = true;
  return h;
}

inline MemberValues drawn_member(std::size_t member, Seed seed = Seed(31)) {
  return sampled_member(shipped_library(), seed, member);
}

// A course as the program plans it, with the life after it cut at `after_last` days.
struct PlannedCourse {
  Patient patient{};
  Course course{};
  CoursePlan plan{};
  Timeline timeline{};

  PlannedCourse(Patient p, Course c, double after_last)
      : patient(std::move(p)),
        course(std::move(c)),
        plan(plan_course(patient, course, shipped_library())),
        timeline(treated_timeline(plan, {}, stated_member(shipped_library()).healing)) {
    const double end = plan.visit_days.back() + after_last;
    while (timeline.grid.back() > end) timeline.grid.pop_back();
  }
  // The plan points into this very object.
  PlannedCourse(const PlannedCourse&) = delete;
  PlannedCourse& operator=(const PlannedCourse&) = delete;

  [[nodiscard]] MemberRuns member(MemberValues values) const {
    return member_runs(plan, shipped_library(), std::move(values));
  }
  [[nodiscard]] RunThresholds thresholds() const {
    return thresholds_of(stated_member(shipped_library()));
  }
};

}  // namespace stipple
