// SPDX-License-Identifier: Apache-2.0
// What a session leaves in the skin: how many punctures, how deep, how wide, and from them the
// damaged share of tissue at each depth, w(z) = 1 - exp(-n(z) A(z)), n(z) the punctures per area
// that reach z. Plain doubles: mm; densities in 1/cm2. Theory: docs/theory/puncture.md.
#pragma once

#include <string>

#include "device/kinematics.h"
#include "evidence/parameter_values.h"
#include "patient/skin.h"
#include "puncture/bleeding.h"
#include "puncture/depth.h"

namespace stipple {

// How a channel falls shut after the needle has left; channel.h.
struct ChannelParameters {
  double rest_share{};   // of the opening that stays after recoil
  double recoil_time{};  // s
  double fade{};         // depth in the dermis over which the opening falls shut
  friend bool operator==(const ChannelParameters&, const ChannelParameters&) = default;
};

// Every number of the chain from device to damage, so that an ensemble can vary each.
struct PunctureParameters {
  InsertionParameters insertion{};
  double lateral_compliance{};  // travel that the skin makes along with the needle
  double lumen_over_R{};        // radius left after recoil, in needle radii
  double collar_w{};            // damage beside the lumen
  double collar_width_over_R{};
  double cutoff{};  // length over which damage fades at the tip
  VesselParameters vessels{};
  ChannelParameters channel{};
  friend bool operator==(const PunctureParameters&, const PunctureParameters&) = default;
};

// From data/parameters/puncture.json and the shape of channels in healing.json: the stated values,
// or one draw.
PunctureParameters puncture_parameters(const ParameterValues& puncture,
                                       const ParameterValues& healing);
PunctureParameters puncture_parameters(const ParameterTable& puncture,
                                       const ParameterTable& healing);

struct PuncturePattern {
  double density_cm2{};           // of the whole session
  double density_per_pass_cm2{};  // 0 where a density was asked for and the pen stands still
  double passes{};                // equal to density over that of one pass, where that is known
  DepthDistribution depth{};
  double travel{};  // set depth below the skin
  double needle_radius{};
  NeedleOnSkin needle{};    // as force_curve() takes it
  double entry_speed{};     // mm/s; 0 for rollers and stamps
  double time_in_skin_s{};  // of one stroke; 0 for rollers and stamps
  double entry_angle_deg{};
  double slit{};            // torn length at the surface
  double coverage{};        // share of the surface with a hole or slit in it
  double bleeding_share{};  // of punctures that hit a vessel
  Drive drive{};
  double glide{};
  friend bool operator==(const PuncturePattern&, const PuncturePattern&) = default;
};

// InvalidInput when the device cannot do what is set (problems_of); `path` names the settings in
// the file.
PuncturePattern wound_pattern(const Device&, const SessionSettings&, const Skin&,
                              const PunctureParameters&, const std::string& path = "settings");

// Punctures per cm2 that reach the depth z: of the needles that enter at all, depths spread evenly
// over mean -+ sqrt(3) sd, each fading over the cut-off.
double punctures_reaching_cm2(const PuncturePattern&, const PunctureParameters&, double z);
// Torn length at depth z; a needle that glides stays shortest at its deepest.
double slit_at(const PuncturePattern&, const PunctureParameters&, double z);
// Damaged area of one puncture at depth z, mm2: lumen and collar, swept along the slit.
double damaged_area_mm2(const PuncturePattern&, const PunctureParameters&, double z);
// Damaged share of the dermis at depth z below the surface, and torn share of the epidermis.
double damage_at(const PuncturePattern&, const PunctureParameters&, double z);
double torn_epidermis(const PuncturePattern&, const PunctureParameters&, double z);
// Twice the area of one hole in the epidermis over its rim, mm: the radius of a round one.
double hole_radius_mm(const PuncturePattern&, const PunctureParameters&);

// Share of a surface covered by figures of an area (mm2) scattered at random: 1 - exp(-n A).
double random_coverage(double density_cm2, double area_mm2);
// Mean distance from a puncture to the nearest other, mm: 1 / (2 sqrt(n)).
double mean_nearest_distance(double density_cm2);

}  // namespace stipple
