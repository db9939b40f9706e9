// SPDX-License-Identifier: Apache-2.0
#include "healing/reference_stepper.h"

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

double hyperbola(double u) { return u / (1.0 + u); }

}  // namespace

namespace slow {

std::vector<Movement> movements(const HealingModel<double>& model, const Column<double>& column) {
  if (column.no_transport) return {};
  const RateParameters<double>& p = model.rates;
  std::vector<Movement> all{{kInflammation, p.D_I},
                            {kMitogens, p.D_g},
                            {kTgfBeta1, p.D_b},
                            {kTgfBeta3, p.D_r},
                            {kCollagenase, p.D_p},
                            {kNeutrophils, p.D_n, p.chi_n, kInflammation},
                            {kMacrophages1, p.D_m1, p.chi_m1, kInflammation},
                            {kMacrophages2, p.D_m2, p.chi_m2, kInflammation},
                            {kFibroblasts, p.D_f, p.chi_f, kMitogens},
                            {kMyofibroblasts, p.D_y},
                            {kVessels, p.D_v}};
  if (!column.chemotaxis)
    for (Movement& m : all) m.attractant = -1;
  return all;
}

double density(const Column<double>& column, int field, int cell) {
  const CellRole<double>& role = column.roles[static_cast<std::size_t>(cell)];
  if (field <= kCollagenase) return 1.0;
  if (field == kFibroblasts || field == kMyofibroblasts) return role.fibroblast_signals;
  if (field == kVessels) return role.neutrophil_influx;
  return role.dermal;
}

double flux(const Movement& m, double conductance, Pair u, Pair attractant) {
  double spread = m.diffusivity * conductance;
  if (m.attractant < 0) return spread * (u.from - u.to);
  const double pull =
      m.chemotaxis * conductance * (hyperbola(attractant.to) - hyperbola(attractant.from));
  spread = std::max(spread, 0.5 * std::abs(pull));
  return spread * (u.from - u.to) + pull * (0.5 * (u.from + u.to) + home_of(m.field));
}

}  // namespace slow

namespace {

using slow::Movement;
using slow::State;

struct Setting {
  const HealingModel<double>& model;
  const Column<double>& column;
  const Tissue<double>& tissue;  // for its set points; its fields are not read
};

// Flux downwards through the face between cells i - 1 and i.
double flux_down(const Setting& at, const State& s, const Movement& m, int i) {
  const double half_above = 0.5 * at.column.thickness[static_cast<std::size_t>(i) - 1];
  const double half_below = 0.5 * at.column.thickness[static_cast<std::size_t>(i)];
  const double above = slow::density(at.column, m.field, i - 1);
  const double below = slow::density(at.column, m.field, i);
  if (above == 0.0 || below == 0.0) return 0.0;
  const double conductance = 1.0 / (half_above / above + half_below / below);
  const auto pair = [&](int field) {
    const double* u = s.volume.data() + std::max(0, field) * at.column.cells;
    return slow::Pair{u[i - 1], u[i]};
  };
  return slow::flux(m, conductance, pair(m.field), pair(m.attractant));
}

void add_transport(const Setting& at, const State& s, State& rate) {
  const int n = at.column.cells;
  const double open_bottom = at.column.faces[0].back();  // signals end at zero, or do not leave
  for (const Movement& m : slow::movements(at.model, at.column))
    for (int i = 0; i < n; ++i) {
      const double in = i > 0 ? flux_down(at, s, m, i) : 0.0;
      double out = i + 1 < n ? flux_down(at, s, m, i + 1) : 0.0;
      const int here = m.field * n + i;
      if (i + 1 == n && m.field <= kCollagenase)
        out = m.diffusivity * open_bottom * s.volume.data()[here];
      const double capacity =
          at.column.thickness[static_cast<std::size_t>(i)] * slow::density(at.column, m.field, i);
      if (capacity > 0.0) rate.volume.data()[here] += (in - out) / capacity;
    }
}

// w of each site: what its epidermis lacks.
std::vector<double> open_sites(const Setting& at, const State& s) {
  std::vector<double> open;
  const Tissue<double>& t = at.tissue;
  for (std::size_t site = 0; site < t.epidermis_rest.size(); ++site) {
    const auto lacks = [&](double de) {
      return std::max(0.0, 1.0 - (1.0 + de) / t.epidermis_rest[site]);
    };
    double w = lacks(s.surface.data()[kEpidermis * t.sites + static_cast<int>(site)]);
    if (t.holes.known()) {
      w = 0.0;
      for (std::size_t k = 0; k < t.holes.share.size(); ++k)
        w += t.holes.share[k] * lacks(s.surface[kSurfaceFieldCount + k]);
    }
    open.push_back(t.barrier_watched ? w : 0.0);
  }
  return open;
}

void add_reactions(const Setting& at, const State& s, State& rate) {
  const Tissue<double>& t = at.tissue;
  const int n = t.cells;
  const std::vector<double> open = open_sites(at, s);
  const double melanin = 1.0 + s.surface.data()[kMelanin * t.sites];
  for (int i = 0; i < n; ++i) {
    double wound = 0.0;
    for (std::size_t site = 0; site < open.size(); ++site)
      if (i >= at.column.sites[site].first && i < at.column.sites[site].last) wound = open[site];
    double u[kFieldCount];
    for (int f = 0; f < kFieldCount; ++f) u[f] = s.volume.data()[f * n + i];
    Reaction<double> reaction;
    const auto c = static_cast<std::size_t>(i);
    react(at.model, at.column.roles[c], wound, at.column.melanin_above ? melanin * open[0] : 0.0,
          t.disorder_home[c], u, reaction);
    reaction.rate[kMatureCollagen] -= t.balance_mature[c];
    reaction.rate[kElastin] -= t.balance_elastin[c];
    reaction.rate[kDisorder] -= t.balance_disorder[c];
    for (int f = 0; f < kFieldCount; ++f) rate.volume.data()[f * n + i] += reaction.rate[f];
  }
}

// e of the rings round a hole: each a thin epidermis of its own, and what flows between neighbours.
struct RingDrive {
  double HI{}, Hg{}, excess{};
};
void add_rings(const Setting& at, const State& s, const RingDrive& drive, State& rate) {
  const HoleRings<double>& holes = at.tissue.holes;
  if (!holes.known()) return;
  const RateParameters<double>& p = at.model.rates;
  const double limit = 1.0 + p.ae * drive.Hg + p.aeC * std::min(drive.excess, 0.5);
  double mean = 0.0;
  for (std::size_t k = 0; k < holes.share.size(); ++k) {
    const std::size_t here = kSurfaceFieldCount + k;
    const double e = 1.0 + s.surface[here];
    double change = p.re * e * (limit - e) / (1.0 + p.ie * drive.HI);
    if (k > 0) change += p.D_e * holes.in[k] * (s.surface[here - 1] - s.surface[here]);
    if (k + 1 < holes.share.size())
      change += p.D_e * holes.out[k] * (s.surface[here + 1] - s.surface[here]);
    rate.surface[here] = change;
    mean += holes.share[k] * change;
  }
  rate.surface[kEpidermis] = mean;
}

void add_surface(const Setting& at, const State& s, State& rate) {
  const int n = at.tissue.cells;
  const auto sites = static_cast<std::size_t>(at.tissue.sites);
  const Column<double>& column = at.column;
  const double theta = at.model.rates.th3;
  double collagen = 0.0;
  double papillary = 0.0;
  for (int i = column.papillary_first; i < column.papillary_last; ++i) {
    const double dz = column.thickness[static_cast<std::size_t>(i)];
    collagen += dz * (theta * s.volume.data()[kYoungCollagen * n + i] +
                      (1.0 - theta) * s.volume.data()[kMatureCollagen * n + i]);
    papillary += dz;
  }
  const double excess = column.papillary_coupling ? collagen / papillary : 0.0;
  for (std::size_t site = 0; site < sites; ++site) {
    double HI = 0.0, HI_squared = 0.0, Hg = 0.0, depth = 0.0;
    for (int i = column.sites[site].first; i < column.sites[site].last; ++i) {
      const double dz = column.thickness[static_cast<std::size_t>(i)];
      const double h = hyperbola(s.volume.data()[kInflammation * n + i]);
      HI += dz * h;
      HI_squared += dz * h * h;
      Hg += dz * hyperbola(s.volume.data()[kMitogens * n + i]);
      depth += dz;
    }
    double u[kSurfaceFieldCount];
    for (std::size_t f = 0; f < kSurfaceFieldCount; ++f) u[f] = s.surface[f * sites + site];
    SurfaceReaction<double> reaction;
    react_surface(at.model, HI / depth, Hg / depth, HI_squared / depth, excess, u, reaction);
    for (std::size_t f = 0; f < kSurfaceFieldCount; ++f)
      rate.surface[f * sites + site] += reaction.rate[f];
    add_rings(at, s, {HI / depth, Hg / depth, excess}, rate);
  }
}

State moved(const State& s, double dt, const State& rate) {
  State out = s;
  for (std::size_t i = 0; i < s.volume.size(); ++i) out.volume[i] += dt * rate.volume[i];
  for (std::size_t i = 0; i < s.surface.size(); ++i) out.surface[i] += dt * rate.surface[i];
  return out;
}

}  // namespace

slow::State slow::rates_at(const HealingModel<double>& model, const Column<double>& column,
                           const Tissue<double>& set_points, const State& s) {
  const Setting at{model, column, set_points};
  State rate{std::vector<double>(s.volume.size(), 0.0), std::vector<double>(s.surface.size(), 0.0)};
  add_reactions(at, s, rate);
  add_surface(at, s, rate);
  add_transport(at, s, rate);
  return rate;
}

double slow::fastest_rate(const HealingModel<double>& model, const Column<double>& column) {
  double fastest = 0.0;
  for (const Movement& m : movements(model, column))
    for (const double dz : column.thickness)
      fastest = std::max(fastest, 4.0 * (m.diffusivity + m.chemotaxis) / (dz * dz));
  return fastest + 20.0;
}

void heal_slowly(Tissue<double>& t, const HealingModel<double>& model, const Column<double>& column,
                 double until_day, double fraction) {
  const double wanted = fraction * slow::kStable / slow::fastest_rate(model, column);
  const double steps = std::max(1.0, std::ceil((until_day - t.day) / wanted));
  const double dt = (until_day - t.day) / steps;
  State s{t.volume, t.surface};
  const auto rates_at = [&](const State& now) { return slow::rates_at(model, column, t, now); };
  for (double done = 0.0; done < steps; done += 1.0) {
    const State a = rates_at(s);
    const State b = rates_at(moved(s, 0.5 * dt, a));
    const State c = rates_at(moved(s, 0.5 * dt, b));
    const State d = rates_at(moved(s, dt, c));
    s = moved(moved(moved(moved(s, dt / 6.0, a), dt / 3.0, b), dt / 3.0, c), dt / 6.0, d);
  }
  t.volume = s.volume;
  t.surface = s.surface;
  t.day = until_day;
}

}  // namespace stipple
