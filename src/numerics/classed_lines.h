// SPDX-License-Identifier: Apache-2.0
// Faces by their class: each has one of sixteen, and a table of the field gives the conductance of
// a class. Lines over faces are solved (numerics/classed_sweep.h) a few units of 64 bytes of them
// at a time; two units share a division, 1/a = b/(ab). Pairs are of units, so that every
// instruction set gives the same bits.
#pragma once

#include <bit>
#include <cstddef>
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

  ClassWords() = default;
  // At `p`, moved on by `shift` bits.
  STIPPLE_INLINE ClassWords(const std::uint32_t* p, int shift) : v(loaded(p) >> shift) {}
  // The words at `p`, which may begin with any of their bytes: that takes no shift. Bits above the
  // class do not count.
  STIPPLE_INLINE static ClassWords at(const std::byte* p) {
    static_assert(std::endian::native == std::endian::little);
    ClassWords words;
    words.v = loaded(p);
    return words;
  }
  STIPPLE_INLINE void next() { v >>= 4; }

  STIPPLE_INLINE static Vector loaded(const void* p) {
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

// inverse = 1 / x of C units, positive and between 1e-18 and 1e18.
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

// Calls part(count, first) for groups of at most `most` units, as even as they can be.
template <int most, class Part>
STIPPLE_INLINE void in_even_groups(int units, const Part& part) {
  static_assert(most == 2 || most == 3);
  const int groups = (units + most - 1) / most;
  for (int g = 0; g < groups; ++g) {
    const int first = units * g / groups;
    switch (units * (g + 1) / groups - first) {
      case 1: part(std::integral_constant<int, 1>{}, first); break;
      case 2: part(std::integral_constant<int, 2>{}, first); break;
      default:
        if constexpr (most >= 3) part(std::integral_constant<int, 3>{}, first);
    }
  }
}

}  // namespace stipple
