// SPDX-License-Identifier: Apache-2.0
// What a patch run gives, for those who read it: its size, what the needles did to it, and its
// curves. Names as in docs/report.md.
#pragma once

#include <string>
#include <vector>

#include "course/patch_run.h"
#include "format/node.h"

namespace stipple {

// What its pictures say of it.
struct PatchAbout {
  std::string setting{};  // "SkinPen, 1.5 mm, 4 visits, cheek, phototype III"
  int phototype{3};       // 1 to 6 for I to VI
};

struct PatchResult {
  PatchAbout about{};
  int nx{}, ny{};                  // columns
  double side_mm{};                // of a column
  std::vector<double> edges_mm{};  // of the cells in depth, from the surface
  double end_day{};
  PatchRecord record{};
  // On the days of the record, a column that got the same mean damage (course/patch_twin.h).
  std::vector<std::array<double, kObservedCount>> column{};
  PatchSteps steps{};
};

// The member "patch" of result.json.
Node patch_node(const PatchResult&);

// Tidy table, one row per day and quantity: day,after_visit,quantity,unit,mean,p5,p95,column.
std::string patch_trajectory_csv(const PatchResult&);

}  // namespace stipple
