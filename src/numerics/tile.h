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
  return L(__builtin_shufflevector(a.v, b.v, Pick::of(static_cast<int>(i))...));
}

// Turns pairs of blocks: of a and b, which stand `step` apart, the first takes both upper halves.
template <int W, int step, bool second>
struct Exchange {
  static constexpr int of(int i) {
    return (i & step) == 0 ? i + (second ? step : 0) : i - step + W + (second ? step : 0);
  }
};
// a0 b0 a1 b1 of every four lanes, or a2 b2 a3 b3.
template <int W, bool second>
struct Interleave {
  static constexpr int of(int i) {
    return (i & ~3) + (i % 4) / 2 + (second ? 2 : 0) + (i % 2 == 0 ? 0 : W);
  }
};
// a0 a1 b0 b1 of every four lanes, or a2 a3 b2 b3.
template <int W, bool second>
struct Pairs {
  static constexpr int of(int i) { return (i & ~3) + i % 2 + (second ? 2 : 0) + (i & 2 ? W : 0); }
};

template <template <int, bool> class Pick, bool second, class L>
STIPPLE_INLINE L pick(const L& a, const L& b) {
  return shuffle(a, b, Pick<L::width, second>{}, std::make_index_sequence<L::width>{});
}

template <int step, class L>
STIPPLE_INLINE void exchange(L* r) {
  constexpr int W = L::width;
  if constexpr (step < W) {
#pragma GCC unroll 16
    for (int i = 0; i < W; ++i) {
      if ((i & step) != 0) continue;
      const L a = r[i];
      const L b = r[i + step];
      r[i] = shuffle(a, b, Exchange<W, step, false>{}, std::make_index_sequence<W>{});
      r[i + step] = shuffle(a, b, Exchange<W, step, true>{}, std::make_index_sequence<W>{});
    }
    exchange<2 * step>(r);
  }
}

}  // namespace tile_detail

// Lane j of vector i and lane i of vector j change places.
template <class L>
STIPPLE_INLINE void transpose(L* r) {
  using namespace tile_detail;  // NOLINT
  if constexpr (sizeof(typename L::Value) == 4) {
#pragma GCC unroll 16
    for (int i = 0; i < L::width; i += 4) {
      const L a = pick<Interleave, false>(r[i], r[i + 1]);
      const L b = pick<Interleave, true>(r[i], r[i + 1]);
      const L c = pick<Interleave, false>(r[i + 2], r[i + 3]);
      const L d = pick<Interleave, true>(r[i + 2], r[i + 3]);
      r[i] = pick<Pairs, false>(a, c);
      r[i + 1] = pick<Pairs, true>(a, c);
      r[i + 2] = pick<Pairs, false>(b, d);
      r[i + 3] = pick<Pairs, true>(b, d);
    }
    exchange<4>(r);
  } else {
    exchange<1>(r);
  }
}

}  // namespace stipple
