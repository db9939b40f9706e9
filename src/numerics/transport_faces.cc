// SPDX-License-Identifier: Apache-2.0
#include "numerics/transport_faces.h"

#include "core/error.h"
#include "numerics/transport_faces_depth.h"
#include "numerics/transport_faces_kernel.h"

namespace stipple {
namespace {

template <class T>
struct Scratch {
  AlignedArray<T> room, halo;
  explicit Scratch(const Grid3& g)
      : room(static_cast<std::size_t>(3 * kMostLines * std::max({g.nx(), g.ny(), g.nz()}))),
        halo(g.sides() == Sides::periodic
                 ? static_cast<std::size_t>(g.ny() * (g.row() + 2 * Grid3::line))
                 : 0) {}
  static constexpr int kMostLines = std::max({kMostColumns, kMostRows, kMostDepth}) * Grid3::line;
};

template <class T>
FaceWork<T> work_on(const Grid3& grid, const FaceClasses& faces,
                    const ClassedTransport<T>& transport, Scratch<T>& scratch) {
  FaceWork<T> w;
  w.grid = &grid;
  w.faces = faces.packed(grid);
  w.transport = &transport;
  w.room = scratch.room.data();
  w.halo = scratch.halo.data();
  return w;
}

// Sizes of the packed maps: words of a row, of one map of a plane, and of lines; words of a plane.
std::ptrdiff_t packed_row(const Grid3& g) { return g.row() + Grid3::line; }
std::ptrdiff_t packed_map(const Grid3& g) { return (g.ny() / kFacesInWord + 2) * packed_row(g); }
std::ptrdiff_t lines_row(const Grid3& g) { return (g.nx() / kFacesInWord + 1) * kRowsAbreast; }
std::ptrdiff_t packed_plane(const Grid3& g) {
  return 3 * packed_map(g) + (g.ny() + kRowsAbreast - 1) / kRowsAbreast * lines_row(g);
}

std::uint32_t placed(std::uint8_t face, int place) {
  return std::uint32_t{face} << (4 * (place % kFacesInWord));
}

}  // namespace

FaceClasses::FaceClasses(const Grid3& grid)
    : x(grid.size()),
      y(grid.size()),
      z(grid.size()),
      packed_(static_cast<std::size_t>((grid.nz() + 1) * packed_plane(grid))) {
  STIPPLE_REQUIRE(grid.sides() == Sides::closed || (grid.nx() > 1 && grid.ny() > 1));
}

FaceClasses::Packed FaceClasses::packed(const Grid3& grid) const {
  // The words of a plane hold z of its lower faces; those of the surface stand before the first.
  const std::ptrdiff_t map = packed_map(grid);
  const std::ptrdiff_t plane = packed_plane(grid);
  const std::uint32_t* first = packed_.data() + plane;
  return {first, first + map,     first + 2 * map - plane, packed_row(grid),
          plane, first + 3 * map, lines_row(grid)};
}

void FaceClasses::close_borders(const Grid3& grid) {
  const bool closes = grid.sides() == Sides::periodic;
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i) {
        const std::ptrdiff_t at = grid.at(i, j, k);
        STIPPLE_REQUIRE(x.data()[at] < kFaceClasses && y.data()[at] < kFaceClasses &&
                        z.data()[at] < kFaceClasses);
        if (!closes && i == 0) x.data()[at] = 0;
        if (!closes && j == 0) y.data()[at] = 0;
        if (k == 0) z.data()[at] = 0;
      }
}

void FaceClasses::complete(const Grid3& grid) {
  close_borders(grid);
  const bool closes = grid.sides() == Sides::periodic;
  std::fill_n(packed_.data(), packed_.size(), 0U);
  const Packed to = packed(grid);
  const std::ptrdiff_t map = packed_map(grid);
  std::uint32_t* const words = packed_.data() + to.plane;
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i) {
        const std::ptrdiff_t at = grid.at(i, j, k);
        std::uint32_t* const word = words + k * to.plane + j / kFacesInWord * to.row + i;
        std::uint32_t* const line =
            words + 3 * map + k * to.plane + j / kRowsAbreast * to.lines_row + j % kRowsAbreast;
        word[0] |= placed(x.data()[at], j);
        word[map] |= placed(y.data()[at], j);
        word[2 * map - to.plane] |= placed(z.data()[at], j);
        line[i / kFacesInWord * kRowsAbreast] |= placed(x.data()[at], i);
        // The face after the last cell of a ring is the one before its first.
        if (closes && i == 0) {
          word[grid.nx()] |= placed(x.data()[at], j);
          line[grid.nx() / kFacesInWord * kRowsAbreast] |= placed(x.data()[at], grid.nx());
        }
        if (closes && j == 0)
          word[map + grid.ny() / kFacesInWord * to.row] |= placed(y.data()[at], grid.ny());
      }
}

template <class T>
ClassedTransport<T> classed_transport(const Grid3& grid, const ClassedSpread& spread,
                                      double step_day, double theta) {
  STIPPLE_REQUIRE(step_day > 0.0 && theta > 0.0 && theta <= 1.0);
  STIPPLE_REQUIRE(spread.diffusivity[0] == 0.0);
  ClassedTransport<T> t;
  t.step = static_cast<T>(step_day);
  t.diagonal = static_cast<T>(1.0 / (theta * step_day));
  for (std::size_t c = 0; c < kFaceClasses; ++c) {
    const double D = spread.diffusivity[c];
    t.diffusivity[c] = static_cast<T>(D);
    t.across[c] = static_cast<T>(D / (grid.side() * grid.side()));
  }
  const int nz = grid.nz();
  double thinnest = grid.thickness(0);
  for (int k = 1; k < nz; ++k) thinnest = std::min(thinnest, grid.thickness(k));
  t.faces.resize(static_cast<std::size_t>(nz) + 1);  // the outermost are closed
  for (int k = 1; k < nz; ++k)
    for (std::size_t c = 0; c < kFaceClasses; ++c)
      t.faces[static_cast<std::size_t>(k)].conductance[c] = static_cast<T>(
          theta * theta * step_day * spread.diffusivity[c] / (grid.distance(k) * thinnest));
  for (int k = 0; k < nz; ++k) {
    const double thickness = grid.thickness(k);
    const double weight = thickness / thinnest;
    const double loss = spread.loss + (k + 1 == nz ? spread.bottom / thickness : 0.0);
    const auto through = [&](int face) { return 1.0 / (grid.distance(face) * thickness); };
    t.layers.push_back({
        .up = static_cast<T>(k > 0 ? through(k) : 0.0),
        .down = static_cast<T>(k + 1 < nz ? through(k + 1) : 0.0),
        .loss = static_cast<T>(loss),
        .in_rows = static_cast<T>(theta * step_day / weight),
        .diagonal_in_rows = static_cast<T>(1.0 / weight),
        .diagonal_in_depth = static_cast<T>(theta * weight * (1.0 + theta * step_day * loss)),
    });
  }
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
  const auto change = [&](int f, int k, Scratch<T>& scratch) {
    run_on(set, ClassedPlaneKernel<T>{work(f, scratch), k});
  };
  const auto descend = [&](int f, int j, Scratch<T>& scratch) {
    T* value = fields[static_cast<std::size_t>(f)].value;
    run_on(set, ClassedDepthKernel<T>{work(f, scratch), value, j});
  };
  // Whole fields where that comes out even: what the planes leave in the cache serves the columns.
  if (count % team.members() == 0) {
    team.share(count, [&](int first, int last) {
      Scratch<T> scratch(grid);
      for (int f = first; f < last; ++f) {
        for (int k = 0; k < grid.nz(); ++k) change(f, k, scratch);
        for (int j = 0; j < grid.ny(); ++j) descend(f, j, scratch);
      }
    });
    return;
  }
  team.share(count * grid.nz(), [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task) change(task / grid.nz(), task % grid.nz(), scratch);
  });
  team.share(count * grid.ny(), [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task)
      descend(task / grid.ny(), task % grid.ny(), scratch);
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
