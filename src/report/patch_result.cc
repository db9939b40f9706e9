// SPDX-License-Identifier: Apache-2.0
#include "report/patch_result.h"

#include <fmt/format.h>

#include "core/error.h"

namespace stipple {
namespace {

Node grid_node(const PatchResult& r) {
  const auto cells = static_cast<long>(r.edges_mm.size()) - 1;
  Node grid = Node::object();
  grid.add("columns_x", r.nx);
  grid.add("columns_y", r.ny);
  grid.add("cells_in_depth", cells);
  grid.add("cells", cells * r.nx * r.ny);
  grid.add("width_mm", r.side_mm * r.nx);
  grid.add("column_mm", r.side_mm);
  grid.add("edges_mm", r.edges_mm);
  return grid;
}

Node visits_node(const PatchResult& r) {
  Node visits = Node::list();
  for (const PatchVisit& v : r.record.visits) {
    Node& visit = visits.push(Node::object());
    visit.add("visit", visits.values().size());
    visit.add("day", v.day);
    visit.add("channels", v.channels);
    visit.add("torn_share", v.torn_share);
    visit.add("mean_damage", v.damage);
  }
  return visits;
}

Node quantities_node(const PatchResult& r) {
  Node quantities = Node::object();
  for (std::size_t q = 0; q < kObservedCount; ++q) {
    std::vector<double> mean, low, high, column;
    for (const auto& values : r.column) column.push_back(values[q]);
    for (const PatchRow& row : r.record.rows) {
      mean.push_back(row.mean[q]);
      low.push_back(row.low[q]);
      high.push_back(row.high[q]);
    }
    Node& curve = quantities.add(std::string(kObservedTexts[q].name), Node::object());
    curve.add("label", kObservedTexts[q].label);
    curve.add("unit", kObservedTexts[q].unit);
    curve.add("mean", mean);
    curve.add("p5", low);
    curve.add("p95", high);
    curve.add("column", column);
  }
  return quantities;
}

}  // namespace

Node patch_node(const PatchResult& r) {
  Node patch = Node::object();
  Node& about = patch.add("about", Node::object());
  about.add("setting", r.about.setting);
  about.add("phototype", r.about.phototype);
  patch.add("grid", grid_node(r));
  patch.add("until_day", r.end_day);
  patch.add("visits", visits_node(r));
  Node& steps = patch.add("steps", Node::object());
  steps.add("accepted", r.steps.accepted);
  steps.add("rejected", r.steps.rejected);
  steps.add("made_positive", r.steps.made_positive);
  patch.add("disorder_peak", r.record.disorder_peak);
  Node& curves = patch.add("trajectory", Node::object());
  Node& times = curves.add("times", Node::list());
  Node after = Node::list();
  for (const PatchRow& row : r.record.rows) {
    times.push(row.day);
    after.push(row.after_visit);
  }
  curves.add("after_visit", std::move(after));
  curves.add("unit", "d");
  curves.add("quantities", quantities_node(r));
  return patch;
}

std::string patch_trajectory_csv(const PatchResult& r) {
  std::string out = "day,after_visit,quantity,unit,mean,p5,p95,column\n";
  for (std::size_t q = 0; q < kObservedCount; ++q)
    for (std::size_t k = 0; k < r.record.rows.size(); ++k) {
      const PatchRow& row = r.record.rows[k];
      out += fmt::format("{},{},{},{},{},{},{},{}\n", row.day, row.after_visit ? 1 : 0,
                         kObservedTexts[q].name, kObservedTexts[q].unit, row.mean[q], row.low[q],
                         row.high[q], k < r.column.size() ? fmt::to_string(r.column[k][q]) : "");
    }
  return out;
}

}  // namespace stipple
