// SPDX-License-Identifier: Apache-2.0
// From simulated members to outcomes with bands: medians and 5 to 95 % over the members that
// evidence left, beside the band from the parameters' ranges alone and the untreated control.
#pragma once

#include "outcome/costs.h"
#include "outcome/formulas.h"
#include "outcome/result.h"

namespace stipple {

// Days after the last visit at which outcomes are reported.
inline constexpr double kReportDays[] = {28.0, 90.0, 180.0, 365.0};

struct Assessed {
  std::vector<Outcome> outcomes{};
  std::vector<std::string> absent{};  // what does not apply, and why
};

// `members` are equally weighted draws; `prior` may be empty (then no band before conditioning is
// known).
Assessed assess(const CoursePlan&, const Library&, const std::vector<double>& grid,
                const std::vector<SimulatedMember>& members,
                const std::vector<SimulatedMember>& prior);

// Median, 5 % and 95 % of equally weighted values.
Band band_of(const std::vector<double>& values);
// The share of the values that are 1 and not 0, with its interval [Wilson1927].
Band share_of(const std::vector<double>& hits);

// Watched curves of the plain skin with bands and control, thinned to what a report draws.
Trajectory trajectory_of(const std::vector<double>& grid,
                         const std::vector<SimulatedMember>& members,
                         const std::vector<SimulatedMember>& prior);

}  // namespace stipple
