// SPDX-License-Identifier: Apache-2.0
#include "calibrate/scale_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "format/node.h"

namespace stipple {
namespace {

FittedScale fitted(const ScaleLaw& law, const std::vector<ScaleRow>& rows,
                   const ValidationRow* left_out) {
  FittedScale f;
  f.law = &law;
  double top = 0.0, bottom = 0.0;
  std::set<std::string> studies;
  const auto variance_of = [](const ScaleRow& r) {
    return r.published.measurement_sd * r.published.measurement_sd +
           r.published.discrepancy_sd * r.published.discrepancy_sd;
  };
  for (const ScaleRow& r : rows) {
    if (r.row == left_out) continue;
    top += r.measure * r.published.value / variance_of(r);
    bottom += r.measure * r.measure / variance_of(r);
    ++f.rows;
    studies.insert(r.row->study);
  }
  if (f.rows == 0 || !(bottom > 0.0)) return f;
  f.slope = top / bottom;
  // What the measure itself is unsure of widens the slope too.
  double spread = 0.0;
  for (const ScaleRow& r : rows)
    if (r.row != left_out && std::abs(r.measure) > 0.0)
      spread = std::max(spread, r.measure_sd / std::abs(r.measure));
  f.slope_sd =
      std::sqrt(1.0 / bottom + f.slope * spread * f.slope * spread / static_cast<double>(f.rows));
  f.fitted_on.assign(studies.begin(), studies.end());
  return f;
}

}  // namespace

FittedScale fit_scale(const ScaleLaw& law, const std::vector<ScaleRow>& rows) {
  return fitted(law, rows, nullptr);
}

std::optional<FittedScale> fit_without(const ScaleLaw& law, const std::vector<ScaleRow>& rows,
                                       const ValidationRow* left_out) {
  FittedScale f = fitted(law, rows, left_out);
  if (f.rows == 0) return std::nullopt;
  return f;
}

std::string scales_json(const std::vector<FittedScale>& scales) {
  Node root = Node::object();
  for (const FittedScale& s : scales) {
    const ScaleLaw& law = *s.law;
    const bool assumed = s.rows == 0;
    if (assumed && law.assumed_slope == 0.0) continue;
    Node& entry = root.add(std::string(law.name), Node::object());
    const double value = assumed ? law.assumed_slope : s.slope;
    const double half = 1.645 * s.slope_sd;
    entry.add("value", value);
    entry.add("low", assumed ? law.assumed_low : std::max(0.0, value - half));
    entry.add("high", assumed ? law.assumed_high : value + half);
    entry.add("unit", "1");
    entry.add("status", assumed ? "assumed" : "tuned");
    entry.add("basis", assumed ? std::string("no row calibrates this scale")
                               : fmt::format("slope of {} on {} published {}, 5 to 95 %",
                                             law.measure, s.rows, s.rows == 1 ? "row" : "rows"));
    entry.add("sources", Node(s.fitted_on));
    entry.add("help", fmt::format("Change of the {} per change of {}.", law.label, law.measure));
  }
  return to_json(root) + "\n";
}

}  // namespace stipple
