// SPDX-License-Identifier: Apache-2.0
// Planes of the block are counted from the surface down, those of the files from the bottom up.
#include "report/block_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <utility>

#include "core/error.h"
#include "format/volume.h"
#include "format/volume_series.h"
#include "report/block_even.h"
#include "report/block_fields.h"
#include "report/block_parts.h"

namespace stipple {
namespace {

constexpr double nine_seconds = 1e-4;  // in days: ParaView shows one file a time

std::string text(std::string_view view) { return std::string(view); }

// Every volume of a block under its name.
template <class Take>
void for_each_volume(const TissueBlock& b, Take take) {
  for (std::size_t f = 0; f < kFieldCount; ++f) take(kFieldNames[f], b.volume[f]);
  take(kDisorderHomeName, b.disorder_home);
  if (!b.collagen_home.empty()) take(kCollagenHomeName, b.collagen_home);
  if (!b.elastin_home.empty()) take(kElastinHomeName, b.elastin_home);
}

template <class Take>
void for_each_surface(const TissueBlock& b, Take take) {
  for (std::size_t f = 0; f < kSurfaceFieldCount; ++f) take(kSurfaceNames[f], b.surface[f]);
  if (!b.melanin_home.empty()) take(kMelaninHomeName, b.melanin_home);
}

void require_whole(const TissueBlock& b) {
  const std::size_t columns = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
  const std::size_t cells = columns * b.layers.size();
  STIPPLE_REQUIRE(b.nx > 0 && b.ny > 0 && b.side_mm > 0.0 && std::isfinite(b.day));
  STIPPLE_REQUIRE(b.edges_mm.size() == b.layers.size() + 1 && are_faces(b.edges_mm));
  for_each_volume(b, [&](auto, const auto& values) { STIPPLE_REQUIRE(values.size() == cells); });
  for_each_surface(b, [&](auto, const auto& values) { STIPPLE_REQUIRE(values.size() == columns); });
}

// What a plane of a file takes from a block; `planes` of them, from the top down.
using PlaneFill = std::function<void(int plane, std::size_t first, std::span<float> out)>;

// Numbers are asked for in any lengths: cut where a plane ends.
CellSource by_planes(std::string_view name, std::size_t columns, int planes,
                     const PlaneFill& fill) {
  return {text(name), [=](std::size_t first, std::span<float> out) {
            while (!out.empty()) {
              const std::size_t at = first % columns, n = std::min(columns - at, out.size());
              fill(planes - 1 - static_cast<int>(first / columns), at, out.first(n));
              first += n;
              out = out.subspan(n);
            }
          }};
}

std::vector<double> numbers_of_layers(const TissueBlock& b) {
  std::vector<double> numbers;
  for (const Layer layer : b.layers) numbers.push_back(static_cast<double>(layer));
  return numbers;
}

VolumeHead head_of(const TissueBlock& b) {
  return {.numbers = {{text(block_part::day), {b.day}},
                      {text(block_part::after_visit), {b.after_visit ? 1.0 : 0.0}},
                      {text(block_part::side), {b.side_mm}}}};
}

}  // namespace

void write_block(const std::string& path, const TissueBlock& b) {
  require_whole(b);
  const std::size_t columns = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
  FacedGrid grid;
  for (int i = 0; i <= b.nx; ++i) grid.faces[0].push_back(i * b.side_mm);
  for (int j = 0; j <= b.ny; ++j) grid.faces[1].push_back(j * b.side_mm);
  // 0 - x: the surface is at 0, not at -0.
  for (auto edge = b.edges_mm.rbegin(); edge != b.edges_mm.rend(); ++edge)
    grid.faces[2].push_back(0.0 - *edge);

  VolumeHead head = head_of(b);
  head.grid = std::move(grid);
  head.numbers.push_back({text(block_part::version), {block_part::this_version}});
  head.numbers.push_back({text(block_part::periodic), {b.sides == Sides::periodic ? 1.0 : 0.0}});
  head.numbers.push_back({text(block_part::layers), numbers_of_layers(b)});
  for_each_surface(b, [&](std::string_view name, const std::vector<float>& values) {
    head.small_fields.push_back({text(name), values});
  });

  std::vector<CellSource> cells;
  const auto add = [&](std::string_view name, const PlaneFill& fill) {
    cells.push_back(by_planes(name, columns, b.nz(), fill));
  };
  for_each_volume(b, [&](std::string_view name, const std::vector<float>& values) {
    add(name, [&values, columns](int k, std::size_t first, std::span<float> out) {
      std::copy_n(values.data() + static_cast<std::size_t>(k) * columns + first, out.size(),
                  out.begin());
    });
  });
  add(block_part::layer, [&b](int k, std::size_t, std::span<float> out) {
    std::ranges::fill(out, static_cast<float>(b.layers[static_cast<std::size_t>(k)]));
  });
  write_volume(path, head, cells);
}

void write_even_block(const std::string& path, const TissueBlock& b, int planes) {
  require_whole(b);
  if (planes <= 0) planes = are_even(b.edges_mm) ? b.nz() : cubes_in_depth(b.edges_mm, b.side_mm);
  const std::size_t columns = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
  const double depth = b.edges_mm.back() - b.edges_mm.front();
  const auto shares = even_shares(b.edges_mm, planes);
  VolumeHead head = head_of(b);
  head.grid = EvenGrid{{b.nx, b.ny, planes},
                       {0.0, 0.0, 0.0 - b.edges_mm.back()},
                       {b.side_mm, b.side_mm, depth / planes}};

  std::vector<CellSource> cells;
  const auto add = [&](std::string_view name, const PlaneFill& fill) {
    cells.push_back(by_planes(name, columns, planes, fill));
  };
  for_each_volume(b, [&](std::string_view name, const std::vector<float>& values) {
    add(name, [&values, &shares, columns](int e, std::size_t first, std::span<float> out) {
      for (std::size_t c = 0; c < out.size(); ++c) {
        double mean = 0.0;
        for (const DepthShare& s : shares[static_cast<std::size_t>(e)])
          mean += s.share * double{values[static_cast<std::size_t>(s.cell) * columns + first + c]};
        out[c] = static_cast<float>(mean);
      }
    });
  });
  add(block_part::layer, [&](int e, std::size_t, std::span<float> out) {
    // A mean of two layers is none of them: the one that has the most of the cell.
    const auto& covered = shares[static_cast<std::size_t>(e)];
    const auto most = std::ranges::max_element(covered, {}, &DepthShare::share);
    std::ranges::fill(out, static_cast<float>(b.layers[static_cast<std::size_t>(most->cell)]));
  });
  write_volume(path, head, cells);
}

void write_surface(const std::string& path, const TissueBlock& b) {
  require_whole(b);
  VolumeHead head = head_of(b);
  head.grid = EvenGrid{{b.nx, b.ny, 0}, {0.0, 0.0, 0.0}, {b.side_mm, b.side_mm, b.side_mm}};
  std::vector<CellSource> cells;
  for_each_surface(b, [&](std::string_view name, const std::vector<float>& values) {
    cells.push_back({text(name), [&values](std::size_t first, std::span<float> out) {
                       std::copy_n(values.data() + first, out.size(), out.begin());
                     }});
  });
  write_volume(path, head, cells);
}

void add_to_block_series(const std::string& folder, const std::string& name, const TissueBlock& b,
                         EvenFiles even) {
  const double time = b.day + (b.after_visit ? nine_seconds : 0.0);
  const std::string list = folder + "/" + name + ".pvd";
  std::size_t before = 0;
  if (std::filesystem::exists(list))
    before = static_cast<std::size_t>(std::ranges::count_if(
        read_series(list), [&](const SeriesEntry& e) { return e.time < time; }));
  const auto add = [&](const std::string& kind, const std::string& ending, auto write) {
    const std::string file = fmt::format("{}{}-{:04}.{}", name, kind, before, ending);
    write(folder + "/" + file);
    add_to_series(folder + "/" + name + kind + ".pvd", {time, file});
  };
  if (even == EvenFiles::written)
    add("-even", "vti", [&](const std::string& path) { write_even_block(path, b); });
  add("-surface", "vti", [&](const std::string& path) { write_surface(path, b); });
  // Last: it is the list that is counted.
  add("", "vtr", [&](const std::string& path) { write_block(path, b); });
}

}  // namespace stipple
