// SPDX-License-Identifier: Apache-2.0
#include "numerics/hyperelastic.h"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "core/error.h"
#include "numerics/plane_element.h"

namespace stipple {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::SparseMatrix<double>;
constexpr double kImpossible = std::numeric_limits<double>::infinity();

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// What the eight displacements of one element can do without its losing energy: eigenvalues below 0
// are lifted, so that a Newton direction goes down also where the energy is not convex.
void make_convex(std::array<double, 64>& stiffness) {
  Eigen::Map<Eigen::MatrixXd> k(stiffness.data(), 8, 8);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(k);
  const Vector lifted = eigen.eigenvalues().cwiseMax(0.0);
  k = eigen.eigenvectors() * lifted.asDiagonal() * eigen.eigenvectors().transpose();
}

}  // namespace

// A contact node with the part of the surface that it stands for.
struct ContactNode {
  int node{};
  double stiffness{};   // e, force per overlap
  double multiplier{};  // l, the force that no overlap is needed for
};

struct ElasticSolver::Body {
  ElasticProblem problem;
  SolverSettings settings;
  std::vector<PlaneElement> elements{};
  std::vector<ContactNode> contact{};
  std::vector<int> free_of{};               // number of a free displacement, or -1
  std::vector<std::array<int, 64>> slot{};  // where the entries of an element go in `matrix`, or -1
  std::vector<std::array<int, 3>> contact_slot{};  // xx, xy, yy
  Matrix matrix{};
  Eigen::SimplicialLDLT<Matrix> factor{};
  int free_count{};
  Vector u{}, before{};  // displacements now and at the load step before
  double load{}, load_before{}, step{1.0};

  Body(ElasticProblem, SolverSettings);
  void number_displacements();
  void lay_out_matrix();
  void find_contact_nodes();
  [[nodiscard]] int slot_of(int row, int column) const;
  [[nodiscard]] CornerValues corners_of(std::size_t element, const Vector& x) const;
  [[nodiscard]] ProfileDistance distance(const ContactNode&, const RigidProfile&,
                                         const Vector& x) const;
  [[nodiscard]] const OgdenMaterial& material_of(std::size_t element) const {
    return problem.materials[at(problem.mesh.material[element])];
  }
  [[nodiscard]] double energy(const Vector& x, const RigidProfile*) const;
  // Forces of all displacements; `scale` is what they are measured against. With `moved`, forces of
  // the free ones as if the fixed ones had moved that far.
  Vector assemble(const RigidProfile*, bool convex, const Vector* moved, double& scale);
  void add_contact(const RigidProfile&, Vector& forces, double& scale);
  [[nodiscard]] bool direction(const Vector& forces, Vector& way);
  [[nodiscard]] bool search(const RigidProfile*, const Vector& way, double slope);
  [[nodiscard]] bool balance(const RigidProfile*, const Vector& moved, int& iterations);
  [[nodiscard]] bool settle(double next, int& iterations);
  [[nodiscard]] double deepest_overlap(const RigidProfile&) const;
};

ElasticSolver::Body::Body(ElasticProblem p, SolverSettings s) : problem(std::move(p)), settings(s) {
  const QuadMesh& mesh = problem.mesh;
  STIPPLE_REQUIRE(mesh.material.size() == mesh.quads.size());
  for (const std::array<int, 4>& quad : mesh.quads)
    elements.emplace_back(std::array{mesh.nodes[at(quad[0])], mesh.nodes[at(quad[1])],
                                     mesh.nodes[at(quad[2])], mesh.nodes[at(quad[3])]},
                          problem.kind == PlaneKind::revolution);
  u = Vector::Zero(2 * static_cast<Eigen::Index>(mesh.nodes.size()));
  before = u;
  step = settings.first_step;
  number_displacements();
  lay_out_matrix();
  if (problem.body) find_contact_nodes();
}

void ElasticSolver::Body::number_displacements() {
  free_of.assign(2 * problem.mesh.nodes.size(), 0);
  for (const FixedPlace& f : problem.fixed) free_of[at(2 * f.node + f.axis)] = -1;
  for (int& number : free_of)
    if (number == 0) number = free_count++;
}

int ElasticSolver::Body::slot_of(int row, int column) const {
  if (row < 0 || column < 0 || row < column) return -1;  // the lower half is stored
  const int* first = matrix.innerIndexPtr() + matrix.outerIndexPtr()[column];
  const int* last = matrix.innerIndexPtr() + matrix.outerIndexPtr()[column + 1];
  return static_cast<int>(std::lower_bound(first, last, row) - matrix.innerIndexPtr());
}

void ElasticSolver::Body::lay_out_matrix() {
  std::vector<Eigen::Triplet<double>> entries;
  const auto number = [&](const std::array<int, 4>& quad, std::size_t k) {
    return free_of[at(2 * quad[k / 2]) + k % 2];
  };
  for (const std::array<int, 4>& quad : problem.mesh.quads)
    for (std::size_t i = 0; i < 8; ++i)
      for (std::size_t j = 0; j < 8; ++j) {
        const int row = number(quad, i), column = number(quad, j);
        if (column >= 0 && row >= column) entries.emplace_back(row, column, 0.0);
      }
  matrix.resize(free_count, free_count);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  for (const std::array<int, 4>& quad : problem.mesh.quads) {
    std::array<int, 64>& places = slot.emplace_back();
    for (std::size_t i = 0; i < 8; ++i)
      for (std::size_t j = 0; j < 8; ++j)
        places[8 * i + j] = slot_of(number(quad, i), number(quad, j));
  }
  factor.analyzePattern(matrix);
}

void ElasticSolver::Body::find_contact_nodes() {
  const std::vector<int>& line = problem.contact_line;
  std::vector<double> area(line.size());
  std::vector<double> length(line.size());
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const PlanePoint& a = problem.mesh.nodes[at(line[i])];
    const PlanePoint& b = problem.mesh.nodes[at(line[i + 1])];
    const double ds = std::hypot(b.x - a.x, b.y - a.y);
    const double whole = problem.kind == PlaneKind::revolution ? std::numbers::pi * ds : 0.5 * ds;
    // Each end of the strip takes its half: of a ring by the radii of the two ends.
    const bool ring = problem.kind == PlaneKind::revolution;
    area[i] += whole * (ring ? (2.0 * a.x + b.x) / 3.0 : 1.0);
    area[i + 1] += whole * (ring ? (a.x + 2.0 * b.x) / 3.0 : 1.0);
    length[i] += 0.5 * ds;
    length[i + 1] += 0.5 * ds;
  }
  double stiffest = 0.0;
  for (const OgdenMaterial& m : problem.materials) stiffest = std::max(stiffest, m.shear);
  for (std::size_t i = 0; i < line.size(); ++i) {
    contact.push_back(
        {.node = line[i], .stiffness = settings.penalty * stiffest * area[i] / length[i]});
    const int x = free_of[at(2 * line[i])], y = free_of[at(2 * line[i] + 1)];
    contact_slot.push_back({slot_of(x, x),
                            slot_of(std::max(x, y), x < 0 || y < 0 ? -1 : std::min(x, y)),
                            slot_of(y, y)});
  }
}

CornerValues ElasticSolver::Body::corners_of(std::size_t element, const Vector& x) const {
  CornerValues values{};
  for (std::size_t k = 0; k < 8; ++k)
    values[k] = x[2 * problem.mesh.quads[element][k / 2] + static_cast<int>(k % 2)];
  return values;
}

ProfileDistance ElasticSolver::Body::distance(const ContactNode& c, const RigidProfile& profile,
                                              const Vector& x) const {
  const PlanePoint& home = problem.mesh.nodes[at(c.node)];
  return distance_from(profile, {home.x + x[2 * c.node], home.y + x[2 * c.node + 1]});
}

double ElasticSolver::Body::energy(const Vector& x, const RigidProfile* profile) const {
  double sum = 0.0;
  for (std::size_t e = 0; e < elements.size(); ++e) {
    double value = 0.0;
    if (!elements[e].energy(material_of(e), corners_of(e, x), value)) return kImpossible;
    sum += value;
  }
  if (profile == nullptr) return sum;
  for (const ContactNode& c : contact) {
    const double force = c.multiplier - c.stiffness * distance(c, *profile, x).value;
    sum += (std::pow(std::max(0.0, force), 2) - c.multiplier * c.multiplier) / (2.0 * c.stiffness);
  }
  return sum;
}

void ElasticSolver::Body::add_contact(const RigidProfile& profile, Vector& forces, double& scale) {
  double* values = matrix.valuePtr();
  for (std::size_t i = 0; i < contact.size(); ++i) {
    const ContactNode& c = contact[i];
    const ProfileDistance d = distance(c, profile, u);
    const double force = c.multiplier - c.stiffness * d.value;
    if (force <= 0.0) continue;
    scale += force * force;
    forces[2 * c.node] -= force * d.dx;
    forces[2 * c.node + 1] -= force * d.dy;
    const auto [xx, xy, yy] = contact_slot[i];
    if (xx >= 0) values[xx] += c.stiffness * d.dx * d.dx - force * d.dxx;
    if (xy >= 0) values[xy] += c.stiffness * d.dx * d.dy - force * d.dxy;
    if (yy >= 0) values[yy] += c.stiffness * d.dy * d.dy - force * d.dyy;
  }
}

Vector ElasticSolver::Body::assemble(const RigidProfile* profile, bool convex, const Vector* moved,
                                     double& scale) {
  Vector forces = Vector::Zero(u.size());
  Vector carried = Vector::Zero(u.size());
  double* values = matrix.valuePtr();
  std::fill(values, values + matrix.nonZeros(), 0.0);
  CornerValues push{};
  std::array<double, 64> stiffness{};
  for (std::size_t e = 0; e < elements.size(); ++e) {
    elements[e].derivatives(material_of(e), corners_of(e, u), push, stiffness);
    if (convex) make_convex(stiffness);
    const std::array<int, 4>& quad = problem.mesh.quads[e];
    const CornerValues move = moved != nullptr ? corners_of(e, *moved) : CornerValues{};
    for (std::size_t i = 0; i < 8; ++i) {
      const int row = 2 * quad[i / 2] + static_cast<int>(i % 2);
      forces[row] += push[i];
      for (std::size_t j = 0; j < 8; ++j) {
        carried[row] += stiffness[8 * i + j] * move[j];
        if (slot[e][8 * i + j] >= 0) values[slot[e][8 * i + j]] += stiffness[8 * i + j];
      }
    }
  }
  scale = forces.squaredNorm();
  if (profile != nullptr) add_contact(*profile, forces, scale);
  scale = std::sqrt(scale);
  return forces + carried;
}

bool ElasticSolver::Body::direction(const Vector& forces, Vector& way) {
  Vector right(free_count);
  for (int i = 0; i < static_cast<int>(free_of.size()); ++i)
    if (free_of[at(i)] >= 0) right[free_of[at(i)]] = -forces[i];
  factor.factorize(matrix);
  if (factor.info() != Eigen::Success) return false;
  const Vector solved = factor.solve(right);
  way = Vector::Zero(u.size());
  for (int i = 0; i < static_cast<int>(free_of.size()); ++i)
    if (free_of[at(i)] >= 0) way[i] = solved[free_of[at(i)]];
  return solved.allFinite() && solved.dot(right) >= 0.0;
}

bool ElasticSolver::Body::search(const RigidProfile* profile, const Vector& way, double slope) {
  const double now = energy(u, profile);
  // Near the end the energy no longer tells steps apart: what rounding may do is allowed.
  const double rounding = 1e-10 * std::abs(now);
  double length = 1.0;
  for (int i = 0; i < 30; ++i, length *= 0.5) {
    const Vector next = u + length * way;
    if (energy(next, profile) > now + 1e-4 * length * slope + rounding) continue;
    u = next;
    return true;
  }
  return false;
}

bool ElasticSolver::Body::balance(const RigidProfile* profile, const Vector& moved,
                                  int& iterations) {
  Vector way;
  double scale = 0.0, last = kImpossible;
  bool first = moved.squaredNorm() > 0.0;
  for (int i = 0; i < settings.iterations; ++i) {
    ++iterations;
    Vector forces = assemble(profile, false, first ? &moved : nullptr, scale);
    double out_of_balance = 0.0;
    for (int k = 0; k < static_cast<int>(free_of.size()); ++k)
      if (free_of[at(k)] >= 0) out_of_balance += forces[k] * forces[k];
    // Or as near as rounding lets it come: Newton then no longer halves what is left.
    out_of_balance = std::sqrt(out_of_balance) / scale;
    const bool rounding = out_of_balance > 0.5 * last && out_of_balance < 1e-5;
    last = out_of_balance;
    if (!first && (out_of_balance <= settings.tolerance || rounding)) return true;
    if (!direction(forces, way)) {
      forces = assemble(profile, true, first ? &moved : nullptr, scale);
      if (!direction(forces, way)) return false;
    }
    if (first) {
      // The fixed places move, the rest follows as a linear solid would.
      u += way + moved;
      if (energy(u, profile) == kImpossible) return false;
      first = false;
    } else if (!search(profile, way, way.dot(forces))) {
      return false;
    }
  }
  return false;
}

double ElasticSolver::Body::deepest_overlap(const RigidProfile& profile) const {
  double deepest = 0.0;
  for (const ContactNode& c : contact) deepest = std::max(deepest, -distance(c, profile, u).value);
  return deepest;
}

bool ElasticSolver::Body::settle(double next, int& iterations) {
  Vector moved = Vector::Zero(u.size());
  for (const FixedPlace& f : problem.fixed)
    moved[2 * f.node + f.axis] = next * f.displacement - u[2 * f.node + f.axis];
  if (!problem.body) return balance(nullptr, moved, iterations);
  const RigidProfile profile = problem.body(next);
  // The solid first goes on as it did in the step before, where that is possible.
  if (load > load_before) {
    const Vector guess = u + (next - load) / (load - load_before) * (u - before);
    if (energy(guess, &profile) < energy(u, &profile)) u = guess;
  }
  constexpr int passes = 30;
  for (int pass = 0; pass < passes; ++pass) {
    if (!balance(&profile, moved, iterations)) return false;
    moved.setZero();
    if (deepest_overlap(profile) <= settings.penetration) return true;
    for (ContactNode& c : contact)
      c.multiplier = std::max(0.0, c.multiplier - c.stiffness * distance(c, profile, u).value);
  }
  return false;
}

ElasticSolver::ElasticSolver(ElasticProblem problem, SolverSettings settings)
    : body_(std::make_unique<Body>(std::move(problem), settings)) {}
ElasticSolver::~ElasticSolver() = default;
ElasticSolver::ElasticSolver(ElasticSolver&&) noexcept = default;
ElasticSolver& ElasticSolver::operator=(ElasticSolver&&) noexcept = default;

AdvanceReport ElasticSolver::advance_to(double load) {
  AdvanceReport report;
  Body& b = *body_;
  while (b.load < load) {
    const double next = std::min(load, b.load + b.step);
    const Vector kept = b.u;
    const std::vector<ContactNode> kept_contact = b.contact;
    const int so_far = report.iterations;
    if (b.settle(next, report.iterations)) {
      b.before = kept;
      b.load_before = b.load;
      b.load = next;
      if (report.iterations - so_far < b.settings.iterations) b.step *= 1.5;
      continue;
    }
    b.u = kept;
    b.contact = kept_contact;
    b.step = 0.5 * (next - b.load);
    ++report.cuts;
    if (b.step < b.settings.smallest_step * b.settings.first_step) break;
  }
  report.load = b.load;
  report.converged = b.load >= load;
  return report;
}

ElasticState ElasticSolver::state() const {
  Body& b = *body_;
  ElasticState s;
  for (Eigen::Index i = 0; i < b.u.size(); i += 2) s.displacement.push_back({b.u[i], b.u[i + 1]});
  s.elastic_energy = b.energy(b.u, nullptr);
  s.smallest_volume = kImpossible;
  for (std::size_t e = 0; e < b.elements.size(); ++e) {
    const double ratio = b.elements[e].mean_volume_ratio(b.corners_of(e, b.u));
    s.smallest_volume = std::min(s.smallest_volume, ratio);
    s.largest_volume = std::max(s.largest_volume, ratio);
  }
  double scale = 0.0;
  const Vector inside = b.assemble(nullptr, false, nullptr, scale);
  s.reaction.resize(s.displacement.size());
  for (const FixedPlace& f : b.problem.fixed)
    (f.axis == 0 ? s.reaction[at(f.node)].x : s.reaction[at(f.node)].y) =
        inside[2 * f.node + f.axis];
  if (!b.problem.body) return s;
  const RigidProfile profile = b.problem.body(b.load);
  s.deepest_overlap = b.deepest_overlap(profile);
  for (const ContactNode& c : b.contact) {
    const ProfileDistance d = b.distance(c, profile, b.u);
    const double force = std::max(0.0, c.multiplier - c.stiffness * d.value);
    s.push.x += force * d.dx;
    s.push.y += force * d.dy;
    s.pressing += force;
  }
  return s;
}

const ElasticProblem& ElasticSolver::problem() const { return body_->problem; }

}  // namespace stipple
