// SPDX-License-Identifier: Apache-2.0
// What a pencil exchanges with the pencils beside it: the same fluxes as in depth (healing/rates.h)
// through the faces in x and y. Densities are those of a layer and so the same on both sides.
// Arithmetic is even-handed: mirrors and quarter turns of a patch give the same fluxes to the bit.
#pragma once

#include "healing/patch_tissue.h"
#include "healing/rates.h"
#include "numerics/tile.h"

namespace stipple {

// The state seen in a pencil: the tissue, or in the second stage the tissue with its first
// increment.
template <bool stage>
struct Seen {
  const PatchLanes *volume{}, *volume_k{}, *surface{}, *surface_k{};

  [[nodiscard]] STIPPLE_INLINE PatchLanes at(int i) const {
    if constexpr (stage)
      return volume[i] + volume_k[i];
    else
      return volume[i];
  }
  [[nodiscard]] STIPPLE_INLINE PatchLanes skin(int i) const {
    if constexpr (stage)
      return surface[i] + surface_k[i];
    else
      return surface[i];
  }
  [[nodiscard]] STIPPLE_INLINE float at(int i, int lane) const {
    const auto* u = reinterpret_cast<const float*>(volume);
    if constexpr (stage) {
      const auto* k = reinterpret_cast<const float*>(volume_k);
      return u[i * Pencils::width + lane] + k[i * Pencils::width + lane];
    } else {
      return u[i * Pencils::width + lane];
    }
  }
};

// The pencils round a pencil. West and east are single columns: a lane of theirs.
template <bool stage>
struct Around {
  Seen<stage> north{}, south{}, west{}, east{};
  int west_lane{}, east_lane{};
  int last{};  // lane of the last real column
};

STIPPLE_INLINE PatchLanes west_of(const PatchLanes& own, float beyond) {
  PatchLanes x(
      __builtin_shufflevector(own.v, own.v, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
  x.v[0] = beyond;
  return x;
}

STIPPLE_INLINE PatchLanes east_of(const PatchLanes& own, float beyond, int last) {
  PatchLanes x(
      __builtin_shufflevector(own.v, own.v, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15));
  if (last == Pencils::width - 1) {
    x.v[Pencils::width - 1] = beyond;
  } else {
    typedef int Places __attribute__((vector_size(sizeof(PatchLanes))));
    const Places places{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    x = select(places == (Places{} + last), PatchLanes(beyond), x);
  }
  return x;
}

// Four neighbours of a cell.
struct Neighbours {
  PatchLanes west, east, north, south;
};

template <bool stage>
STIPPLE_INLINE Neighbours neighbours(const Around<stage>& around, const PatchLanes& own, int at) {
  return {west_of(own, around.west.at(at, around.west_lane)),
          east_of(own, around.east.at(at, around.east_lane), around.last), around.north.at(at),
          around.south.at(at)};
}

STIPPLE_INLINE Neighbours saturated(const Neighbours& n) {
  return {saturating(n.west), saturating(n.east), saturating(n.north), saturating(n.south)};
}

// Sum of differences to the four neighbours.
STIPPLE_INLINE PatchLanes spread(const PatchLanes& own, const Neighbours& n) {
  return ((n.east - own) - (own - n.west)) + ((n.south - own) - (own - n.north));
}

// Flux from a to b of what diffuses (conductance g0) and follows the drive.
STIPPLE_INLINE PatchLanes drawn(const PatchLanes& g0, const PatchLanes& pull,
                                const PatchLanes& home, const PatchLanes& a, const PatchLanes& b,
                                const PatchLanes& drive_a, const PatchLanes& drive_b) {
  const PatchLanes half = pull * (drive_b - drive_a);
  const PatchLanes g = larger(g0, magnitude(half));
  const PatchLanes down = g + half, up = g - half;
  return (down * a - up * b) + (down - up) * home;
}

// Adds the lateral fluxes of a pencil to its rates. own: its state, [field * n + cell]; skin: of
// its surface; per_area[cargo]: 1 / side^2 of each cell, 0 where that cargo does not live.
template <bool stage>
STIPPLE_INLINE void move_sideways(const HealingModel<PatchLanes>& model,
                                  const Column<PatchLanes>& column,
                                  const std::vector<float> (&per_area)[4],
                                  const Around<stage>& around, const PatchLanes* own,
                                  const PatchLanes* skin, Rates<PatchLanes>& out) {
  using R = PatchLanes;
  const int n = column.cells;
  const Transport<R> transport = transport_of(model.rates);
  for (std::size_t m = 0; m < kMobile.size(); ++m) {
    const Mobile& mobile = kMobile[m];
    const float* area = per_area[static_cast<std::size_t>(mobile.cargo)].data();
    const R* u = own + mobile.field * n;
    R* rate = out.volume.data() + mobile.field * n;
    const R diffusivity = transport.diffusivity[m];
    if (mobile.attractant < 0 || !column.chemotaxis) {
      const int first = mobile.cargo == Cargo::signal ? 0 : column.first_dermal;
      for (int i = first; i < n; ++i)
        rate[i] +=
            diffusivity * R(area[i]) * spread(u[i], neighbours(around, u[i], mobile.field * n + i));
      continue;
    }
    const R home(static_cast<float>(home_of(mobile.field)));
    const R half_pull = R(0.5F) * transport.chemotaxis[m];
    const R* drive =
        mobile.attractant == kMitogens ? out.drive_mitogens.data() : out.drive_inflammation.data();
    for (int i = column.first_dermal; i < n; ++i) {
      const R g0 = diffusivity * R(area[i]);
      const R pull = half_pull * R(area[i]);
      const Neighbours a = neighbours(around, u[i], mobile.field * n + i);
      const Neighbours d =
          saturated(neighbours(around, own[mobile.attractant * n + i], mobile.attractant * n + i));
      const R x = drawn(g0, pull, home, a.west, u[i], d.west, drive[i]) -
                  drawn(g0, pull, home, u[i], a.east, drive[i], d.east);
      const R y = drawn(g0, pull, home, a.north, u[i], d.north, drive[i]) -
                  drawn(g0, pull, home, u[i], a.south, drive[i], d.south);
      rate[i] += x + y;
    }
  }
  // The epidermis creeps sideways.
  const R e = skin[kEpidermis];
  const auto beyond = [&](const Seen<stage>& seen, int lane) STIPPLE_LAMBDA {
    return static_cast<float>(seen.skin(kEpidermis)[lane]);
  };
  const Neighbours around_e{west_of(e, beyond(around.west, around.west_lane)),
                            east_of(e, beyond(around.east, around.east_lane), around.last),
                            around.north.skin(kEpidermis), around.south.skin(kEpidermis)};
  out.surface[kEpidermis] += model.rates.D_e * R(per_area[0].front()) * spread(e, around_e);
}

}  // namespace stipple
