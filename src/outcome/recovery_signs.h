// SPDX-License-Identifier: Apache-2.0
// From simulated fields to the signs of recovery.h, member by member: the times at which a signal,
// a share or a water loss falls below a threshold, and what grows out with the horny layer.
// Equations and what is assumed: docs/theory/recovery.md.
#pragma once

#include <array>
#include <vector>

#include "outcome/ensemble.h"
#include "outcome/recovery.h"

namespace stipple {

// Days after the visit; a sign that is never there ends when it begins.
struct SignTimes {
  double from_days{}, until_days{};
  [[nodiscard]] bool seen() const { return until_days > from_days; }
};

struct MemberRecovery {
  std::array<SignTimes, kRecoverySigns.size()> signs{};
  double crusts_per_cm2{};
  [[nodiscard]] const SignTimes& sign(RecoverySign s) const {
    return signs[static_cast<std::size_t>(s)];
  }
};

// Of plain skin. No sign outlasts the day of the next visit, when the days begin anew.
MemberRecovery recovery_after(const SimulatedMember&, const std::vector<double>& grid,
                              const std::vector<double>& visit_days, std::size_t visit);

// Of each visit, over the members that could be computed. A band of beginnings is over those that
// have the sign, a band of ends over all of them (0 where it is never there); a member shows a sign
// on day N when it is there at any time of the 24 hours from N days after the visit.
std::vector<VisitRecovery> recovery_of(const std::vector<SimulatedMember>&,
                                       const std::vector<double>& grid,
                                       const std::vector<double>& visit_days);

}  // namespace stipple
