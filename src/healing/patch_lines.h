// SPDX-License-Identifier: Apache-2.0
// The lines of a patch in x and y: 1 + h T with one diffusivity a field, factored once a step.
#pragma once

#include <array>

#include "healing/patch_tissue.h"
#include "healing/rates.h"
#include "numerics/transport_sweeps.h"

namespace stipple {

struct SidewaysLines {
  std::array<LineFactors<float>, kMobile.size()> x{}, y{};
  LineFactors<float> skin_x{}, skin_y{};  // of the epidermis
};

SidewaysLines sideways_lines(const RateParameters<double>& rates, const Pencils& pencils, double h);

// Where the increments of the mobile fields lie: [pencil][slot][cell][lane].
struct Increments {
  float* first{};
  std::ptrdiff_t pencil{};  // numbers of a pencil
  std::array<int, kMobile.size()> slot{};

  [[nodiscard]] float* of(int p, std::size_t m, int cells) const {
    return first + p * pencil + std::ptrdiff_t{slot[m]} * cells * Pencils::width;
  }
};

// Lines along x of row j of mobile field m. line: room of a row of columns.
template <bool closes>
STIPPLE_INLINE void solve_x_of_row(const Pencils& pencils, const SidewaysLines& lines,
                                   const Increments& k, int j, std::size_t m, PatchLanes* line) {
  const int cells = pencils.cells();
  const int first = pencils.pencil(0, j);
  const LineView<float> f = view(lines.x[m]);
  for (int z = 0; z < cells; z += Pencils::width) {
    const auto at = [&](int r, int i) STIPPLE_LAMBDA {
      return k.of(first + i / Pencils::width, m, cells) + (z + r) * Pencils::width;
    };
    solve_some_rows<closes>(
        f, pencils.nx(), pencils.in_row() * Pencils::width, cells - z, line,
        [&](int r, int i) STIPPLE_LAMBDA { return load<PatchLanes>(at(r, i)); },
        [&](int r, int i, const PatchLanes& x) STIPPLE_LAMBDA { store(at(r, i), x); });
  }
}

// Lines along y of mobile field m in the pencils at place b of their rows. put(j, cell, x) takes
// the solution.
template <bool closes, class Put>
STIPPLE_INLINE void solve_y_of_place(const Pencils& pencils, const SidewaysLines& lines,
                                     const Increments& k, int b, std::size_t m, const Put& put) {
  const LineView<float> f = view(lines.y[m]);
  const std::ptrdiff_t row = k.pencil * pencils.in_row();
  float* first = k.of(b, m, pencils.cells());
  in_groups(pencils.cells(), [&](auto count, int cell) STIPPLE_LAMBDA {
    solve_few_columns<closes, count.value, PatchLanes>(
        f, pencils.ny(), row, first + std::ptrdiff_t{cell} * Pencils::width,
        [&](int j, int c, const PatchLanes& x)
            STIPPLE_LAMBDA { put(j, cell + c / Pencils::width, x); });
  });
}

// The epidermis' increments, one a column: [j * nx + i].
void solve_skin(const Pencils& pencils, const SidewaysLines& lines, std::vector<float>& k);

}  // namespace stipple
