// SPDX-License-Identifier: Apache-2.0
// How a block of skin lies in memory: in pencils. A pencil is a column of cells, from the surface
// down, whose numbers are 16 neighbours in x side by side; so whatever is written for a column with
// lanes serves a block as it is, and lines in depth lie in one piece. Sixteen pencils abreast never
// share a lane; lanes past the last column of a row hold a copy of nothing: they start at home and
// no neighbour looks at them. docs/theory/patch.md, "Layout".
#pragma once

#include <cstddef>

#include "numerics/grid3.h"

namespace stipple {

class Pencils {
 public:
  static constexpr int width = 16;  // columns in a pencil

  // nx and ny columns, side mm wide in x and y; cells: in depth.
  Pencils(int nx, int ny, int cells, double side, Sides sides)
      : nx_(nx), ny_(ny), cells_(cells), side_(side), sides_(sides) {}

  [[nodiscard]] int nx() const { return nx_; }
  [[nodiscard]] int ny() const { return ny_; }
  [[nodiscard]] int cells() const { return cells_; }
  [[nodiscard]] double side() const { return side_; }
  [[nodiscard]] Sides sides() const { return sides_; }

  [[nodiscard]] int in_row() const { return (nx_ + width - 1) / width; }
  [[nodiscard]] int count() const { return in_row() * ny_; }
  [[nodiscard]] int columns() const { return nx_ * ny_; }  // real ones
  // The pencil of column (i, j), and its lane.
  [[nodiscard]] int pencil(int i, int j) const { return j * in_row() + i / width; }
  static int lane(int i) { return i % width; }
  // Real columns of the pencils at place b of their rows.
  [[nodiscard]] int filled(int b) const { return b + 1 < in_row() ? width : nx_ - b * width; }

  // The neighbour of a row or column beyond a side: itself where the side is closed.
  [[nodiscard]] int before(int i, int n) const {
    return i > 0 ? i - 1 : sides_ == Sides::periodic ? n - 1 : 0;
  }
  [[nodiscard]] int after(int i, int n) const {
    return i + 1 < n ? i + 1 : sides_ == Sides::periodic ? 0 : n - 1;
  }

  friend bool operator==(const Pencils&, const Pencils&) = default;

 private:
  int nx_{}, ny_{}, cells_{};
  double side_{};
  Sides sides_{};
};

}  // namespace stipple
