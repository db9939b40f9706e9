// SPDX-License-Identifier: Apache-2.0
// A patch of tissue at one moment as plain numbers, for those who look at it: pictures, volume
// files, statistics. Values are those of the equations (home added), not deviations.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "healing/column.h"
#include "numerics/grid3.h"

namespace stipple {

struct TissueBlock {
  int nx{}, ny{};
  double side_mm{};  // of a column in x and y
  Sides sides{Sides::periodic};
  std::vector<double> edges_mm{};  // nz + 1 faces in depth, 0 at the surface, downward
  std::vector<Layer> layers{};     // of each cell in depth
  double day{};                    // since the first visit; negative: before it
  bool after_visit{};              // just after the needles, where `day` is a visit's
  // [(k * ny + j) * nx + i]: k in depth from the surface, j in y, i in x.
  std::array<std::vector<float>, kFieldCount> volume{};
  std::vector<float> disorder_home{};
  // Local set points of scars and stretch marks relative to healthy skin: c3, c1 and l times these
  // are amounts. Empty: 1 everywhere.
  std::vector<float> collagen_home{}, elastin_home{};
  // [j * nx + i]
  std::array<std::vector<float>, kSurfaceFieldCount> surface{};
  std::vector<float> melanin_home{};  // of age spots: M times this is the amount. Empty: 1

  [[nodiscard]] int nz() const { return static_cast<int>(layers.size()); }
  [[nodiscard]] std::size_t at(int i, int j, int k) const {
    return (static_cast<std::size_t>(k) * static_cast<std::size_t>(ny) +
            static_cast<std::size_t>(j)) *
               static_cast<std::size_t>(nx) +
           static_cast<std::size_t>(i);
  }
  [[nodiscard]] std::size_t at(int i, int j) const { return at(i, j, 0); }
};

}  // namespace stipple
