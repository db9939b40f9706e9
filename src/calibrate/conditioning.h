// SPDX-License-Identifier: Apache-2.0
// Conditions the ensemble on evidence: many draws from the ranges, those outside the plausibility
// windows rejected, the rest weighted by the rows marked `calibrate`; rows marked `check` do
// neither. In order: puncture by its own rows, then healing, each draw with a puncture draw of that
// outcome, by the rows of tissue; the barrier apart, no row ties it to the others.
// docs/theory/validation.md.
#pragma once

#include "calibrate/bench_predictions.h"
#include "calibrate/comparison.h"
#include "calibrate/tissue_predictions.h"
#include "evidence/conditioned.h"

namespace stipple {

struct ConditioningOptions {
  long candidates{4000};
  Seed seed{2026};
  int threads{1};
  Progress progress{};
};

struct RowRecord {  // how the draws stand to one row, for the report of a calibration
  std::string row{};
  double inside{};  // share of draws in the window, or mean weight
};

struct Conditioning {
  ConditionedEnsemble ensemble{};
  std::vector<RowRecord> rows{};
};

// The published figure of a row with its errors; none where the row has no figure.
std::optional<Published> published_of(const ValidationRow&, const DiscrepancyTable&);

Conditioning condition(const Library&, const std::vector<ValidationRow>&, const DiscrepancyTable&,
                       const ConditioningOptions&);

}  // namespace stipple
