// SPDX-License-Identifier: Apache-2.0
// Force and depth of one needle pressed into layered skin. Three stages: the skin dimples under the
// tip; the tip breaks through [Roemgens2014]; the needle cuts on, layer by layer, held back by
// friction. A needle whose diameter is d(s) at the distance s from its tip, buried to h, feels
//   F(h) = c [ J(h) d(0) + int_0^h J(z) d'(h - z) dz ] + pi tau int_0^h d(s) ds
// (work of opening a planar crack to the needle's width [Shergold2004], layered here), and dimples
// the skin, as a round punch as wide as itself at the surface, by
//   delta(h) = F(h) (1 - nu^2) / (E d(h)) (1 + neighbours),     travel = h + delta.
// Plain doubles: mm, mN, kPa, kJ/m2, mm/s, years. Theory: docs/theory/puncture.md.
#pragma once

#include <vector>

#include "evidence/parameter_values.h"

namespace stipple {

struct InsertionParameters {
  double JE_quasistatic{};       // toughness over stiffness of the dermis, slow needle, mm
  double toughness{};            // J of the dermis, kJ/m2
  double epidermal_toughness{};  // as a share of it
  double fat_toughness{};        // as a share of it
  double c_cut{};
  double poisson{};
  double rate_exponent{};
  double rate_by_hand{};      // strain rate at which JE_quasistatic holds, 1/s
  double friction{};          // shear on the shaft, kPa
  double tip_force_at_5um{};  // mN
  double tip_force_slope{};   // mN/um
  double shear_stiffness{};   // of skin at small strain, kPa
  double dimple_taper{};      // A of dimple_force()
  double dimple_tip{};        // B of it
  double tip_spread{};        // sd of ln(travel at which the tip breaks through)
  double neighbour_share{};   // of the half-space sum over neighbouring needles
  double tension_gain{};      // stiffness gained per tension
  double tension_usual{};     // of skin left as it is, kPa
  double age_stiffening{};    // stiffness at 89 years over that at 3
  double dimple_cv{};         // relative spread of the dimple from puncture to puncture
  friend bool operator==(const InsertionParameters&, const InsertionParameters&) = default;
};
InsertionParameters insertion_parameters(const ParameterValues& puncture);

// One needle over one skin.
struct NeedleOnSkin {
  double diameter{}, tip_diameter{}, taper{};  // mm
  double epidermis{}, dermis{};                // thickness, mm
  double speed{};                              // of the tip, mean; 0 when pressed in by hand
  double neighbours{};                         // neighbours_of() its array
  double age{40.0};                            // of the person
  double tension_kPa{};                        // of the skin; 0: as it is
  friend bool operator==(const NeedleOnSkin&, const NeedleOnSkin&) = default;
};

// Diameter at the distance s from the tip: a cone over the taper, then a shaft.
double diameter_at(const NeedleOnSkin&, double s);
// Force at which a tip enters the horny layer: a line through two measured tips [Roemgens2014].
double tip_force(const InsertionParameters&, double tip_diameter);
// Young's modulus that the dimple of a cutting needle feels, kPa: by rate, age and tension.
double felt_stiffness(const InsertionParameters&, const NeedleOnSkin&);
// Force of a tip on skin that it has not entered, pushed down by x, at large strains (finite
// elements, needle_fe.h):  F = mu (A x^2 + B r x), r the radius of its blunt end. The small-strain
// cone, F = (2/pi) E* tan(half angle) x^2, asks for twice the dimple of a slim needle.
double dimple_force(const InsertionParameters&, const NeedleOnSkin&, double x);

struct HoldingForce {
  double cutting{}, friction{};  // mN
  [[nodiscard]] double total() const { return cutting + friction; }
};
// What holds a needle back that is buried to h.
HoldingForce holding_force(const InsertionParameters&, const NeedleOnSkin&, double h);
// How far the skin is pushed down around a needle that is buried to h.
double dimple_at(const InsertionParameters&, const NeedleOnSkin&, double h);

// Travel at which the tip breaks through: the middle of needle and place.
double puncture_travel(const InsertionParameters&, const NeedleOnSkin&);
// Share of needles whose tips are in after this travel: ln(travel) is normal about the above.
double share_entered(const InsertionParameters&, const NeedleOnSkin&, double travel);
// Buried depth after a travel, once the tip is in; never falls as the travel grows.
double buried_depth(const InsertionParameters&, const NeedleOnSkin&, double travel);

// Largest force on the way: to break the tip in, or to hold it anywhere down to where it ends.
double peak_force(const InsertionParameters&, const NeedleOnSkin&, double travel);

// A needle's travel is that of its plate from first touch of the tip.
struct ForceCurve {
  std::vector<double> travel{};    // mm, even steps from 0
  std::vector<double> depth{};     // buried, mm
  std::vector<double> force{};     // mN
  std::vector<double> cutting{};   // share of the force that cuts, mN; 0 before the tip is in
  std::vector<double> friction{};  // share of the force that rubs, mN
  double puncture_travel{};        // at which the tip breaks through; beyond the end: it does not
  double puncture_force{};         // mN
  double work{};                   // over the whole travel, mJ
};
ForceCurve force_curve(const InsertionParameters&, const NeedleOnSkin&, double travel, int steps);

// Where the stored energy of the dimple would pay for the way cut at once: the travel D at which
//   int_0^D F_dimple = int_0^D F_cut  [Fregonese2021]
// a second rule for the puncture, beside the measured tip force. 0 where it never does by `most`.
double equal_energy_travel(const InsertionParameters&, const NeedleOnSkin&, double most);

}  // namespace stipple
