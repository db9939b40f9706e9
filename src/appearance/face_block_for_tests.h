// SPDX-License-Identifier: Apache-2.0
// Blocks for the tests of pictures: healthy skin, and a caricature of needled skin whose courses
// are plain formulas, not the model's. Only the order of events is like it.
#pragma once

#include <cmath>
#include <vector>

#include "appearance/skin_face.h"
#include "evidence/data_files.h"
#include "healing/test_setup.h"

namespace stipple::test {

// The evidence that a face is computed from.
struct FaceEvidence {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};
  ParameterTable optics_table{load_parameters(files, kOpticsFile, bibliography)};
  ParameterTable healing_table{load_parameters(files, "parameters/healing.json", bibliography)};
  ParameterValues optics{optics_table}, healing{healing_table};
  OpticalTables tables{load_optical_tables(files)};

  [[nodiscard]] SkinOptics skin(int phototype = 2) const {
    return skin_optics(optics, healing, tables, phototype);
  }
  [[nodiscard]] ReliefParameters relief() const { return relief_parameters(optics, healing); }
  [[nodiscard]] double young_share() const { return healing["th3"]; }
};

// Place (i, j) of rows of n.
inline std::size_t place(int i, int j, int n) {
  return static_cast<std::size_t>(j) * static_cast<std::size_t>(n) + static_cast<std::size_t>(i);
}
inline Rgb8 pixel(const Image& image, int x, int y) {
  const std::size_t at = 3 * place(x, y, image.width);
  return {image.rgb[at], image.rgb[at + 1], image.rgb[at + 2]};
}

inline TissueBlock healthy_block(int nx, int ny, double side_mm, Sides sides = Sides::periodic) {
  TissueBlock b{.nx = nx, .ny = ny, .side_mm = side_mm, .sides = sides, .day = 0.0};
  b.edges_mm = {0.0};
  const auto add = [&](Layer layer, int cells, double thickness) {
    for (int k = 0; k < cells; ++k) {
      b.edges_mm.push_back(b.edges_mm.back() + thickness / cells);
      b.layers.push_back(layer);
    }
  };
  add(Layer::epidermis, 4, 0.1);
  add(Layer::papillary, 8, 0.2);
  add(Layer::reticular, 50, 1.5);
  add(Layer::fat, 10, 0.5);
  const std::size_t cells = b.at(0, 0, b.nz()), columns = b.at(0, 0, 1);
  for (std::size_t f = 0; f < kFieldCount; ++f)
    b.volume[f].assign(cells, static_cast<float>(home_of(static_cast<int>(f))));
  for (std::size_t f = 0; f < kSurfaceFieldCount; ++f)
    b.surface[f].assign(columns, static_cast<float>(surface_home_of(static_cast<int>(f))));
  b.disorder_home.assign(cells, 0.0F);
  return b;
}

struct Channel {
  double x{}, y{};  // mm
};

// `count` places that look random and never meet by chance alone.
inline std::vector<Channel> scattered_channels(int count, double width_mm, double depth_mm) {
  std::vector<Channel> all;
  double u = 0.13, v = 0.37;
  for (int k = 0; k < count; ++k) {
    u += 0.7548776662466927;  // the plastic number's sequence
    v += 0.5698402909980532;
    all.push_back({width_mm * (u - std::floor(u)), depth_mm * (v - std::floor(v))});
  }
  return all;
}

inline constexpr double kTestNeedle = 0.1, kTestTip = 1.2;  // radius and depth, mm

// Share of a column torn and destroyed by the nearest of the channels.
struct Damage {
  double torn{}, dermis{};
};
inline Damage damage_at(const std::vector<Channel>& channels, double x, double y, double width,
                        double depth, double side) {
  double nearest = 1e9;
  for (const Channel& c : channels) {
    double dx = std::abs(x - c.x), dy = std::abs(y - c.y);
    dx = std::min(dx, width - dx);
    dy = std::min(dy, depth - dy);
    nearest = std::min(nearest, std::hypot(dx, dy));
  }
  const double lumen = 0.4 * kTestNeedle, collar = 0.8 * kTestNeedle;
  const double outside = std::max(0.0, nearest - lumen) / collar;
  const auto within = [&](double radius) {
    return std::clamp((radius - nearest) / side + 0.5, 0.0, 1.0);
  };
  const double cut = within(lumen);
  return {within(0.6 * kTestNeedle), cut + (1.0 - cut) * 0.4 * std::exp(-outside * outside)};
}

// A square of skin with a hollow scar in its middle, `day` days after a visit.
inline TissueBlock needled_block(int n, double side_mm, double day, int channels = 10) {
  TissueBlock b = healthy_block(n, n, side_mm);
  b.day = day;
  b.after_visit = day == 0.0;
  const double width = n * side_mm;
  const auto holes = scattered_channels(channels, width, width);
  b.collagen_home.assign(b.at(0, 0, b.nz()), 1.0F);
  const auto rise = [&](double peak) { return day / peak * std::exp(1.0 - day / peak); };
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const double x = (i + 0.5) * side_mm, y = (j + 0.5) * side_mm;
      const Damage hit = damage_at(holes, x, y, width, width, side_mm);
      const double off = std::hypot(x - 0.5 * width, y - 0.5 * width) / (0.3 * width);
      const double scar = 0.35 * std::exp(-off * off * off * off);
      b.surface[kEpidermis][b.at(i, j)] =
          static_cast<float>(1.0 - hit.torn * std::exp(-day / 0.3) + 0.1 * rise(10.0));
      b.surface[kMelanin][b.at(i, j)] = static_cast<float>(1.0 + 0.25 * rise(25.0));
      for (int k = 0; k < b.nz(); ++k) {
        const std::size_t c = b.at(i, j, k);
        const double z = 0.5 * (b.edges_mm[static_cast<std::size_t>(k)] +
                                b.edges_mm[static_cast<std::size_t>(k) + 1]);
        const double reach = 0.5 * (1.0 - std::tanh((z - kTestTip) / 0.05));
        const double w = hit.dermis * reach;
        const auto set = [&](Field f, double v) {
          b.volume[static_cast<std::size_t>(f)][c] = static_cast<float>(v);
        };
        set(kInflammation, (5.0 * w + 0.8 * reach) * std::exp(-day / 1.5));
        set(kNeutrophils, reach * (0.3 + w) * rise(1.0));
        if (b.layers[static_cast<std::size_t>(k)] == Layer::epidermis) continue;
        set(kClot, w * std::exp(-day / 4.0));
        set(kVessels, 1.0 - 0.9 * w * std::exp(-day / 5.0) + 0.4 * reach * rise(12.0));
        set(kFibroblasts, 1.0 - 0.8 * w * std::exp(-day / 6.0) + 0.6 * reach * rise(10.0));
        const double gain = 0.22 * reach * (1.0 - std::exp(-day / 40.0));
        set(kMatureCollagen, 1.0 + gain - 0.15 * w * std::exp(-day / 30.0));
        set(kYoungCollagen, 1.0 + gain - 0.15 * w * std::exp(-day / 30.0));
        set(kDisorder, 0.25 * w * rise(20.0));
        set(kDermalMelanin, z < 0.3 ? 0.05 * hit.torn * std::exp(-day / 200.0) : 0.0);
        if (z < 0.7) b.collagen_home[c] = static_cast<float>(1.0 - scar);
      }
    }
  return b;
}

}  // namespace stipple::test
