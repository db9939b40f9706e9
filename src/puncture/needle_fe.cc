// SPDX-License-Identifier: Apache-2.0
#include "puncture/needle_fe.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/error.h"

namespace stipple {

using std::numbers::pi;

std::vector<ElasticLayer> skin_layers(const ParameterValues& puncture, const ParameterValues& fe,
                                      double epidermis, double dermis, double fat) {
  const auto material = [&](double over_dermis) {
    const double shear = puncture["ogden_stiffness"] * over_dermis;
    return OgdenMaterial{.shear = shear,
                         .exponent = puncture["ogden_exponent"],
                         .bulk = fe["bulk_over_shear"] * shear};
  };
  return {{.bottom = epidermis, .material = material(fe["epidermis_over_dermis"])},
          {.bottom = epidermis + dermis, .material = material(1.0)},
          {.bottom = epidermis + dermis + fat, .material = material(fe["fat_over_dermis"])}};
}

std::vector<ElasticLayer> one_layer(const OgdenMaterial& material, double depth) {
  return {{.bottom = depth, .material = material}};
}

RigidProfile needle_profile(const NeedleTip& n) {
  return round_tipped_cone(0.5 * n.tip_diameter, n.half_angle, 0.5 * n.shaft_diameter);
}

namespace {

// Depths of the lines of cells, from the surface down; every layer ends on one of them.
std::vector<double> depth_lines(const std::vector<ElasticLayer>& layers, double finest_cell,
                                double growth) {
  std::vector<double> lines = graded_places(layers.back().bottom, finest_cell, growth);
  for (std::size_t k = 0; k + 1 < layers.size(); ++k) {
    // The nearest line inside moves to the end of the layer.
    const auto nearest =
        std::min_element(lines.begin() + 1, lines.end() - 1, [&](double a, double b) {
          return std::abs(a - layers[k].bottom) < std::abs(b - layers[k].bottom);
        });
    *nearest = layers[k].bottom;
  }
  STIPPLE_REQUIRE(std::is_sorted(lines.begin(), lines.end(), std::less_equal<>()));
  return lines;
}

}  // namespace

ElasticProblem dimple_problem(const RigidProfile& body, const std::vector<ElasticLayer>& layers,
                              double finest_cell, const DimpleMesh& mesh) {
  const std::vector<double> xs = graded_places(mesh.width, finest_cell, mesh.growth);
  std::vector<double> ys = depth_lines(layers, finest_cell, mesh.growth);
  std::reverse(ys.begin(), ys.end());
  for (double& y : ys) y = -y;
  const int across = static_cast<int>(xs.size()), up = static_cast<int>(ys.size());

  ElasticProblem p;
  p.mesh = grid_mesh(xs, ys);
  p.kind = PlaneKind::revolution;
  for (const ElasticLayer& layer : layers) p.materials.push_back(layer.material);
  for (std::size_t e = 0; e < p.mesh.quads.size(); ++e) {
    const double middle = -0.5 * (p.mesh.nodes[static_cast<std::size_t>(p.mesh.quads[e][0])].y +
                                  p.mesh.nodes[static_cast<std::size_t>(p.mesh.quads[e][2])].y);
    int k = 0;
    while (layers[static_cast<std::size_t>(k)].bottom < middle) ++k;
    p.mesh.material[e] = k;
  }
  // Held below and all round; on the axis nothing moves sideways.
  for (int i = 0; i < across; ++i)
    for (const int axis : {0, 1}) p.fixed.push_back({.node = i, .axis = axis});
  for (int j = 1; j < up; ++j) {
    p.fixed.push_back({.node = j * across, .axis = 0});
    for (const int axis : {0, 1}) p.fixed.push_back({.node = (j + 1) * across - 1, .axis = axis});
  }
  for (int i = 0; i < across; ++i) p.contact_line.push_back((up - 1) * across + i);
  p.body = [body](double travel) { return shifted(body, -travel); };
  return p;
}

DimpleCurve press_needle(const NeedleTip& needle, const std::vector<ElasticLayer>& layers,
                         double force, double deepest, const DimpleMesh& mesh) {
  const double radius = 0.5 * needle.tip_diameter;
  ElasticSolver solver(
      dimple_problem(needle_profile(needle), layers, radius / mesh.cells_per_tip_radius, mesh),
      {.penetration = 0.02 * radius, .penalty = 3000.0, .first_step = 0.25 * radius});
  const ElasticProblem& problem = solver.problem();
  DimpleCurve curve;
  double travel = 0.0;
  for (double step = 0.5 * radius; travel < deepest; step *= 1.3) {
    const AdvanceReport report = solver.advance_to(std::min(deepest, travel + step));
    if (!report.converged) break;
    travel = report.load;
    curve.dimple.push_back(travel);
    curve.force.push_back(-solver.state().push.y);
    if (curve.force.back() >= force) break;
  }
  curve.converged =
      !curve.force.empty() && (curve.force.back() >= force || curve.dimple.back() >= deepest);
  const ElasticState state = solver.state();
  for (const int node : problem.contact_line) {
    const auto k = static_cast<std::size_t>(node);
    curve.radius.push_back(problem.mesh.nodes[k].x);
    curve.sunk.push_back(-state.displacement[k].y);
  }
  return curve;
}

double dimple_at(const DimpleCurve& c, double force) {
  STIPPLE_REQUIRE(!c.force.empty() && force >= 0.0 && force <= c.force.back());
  const auto above = static_cast<std::size_t>(
      std::lower_bound(c.force.begin(), c.force.end(), force) - c.force.begin());
  // Forces grow nearly as the square of the dimple.
  const double f0 = above > 0 ? std::sqrt(c.force[above - 1]) : 0.0;
  const double d0 = above > 0 ? c.dimple[above - 1] : 0.0;
  return d0 + (c.dimple[above] - d0) * (std::sqrt(force) - f0) / (std::sqrt(c.force[above]) - f0);
}

double flat_punch_force(double modulus, double radius, double dimple) {
  return 2.0 * modulus * radius * dimple;
}

double cone_force(double modulus, double half_angle, double dimple) {
  return 2.0 / pi * modulus * std::tan(half_angle) * dimple * dimple;
}

double reduced_modulus(const OgdenMaterial& m) {
  const double poisson = (3.0 * m.bulk - 2.0 * m.shear) / (2.0 * (3.0 * m.bulk + m.shear));
  return 2.0 * m.shear / (1.0 - poisson);
}

DimpleLaw fit_dimple_law(const DimpleCurve& c, double shear, double tip_radius, double from) {
  // Both columns and the right-hand side over the force: least squares of relative errors.
  double aa = 0.0, ab = 0.0, bb = 0.0, a1 = 0.0, b1 = 0.0;
  const auto columns = [&](std::size_t i) {
    const double d = c.dimple[i];
    return std::pair(shear * d * d / c.force[i], shear * tip_radius * d / c.force[i]);
  };
  for (std::size_t i = 0; i < c.dimple.size(); ++i) {
    if (c.dimple[i] < from * tip_radius) continue;
    const auto [a, b] = columns(i);
    aa += a * a;
    ab += a * b;
    bb += b * b;
    a1 += a;
    b1 += b;
  }
  const double determinant = aa * bb - ab * ab;
  STIPPLE_REQUIRE(determinant > 0.0);
  DimpleLaw law{.cone = (a1 * bb - b1 * ab) / determinant,
                .tip = (b1 * aa - a1 * ab) / determinant};
  for (std::size_t i = 0; i < c.dimple.size(); ++i) {
    if (c.dimple[i] < from * tip_radius) continue;
    const auto [a, b] = columns(i);
    law.worst = std::max(law.worst, std::abs(law.cone * a + law.tip * b - 1.0));
  }
  return law;
}

double dimple_by_law(const DimpleLaw& law, double shear, double tip_radius, double force) {
  const double half = 0.5 * law.tip * tip_radius / law.cone;
  return std::sqrt(half * half + force / (shear * law.cone)) - half;
}

namespace {

// A mesh along ellipses round the slit, x = a cosh(s) cos(t), y = a sinh(s) sin(t): it ends at the
// slit without a step, and its cells shrink towards the tip by themselves.
QuadMesh elliptic_mesh(double half_length, const SlitMesh& m) {
  std::vector<double> around, outward;
  for (int i = 0; i <= m.along; ++i) around.push_back(0.5 * pi * i / m.along);
  const double furthest = std::asinh(m.width / half_length);
  for (int j = 0; j <= m.outward; ++j) {
    const double s = static_cast<double>(j) / m.outward;
    outward.push_back(furthest * (0.3 * s + 0.7 * s * s));  // finer near the needle
  }
  QuadMesh mesh = grid_mesh(around, outward);
  for (PlanePoint& p : mesh.nodes)
    p = {half_length * std::cosh(p.y) * std::sin(p.x),
         half_length * std::sinh(p.y) * std::cos(p.x)};
  return mesh;
}

}  // namespace

SlitEnergy open_slit(double exponent, double bulk_over_shear, double crack_over_radius,
                     const SlitMesh& m) {
  ElasticProblem p;
  p.mesh = elliptic_mesh(crack_over_radius, m);
  p.kind = PlaneKind::plane_strain;
  p.materials = {{.shear = 1.0, .exponent = exponent, .bulk = bulk_over_shear}};
  const int across = m.along + 1;
  // A quarter: x = 0 and the line ahead of the slit are lines of symmetry. The far side is free:
  // held, it would have to be compressed by all that the needle displaces.
  for (int j = 0; j <= m.outward; ++j) {
    p.fixed.push_back({.node = j * across, .axis = 0});
    p.fixed.push_back({.node = j * across + m.along, .axis = 1});
  }
  for (int i = 0; i < across; ++i) p.contact_line.push_back(i);
  p.body = [](double load) { return RigidProfile{.chain = {{0.0, load - 1.0}}, .rounding = 1.0}; };
  ElasticSolver solver(std::move(p), {.penetration = 1e-3, .penalty = 100.0, .first_step = 0.05});
  const bool converged = solver.advance_to(1.0).converged;
  const ElasticState state = solver.state();
  return {.converged = converged,
          .energy = 4.0 * state.elastic_energy,
          .largest_volume = state.largest_volume};
}

}  // namespace stipple
