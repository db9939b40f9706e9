// SPDX-License-Identifier: Apache-2.0
// A course made ready for a patch: the skin of the stated member in fine cells, and every channel
// of every visit where the device puts it.
#pragma once

#include "core/quantity.h"
#include "course/member.h"
#include "course/patch_run.h"
#include "course/set_point_maps.h"

namespace stipple {

struct PatchRequest {
  Length width{};                        // of the square patch
  Length cell{};                         // cells are at most so large, in all directions
  std::optional<double> end_day{};       // none: half a year after the last visit, at least a year;
                                         // visits from it on are left out
  std::optional<std::size_t> concern{};  // the patient's, in the middle of the patch; none: plain
  Seed seed{};
  StepControl control{};
};

// The grid alone: what it costs is known before anything is made. Columns come in sixteens, so that
// none is idle.
Pencils patch_grid(const CoursePlan&, const MemberRuns& stated, const PatchRequest&);

double patch_depth_mm(const CoursePlan&, const MemberRuns& stated, const PatchRequest&);
double patch_end_day(const CoursePlan&, const PatchRequest&);

// InvalidInput where the concern is not one that lies in a place of its own (wrinkles, texture). A
// dark spot takes half the width of the patch.
PatchInput patch_input(const CoursePlan&, const Library&, const MemberRuns& stated,
                       const PatchRequest&);

// Minute 0, days 1, 3, 7, 14 and 28 and month 12 after the first visit, every visit, and 28, 90 and
// 180 days after the last.
std::vector<double> picture_days(const std::vector<double>& visits, double end_day);

}  // namespace stipple
