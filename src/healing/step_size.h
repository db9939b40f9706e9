// SPDX-License-Identifier: Apache-2.0
// The steps from now to a day: their length from their error, the last one landing exactly. The
// same for a column and a patch, which bring the step itself.
#pragma once

#include <algorithm>
#include <cmath>

#include "healing/step_control.h"

namespace stipple {

enum class Stepped { landed, stopped, failed };

// The step that lands on the end without a sliver before it.
inline double landing(double step, double remaining) {
  if (step >= remaining) return remaining;
  return 2.0 * step > remaining ? 0.5 * remaining : step;
}

// counts: has next_step (day), accepted, rejected. attempt(dt): the scaled error of a step of dt
// from the present state. accept(day): takes that step, it is `day` now; false stops there.
template <class Counts, class Attempt, class Accept>
Stepped step_until(double day, double until_day, const StepControl& control, Counts& counts,
                   const Attempt& attempt, const Accept& accept) {
  while (day < until_day) {
    const double remaining = until_day - day;
    const bool fixed = control.fixed_step_day > 0.0;
    const double wanted =
        fixed ? control.fixed_step_day : std::min(counts.next_step, control.longest_step_day);
    // Fixed steps divide the interval evenly so that halving them halves every step.
    const double dt = fixed ? remaining / std::max(1.0, std::round(remaining / wanted))
                            : landing(wanted, remaining);
    const double error = attempt(dt);
    const double ratio = std::isfinite(error) ? error / control.tolerance : 100.0;
    if (!fixed && ratio > 1.0) {
      ++counts.rejected;
      counts.next_step = dt * std::clamp(0.9 / std::sqrt(ratio), 0.2, 0.8);
      if (counts.next_step < 1e-9) return Stepped::failed;
      continue;
    }
    if (!std::isfinite(error)) return Stepped::failed;
    ++counts.accepted;
    day = dt == remaining ? until_day : day + dt;
    const double grown = dt * std::clamp(0.9 / std::sqrt(std::max(ratio, 1e-8)), 0.3, 2.0);
    // A step cut short to land does not shorten the next one.
    counts.next_step = dt < wanted ? std::max(grown, std::min(wanted, 2.0 * dt)) : grown;
    if (!accept(day)) return Stepped::stopped;
  }
  return Stepped::landed;
}

}  // namespace stipple
