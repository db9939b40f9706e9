// SPDX-License-Identifier: Apache-2.0
// Implicit lines whose couplings differ from face to face: each face has one of sixteen classes,
// and a table of the field gives the conductance of a class. The lines are factored as they are
// solved, a few vectors of them at a time, so that their chains of divisions overlap.
#pragma once

#include <cstdint>

#include "numerics/tile.h"

namespace stipple {

inline constexpr int kFaceClasses = 16;  // class 0 lets nothing through

// The conductances of the faces whose classes stand at `p`, one byte each; 64 bytes may be read.
template <class L>
STIPPLE_INLINE L look_up(const typename L::Value* table, const std::uint8_t* p) {
  using T = typename L::Value;
  constexpr int W = L::width;
#if !defined(__clang__)
  // One permutation of a register; classes are spread over it by shifts, since g++ 12 widens bytes
  // one by one. Bits above the class do not count. It also reads a short load by way of the stack,
  // so 64 bytes are loaded where 16 or 8 are meant.
  if constexpr (sizeof(T) * W == 64) {
    if constexpr (sizeof(T) == 4) {
      typedef std::int32_t Index __attribute__((vector_size(64)));
      constexpr Index shift{0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24};
      Index bytes;
      __builtin_memcpy(&bytes, p, sizeof(bytes));
      bytes = __builtin_shufflevector(bytes, bytes, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
      return L(__builtin_shuffle(load<L>(table).v, bytes >> shift));
    } else {
      typedef std::int64_t Index __attribute__((vector_size(64)));
      constexpr Index shift{0, 8, 16, 24, 32, 40, 48, 56};
      Index bytes;
      __builtin_memcpy(&bytes, p, sizeof(bytes));
      bytes = __builtin_shufflevector(bytes, bytes, 0, 0, 0, 0, 0, 0, 0, 0);
      return L(__builtin_shuffle(load<L>(table).v, load<L>(table + 8).v, bytes >> shift));
    }
  }
#endif
  T found[W];
#pragma GCC unroll 16
  for (int i = 0; i < W; ++i) found[i] = table[p[i] % kFaceClasses];
  return load<L>(found);
}
// One cell, which an end of a row is.
STIPPLE_INLINE float look_up_one(const float* table, const std::uint8_t* p) { return table[*p]; }
STIPPLE_INLINE double look_up_one(const double* table, const std::uint8_t* p) { return table[*p]; }

// Row j of a line: diagonal_j = 1 + loss; the conductance of the face before cell j times before_j
// couples it to cell j - 1, that of the next face times after_j to cell j + 1.
template <class T>
struct ClassedLine {
  const T* table{};
  const T *diagonal{}, *before{}, *after{};
};

// Solves C vectors of lines of n cells, `apart` apart, whose cells are `stride` apart at p.
// classes(j, c): of the faces before cell j, j = 0 ... n. put(j, c, x) takes the solution from the
// last cell to the first. room: 2 n C vectors. A line that closes on itself has n > 1.
template <bool closes, int C, class L, class Classes, class Put>
STIPPLE_INLINE void solve_classed(const ClassedLine<typename L::Value>& line, int n,
                                  typename L::Value* p, std::ptrdiff_t stride, std::ptrdiff_t apart,
                                  L* room, const Classes& classes, const Put& put) {
  using T = typename L::Value;
  L conductance[C], f[C], back[C];
  // Of a closed line: see numerics/line_factors.h.
  L spike[C], gather[C], taken[C], gathered[C], last[C];
#pragma GCC unroll 4
  for (int c = 0; c < C; ++c) {
    conductance[c] = look_up<L>(line.table, classes(0, c));
    f[c] = back[c] = taken[c] = gathered[c] = spike[c] = L(0);
    gather[c] = scaled(line.after[n - 1], conductance[c]);
  }
  const int rows = closes ? n - 1 : n;
  for (int j = 0; j < rows; ++j)
#pragma GCC unroll 4
    for (int c = 0; c < C; ++c) {
      const L next = look_up<L>(line.table, classes(j + 1, c));
      const L before = scaled(line.before[j], conductance[c]);
      const L after = scaled(line.after[j], next);
      const L chained = closes && j == 0 ? L(0) : before;
      const L diagonal((before + after).v + line.diagonal[j]);
      const L inverse(T(1) / (diagonal - chained * back[c]).v);
      T* at = p + j * stride + c * apart;
      f[c] = (load<L>(at) + chained * f[c]) * inverse;
      back[c] = after * inverse;
      if constexpr (closes) {
        spike[c] = (j == 0 ? before : chained * spike[c]) * inverse;
        if (j == n - 2) {
          spike[c] += back[c];
          back[c] = L(0);
          gather[c] += scaled(line.before[n - 1], next);
        }
        gathered[c] += gather[c] * f[c];
        taken[c] += gather[c] * spike[c];
        gather[c] = gather[c] * back[c];
        room[(n + j) * C + c] = spike[c];
      }
      conductance[c] = next;
      store(at, f[c]);
      room[j * C + c] = back[c];
    }
#pragma GCC unroll 4
  for (int c = 0; c < C; ++c) {
    f[c] = L(0);
    if constexpr (closes) {
      const L first = look_up<L>(line.table, classes(n, c));
      const L diagonal(
          (scaled(line.before[n - 1], conductance[c]) + scaled(line.after[n - 1], first)).v +
          line.diagonal[n - 1]);
      last[c] = (load<L>(p + (n - 1) * stride + c * apart) + gathered[c]) / (diagonal - taken[c]);
      put(n - 1, c, last[c]);
    }
  }
  for (int j = rows - 1; j >= 0; --j)
#pragma GCC unroll 4
    for (int c = 0; c < C; ++c) {
      L own = load<L>(p + j * stride + c * apart);
      if constexpr (closes) own += room[(n + j) * C + c] * last[c];
      f[c] = own + room[j * C + c] * f[c];
      put(j, c, f[c]);
    }
}

}  // namespace stipple
