// SPDX-License-Identifier: Apache-2.0
#include "healing/heal.h"

#include "healing/step_size.h"

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
  const auto attempt = [&](double dt) { return try_step(model, column, t, w, dt); };
  const auto accept = [&](double day) {
    t.volume.swap(w.stage_volume);
    t.surface.swap(w.stage_surface);
    t.day = day;
    w.grow_scale();
    if (observe) observe(t);
    return true;
  };
  if (step_until(t.day, until_day, control, w, attempt, accept) != Stepped::landed) return false;
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
