// SPDX-License-Identifier: Apache-2.0
// The damage of channels in 16 neighbouring cells at one depth: channel_damage.h. In float lanes,
// the same bits with every instruction set.
#pragma once

#include "numerics/lanes.h"
#include "numerics/pencils.h"

namespace stipple::channel_kernel {

using Cells = Lanes<float, Pencils::width>;
typedef std::int32_t Whole __attribute__((vector_size(sizeof(Cells::Vector))));

// A channel at one depth: a disc of `radius` swept from `from` on by `length` along (cos, sin);
// place relative to the first cell.
struct Section {
  float x{}, y{}, cos{}, sin{}, from{}, length{};
  float radius{}, collar{}, per_width{}, share{};
};

// sqrt(x) by three Newton steps from 1/sqrt(x): to the last bits of a float; 0 at 0.
STIPPLE_INLINE Cells root(const Cells& x) {
  const Whole bits = (Whole)x.v;
  Cells y((Cells::Vector)(0x5f3759df - (bits >> 1)));
  const Cells half = x * Cells(0.5F);
  for (int i = 0; i < 3; ++i) y = y * (Cells(1.5F) - half * y * y);
  return x * y;
}

// e^-x for x >= 0, as 2^n e^r with |r| <= ln 2 / 2; to 1e-6 of itself, less than 1e-30 beyond 69.
STIPPLE_INLINE Cells falling(const Cells& x) {
  const Cells t = larger(x * Cells(-1.44269504F), Cells(-100.0F));
  const Whole n = __builtin_convertvector((t - Cells(0.5F)).v, Whole);  // nearest: t <= 0
  const Cells r = (t - Cells(__builtin_convertvector(n, Cells::Vector))) * Cells(0.69314718F);
  Cells e(1.0F);
  for (int i = 6; i >= 1; --i) e = e * r * Cells(1.0F / static_cast<float>(i)) + Cells(1.0F);
  return e * Cells((Cells::Vector)((n + 127) << 23));
}

// 1 inside the radius, the collar beside it; the edge smoothed over 1 / per_step.
STIPPLE_INLINE Cells damage_at(const Section& s, const Cells& x, float y, const Cells& per_step) {
  const Cells dx = x - Cells(s.x), dy(y - s.y);
  const Cells along = dx * Cells(s.cos) + dy * Cells(s.sin) - Cells(s.from);
  const Cells across = dy * Cells(s.cos) - dx * Cells(s.sin);
  const Cells past = along - smaller(positive(along), Cells(s.length));
  const Cells beside = root(past * past + across * across) - Cells(s.radius);
  const Cells inside = smaller(positive(Cells(0.5F) - beside * per_step), Cells(1.0F));
  if (s.collar <= 0.0F) return inside;
  const Cells widths = positive(beside) * Cells(s.per_width);
  const Cells collar = Cells(s.collar) * falling(widths * widths);
  return collar + inside * (Cells(1.0F) - collar);
}

// Mean of 1 - prod (1 - share w) over across x across points of each cell.
STIPPLE_INLINE Cells mean_damage(const Section* sections, int count, float side, int across) {
  const float step = side / static_cast<float>(across);
  const Cells per_step(1.0F / step);
  Cells first(0.0F);
  for (int i = 0; i < Pencils::width; ++i) first.set(i, static_cast<float>(i) * side);
  Cells sum(0.0F);
  for (int j = 0; j < across; ++j)
    for (int i = 0; i < across; ++i) {
      const Cells x = first + Cells((static_cast<float>(i) + 0.5F) * step);
      Cells whole(1.0F);
      for (int k = 0; k < count; ++k)
        whole =
            whole * (Cells(1.0F) - Cells(sections[k].share) *
                                       damage_at(sections[k], x,
                                                 (static_cast<float>(j) + 0.5F) * step, per_step));
      sum += Cells(1.0F) - whole;
    }
  return sum * Cells(1.0F / static_cast<float>(across * across));
}

}  // namespace stipple::channel_kernel
