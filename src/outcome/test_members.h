// SPDX-License-Identifier: Apache-2.0
// Members whose watched values a test sets by hand, and members that are really simulated.
#pragma once

#include "course/test_course.h"
#include "outcome/formulas.h"

namespace stipple {

// One day before the course is left and one after it: values at rest before, anything after.
struct MadeMember {
  std::vector<double> grid{0.0, 90.0};
  SimulatedMember member;

  // Every site is at the healthy state, and each stays as it was.
  MadeMember(const Patient& patient, MemberValues values)
      : member{MemberRuns{std::move(values), Person{patient, Course{}}}} {
    for (const SkinSite& site : sites_of(patient, shipped_library())) {
      member.member.lesions.push_back(
          site.lesion ? lesion_values(*site.lesion, member.member.values) : LesionValues{});
      member.sites.emplace_back();
      reset(member.sites.back(), member.member.lesions.back().q_h);
    }
    reset(member.control, 0.0);
  }
  [[nodiscard]] MemberView view() const { return MemberView(member, grid); }
  // The value on the last day.
  double& now(Observed o, std::size_t site = 0) { return member.sites[site].watched[o].back(); }

 private:
  static void reset(RunRecord& r, double disorder_home) {
    for (int o = 0; o < kObservedCount; ++o) {
      r.before[o] = home_of_observed(static_cast<Observed>(o));
      if (o == kLesionDisorderHome || o == kLesionDisorder) r.before[o] = disorder_home;
      r.watched[o].assign(2, r.before[o]);
    }
  }
  static double home_of_observed(Observed o) {
    switch (o) {
      case kYoungShare: return 0.2;
      case kCollagen:
      case kPapillaryCollagen:
      case kYoungMean:
      case kMatureMean:
      case kPapillaryYoung:
      case kElastinMean:
      case kEpidermisMean:
      case kStiffness:
      case kPapillaryStiffness:
      case kElasticity:
      case kFibroblastsMean:
      case kVesselsMean:
      case kVessels300um:
      case kLesionCollagen:
      case kLesionElastin: return 1.0;
      default: return 0.0;
    }
  }
};

inline Patient patient_with(std::vector<Concern> concerns) {
  Patient p = some_patient();
  p.concerns = std::move(concerns);
  return p;
}

// A whole course with its controls: every outcome can be asked of these.
struct SimulatedCourse {
  PlannedCourse planned;
  std::vector<SimulatedMember> members{};

  SimulatedCourse(const Patient& patient, const Course& course, std::size_t count,
                  bool stated = false)
      : planned(patient, course, 730.0) {
    std::vector<MemberValues> values;
    for (std::size_t k = 0; k < count; ++k)
      values.push_back(stated ? stated_member(shipped_library()) : drawn_member(k));
    members =
        simulate_members(planned.plan, shipped_library(), std::move(values), planned.timeline, {});
  }
};

}  // namespace stipple
