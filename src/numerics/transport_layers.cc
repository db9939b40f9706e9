// SPDX-License-Identifier: Apache-2.0
#include "numerics/transport_layers.h"

#include <algorithm>

#include "core/error.h"
#include "numerics/transport_layers_kernel.h"

namespace stipple {
namespace {

// Couplings of a lateral line of n equal cells.
LineCouplings lateral_line(int n, double coupling, bool closes) {
  LineCouplings line;
  const auto cells = static_cast<std::size_t>(n);
  line.before.assign(cells, coupling);
  line.after = line.before;
  line.extra.assign(cells, 0.0);
  if (!closes) line.before.front() = line.after.back() = 0.0;
  return line;
}

// h / thickness times the conductance of the upper face of layer k.
double through_face(const Grid3& grid, const Spread& s, int face) {
  const auto k = static_cast<std::size_t>(face);
  return face_diffusivity(s.diffusivity[k - 1], 0.5 * grid.thickness(face - 1), s.diffusivity[k],
                          0.5 * grid.thickness(face)) /
         grid.distance(face);
}

LineCouplings depth_line(const Grid3& grid, const Spread& s, double step) {
  LineCouplings line;
  for (int k = 0; k < grid.nz(); ++k) {
    const double per_thickness = step / grid.thickness(k);
    line.before.push_back(k > 0 ? per_thickness * through_face(grid, s, k) : 0.0);
    line.after.push_back(per_thickness *
                         (k + 1 < grid.nz() ? through_face(grid, s, k + 1) : s.bottom));
    line.extra.push_back(step * s.loss);
  }
  return line;
}

template <class T>
struct Scratch {
  AlignedArray<T> lines, plane, zeros;
  explicit Scratch(const Grid3& g)
      : lines(static_cast<std::size_t>(2 * Grid3::line * g.row())),
        plane(static_cast<std::size_t>(g.plane())),
        zeros(static_cast<std::size_t>(g.row())) {}
};

template <class T>
LayerWork<T> work_on(const Grid3& grid, const LayeredField<T>& field, Scratch<T>& scratch,
                     bool delta) {
  LayerWork<T> w;
  w.grid = &grid;
  w.transport = field.transport;
  w.value = field.value;
  w.source = field.source;
  w.target = delta ? field.source : field.value;
  w.delta = delta;
  w.lines = scratch.lines.data();
  w.plane = scratch.plane.data();
  w.zeros = scratch.zeros.data();
  return w;
}

// Whole fields where they keep the team busy: then the forward sweep along z goes with the planes.
// Otherwise planes, and then columns.
template <class T>
void take_step(const Grid3& grid, std::span<const LayeredField<T>> fields, Team& team,
               InstructionSet set, bool delta) {
  const int count = static_cast<int>(fields.size());
  const auto field = [&](int f) -> const LayeredField<T>& {
    return fields[static_cast<std::size_t>(f)];
  };
  if (count % team.members() == 0) {
    team.share(count, [&](int first, int last) {
      Scratch<T> scratch(grid);
      for (int f = first; f < last; ++f) {
        PlaneKernel<T> planes{work_on(grid, field(f), scratch, delta), 0, grid.nz(), true};
        run_on(set, planes);
        run_on(set, BackKernel<T>{planes.work});
      }
    });
    return;
  }
  team.share(count * grid.nz(), [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task) {
      const int k = task % grid.nz();
      run_on(set, PlaneKernel<T>{work_on(grid, field(task / grid.nz()), scratch, delta), k, k + 1,
                                 false});
    }
  });
  const int pieces = static_cast<int>((grid.plane() + kPiece - 1) / kPiece);
  team.share(count * pieces, [&](int first, int last) {
    Scratch<T> scratch(grid);
    for (int task = first; task < last; ++task)
      run_on(set, ColumnKernel<T>{work_on(grid, field(task / pieces), scratch, delta),
                                  (task % pieces) * kPiece});
  });
}

}  // namespace

double held_bottom(const Grid3& grid, double diffusivity) {
  return 2.0 * diffusivity / grid.thickness(grid.nz() - 1);
}

template <class T>
LayeredTransport<T> layered_transport(const Grid3& grid, const Spread& spread, double step_day,
                                      double theta) {
  STIPPLE_REQUIRE(spread.diffusivity.size() == static_cast<std::size_t>(grid.nz()));
  STIPPLE_REQUIRE(step_day > 0.0 && theta > 0.0 && theta <= 1.0);
  LayeredTransport<T> t;
  const bool closes = grid.sides() == Sides::periodic;
  const LineCouplings depth = depth_line(grid, spread, step_day);
  std::vector<double> seen;
  for (std::size_t k = 0; k < spread.diffusivity.size(); ++k) {
    const double across = step_day * spread.diffusivity[k] / (grid.side() * grid.side());
    auto found = std::find(seen.begin(), seen.end(), across);
    const auto lines = static_cast<std::size_t>(found - seen.begin());
    if (found == seen.end()) {
      seen.push_back(across);
      t.x.push_back(factor_line<T>(lateral_line(grid.nx(), theta * across, closes), closes,
                                   static_cast<std::size_t>(grid.row())));
      t.y.push_back(factor_line<T>(lateral_line(grid.ny(), theta * across, closes), closes,
                                   static_cast<std::size_t>(grid.ny())));
    }
    t.layers.push_back({static_cast<T>(across), static_cast<T>(depth.before[k]),
                        static_cast<T>(depth.after[k]), lines});
  }
  t.z =
      factor_line<T>(depth_line(grid, spread, theta * step_day), false, spread.diffusivity.size());
  t.loss = static_cast<T>(step_day * spread.loss);
  t.step = static_cast<T>(step_day);
  return t;
}

template <class T>
void lod_step(const Grid3& grid, std::span<const LayeredField<T>> fields, Team& team,
              InstructionSet set) {
  take_step(grid, fields, team, set, false);
}

template <class T>
void douglas_step(const Grid3& grid, std::span<const LayeredField<T>> fields, Team& team,
                  InstructionSet set) {
  for (const LayeredField<T>& f : fields) STIPPLE_REQUIRE(f.source != nullptr);
  take_step(grid, fields, team, set, true);
}

template <class T>
void explicit_change(const Grid3& grid, const LayeredTransport<T>& transport, const T* u,
                     const T* source, T* change, InstructionSet set) {
  Scratch<T> scratch(grid);
  run_on(set, ChangeKernel<T>{&grid, &transport, u, source, change, scratch.zeros.data()});
}

template LayeredTransport<float> layered_transport(const Grid3&, const Spread&, double, double);
template void lod_step(const Grid3&, std::span<const LayeredField<float>>, Team&, InstructionSet);
template void douglas_step(const Grid3&, std::span<const LayeredField<float>>, Team&,
                           InstructionSet);
template void explicit_change(const Grid3&, const LayeredTransport<float>&, const float*,
                              const float*, float*, InstructionSet);
template LayeredTransport<double> layered_transport(const Grid3&, const Spread&, double, double);
template void lod_step(const Grid3&, std::span<const LayeredField<double>>, Team&, InstructionSet);
template void douglas_step(const Grid3&, std::span<const LayeredField<double>>, Team&,
                           InstructionSet);
template void explicit_change(const Grid3&, const LayeredTransport<double>&, const double*,
                              const double*, double*, InstructionSet);

}  // namespace stipple
