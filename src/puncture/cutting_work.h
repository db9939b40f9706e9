// SPDX-License-Identifier: Apache-2.0
// Work of cutting by a sharp needle of radius R per unit of advance [Shergold2004]: a planar crack
// of length 2a runs ahead of the tip and is wedged open; the crack length that costs least is
// taken,
//   F = min over a of  2 J a + U(a),
// with U the energy stored around the opened slit. The surrogate puts a round hole of the same
// perimeter, r0 = 2a/pi, in place of the slit and widens it to R, incompressible one-term Ogden:
//   U = int_{r0}^inf (2 mu/alpha^2)(l^alpha + l^-alpha - 2) 2 pi rho drho,
//   l^2 = 1 + (R^2 - r0^2)/rho^2
// Finite elements of the slit itself stand in puncture/needle_fe.h; theory and their difference:
// docs/theory/needle-fe.md. Plain ratios without units.
#pragma once

#include <functional>

namespace stipple {

// U/(mu R^2) of the surrogate; crack_over_radius in (0, pi/2].
double opening_energy(double exponent, double crack_over_radius);

struct CutWork {
  double crack_over_radius{};    // a/R that costs least
  double pressure_over_shear{};  // p/mu = F/(pi R^2 mu)
  double fracture_share{};       // 2 J a / F
  double c_cut{};                // F/(J d), d = 2R: the reduced law F = c J d
  friend bool operator==(const CutWork&, const CutWork&) = default;
};

// The least work for toughness J/(mu R) > 0, with the surrogate's U.
CutWork least_cut_work(double exponent, double toughness_over_shear_radius);
// The same with another U/(mu R^2), given from `lowest` to `highest` a/R; a minimum at either end
// is the end itself.
CutWork least_cut_work(const std::function<double(double)>& opening_energy,
                       double toughness_over_shear_radius, double lowest, double highest);

}  // namespace stipple
