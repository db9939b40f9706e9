// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_tissue.h"

#include <algorithm>

namespace stipple {
namespace {

PatchLanes* lanes(float* numbers) { return reinterpret_cast<PatchLanes*>(numbers); }

}  // namespace

PatchTissue::PatchTissue(const Pencils& p)
    : pencils(p),
      volume(static_cast<std::size_t>(p.count()) * volume_of_pencil()),
      surface(static_cast<std::size_t>(p.count()) * kSurfaceFieldCount * Pencils::width),
      disorder_home(static_cast<std::size_t>(p.count()) * cells_of_pencil()),
      epidermis_rest(static_cast<std::size_t>(p.count()) * Pencils::width),
      balance(2 * cells_of_pencil()),
      balance_disorder(cells_of_pencil()) {
  std::fill(epidermis_rest.data(), epidermis_rest.data() + epidermis_rest.size(), 1.0F);
}

PencilTissue PatchTissue::at(int pencil) {
  const auto p = static_cast<std::size_t>(pencil);
  const std::size_t cells = cells_of_pencil();
  PencilTissue t;
  t.cells = pencils.cells();
  t.barrier_watched = barrier_watched;
  t.volume = lanes(volume.data() + p * volume_of_pencil());
  t.surface = lanes(surface.data()) + p * kSurfaceFieldCount;
  t.disorder_home = lanes(disorder_home.data() + p * cells);
  t.epidermis_rest = lanes(epidermis_rest.data()) + p;
  t.balance_mature = lanes(balance.data());
  t.balance_elastin = t.balance_mature + t.cells;
  t.balance_disorder = lanes(balance_disorder.data() + (one_balance ? 0 : p * cells));
  return t;
}

float& PatchTissue::value(int field, int i, int j, int k) {
  return volume.data()[static_cast<std::size_t>(pencils.pencil(i, j)) * volume_of_pencil() +
                       static_cast<std::size_t>((field * pencils.cells() + k) * Pencils::width +
                                                Pencils::lane(i))];
}

float& PatchTissue::skin_value(int surface_field, int i, int j) {
  return surface.data()[(static_cast<std::size_t>(pencils.pencil(i, j)) * kSurfaceFieldCount +
                         static_cast<std::size_t>(surface_field)) *
                            Pencils::width +
                        static_cast<std::size_t>(Pencils::lane(i))];
}

}  // namespace stipple
