// SPDX-License-Identifier: Apache-2.0
// Every published row against the conditioned ensemble: predicted median and band, published
// figure, z, and whether the row was fitted or only checked.
#pragma once

#include "calibrate/conditioning.h"
#include "calibrate/scale_fit.h"

namespace stipple {

enum class RowJudgement {
  inside,  // |z| <= 2, or on the right side of a bound, or in the window
  outside,
  not_predicted,  // the model has no law for it: the reason says why
  limit,          // a limit or an input: shown, never scored
};

struct ValidatedRow {
  ValidationRow row{};
  RowJudgement judgement{RowJudgement::not_predicted};
  bool no_degree_of_freedom{};  // its own one slope was fitted on it alone
  double median{}, low{}, high{};
  std::optional<Published> published{};
  double z{};
  std::string reason{};
};

struct Validation {
  std::vector<ValidatedRow> rows{};
  std::vector<FittedScale> scales{};
};

// `members`: draws from the conditioned ensemble (equal weights).
Validation validate(const Library&, const std::vector<ValidationRow>&, const DiscrepancyTable&,
                    const std::vector<MemberValues>& members, int threads,
                    const Progress& progress = {});

}  // namespace stipple
