// SPDX-License-Identifier: Apache-2.0
#include "healing/pack.h"

namespace stipple {

template <class R>
Column<R> pack_columns(std::span<const Column<double>> members) {
  STIPPLE_REQUIRE(!members.empty());
  const Column<double>& first = members.front();
  Column<R> c;
  c.cells = first.cells;
  c.first_dermal = first.first_dermal;
  c.papillary_first = first.papillary_first;
  c.papillary_last = first.papillary_last;
  c.sites = first.sites;
  c.papillary_coupling = first.papillary_coupling;
  c.chemotaxis = first.chemotaxis;
  c.melanin_above = first.melanin_above;
  c.no_transport = first.no_transport;
  c.layers = first.layers;
  const auto gather = [&](auto member) {
    std::vector<const std::vector<double>*> parts;
    for (const Column<double>& m : members) {
      STIPPLE_REQUIRE(m.cells == first.cells);
      parts.push_back(&member(m));
    }
    return pack_vectors<R>(parts);
  };
  using Narrow = Column<double>;
  c.thickness = gather([](const Narrow& m) -> const std::vector<double>& { return m.thickness; });
  c.depth = gather([](const Narrow& m) -> const std::vector<double>& { return m.depth; });
  for (int k = 0; k < 4; ++k) {
    c.faces[k] = gather([k](const Narrow& m) -> const std::vector<double>& { return m.faces[k]; });
    c.per_capacity[k] =
        gather([k](const Narrow& m) -> const std::vector<double>& { return m.per_capacity[k]; });
  }
  std::vector<CellRole<double>> roles;
  for (std::size_t i = 0; i < first.roles.size(); ++i) {
    roles.clear();
    for (const Column<double>& m : members) roles.push_back(m.roles[i]);
    c.roles.push_back(pack_struct<CellRole<R>>(std::span<const CellRole<double>>(roles)));
  }
  return c;
}

template Column<EnsembleLanes> pack_columns<EnsembleLanes>(std::span<const Column<double>>);
template Column<DoubleLanes> pack_columns<DoubleLanes>(std::span<const Column<double>>);

}  // namespace stipple
