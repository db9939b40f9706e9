// SPDX-License-Identifier: Apache-2.0
// The days after each visit as the simulated skin goes through them: redness, tenderness, open
// barrier, tightness, peeling, pinpoint crusts. Equations, thresholds and what is assumed:
// docs/theory/recovery.md; parameters: data/parameters/recovery.json.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "outcome/band.h"

namespace stipple {

enum class RecoverySign { redness, tenderness, tightness, crusts, peeling, open_barrier };
inline constexpr std::array<std::string_view, 6> kRecoverySigns{
    "redness", "tenderness", "tightness", "crusts", "peeling", "open_barrier"};

// When a sign is there, in days after the visit, over the members.
struct SignSpan {
  RecoverySign sign{};
  Band from_days{}, until_days{};
  std::vector<double> share{};  // of members that show it, on day 0, 1, ... 14
  friend bool operator==(const SignSpan&, const SignSpan&) = default;
};

struct VisitRecovery {
  std::size_t visit{};
  std::vector<SignSpan> signs{};  // in the order of the enumerators
  Band crusts_per_cm2{};          // pinpoint, from bleeding punctures
  [[nodiscard]] const SignSpan& sign(RecoverySign s) const {
    return signs[static_cast<std::size_t>(s)];
  }
};

inline constexpr int kRecoveryDays = 14;  // the last day of `share`
// A sign is usual on a day when at least half of the members show it, possible from one in twenty.
inline constexpr double kUsualShare = 0.5, kPossibleShare = 0.05;

}  // namespace stipple
