// SPDX-License-Identifier: Apache-2.0
// The members of an ensemble through one course: every site of skin treated, and the plain skin
// untreated beside it.
#pragma once

#include "course/member.h"

namespace stipple {

struct SimulatedMember {
  MemberRuns member;
  std::vector<RunRecord> sites{};  // plain skin first
  RunRecord control{};
  bool failed{};
};

using PersonOf = std::function<Person(std::size_t member)>;

// Members of an ensemble take steps 1.4 times as long as a single run: wrong by at most 1 % of a
// field's largest value, far inside the spread over members, at 0.7 of the cost.
inline StepControl ensemble_steps() {
  StepControl control;
  control.tolerance = 2e-3;
  return control;
}

struct EnsembleOptions {
  int threads{1};
  StepControl control{ensemble_steps()};
  Progress progress{};
  bool with_control{true};
  PersonOf person{};  // empty: the plan's own person for every member
};

// Members that failed numerically are marked, never dropped in silence. Same members, same bits on
// any number of threads.
std::vector<SimulatedMember> simulate_members(const CoursePlan&, const Library&,
                                              std::vector<MemberValues>, const Timeline& treated,
                                              const EnsembleOptions&);

}  // namespace stipple
