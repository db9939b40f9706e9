// SPDX-License-Identifier: Apache-2.0
// Blocks of tissue that hold any numbers, for the tests of files and tables.
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "healing/tissue_block.h"

namespace stipple {

// Sizes, stretched depths, layers, set points: all at random; numbers of either sign.
inline TissueBlock any_block(RandomStream& random, int nx, int ny, int nz) {
  TissueBlock b{.nx = nx, .ny = ny, .side_mm = 0.01 + 0.02 * random.uniform()};
  b.sides = random.uniform() < 0.5 ? Sides::periodic : Sides::closed;
  b.day = 100.0 * random.normal();
  b.after_visit = random.uniform() < 0.5;
  double edge = 0.0;
  b.edges_mm = {edge};
  for (int k = 0; k < nz; ++k) {
    b.edges_mm.push_back(edge += 0.005 + 0.05 * random.uniform());
    b.layers.push_back(static_cast<Layer>(4 * k / nz));
  }
  const auto numbers = [&](std::size_t count) {
    std::vector<float> out(count);
    for (float& x : out) x = static_cast<float>(random.normal());
    return out;
  };
  const std::size_t columns = static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny);
  const std::size_t cells = columns * b.layers.size();
  for (auto& v : b.volume) v = numbers(cells);
  b.disorder_home = numbers(cells);
  if (random.uniform() < 0.5) b.collagen_home = numbers(cells);
  if (random.uniform() < 0.5) b.elastin_home = numbers(cells);
  for (auto& s : b.surface) s = numbers(columns);
  if (random.uniform() < 0.5) b.melanin_home = numbers(columns);
  return b;
}

// The same numbers everywhere in a block.
inline bool same_block(const TissueBlock& a, const TissueBlock& b) {
  return a.nx == b.nx && a.ny == b.ny && a.side_mm == b.side_mm && a.sides == b.sides &&
         a.edges_mm == b.edges_mm && a.layers == b.layers && a.day == b.day &&
         a.after_visit == b.after_visit && a.volume == b.volume &&
         a.disorder_home == b.disorder_home && a.collagen_home == b.collagen_home &&
         a.elastin_home == b.elastin_home && a.surface == b.surface &&
         a.melanin_home == b.melanin_home;
}

}  // namespace stipple
