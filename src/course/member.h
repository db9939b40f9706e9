// SPDX-License-Identifier: Apache-2.0
// One member of an ensemble as runs: the patient's skin at its zone, the damage that the device
// really makes in it at each visit, and a piece of skin for each concern that is a lesion of the
// dermis (scar, stretch mark) beside the plain skin.
#pragma once

#include "course/modulation.h"
#include "course/run.h"
#include "device/device.h"
#include "puncture/wound.h"

namespace stipple {

// A piece of skin that is followed: plain skin first, then one for each lesion.
struct SkinSite {
  const Concern* concern{};  // null: plain skin
  const Lesion* lesion{};
};
std::vector<SkinSite> sites_of(const Patient&, const Library&);

// The lesion of one member: drawn from its table.
struct LesionValues {
  double depth_mm{}, width_mm{}, C_h{1.0}, L_h{1.0}, q_h{};
};
LesionValues lesion_values(const Lesion&, const MemberValues&);

struct SkinValues {
  LayerThickness layers{};
  LayerDensities densities{};
};
SkinValues skin_values(const Patient&, const Library&, const MemberValues&);

// What is the same for all members: the visits' days, the grid of cells, the phases of the habits.
struct CoursePlan {
  const Patient* patient{};
  const Course* course{};
  Device device{};
  std::vector<double> visit_days{};
  HabitPhases phases{};
  std::optional<Habits> habits_before{};  // of the years before; none: those of the course
  SkinValues stated_skin{};
  ColumnSpec grid{};
  double stated_tips_mm{};
};
CoursePlan plan_course(const Patient&, const Course&, const Library&);

// Who a member is: the patient of the case, or a draw where the case gives distributions.
struct Person {
  Patient patient{};
  Course course{};
};

struct MemberRuns {
  MemberValues values;
  Person person{};
  SkinValues skin{};
  std::vector<PuncturePattern> patterns{};  // of each visit
  PunctureParameters puncture{};
  double array_needles{};               // of the cartridge, plate or drum
  std::vector<LesionValues> lesions{};  // of each site, plain skin first
  std::vector<RunInput> runs{};         // of each site
  RunInput control{};                   // plain skin, untreated
};
MemberRuns member_runs(const CoursePlan&, const Library&, MemberValues, Person);
MemberRuns member_runs(const CoursePlan&, const Library&, MemberValues);  // the plan's own person

RunThresholds thresholds_of(const MemberValues&);
Timeline treated_timeline(const CoursePlan&, const std::vector<double>& profile_days,
                          const ParameterValues& healing);
Timeline control_timeline(const Timeline& treated);

}  // namespace stipple
