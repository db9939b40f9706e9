// SPDX-License-Identifier: Apache-2.0
// Members of an ensemble side by side, one lane each; and one lane taken out again. Spare lanes
// repeat the first member.
#pragma once

#include <span>

#include "core/error.h"
#include "healing/heal.h"

namespace stipple {

// A struct of doubles only (parameters, roles) as the same struct of lanes.
template <class Wide, class Narrow>
Wide pack_struct(std::span<const Narrow> members) {
  static_assert(std::is_trivially_copyable_v<Narrow> && sizeof(Narrow) % sizeof(double) == 0);
  constexpr std::size_t count = sizeof(Narrow) / sizeof(double);
  using R = EnsembleLanes;
  static_assert(sizeof(Wide) == count * sizeof(R));
  Wide wide{};
  R* to = reinterpret_cast<R*>(&wide);
  for (std::size_t k = 0; k < count; ++k)
    for (int j = 0; j < R::width; ++j) {
      const std::size_t m = static_cast<std::size_t>(j) < members.size() ? std::size_t(j) : 0;
      to[k].set(j, reinterpret_cast<const double*>(&members[m])[k]);
    }
  return wide;
}

inline std::vector<EnsembleLanes> pack_vectors(
    const std::vector<const std::vector<double>*>& members) {
  std::vector<EnsembleLanes> out(members.front()->size());
  for (std::size_t i = 0; i < out.size(); ++i)
    for (int j = 0; j < EnsembleLanes::width; ++j) {
      const std::size_t m = static_cast<std::size_t>(j) < members.size() ? std::size_t(j) : 0;
      out[i].set(j, (*members[m])[i]);
    }
  return out;
}

// All members must have the same cells, layers and setting; thicknesses and densities may differ.
Column<EnsembleLanes> pack_columns(std::span<const Column<double>> members);

}  // namespace stipple
