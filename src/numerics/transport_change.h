// SPDX-License-Identifier: Apache-2.0
// The explicit part of a step, row by row, in differences between neighbours: what is the same
// everywhere gives exactly zero, and mirroring or turning the block in x and y gives the same bits.
#pragma once

#include "numerics/tile.h"

namespace stipple {

// The cells around a row, and what it takes from them.
template <class T>
struct RowAround {
  const T* own{};
  const T *north{}, *south{}, *above{}, *below{};
  const T* source{};  // nullptr: none
};
template <class T>
struct RowRates {
  T across{}, up{}, down{}, loss{}, step{};
};

template <class R, class T>
STIPPLE_INLINE R change_of(const RowRates<T>& rate, const R& own, const R& west, const R& east,
                           const R& north, const R& south, const R& above, const R& below) {
  const R x = (east - own) - (own - west);
  const R y = (south - own) - (own - north);
  const R z = scaled(rate.up, above - own) + scaled(rate.down, below - own);
  return (scaled(rate.across, x + y) + z) - scaled(rate.loss, own);
}

// One cell of the row, whose neighbours in x are given: for its ends.
template <class T>
STIPPLE_INLINE T change_at(const RowAround<T>& a, const RowRates<T>& rate, int i, int west,
                           int east) {
  const T change = change_of(rate, a.own[i], a.own[west], a.own[east], a.north[i], a.south[i],
                             a.above[i], a.below[i]);
  return a.source ? change + rate.step * a.source[i] : change;
}

// A row of n cells with its padding, which becomes zero. `to` may be the source.
template <class L, class T>
STIPPLE_INLINE void change_row(const RowAround<T>& a, const RowRates<T>& rate, int n, int width,
                               bool closes, T* to) {
  constexpr int W = L::width;
  const T first = change_at(a, rate, 0, closes ? n - 1 : 0, n > 1 ? 1 : 0);
  const T last = change_at(a, rate, n - 1, n > 1 ? n - 2 : 0, closes ? 0 : n - 1);
  for (int i = 0; i < width; i += W) {
    constexpr int ahead = 128;
    __builtin_prefetch(a.south + i + ahead);
    __builtin_prefetch(a.above + i + ahead);
    __builtin_prefetch(a.below + i + ahead);
    if (a.source) __builtin_prefetch(a.source + i + ahead);
    L change = change_of(rate, load<L>(a.own + i), load<L>(a.own + i - 1), load<L>(a.own + i + 1),
                         load<L>(a.north + i), load<L>(a.south + i), load<L>(a.above + i),
                         load<L>(a.below + i));
    if (a.source) change = change + scaled(rate.step, load<L>(a.source + i));
    store(to + i, change);
  }
  to[0] = first;
  to[n - 1] = last;
  for (int i = n; i < width; ++i) to[i] = T(0);
}

}  // namespace stipple
