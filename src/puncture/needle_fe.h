// SPDX-License-Identifier: Apache-2.0
// The two problems of a needle in finite elements (numerics/hyperelastic.h), to measure how far the
// closed forms of the fast model are from large strains:
// - dimple: a round-tipped cone pressed into layered skin, until the tip breaks through;
// - slit: a slit in plane strain, opened by a round needle, the U(a) of puncture/cutting_work.h.
// Plain doubles: mm, mN, kPa. Theory and figures: docs/theory/needle-fe.md.
#pragma once

#include <functional>
#include <vector>

#include "evidence/parameter_values.h"
#include "numerics/hyperelastic.h"

namespace stipple {

struct ElasticLayer {
  double bottom{};  // below the surface, mm
  OgdenMaterial material{};
  friend bool operator==(const ElasticLayer&, const ElasticLayer&) = default;
};

struct NeedleTip {
  double tip_diameter{};    // of the ball that ends the taper, mm
  double half_angle{};      // of the taper, from the axis, radians
  double shaft_diameter{};  // mm
  friend bool operator==(const NeedleTip&, const NeedleTip&) = default;
};

struct DimpleMesh {
  double cells_per_tip_radius{4.0};
  double growth{1.2};  // of cells away from the tip
  double width{10.0};  // where the skin is held all round, mm; its depth is that of the last layer
  friend bool operator==(const DimpleMesh&, const DimpleMesh&) = default;
};

// Epidermis, dermis and fat out of data/parameters/puncture.json (stiffness, exponent) and
// needle_fe.json (the rest); thicknesses in mm.
std::vector<ElasticLayer> skin_layers(const ParameterValues& puncture, const ParameterValues& fe,
                                      double epidermis, double dermis, double fat);
// One material down to `depth`.
std::vector<ElasticLayer> one_layer(const OgdenMaterial&, double depth);

RigidProfile needle_profile(const NeedleTip&);
// Skin under a rigid body whose lowest point stands at y = 0; load is the travel, mm.
ElasticProblem dimple_problem(const RigidProfile&, const std::vector<ElasticLayer>&,
                              double finest_cell, const DimpleMesh&);

// The skin pressed step by step: `converged` is false where the solver gave up before the end.
struct DimpleCurve {
  bool converged{};
  std::vector<double> dimple{};  // mm
  std::vector<double> force{};   // mN
  std::vector<double> radius{};  // of the nodes of the surface before it is pressed, mm
  std::vector<double> sunk{};    // how far each of them went down at the end, mm
};
// Steps grow by a third; ends with the first that passes `force`, or at `deepest`.
DimpleCurve press_needle(const NeedleTip&, const std::vector<ElasticLayer>&, double force,
                         double deepest, const DimpleMesh& mesh = {});
// The dimple at a force inside the curve, by straight lines between roots of the forces.
double dimple_at(const DimpleCurve&, double force);

// Closed forms on a half space of reduced modulus E* = E/(1 - nu^2), small strains [Sneddon1965].
double flat_punch_force(double reduced_modulus, double radius, double dimple);  // 2 E* a delta
double cone_force(double reduced_modulus, double half_angle,
                  double dimple);  // (2/pi) E* tan delta^2
double reduced_modulus(const OgdenMaterial&);

// What large strains make of both: F = mu (A delta^2 + B r delta), r the radius of the tip.
struct DimpleLaw {
  double cone{};   // A
  double tip{};    // B
  double worst{};  // largest relative error of the force over the points fitted
};
// Least squares of relative errors over the points with delta >= `from` tip radii.
DimpleLaw fit_dimple_law(const DimpleCurve&, double shear, double tip_radius, double from);
double dimple_by_law(const DimpleLaw&, double shear, double tip_radius, double force);

struct SlitMesh {
  int along{16};       // cells along half of the slit
  int outward{24};     // and away from it
  double width{40.0};  // half width of the block, needle radii
  friend bool operator==(const SlitMesh&, const SlitMesh&) = default;
};
struct SlitEnergy {
  bool converged{};
  double energy{};          // U/(mu R^2)
  double largest_volume{};  // of an element, relative: where the solid is not incompressible
};
// A slit of half length a = crack_over_radius R; shear modulus and R are 1. The round needle rises
// into the upper half of the slit from below; its last place is on the slit's own line.
SlitEnergy open_slit(double exponent, double bulk_over_shear, double crack_over_radius,
                     const SlitMesh& mesh = {});

}  // namespace stipple
