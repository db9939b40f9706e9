// SPDX-License-Identifier: Apache-2.0
// What the tests and benchmarks of the healing model share: its parameters as stated or drawn at
// random from their ranges, the usual column, and damage that ends smoothly at the tips.
#pragma once

#include <cmath>

#include "core/random.h"
#include "evidence/parameters.h"
#include "healing/heal.h"

namespace stipple {

struct HealingSetup {
  RateParameters<double> rates{};
  InjuryParameters<double> injury{};
  KeloidCoupling keloid{};
  LayerDensities densities{};
};

inline ParameterTable healing_table() {
  const DataFiles files = DataFiles::embedded();
  return load_parameters(files, "parameters/healing.json", load_bibliography(files));
}

// `choose` picks the number of each parameter.
template <class Choose>
HealingSetup setup_from(const ParameterTable& table, Choose choose) {
  const auto at = [&](std::string_view symbol) { return choose(table.at(symbol)); };
  const auto take = [&](std::string_view symbol, double& member) { member = at(symbol); };
  HealingSetup s;
  for_each_rate(s.rates, take);
  for_each_injury(s.injury, take);
  s.keloid = {at("keloid_by"), at("keloid_dy"), at("keloid_beta"), at("keloid_ant")};
  s.densities = {at("Xf_papillary"), 1.0,         at("Xf_fat"), at("Xv_papillary"),
                 at("Xv_reticular"), at("Xv_fat")};
  return s;
}

inline HealingSetup stated_setup(const ParameterTable& table) {
  return setup_from(table, [](const Parameter& p) { return p.value; });
}

// Every parameter anywhere in its plausible range, all independent.
inline HealingSetup drawn_setup(const ParameterTable& table, RandomStream& random) {
  return setup_from(
      table, [&](const Parameter& p) { return p.low + (p.high - p.low) * random.uniform(); });
}

// No reaction at all: every rate 0, ratios that divide 1.
inline RateParameters<double> only_transport(const RateParameters<double>& from) {
  RateParameters<double> p{};
  p.kapf = p.Ymax = p.beta = p.Lmax = p.kapv = 1.0;
  p.th3 = 0.2;
  p.Cmax = 4.0;
  p.D_I = from.D_I, p.D_g = from.D_g, p.D_b = from.D_b, p.D_r = from.D_r, p.D_p = from.D_p;
  p.D_n = from.D_n, p.D_m1 = from.D_m1, p.D_m2 = from.D_m2, p.D_f = from.D_f, p.D_y = from.D_y;
  p.D_v = from.D_v, p.D_e = from.D_e, p.chi_n = from.chi_n, p.chi_m1 = from.chi_m1,
  p.chi_m2 = from.chi_m2;
  p.chi_f = from.chi_f;
  return p;
}

// Skin of phototype III that tans, no habits: the patient of the reference trajectories.
inline Modulators phototype_three() {
  Modulators m;
  m.pigment_response = 0.3;
  m.tanning = 1.0;
  return m;
}

inline constexpr LayerThickness kUsualLayers{0.1, 0.2, 1.5, 0.6};  // mm
inline constexpr double kUvDepth = 0.3;                            // mm, assumed

inline ColumnSpec usual_column(const LayerDensities& densities, int refinement = 1) {
  return layered_column(kUsualLayers, densities, 1.5, kUvDepth, refinement);
}

// Half of `2 mean` at the tips, ending over `width_mm`: its average over each cell.
inline std::vector<double> damage_to(const Column<double>& column, double mean, double tip_mm,
                                     double width_mm = 0.05) {
  // The integral of (1 - tanh(s)) / 2 without overflow: log(1 + e^-2s) / 2 falls to 0 below.
  const auto below = [](double s) {
    return s > 0.0 ? 0.5 * std::log1p(std::exp(-2.0 * s)) : 0.5 * std::log1p(std::exp(2.0 * s)) - s;
  };
  std::vector<double> damage;
  for (std::size_t i = 0; i < column.depth.size(); ++i) {
    const double half = 0.5 * column.thickness[i];
    const double top = (column.depth[i] - half - tip_mm) / width_mm;
    const double bottom = (column.depth[i] + half - tip_mm) / width_mm;
    damage.push_back(mean * (below(top) - below(bottom)) / (bottom - top));
  }
  return damage;
}

// The value in the equations, not the stored deviation; volume fields first, then the surface.
inline double full_value(const Tissue<double>& t, int field, int place) {
  if (field >= kFieldCount)
    return t.skin(field - kFieldCount)[place] + surface_home_of(field - kFieldCount);
  const double home =
      field == kDisorder ? t.disorder_home[static_cast<std::size_t>(place)] : home_of(field);
  return t.field(field)[place] + home;
}

inline std::string_view symbol_of(int field) {
  return field < kFieldCount ? kFieldSymbols[static_cast<std::size_t>(field)]
                             : kSurfaceSymbols[static_cast<std::size_t>(field - kFieldCount)];
}

// C - 1 of a cell.
inline double collagen_gain(const RateParameters<double>& p, const Tissue<double>& t, int cell) {
  return p.th3 * t.field(kYoungCollagen)[cell] + (1.0 - p.th3) * t.field(kMatureCollagen)[cell];
}

}  // namespace stipple
