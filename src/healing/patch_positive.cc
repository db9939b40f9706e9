// SPDX-License-Identifier: Apache-2.0
// The step of a field that would turn negative: positive, of first order, with its chemotaxis in x
// and y taken from the windward side.
#include "healing/patch_pencil.h"

namespace stipple {
namespace {

using R = PatchLanes;

// What chemotaxis brings a cell from one neighbour, and takes from it towards that neighbour.
STIPPLE_INLINE void windward(const R& pull, const R& drive, const R& beside, const R& value,
                             R& brought, R& taken) {
  const R towards = (pull + pull) * (beside - drive);
  taken += positive(towards);
  brought += positive(-towards) * value;
}

// Adds lateral chemotaxis of a field to its gain (in the rate) and its loss.
STIPPLE_INLINE void follow_windward(const PatchStep& s, const PencilTissue& t, std::size_t m,
                                    const Around<false>& beside, Rates<R>& rates) {
  const Mobile& mobile = kMobile[m];
  const int n = t.cells;
  const float* area = s.per_area[static_cast<std::size_t>(mobile.cargo)].data();
  const R half_pull = R(0.5F) * transport_of(s.model.rates).chemotaxis[m];
  const R home(static_cast<float>(home_of(mobile.field)));
  const R* u = t.field(mobile.field);
  const R* drive = mobile.attractant == kMitogens ? rates.drive_mitogens.data()
                                                  : rates.drive_inflammation.data();
  for (int i = s.column->first_dermal; i < n; ++i) {
    const R pull = half_pull * R(area[i]);
    const Neighbours a = neighbours(beside, u[i], mobile.field * n + i);
    const int at = mobile.attractant * n + i;
    const Neighbours d = saturated(neighbours(beside, t.volume[at], at));
    R brought(0.0F), taken(0.0F);
    windward(pull, drive[i], d.west, home + a.west, brought, taken);
    windward(pull, drive[i], d.east, home + a.east, brought, taken);
    windward(pull, drive[i], d.north, home + a.north, brought, taken);
    windward(pull, drive[i], d.south, home + a.south, brought, taken);
    rates.volume.data()[mobile.field * n + i] += brought - taken * (home + u[i]);
    rates.volume_loss.data()[mobile.field * n + i] += taken;
  }
}

STIPPLE_INLINE void positive_pencil(const PatchStep& s, const std::vector<int>& fell, int b, int j,
                                    PatchRoom& room) {
  Workspace<R>& w = room.pencil;
  const int pencil = s.tissue->pencils.pencil(b * Pencils::width, j);
  const PencilTissue t = s.tissue->at(pencil);
  const int n = t.cells;
  const R dt = step_of(s, b);
  R* next = lanes(s.k1 + static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil()) * pencil);
  R* moving = lanes(s.k2) + std::ptrdiff_t{pencil} * static_cast<int>(kMobile.size()) * n;
  compute_rates<true>(s.model, *s.column, t, t.volume, t.surface, w.start);
  for (const int f : fell) {
    const int line = step_detail::line_of(f);
    const R* loss = w.start.volume_loss.data() + f * n;
    const R* rate = w.start.volume.data() + f * n;
    if (line < 0 || s.column->no_transport) {
      for (int i = 0; i < n; ++i) {
        const R full = step_detail::full_of(t, f, t.field(f), i);
        const R x = (full + dt * positive(rate[i] + loss[i] * full)) / (R(1.0F) + dt * loss[i]);
        next[f * n + i] = x - (full - t.field(f)[i]);
        room.report.highest[f] = larger(room.report.highest[f], magnitude(next[f * n + i]));
        if (line >= 0) moving[line * n + i] = x;
      }
      continue;
    }
    const auto m = static_cast<std::size_t>(line);
    if (kMobile[m].attractant >= 0 && s.column->chemotaxis)
      follow_windward(s, t, m, around<false>(s, b, j), w.start);
    step_detail::positive_line(*s.column, t, w, dt, f, moving + line * n);
  }
}

}  // namespace

STIPPLE_CLONES void positive_row(const PatchStep& s, const std::vector<int>& fell, int j,
                                 PatchRoom& room) {
  const Pencils& pencils = s.tissue->pencils;
  for (int b = 0; b < pencils.in_row(); ++b) positive_pencil(s, fell, b, j, room);
  if (pencils.nx() == 1) return;
  for (const int f : fell) {
    const int line = step_detail::line_of(f);
    if (line < 0) continue;
    const auto m = static_cast<std::size_t>(line);
    if (periodic(s))
      solve_x_of_row<true>(pencils, s.positive_lines, s.second(), j, m, room.line.data());
    else
      solve_x_of_row<false>(pencils, s.positive_lines, s.second(), j, m, room.line.data());
  }
}

STIPPLE_CLONES void positive_place(const PatchStep& s, int b, std::size_t m, FieldReport& report) {
  const Pencils& pencils = s.tissue->pencils;
  const int n = pencils.cells();
  const int field = kMobile[m].field;
  const R home(static_cast<float>(home_of(field)));
  const auto volume = static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil());
  // The lines leave nothing in lanes without a column: their value stays at home.
  const R real = step_of(s, b) / R(static_cast<float>(s.dt));
  R highest(0.0F);
  const auto put = [&](int j, int i, const R& x) STIPPLE_LAMBDA {
    const int pencil = pencils.pencil(b * Pencils::width, j);
    const R next = (x - home) * real;
    highest = larger(highest, magnitude(next));
    store(s.k1 + volume * pencil + std::ptrdiff_t{field * n + i} * Pencils::width, next);
  };
  if (periodic(s))
    solve_y_of_place<true>(pencils, s.positive_lines, s.second(), b, m, put);
  else
    solve_y_of_place<false>(pencils, s.positive_lines, s.second(), b, m, put);
  report.highest[field] = larger(report.highest[field], highest);
}

}  // namespace stipple
