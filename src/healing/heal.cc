// SPDX-License-Identifier: Apache-2.0
#include "healing/heal.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

STIPPLE_CLONES double try_step(const HealingModel<double>& model, const Column<double>& column,
                               const Tissue<double>& t, Workspace<double>& w, double dt) {
  return rosenbrock_step(model, column, t, w, dt);
}

STIPPLE_CLONES double try_step(const HealingModel<EnsembleLanes>& model,
                               const Column<EnsembleLanes>& column, const Tissue<EnsembleLanes>& t,
                               Workspace<EnsembleLanes>& w, double dt) {
  return rosenbrock_step(model, column, t, w, dt);
}

STIPPLE_CLONES double try_step(const HealingModel<DoubleLanes>& model,
                               const Column<DoubleLanes>& column, const Tissue<DoubleLanes>& t,
                               Workspace<DoubleLanes>& w, double dt) {
  return rosenbrock_step(model, column, t, w, dt);
}

// The step that lands on `until` without a sliver at the end.
double landing(double step, double remaining) {
  if (step >= remaining) return remaining;
  return 2.0 * step > remaining ? 0.5 * remaining : step;
}

// Comparisons lose a NaN, so the error estimate may not show one; it stays in the state for good.
template <class R>
bool all_finite(const Tissue<R>& t) {
  R sum(0);
  for (const R& x : t.volume) sum += R(0) * x;
  for (const R& x : t.surface) sum += R(0) * x;
  for (int i = 0; i < LaneTraits<R>::width; ++i)
    if (!(lane(sum, i) == 0)) return false;
  return true;
}

template <class R>
bool heal_until(Tissue<R>& t, const HealingModel<R>& model, const Column<R>& column,
                Workspace<R>& w, double until_day, const StepControl& control,
                const Observer<R>& observe) {
  while (t.day < until_day) {
    const double remaining = until_day - t.day;
    const bool fixed = control.fixed_step_day > 0.0;
    const double wanted =
        fixed ? control.fixed_step_day : std::min(w.next_step, control.longest_step_day);
    // Fixed steps divide the interval evenly so that halving them halves every step.
    const double dt = fixed ? remaining / std::max(1.0, std::round(remaining / wanted))
                            : landing(wanted, remaining);
    const double error = try_step(model, column, t, w, dt);
    const double ratio = std::isfinite(error) ? error / control.tolerance : 100.0;
    if (!fixed && ratio > 1.0) {
      ++w.rejected;
      w.next_step = dt * std::clamp(0.9 / std::sqrt(ratio), 0.2, 0.8);
      if (w.next_step < 1e-9) return false;
      continue;
    }
    if (!std::isfinite(error)) return false;
    ++w.accepted;
    t.volume.swap(w.stage_volume);
    t.surface.swap(w.stage_surface);
    t.day = dt == remaining ? until_day : t.day + dt;
    w.grow_scale();
    const double grown = dt * std::clamp(0.9 / std::sqrt(std::max(ratio, 1e-8)), 0.3, 2.0);
    // A step cut short to land does not shorten the next one.
    w.next_step = dt < wanted ? std::max(grown, std::min(wanted, 2.0 * dt)) : grown;
    if (observe) observe(t);
  }
  return all_finite(t);
}

}  // namespace

bool heal(Tissue<double>& t, const HealingModel<double>& model, const Column<double>& column,
          Workspace<double>& w, double until_day, const StepControl& control,
          const Observer<double>& observe) {
  return heal_until(t, model, column, w, until_day, control, observe);
}

bool heal(Tissue<EnsembleLanes>& t, const HealingModel<EnsembleLanes>& model,
          const Column<EnsembleLanes>& column, Workspace<EnsembleLanes>& w, double until_day,
          const StepControl& control, const Observer<EnsembleLanes>& observe) {
  return heal_until(t, model, column, w, until_day, control, observe);
}

bool heal(Tissue<DoubleLanes>& t, const HealingModel<DoubleLanes>& model,
          const Column<DoubleLanes>& column, Workspace<DoubleLanes>& w, double until_day,
          const StepControl& control, const Observer<DoubleLanes>& observe) {
  return heal_until(t, model, column, w, until_day, control, observe);
}

}  // namespace stipple
