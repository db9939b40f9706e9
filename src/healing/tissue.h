// SPDX-License-Identifier: Apache-2.0
// The tissue now: every field in every cell, the local set points, and what the patient's own rest
// state is. Healthy skin is all zeros. One object passed by reference; the model and the column do
// not change while it heals.
#pragma once

#include <vector>

#include "core/error.h"
#include "healing/column.h"
#include "healing/hole_rings.h"

namespace stipple {

template <class R>
struct Tissue {
  int cells{};
  int sites{};
  double day{};
  std::vector<R> volume{};          // [field * cells + cell], stored values
  std::vector<R> surface{};         // [field * sites + site], stored values; then e of the rings
  std::vector<R> disorder_home{};   // q_h per cell; a needle lowers it
  std::vector<R> epidermis_rest{};  // e_target per site
  bool barrier_watched{true};       // false while resting under habits: w = 0
  HoleRings<R> holes{};             // known after follow_holes(); one site then
  // Keeps the patient's own state at rest: the drift of the slow pools (c1, l, q) under their
  // habits, subtracted per cell.
  std::vector<R> balance_mature{}, balance_elastin{}, balance_disorder{};

  [[nodiscard]] R* field(int f) { return volume.data() + f * cells; }
  [[nodiscard]] const R* field(int f) const { return volume.data() + f * cells; }
  [[nodiscard]] R* skin(int f) { return surface.data() + f * sites; }
  [[nodiscard]] const R* skin(int f) const { return surface.data() + f * sites; }
  [[nodiscard]] const R* surface_values() const { return surface.data(); }
};

template <class R>
Tissue<R> healthy_tissue(const Column<R>& column) {
  Tissue<R> t;
  t.cells = column.cells;
  t.sites = static_cast<int>(column.sites.size());
  const auto n = static_cast<std::size_t>(t.cells);
  const auto s = static_cast<std::size_t>(t.sites);
  t.volume.assign(n * kFieldCount, R(0));
  t.surface.assign(s * kSurfaceFieldCount, R(0));
  t.disorder_home.assign(n, R(0));
  t.epidermis_rest.assign(s, R(1));
  t.balance_mature.assign(n, R(0));
  t.balance_elastin.assign(n, R(0));
  t.balance_disorder.assign(n, R(0));
  return t;
}

// From now on e is kept in rings round holes; wound() wants their radius. Before a Workspace is
// made.
template <class R>
void follow_holes(Tissue<R>& t) {
  STIPPLE_REQUIRE(t.sites == 1 && !t.holes.known());
  constexpr auto n = static_cast<std::size_t>(HoleRings<R>::kCount);
  t.holes.share.assign(n, R(1.0 / double{n}));
  t.holes.in.assign(n, R(0));
  t.holes.out.assign(n, R(0));
  t.surface.resize(t.surface.size() + n, t.skin(kEpidermis)[0]);
}

// e of the rings behind the surface fields.
template <class T, class R>
STIPPLE_INLINE R* rings_of(const T& t, R* surface) {
  return surface + std::ptrdiff_t{kSurfaceFieldCount} * t.sites;
}

}  // namespace stipple
