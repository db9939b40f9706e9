// SPDX-License-Identifier: Apache-2.0
// The main job: a patient and a course in, the result with bands and sources out.
#pragma once

#include <optional>

#include "evidence/conditioned.h"
#include "outcome/assess.h"

namespace stipple {

struct CourseRequest {
  std::string case_name{}, case_json{};
  Patient patient{};
  Course course{};
  PersonOf person{};  // draws where the case gives distributions; empty when it gives none
  Seed seed{1};
  long members{64};
  int threads{1};
  Progress progress{};  // over all runs of the job
};

// Throws Cancelled when progress says so, InvalidInput when device, zone and settings do not go
// together.
CourseResult simulate_course(const CourseRequest&, const Library&,
                             const std::optional<ConditionedEnsemble>&);

// The members that a band is made of: draws by their weights from the conditioned ensemble, or
// plain draws from the ranges.
std::vector<MemberValues> conditioned_members(const Library&, const ConditionedEnsemble&, Seed,
                                              long count);
std::vector<MemberValues> prior_members(const Library&, Seed, long count);
// The days that a result is read on.
Timeline reported_timeline(const CoursePlan&, const Library&);
// The conditioned ones where an ensemble is at hand, else plain draws.
std::vector<MemberValues> believed_members(const Library&,
                                           const std::optional<ConditionedEnsemble>&, Seed,
                                           long count);

}  // namespace stipple
