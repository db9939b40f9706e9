// SPDX-License-Identifier: Apache-2.0
#include "appearance/block_field.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <string>

#include "core/error.h"

namespace stipple {
namespace {

constexpr std::string_view kToHealthy = "relative to healthy skin", kExcess = "model units";
constexpr std::string_view kPercent = "% of healthy skin", kShare = "share of the volume";

// The fields of the model first, in their order; then those made of several.
constexpr std::array<BlockField, kFieldCount + 5> kFields{{
    {.name = "I", .title = "Inflammatory signal", .unit = kExcess, .in_epidermis = true},
    {.name = "g", .title = "Growth signals", .unit = kExcess, .in_epidermis = true},
    {.name = "b", .title = "TGF-β 1 and 2", .unit = kExcess, .in_epidermis = true},
    {.name = "r", .title = "TGF-β 3 and IL-10", .unit = kExcess, .in_epidermis = true},
    {.name = "p", .title = "Collagen-cutting enzymes", .unit = kExcess, .in_epidermis = true},
    {.name = "n", .title = "Neutrophils", .unit = kExcess},
    {.name = "m1", .title = "Inflammatory macrophages", .unit = kExcess},
    {.name = "m2", .title = "Repair macrophages", .unit = kExcess},
    {.name = "f", .title = "Fibroblasts", .unit = kToHealthy, .two_sided = true, .middle = 1.0},
    {.name = "y", .title = "Myofibroblasts", .unit = kToHealthy},
    {.name = "x", .title = "Clot and debris", .unit = kShare},
    {.name = "c3", .title = "Young collagen", .unit = kToHealthy, .two_sided = true, .middle = 1.0},
    {.name = "c1",
     .title = "Mature collagen",
     .unit = kToHealthy,
     .two_sided = true,
     .middle = 1.0},
    {.name = "l", .title = "Elastin", .unit = kToHealthy, .two_sided = true, .middle = 1.0},
    {.name = "q", .title = "Disorder of the matrix", .unit = "0 to 1"},
    {.name = "v", .title = "Vessels", .unit = kToHealthy, .two_sided = true, .middle = 1.0},
    {.name = "md", .title = "Dermal melanin", .unit = "relative to epidermal melanin"},
    {.name = "collagen_gain",
     .title = "Collagen gain",
     .unit = "% against healthy skin of the place",
     .two_sided = true},
    {.name = "collagen", .title = "Collagen", .unit = kPercent, .two_sided = true, .middle = 100.0},
    {.name = "elastin", .title = "Elastin", .unit = kPercent, .two_sided = true, .middle = 100.0},
    {.name = "immune_cells", .title = "Neutrophils and macrophages", .unit = kExcess},
    {.name = "cells",
     .title = "Fibroblasts and myofibroblasts",
     .unit = kToHealthy,
     .two_sided = true,
     .middle = 1.0},
}};

using OfCell = std::function<double(std::size_t)>;

OfCell formula_of(const TissueBlock& b, std::string_view name, double theta) {
  const auto value = [&b](int field) {
    return
        [&b, field](std::size_t c) { return double{b.volume[static_cast<std::size_t>(field)][c]}; };
  };
  const auto home = [](const std::vector<float>& map, std::size_t c) {
    return map.empty() ? 1.0 : double{map[c]};
  };
  const auto collagen = [&b, theta](std::size_t c) {
    return theta * b.volume[kYoungCollagen][c] + (1.0 - theta) * b.volume[kMatureCollagen][c];
  };
  if (name == "collagen_gain") return [=](std::size_t c) { return 100.0 * (collagen(c) - 1.0); };
  if (name == "collagen")
    return [=, &b](std::size_t c) { return 100.0 * collagen(c) * home(b.collagen_home, c); };
  if (name == "elastin")
    return
        [=, &b](std::size_t c) { return 100.0 * b.volume[kElastin][c] * home(b.elastin_home, c); };
  if (name == "immune_cells")
    return [&b](std::size_t c) {
      return double{b.volume[kNeutrophils][c]} + b.volume[kMacrophages1][c] +
             b.volume[kMacrophages2][c];
    };
  if (name == "cells")
    return [&b](std::size_t c) {
      return double{b.volume[kFibroblasts][c]} + b.volume[kMyofibroblasts][c];
    };
  const auto symbol = std::find(kFieldSymbols.begin(), kFieldSymbols.end(), name);
  STIPPLE_REQUIRE(symbol != kFieldSymbols.end());
  return value(static_cast<int>(symbol - kFieldSymbols.begin()));
}

// Matrix fields end with the dermis; cells and clot go on in fat.
bool means_something(const BlockField& f, Layer layer) {
  if (layer == Layer::epidermis) return f.in_epidermis;
  if (layer != Layer::fat) return true;
  static constexpr std::string_view kMatrix[] = {"c3", "c1",       "l",       "q",
                                                 "md", "collagen", "elastin", "collagen_gain"};
  return std::find(std::begin(kMatrix), std::end(kMatrix), f.name) == std::end(kMatrix);
}

}  // namespace

std::span<const BlockField> block_fields() { return kFields; }

const BlockField& block_field(std::string_view name) {
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const BlockField& f) { return f.name == name; });
  if (found != kFields.end()) return *found;
  std::string names;
  for (const BlockField& f : kFields) names += (names.empty() ? "" : ", ") + std::string(f.name);
  throw InvalidInput(std::vector<Problem>{
      {"field", "", 0, "there is no field \"" + std::string(name) + "\"; there are " + names}});
}

std::vector<float> values_of(const TissueBlock& b, const BlockField& f, double young_share) {
  const OfCell formula = formula_of(b, f.name, young_share);
  const std::size_t columns = b.at(0, 0, 1);
  std::vector<float> values(columns * b.layers.size(), std::numeric_limits<float>::quiet_NaN());
  for (std::size_t k = 0; k < b.layers.size(); ++k) {
    if (!means_something(f, b.layers[k])) continue;
    for (std::size_t c = k * columns; c < (k + 1) * columns; ++c)
      values[c] = static_cast<float>(formula(c));
  }
  return values;
}

}  // namespace stipple
