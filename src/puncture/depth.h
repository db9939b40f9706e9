// SPDX-License-Identifier: Apache-2.0
// How deep a needle really gets: the skin dimples before it is cut, so the true depth is the travel
// less the dimple,
//   delta = c_cut (1 - nu^2) J/E,   J/E falls with the speed of the needle to the power m
//   [Shergold2006];
// J/E at rest is solved from published depth deficits [Kalluri2011]. Plain doubles: mm, s. Theory:
// docs/theory/puncture.md.
#pragma once

namespace stipple {

struct DepthParameters {
  double JE_quasistatic{};  // toughness over stiffness when pressed in by hand, mm
  double c_cut{};           // cutting force over toughness times diameter
  double poisson{};
  double rate_exponent{};
  double rate_by_hand{};  // strain rate at which JE_quasistatic holds, 1/s
  double buried_share{};  // least share of the travel that gets into the skin
  double dimple_cv{};     // relative spread of the dimple from puncture to puncture
  friend bool operator==(const DepthParameters&, const DepthParameters&) = default;
};

struct DepthDistribution {
  double mean{};
  double sd{};
  double dimple{};  // mean travel lost to the dimple
  friend bool operator==(const DepthDistribution&, const DepthDistribution&) = default;
};

// J/E at the strain rate speed / diameter; never above its value by hand.
double toughness_over_stiffness(const DepthParameters&, double speed, double diameter);
// speed 0: by hand. The tolerance is the half-width of an even error of the scale.
// No puncture is deeper than travel + tolerance: mean + sqrt(3) sd stays below.
DepthDistribution true_depth(const DepthParameters&, double travel, double speed, double diameter,
                             double tolerance);

// Force at which a tip enters the horny layer, mN: a line through two measured tips [Roemgens2014].
double tip_force(double tip_diameter, double force_at_5um, double slope_per_um);

}  // namespace stipple
