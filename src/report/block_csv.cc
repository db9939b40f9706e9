// SPDX-License-Identifier: Apache-2.0
#include "report/block_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "numerics/statistics.h"
#include "report/block_fields.h"

namespace stipple {
namespace {

// Of each column the mean of its cells in a layer.
std::vector<double> column_means(const TissueBlock& b, const std::vector<float>& values,
                                 Layer layer) {
  const std::size_t columns = static_cast<std::size_t>(b.nx) * static_cast<std::size_t>(b.ny);
  std::vector<double> means(columns);
  double total = 0.0;
  for (std::size_t k = 0; k < b.layers.size(); ++k) {
    if (b.layers[k] != layer) continue;
    const double thickness = b.edges_mm[k + 1] - b.edges_mm[k];
    total += thickness;
    for (std::size_t c = 0; c < columns; ++c)
      means[c] += thickness * double{values[k * columns + c]};
  }
  for (double& m : means) m /= total;
  return means;
}

std::string row(const TissueBlock& b, std::string_view layer, std::string_view field,
                const std::vector<double>& columns) {
  const std::vector<double> ones(columns.size(), 1.0);
  const auto [least, largest] = std::ranges::minmax(columns);
  return fmt::format("{},{},{},{},1,{:.8g},{:.8g},{:.8g},{:.8g},{:.8g}\n", b.day,
                     b.after_visit ? 1 : 0, layer, field, weighted_mean(columns, ones), least,
                     largest, weighted_quantile(columns, ones, 0.05),
                     weighted_quantile(columns, ones, 0.95));
}

}  // namespace

std::string block_csv_rows(const TissueBlock& b) {
  std::string out;
  for (std::size_t l = 0; l < kLayerNames.size(); ++l) {
    const auto layer = static_cast<Layer>(l);
    if (std::ranges::find(b.layers, layer) == b.layers.end()) continue;
    for (int f = 0; f < kFieldCount; ++f) {
      const auto at = static_cast<std::size_t>(f);
      if (lives_in(static_cast<Field>(f), layer))
        out += row(b, kLayerNames[l], kFieldNames[at], column_means(b, b.volume[at], layer));
    }
  }
  for (std::size_t f = 0; f < kSurfaceFieldCount; ++f)
    out += row(b, "surface", kSurfaceNames[f], {b.surface[f].begin(), b.surface[f].end()});
  return out;
}

}  // namespace stipple
