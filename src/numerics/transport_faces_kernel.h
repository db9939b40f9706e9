// SPDX-License-Identifier: Apache-2.0
// The kernels of transport_faces.cc: a plane is changed, swept along x and along y; then columns
// are swept along z and their differences added.
#pragma once

#include "numerics/transport_faces_change.h"

namespace stipple {

// Units of lines swept at once: as many as the registers hold.
template <bool closes>
inline constexpr int kMostUnits = closes ? 3 : 5;

template <class T>
struct ClassedChangeKernel {
  FaceWork<T> work{};

  template <class L, bool closes>
  STIPPLE_INLINE void change_all() const {
    constexpr int W = L::width;
    const Grid3& g = *work.grid;
    L tile[W];
    for (int k = 0; k < g.nz(); ++k) {
      const PlaneChange<L, closes> change(work, k);
      for (int j = 0; j < g.ny(); j += W) {
        const int rows = std::min(W, g.ny() - j);
        change.lay_out(j, rows);
        for (int i = 0; i < static_cast<int>(g.row()); i += W) {
          change.tile(i, j, rows, j, g.at(i, j, 0), tile);
          change.clear_padding(i, tile);
          for (int r = 0; r < rows; ++r) store(work.target + g.at(i, j + r, k), tile[r]);
        }
      }
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

  // C units of rows from row j on.
  template <class L, bool closes, int C>
  STIPPLE_INLINE void sweep_rows(const PlaneChange<L, closes>& change, int j) const {
    constexpr int W = L::width;
    using Sweep = ClassedSweep<closes, true, C, L>;
    constexpr int V = Sweep::vectors;
    const FaceWork<T> w = work;
    const Grid3& g = *w.grid;
    const int n = g.nx();
    const int width = static_cast<int>(g.row());
    const auto rows_of = [&](int v) STIPPLE_LAMBDA { return std::clamp(g.ny() - j - v * W, 0, W); };
    auto* lines = reinterpret_cast<L*>(w.tiles);  // W cells of all lines: [cell][vector]
    const ClassTable<L> table(w.transport->in_across.data());
    // Words of the faces before eight cells, of vector v.
    const auto words = [&](int i, int v) STIPPLE_LAMBDA {
      const int row = j + v * W;
      return w.faces.lines + k * w.faces.lines_plane + row / kRowsAbreast * w.faces.lines_row +
             i / kFacesInWord * kRowsAbreast + row % kRowsAbreast;
    };
    const auto face = [&](int i) STIPPLE_LAMBDA {
      return [&, i](int v) STIPPLE_LAMBDA {
        return table.at(ClassWords<L>(words(i, v), 4 * (i % kFacesInWord)));
      };
    };
    Sweep sweep;
    sweep.n = n;
    sweep.room = reinterpret_cast<L*>(w.room);
    sweep.begin(face(0));
    if (closes) change.lay_out(j, std::min(V * W, g.ny() - j));
    L tile[W];
    std::ptrdiff_t done = j * g.row();
    for (int i = 0; i < n; i += W) {
      for (int v = 0; v < V; ++v) {
        change.tile(i, j + v * W, rows_of(v), j, done, tile);
        done += W * W;
        change.clear_padding(i, tile);
        transpose(tile);
#pragma GCC unroll 16
        for (int c = 0; c < W; ++c) lines[c * V + v] = tile[c];
      }
      const int end = std::min(W, (closes ? n - 1 : n) - i);
      for (int c = 0; c < end; ++c)
        sweep.forward(
            i + c, [&](int v) STIPPLE_LAMBDA { return lines[c * V + v]; }, face(i + c + 1));
    }
    sweep.turn([&](int v) STIPPLE_LAMBDA { return lines[(n - 1) % W * V + v]; }, face(n));
    T* to = w.target + g.at(0, j, k);
    for (int i = width - W; i >= 0; i -= W) {
      const int end = std::clamp(n - i, 0, W);
      for (int c = end; c < W; ++c)
        for (int v = 0; v < V; ++v) lines[c * V + v] = L(0);
      for (int c = end - 1; c >= 0; --c)
        sweep.backward(i + c, [&](int v, const L& x) STIPPLE_LAMBDA { lines[c * V + v] = x; });
      for (int v = 0; v < V; ++v) {
#pragma GCC unroll 16
        for (int c = 0; c < W; ++c) tile[c] = lines[c * V + v];
        transpose(tile);
        const int rows = rows_of(v);
#pragma GCC unroll 16
        for (int r = 0; r < W; ++r)
          if (r < rows) store(to + (v * W + r) * g.row() + i, tile[r]);
      }
    }
  }

  template <class L, bool closes, int C>
  STIPPLE_INLINE void sweep_columns(int i) const {
    constexpr int W = L::width;
    const FaceWork<T> w = work;
    const std::ptrdiff_t row = w.grid->row();
    T* p = w.target + w.grid->at(i, 0, k);
    const ClassTable<L> table(w.transport->in_across.data());
    const std::uint32_t* words = w.faces.y + k * w.faces.plane + i;
    const auto face = [&](int j) STIPPLE_LAMBDA {
      return [&, j](int v) STIPPLE_LAMBDA {
        return table.at(
            ClassWords<L>(words + j / kFacesInWord * w.faces.row + v * W, 4 * (j % kFacesInWord)));
      };
    };
    ClassedSweep<closes, true, C, L> sweep;
    sweep.n = w.grid->ny();
    sweep.room = reinterpret_cast<L*>(w.room);
    const auto right = [&](int j) STIPPLE_LAMBDA {
      return [&, j](int v) STIPPLE_LAMBDA { return load<L>(p + j * row + v * W); };
    };
    sweep.begin(face(0));
    for (int j = 0; j < (closes ? sweep.n - 1 : sweep.n); ++j)
      sweep.forward(j, right(j), face(j + 1));
    sweep.turn(right(sweep.n - 1), face(sweep.n));
    for (int j = sweep.n - 1; j >= 0; --j)
      sweep.backward(j, [&](int v, const L& x) STIPPLE_LAMBDA { store(p + j * row + v * W, x); });
  }

  template <class L, bool closes>
  STIPPLE_INLINE void sweep() const {
    constexpr int U = kUnit<L>;
    constexpr int most = kMostUnits<closes>;
    const PlaneChange<L, closes> change(work, k);
    const Grid3& g = *work.grid;
    in_even_groups<most>((g.ny() + U - 1) / U, [&](auto count, int u) STIPPLE_LAMBDA {
      sweep_rows<L, closes, count.value>(change, u * U);
    });
    in_even_groups<most>(static_cast<int>(g.row()) / U, [&](auto count, int u) STIPPLE_LAMBDA {
      sweep_columns<L, closes, count.value>(u * U);
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

// Columns of a few rows from row j on, along z, plane after plane: the cells of a plane do not wait
// for each other, and memory is read in long pieces.
inline constexpr int kRowsInDepth = 2;

template <class T>
struct ClassedDepthKernel {
  FaceWork<T> work{};
  T* value{};
  int j{};

  // Eliminates `count` units from cell i of the rows on, in plane k.
  template <int count, class L>
  STIPPLE_INLINE void forward(const ClassTable<L>& table, int k, std::ptrdiff_t n, std::ptrdiff_t i,
                              const std::uint32_t* words, int place) const {
    constexpr int W = L::width, V = count * kParts<L>;
    const ClassedTransport<T>& t = *work.transport;
    const auto layer = static_cast<std::size_t>(k);
    const T up = t.up[layer], down = t.down[layer], own = t.diagonal[layer];
    const T* right = work.target + work.grid->at(0, j, k) + i;
    const T* u = value + work.grid->at(0, j, k) + i;
    T* const f = work.room + k * n + i;
    T* const back = f + work.grid->nz() * n;
    // The first plane has none above it: its conductance is zero.
    const T* const f_above = k > 0 ? f - n : right;
    const T* const back_above = k > 0 ? back - n : right;
    L before[V], after[V], diagonal[V], inverse[V];
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      __builtin_prefetch(right + n + v * W, 0, 2);
      __builtin_prefetch(u + n + v * W, 0, 2);
      const std::uint32_t* at = words + v * W;
      before[v] = scaled(up, table.at(ClassWords<L>(at, place)));
      after[v] = scaled(down, table.at(ClassWords<L>(at + work.faces.plane, place)));
      diagonal[v] = L((before[v] + after[v]).v + own) - before[v] * load<L>(back_above + v * W);
    }
    invert<count>(diagonal, inverse);
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      const L x = load<L>(right + v * W) + before[v] * load<L>(f_above + v * W);
      store(f + v * W, x * inverse[v]);
      store(back + v * W, after[v] * inverse[v]);
    }
  }

  template <class L>
  STIPPLE_INLINE void go_back(std::ptrdiff_t n) const {
    const Grid3& g = *work.grid;
    T* const x = work.room + (g.nz() - 1) * n;  // of the plane below; at first the last f
    for (int k = g.nz() - 1; k >= 0; --k) {
      const T* const f = work.room + k * n;
      const T* const back = f + g.nz() * n;
      T* const u = value + g.at(0, j, k);
      const bool deepest = k + 1 == g.nz();
      for (std::ptrdiff_t i = 0; i < n; i += L::width) {
        L own = load<L>(f + i);
        if (!deepest) own += load<L>(back + i) * load<L>(x + i);
        store(x + i, own);
        store(u + i, load<L>(u + i) + own);
      }
    }
  }

  template <class L>
  STIPPLE_INLINE void sweep() const {
    constexpr int U = kUnit<L>;
    const FaceWork<T> w = work;
    const Grid3& g = *w.grid;
    const ClassTable<L> table(w.transport->in_depth.data());
    const int rows = std::min(kRowsInDepth, g.ny() - j);
    const std::ptrdiff_t n = rows * g.row();  // numbers of a plane
    for (int k = 0; k < g.nz(); ++k)
      for (int r = 0; r < rows; ++r) {
        const std::uint32_t* words = w.faces.z + k * w.faces.plane + j / kFacesInWord * w.faces.row;
        const int place = 4 * (j % kFacesInWord + r);
        std::ptrdiff_t i = 0;
        for (; i + U < g.row(); i += 2 * U)
          forward<2>(table, k, n, r * g.row() + i, words + i, place);
        if (i < g.row()) forward<1>(table, k, n, r * g.row() + i, words + i, place);
      }
    go_back<L>(n);
  }

  template <int bytes>
  STIPPLE_INLINE void run() const {
    sweep<Lanes<T, bytes / static_cast<int>(sizeof(T))>>();
  }
};

}  // namespace stipple
