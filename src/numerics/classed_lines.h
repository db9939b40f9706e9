// SPDX-License-Identifier: Apache-2.0
// Implicit lines whose couplings differ from face to face: each face has one of sixteen classes,
// and a table of the field gives the conductance of a class. The lines are factored as they are
// solved, a few units of 64 bytes of them at a time: their chains overlap, and two units share a
// division, 1/a = b/(ab). Pairs are of units, so that every instruction set gives the same bits.
#pragma once

#include <cstdint>
#include <type_traits>

#include "numerics/tile.h"

namespace stipple {

inline constexpr int kFaceClasses = 16;  // class 0 lets nothing through
inline constexpr int kFacesInWord = 8;   // four bits each, the first one lowest

template <class L>
inline constexpr int kUnit = 64 / static_cast<int>(sizeof(typename L::Value));  // lines in a unit
template <class L>
inline constexpr int kParts = kUnit<L> / L::width;  // vectors in a unit

// Words of W lanes, as wide as numbers; the class that counts stands lowest.
template <class L>
struct ClassWords {
  using T = typename L::Value;
  static constexpr int W = L::width;
  using Word = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  typedef Word Vector __attribute__((vector_size(sizeof(T) * W)));
  Vector v;

  // At `p`, moved on by `shift` bits.
  STIPPLE_INLINE ClassWords(const std::uint32_t* p, int shift) : v(loaded(p) >> shift) {}
  // The same where the words at `after` go on.
  STIPPLE_INLINE ClassWords(const std::uint32_t* p, const std::uint32_t* after, int shift)
      : v(shift < 32 ? (loaded(p) >> shift) | (loaded(after) << (32 - shift)) : loaded(after)) {}
  STIPPLE_INLINE void next() { v >>= 4; }

  STIPPLE_INLINE static Vector loaded(const std::uint32_t* p) {
    if constexpr (sizeof(T) == 4) {
      Vector x;
      __builtin_memcpy(&x, p, sizeof(x));
      return x;
    } else {
      typedef std::uint32_t Half __attribute__((vector_size(4 * W)));
      Half x;
      __builtin_memcpy(&x, p, sizeof(x));
      return __builtin_convertvector(x, Vector);
    }
  }
};

// The conductances of sixteen classes, in registers where these are wide enough.
template <class L>
struct ClassTable {
  using T = typename L::Value;
  static constexpr int W = L::width;
  static constexpr int parts = 16 / W;
  const T* all;
  L part[parts];

  STIPPLE_INLINE explicit ClassTable(const T* table) : all(table) {
#pragma GCC unroll 8
    for (int i = 0; i < parts; ++i) part[i] = load<L>(table + i * W);
  }
  // One permutation of a register, or of two; bits above the class do not count.
  STIPPLE_INLINE L at(const ClassWords<L>& words) const {
#if !defined(__clang__)
    if constexpr (parts == 1) return L(__builtin_shuffle(part[0].v, words.v));
    if constexpr (parts == 2) return L(__builtin_shuffle(part[0].v, part[1].v, words.v));
#endif
    L found;
#pragma GCC unroll 16
    for (int i = 0; i < W; ++i) found.set(i, all[words.v[i] % kFaceClasses]);
    return found;
  }
};

// inverse = 1 / x of C units, none of which is below 1 or above 1e18.
template <int C, class L>
STIPPLE_INLINE void invert(const L* x, L* inverse) {
  using T = typename L::Value;
  constexpr int P = kParts<L>;
#pragma GCC unroll 8
  for (int c = 0; c < C; c += 2)
#pragma GCC unroll 4
    for (int v = c * P; v < (c + 1) * P; ++v)
      if (c + 1 < C) {
        const L both(T(1) / (x[v] * x[v + P]).v);
        inverse[v] = x[v + P] * both;
        inverse[v + P] = x[v] * both;
      } else {
        inverse[v] = L(T(1) / x[v].v);
      }
}

// Row j of a line: diagonal_j = 1 + loss; the conductance of the face before cell j times before_j
// couples it to cell j - 1, that of the next face times after_j to cell j + 1. Null: all are one.
template <class T>
struct ClassedLine {
  const T *diagonal{}, *before{}, *after{};
};

// Elimination along C units of lines of n cells that may close on themselves (then n > 1: see
// numerics/line_factors.h). Vectors are numbered unit by unit. Begin, go forward over all cells,
// turn, and go back.
template <bool closes, bool even, int C, class L>
struct ClassedSweep {
  using T = typename L::Value;
  static constexpr int vectors = C * kParts<L>;
  static constexpr int kept = closes ? 3 : 2;  // vectors in `room` for a cell of a vector

  ClassedLine<T> line{};
  int n{};
  L* room{};
  L conductance[vectors], f[vectors], back[vectors];
  L spike[closes ? vectors : 1], gather[closes ? vectors : 1], taken[closes ? vectors : 1],
      gathered[closes ? vectors : 1], last[closes ? vectors : 1];

  STIPPLE_INLINE static L times(const T* factors, int j, const L& x) {
    return even ? x : scaled(factors[j], x);
  }
  STIPPLE_INLINE static L on_diagonal(const ClassedLine<T>& line, int j, const L& coupled) {
    return L(coupled.v + (even ? T(1) : line.diagonal[j]));
  }
  STIPPLE_INLINE L& at(int j, int v) const { return room[(j * vectors + v) * kept]; }

  // first(v): the conductance of the first face.
  template <class Face>
  STIPPLE_INLINE void begin(const Face& first) {
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      conductance[v] = first(v);
      f[v] = back[v] = L(0);
      if constexpr (closes) {
        taken[v] = gathered[v] = spike[v] = L(0);
        gather[v] = times(line.after, n - 1, conductance[v]);
      }
    }
  }

  // Cell j: right(v) is its right-hand side, next(v) the conductance of the face after it. Of a
  // line that closes, the last cell comes in turn().
  template <class Right, class Face>
  STIPPLE_INLINE void forward(int j, const Right& right, const Face& next) {
    L before[vectors], diagonal[vectors], inverse[vectors];
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      before[v] = times(line.before, j, conductance[v]);
      conductance[v] = next(v);
      const L after = times(line.after, j, conductance[v]);
      diagonal[v] = on_diagonal(line, j, before[v] + after);
      if (!closes || j > 0) diagonal[v] -= before[v] * back[v];
    }
    invert<C>(diagonal, inverse);
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      const L own = right(v);
      f[v] = (!closes || j > 0 ? own + before[v] * f[v] : own) * inverse[v];
      back[v] = times(line.after, j, conductance[v]) * inverse[v];
      if constexpr (closes) {
        spike[v] = (j == 0 ? before[v] : before[v] * spike[v]) * inverse[v];
        if (j == n - 2) {
          spike[v] += back[v];
          back[v] = L(0);
          gather[v] += times(line.before, n - 1, conductance[v]);
        }
        gathered[v] += gather[v] * f[v];
        taken[v] += gather[v] * spike[v];
        gather[v] = gather[v] * back[v];
        (&at(j, v))[2] = spike[v];
      }
      (&at(j, v))[0] = f[v];
      (&at(j, v))[1] = back[v];
    }
  }

  // right(v), of the last cell, and first(v) again: for lines that close.
  template <class Right, class Face>
  STIPPLE_INLINE void turn(const Right& right, const Face& first) {
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      f[v] = L(0);
      if constexpr (closes) {
        const L coupled =
            times(line.before, n - 1, conductance[v]) + times(line.after, n - 1, first(v));
        last[v] = (right(v) + gathered[v]) / (on_diagonal(line, n - 1, coupled) - taken[v]);
      }
    }
  }

  // put(v, x) takes the solution in cell j, from the last to the first.
  template <class Put>
  STIPPLE_INLINE void backward(int j, const Put& put) {
#pragma GCC unroll 32
    for (int v = 0; v < vectors; ++v) {
      if (closes && j == n - 1) {
        put(v, last[v]);
        continue;
      }
      L own = (&at(j, v))[0];
      if constexpr (closes) own += (&at(j, v))[2] * last[v];
      f[v] = own + (&at(j, v))[1] * f[v];
      put(v, f[v]);
    }
  }
};

// Calls part(count, first) for groups of at most `most` units, as even as they can be.
template <int most, class Part>
STIPPLE_INLINE void in_even_groups(int units, const Part& part) {
  const int groups = (units + most - 1) / most;
  for (int g = 0; g < groups; ++g) {
    const int first = units * g / groups;
    switch (units * (g + 1) / groups - first) {
      case 1: part(std::integral_constant<int, 1>{}, first); break;
      case 2: part(std::integral_constant<int, 2>{}, first); break;
      case 3: part(std::integral_constant<int, 3>{}, first); break;
      case 4:
        if constexpr (most >= 4) part(std::integral_constant<int, 4>{}, first);
        break;
      default:
        if constexpr (most >= 5) part(std::integral_constant<int, 5>{}, first);
    }
  }
}

}  // namespace stipple
