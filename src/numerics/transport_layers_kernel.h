// SPDX-License-Identifier: Apache-2.0
// The kernels of transport_layers.cc. A plane is changed, swept along x and along y while it stays
// in the cache; where whole fields are swept, the forward half of z goes with it, so that memory is
// passed over twice in all.
#pragma once

#include "numerics/transport_change.h"
#include "numerics/transport_layers.h"
#include "numerics/transport_sweeps.h"

namespace stipple {

inline constexpr int kBack = 1024;  // cells of a plane whose columns are swept back at once
inline constexpr int kPiece = 256;  // cells of a plane whose columns are swept at once

template <class T>
struct LayerWork {
  const Grid3* grid{};
  const LayeredTransport<T>* transport{};
  T* value{};
  const T* source{};  // of douglas_step too: it is overwritten behind the reader
  T* target{};        // takes what the sweeps give: the value, or its difference
  bool delta{};       // douglas_step
  T *lines{}, *plane{}, *zeros{};
};

template <class T>
STIPPLE_INLINE RowAround<T> around(const Grid3& g, const T* u, const T* source, const T* zeros,
                                   int j, int k) {
  const bool closes = g.sides() == Sides::periodic;
  const T* own = u + g.at(0, j, k);
  RowAround<T> a;
  a.own = own;
  a.north = j > 0 ? own - g.row() : closes ? own + (g.ny() - 1) * g.row() : own;
  a.south = j + 1 < g.ny() ? own + g.row() : closes ? own - (g.ny() - 1) * g.row() : own;
  a.above = k > 0 ? own - g.plane() : own;
  a.below = k + 1 < g.nz() ? own + g.plane() : zeros;
  a.source = source ? source + g.at(0, j, k) : nullptr;
  return a;
}

template <class T>
STIPPLE_INLINE RowRates<T> rates_of(const LayeredTransport<T>& t, int k) {
  const auto& layer = t.layers[static_cast<std::size_t>(k)];
  return {layer.across, layer.up, layer.down, t.loss, t.step};
}

template <class T>
struct ChangeKernel {
  const Grid3* grid{};
  const LayeredTransport<T>* transport{};
  const T* value{};
  const T* source{};
  T* target{};
  const T* zeros{};

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    const Grid3& g = *grid;
    for (int k = 0; k < g.nz(); ++k)
      for (int j = 0; j < g.ny(); ++j)
        change_row<L>(around(g, value, source, zeros, j, k), rates_of(*transport, k), g.nx(),
                      static_cast<int>(g.row()), g.sides() == Sides::periodic,
                      target + g.at(0, j, k));
  }
};

// Planes first ... last - 1: right-hand side, x, y, and the forward half of z where asked.
template <class T>
struct PlaneKernel {
  LayerWork<T> work{};
  int first{}, last{};
  bool forward_z{};

  template <class L, bool closes>
  STIPPLE_INLINE void sweep_x(int k) const {
    constexpr int W = L::width;
    const LayerWork<T>& w = work;
    const Grid3& g = *w.grid;
    const auto& factors = w.transport->x[w.transport->layers[static_cast<std::size_t>(k)].lines];
    const int width = static_cast<int>(g.row());
    auto* lines = reinterpret_cast<L*>(w.lines);
    T* changed = w.lines + Grid3::line * g.row();
    for (int j = 0; j < g.ny(); j += W) {
      const int rows = std::min(W, g.ny() - j);
      T* to = w.target + g.at(0, j, k);
      const auto put = [&](int r, int i, const L& x)
                           STIPPLE_LAMBDA { store(to + r * g.row() + i, x); };
      if (w.delta) {
        for (int r = 0; r < rows; ++r)
          change_row<L>(around<T>(g, w.value, w.source, w.zeros, j + r, k),
                        rates_of(*w.transport, k), g.nx(), width, closes, changed + r * g.row());
        const auto get = [&](int r, int i) STIPPLE_LAMBDA {
          __builtin_prefetch(to + g.plane() + r * g.row() + i, 1, 2);
          __builtin_prefetch(w.value + g.at(0, j + r, k + 2) + i, 0, 2);
          return load<L>(changed + r * g.row() + i);
        };
        solve_some_rows<closes>(view(factors), g.nx(), width, rows, lines, get, put);
      } else if (w.source) {
        const T* source = w.source + g.at(0, j, k);
        const auto get = [&](int r, int i) STIPPLE_LAMBDA {
          return load<L>(to + r * g.row() + i) +
                 scaled(w.transport->step, load<L>(source + r * g.row() + i));
        };
        solve_some_rows<closes>(view(factors), g.nx(), width, rows, lines, get, put);
      } else {
        const auto get = [&](int r, int i) STIPPLE_LAMBDA {
          __builtin_prefetch(to + g.plane() + r * g.row() + i, 1, 2);
          return load<L>(to + r * g.row() + i);
        };
        solve_some_rows<closes>(view(factors), g.nx(), width, rows, lines, get, put);
      }
    }
  }

  template <class L, bool closes>
  STIPPLE_INLINE void sweep_y(int k) const {
    const Grid3& g = *work.grid;
    const auto& t = *work.transport;
    const auto at = static_cast<std::size_t>(k);
    const auto& factors = t.y[t.layers[at].lines];
    T* plane = work.target + g.at(0, 0, k);
    if (!forward_z) {
      solve_columns<closes, L>(view(factors), g.ny(), g.row(), plane,
                               [&](int j, int i, const L& x)
                                   STIPPLE_LAMBDA { store(plane + j * g.row() + i, x); });
      return;
    }
    const T* above = k > 0 ? plane - g.plane() : plane;
    const T inverse = t.z.inverse[at];
    const T forward = t.z.forward[at];
    solve_columns<closes, L>(
        view(factors), g.ny(), g.row(), plane, [&](int j, int i, const L& x) STIPPLE_LAMBDA {
          const std::ptrdiff_t to = j * g.row() + i;
          store(plane + to, scaled(inverse, x) + scaled(forward, load<L>(above + to)));
        });
  }

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    for (int k = first; k < last; ++k)
      if (work.grid->sides() == Sides::periodic) {
        sweep_x<L, true>(k);
        sweep_y<L, true>(k);
      } else {
        sweep_x<L, false>(k);
        sweep_y<L, false>(k);
      }
  }
};

// The backward half of z after the planes of a whole field, a piece of all planes at a time: what
// it carries from plane to plane stays in the nearest cache. Planes are asked for two ahead.
template <class T>
struct BackKernel {
  LayerWork<T> work{};

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    const Grid3& g = *work.grid;
    const std::ptrdiff_t rows = g.row() * g.ny();
    for (std::ptrdiff_t start = 0; start < rows; start += kBack) {
      const std::ptrdiff_t n = std::min<std::ptrdiff_t>(kBack, rows - start);
      for (int k = g.nz() - 1; k >= 0; --k) {
        const T back = work.transport->z.back[static_cast<std::size_t>(k)];
        T* own = work.target + start + k * g.plane();
        T* value = work.value + start + k * g.plane();
        // The last plane has none below it; its factor is zero.
        const T* below = k + 1 < g.nz() ? work.plane : own;
        for (std::ptrdiff_t i = 0; i < n; i += L::width) {
          __builtin_prefetch(own - 2 * g.plane() + i, 1, 2);
          if (work.delta) __builtin_prefetch(value - 2 * g.plane() + i, 1, 2);
          const L x = load<L>(own + i) + scaled(back, load<L>(below + i));
          store(work.plane + i, x);
          store(value + i, work.delta ? load<L>(value + i) + x : x);
        }
      }
    }
  }
};

// Both halves of z for a piece of all planes.
template <class T>
struct ColumnKernel {
  LayerWork<T> work{};
  std::ptrdiff_t start{};

  template <int bytes>
  STIPPLE_INLINE void run() const {
    using L = Lanes<T, bytes / static_cast<int>(sizeof(T))>;
    const Grid3& g = *work.grid;
    const auto& z = work.transport->z;
    const auto end = std::min<std::ptrdiff_t>(start + kPiece, g.row() * g.ny());
    const int n = g.nz();
    for (int k = 0; k < n; ++k) {
      const auto at = static_cast<std::size_t>(k);
      T* own = work.target + k * g.plane();
      const T* above = k > 0 ? own - g.plane() : own;
      for (std::ptrdiff_t i = start; i < end; i += L::width)
        store(own + i,
              scaled(z.inverse[at], load<L>(own + i)) + scaled(z.forward[at], load<L>(above + i)));
    }
    for (int k = n - 1; k >= 0; --k) {
      const T back = z.back[static_cast<std::size_t>(k)];
      T* own = work.target + k * g.plane();
      T* value = work.value + k * g.plane();
      const T* below = k + 1 < n ? own + g.plane() : own;
      for (std::ptrdiff_t i = start; i < end; i += L::width) {
        const L x = load<L>(own + i) + scaled(back, load<L>(below + i));
        store(own + i, x);
        if (work.delta) store(value + i, load<L>(value + i) + x);
      }
    }
  }
};

}  // namespace stipple
