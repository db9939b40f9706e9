// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "format/shown.h"
#include "format/volume.h"
#include "report/block_fields.h"
#include "report/block_files.h"
#include "report/block_parts.h"

namespace stipple {
namespace {

class BlockReader {
 public:
  BlockReader(Volume volume, std::string path)
      : volume_(std::move(volume)), path_(std::move(path)) {}

  TissueBlock read() {
    const auto* grid = std::get_if<FacedGrid>(&volume_.head.grid);
    if (grid == nullptr)
      refuse("", "is a file of even cells: a block is read from its file ending in .vtr");
    if (number(block_part::version, 1)[0] != block_part::this_version)
      refuse(block_part::version,
             fmt::format("version {} is not read, only {}", number(block_part::version, 1)[0],
                         block_part::this_version));
    TissueBlock b{.nx = static_cast<int>(grid->faces[0].size()) - 1,
                  .ny = static_cast<int>(grid->faces[1].size()) - 1};
    read_places(b, *grid);
    columns_ = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
    planes_ = b.layers.size();
    check_layer_of_cells(b);
    for (std::size_t f = 0; f < kFieldCount; ++f) b.volume[f] = volume_of(kFieldNames[f], true);
    b.disorder_home = volume_of(kDisorderHomeName, true);
    b.collagen_home = volume_of(kCollagenHomeName, false);
    b.elastin_home = volume_of(kElastinHomeName, false);
    for (std::size_t f = 0; f < kSurfaceFieldCount; ++f)
      b.surface[f] = surface_of(kSurfaceNames[f], true);
    b.melanin_home = surface_of(kMelaninHomeName, false);
    refuse_the_rest();
    return b;
  }

 private:
  [[noreturn]] void refuse(std::string_view array, std::string message) const {
    throw InvalidInput(
        std::vector<Problem>{{.path = array.empty() ? "" : fmt::format("array {}", shown(array)),
                              .file = path_,
                              .message = std::move(message)}});
  }

  const std::vector<double>& number(std::string_view name, std::size_t count) const {
    const std::vector<double>* found = find_numbers(volume_.head.numbers, name);
    if (found == nullptr) refuse(name, "is missing: this is no file of a block");
    if (found->size() != count)
      refuse(name, fmt::format("holds {} numbers, {} are wanted", found->size(), count));
    for (const double x : *found)
      if (!std::isfinite(x)) refuse(name, "holds what is no number");
    return *found;
  }

  bool yes_or_no(std::string_view name) const {
    const double x = number(name, 1)[0];
    if (x != 0.0 && x != 1.0) refuse(name, fmt::format("is {}, neither 0 nor 1", x));
    return x == 1.0;
  }

  void read_places(TissueBlock& b, const FacedGrid& grid) const {
    b.day = number(block_part::day, 1)[0];
    b.after_visit = yes_or_no(block_part::after_visit);
    b.sides = yes_or_no(block_part::periodic) ? Sides::periodic : Sides::closed;
    b.side_mm = number(block_part::side, 1)[0];
    for (std::size_t a = 0; a < 2; ++a)
      for (std::size_t i = 0; i < grid.faces[a].size(); ++i)
        if (grid.faces[a][i] != static_cast<double>(i) * b.side_mm)
          refuse(a == 0 ? "x" : "y", fmt::format("face {} stands at {} mm: columns are {} mm wide",
                                                 i, grid.faces[a][i], b.side_mm));
    for (auto face = grid.faces[2].rbegin(); face != grid.faces[2].rend(); ++face)
      b.edges_mm.push_back(0.0 - *face);
    for (const double layer : number(block_part::layers, b.edges_mm.size() - 1)) {
      if (!(layer >= 0.0 && layer < static_cast<double>(kLayerNames.size())) ||
          layer != std::floor(layer))
        refuse(block_part::layers,
               fmt::format("{} is no layer: 0 to {}", layer, kLayerNames.size() - 1));
      b.layers.push_back(static_cast<Layer>(static_cast<int>(layer)));
    }
  }

  // The layers stand in the file twice: once for the reader, once for the eye.
  void check_layer_of_cells(const TissueBlock& b) {
    const std::vector<float> layer = volume_of(block_part::layer, true);
    for (std::size_t at = 0; at < layer.size(); ++at) {
      const std::size_t plane = at / columns_;
      if (layer[at] != static_cast<float>(b.layers[plane]))
        refuse(block_part::layer,
               fmt::format("cell {} does not lie in the layer of its depth", at));
    }
  }

  // Takes an array out of the file. Empty where it is missing and need not be there.
  static std::vector<float> take(std::vector<NamedNumbers<float>>& list, std::string_view name) {
    const auto found = std::ranges::find(list, name, &NamedNumbers<float>::name);
    if (found == list.end()) return {};
    std::vector<float> values = std::move(found->values);
    list.erase(found);
    return values;
  }

  std::vector<float> volume_of(std::string_view name, bool needed) {
    std::vector<float> values = take(volume_.cells, name);
    if (needed && values.empty()) refuse(name, "is missing: this is no whole block");
    for (std::size_t k = 0; !values.empty() && k < planes_ / 2; ++k) {
      const auto plane = [&](std::size_t p) {
        return values.begin() + static_cast<std::ptrdiff_t>(p * columns_);
      };
      std::swap_ranges(plane(k), plane(k + 1), plane(planes_ - 1 - k));
    }
    return values;
  }

  std::vector<float> surface_of(std::string_view name, bool needed) {
    std::vector<float> values = take(volume_.head.small_fields, name);
    if (needed && values.empty()) refuse(name, "is missing: this is no whole block");
    if (!values.empty() && values.size() != columns_)
      refuse(name, fmt::format("holds {} numbers, {} are wanted", values.size(), columns_));
    return values;
  }

  void refuse_the_rest() const {
    if (!volume_.cells.empty()) refuse(volume_.cells.front().name, "is not known");
    if (!volume_.head.small_fields.empty())
      refuse(volume_.head.small_fields.front().name, "is not known");
    constexpr std::array known{block_part::version,  block_part::day,  block_part::after_visit,
                               block_part::periodic, block_part::side, block_part::layers};
    for (const NamedNumbers<double>& n : volume_.head.numbers)
      if (std::ranges::find(known, n.name) == known.end()) refuse(n.name, "is not known");
  }

  Volume volume_;
  std::string path_;
  std::size_t columns_{}, planes_{};
};

}  // namespace

TissueBlock read_block(const std::string& path) {
  return BlockReader(read_volume(path), path).read();
}

TissueBlock parse_block(std::string_view bytes, const std::string& name) {
  return BlockReader(parse_volume(bytes, name), name).read();
}

}  // namespace stipple
