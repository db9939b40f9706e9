// SPDX-License-Identifier: Apache-2.0
#include "healing/column.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

double fibroblasts_in(Layer layer, const LayerDensities& d) {
  switch (layer) {
    case Layer::epidermis: return 0.0;
    case Layer::papillary: return d.fibroblasts_papillary;
    case Layer::reticular: return d.fibroblasts_reticular;
    case Layer::fat: return d.fibroblasts_fat;
  }
  return 0.0;
}

double vessels_in(Layer layer, const LayerDensities& d) {
  switch (layer) {
    case Layer::epidermis: return 0.0;
    case Layer::papillary: return d.vessels_papillary;
    case Layer::reticular: return d.vessels_reticular;
    case Layer::fat: return d.vessels_fat;
  }
  return 0.0;
}

CellRole<double> role_of(Layer layer, double below_epidermis_mm, const ColumnSpec& spec) {
  const double xf = fibroblasts_in(layer, spec.densities);
  const double xv = vessels_in(layer, spec.densities);
  const double dermal = layer == Layer::epidermis ? 0.0 : 1.0;
  const bool full = spec.setting == ColumnSetting::full;
  CellRole<double> p;
  p.fibroblasts = full ? xf : dermal;
  p.fibroblast_signals = xf;
  p.neutrophil_influx = xv;
  p.vessels = full ? xv : dermal;
  p.sun = std::exp(-std::max(0.0, below_epidermis_mm) / spec.uv_depth_mm);
  p.dermal = dermal;
  p.melanin_drop = layer == Layer::papillary ? 1.0 : 0.0;
  return p;
}

// Conductance of a face by two half cells in series, each with its own density (harmonic mean).
double face_between(double half_a, double density_a, double half_b, double density_b) {
  if (density_a <= 0.0 || density_b <= 0.0) return 0.0;
  return 1.0 / (half_a / density_a + half_b / density_b);
}

void connect(Column<double>& c, const ColumnSpec& spec) {
  for (int cargo = 0; cargo < 4; ++cargo) {
    auto density = [&](int i) {
      const Layer layer = c.layers[static_cast<std::size_t>(i)];
      switch (static_cast<Cargo>(cargo)) {
        case Cargo::signal: return 1.0;
        case Cargo::leukocyte: return layer == Layer::epidermis ? 0.0 : 1.0;
        case Cargo::fibroblast: return fibroblasts_in(layer, spec.densities);
        case Cargo::vessel: return vessels_in(layer, spec.densities);
      }
      return 0.0;
    };
    auto& faces = c.faces[cargo];
    auto& per_capacity = c.per_capacity[cargo];
    faces.assign(static_cast<std::size_t>(c.cells) + 1, 0.0);
    per_capacity.clear();
    for (int i = 0; i < c.cells; ++i) {
      const double dz = c.thickness[static_cast<std::size_t>(i)];
      per_capacity.push_back(1.0 / (dz * (density(i) > 0.0 ? density(i) : 1.0)));
      if (i == 0) continue;
      const double above = c.thickness[static_cast<std::size_t>(i) - 1];
      faces[static_cast<std::size_t>(i)] =
          face_between(0.5 * above, density(i - 1), 0.5 * dz, density(i));
    }
    // Signals are zero below the column: far deeper than they reach (1.5 mm under the tips).
    if (static_cast<Cargo>(cargo) == Cargo::signal && spec.setting == ColumnSetting::full)
      faces.back() = 2.0 / c.thickness.back();
  }
}

// Faces between a and b: steps grow from `fine` by at most `growth` a cell up to `coarse`, evenly
// scaled to fit.
void add_graded(std::vector<double>& edges, double end, double fine, double growth, double coarse) {
  const double start = edges.back();
  std::vector<double> steps;
  double step = fine;
  double sum = 0.0;
  while (sum < end - start - 1e-9) {
    steps.push_back(step);
    sum += step;
    step = std::min(coarse, step * growth);
  }
  const double scale = (end - start) / sum;
  double z = start;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) edges.push_back(z += steps[i] * scale);
  edges.push_back(end);
}

}  // namespace

namespace {

// How fine the cells are: the least number of them in the thin layers, and their height below.
struct Fineness {
  int epidermis{}, papillary{};
  double height{};
};

std::vector<double> graded_edges(const LayerThickness& t, double tip_depth_mm,
                                 const Fineness& fine) {
  std::vector<double> edges{0.0};
  const double junction = t.epidermis_mm;
  const double reticular = junction + t.papillary_mm;
  const double fat = reticular + t.reticular_mm;
  const double bottom = std::max(fat + t.fat_mm, tip_depth_mm + 1.5);
  // The damage ends over about 0.05 mm round the tips: cells stay fine down to there.
  const double fine_until = std::clamp(tip_depth_mm + 0.3, reticular + 0.1, bottom - 0.2);
  auto even = [&](double end, int cells) {
    const double start = edges.back();
    for (int i = 1; i < cells; ++i) edges.push_back(start + (end - start) * i / cells);
    edges.push_back(end);
  };
  const auto cells_in = [&](double length) {
    return static_cast<int>(std::ceil(length / fine.height));
  };
  even(junction, fine.epidermis);
  even(reticular, fine.papillary);
  if (fine_until < fat - 0.05) {
    even(fine_until, std::max(2, cells_in(fine_until - reticular)));
    add_graded(edges, fat, 1.15 * fine.height, 1.15, 0.1);
  } else {
    even(fat, std::max(2, cells_in(fat - reticular)));
    if (fine_until > fat + 0.05) even(fine_until, std::max(1, cells_in(fine_until - fat)));
  }
  add_graded(edges, bottom, 1.2 * fine.height, 1.2, 0.22);
  return edges;
}

ColumnSpec spec_of(const LayerThickness& t, const LayerDensities& densities, double uv_depth_mm,
                   std::vector<double> edges) {
  ColumnSpec spec;
  spec.densities = densities;
  spec.uv_depth_mm = uv_depth_mm;
  spec.edges_mm = std::move(edges);
  const double junction = t.epidermis_mm;
  const double reticular = junction + t.papillary_mm;
  const double fat = reticular + t.reticular_mm;
  for (std::size_t i = 1; i < spec.edges_mm.size(); ++i) {
    const double z = 0.5 * (spec.edges_mm[i - 1] + spec.edges_mm[i]);
    spec.layers.push_back(z < junction    ? Layer::epidermis
                          : z < reticular ? Layer::papillary
                          : z < fat       ? Layer::reticular
                                          : Layer::fat);
  }
  return spec;
}

void require_layers(const LayerThickness& t) {
  STIPPLE_REQUIRE(t.epidermis_mm > 0 && t.papillary_mm > 0 && t.reticular_mm > 0 && t.fat_mm > 0);
}

}  // namespace

ColumnSpec layered_column(const LayerThickness& t, const LayerDensities& densities,
                          double tip_depth_mm, double uv_depth_mm, int refinement) {
  require_layers(t);
  std::vector<double> edges = graded_edges(t, tip_depth_mm, {4, 7, 0.045});
  for (int level = 1; level < refinement; level *= 2) {
    std::vector<double> halved{0.0};
    for (std::size_t i = 1; i < edges.size(); ++i) {
      halved.push_back(0.5 * (edges[i - 1] + edges[i]));
      halved.push_back(edges[i]);
    }
    edges = halved;
  }
  return spec_of(t, densities, uv_depth_mm, std::move(edges));
}

ColumnSpec patch_column(const LayerThickness& t, const LayerDensities& densities,
                        double tip_depth_mm, double uv_depth_mm, double cell_mm) {
  require_layers(t);
  STIPPLE_REQUIRE(cell_mm > 0.0);
  const auto cells = [&](double length, int least) {
    return std::max(least, static_cast<int>(std::ceil(length / cell_mm - 1e-9)));
  };
  return spec_of(
      t, densities, uv_depth_mm,
      graded_edges(t, tip_depth_mm, {cells(t.epidermis_mm, 2), cells(t.papillary_mm, 4), cell_mm}));
}

ColumnSpec stretched(const ColumnSpec& spec, const LayerThickness& from, double from_tips_mm,
                     const LayerThickness& to, double to_tips_mm) {
  const auto borders = [&](const LayerThickness& t) {
    const double junction = t.epidermis_mm;
    const double reticular = junction + t.papillary_mm;
    const double fat = reticular + t.reticular_mm;
    return std::vector<double>{0.0, junction, reticular, fat};
  };
  std::vector<double> a = borders(from);
  std::vector<double> b = borders(to);
  const double bottom = spec.edges_mm.back();
  a.push_back(bottom);
  b.push_back(std::max(b[3] + (bottom - a[3]), to_tips_mm + (bottom - from_tips_mm)));
  ColumnSpec out = spec;
  for (double& z : out.edges_mm) {
    std::size_t k = 1;
    while (k + 1 < a.size() && z > a[k]) ++k;
    z = b[k - 1] + (b[k] - b[k - 1]) * (z - a[k - 1]) / (a[k] - a[k - 1]);
  }
  return out;
}

Column<double> make_column(const ColumnSpec& spec) {
  STIPPLE_REQUIRE(spec.edges_mm.size() == spec.layers.size() + 1);
  Column<double> c;
  c.cells = static_cast<int>(spec.layers.size());
  c.layers = spec.layers;
  const auto count = [&](Layer last) {
    return static_cast<int>(
        std::count_if(c.layers.begin(), c.layers.end(), [&](Layer l) { return l <= last; }));
  };
  c.first_dermal = count(Layer::epidermis);
  c.papillary_first = c.first_dermal;
  c.papillary_last = count(Layer::papillary);
  const double junction = spec.edges_mm[static_cast<std::size_t>(c.first_dermal)];
  for (std::size_t i = 0; i < c.layers.size(); ++i) {
    c.thickness.push_back(spec.edges_mm[i + 1] - spec.edges_mm[i]);
    c.depth.push_back(0.5 * (spec.edges_mm[i + 1] + spec.edges_mm[i]));
    c.roles.push_back(role_of(c.layers[i], c.depth.back() - junction, spec));
  }
  if (spec.setting == ColumnSetting::full) {
    c.sites.push_back({0, c.first_dermal});
  } else {
    for (int i = 0; i < c.first_dermal; ++i) c.sites.push_back({i, i + 1});
    c.papillary_coupling = c.chemotaxis = c.melanin_above = false;
  }
  connect(c, spec);
  return c;
}

Column<double> well_mixed_cell() {
  Column<double> c;
  c.cells = 1;
  c.first_dermal = 0;
  c.papillary_first = 0;
  c.papillary_last = 1;
  c.sites.push_back({0, 1});
  c.no_transport = true;
  c.layers = {Layer::papillary};
  c.thickness = {1.0};
  c.depth = {0.5};
  c.roles.push_back(CellRole<double>{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0});
  for (int cargo = 0; cargo < 4; ++cargo) {
    c.faces[cargo].assign(2, 0.0);
    c.per_capacity[cargo].assign(1, 1.0);
  }
  return c;
}

}  // namespace stipple
