// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_step.h"

#include "healing/patch_pencil.h"

namespace stipple {
namespace {

using R = PatchLanes;

STIPPLE_INLINE void first_stage_of_pencil(const PatchStep& s, int b, int j, PatchRoom& room) {
  Workspace<R>& w = room.pencil;
  const int pencil = s.tissue->pencils.pencil(b * Pencils::width, j);
  const PencilTissue t = s.tissue->at(pencil);
  const Around<false> beside = around<false>(s, b, j);
  compute_rates<true>(s.model, *s.column, t, t.volume, t.surface, w.start);
  move_sideways(s.model, *s.column, s.per_area, beside, t.volume, t.surface, w.start);
  const R dt = step_of(s, b), h(static_cast<float>(s.h));
  step_detail::factor_volume(*s.column, h, w);
  R* k1 = lanes(s.k1 + static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil()) * pencil);
  const int n = t.cells;
  step_detail::solve_volume(
      *s.column, w, k1,
      [&](int f, int i) STIPPLE_LAMBDA { return dt * w.start.volume.data()[f * n + i]; },
      [&](int f, int i, const R& k) STIPPLE_LAMBDA { k1[f * n + i] = k; });
  R* s1 = lanes(s.s1) + std::ptrdiff_t{pencil} * kSurfaceFieldCount;
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    s1[f] = dt * w.start.surface.data()[f] / (R(1.0F) + h * w.start.surface_loss.data()[f]);
}

STIPPLE_INLINE void take(FieldReport& report, int field, const R& error, const R& value,
                         const R& next) {
  report.error[field] = larger(report.error[field], magnitude(error));
  report.lowest[field] = smaller(report.lowest[field], value);
  report.highest[field] = larger(report.highest[field], magnitude(next));
}

STIPPLE_INLINE void second_stage_of_pencil(const PatchStep& s, int b, int j, PatchRoom& room) {
  Workspace<R>& w = room.pencil;
  const int pencil = s.tissue->pencils.pencil(b * Pencils::width, j);
  const PencilTissue t = s.tissue->at(pencil);
  const int n = t.cells;
  R* k1 = lanes(s.k1 + static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil()) * pencil);
  R* k2 = lanes(s.k2) + std::ptrdiff_t{pencil} * static_cast<int>(kMobile.size()) * n;
  R* s1 = lanes(s.s1) + std::ptrdiff_t{pencil} * kSurfaceFieldCount;
  R* s2 = lanes(s.s2) + std::ptrdiff_t{pencil} * kSurfaceFieldCount;
  for (int at = 0; at < kFieldCount * n; ++at) w.stage_volume.data()[at] = t.volume[at] + k1[at];
  for (int f = 0; f < kSurfaceFieldCount; ++f) w.stage_surface.data()[f] = t.surface[f] + s1[f];
  const R *u = w.stage_volume.data(), *skin = w.stage_surface.data();
  compute_rates<true>(s.model, *s.column, t, u, skin, w.start);
  const Around<true> beside = around<true>(s, b, j);
  move_sideways(s.model, *s.column, s.per_area, beside, u, skin, w.start);
  const R dt = step_of(s, b), h(static_cast<float>(s.h));
  // The implicit part at the second stage's state: it differs by O(dt), which keeps second order,
  // and nothing of it has to be kept for the whole patch.
  step_detail::factor_volume(*s.column, h, w);
  const auto load = [&](int f, int i) STIPPLE_LAMBDA {
    const R k = k1[f * n + i];
    return dt * w.start.volume.data()[f * n + i] - (k + k);
  };
  const auto store = [&](int f, int i, const R& k) STIPPLE_LAMBDA {
    const int line = step_detail::line_of(f);
    if (line >= 0) {
      k2[line * n + i] = k;
      return;
    }
    const R k_first = k1[f * n + i];
    const R next = t.volume[f * n + i] + (R(1.5F) * k_first + R(0.5F) * k);
    const R home = f == kDisorder ? t.disorder_home[i] : R(static_cast<float>(home_of(f)));
    take(room.report, f, k_first + k, next + home, next);
    k1[f * n + i] = next;
  };
  // The workspace's k2 is free: the lines use it on their way down.
  step_detail::solve_volume(*s.column, w, w.k2.data(), load, store);
  for (int f = 0; f < kSurfaceFieldCount; ++f)
    s2[f] = (dt * w.start.surface.data()[f] - (s1[f] + s1[f])) /
            (R(1.0F) + h * w.start.surface_loss.data()[f]);
}

template <bool closes>
STIPPLE_INLINE void finish_place(const PatchStep& s, int b, std::size_t m, FieldReport& report) {
  const Pencils& pencils = s.tissue->pencils;
  const int n = pencils.cells();
  const int field = kMobile[m].field;
  const R home(static_cast<float>(home_of(field)));
  const auto volume = static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil());
  R error(0.0F), lowest(1.0F), highest(0.0F);
  solve_y_of_place<closes>(
      pencils, s.lines, s.second(), b, m, [&](int j, int i, const R& k2) STIPPLE_LAMBDA {
        const int pencil = pencils.pencil(b * Pencils::width, j);
        const std::ptrdiff_t at = volume * pencil + std::ptrdiff_t{field * n + i} * Pencils::width;
        const R u = load<R>(s.tissue->volume.data() + at);
        const R k1 = load<R>(s.k1 + at);
        const R next = u + (R(1.5F) * k1 + R(0.5F) * k2);
        error = larger(error, magnitude(k1 + k2));
        lowest = smaller(lowest, next + home);
        highest = larger(highest, magnitude(next));
        store(s.k1 + at, next);
      });
  report.error[field] = larger(report.error[field], error);
  report.lowest[field] = smaller(report.lowest[field], lowest);
  report.highest[field] = larger(report.highest[field], highest);
}

STIPPLE_INLINE void x_lines(const PatchStep& s, const Increments& k, int j, PatchRoom& room) {
  const Pencils& pencils = s.tissue->pencils;
  if (pencils.nx() == 1) return;
  for (std::size_t m = 0; m < kMobile.size(); ++m)
    if (periodic(s))
      solve_x_of_row<true>(pencils, s.lines, k, j, m, room.line.data());
    else
      solve_x_of_row<false>(pencils, s.lines, k, j, m, room.line.data());
}

}  // namespace

PatchStep patch_step(PatchTissue& tissue, const Column<PatchLanes>& column) {
  PatchStep step;
  step.tissue = &tissue;
  step.column = &column;
  const float area = static_cast<float>(1.0 / (tissue.pencils.side() * tissue.pencils.side()));
  for (std::size_t cargo = 0; cargo < 4; ++cargo)
    for (int i = 0; i < column.cells; ++i)
      step.per_area[cargo].push_back(
          static_cast<Cargo>(cargo) == Cargo::signal || i >= column.first_dermal ? area : 0.0F);
  return step;
}

Increments PatchStep::first() const {
  Increments k{k1, static_cast<std::ptrdiff_t>(tissue->volume_of_pencil())};
  for (std::size_t m = 0; m < kMobile.size(); ++m) k.slot[m] = kMobile[m].field;
  return k;
}

Increments PatchStep::second() const {
  Increments k{k2, static_cast<std::ptrdiff_t>(kMobile.size() * tissue->cells_of_pencil())};
  for (std::size_t m = 0; m < kMobile.size(); ++m) k.slot[m] = static_cast<int>(m);
  return k;
}

STIPPLE_CLONES void first_stage_of_row(const PatchStep& step, int j, PatchRoom& room) {
  const Pencils& pencils = step.tissue->pencils;
  for (int b = 0; b < pencils.in_row(); ++b) first_stage_of_pencil(step, b, j, room);
  x_lines(step, step.first(), j, room);
}

STIPPLE_CLONES void second_stage_of_row(const PatchStep& step, int j, PatchRoom& room) {
  const Pencils& pencils = step.tissue->pencils;
  for (int b = 0; b < pencils.in_row(); ++b) second_stage_of_pencil(step, b, j, room);
  x_lines(step, step.second(), j, room);
}

STIPPLE_CLONES void first_stage_of_place(const PatchStep& step, int b, std::size_t m) {
  const Increments k1 = step.first();
  const Pencils& pencils = step.tissue->pencils;
  if (pencils.ny() == 1) return;
  const int n = pencils.cells();
  const auto put = [&](int j, int i, const R& x) STIPPLE_LAMBDA {
    store(k1.of(pencils.pencil(b * Pencils::width, j), m, n) + std::ptrdiff_t{i} * Pencils::width,
          x);
  };
  if (periodic(step))
    solve_y_of_place<true>(pencils, step.lines, k1, b, m, put);
  else
    solve_y_of_place<false>(pencils, step.lines, k1, b, m, put);
}

STIPPLE_CLONES void second_stage_of_place(const PatchStep& step, int b, std::size_t m,
                                          FieldReport& report) {
  if (periodic(step))
    finish_place<true>(step, b, m, report);
  else
    finish_place<false>(step, b, m, report);
}

void finish_surface(const PatchStep& s, FieldReport& report) {
  const int pencils = s.tissue->pencils.count();
  R* s1 = lanes(s.s1);
  const R *s2 = lanes(s.s2), *u = lanes(s.tissue->surface.data());
  for (int p = 0; p < pencils; ++p)
    for (int f = 0; f < kSurfaceFieldCount; ++f) {
      const int at = p * kSurfaceFieldCount + f;
      const R next = u[at] + (R(1.5F) * s1[at] + R(0.5F) * s2[at]);
      const R home(static_cast<float>(surface_home_of(f)));
      take(report, kFieldCount + f, s1[at] + s2[at], next + home, next);
      s1[at] = next;
    }
}

}  // namespace stipple
