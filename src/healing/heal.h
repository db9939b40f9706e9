// SPDX-License-Identifier: Apache-2.0
// heal(): the tissue from now until a day, landing exactly on it, with steps set by their error
// estimate. Visits are the caller's outer loop, so no step ever crosses one. Available for double
// for EnsembleLanes (members of an ensemble side by side, in float: measured, held against its twin
// in double by tests/verification) and for that twin.
#pragma once

#include <functional>

#include "healing/injury.h"
#include "healing/step.h"
#include "healing/step_control.h"

namespace stipple {

using EnsembleLanes = Lanes<float, 16>;
using DoubleLanes = Lanes<double, 8>;

template <class R>
using Observer = std::function<void(const Tissue<R>&)>;  // after every accepted step

// False when the error could not be brought down (a numerical failure, never seen inside the
// parameters' ranges).
[[nodiscard]] bool heal(Tissue<double>&, const HealingModel<double>&, const Column<double>&,
                        Workspace<double>&, double until_day, const StepControl&,
                        const Observer<double>& observe = {});
[[nodiscard]] bool heal(Tissue<EnsembleLanes>&, const HealingModel<EnsembleLanes>&,
                        const Column<EnsembleLanes>&, Workspace<EnsembleLanes>&, double until_day,
                        const StepControl&, const Observer<EnsembleLanes>& observe = {});
[[nodiscard]] bool heal(Tissue<DoubleLanes>&, const HealingModel<DoubleLanes>&,
                        const Column<DoubleLanes>&, Workspace<DoubleLanes>&, double until_day,
                        const StepControl&, const Observer<DoubleLanes>& observe = {});

// After wound(): short steps again, scales grown to the new peaks.
template <class R>
void restart_steps(Workspace<R>& w, const Tissue<R>& t, const StepControl& control) {
  w.next_step = control.first_step_day;
  w.reset_scale(t);
}

}  // namespace stipple
