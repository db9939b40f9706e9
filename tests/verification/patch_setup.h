// SPDX-License-Identifier: Apache-2.0
// What the tests of the patch share: small blocks of skin, damage written as a function of place
// and averaged over cells, scars, and the way between a patch and its slow twin.
#pragma once

#include <cstdio>
#include <functional>

#include "core/error.h"
#include "healing/patch_heal.h"
#include "healing/patch_wound.h"
#include "healing/reference_patch.h"
#include "healing/test_setup.h"
#include "puncture/channel_damage.h"

namespace stipple::patch_tests {

struct Block {
  int nx{}, ny{};
  double side{};  // mm, of a cell in x and y
  Sides sides{};
  Column<double> column{};

  [[nodiscard]] int cells() const { return column.cells; }
  [[nodiscard]] std::size_t at(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) + static_cast<std::size_t>(i);
  }
  // Depth of the faces of the cells; of the epidermis' end.
  [[nodiscard]] std::vector<double> edges() const {
    std::vector<double> z{0.0};
    for (const double dz : column.thickness) z.push_back(z.back() + dz);
    return z;
  }
  [[nodiscard]] double junction() const {
    return edges()[static_cast<std::size_t>(column.first_dermal)];
  }
  [[nodiscard]] Pencils pencils() const { return {nx, ny, column.cells, side, sides}; }
  [[nodiscard]] ReferencePatch reference() const {
    return square_patch(column, nx, ny, side, sides);
  }
};

template <class Function>
void each_column(const Block& b, const Function& function) {
  for (int j = 0; j < b.ny; ++j)
    for (int i = 0; i < b.nx; ++i) function(i, j);
}

// All four layers in few cells, so that an explicit method is quick; every refinement halves them.
inline Column<double> thin_column(const LayerDensities& densities, int refinement = 1) {
  ColumnSpec spec;
  spec.uv_depth_mm = kUvDepth;
  spec.densities = densities;
  spec.edges_mm = {0.0};
  const auto add = [&](Layer layer, int cells, double thickness) {
    for (int i = 0; i < cells * refinement; ++i) {
      spec.edges_mm.push_back(spec.edges_mm.back() + thickness / refinement);
      spec.layers.push_back(layer);
    }
  };
  add(Layer::epidermis, 2, 0.06);
  add(Layer::papillary, 3, 0.06);
  add(Layer::reticular, 8, 0.08);
  add(Layer::fat, 3, 0.12);
  return make_column(spec);
}

// One layer of papillary dermis without epidermis: cells of equal height, closed below. Its surface
// fields see the top cell and nothing feels them while e is not torn.
inline Column<double> bare_column(int cells, double height) {
  ColumnSpec spec;
  spec.uv_depth_mm = kUvDepth;
  spec.densities = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  for (int i = 0; i <= cells; ++i) spec.edges_mm.push_back(height * i);
  spec.layers.assign(static_cast<std::size_t>(cells), Layer::papillary);
  Column<double> c = make_column(spec);
  c.sites = {{0, 1}};
  c.papillary_coupling = c.melanin_above = false;
  for (CellRole<double>& role : c.roles) role.melanin_drop = 0.0;
  c.faces[static_cast<std::size_t>(Cargo::signal)].back() = 0.0;
  return c;
}

// Ten years under the habits of `model`, then held still: where a patient's skin starts.
inline Tissue<double> at_rest(const Column<double>& column, const HealingModel<double>& model,
                              const std::vector<double>& disorder_home) {
  Tissue<double> t = healthy_tissue(column);
  t.disorder_home = disorder_home;
  t.barrier_watched = false;
  t.day = -3652.5;
  Workspace<double> w(t);
  STIPPLE_REQUIRE(heal(t, model, column, w, 0.0, StepControl{}));
  t.epidermis_rest[0] = 1.0 + t.skin(kEpidermis)[0];
  Rates<double> drift;
  drift.resize(t.cells, t.sites);
  compute_rates<true>(model, column, t, t.volume.data(), t.surface.data(), drift);
  const auto of = [&](int field) {
    const auto first = drift.volume.begin() + std::ptrdiff_t{field} * t.cells;
    return std::vector<double>(first, first + t.cells);
  };
  t.balance_mature = of(kMatureCollagen);
  t.balance_elastin = of(kElastin);
  t.balance_disorder = of(kDisorder);
  t.barrier_watched = true;
  return t;
}

// Destroyed share of tissue at a place, mm.
using DamageAt = std::function<double(double x, double y, double z)>;

// Its mean over every cell: [column][cell in depth].
inline std::vector<std::vector<double>> cell_means(const Block& b, const DamageAt& damage,
                                                   int samples = 4) {
  std::vector<std::vector<double>> out;
  const double part = 1.0 / samples;
  each_column(b, [&](int i, int j) {
    std::vector<double> w;
    for (std::size_t k = 0; k < b.column.depth.size(); ++k) {
      const double dz = b.column.thickness[k];
      double sum = 0.0;
      for (int c = 0; c < samples; ++c)
        for (int r = 0; r < samples; ++r)
          for (int q = 0; q < samples; ++q)
            sum += damage(b.side * (i + part * (q + 0.5)), b.side * (j + part * (r + 0.5)),
                          b.column.depth[k] + dz * (part * (c + 0.5) - 0.5));
      w.push_back(sum * part * part * part);
    }
    out.push_back(std::move(w));
  });
  return out;
}

inline std::vector<std::vector<double>> cell_means(const Block& b, const ChannelDamage& damage) {
  std::vector<std::vector<double>> out(static_cast<std::size_t>(b.pencils().columns()));
  const Pencils pencils = b.pencils();
  std::vector<float> w(static_cast<std::size_t>(b.cells()) * std::size_t{Pencils::width});
  each_column(b, [&](int i, int j) {
    if (Pencils::lane(i) == 0) damage.of_pencil(pencils.pencil(i, j), w);
    for (int k = 0; k < b.cells(); ++k)
      out[b.at(i, j)].push_back(
          static_cast<double>(w.data()[k * Pencils::width + Pencils::lane(i)]));
  });
  return out;
}

inline ChannelDamage damage_of(const std::vector<Channel>& channels, const Block& b) {
  return {channels, b.pencils(), b.edges(), b.junction()};
}

// A needle's channel through the whole depth, by its radius.
inline Channel needle_channel(double x, double y, double radius) {
  Channel c;
  c.x = x, c.y = y;
  c.depth = 100.0;
  c.lumen = 0.4 * radius;
  c.tear = radius;
  c.collar = 0.4;
  c.collar_width = 0.8 * radius;
  c.cutoff = 0.05;
  return c;
}

// A smooth round wound through the whole depth: peak exp(-(r / radius)^2).
struct GaussianWound {
  double peak{}, radius{};  // mm
  [[nodiscard]] DamageAt in_middle_of(const Block& b) const {
    const double x0 = 0.5 * b.nx * b.side, y0 = 0.5 * b.ny * b.side;
    return [x0, y0, *this](double x, double y, double) {
      return peak * std::exp(-(std::pow(x - x0, 2.0) + std::pow(y - y0, 2.0)) / (radius * radius));
    };
  }
  [[nodiscard]] double mean_of_ring(double inner, double outer) const {
    const double r2 = radius * radius;
    const double integral = std::exp(-inner * inner / r2) - std::exp(-outer * outer / r2);
    return peak * r2 * integral / (outer * outer - inner * inner);
  }
};

// Wide and narrow, upright and leaning, round and slit.
inline std::vector<Channel> drawn_channels(const Block& b, int count, RandomStream& random) {
  std::vector<Channel> channels;
  for (int k = 0; k < count; ++k) {
    Channel c;
    c.x = b.nx * b.side * random.uniform();
    c.y = b.ny * b.side * random.uniform();
    c.depth = 0.4 + 0.5 * random.uniform();
    c.angle = 20.0 * random.uniform();
    c.direction = 360.0 * random.uniform();
    c.slit = random.uniform() < 0.5 ? 0.0 : 0.15 * random.uniform();
    c.lumen = 0.03 + 0.07 * random.uniform();
    c.tear = 1.5 * c.lumen;
    c.collar = 0.4;
    c.collar_width = 2.0 * c.lumen;
    c.cutoff = 0.05;
    channels.push_back(c);
  }
  return channels;
}

inline void wound_all(PatchTissue& p, const Block& b, const InjuryParameters<double>& injury,
                      const ChannelDamage& damage) {
  wound_patch(p, b.column, injury,
              [&](int pencil, std::span<float> w) { damage.of_pencil(pencil, w); });
}
inline void wound_all(ReferencePatch& p, const Block& b, const InjuryParameters<double>& injury,
                      const std::vector<std::vector<double>>& damage) {
  for (std::size_t c = 0; c < p.columns.size(); ++c)
    wound(p.columns[c], b.column, injury, damage[c]);
}

// The patch that holds what its twin holds, rounded to float.
inline PatchTissue patch_of(const ReferencePatch& from, const Block& b) {
  PatchTissue p(b.pencils());
  p.day = from.columns.front().day;
  p.barrier_watched = from.columns.front().barrier_watched;
  p.one_balance = false;
  p.balance_disorder = AlignedArray<float>(p.disorder_home.size());
  each_column(b, [&](int i, int j) {
    const Tissue<double>& t = from.columns[b.at(i, j)];
    const int lane = Pencils::lane(i);
    PencilTissue at = p.at(p.pencils.pencil(i, j));
    const auto put = [&](PatchLanes* to, const std::vector<double>& values) {
      for (std::size_t k = 0; k < values.size(); ++k)
        to[k].set(lane, static_cast<float>(values[k]));
    };
    put(at.volume, t.volume);
    put(at.surface, t.surface);
    put(at.disorder_home, t.disorder_home);
    put(at.epidermis_rest, t.epidermis_rest);
    auto* drift = reinterpret_cast<PatchLanes*>(p.balance.data());
    put(drift, t.balance_mature);
    put(drift + t.cells, t.balance_elastin);
    put(reinterpret_cast<PatchLanes*>(p.balance_disorder.data()) +
            std::ptrdiff_t{p.pencils.pencil(i, j)} * t.cells,
        t.balance_disorder);
  });
  return p;
}

// One column of a patch.
inline Tissue<double> column_of(PatchTissue& p, const Block& b, int i, int j) {
  Tissue<double> t = healthy_tissue(b.column);
  t.day = p.day;
  t.barrier_watched = p.barrier_watched;
  const PencilTissue at = p.at(p.pencils.pencil(i, j));
  const auto get = [&](const PatchLanes* from, std::vector<double>& values) {
    for (std::size_t k = 0; k < values.size(); ++k)
      values[k] = static_cast<double>(from[k][Pencils::lane(i)]);
  };
  get(at.volume, t.volume);
  get(at.surface, t.surface);
  get(at.disorder_home, t.disorder_home);
  get(at.epidermis_rest, t.epidermis_rest);
  return t;
}
inline std::vector<Tissue<double>> columns_of(PatchTissue& p, const Block& b) {
  std::vector<Tissue<double>> out;
  each_column(b, [&](int i, int j) { out.push_back(column_of(p, b, i, j)); });
  return out;
}

// Lateral mean of every field and of the set points.
inline Tissue<double> mean_of(const ReferencePatch& p) {
  Tissue<double> mean = p.columns.front();
  double whole = 0.0;
  for (const double area : p.area_mm2) whole += area;
  for (const auto part : {&Tissue<double>::volume, &Tissue<double>::surface,
                          &Tissue<double>::disorder_home, &Tissue<double>::epidermis_rest}) {
    std::vector<double>& sum = mean.*part;
    std::fill(sum.begin(), sum.end(), 0.0);
    for (std::size_t c = 0; c < p.columns.size(); ++c)
      for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += p.area_mm2[c] / whole * (p.columns[c].*part)[i];
  }
  return mean;
}
inline Tissue<double> mean_of(PatchTissue& p, const Block& b) {
  ReferencePatch plain = b.reference();
  plain.columns = columns_of(p, b);
  return mean_of(plain);
}

// Every stored value, surface fields after the others.
template <class Visit>
void each_value(const Tissue<double>& t, const Visit& visit) {
  for (int f = 0; f < kAllFields; ++f)
    for (int i = 0; i < (f < kFieldCount ? t.cells : t.sites); ++i)
      visit(f, i, f < kFieldCount ? t.field(f)[i] : t.skin(f - kFieldCount)[i]);
}

// The largest difference of each field over how far it ever moved from where it rested, over all
// that was seen.
class Agreement {
 public:
  explicit Agreement(const std::vector<Tissue<double>>& rest) : rest_(rest) {}
  void add(const std::vector<Tissue<double>>& a, const std::vector<Tissue<double>>& b) {
    for (std::size_t c = 0; c < b.size(); ++c)
      each_value(b[c], [&](int f, int i, double value) {
        const auto of = [&](const Tissue<double>& t) {
          return f < kFieldCount ? t.field(f)[i] : t.skin(f - kFieldCount)[i];
        };
        difference_[f] = std::max(difference_[f], std::abs(of(a[c]) - value));
        moved_[f] = std::max(moved_[f], std::abs(value - of(rest_[c])));
      });
  }
  [[nodiscard]] double share(int f) const { return difference_[f] / moved_[f]; }
  void print(const char* name) const {
    std::printf("%-34s", name);
    for (int f = 0; f < kAllFields; ++f)
      if (moved_[f] > 0.0)
        std::printf(" %s %.3g", std::string(symbol_of(f)).c_str(), 100.0 * share(f));
    std::printf(" %%\n");
  }
  [[nodiscard]] bool moved(int f) const { return moved_[f] > 0.0; }

 private:
  std::vector<Tissue<double>> rest_{};
  double difference_[kAllFields] = {};
  double moved_[kAllFields] = {};
};

}  // namespace stipple::patch_tests
