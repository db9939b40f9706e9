// SPDX-License-Identifier: Apache-2.0
#include "barrier/numbing.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

constexpr double kMgPerG = 1000.0, kSecondsPerHour = 3600.0, kMinutesPerHour = 60.0;
constexpr double kMm2PerCm2 = 100.0;
constexpr double kMgPerMl = 1000.0;         // of cream, as dense as water
constexpr double kEutecticStrength = 0.05;  // of the cream whose flux is known [EMLASmPC]

DiffusionLaw law_of(const NumbingSet& s) {
  return {.D = s.D_cm2_s * kMm2PerCm2 * kSecondsPerHour, .k = s.k_per_s * kSecondsPerHour};
}

}  // namespace

NumbingParameters numbing_parameters(const ParameterValues& v) {
  return {.set_place = v["numbing_set"],
          .flux_eutectic = v["flux_eutectic"],
          .open_share = v["flux_open_share"],
          .reservoir_h = v["flux_reservoir_time"],
          .threshold_factor = v["threshold_factor"],
          .channel_permeability = v["channel_permeability"]};
}

double applied_mg(const Cream& c) { return c.amount_g * kMgPerG * c.strength; }

CreamLayer layer_of(const Cream& c, const NumbingParameters& p, const NumbingSet& set,
                    const NeedledSkin* needled) {
  CreamLayer layer{.on_h = c.minutes_on / kMinutesPerHour,
                   .lag_h = set.lag_min / kMinutesPerHour,
                   .reservoir_h = p.reservoir_h,
                   .steady_flux = p.flux_eutectic * (c.strength / kEutecticStrength) *
                                  c.product_flux * c.site_flux * (c.occluded ? 1.0 : p.open_share),
                   .supply = applied_mg(c) / c.area_cm2};
  if (needled == nullptr) return layer;
  // What stands in the mouth of a channel is as strong as the cream.
  layer.channels = {.flux = needled->channel_share * p.channel_permeability * c.strength * kMgPerMl,
                    .hours_since = c.hours_after_needling.value_or(0.0),
                    .half_life_h = needled->path_half_life_h};
  return layer;
}

NumbedSkin numb_skin(const Cream& cream, const NumbingParameters& p, const NumbingSet& set,
                     const NeedledSkin* needled, double hours_after, const NumbingGrid& grid) {
  const CreamLayer layer = layer_of(cream, p, set, needled);
  // A whole number of steps while the cream is on.
  const double on_steps = std::ceil(std::max(1.0, cream.minutes_on / grid.step_min));
  NumbedSkin out{.step_h = layer.on_h / on_steps, .threshold = set.threshold * p.threshold_factor};
  const auto removal = static_cast<std::size_t>(on_steps);
  const auto steps = removal + static_cast<std::size_t>(std::ceil(hours_after / out.step_h));
  DrugInSkin skin(law_of(set), grid.depth_mm, grid.cells, out.step_h);
  out.cell = skin.cell();
  const auto keep = [&] {
    out.numb_depth.push_back(skin.depth_above(out.threshold));
    out.to_blood.push_back(skin.to_blood() * cream.area_cm2);
  };
  keep();
  for (std::size_t s = 0; s < steps; ++s) {
    const bool on = s < removal;
    const auto rate = [&](double within) {
      return uptake_rate(layer, (static_cast<double>(s) + within) * out.step_h, on);
    };
    skin.advance(rate(0.0), rate(DrugInSkin::inner_time), rate(1.0));
    keep();
    if (s + 1 == removal) out.at_removal = skin.concentration();
  }
  out.absorbed_mg = skin.absorbed() * cream.area_cm2;
  out.in_tissue_mg = skin.in_tissue() * cream.area_cm2;
  out.carried_off_mg = skin.carried_off() * cream.area_cm2;
  return out;
}

double numb_depth_at(const NumbedSkin& s, double hours) {
  const double place = std::max(0.0, hours / s.step_h);
  const auto i = static_cast<std::size_t>(place);
  if (i + 1 >= s.numb_depth.size()) return s.numb_depth.back();
  const double share = place - static_cast<double>(i);
  return s.numb_depth[i] + share * (s.numb_depth[i + 1] - s.numb_depth[i]);
}

}  // namespace stipple
