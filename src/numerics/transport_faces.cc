// SPDX-License-Identifier: Apache-2.0
#include "numerics/transport_faces.h"

#include "core/error.h"
#include "numerics/transport_faces_kernel.h"

namespace stipple {
namespace {

template <class T>
struct Scratch {
  AlignedArray<T> room, lines, changed;
  AlignedArray<std::uint8_t> closed;
  explicit Scratch(const Grid3& g)
      : room(static_cast<std::size_t>(8 * Grid3::line *
                                      std::max<std::ptrdiff_t>({g.row(), g.ny(), g.nz()}))),
        lines(static_cast<std::size_t>(4 * Grid3::line * g.row())),
        changed(static_cast<std::size_t>(4 * Grid3::line * g.row())),
        closed(static_cast<std::size_t>(g.row())) {}
};

template <class T>
FaceWork<T> work_on(const Grid3& grid, const FaceClasses& faces,
                    const ClassedTransport<T>& transport, Scratch<T>& scratch) {
  FaceWork<T> w;
  w.grid = &grid;
  w.faces = &faces;
  w.transport = &transport;
  w.room = scratch.room.data();
  w.lines = scratch.lines.data();
  w.changed = scratch.changed.data();
  w.closed = scratch.closed.data();
  return w;
}

// Sixteen rows of plane k from row j on side by side, as far as there are rows.
void lay_abreast(const Grid3& grid, const std::uint8_t* x, int k, int j, std::uint8_t* line) {
  const bool closes = grid.sides() == Sides::periodic;
  for (int r = 0; r < kRowsAbreast && j + r < grid.ny(); ++r) {
    const std::uint8_t* row = x + grid.at(0, j + r, k);
    for (int i = 0; i < grid.nx(); ++i) line[i * kRowsAbreast + r] = row[i];
    line[grid.nx() * kRowsAbreast + r] = closes ? row[0] : std::uint8_t{0};
  }
}

}  // namespace

FaceClasses::FaceClasses(const Grid3& grid)
    : x(grid.size()),
      y(grid.size()),
      z(grid.size()),
      lines(static_cast<std::size_t>(grid.nz() * groups_of_lines(grid) * group_of_lines(grid))) {
  STIPPLE_REQUIRE(grid.sides() == Sides::closed || (grid.nx() > 1 && grid.ny() > 1));
}

void FaceClasses::complete(const Grid3& grid) {
  const bool closes = grid.sides() == Sides::periodic;
  std::uint8_t* line = lines.data();
  for (int k = 0; k < grid.nz(); ++k) {
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i) {
        const std::ptrdiff_t at = grid.at(i, j, k);
        STIPPLE_REQUIRE(x.data()[at] < kFaceClasses && y.data()[at] < kFaceClasses &&
                        z.data()[at] < kFaceClasses);
        if (!closes && i == 0) x.data()[at] = 0;
        if (!closes && j == 0) y.data()[at] = 0;
        if (k == 0) z.data()[at] = 0;
      }
    for (int group = 0; group < groups_of_lines(grid); ++group, line += group_of_lines(grid))
      lay_abreast(grid, x.data(), k, group * kRowsAbreast, line);
  }
}

template <class T>
ClassedTransport<T> classed_transport(const Grid3& grid, const ClassedSpread& spread,
                                      double step_day, double theta) {
  STIPPLE_REQUIRE(step_day > 0.0 && theta > 0.0 && theta <= 1.0);
  STIPPLE_REQUIRE(spread.diffusivity[0] == 0.0);
  ClassedTransport<T> t;
  for (std::size_t c = 0; c < spread.diffusivity.size(); ++c) {
    const double depth = step_day * spread.diffusivity[c];
    const double across = depth / (grid.side() * grid.side());
    t.depth[c] = static_cast<T>(depth);
    t.across[c] = static_cast<T>(across);
    t.in_depth[c] = static_cast<T>(theta * depth);
    t.in_across[c] = static_cast<T>(theta * across);
  }
  const int nz = grid.nz();
  for (int k = 0; k < nz; ++k) {
    const double thickness = grid.thickness(k);
    double loss = step_day * spread.loss;
    if (k + 1 == nz) loss += step_day * spread.bottom / thickness;
    t.up.push_back(static_cast<T>(k > 0 ? 1.0 / (grid.distance(k) * thickness) : 0.0));
    t.down.push_back(static_cast<T>(k + 1 < nz ? 1.0 / (grid.distance(k + 1) * thickness) : 0.0));
    t.loss.push_back(static_cast<T>(loss));
    t.diagonal.push_back(static_cast<T>(1.0 + theta * loss));
  }
  t.ones.assign(static_cast<std::size_t>(std::max(grid.nx(), grid.ny())), T(1));
  t.step = static_cast<T>(step_day);
  return t;
}

template <class T>
void douglas_step(const Grid3& grid, const FaceClasses& faces,
                  std::span<const ClassedField<T>> fields, Team& team, InstructionSet set) {
  const int count = static_cast<int>(fields.size());
  const auto work = [&](int f, Scratch<T>& scratch) {
    const ClassedField<T>& field = fields[static_cast<std::size_t>(f)];
    FaceWork<T> w = work_on(grid, faces, *field.transport, scratch);
    w.value = field.value;
    w.source = w.target = field.source;
    return w;
  };
  for (const ClassedField<T>& f : fields) STIPPLE_REQUIRE(f.source != nullptr);
  team.share(count * grid.nz(), [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task)
      run_on(set, ClassedPlaneKernel<T>{work(task / grid.nz(), scratch), task % grid.nz()});
  });
  const int pieces = static_cast<int>((grid.row() * grid.ny() + kClassedPiece - 1) / kClassedPiece);
  team.share(count * pieces, [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task)
      run_on(set, ClassedColumnKernel<T>{work(task / pieces, scratch),
                                         fields[static_cast<std::size_t>(task / pieces)].value,
                                         (task % pieces) * kClassedPiece});
  });
}

template <class T>
void explicit_change(const Grid3& grid, const FaceClasses& faces,
                     const ClassedTransport<T>& transport, const T* u, const T* source, T* change,
                     InstructionSet set) {
  Scratch<T> scratch(grid);
  FaceWork<T> w = work_on(grid, faces, transport, scratch);
  w.value = u;
  w.source = source;
  w.target = change;
  run_on(set, ClassedChangeKernel<T>{w});
}

template ClassedTransport<float> classed_transport(const Grid3&, const ClassedSpread&, double,
                                                   double);
template void douglas_step(const Grid3&, const FaceClasses&, std::span<const ClassedField<float>>,
                           Team&, InstructionSet);
template void explicit_change(const Grid3&, const FaceClasses&, const ClassedTransport<float>&,
                              const float*, const float*, float*, InstructionSet);
template ClassedTransport<double> classed_transport(const Grid3&, const ClassedSpread&, double,
                                                    double);
template void douglas_step(const Grid3&, const FaceClasses&, std::span<const ClassedField<double>>,
                           Team&, InstructionSet);
template void explicit_change(const Grid3&, const FaceClasses&, const ClassedTransport<double>&,
                              const double*, const double*, double*, InstructionSet);

}  // namespace stipple
