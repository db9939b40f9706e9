// SPDX-License-Identifier: Apache-2.0
#include "numerics/hyperelastic.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"
#include "numerics/plane_element.h"

namespace stipple {
namespace {

using std::numbers::pi;

const OgdenMaterial kRubber{.shear = 1.3, .exponent = 9.0, .bulk = 400.0};

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

PlaneGradient possible_gradient(RandomStream& random) {
  while (true) {
    PlaneGradient F{1.0, 0.0, 0.0, 1.0, between(random, 0.6, 1.6)};
    for (std::size_t k = 0; k < 4; ++k) F[k] += between(random, -0.5, 0.5);
    if (F[0] * F[3] - F[1] * F[2] > 0.3) return F;
  }
}

// Stretches of F^T F, by the formula of its eigenvalues: another way than the code's.
double energy_by_eigenvalues(const OgdenMaterial& m, const PlaneGradient& F) {
  const double c11 = F[0] * F[0] + F[2] * F[2], c22 = F[1] * F[1] + F[3] * F[3];
  const double c12 = F[0] * F[1] + F[2] * F[3];
  const double middle = 0.5 * (c11 + c22), apart = std::hypot(0.5 * (c11 - c22), c12);
  const double scale = std::cbrt(1.0 / volume_ratio(F));
  double sum = -3.0;
  for (const double stretch : {std::sqrt(middle + apart), std::sqrt(middle - apart), F[4]})
    sum += std::pow(scale * stretch, m.exponent);
  return 2.0 * m.shear / (m.exponent * m.exponent) * sum;
}

// A skewed block of two by two cells, one node in the middle off its place.
QuadMesh skew_block(double inner) {
  QuadMesh mesh = grid_mesh(std::vector{0.0, 0.6, 1.0}, std::vector{0.0, 0.5, 1.2});
  mesh.nodes[4] = {0.52, 0.61};
  for (PlanePoint& p : mesh.nodes) p.x += inner + 0.1 * p.y;
  return mesh;
}

// A ring (sphere or cylinder) between radii 1 and 2, in polar cells.
ElasticProblem hollow(PlaneKind kind, int cells, double inner_displacement, double bulk) {
  std::vector<double> around, outward;
  for (int i = 0; i <= 2 * cells; ++i) around.push_back(0.5 * pi * i / (2 * cells));
  for (int j = 0; j <= cells; ++j) outward.push_back(1.0 + static_cast<double>(j) / cells);
  ElasticProblem p;
  p.mesh = grid_mesh(around, outward);
  for (PlanePoint& n : p.mesh.nodes) n = {n.y * std::sin(n.x), n.y * std::cos(n.x)};
  p.kind = kind;
  p.materials = {{.shear = 1.0, .exponent = 3.0, .bulk = bulk}};
  const int across = 2 * cells + 1;
  for (int j = 1; j <= cells; ++j) {
    p.fixed.push_back({.node = j * across, .axis = 0});
    p.fixed.push_back({.node = j * across + across - 1, .axis = 1});
  }
  for (int i = 0; i < across; ++i) {
    const PlanePoint& n = p.mesh.nodes[static_cast<std::size_t>(i)];
    p.fixed.push_back({.node = i, .axis = 0, .displacement = inner_displacement * n.x});
    p.fixed.push_back({.node = i, .axis = 1, .displacement = inner_displacement * n.y});
  }
  return p;
}

// Energy of the same part when nothing is compressed: each shell keeps its volume. power 2 for the
// quarter of a cylinder, 3 for the half of a sphere.
double exact_energy(int power, double inner_displacement) {
  const double grown = std::pow(1.0 + inner_displacement, power) - 1.0;
  double sum = 0.0;
  constexpr int steps = 20000;
  for (int i = 0; i < steps; ++i) {
    const double r = 1.0 + (i + 0.5) / steps;
    const double hoop = std::pow(1.0 + grown / std::pow(r, power), 1.0 / power);
    const double w = 2.0 / 9.0 *
                     ((power - 1) * std::pow(hoop, 3.0) + std::pow(hoop, -3.0 * (power - 1)) +
                      (2 - power) * 1.0 - 2.0);
    sum += w * (power == 2 ? 0.5 * pi * r : 2.0 * pi * r * r) / steps;
  }
  return sum;
}

double energy_of(ElasticProblem problem) {
  ElasticSolver solver(std::move(problem), {});
  REQUIRE(solver.advance_to(1.0).converged);
  return solver.state().elastic_energy;
}

}  // namespace

TEST_CASE("the energy is that of the eigenvalues, and turning the solid costs nothing") {
  RandomStream random = Seed(41).stream("ogden");
  for (int i = 0; i < 300; ++i) {
    const PlaneGradient F = possible_gradient(random);
    const OgdenMaterial m{.shear = between(random, 0.5, 2.0), .exponent = between(random, 1.5, 12)};
    const double energy = isochoric_energy(m, F);
    CHECK(energy >= 0.0);
    CHECK(energy == doctest::Approx(energy_by_eigenvalues(m, F)).epsilon(1e-9));
    const double turn = between(random, -pi, pi), c = std::cos(turn), s = std::sin(turn);
    const PlaneGradient turned{c * F[0] - s * F[2], c * F[1] - s * F[3], s * F[0] + c * F[2],
                               s * F[1] + c * F[3], F[4]};
    CHECK(isochoric_energy(m, turned) == doctest::Approx(energy).epsilon(1e-10));
    PlaneGradient swollen = F;
    for (double& value : swollen) value *= 1.3;
    CHECK(isochoric_energy(m, swollen) == doctest::Approx(energy).epsilon(1e-10));
  }
}

TEST_CASE("forces and stiffness of an element are the slopes of its energy") {
  RandomStream random = Seed(42).stream("element");
  for (int i = 0; i < 60; ++i) {
    const PlaneElement element({PlanePoint{0.1, 0.0}, {1.2, 0.1}, {1.0, 1.1}, {0.0, 0.9}},
                               i % 2 == 0);
    CornerValues u{};
    // The first is the unstrained element, where stretches are equal.
    for (double& value : u) value = i < 2 ? 0.0 : between(random, -0.12, 0.12);
    CornerValues forces{}, above{}, below{};
    std::array<double, 64> stiffness{}, unused{};
    element.derivatives(kRubber, u, forces, stiffness);
    constexpr double step = 1e-6;
    for (std::size_t k = 0; k < 8; ++k) {
      CornerValues up = u, down = u;
      up[k] += step;
      down[k] -= step;
      double high = 0.0, low = 0.0;
      REQUIRE(element.energy(kRubber, up, high));
      REQUIRE(element.energy(kRubber, down, low));
      CHECK(std::abs((high - low) / (2 * step) - forces[k]) < 1e-6 * kRubber.bulk);
      element.derivatives(kRubber, up, above, unused);
      element.derivatives(kRubber, down, below, unused);
      for (std::size_t j = 0; j < 8; ++j)
        CHECK(std::abs((above[j] - below[j]) / (2 * step) - stiffness[8 * k + j]) <
              1e-6 * kRubber.bulk);
    }
  }
}

TEST_CASE("patch test: skewed cells carry an even stretch and shear exactly") {
  ElasticProblem p;
  p.mesh = skew_block(0.0);
  p.materials = {kRubber};
  p.kind = PlaneKind::plane_strain;
  const auto even = [](const PlanePoint& n) {
    return PlanePoint{0.2 * n.x + 0.1 * n.y, -0.05 * n.x - 0.15 * n.y};
  };
  for (int i = 0; i < 9; ++i) {
    if (i == 4) continue;  // the node inside is free
    const PlanePoint u = even(p.mesh.nodes[static_cast<std::size_t>(i)]);
    p.fixed.push_back({.node = i, .axis = 0, .displacement = u.x});
    p.fixed.push_back({.node = i, .axis = 1, .displacement = u.y});
  }
  ElasticSolver solver(p, {.tolerance = 1e-12});
  REQUIRE(solver.advance_to(1.0).converged);
  const ElasticState state = solver.state();
  const PlanePoint expected = even(p.mesh.nodes[4]);
  CHECK(state.displacement[4].x == doctest::Approx(expected.x).epsilon(1e-9));
  CHECK(state.displacement[4].y == doctest::Approx(expected.y).epsilon(1e-9));
  const PlaneGradient F{1.2, 0.1, -0.05, 0.85, 1.0};
  const double change = volume_ratio(F) - 1.0;
  const double density = isochoric_energy(kRubber, F) + 0.5 * kRubber.bulk * change * change;
  CHECK(state.elastic_energy == doctest::Approx(density * 1.2).epsilon(1e-9));
}

TEST_CASE("patch test: a ring that is stretched along its axis thins evenly") {
  ElasticProblem p;
  p.mesh = skew_block(0.0);
  for (PlanePoint& n : p.mesh.nodes) n.x -= 0.1 * n.y;  // straight sides; the middle stays skew
  p.materials = {kRubber};
  for (const int i : {0, 3, 6}) p.fixed.push_back({.node = i, .axis = 0});
  for (const int i : {0, 1, 2}) p.fixed.push_back({.node = i, .axis = 1});
  for (const int i : {6, 7, 8}) p.fixed.push_back({.node = i, .axis = 1, .displacement = 0.6});
  ElasticSolver solver(p, {});
  REQUIRE(solver.advance_to(1.0).converged);
  const ElasticState state = solver.state();
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(state.displacement[i].y == doctest::Approx(0.5 * p.mesh.nodes[i].y).epsilon(1e-7));
    CHECK(state.displacement[i].x ==
          doctest::Approx(state.displacement[2].x * p.mesh.nodes[i].x).epsilon(1e-7));
  }
  // Nearly no change of volume: stretch 1.5 along, 1/sqrt(1.5) across.
  CHECK(1.0 + state.displacement[2].x == doctest::Approx(1.0 / std::sqrt(1.5)).epsilon(0.01));
  // What holds the ends is the slope of the energy.
  double pull = 0.0;
  for (const int i : {6, 7, 8}) pull += state.reaction[static_cast<std::size_t>(i)].y;
  ElasticSolver further(p, {});
  REQUIRE(further.advance_to(1.001).converged);
  const double slope = (further.state().elastic_energy - state.elastic_energy) / (0.001 * 0.6);
  CHECK(pull == doctest::Approx(slope).epsilon(0.005));
}

TEST_CASE("thick tube and hollow sphere, widened by half: second order, no locking") {
  for (const PlaneKind kind : {PlaneKind::plane_strain, PlaneKind::revolution}) {
    const double exact = exact_energy(kind == PlaneKind::revolution ? 3 : 2, 0.5);
    std::vector<double> errors;
    // Compressing takes mu/kappa of the energy: kept below the errors that are measured.
    for (const int cells : {2, 4, 8})
      errors.push_back(std::abs(energy_of(hollow(kind, cells, 0.5, 1e5)) / exact - 1.0));
    CAPTURE(errors[0]);
    CAPTURE(errors[1]);
    CAPTURE(errors[2]);
    CHECK(errors[2] < 0.004);
    CHECK(std::log2(errors[0] / errors[1]) > 1.7);
    CHECK(std::log2(errors[1] / errors[2]) > 1.7);
  }
}

TEST_CASE("harder to compress is no harder to shear: energies settle as kappa grows") {
  const double soft = energy_of(hollow(PlaneKind::revolution, 4, 0.3, 1e3));
  const double hard = energy_of(hollow(PlaneKind::revolution, 4, 0.3, 1e5));
  const double harder = energy_of(hollow(PlaneKind::revolution, 4, 0.3, 1e6));
  CHECK(std::abs(hard / soft - 1.0) < 0.02);
  CHECK(std::abs(harder / hard - 1.0) < 0.0005);
}

TEST_CASE("a rigid body is held off to the overlap that was asked for, and its work is stored") {
  ElasticProblem p;
  p.mesh = grid_mesh(graded_places(6.0, 0.25, 1.3), std::vector{-4.0, -2.0, -1.0, -0.5, -0.2, 0.0});
  p.materials = {{.shear = 1.0, .exponent = 3.0, .bulk = 50.0}};
  const int across = static_cast<int>(graded_places(6.0, 0.25, 1.3).size());
  for (int i = 0; i < across; ++i)
    for (const int axis : {0, 1}) p.fixed.push_back({.node = i, .axis = axis});
  for (int j = 1; j < 6; ++j) p.fixed.push_back({.node = j * across, .axis = 0});
  for (int i = 0; i < across; ++i) p.contact_line.push_back(5 * across + i);
  p.body = [](double load) { return RigidProfile{.chain = {{0.0, 1.0 - load}}, .rounding = 1.0}; };
  ElasticSolver solver(p, {.penetration = 1e-6});
  double work = 0.0, force = 0.0, load = 0.0;
  for (int i = 0; i < 40; ++i) {
    REQUIRE(solver.advance_to(load + 0.02).converged);
    const ElasticState state = solver.state();
    CHECK(state.deepest_overlap <= 1e-6);
    CHECK(-state.push.y > force);
    work += 0.5 * 0.02 * (force - state.push.y);
    force = -state.push.y;
    load += 0.02;
    // The ground carries what the body pushes.
    double carried = 0.0;
    for (const PlanePoint& r : state.reaction) carried += r.y;
    CHECK(carried == doctest::Approx(force).epsilon(1e-5));
  }
  CHECK(solver.state().elastic_energy == doctest::Approx(work).epsilon(0.002));
}

TEST_CASE("what cannot be solved is told, not thrown") {
  ElasticProblem p;
  p.mesh = skew_block(0.0);
  p.materials = {kRubber};
  p.kind = PlaneKind::plane_strain;
  // The upper side goes through the lower one.
  for (const int axis : {0, 1})
    for (const int i : {0, 1, 2}) p.fixed.push_back({.node = i, .axis = axis});
  for (const int i : {6, 7, 8}) {
    p.fixed.push_back({.node = i, .axis = 0});
    p.fixed.push_back({.node = i, .axis = 1, .displacement = -1.5});
  }
  ElasticSolver solver(p, {.iterations = 10, .smallest_step = 0.01});
  const AdvanceReport report = solver.advance_to(1.0);
  CHECK_FALSE(report.converged);
  CHECK(report.load < 1.0);
  CHECK(report.cuts > 0);
}

TEST_CASE("the distance from a body has the slopes that it says it has") {
  RandomStream random = Seed(43).stream("profile");
  const std::vector<RigidProfile> bodies{flat_punch(1.0, 0.2),
                                         round_tipped_cone(0.3, 0.4, 2.0),
                                         {.chain = {{0.0, 1.0}}, .rounding = 0.5}};
  constexpr double step = 1e-6;
  for (int i = 0; i < 600; ++i) {
    const RigidProfile& body = bodies[static_cast<std::size_t>(i % 3)];
    const PlanePoint p{between(random, 0.0, 3.0), between(random, -1.0, 3.0)};
    const ProfileDistance d = distance_from(body, p);
    const ProfileDistance right = distance_from(body, {p.x + step, p.y});
    const ProfileDistance left = distance_from(body, {p.x - step, p.y});
    const ProfileDistance up = distance_from(body, {p.x, p.y + step});
    const ProfileDistance down = distance_from(body, {p.x, p.y - step});
    CHECK(std::abs((right.value - left.value) / (2 * step) - d.dx) < 1e-5);
    CHECK(std::abs((up.value - down.value) / (2 * step) - d.dy) < 1e-5);
    CHECK(std::hypot(d.dx, d.dy) == doctest::Approx(1.0));
    // Slopes jump where a round part meets a straight one, and inside: only outside, off those.
    if (d.value <= 0.0 || std::abs(right.dxx - left.dxx) > 1e-3) continue;
    CHECK(std::abs((right.dx - left.dx) / (2 * step) - d.dxx) < 1e-4);
    CHECK(std::abs((up.dx - down.dx) / (2 * step) - d.dxy) < 1e-4);
    CHECK(std::abs((up.dy - down.dy) / (2 * step) - d.dyy) < 1e-4);
  }
  for (const RigidProfile& body : {bodies[0], bodies[1]})
    CHECK(distance_from(body, {0.0, 0.0}).value == doctest::Approx(0.0).epsilon(1e-12));
}

}  // namespace stipple
