// SPDX-License-Identifier: Apache-2.0
// Columns of a plane along y: changed and swept, the right-hand side of a row while it is in
// registers.
#pragma once

#include "numerics/classed_sweep.h"
#include "numerics/transport_faces_change.h"

namespace stipple {

inline constexpr int kMostColumns = 2;  // units of columns swept at once

// C units of columns of plane k from cell i on, from one end. f stands in place of the source until
// the way back.
template <class L, bool closes, int C>
struct ColumnSweep {
  using T = typename L::Value;
  static constexpr int W = L::width, V = C * kParts<L>, kept = closes ? 2 : 1;

  T* p{};     // in the row that is swept
  L* room{};  // what is kept of it
  std::ptrdiff_t row{};
  int rows{}, open{}, first{};
  T diagonal{};
  // To ask for ahead: the values two planes on, line after line in the order of memory, and the
  // classes of the next plane.
  const T* soon{};
  const std::uint32_t* classes_soon{};
  std::ptrdiff_t words{};
  Elimination<closes, C, L> from, to;
  L right[V], last[V], after[V];  // of the cell where both meet, and of the last one of a ring

  STIPPLE_INLINE ColumnSweep(const FaceWork<T>& work, int k, int i) {
    const Grid3& g = *work.grid;
    p = work.target + g.at(i, 0, k);
    room = reinterpret_cast<L*>(work.room);
    row = g.row();
    rows = g.ny();
    open = closes ? rows - 1 : rows;
    first = i;
    diagonal = work.transport->diagonal;
    const int done = i * rows;  // cells of the plane
    soon = work.value + g.at(0, 0, k + 2) + done;
    words = Grid3::line * work.faces.plane / (row * rows) + 1;
    classes_soon = work.faces.x + (k + 1) * work.faces.plane + done / Grid3::line * words;
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) {
      to.begin(v, L(T(0)));
      right[v] = last[v] = after[v] = L(T(0));
    }
  }

  STIPPLE_INLINE void ask_ahead() {
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) {
      __builtin_prefetch(soon + v * W, 0, 2);
      __builtin_prefetch(classes_soon + v * words, 0, 2);
    }
    soon += V * W;
    classes_soon += V * words;
  }

  // Row j, A u of it and the conductances of the faces after it.
  STIPPLE_INLINE void forward(int j, const L* change, const L* c) {
    ask_ahead();
    if (j + 1 < open) {
      from.forward([&](int) STIPPLE_LAMBDA { return diagonal; },
                   [&](int v) STIPPLE_LAMBDA { return change[v] + load<L>(p + v * W); },
                   [&](int v) STIPPLE_LAMBDA { return c[v]; },
                   [&](int v, const L& f, const L& back, const L& spike) STIPPLE_LAMBDA {
                     store(p + v * W, f);
                     room[v * kept].v = back.v;
                     if constexpr (closes) room[v * kept + 1].v = spike.v;
                   });
    } else {
#pragma GCC unroll 32
      for (int v = 0; v < V; ++v) {
        const L own = change[v] + load<L>(p + v * W);
        if (j + 1 == open) {
          right[v] = own;
          to.begin(v, c[v]);
        } else {
          last[v] = own;
          after[v] = c[v];
        }
      }
    }
    p += row;
    room += V * kept;
  }

  STIPPLE_INLINE void go_back() {
    L x[V];
    p -= (rows - open + 1) * row;
    room -= (rows - open + 1) * V * kept;
#pragma GCC unroll 32
    for (int v = 0; v < V; ++v) {
      Meeting<closes, L> meeting(from, v, to, v, diagonal, right[v]);
      if constexpr (closes) {
        meeting.close(diagonal, last[v], to.e[v], after[v]);
        last[v] = meeting.last;
        store(p + row + v * W, last[v]);
      }
      x[v] = meeting.x;
      store(p + v * W, x[v]);
    }
    for (int j = open - 2; j >= 0; --j) {
      p -= row;
      room -= V * kept;
#pragma GCC unroll 32
      for (int v = 0; v < V; ++v) {
        L f = load<L>(p + v * W);
        if constexpr (closes) f += room[v * kept + 1] * last[v];
        x[v] = f + room[v * kept] * x[v];
        store(p + v * W, x[v]);
      }
    }
  }

  STIPPLE_INLINE void solve(const PlaneChange<L, closes>& change) {
    change.template walk<V>(
        first,
        [&](const L* c) STIPPLE_LAMBDA {
#pragma GCC unroll 32
          for (int v = 0; v < V; ++v) from.begin(v, c[v]);
        },
        [&](int j, const L* own, const L* c) STIPPLE_LAMBDA { forward(j, own, c); });
    go_back();
  }
};

}  // namespace stipple
