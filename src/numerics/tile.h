// SPDX-License-Identifier: Apache-2.0
// Vectors in and out of memory, and square tiles of W vectors turned in registers, for the kernels
// of transport: lines along x lie across a vector until their tile is turned.
#pragma once

#include <cstddef>
#include <utility>

#include "numerics/lanes.h"

namespace stipple {

// After the parameters of a lambda inside a kernel: it has the kernel's instruction set only if it
// is inlined.
#define STIPPLE_LAMBDA __attribute__((always_inline))

template <class L>
STIPPLE_INLINE L load(const typename L::Value* p) {
  L x;
  __builtin_memcpy(&x.v, p, sizeof(x.v));
  return x;
}
template <class L>
STIPPLE_INLINE void store(typename L::Value* p, const L& x) {
  __builtin_memcpy(p, &x.v, sizeof(x.v));
}

// factor x. Not L(factor) * x: that would add the factor to zero before it is spread over the
// lanes.
template <class L>
STIPPLE_INLINE L scaled(typename L::Value factor, const L& x) {
  return L(x.v * factor);
}
STIPPLE_INLINE float scaled(float factor, float x) { return factor * x; }
STIPPLE_INLINE double scaled(double factor, double x) { return factor * x; }

namespace tile_detail {

// Lane i of the result is lane pick(i) of a followed by b.
template <class L, class Pick, std::size_t... i>
STIPPLE_INLINE L shuffle(const L& a, const L& b, const Pick&, std::index_sequence<i...>) {
  return L(__builtin_shufflevector(a.v, b.v, Pick::of(static_cast<int>(i), L::width)...));
}

// Turns pairs of blocks: of a and b, which stand `step` apart, the first takes both upper halves.
template <int step, bool second>
struct Exchange {
  static constexpr int of(int i, int W) {
    return (i & step) == 0 ? i + (second ? step : 0) : i - step + W + (second ? step : 0);
  }
};
// Of every four blocks of `size` lanes: a0 a1 b0 b1, or a2 a3 b2 b3.
template <int size, bool second>
struct Pairs {
  static constexpr int of(int i, int W) {
    const int block = i / size % 4;
    return i / (4 * size) * (4 * size) + (block % 2 + (second ? 2 : 0)) * size + i % size +
           (block < 2 ? 0 : W);
  }
};
// a0 a2 b0 b2, or a1 a3 b1 b3.
template <int size, bool second>
struct Alternate {
  static constexpr int of(int i, int W) {
    const int block = i / size % 4;
    return i / (4 * size) * (4 * size) + (block % 2 * 2 + (second ? 1 : 0)) * size + i % size +
           (block < 2 ? 0 : W);
  }
};

// Turns the square of blocks of `size` lanes in a, b, c and d: two steps of the shuffles that cost
// least.
template <int size, class L>
STIPPLE_INLINE void turn_four(L& a, L& b, L& c, L& d) {
  constexpr auto lanes = std::make_index_sequence<L::width>{};
  const L low = shuffle(a, b, Pairs<size, false>{}, lanes);
  const L high = shuffle(a, b, Pairs<size, true>{}, lanes);
  const L other_low = shuffle(c, d, Pairs<size, false>{}, lanes);
  const L other_high = shuffle(c, d, Pairs<size, true>{}, lanes);
  a = shuffle(low, other_low, Alternate<size, false>{}, lanes);
  b = shuffle(low, other_low, Alternate<size, true>{}, lanes);
  c = shuffle(high, other_high, Alternate<size, false>{}, lanes);
  d = shuffle(high, other_high, Alternate<size, true>{}, lanes);
}

// Blocks of `step` lanes, then twice as many, up to `end`.
template <int step, int end, class L>
STIPPLE_INLINE void exchange(L* r) {
  constexpr int W = L::width;
  if constexpr (step < end) {
#pragma GCC unroll 16
    for (int i = 0; i < W; ++i) {
      if ((i & step) != 0) continue;
      const L a = r[i];
      const L b = r[i + step];
      r[i] = shuffle(a, b, Exchange<step, false>{}, std::make_index_sequence<W>{});
      r[i + step] = shuffle(a, b, Exchange<step, true>{}, std::make_index_sequence<W>{});
    }
    exchange<2 * step, end>(r);
  }
}

}  // namespace tile_detail

// Lane j of vector i and lane i of vector j change places.
template <class L>
STIPPLE_INLINE void transpose(L* r) {
  using namespace tile_detail;  // NOLINT
  constexpr int W = L::width;
  constexpr int quad = 16 / static_cast<int>(sizeof(typename L::Value));  // lanes in 16 bytes
  if constexpr (quad == 4) {
#pragma GCC unroll 16
    for (int i = 0; i < W; i += 4) turn_four<1>(r[i], r[i + 1], r[i + 2], r[i + 3]);
  } else {
    exchange<1, quad>(r);
  }
  if constexpr (W == 4 * quad)
#pragma GCC unroll 16
    for (int i = 0; i < quad; ++i)
      turn_four<quad>(r[i], r[i + quad], r[i + 2 * quad], r[i + 3 * quad]);
  else
    exchange<quad, W>(r);
}

}  // namespace stipple
