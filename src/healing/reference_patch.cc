// SPDX-License-Identifier: Apache-2.0
#include "healing/reference_patch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "healing/reference_stepper.h"

namespace stipple {
namespace {

using States = std::vector<slow::State>;

// What flows along one link, out of a and into b.
void add_link(const HealingModel<double>& model, const Column<double>& column,
              const ReferencePatch& p, const LateralLink& link, const States& s, States& rate) {
  const auto a = static_cast<std::size_t>(link.a), b = static_cast<std::size_t>(link.b);
  const int n = column.cells;
  for (const slow::Movement& m : slow::movements(model, column))
    for (int i = 0; i < n; ++i) {
      // Both cells lie in the same layer: its density and the cells' height stand in flux and
      // capacity alike.
      if (slow::density(column, m.field, i) == 0.0) continue;
      const auto pair = [&](int field) {
        const int at = std::max(0, field) * n + i;
        return slow::Pair{s[a].volume.data()[at], s[b].volume.data()[at]};
      };
      const double flux = slow::flux(m, link.conductance, pair(m.field), pair(m.attractant));
      rate[a].volume.data()[m.field * n + i] -= flux / p.area_mm2[a];
      rate[b].volume.data()[m.field * n + i] += flux / p.area_mm2[b];
    }
  if (column.no_transport) return;
  const int sites = p.columns[a].sites;
  for (int site = 0; site < sites; ++site) {
    const int at = kEpidermis * sites + site;
    const double flux =
        model.rates.D_e * link.conductance * (s[a].surface.data()[at] - s[b].surface.data()[at]);
    rate[a].surface.data()[at] -= flux / p.area_mm2[a];
    rate[b].surface.data()[at] += flux / p.area_mm2[b];
  }
}

States rates_at(const HealingModel<double>& model, const Column<double>& column,
                const ReferencePatch& p, const States& s) {
  States rate;
  for (std::size_t c = 0; c < s.size(); ++c)
    rate.push_back(slow::rates_at(model, column, p.columns[c], s[c]));
  for (const LateralLink& link : p.links) add_link(model, column, p, link, s, rate);
  return rate;
}

States moved(const States& s, double dt, const States& rate) {
  States out = s;
  for (std::size_t c = 0; c < s.size(); ++c) {
    for (std::size_t i = 0; i < out[c].volume.size(); ++i)
      out[c].volume[i] += dt * rate[c].volume[i];
    for (std::size_t i = 0; i < out[c].surface.size(); ++i)
      out[c].surface[i] += dt * rate[c].surface[i];
  }
  return out;
}

// A column exchanges with all its neighbours at once.
double fastest_rate(const HealingModel<double>& model, const Column<double>& column,
                    const ReferencePatch& p) {
  std::vector<double> exchange(p.columns.size(), 0.0);
  for (const LateralLink& link : p.links)
    for (const int end : {link.a, link.b})
      exchange[static_cast<std::size_t>(end)] +=
          link.conductance / p.area_mm2[static_cast<std::size_t>(end)];
  double fastest = 0.0;
  for (const slow::Movement& m : slow::movements(model, column))
    fastest = std::max(fastest, 2.0 * (m.diffusivity + m.chemotaxis));
  return slow::fastest_rate(model, column) +
         fastest * *std::max_element(exchange.begin(), exchange.end());
}

}  // namespace

ReferencePatch square_patch(const Column<double>& column, int nx, int ny, double side,
                            Sides sides) {
  ReferencePatch p;
  const auto count = static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny);
  p.columns.assign(count, healthy_tissue(column));
  p.area_mm2.assign(count, side * side);
  const bool around = sides == Sides::periodic;
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      const int here = j * nx + i;
      if (i + 1 < nx || (around && nx > 1)) p.links.push_back({here, j * nx + (i + 1) % nx, 1.0});
      if (j + 1 < ny || (around && ny > 1)) p.links.push_back({here, (j + 1) % ny * nx + i, 1.0});
    }
  return p;
}

ReferencePatch ring_patch(const Column<double>& column, const std::vector<double>& radii) {
  ReferencePatch p;
  p.columns.assign(radii.size() - 1, healthy_tissue(column));
  for (std::size_t k = 0; k + 1 < radii.size(); ++k) {
    const double inner = radii[k], outer = radii[k + 1];
    p.area_mm2.push_back(std::numbers::pi * (outer * outer - inner * inner));
    if (k + 2 == radii.size()) continue;
    const double between_centres = 0.5 * (radii[k + 2] - inner);
    p.links.push_back({static_cast<int>(k), static_cast<int>(k) + 1,
                       2.0 * std::numbers::pi * outer / between_centres});
  }
  return p;
}

void heal_slowly(ReferencePatch& p, const HealingModel<double>& model, const Column<double>& column,
                 double until_day, double fraction) {
  const double day = p.columns.front().day;
  const double wanted = fraction * slow::kStable / fastest_rate(model, column, p);
  const double steps = std::max(1.0, std::ceil((until_day - day) / wanted));
  const double dt = (until_day - day) / steps;
  States s;
  for (const Tissue<double>& t : p.columns) s.push_back({t.volume, t.surface});
  const auto rate = [&](const States& now) { return rates_at(model, column, p, now); };
  for (double done = 0.0; done < steps; done += 1.0) {
    const States a = rate(s);
    const States b = rate(moved(s, 0.5 * dt, a));
    const States c = rate(moved(s, 0.5 * dt, b));
    const States d = rate(moved(s, dt, c));
    s = moved(moved(moved(moved(s, dt / 6.0, a), dt / 3.0, b), dt / 3.0, c), dt / 6.0, d);
  }
  for (std::size_t k = 0; k < s.size(); ++k) {
    p.columns[k].volume = s[k].volume;
    p.columns[k].surface = s[k].surface;
    p.columns[k].day = until_day;
  }
}

}  // namespace stipple
