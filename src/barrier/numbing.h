// SPDX-License-Identifier: Apache-2.0
// A numbing cream on skin: from the product, its strength, area and minutes to the depth down to
// which the skin is numb, over time, and to what the blood takes up. The skin is numb where C is at
// least C*; D, k and C* are known only together (evidence/numbing_data.h). Plain doubles: mm, h,
// cm2, mg, ug/mL. Theory: docs/theory/numbing.md.
#pragma once

#include <optional>
#include <vector>

#include "barrier/cream_uptake.h"
#include "barrier/skin_diffusion.h"
#include "evidence/numbing_data.h"
#include "evidence/parameter_values.h"

namespace stipple {

struct NumbingParameters {
  double set_place{};             // in the list of sets
  double flux_eutectic{};         // mg/cm2/h, 5 % eutectic cream on the thigh under a film
  double open_share{};            // flux without a film over that
  double reservoir_h{};           // over which the flux dies away after removal
  double threshold_factor{};      // of the person, on C* of the set
  double channel_permeability{};  // P, cm/h
  friend bool operator==(const NumbingParameters&, const NumbingParameters&) = default;
};

NumbingParameters numbing_parameters(const ParameterValues&);

// What is put on, and where.
struct Cream {
  const NumbingProductRecord* product{};
  double strength{};  // all anaesthetics together, by mass
  double amount_g{}, area_cm2{}, minutes_on{};
  bool occluded{};
  double product_flux{1.0};  // over the eutectic cream of the same strength
  double site_flux{1.0};     // over the thigh
  // Cream on needled skin: hours since the needles. Empty: before them, as it should be.
  std::optional<double> hours_after_needling{};
};

// Of all anaesthetics, put on.
double applied_mg(const Cream&);

// Channels of one visit that a cream may meet.
struct NeedledSkin {
  double channel_share{};     // of the surface, at the visit
  double path_half_life_h{};  // in the open, as it was until the cream
};

// The cream as a layer that gives off drug: the flux grows in proportion to strength (assumed).
// Without `needled` the skin is whole.
CreamLayer layer_of(const Cream&, const NumbingParameters&, const NumbingSet&,
                    const NeedledSkin* needled);

// How finely time and depth are cut; the defaults leave less than 0.02 mm of the depth.
struct NumbingGrid {
  double depth_mm{20.0};
  std::size_t cells{200};
  double step_min{2.0};
};

struct NumbedSkin {
  double step_h{};
  std::vector<double> numb_depth{};  // at 0, step, 2 step, ...
  std::vector<double> to_blood{};    // mg/h, of the whole area
  std::vector<double> at_removal{};  // C in each cell when the cream comes off
  double cell{};                     // mm
  double threshold{};                // C* of this person
  double absorbed_mg{}, in_tissue_mg{}, carried_off_mg{};  // at the end
};

// Follows the drug until `hours_after` the cream is off.
NumbedSkin numb_skin(const Cream&, const NumbingParameters&, const NumbingSet&,
                     const NeedledSkin* needled, double hours_after, const NumbingGrid& grid = {});

// Numb depth at any time, by straight lines; the last beyond the end.
double numb_depth_at(const NumbedSkin&, double hours);

}  // namespace stipple
