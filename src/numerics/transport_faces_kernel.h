// SPDX-License-Identifier: Apache-2.0
// The kernels of transport_faces.cc: a plane is changed, swept along x and along y; then columns
// are swept along z and their differences added.
#pragma once

#include <algorithm>

#include "numerics/transport_change.h"
#include "numerics/transport_faces.h"
#include "numerics/transport_sweeps.h"

namespace stipple {

inline constexpr int kClassedPiece = 128;  // cells of a plane whose columns are swept at once

template <class T>
struct FaceWork {
  const Grid3* grid{};
  const FaceClasses* faces{};
  const ClassedTransport<T>* transport{};
  const T* value{};
  const T* source{};  // nullptr: none
  T* target{};        // may be the source
  T *room{}, *lines{}, *changed{};
  const std::uint8_t* closed{};  // a row of class 0
};

// The classes around a row of cells; `west` also holds those to the east, one cell on.
struct ClassesAround {
  const std::uint8_t *west{}, *north{}, *south{}, *above{}, *below{};
};

template <class T>
STIPPLE_INLINE ClassesAround classes_around(const FaceWork<T>& w, int j, int k) {
  const Grid3& g = *w.grid;
  const std::ptrdiff_t at = g.at(0, j, k);
  ClassesAround c;
  c.west = w.faces->x.data() + at;
  c.north = w.faces->y.data() + at;
  c.south = j + 1 < g.ny()                 ? c.north + g.row()
            : g.sides() == Sides::periodic ? w.faces->y.data() + g.at(0, 0, k)
                                           : w.closed;
  c.above = w.faces->z.data() + at;
  c.below = k + 1 < g.nz() ? c.above + g.plane() : w.closed;
  return c;
}

// What a cell takes from its neighbours; conductances first.
template <class R, class T>
STIPPLE_INLINE R taken_by(const R (&c)[6], T up, T down, T loss, const R& own, const R& west,
                          const R& east, const RowAround<R>& around) {
  const R x = c[1] * (east - own) - c[0] * (own - west);
  const R y = c[3] * (*around.south - own) - c[2] * (own - *around.north);
  const R z = scaled(up, c[4] * (*around.above - own)) + scaled(down, c[5] * (*around.below - own));
  return ((x + y) + z) - scaled(loss, own);
}

template <class T>
struct ClassedRow {
  RowAround<T> a{};
  ClassesAround c{};
  const T *across{}, *depth{};
  T up{}, down{}, loss{}, step{};

  // Cells i ..., of which R holds one or many; east_class: of the face to their east.
  template <class R, class Load, class LookUp>
  STIPPLE_INLINE R change(int i, int west, int east, const std::uint8_t* east_class,
                          const Load& get, const LookUp& find) const {
    const R conductance[6] = {find(across, c.west + i),  find(across, east_class),
                              find(across, c.north + i), find(across, c.south + i),
                              find(depth, c.above + i),  find(depth, c.below + i)};
    const R north = get(a.north + i), south = get(a.south + i);
    const R above = get(a.above + i), below = get(a.below + i);
    const R change =
        taken_by(conductance, up, down, loss, get(a.own + i), get(a.own + west), get(a.own + east),
                 RowAround<R>{nullptr, &north, &south, &above, &below, nullptr});
    return a.source ? change + scaled(step, get(a.source + i)) : change;
  }
};

template <class L, class T>
STIPPLE_INLINE void classed_row(const FaceWork<T>& w, int j, int k, T* to) {
  const Grid3& g = *w.grid;
  const bool closes = g.sides() == Sides::periodic;
  const int n = g.nx();
  const ClassedTransport<T>& t = *w.transport;
  const auto layer = static_cast<std::size_t>(k);
  ClassedRow<T> row{{},          classes_around(w, j, k), t.across.data(), t.depth.data(),
                    t.up[layer], t.down[layer],           t.loss[layer],   t.step};
  const T* own = w.value + g.at(0, j, k);
  row.a.own = own;
  row.a.north = j > 0 ? own - g.row() : closes ? own + (g.ny() - 1) * g.row() : own;
  row.a.south = j + 1 < g.ny() ? own + g.row() : closes ? own - (g.ny() - 1) * g.row() : own;
  row.a.above = k > 0 ? own - g.plane() : own;
  row.a.below = k + 1 < g.nz() ? own + g.plane() : own;
  row.a.source = w.source ? w.source + g.at(0, j, k) : nullptr;

  const auto one = [](const T* p) STIPPLE_LAMBDA { return *p; };
  const auto find_one = [](const T* table, const std::uint8_t* p)
                            STIPPLE_LAMBDA { return look_up_one(table, p); };
  const auto many = [](const T* p) STIPPLE_LAMBDA { return load<L>(p); };
  const auto find_many = [](const T* table, const std::uint8_t* p)
                             STIPPLE_LAMBDA { return look_up<L>(table, p); };
  const std::uint8_t* x = row.c.west;
  const T first = row.template change<T>(0, closes ? n - 1 : 0, n > 1 ? 1 : 0,
                                         n > 1 ? x + 1 : w.closed, one, find_one);
  const T last = row.template change<T>(n - 1, n > 1 ? n - 2 : 0, closes ? 0 : n - 1,
                                        closes ? x : w.closed, one, find_one);
  const int width = static_cast<int>(g.row());
  for (int i = 0; i < width; i += L::width)
    store(to + i, row.template change<L>(i, i - 1, i + 1, x + i + 1, many, find_many));
  to[0] = first;
  to[n - 1] = last;
  for (int i = n; i < width; ++i) to[i] = T(0);
}

template <class T>
struct ClassedChangeKernel {
  FaceWork<T> work{};
  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    const Grid3& g = *work.grid;
    for (int k = 0; k < g.nz(); ++k)
      for (int j = 0; j < g.ny(); ++j) classed_row<L>(work, j, k, work.target + g.at(0, j, k));
  }
};

template <class T>
struct ClassedPlaneKernel {
  FaceWork<T> work{};
  int k{};

  // C tiles of W rows from row j on.
  template <class L, bool closes, int C>
  STIPPLE_INLINE void sweep_rows(int j) const {
    constexpr int W = L::width;
    const FaceWork<T> w = work;
    const Grid3& g = *w.grid;
    const int width = static_cast<int>(g.row());
    const int rows = std::min(C * W, g.ny() - j);
    const std::ptrdiff_t length = group_of_lines(g);
    T* to = w.target + g.at(0, j, k);
    for (int r = 0; r < rows; ++r) classed_row<L>(w, j + r, k, w.changed + r * width);
    // Rows side by side; those that are missing hold zero.
    L tile[W];
    auto* lines = reinterpret_cast<L*>(w.lines);
    for (int c = 0; c < C; ++c)
      for (int i = 0; i < width; i += W) {
#pragma GCC unroll 16
        for (int r = 0; r < W; ++r)
          tile[r] = c * W + r < rows ? load<L>(w.changed + (c * W + r) * width + i) : L(0);
        transpose(tile);
#pragma GCC unroll 16
        for (int r = 0; r < W; ++r) lines[(i + r) * C + c] = tile[r];
      }
    const std::uint8_t* group = w.faces->lines.data() + k * groups_of_lines(g) * length;
    const auto classes = [&](int i, int c) STIPPLE_LAMBDA {
      const int row = j + c * W;
      return group + row / kRowsAbreast * group_of_lines(g) + i * kRowsAbreast + row % kRowsAbreast;
    };
    const auto& t = *w.transport;
    const ClassedLine<T> line{t.in_across.data(), t.ones.data(), t.ones.data(), t.ones.data()};
    solve_classed<closes, C>(line, g.nx(), w.lines, C * W, W, reinterpret_cast<L*>(w.room), classes,
                             [&](int i, int c, const L& x)
                                 STIPPLE_LAMBDA { lines[i * C + c] = x; });
    for (int c = 0; c < C; ++c)
      for (int i = 0; i < width; i += W) {
#pragma GCC unroll 16
        for (int r = 0; r < W; ++r) tile[r] = lines[(i + r) * C + c];
        transpose(tile);
#pragma GCC unroll 16
        for (int r = 0; r < W; ++r)
          if (c * W + r < rows) store(to + (c * W + r) * width + i, tile[r]);
      }
  }

  template <class L, bool closes>
  STIPPLE_INLINE void sweep_y() const {
    constexpr int W = L::width;
    const FaceWork<T> w = work;
    const Grid3& g = *w.grid;
    const auto& t = *w.transport;
    const int n = g.ny();
    const std::ptrdiff_t row = g.row();
    const ClassedLine<T> line{t.in_across.data(), t.ones.data(), t.ones.data(), t.ones.data()};
    const std::uint8_t* map = w.faces->y.data() + g.at(0, 0, k);
    const std::uint8_t* end = closes ? map : w.closed;
    in_groups(static_cast<int>(g.row()) / W, [&](auto count, int v) STIPPLE_LAMBDA {
      T* p = w.target + g.at(0, 0, k) + v * W;
      solve_classed<closes, count.value>(
          line, n, p, row, W, reinterpret_cast<L*>(w.room),
          [&](int j, int c) STIPPLE_LAMBDA { return (j < n ? map + j * row : end) + (v + c) * W; },
          [&](int j, int c, const L& x) STIPPLE_LAMBDA { store(p + j * row + c * W, x); });
    });
  }

  template <class L, bool closes>
  STIPPLE_INLINE void sweep() const {
    constexpr int W = L::width;
    in_groups((work.grid->ny() + W - 1) / W,
              [&](auto count, int v) STIPPLE_LAMBDA { sweep_rows<L, closes, count.value>(v * W); });
    sweep_y<L, closes>();
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

template <class T>
struct ClassedColumnKernel {
  FaceWork<T> work{};
  T* value{};
  std::ptrdiff_t start{};

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    constexpr int W = L::width;
    const FaceWork<T> w = work;
    const Grid3& g = *w.grid;
    const auto& t = *w.transport;
    const std::ptrdiff_t plane = g.plane();
    const int nz = g.nz();
    T* const to = value;
    const auto end = std::min<std::ptrdiff_t>(start + kClassedPiece, g.row() * g.ny());
    const ClassedLine<T> line{t.in_depth.data(), t.diagonal.data(), t.up.data(), t.down.data()};
    const std::uint8_t* map = w.faces->z.data();
    in_groups(static_cast<int>(end - start) / W, [&](auto count, int v) STIPPLE_LAMBDA {
      const std::ptrdiff_t first = start + v * W;
      solve_classed<false, count.value>(
          line, nz, w.target + first, plane, W, reinterpret_cast<L*>(w.room),
          [&](int k, int c)
              STIPPLE_LAMBDA { return k < nz ? map + k * plane + first + c * W : w.closed; },
          [&](int k, int c, const L& x) STIPPLE_LAMBDA {
            T* at = to + k * plane + first + c * W;
            store(at, load<L>(at) + x);
          });
    });
  }
};

}  // namespace stipple
