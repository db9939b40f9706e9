// SPDX-License-Identifier: Apache-2.0
// The epidermis of a column round its holes. A hole closes from its rim, so one number for the
// whole column closes too early. Where the radius of the holes is known the column keeps e in rings
// of a cell round one hole, in place of all of them; the column's e is their mean.
//   e_t = D_e (r e_r)_r / r + the reaction of react_surface(),   0 <= r <= b, nothing through b
// Discs scattered at random overlap: the cell has the share w that they open and their length of
// rim, as a Boolean model of discs has it [Chiu2013]: its hole is R w / ((1 - w)(-ln(1 - w))) wide,
// the cell that over sqrt(w). docs/theory/healing.md, "Holes in a column".
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "healing/reaction.h"

namespace stipple {

template <class R>
struct HoleRings {
  static constexpr int kCount = 8, kInHole = 4;
  std::vector<R> share{};      // of the column's area, by ring; empty: e is one number
  std::vector<R> in{}, out{};  // per unit of diffusivity, what a ring takes up from the ring
                               // inside it and from the one outside, 1/mm2
  [[nodiscard]] bool known() const { return !share.empty(); }
};

// Shares and conductances of the rings for an opened share w in (0, 1) and a radius of one hole,
// mm. Rings outside widen from the rim on, the more the wider the cell.
inline HoleRings<double> rings_round(double w, double radius) {
  using Rings = HoleRings<double>;
  const double hole = radius * w / ((1.0 - w) * -std::log1p(-w));
  const double cell = hole / std::sqrt(w);
  double border[Rings::kCount + 1];
  for (int k = 0; k <= Rings::kCount; ++k) {
    const double beyond =
        static_cast<double>(k - Rings::kInHole) / (Rings::kCount - Rings::kInHole);
    border[k] = k <= Rings::kInHole ? hole * k / Rings::kInHole
                                    : hole + (cell - hole) * (std::pow(w, -0.8 * beyond) - 1.0) /
                                                 (std::pow(w, -0.8) - 1.0);
  }
  Rings rings;
  double inner = 0.0;  // of the ring's inner border: 2 r / (distance of the middles)
  for (int k = 0; k < Rings::kCount; ++k) {
    const double area = border[k + 1] * border[k + 1] - border[k] * border[k];
    const double outer =
        k + 1 < Rings::kCount ? 4.0 * border[k + 1] / (border[k + 2] - border[k]) : 0.0;
    rings.share.push_back(area / (cell * cell));
    rings.in.push_back(inner / area);
    rings.out.push_back(outer / area);
    inner = outer;
  }
  return rings;
}

// Mean over the rings of what `value` gives for each.
template <class R, class Value>
STIPPLE_INLINE R mean_of_rings(const HoleRings<R>& rings, const Value& value) {
  R sum(0);
  for (int k = 0; k < HoleRings<R>::kCount; ++k)
    sum += rings.share[static_cast<std::size_t>(k)] * value(k);
  return sum;
}

// What diffuses into ring k, per unit of diffusivity.
template <class R>
STIPPLE_INLINE R spread_into(const HoleRings<R>& rings, const R* e, int k) {
  const auto i = static_cast<std::size_t>(k);
  R sum(0);
  if (k > 0) sum += rings.in[i] * (e[k - 1] - e[k]);
  if (k + 1 < HoleRings<R>::kCount) sum += rings.out[i] * (e[k + 1] - e[k]);
  return sum;
}

// x := (1 + h (L - D spread))^-1 x, L the loss of each ring.
template <class R>
STIPPLE_INLINE void solve_rings(const HoleRings<R>& rings, const R& h, const R& diffusivity,
                                const R* loss, R* x) {
  constexpr int n = HoleRings<R>::kCount;
  const R s = h * diffusivity;
  R upper[n];
  R above(0), before(0);
  for (int k = 0; k < n; ++k) {
    const R in = s * rings.in[static_cast<std::size_t>(k)];
    const R out = s * rings.out[static_cast<std::size_t>(k)];
    const R inverse = R(1) / (R(1) + h * loss[k] + in + out - in * above);
    above = out * inverse;
    upper[k] = above;
    before = (x[k] + in * before) * inverse;
    x[k] = before;
  }
  for (int k = n - 2; k >= 0; --k) x[k] += upper[k] * x[k + 1];
}

}  // namespace stipple
