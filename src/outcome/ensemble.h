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

struct EnsembleOptions {
  int threads{1};
  StepControl control{};
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
