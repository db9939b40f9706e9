// SPDX-License-Identifier: Apache-2.0
#include "numerics/transport_faces.h"

#include "core/error.h"
#include "numerics/transport_faces_kernel.h"

namespace stipple {
namespace {

template <class T>
struct Scratch {
  AlignedArray<T> room, tiles, halo;
  explicit Scratch(const Grid3& g)
      : room(static_cast<std::size_t>(
            std::max<std::ptrdiff_t>(3 * kMostRows * std::max<std::ptrdiff_t>(g.row(), g.ny()),
                                     2 * kRowsInDepth * g.row() * g.nz()))),
        tiles(static_cast<std::size_t>(Grid3::line * kMostRows)),
        halo(static_cast<std::size_t>(kMostRows * (g.row() + 2 * Grid3::line))) {}
  static constexpr int kMostRows = kMostUnits<false> * Grid3::line;
};

template <class T>
FaceWork<T> work_on(const Grid3& grid, const FaceClasses& faces,
                    const ClassedTransport<T>& transport, Scratch<T>& scratch) {
  FaceWork<T> w;
  w.grid = &grid;
  w.faces = faces.packed(grid);
  w.transport = &transport;
  w.room = scratch.room.data();
  w.tiles = scratch.tiles.data();
  w.halo = scratch.halo.data();
  return w;
}

// Sizes of the packed maps: words of a row, rows of words of a plane, and of lines.
std::ptrdiff_t packed_row(const Grid3& g) { return g.row() + Grid3::line; }
std::ptrdiff_t packed_rows(const Grid3& g) { return g.ny() / kFacesInWord + 2; }
std::ptrdiff_t lines_row(const Grid3& g) { return (g.nx() / kFacesInWord + 1) * kRowsAbreast; }
std::ptrdiff_t lines_rows(const Grid3& g) { return (g.ny() + kRowsAbreast - 1) / kRowsAbreast; }

std::uint32_t placed(std::uint8_t face, int place) {
  return std::uint32_t{face} << (4 * (place % kFacesInWord));
}

}  // namespace

FaceClasses::FaceClasses(const Grid3& grid)
    : x(grid.size()),
      y(grid.size()),
      z(grid.size()),
      packed_x_(static_cast<std::size_t>(grid.nz() * packed_rows(grid) * packed_row(grid))),
      packed_y_(packed_x_.size()),
      packed_z_(static_cast<std::size_t>((grid.nz() + 1) * packed_rows(grid) * packed_row(grid))),
      lines_(static_cast<std::size_t>(grid.nz() * lines_rows(grid) * lines_row(grid))) {
  STIPPLE_REQUIRE(grid.sides() == Sides::closed || (grid.nx() > 1 && grid.ny() > 1));
}

FaceClasses::Packed FaceClasses::packed(const Grid3& grid) const {
  return {packed_x_.data(),
          packed_y_.data(),
          packed_z_.data(),
          packed_row(grid),
          packed_rows(grid) * packed_row(grid),
          lines_.data(),
          lines_row(grid),
          lines_rows(grid) * lines_row(grid)};
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
  for (auto* map : {&packed_x_, &packed_y_, &packed_z_, &lines_})
    std::fill_n(map->data(), map->size(), 0U);
  const Packed to = packed(grid);
  for (int k = 0; k < grid.nz(); ++k)
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i) {
        const std::ptrdiff_t at = grid.at(i, j, k);
        const std::ptrdiff_t word = k * to.plane + j / kFacesInWord * to.row + i;
        const std::ptrdiff_t line =
            k * to.lines_plane + j / kRowsAbreast * to.lines_row + j % kRowsAbreast;
        packed_x_.data()[word] |= placed(x.data()[at], j);
        packed_y_.data()[word] |= placed(y.data()[at], j);
        packed_z_.data()[word] |= placed(z.data()[at], j);
        lines_.data()[line + i / kFacesInWord * kRowsAbreast] |= placed(x.data()[at], i);
        // The face after the last cell of a ring is the one before its first.
        if (closes && i == 0) {
          packed_x_.data()[word + grid.nx()] |= placed(x.data()[at], j);
          lines_.data()[line + grid.nx() / kFacesInWord * kRowsAbreast] |=
              placed(x.data()[at], grid.nx());
        }
        if (closes && j == 0)
          packed_y_.data()[k * to.plane + grid.ny() / kFacesInWord * to.row + i] |=
              placed(y.data()[at], grid.ny());
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
  const int pieces = (grid.ny() + kRowsInDepth - 1) / kRowsInDepth;
  team.share(count * pieces, [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task)
      run_on(set, ClassedDepthKernel<T>{work(task / pieces, scratch),
                                        fields[static_cast<std::size_t>(task / pieces)].value,
                                        task % pieces * kRowsInDepth});
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
