// SPDX-License-Identifier: Apache-2.0
// One step of the whole column, unsplit: a W-method of second order whose implicit part is
// transport and the loss of each field, one tridiagonal line per field [Verwer1999]. With A the
// approximate Jacobian and K = dt k:
//   (1 - g dt A) K1 = dt F(u),   (1 - g dt A) K2 = dt F(u + K1) - 2 K1,   u' = u + 3/2 K1 + 1/2 K2,
//   g = 1 - 1/sqrt 2
// Second order for any A, damped at infinity (L-stable for the exact one). Error estimate: u' - (u
// + K1). A field that would turn negative takes a positive first-order step instead: (1 + dt (L +
// T)) u' = u + dt P.
#pragma once

#include <algorithm>

#include "healing/rates.h"

namespace stipple {

template <class R>
struct Workspace {
  Rates<R> start{}, stage{};
  std::vector<R> k1{}, k2{}, s1{};  // increments of volume and surface fields
  std::vector<R> stage_volume{}, stage_surface{};
  std::vector<R> lower{}, upper{}, inverse{};  // factored lines of the mobile fields
  std::vector<R> still{};  // 1 / (1 + h L) of all fields, for those that do not move
  R scale[kAllFields];     // largest |u| seen, per field: errors are relative to it
  R error[kAllFields];     // of the step tried last: its largest error,
  R lowest[kAllFields];    // smallest value in the equations,
  R highest[kAllFields];   // largest |u|
  double next_step{1e-3};  // day
  long accepted{}, rejected{}, made_positive{};

  explicit Workspace(const Tissue<R>& t);
  void reset_scale(const Tissue<R>& t);  // grows the scales to the present fields
  void grow_scale() {                    // the same after a step, which has looked already
    for (int f = 0; f < kAllFields; ++f) scale[f] = larger(scale[f], highest[f]);
  }
};

// Error floors: a field that never rises above this is not worth a step.
inline constexpr double kScaleFloor[kAllFields] = {0.1,   0.1,  0.05,  0.05, 0.05, 0.05, 0.05,
                                                   0.05,  0.1,  0.01,  0.02, 0.1,  0.01, 0.003,
                                                   0.001, 0.05, 0.001, 0.05, 0.01, 0.005};

template <class R>
Workspace<R>::Workspace(const Tissue<R>& t) {
  start.resize(t.cells, t.sites, t.surface.size());
  stage.resize(t.cells, t.sites, t.surface.size());
  k1 = k2 = stage_volume = t.volume;
  s1 = stage_surface = t.surface;
  lower.assign(kMobile.size() * static_cast<std::size_t>(t.cells), R(0));
  upper = inverse = lower;
  still = t.volume;
  for (int f = 0; f < kAllFields; ++f)
    scale[f] = R(static_cast<typename LaneTraits<R>::Value>(kScaleFloor[f]));
  for (R* each : {error, lowest, highest}) std::fill(each, each + kAllFields, R(0));
  reset_scale(t);
}

template <class R>
void Workspace<R>::reset_scale(const Tissue<R>& t) {
  for (int f = 0; f < kFieldCount; ++f)
    for (int i = 0; i < t.cells; ++i) scale[f] = larger(scale[f], magnitude(t.field(f)[i]));
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    for (int s = 0; s < t.sites; ++s)
      scale[kFieldCount + f] = larger(scale[kFieldCount + f], magnitude(t.skin(f)[s]));
}

namespace step_detail {

// A line is a chain of operations that wait for one another: this many lines are worked on side by
// side, cell by cell, so that their chains overlap.
inline constexpr int kLinesAtOnce = 4;
template <std::size_t first>
inline constexpr int kLinesFrom = kMobile.size() - first < kLinesAtOnce
                                      ? static_cast<int>(kMobile.size() - first)
                                      : kLinesAtOnce;

// Factors 1 + h (L + T) of the mobile fields from `first` on.
template <std::size_t first, class R>
STIPPLE_INLINE void factor_lines(const Column<R>& column, const R& h, Workspace<R>& w) {
  constexpr int K = kLinesFrom<first>;
  const int n = column.cells;
  R above[K];
  for (R& x : above) x = R(0);
  for (int i = 0; i < n; ++i)
#pragma GCC unroll 4
    for (int k = 0; k < K; ++k) {
      const Mobile& mobile = kMobile[first + static_cast<std::size_t>(k)];
      const int line = static_cast<int>(first) + k;
      const int face = line * (n + 1) + i;  // faces 0 hold zero, and so does `up` of the last
      const R s = h * column.per_capacity[static_cast<std::size_t>(mobile.cargo)].data()[i];
      const R in = s * w.start.down.data()[face];
      const R inverse =
          R(1) / (R(1) + h * w.start.volume_loss.data()[mobile.field * n + i] +
                  s * w.start.up.data()[face] + s * w.start.down.data()[face + 1] - in * above[k]);
      above[k] = s * w.start.up.data()[face + 1] * inverse;
      w.lower.data()[line * n + i] = -in;
      w.inverse.data()[line * n + i] = inverse;
      w.upper.data()[line * n + i] = -above[k];
    }
}

// Solves the factored lines from `first` on: load(field, i) is the right-hand side, store(field, i,
// x) takes the solution, from the bottom up. x: room of a whole volume.
template <std::size_t first, class R, class Load, class Store>
STIPPLE_INLINE void solve_lines(int n, const Workspace<R>& w, R* x, const Load& load,
                                const Store& store) {
  constexpr int K = kLinesFrom<first>;
  R last[K];
  for (R& value : last) value = R(0);
  for (int i = 0; i < n; ++i)
#pragma GCC unroll 4
    for (int k = 0; k < K; ++k) {
      const int field = kMobile[first + static_cast<std::size_t>(k)].field;
      const int at = (static_cast<int>(first) + k) * n + i;
      last[k] = (load(field, i) - w.lower.data()[at] * last[k]) * w.inverse.data()[at];
      x[field * n + i] = last[k];
    }
  for (R& value : last) value = R(0);
  for (int i = n - 1; i >= 0; --i)
#pragma GCC unroll 4
    for (int k = 0; k < K; ++k) {
      const int field = kMobile[first + static_cast<std::size_t>(k)].field;
      const int at = (static_cast<int>(first) + k) * n + i;
      last[k] = x[field * n + i] - w.upper.data()[at] * last[k];
      store(field, i, last[k]);
    }
}

constexpr int line_of(int field) {
  for (std::size_t m = 0; m < kMobile.size(); ++m)
    if (kMobile[m].field == field) return static_cast<int>(m);
  return -1;
}

// (1 - g dt A)^-1 of every volume field: lines for those that move, a factor for the others.
template <class R, class Load, class Store>
STIPPLE_INLINE void solve_volume(const Column<R>& column, const Workspace<R>& w, R* x,
                                 const Load& load, const Store& store) {
  const int n = column.cells;
  if (!column.no_transport) {
    solve_lines<0>(n, w, x, load, store);
    solve_lines<4>(n, w, x, load, store);
    solve_lines<8>(n, w, x, load, store);
  }
  for (int f = 0; f < kFieldCount; ++f)
    if (column.no_transport || line_of(f) < 0)
      for (int i = 0; i < n; ++i) store(f, i, load(f, i) * w.still.data()[f * n + i]);
}

// Factors of the implicit part at the start of the step.
template <class R>
STIPPLE_INLINE void factor_volume(const Column<R>& column, const R& h, Workspace<R>& w) {
  static_assert(kMobile.size() == 11 && kLinesAtOnce == 4, "three groups of lines");
  if (!column.no_transport) {
    factor_lines<0>(column, h, w);
    factor_lines<4>(column, h, w);
    factor_lines<8>(column, h, w);
  }
  for (int f = 0; f < kFieldCount; ++f)
    if (column.no_transport || line_of(f) < 0)
      for (int i = f * column.cells; i < (f + 1) * column.cells; ++i)
        w.still.data()[i] = R(1) / (R(1) + h * w.start.volume_loss.data()[i]);
}

template <class R>
STIPPLE_INLINE void solve_line(int n, const R* lower, const R* upper, const R* inverse, R* x) {
  R above(0);
  for (int i = 0; i < n; ++i) {
    above = (x[i] - lower[i] * above) * inverse[i];
    x[i] = above;
  }
  for (int i = n - 2; i >= 0; --i) x[i] = x[i] - upper[i] * x[i + 1];
}

// The value in the equations of a stored one.
template <class R, class Any>
STIPPLE_INLINE R full_of(const Any& t, int field, const R* values, int i) {
  using T = typename LaneTraits<R>::Value;
  return values[i] + (field == kDisorder ? t.disorder_home[static_cast<std::size_t>(i)]
                                         : R(static_cast<T>(home_of(field))));
}

// The positive first-order step of a field that moves, transport in the matrix, into x. Uses up the
// factors of its line.
template <class R, class T>
STIPPLE_INLINE void positive_line(const Column<R>& column, const T& t, Workspace<R>& w, const R& dt,
                                  int field, R* x) {
  const int n = column.cells;
  const int line = line_of(field);
  const auto cargo = static_cast<std::size_t>(kMobile[static_cast<std::size_t>(line)].cargo);
  const R* per_capacity = column.per_capacity[cargo].data();
  const R* down = w.start.down.data() + line * (n + 1);
  const R* up = w.start.up.data() + line * (n + 1);
  const R* loss = w.start.volume_loss.data() + field * n;
  const R* rate = w.start.volume.data() + field * n;
  R* lower = w.lower.data() + line * n;
  R* upper = w.upper.data() + line * n;
  R* inverse = w.inverse.data() + line * n;
  R above(0);
  for (int i = 0; i < n; ++i) {
    // dt P = dt (F + L u - T u): reaction gain alone.
    const R full = full_of(t, field, t.field(field), i);
    R moved = -(down[i + 1] * full);
    if (i > 0) moved += down[i] * full_of(t, field, t.field(field), i - 1) - up[i] * full;
    if (i + 1 < n) moved += up[i + 1] * full_of(t, field, t.field(field), i + 1);
    x[i] = full + dt * positive(rate[i] - moved * per_capacity[i] + loss[i] * full);
    // 1 + dt (L + T); faces 0 hold zero, and so does `up` of the last.
    const R s = dt * per_capacity[i];
    lower[i] = -(s * down[i]);
    inverse[i] = R(1) / (R(1) + dt * loss[i] + s * up[i] + s * down[i + 1] + lower[i] * above);
    above = s * up[i + 1] * inverse[i];
    upper[i] = -above;
  }
  solve_line(n, lower, upper, inverse, x);
}

// Replaces the new values of a field that fell below zero (in the lanes where it did) by the
// positive first-order step.
template <class R>
STIPPLE_INLINE bool keep_positive(const Column<R>& column, const Tissue<R>& t, Workspace<R>& w,
                                  const R& dt) {
  const int n = column.cells;
  bool any = false;
  for (int f = 0; f < kFieldCount; ++f) {
    if (!(smallest_lane(w.lowest[f]) < 0)) continue;
    any = true;
    const R* loss = w.start.volume_loss.data() + f * n;
    const R* rate = w.start.volume.data() + f * n;
    R* u = w.stage_volume.data() + f * n;
    R* x = w.k2.data() + f * n;  // free by now
    if (line_of(f) >= 0 && !column.no_transport) {
      positive_line(column, t, w, dt, f, x);
    } else {
      for (int i = 0; i < n; ++i) {
        const R full = full_of(t, f, t.field(f), i);
        x[i] = (full + dt * positive(rate[i] + loss[i] * full)) / (R(1) + dt * loss[i]);
      }
    }
    // Only in the lanes where it fell; blended by arithmetic, since g++ 12 cannot keep a mask
    // across a loop.
    R fell(0);
    for (int j = 0; j < LaneTraits<R>::width; ++j)
      if (lane(w.lowest[f], j) < 0) set_lane(fell, j, typename LaneTraits<R>::Value(1));
    w.highest[f] = R(0);
    for (int i = 0; i < n; ++i) {
      const R home = full_of(t, f, u, i) - u[i];
      u[i] = u[i] * (R(1) - fell) + (x[i] - home) * fell;
      w.highest[f] = larger(w.highest[f], magnitude(u[i]));
    }
  }
  return any;
}

// Takes the second increment of one value: the new state, its error, and how low and how large the
// field gets.
template <class R>
STIPPLE_INLINE void finish(Workspace<R>& w, const Tissue<R>& t, int field, int i, const R& k2) {
  using T = typename LaneTraits<R>::Value;
  const int at = field * t.cells + i;
  const R k1 = w.k1.data()[at];
  const R next = t.volume.data()[at] + (R(static_cast<T>(1.5)) * k1 + R(static_cast<T>(0.5)) * k2);
  w.stage_volume.data()[at] = next;
  w.error[field] = larger(w.error[field], magnitude(k1 + k2));
  w.lowest[field] =
      smaller(w.lowest[field], full_of(t, field, w.stage_volume.data() + field * t.cells, i));
  w.highest[field] = larger(w.highest[field], magnitude(next));
}

// The largest error of a step over its scale.
template <class R>
STIPPLE_INLINE R scaled_error(const Workspace<R>& w) {
  using T = typename LaneTraits<R>::Value;
  R worst(0);
  for (int f = 0; f < kAllFields; ++f)
    worst = larger(worst, R(static_cast<T>(0.5)) * w.error[f] / w.scale[f]);
  return worst;
}

// The first stage: K1 and the state it leads to.
template <class R>
STIPPLE_INLINE void first_stage(const HealingModel<R>& model, const Column<R>& column,
                                const Tissue<R>& t, Workspace<R>& w, const R& dt, const R& h) {
  compute_rates<true>(model, column, t, t.volume.data(), t.surface.data(), w.start);
  factor_volume(column, h, w);
  solve_volume(
      column, w, w.k1.data(),
      [&](int f, int i) { return dt * w.start.volume.data()[f * t.cells + i]; },
      [&](int f, int i, const R& k1) {
        w.k1.data()[f * t.cells + i] = k1;
        w.stage_volume.data()[f * t.cells + i] = t.volume.data()[f * t.cells + i] + k1;
      });
  for (std::size_t i = 0; i < t.surface.size(); ++i) {
    w.s1[i] = dt * w.start.surface[i] / (R(1) + h * w.start.surface_loss[i]);
    w.stage_surface[i] = t.surface[i] + w.s1[i];
  }
  if (!t.holes.known()) return;
  R* k1 = rings_of(t, w.s1.data());
  R* stage = rings_of(t, w.stage_surface.data());
  for (int k = 0; k < HoleRings<R>::kCount; ++k)
    k1[k] = dt * rings_of(t, w.start.surface.data())[k];
  solve_rings(t.holes, h, model.rates.D_e, rings_of(t, w.start.surface_loss.data()), k1);
  for (int k = 0; k < HoleRings<R>::kCount; ++k)
    stage[k] = rings_of(t, t.surface.data())[k] + k1[k];
  w.s1[kEpidermis] = mean_of_rings(t.holes, [&](int k) { return k1[k]; });
  w.stage_surface[kEpidermis] = mean_of_rings(t.holes, [&](int k) { return stage[k]; });
}

// The second increment of the rings. Their error counts as that of the column's e: by the share
// that is open.
template <class R>
STIPPLE_INLINE void finish_rings(const HealingModel<R>& model, const Tissue<R>& t, Workspace<R>& w,
                                 const R& dt, const R& h) {
  using T = typename LaneTraits<R>::Value;
  constexpr int n = HoleRings<R>::kCount;
  const R* k1 = rings_of(t, w.s1.data());
  R* next = rings_of(t, w.stage_surface.data());
  R k2[n];
  for (int k = 0; k < n; ++k) k2[k] = dt * rings_of(t, w.stage.surface.data())[k] - (k1[k] + k1[k]);
  solve_rings(t.holes, h, model.rates.D_e, rings_of(t, w.start.surface_loss.data()), k2);
  R error(0), opened(0);
  for (int k = 0; k < n; ++k) {
    next[k] = rings_of(t, t.surface.data())[k] +
              (R(static_cast<T>(1.5)) * k1[k] + R(static_cast<T>(0.5)) * k2[k]);
    error = larger(error, magnitude(k1[k] + k2[k]));
    if (k < HoleRings<R>::kInHole) opened += t.holes.share[static_cast<std::size_t>(k)];
  }
  constexpr int field = int{kFieldCount} + int{kEpidermis};
  w.stage_surface[kEpidermis] = mean_of_rings(t.holes, [&](int k) { return next[k]; });
  w.error[field] = larger(magnitude(mean_of_rings(t.holes, [&](int k) { return k1[k] + k2[k]; })),
                          opened * error);
  w.highest[field] = magnitude(w.stage_surface[kEpidermis]);
}

// The second stage: K2, the new state and its error.
template <class R>
STIPPLE_INLINE void second_stage(const HealingModel<R>& model, const Column<R>& column,
                                 const Tissue<R>& t, Workspace<R>& w, const R& dt, const R& h) {
  using T = typename LaneTraits<R>::Value;
  compute_rates<false>(model, column, t, w.stage_volume.data(), w.stage_surface.data(), w.stage);
  for (int f = 0; f < kAllFields; ++f) {
    w.error[f] = w.highest[f] = R(0);
    w.lowest[f] = R(1);
  }
  solve_volume(
      column, w, w.k2.data(),
      [&](int f, int i) {
        const R k1 = w.k1.data()[f * t.cells + i];
        return dt * w.stage.volume.data()[f * t.cells + i] - (k1 + k1);
      },
      [&](int f, int i, const R& k2) { finish(w, t, f, i, k2); });
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    for (int s = 0; s < t.sites; ++s) {
      const int at = f * t.sites + s;
      const int field = kFieldCount + f;
      const R k2 = (dt * w.stage.surface.data()[at] - (w.s1.data()[at] + w.s1.data()[at])) /
                   (R(1) + h * w.start.surface_loss.data()[at]);
      const R next = t.surface.data()[at] +
                     (R(static_cast<T>(1.5)) * w.s1.data()[at] + R(static_cast<T>(0.5)) * k2);
      w.error[field] = larger(w.error[field], magnitude(w.s1.data()[at] + k2));
      w.highest[field] = larger(w.highest[field], magnitude(next));
      w.stage_surface.data()[at] = next;
    }
  if (t.holes.known()) finish_rings(model, t, w, dt, h);
}

}  // namespace step_detail

// Tries one step of dt; returns the largest scaled error over fields, cells and lanes. The new
// state is left in stage_volume and stage_surface: the caller accepts or rejects it.
template <class R>
STIPPLE_INLINE double rosenbrock_step(const HealingModel<R>& model, const Column<R>& column,
                                      const Tissue<R>& t, Workspace<R>& w, double step) {
  using T = typename LaneTraits<R>::Value;
  constexpr double g = 0.29289321881345247;  // 1 - 1/sqrt 2
  const R dt(static_cast<T>(step));
  const R h(static_cast<T>(g * step));
  step_detail::first_stage(model, column, t, w, dt, h);
  step_detail::second_stage(model, column, t, w, dt, h);
  if (step_detail::keep_positive(column, t, w, dt)) ++w.made_positive;
  return static_cast<double>(largest_lane(step_detail::scaled_error(w)));
}

}  // namespace stipple
