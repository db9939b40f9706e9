// SPDX-License-Identifier: Apache-2.0
// Energy of a rubber-like solid at one point, with its first and second derivatives by the
// deformation gradient. One-term Ogden form on stretches freed of the change of volume,
//   W = (2 mu / alpha^2) (l1^alpha + l2^alpha + l3^alpha - 3),   l_i = lambda_i J^(-1/3)
// [Shergold2004]; for small strains mu is the shear modulus. The volume's own energy,
// (kappa/2)(J - 1)^2, is added element by element in numerics/hyperelastic.h.
#pragma once

#include <array>

namespace stipple {

struct OgdenMaterial {
  double shear{};     // mu, any unit of stress
  double exponent{};  // alpha
  double bulk{};      // kappa, the unit of mu
  friend bool operator==(const OgdenMaterial&, const OgdenMaterial&) = default;
};

// F11, F12, F21, F22 in the plane of the mesh, F33 across it.
using PlaneGradient = std::array<double, 5>;

struct PointEnergy {
  double value{};
  PlaneGradient stress{};              // dW/dF
  std::array<double, 25> stiffness{};  // d2W/dF dF, row by row
};

// J; the energy below is defined only where the determinant in the plane and F33 are positive.
double volume_ratio(const PlaneGradient&);
bool is_possible(const PlaneGradient&);

double isochoric_energy(const OgdenMaterial&, const PlaneGradient&);
// By the singular values of F; the derivatives of their directions in closed form.
PointEnergy isochoric_derivatives(const OgdenMaterial&, const PlaneGradient&);

}  // namespace stipple
