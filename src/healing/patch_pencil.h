// SPDX-License-Identifier: Apache-2.0
// One pencil in a step: its neighbours, and its length of step. For the kernels of patch_step.h.
#pragma once

#include "healing/patch_step.h"

namespace stipple {

inline PatchLanes* lanes(float* numbers) { return reinterpret_cast<PatchLanes*>(numbers); }

template <bool stage>
STIPPLE_INLINE Seen<stage> seen(const PatchStep& s, int pencil) {
  const PencilTissue t = s.tissue->at(pencil);
  const auto p = static_cast<std::ptrdiff_t>(pencil);
  Seen<stage> view{t.volume, nullptr, t.surface, nullptr};
  if constexpr (stage) {
    view.volume_k = lanes(s.k1 + p * static_cast<std::ptrdiff_t>(s.tissue->volume_of_pencil()));
    view.surface_k = lanes(s.s1) + p * kSurfaceFieldCount;
  }
  return view;
}

template <bool stage>
STIPPLE_INLINE Around<stage> around(const PatchStep& s, int b, int j) {
  const Pencils& p = s.tissue->pencils;
  const int first = b * Pencils::width;
  const int last = first + p.filled(b) - 1;
  const int west = p.before(first, p.nx()), east = p.after(last, p.nx());
  return {seen<stage>(s, p.pencil(first, p.before(j, p.ny()))),
          seen<stage>(s, p.pencil(first, p.after(j, p.ny()))),
          seen<stage>(s, p.pencil(west, j)),
          seen<stage>(s, p.pencil(east, j)),
          Pencils::lane(west),
          Pencils::lane(east),
          last - first};
}

// dt in the lanes of real columns, 0 in the others: those stay as they are.
STIPPLE_INLINE PatchLanes step_of(const PatchStep& s, int b) {
  PatchLanes dt(static_cast<float>(s.dt));
  for (int l = s.tissue->pencils.filled(b); l < Pencils::width; ++l) dt.set(l, 0.0F);
  return dt;
}

STIPPLE_INLINE bool periodic(const PatchStep& s) {
  return s.tissue->pencils.sides() == Sides::periodic;
}

}  // namespace stipple
