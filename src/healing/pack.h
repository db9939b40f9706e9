// SPDX-License-Identifier: Apache-2.0
// Members of an ensemble side by side, one lane each; and one lane taken out again. Spare lanes
// repeat the first member.
#pragma once

#include <span>

#include "core/error.h"
#include "healing/heal.h"

namespace stipple {

template <class T>
struct LaneOf;
template <template <class> class S, class R>
struct LaneOf<S<R>> {
  using type = R;
};

// A struct of doubles only (parameters, roles) as the same struct of lanes.
template <class Wide, class Narrow>
Wide pack_struct(std::span<const Narrow> members) {
  static_assert(std::is_trivially_copyable_v<Narrow> && sizeof(Narrow) % sizeof(double) == 0);
  constexpr std::size_t count = sizeof(Narrow) / sizeof(double);
  using R = typename LaneOf<Wide>::type;
  static_assert(sizeof(Wide) == count * sizeof(R));
  Wide wide{};
  R* to = reinterpret_cast<R*>(&wide);
  for (std::size_t k = 0; k < count; ++k)
    for (int j = 0; j < R::width; ++j) {
      const std::size_t m = static_cast<std::size_t>(j) < members.size() ? std::size_t(j) : 0;
      to[k].set(j, static_cast<typename R::Value>(reinterpret_cast<const double*>(&members[m])[k]));
    }
  return wide;
}

template <class R = EnsembleLanes>
std::vector<R> pack_vectors(const std::vector<const std::vector<double>*>& members) {
  std::vector<R> out(members.front()->size());
  for (std::size_t i = 0; i < out.size(); ++i)
    for (int j = 0; j < R::width; ++j) {
      const std::size_t m = static_cast<std::size_t>(j) < members.size() ? std::size_t(j) : 0;
      out[i].set(j, static_cast<typename R::Value>((*members[m])[i]));
    }
  return out;
}

// All members must have the same cells, layers and setting; thicknesses and densities may differ.
template <class R = EnsembleLanes>
Column<R> pack_columns(std::span<const Column<double>> members);

}  // namespace stipple
