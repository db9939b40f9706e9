// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_block.h"

#include "core/error.h"

namespace stipple {
namespace {

// Calls visit(i, j, k, place of the number within a field of its pencil's cells).
template <class Visit>
void for_each_cell(const Pencils& p, const Visit& visit) {
  for (int k = 0; k < p.cells(); ++k)
    for (int j = 0; j < p.ny(); ++j)
      for (int i = 0; i < p.nx(); ++i) visit(i, j, k);
}

}  // namespace

TissueBlock block_of(PatchTissue& t, std::span<const double> edges_mm, std::vector<Layer> layers) {
  const Pencils& p = t.pencils;
  STIPPLE_REQUIRE(static_cast<int>(layers.size()) == p.cells());
  TissueBlock block;
  block.nx = p.nx();
  block.ny = p.ny();
  block.side_mm = p.side();
  block.sides = p.sides();
  block.edges_mm.assign(edges_mm.begin(), edges_mm.end());
  block.layers = std::move(layers);
  block.day = t.day;
  const auto columns = static_cast<std::size_t>(p.columns());
  const std::size_t cells = columns * static_cast<std::size_t>(p.cells());
  block.disorder_home.resize(cells);
  for_each_cell(p, [&](int i, int j, int k) {
    block.disorder_home[block.at(i, j, k)] =
        lane(t.at(p.pencil(i, j)).disorder_home[k], Pencils::lane(i));
  });
  for (int f = 0; f < kFieldCount; ++f) {
    auto& values = block.volume[static_cast<std::size_t>(f)];
    values.resize(cells);
    const auto home = static_cast<float>(home_of(f));
    for_each_cell(
        p, [&](int i, int j, int k) { values[block.at(i, j, k)] = t.value(f, i, j, k) + home; });
  }
  for (std::size_t c = 0; c < cells; ++c) block.volume[kDisorder][c] += block.disorder_home[c];
  for (int f = 0; f < kSurfaceFieldCount; ++f) {
    auto& values = block.surface[static_cast<std::size_t>(f)];
    values.resize(columns);
    for (int j = 0; j < p.ny(); ++j)
      for (int i = 0; i < p.nx(); ++i)
        values[block.at(i, j)] = t.skin_value(f, i, j) + static_cast<float>(surface_home_of(f));
  }
  return block;
}

void set_disorder_home(PatchTissue& t, std::span<const float> disorder_home) {
  const Pencils& p = t.pencils;
  std::size_t at = 0;
  STIPPLE_REQUIRE(disorder_home.size() ==
                  static_cast<std::size_t>(p.columns()) * static_cast<std::size_t>(p.cells()));
  for_each_cell(p, [&](int i, int j, int k) {
    t.at(p.pencil(i, j)).disorder_home[k].set(Pencils::lane(i), disorder_home[at++]);
  });
}

void fill_patch(PatchTissue& t, const Tissue<double>& column) {
  const Pencils& p = t.pencils;
  STIPPLE_REQUIRE(column.cells == p.cells() && column.sites == 1);
  for (int f = 0; f < kFieldCount; ++f)
    for_each_cell(p, [&](int i, int j, int k) {
      t.value(f, i, j, k) = static_cast<float>(column.field(f)[k]);
    });
  for (int j = 0; j < p.ny(); ++j)
    for (int i = 0; i < p.nx(); ++i) {
      for (int f = 0; f < kSurfaceFieldCount; ++f)
        t.skin_value(f, i, j) = static_cast<float>(column.skin(f)[0]);
      t.at(p.pencil(i, j))
          .epidermis_rest->set(Pencils::lane(i), static_cast<float>(column.epidermis_rest[0]));
    }
}

}  // namespace stipple
