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

#include "healing/rates.h"

namespace stipple {

template <class R>
struct Workspace {
  Rates<R> start{}, stage{};
  std::vector<R> k1{}, k2{}, s1{}, s2{};  // increments of volume and surface fields
  std::vector<R> stage_volume{}, stage_surface{};
  std::vector<R> lower{}, upper{}, inverse{};  // factored lines of the mobile fields
  std::vector<R> still{};  // 1 / (1 + h L) of all fields, for those that do not move
  R scale[kAllFields];     // largest |u| seen, per field: errors are relative to it
  double next_step{1e-3};  // day
  long accepted{}, rejected{}, made_positive{};

  explicit Workspace(const Tissue<R>& t);
  void reset_scale(const Tissue<R>& t);  // grows the scales to the present fields
};

// Error floors: a field that never rises above this is not worth a step.
inline constexpr double kScaleFloor[kAllFields] = {0.1,   0.1,  0.05,  0.05, 0.05, 0.05, 0.05,
                                                   0.05,  0.1,  0.01,  0.02, 0.1,  0.01, 0.003,
                                                   0.001, 0.05, 0.001, 0.05, 0.01, 0.005};

template <class R>
Workspace<R>::Workspace(const Tissue<R>& t) {
  start.resize(t.cells, t.sites);
  stage.resize(t.cells, t.sites);
  k1 = k2 = stage_volume = t.volume;
  s1 = s2 = stage_surface = t.surface;
  lower.assign(kMobile.size() * static_cast<std::size_t>(t.cells), R(0));
  upper = inverse = lower;
  still = t.volume;
  for (int f = 0; f < kAllFields; ++f)
    scale[f] = R(static_cast<typename LaneTraits<R>::Value>(kScaleFloor[f]));
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

// Factors 1 + h (L + T) of each mobile field.
template <class R>
STIPPLE_INLINE void factor_lines(const Column<R>& column, const Rates<R>& rates, const R& h,
                                 std::vector<R>& lower, std::vector<R>& upper,
                                 std::vector<R>& inverse) {
  const int n = column.cells;
  for (std::size_t m = 0; m < kMobile.size(); ++m) {
    const auto cargo = static_cast<std::size_t>(kMobile[m].cargo);
    const R* down = rates.down.data() + m * static_cast<std::size_t>(n + 1);
    const R* up = rates.up.data() + m * static_cast<std::size_t>(n + 1);
    const R* per_capacity = column.per_capacity[cargo].data();
    const R* loss = rates.volume_loss.data() + kMobile[m].field * n;
    R* lo = lower.data() + m * static_cast<std::size_t>(n);
    R* hi = upper.data() + m * static_cast<std::size_t>(n);
    R* inv = inverse.data() + m * static_cast<std::size_t>(n);
    R above(0);
    for (int i = 0; i < n; ++i) {
      const R s = h * per_capacity[i];
      const R in = i > 0 ? s * down[i] : R(0);
      const R back = i > 0 ? s * up[i] : R(0);
      lo[i] = -in;
      inv[i] = R(1) / (R(1) + h * loss[i] + back + s * down[i + 1] - in * above);
      const R next = i + 1 < n ? s * up[i + 1] : R(0);
      hi[i] = -next * inv[i];
      above = next * inv[i];
    }
  }
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

constexpr int line_of(int field) {
  for (std::size_t m = 0; m < kMobile.size(); ++m)
    if (kMobile[m].field == field) return static_cast<int>(m);
  return -1;
}

// K <- (1 - g dt A)^-1 K for volume and surface fields.
template <class R>
STIPPLE_INLINE void solve_all(const Column<R>& column, Workspace<R>& w, const R& h,
                              std::vector<R>& volume, std::vector<R>& surface) {
  const int n = column.cells;
  for (int f = 0; f < kFieldCount; ++f) {
    R* x = volume.data() + f * n;
    const int m = line_of(f);
    if (m >= 0 && !column.no_transport) {
      solve_line(n, w.lower.data() + m * n, w.upper.data() + m * n, w.inverse.data() + m * n, x);
    } else {
      const R* still = w.still.data() + f * n;
      for (int i = 0; i < n; ++i) x[i] = x[i] * still[i];
    }
  }
  for (std::size_t i = 0; i < surface.size(); ++i)
    surface[i] = surface[i] / (R(1) + h * w.start.surface_loss[i]);
}

// Replaces the new values of a field that fell below zero (in the lanes where it did) by the
// positive first-order step.
template <class R>
STIPPLE_INLINE bool keep_positive(const Column<R>& column, const Tissue<R>& t, Workspace<R>& w,
                                  const R& dt, std::vector<R>& next) {
  const int n = column.cells;
  bool any = false;
  for (int f = 0; f < kFieldCount; ++f) {
    const R home = f == kDisorder ? R(0) : R(home_of(f));
    R* u = next.data() + f * n;
    const auto full = [&](const R* values, int i) {
      return values[i] + (f == kDisorder ? t.disorder_home[static_cast<std::size_t>(i)] : home);
    };
    R low = full(u, 0);
    for (int i = 1; i < n; ++i) low = smaller(low, full(u, i));
    if (!(smallest_lane(low) < 0)) continue;
    any = true;
    const R* loss = w.start.volume_loss.data() + f * n;
    const R* rate = w.start.volume.data() + f * n;
    const R* old = t.field(f);
    R* x = w.k2.data() + f * n;  // free by now
    const int m = line_of(f);
    if (m >= 0 && !column.no_transport) {
      const auto at = static_cast<std::size_t>(m) * static_cast<std::size_t>(n);
      const auto cargo = static_cast<std::size_t>(kMobile[static_cast<std::size_t>(m)].cargo);
      const R* per_capacity = column.per_capacity[cargo].data();
      const R* down = w.start.down.data() + m * (n + 1);
      const R* up = w.start.up.data() + m * (n + 1);
      // dt P = dt (F + L u - T u): reaction gain alone, transport goes into the matrix.
      for (int i = 0; i < n; ++i) {
        R moved(0);
        if (i > 0) moved += down[i] * full(old, i - 1) - up[i] * full(old, i);
        moved -= down[i + 1] * full(old, i) - (i + 1 < n ? up[i + 1] * full(old, i + 1) : R(0));
        x[i] = full(old, i) +
               dt * positive(rate[i] - moved * per_capacity[i] + loss[i] * full(old, i));
      }
      R* lo = w.lower.data() + at;
      R* hi = w.upper.data() + at;
      R* inv = w.inverse.data() + at;
      R above(0);
      for (int i = 0; i < n; ++i) {
        const R s = dt * per_capacity[i];
        const R in = i > 0 ? s * down[i] : R(0);
        const R back = i > 0 ? s * up[i] : R(0);
        lo[i] = -in;
        inv[i] = R(1) / (R(1) + dt * loss[i] + back + s * down[i + 1] - in * above);
        const R to_next = i + 1 < n ? s * up[i + 1] : R(0);
        hi[i] = -to_next * inv[i];
        above = to_next * inv[i];
      }
      solve_line(n, lo, hi, inv, x);
    } else {
      for (int i = 0; i < n; ++i)
        x[i] = (full(old, i) + dt * positive(rate[i] + loss[i] * full(old, i))) /
               (R(1) + dt * loss[i]);
    }
    // Only in the lanes where it fell; blended by arithmetic, since g++ 12 cannot keep a mask
    // across a loop.
    R fell(0);
    for (int j = 0; j < LaneTraits<R>::width; ++j)
      if (lane(low, j) < 0) set_lane(fell, j, typename LaneTraits<R>::Value(1));
    for (int i = 0; i < n; ++i) u[i] = u[i] * (R(1) - fell) + (x[i] - (full(u, i) - u[i])) * fell;
  }
  return any;
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
  const std::size_t nv = t.volume.size();
  const std::size_t ns = t.surface.size();
  compute_rates<true>(model, column, t, t.volume.data(), t.surface.data(), w.start);
  if (!column.no_transport)
    step_detail::factor_lines(column, w.start, h, w.lower, w.upper, w.inverse);
  for (int f = 0; f < kFieldCount; ++f)
    if (column.no_transport || step_detail::line_of(f) < 0)
      for (int i = f * t.cells; i < (f + 1) * t.cells; ++i)
        w.still[static_cast<std::size_t>(i)] =
            R(1) / (R(1) + h * w.start.volume_loss[static_cast<std::size_t>(i)]);
  for (std::size_t i = 0; i < nv; ++i) w.k1[i] = dt * w.start.volume[i];
  for (std::size_t i = 0; i < ns; ++i) w.s1[i] = dt * w.start.surface[i];
  step_detail::solve_all(column, w, h, w.k1, w.s1);
  for (std::size_t i = 0; i < nv; ++i) w.stage_volume[i] = t.volume[i] + w.k1[i];
  for (std::size_t i = 0; i < ns; ++i) w.stage_surface[i] = t.surface[i] + w.s1[i];
  compute_rates<false>(model, column, t, w.stage_volume.data(), w.stage_surface.data(), w.stage);
  for (std::size_t i = 0; i < nv; ++i) w.k2[i] = dt * w.stage.volume[i] - (w.k1[i] + w.k1[i]);
  for (std::size_t i = 0; i < ns; ++i) w.s2[i] = dt * w.stage.surface[i] - (w.s1[i] + w.s1[i]);
  step_detail::solve_all(column, w, h, w.k2, w.s2);
  R worst(0);
  for (int f = 0; f < kFieldCount; ++f) {
    R error(0);
    for (int i = 0; i < t.cells; ++i) {
      const auto at = static_cast<std::size_t>(f * t.cells + i);
      error = larger(error, magnitude(w.k1[at] + w.k2[at]));
      w.stage_volume[at] =
          t.volume[at] + (R(static_cast<T>(1.5)) * w.k1[at] + R(static_cast<T>(0.5)) * w.k2[at]);
    }
    worst = larger(worst, R(static_cast<T>(0.5)) * error / w.scale[f]);
  }
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    for (int s = 0; s < t.sites; ++s) {
      const auto at = static_cast<std::size_t>(f * t.sites + s);
      const R error = magnitude(w.s1[at] + w.s2[at]);
      worst = larger(worst, R(static_cast<T>(0.5)) * error / w.scale[kFieldCount + f]);
      w.stage_surface[at] =
          t.surface[at] + (R(static_cast<T>(1.5)) * w.s1[at] + R(static_cast<T>(0.5)) * w.s2[at]);
    }
  if (step_detail::keep_positive(column, t, w, dt, w.stage_volume)) ++w.made_positive;
  return static_cast<double>(largest_lane(worst));
}

}  // namespace stipple
