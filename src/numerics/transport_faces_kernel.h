// SPDX-License-Identifier: Apache-2.0
// The kernels of transport_faces.cc for planes: a plane is changed and swept along y, and then
// along x.
#pragma once

#include "numerics/transport_faces_columns.h"

namespace stipple {

// Units of rows swept at once.
inline constexpr int kMostRows = 3;

// h (A u + source), explicit.
template <class T>
struct ClassedChangeKernel {
  FaceWork<T> work{};

  template <class L, bool closes>
  STIPPLE_INLINE void change_all() const {
    constexpr int W = L::width;
    constexpr int V = kParts<L>;
    const Grid3& g = *work.grid;
    for (int k = 0; k < g.nz(); ++k) {
      const PlaneChange<L, closes> change(work, k);
      for (int i = 0; i < static_cast<int>(g.row()); i += V * W)
        change.template walk<V>(
            i, [](const L*) STIPPLE_LAMBDA {},
            [&](int j, const L* own, const L*) STIPPLE_LAMBDA {
              for (int v = 0; v < V; ++v) {
                const std::ptrdiff_t at = g.at(i + v * W, j, k);
                const L all = work.source ? own[v] + load<L>(work.source + at) : own[v];
                store(work.target + at, scaled(work.transport->step, all));
              }
            });
    }
  }
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    if (work.grid->sides() == Sides::periodic)
      change_all<L, true>();
    else
      change_all<L, false>();
  }
};

template <class T>
struct ClassedPlaneKernel {
  FaceWork<T> work{};
  int k{};

  // Rows of a plane, turned so that they lie across vectors. They stand where f is kept.
  template <class L, bool closes, int C>
  struct Rows {
    static constexpr int W = L::width, V = C * kParts<L>, kept = closes ? 3 : 2;
    L* room{};
    ClassTable<L> table;
    T own{};
    const std::uint32_t* words{};
    std::ptrdiff_t next_words{};
    mutable const T* soon{};  // in the next plane, to ask for ahead

    STIPPLE_INLINE L right(int i, int v) const {
      __builtin_prefetch(soon, 0, 2);
      soon += W;
      return room[(i * V + v) * kept];
    }
    STIPPLE_INLINE void put(int i, int v, const L& x) const { room[(i * V + v) * kept] = x; }
    STIPPLE_INLINE T diagonal(int) const { return own; }
    STIPPLE_INLINE L face(int i, int v) const {
      const std::uint32_t* at = words + v * W / kRowsAbreast * next_words +
                                i / kFacesInWord * kRowsAbreast + v * W % kRowsAbreast;
      return table.at(ClassWords<L>(at, 4 * (i % kFacesInWord)));
    }
  };

  // Tiles of C units of rows from row j on, into the room or out of it.
  template <bool in, class R, class L>
  STIPPLE_INLINE void turn(const R& rows, int j, L* tile) const {
    constexpr int W = L::width, V = R::V, kept = R::kept;
    const Grid3& g = *work.grid;
    for (int v = 0; v < V; ++v) {
      const int filled = std::clamp(g.ny() - j - v * W, 0, W);
      for (int i = 0; i < g.nx(); i += W) {
        T* const cells = work.target + g.at(i, j + v * W, k);
        L* const turned = rows.room + (i * V + v) * kept;
        const int end = std::min(W, g.nx() - i);
        const auto from = [&](int r, bool all) STIPPLE_LAMBDA {
          if (in) return all || r < filled ? load<L>(cells + r * g.row()) : L(T(0));
          return all || r < end ? turned[r * V * kept] : L(T(0));
        };
        const auto to = [&](int r, bool all) STIPPLE_LAMBDA {
          if (in && (all || r < end)) turned[r * V * kept] = tile[r];
          if (!in && (all || r < filled)) store(cells + r * g.row(), tile[r]);
        };
        // Most tiles are full.
        if (filled == W && end == W) {
#pragma GCC unroll 16
          for (int r = 0; r < W; ++r) tile[r] = from(r, true);
          transpose(tile);
#pragma GCC unroll 16
          for (int r = 0; r < W; ++r) to(r, true);
        } else {
#pragma GCC unroll 16
          for (int r = 0; r < W; ++r) tile[r] = from(r, false);
          transpose(tile);
#pragma GCC unroll 16
          for (int r = 0; r < W; ++r) to(r, false);
        }
      }
    }
  }

  // C units of rows from row j on, from both ends. Their solution is multiplied by the weight of
  // the layer for the lines in depth.
  template <class L, bool closes, int C>
  STIPPLE_INLINE void sweep_rows(int j) const {
    const Grid3& g = *work.grid;
    const auto& layer = work.transport->layers[static_cast<std::size_t>(k)];
    T across[kFaceClasses];
    for (std::size_t c = 0; c < kFaceClasses; ++c)
      across[c] = work.transport->across[c] * layer.in_rows;
    using R = Rows<L, closes, C>;
    const R rows{reinterpret_cast<L*>(work.room),
                 ClassTable<L>(across),
                 layer.diagonal_in_rows,
                 work.faces.lines + k * work.faces.plane + j / kRowsAbreast * work.faces.lines_row +
                     j % kRowsAbreast,
                 work.faces.lines_row,
                 work.target + g.at(0, j, k + 1)};
    L tile[L::width];
    turn<true>(rows, j, tile);
    BothEnds<closes, C, L, R>(rows, g.nx(), rows.room).solve();
    turn<false>(rows, j, tile);
  }

  template <class L, bool closes>
  STIPPLE_INLINE void sweep() const {
    constexpr int U = kUnit<L>;
    const PlaneChange<L, closes> change(work, k);
    const Grid3& g = *work.grid;
    in_even_groups<kMostColumns>(
        static_cast<int>(g.row()) / U, [&](auto count, int u) STIPPLE_LAMBDA {
          ColumnSweep<L, closes, count.value>(work, k, u * U).solve(change);
        });
    in_even_groups<kMostRows>((g.ny() + U - 1) / U, [&](auto count, int u) STIPPLE_LAMBDA {
      sweep_rows<L, closes, count.value>(u * U);
    });
  }
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    if (work.grid->sides() == Sides::periodic)
      sweep<L, true>();
    else
      sweep<L, false>();
  }
};

}  // namespace stipple
