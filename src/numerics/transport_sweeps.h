// SPDX-License-Identifier: Apache-2.0
// Sweeps of a plane of cells along x and along y with factored lines (numerics/line_factors.h).
// Along x, W rows at a time: a tile of W x W cells is turned in registers, so that a vector holds
// one cell of each row. Along y, a few vectors of neighbouring columns at a time, so that their
// chains of operations overlap.
#pragma once

#include <algorithm>

#include "numerics/line_factors.h"
#include "numerics/tile.h"

namespace stipple {

// Solves W lines along x of `width` cells, padding included: get(r, i) is the right-hand side of
// row r from cell i on, put(r, i, x) takes the solution. lines: room of `width` vectors.
template <bool closes, class L, class Get, class Put>
STIPPLE_INLINE void solve_rows(const LineView<typename L::Value>& f, int n, int width, L* lines,
                               const Get& get, const Put& put) {
  constexpr int W = L::width;
  L x(0);
  L gathered(0);
  L tile[W];
  for (int i = 0; i < width; i += W) {
#pragma GCC unroll 16
    for (int r = 0; r < W; ++r) tile[r] = get(r, i);
    transpose(tile);
#pragma GCC unroll 16
    for (int c = 0; c < W; ++c) {
      x = scaled(f.inverse[i + c], tile[c]) + scaled(f.forward[i + c], x);
      if constexpr (closes) gathered += scaled(f.gather[i + c], x);
      lines[i + c] = x;
    }
  }
  L last(0);
  if constexpr (closes) {
    last = lines[n - 1] + scaled(f.inverse[n - 1], gathered);
    lines[n - 1] = last;
  }
  x = L(0);
  for (int i = width - W; i >= 0; i -= W) {
#pragma GCC unroll 16
    for (int c = W - 1; c >= 0; --c) {
      L own = lines[i + c];
      if constexpr (closes) own += scaled(f.spike[i + c], last);
      x = own + scaled(f.back[i + c], x);
      tile[c] = x;
    }
    transpose(tile);
#pragma GCC unroll 16
    for (int r = 0; r < W; ++r) put(r, i, tile[r]);
  }
}

// The same for `rows` lines, which may be fewer than W.
template <bool closes, class L, class Get, class Put>
STIPPLE_INLINE void solve_some_rows(const LineView<typename L::Value>& f, int n, int width,
                                    int rows, L* lines, const Get& get, const Put& put) {
  if (rows >= L::width)
    solve_rows<closes>(f, n, width, lines, get, put);
  else
    solve_rows<closes>(
        f, n, width, lines,
        [&](int r, int i) STIPPLE_LAMBDA { return r < rows ? get(r, i) : L(0); },
        [&](int r, int i, const L& x) STIPPLE_LAMBDA {
          if (r < rows) put(r, i, x);
        });
}

// Solves C vectors of columns along y, n rows at `p`, `row` apart. put(j, c, x) takes the solution,
// from the last row to the first.
template <bool closes, int C, class L, class Put>
STIPPLE_INLINE void solve_few_columns(const LineView<typename L::Value>& f, int n,
                                      std::ptrdiff_t row, typename L::Value* p, const Put& put) {
  constexpr int W = L::width;
  L x[C];
  L gathered[C];
#pragma GCC unroll 4
  for (int c = 0; c < C; ++c) x[c] = gathered[c] = L(0);
  for (int j = 0; j < n; ++j)
#pragma GCC unroll 4
    for (int c = 0; c < C; ++c) {
      auto* at = p + j * row + c * W;
      x[c] = scaled(f.inverse[j], load<L>(at)) + scaled(f.forward[j], x[c]);
      if constexpr (closes) gathered[c] += scaled(f.gather[j], x[c]);
      store(at, x[c]);
    }
  L last[C];
#pragma GCC unroll 4
  for (int c = 0; c < C; ++c) {
    if constexpr (closes) last[c] = x[c] + scaled(f.inverse[n - 1], gathered[c]);
    if constexpr (closes) store(p + (n - 1) * row + c * W, last[c]);
    x[c] = L(0);
  }
  for (int j = n - 1; j >= 0; --j)
#pragma GCC unroll 4
    for (int c = 0; c < C; ++c) {
      L own = load<L>(p + j * row + c * W);
      if constexpr (closes) own += scaled(f.spike[j], last[c]);
      x[c] = own + scaled(f.back[j], x[c]);
      put(j, c * W, x[c]);
    }
}

// Calls part(count, first) for vectors of columns in groups of three, at most four.
template <class Part>
STIPPLE_INLINE void in_groups(int vectors, const Part& part) {
  int v = 0;
  for (; vectors - v > 4; v += 3) part(std::integral_constant<int, 3>{}, v);
  if (vectors - v == 4) {
    part(std::integral_constant<int, 2>{}, v);
    part(std::integral_constant<int, 2>{}, v + 2);
  } else if (vectors - v == 3) {
    part(std::integral_constant<int, 3>{}, v);
  } else if (vectors - v == 2) {
    part(std::integral_constant<int, 2>{}, v);
  } else {
    part(std::integral_constant<int, 1>{}, v);
  }
}

// All columns of a plane. put(j, i, x): x from cell i of row j on.
template <bool closes, class L, class Put>
STIPPLE_INLINE void solve_columns(const LineView<typename L::Value>& f, int n, std::ptrdiff_t row,
                                  typename L::Value* p, const Put& put) {
  constexpr int W = L::width;
  in_groups(static_cast<int>(row) / W, [&](auto count, int v) STIPPLE_LAMBDA {
    solve_few_columns<closes, count.value, L>(f, n, row, p + v * W,
                                              [&](int j, int i, const L& x)
                                                  STIPPLE_LAMBDA { put(j, v * W + i, x); });
  });
}

}  // namespace stipple
