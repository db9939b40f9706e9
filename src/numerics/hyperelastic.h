// SPDX-License-Identifier: Apache-2.0
// Finite elements for large strains of nearly incompressible solids, in plane strain or as bodies
// of revolution, pressed by a rigid body without friction. What is minimised over the displacements
// u, with W of numerics/ogden.h, the mean change of volume of each element (Q1-P0: no locking), and
// an augmented Lagrangian of the distance d(u) from the rigid body:
//   sum_elements [ int W dV + V (kappa/2) (mean(J) - 1)^2 ] + sum_nodes [ <l - e d>^2 - l^2 ] / 2e
// [Simo1985] [Wriggers2006]. Newton with the exact second derivatives, a line search on this
// energy, and load steps that are cut when it fails. Theory: docs/theory/needle-fe.md.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "numerics/ogden.h"
#include "numerics/quad_mesh.h"
#include "numerics/rigid_profile.h"

namespace stipple {

enum class PlaneKind {
  revolution,    // hoop stretch 1 + u_x/x; energies and forces of the whole ring
  plane_strain,  // no stretch across; energies and forces per thickness
};

struct FixedPlace {
  int node{};
  int axis{};             // 0: x, 1: y
  double displacement{};  // at load 1; grows with the load
};

struct ElasticProblem {
  QuadMesh mesh{};
  std::vector<OgdenMaterial> materials{};
  PlaneKind kind{PlaneKind::revolution};
  std::vector<FixedPlace> fixed{};
  std::vector<int> contact_line{};                  // nodes that may touch, one after the other
  std::function<RigidProfile(double load)> body{};  // empty: none
};

struct SolverSettings {
  double tolerance{1e-8};      // out-of-balance force over the forces inside
  double penetration{};        // largest that is left, a length
  double penalty{10.0};        // stiffness of contact over that of the element below
  int iterations{30};          // of one solve, before the load step is cut
  double first_step{1.0};      // of load; steps grow while they come easily
  double smallest_step{1e-4};  // of the first step; below it the solver gives up
};

// A numerical failure is an answer, not an exception: `load` says how far it came.
struct AdvanceReport {
  bool converged{};
  double load{};
  int iterations{};  // of Newton, over all load steps
  int cuts{};        // load steps that were halved
};

struct ElasticState {
  std::vector<PlanePoint> displacement{};  // of each node
  double elastic_energy{};
  PlanePoint push{};         // total force of the body on the solid
  double pressing{};         // sum of the nodal contact forces, whatever their direction
  double deepest_overlap{};  // penetration that is left
  double smallest_volume{};  // of mean(J) over the elements
  double largest_volume{};
  std::vector<PlanePoint> reaction{};  // of each node: force that holds it; 0 where it is free
};

class ElasticSolver {
 public:
  ElasticSolver(ElasticProblem, SolverSettings);
  ~ElasticSolver();
  ElasticSolver(ElasticSolver&&) noexcept;
  ElasticSolver& operator=(ElasticSolver&&) noexcept;

  // From the load reached so far; starts at 0, unstrained.
  AdvanceReport advance_to(double load);
  [[nodiscard]] ElasticState state() const;
  [[nodiscard]] const ElasticProblem& problem() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace stipple
