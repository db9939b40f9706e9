// SPDX-License-Identifier: Apache-2.0
// What a patch run gives, for those who read it: its size, what the needles did to it, and its
// curves. Names as in docs/report.md.
#pragma once

#include <string>
#include <vector>

#include "course/patch_run.h"
#include "format/node.h"

namespace stipple {

struct PatchResult {
  int nx{}, ny{};                  // columns
  double side_mm{};                // of a column
  std::vector<double> edges_mm{};  // of the cells in depth, from the surface
  double end_day{};
  PatchRecord record{};
  PatchSteps steps{};
};

// The member "patch" of result.json.
Node patch_node(const PatchResult&);

// Tidy table, one row per day and quantity: day,after_visit,quantity,unit,mean,p5,p95.
std::string patch_trajectory_csv(const PatchResult&);

}  // namespace stipple
