// SPDX-License-Identifier: Apache-2.0
// One course on one piece of skin: rest under the patient's habits, then visit after visit on the
// tissue as it then is. Runs with the same timeline go side by side in lanes; batches go to
// threads; results do not depend on either.
#pragma once

#include <functional>
#include <vector>

#include "course/observed.h"
#include "healing/heal.h"

namespace stipple {

// The days of a course, the same for every run of a batch. Day 0 is the first visit.
struct Timeline {
  std::vector<double> visits{};  // increasing; empty for an untreated control
  std::vector<double>
      phases{};  // phases[k]: first day of phase k + 1 of the habits (pauses of a retinoid, ...)
  std::vector<double> grid{};  // days at which the watched values are kept, increasing, first 0
  std::vector<double>
      profiles{};      // days at which collagen against depth is kept; subset of the grid
  double rest_days{};  // under the habits before day 0
};

// Grid days: dense after each visit, then thinner; always with 28, 90, 180, 365 and 730 days after
// the last one.
std::vector<double> watched_days(const std::vector<double>& visits);

struct RunInput {
  std::vector<HealingModel<double>> models{};  // at rest, then one per phase
  InjuryParameters<double> injury{};
  Column<double> column{};
  IndexParameters<double> index{};
  std::vector<double> disorder_home{};        // q_h of each cell: 0 but in a scar
  std::vector<std::vector<double>> damage{};  // of each visit, per cell
  std::vector<double> hole_radius_mm{};       // of each visit, in the epidermis
};

struct RunRecord {
  std::vector<double>
      watched[kObservedCount]{};    // one value per grid day, just after the visit on a visit day
  double before[kObservedCount]{};  // just before the first visit
  std::vector<std::vector<double>> profiles{};  // C of each cell at the profile days
  std::vector<double> depth_mm{};               // of the cells
  std::vector<double>
      erythema_days{};  // after each visit, until E stays below the visible threshold
  std::vector<double> closed_hours{};  // after each visit, until the epidermis is closed again
  double disorder_peak{};
  long steps{}, made_positive{};
  bool failed{};  // a numerical failure: the member is left out and counted
};

struct RunThresholds {
  double erythema_visible{};
  double epidermis_closed{};  // e relative to its rest value
};

// At most EnsembleLanes::width runs; all columns with the same cells.
std::vector<RunRecord> simulate_batch(const Timeline&, const std::vector<const RunInput*>&,
                                      const std::vector<RunThresholds>&, const StepControl&);

using Progress =
    std::function<bool(std::size_t done, std::size_t total)>;  // false: stop, Cancelled is thrown

std::vector<RunRecord> simulate_runs(const Timeline&, const std::vector<RunInput>&,
                                     const std::vector<RunThresholds>&, const StepControl&,
                                     int threads, const Progress& progress = {});

}  // namespace stipple
