// SPDX-License-Identifier: Apache-2.0
// The patch of a case as a job that may be stopped and gone on with: the stated member's skin in
// fine cells. What it needs is known, and refused where it is not there, before anything is made.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/quantity.h"
#include "report/patch_result.h"
#include "service/course_job.h"

namespace stipple {

// How far a patch run is. Shares are of the steps that it will take, as far as one can tell.
struct PatchTold {
  double day{}, end_day{};
  double share{}, share_at_start{};  // at_start: of this call, after a resume
};
using PatchProgress = std::function<bool(const PatchTold&)>;  // false: keep a checkpoint and stop

struct PatchAsk {
  Length width{2.0, mm}, cell{20.0, um};
  std::optional<std::size_t> concern{};  // of the case, counted from 0: in the middle of the patch
  std::optional<Duration> until{};       // after the first visit; none: patch_end_day()
  Duration checkpoint_every{3.0, minute};
  bool resume{};
  PatchProgress progress{};
};

// For --dry-run.
struct PatchEstimate {
  std::vector<std::string> lines{};       // size, memory, disk, time
  std::optional<InvalidInput> refusal{};  // it does not fit
};

// In the folder of the run while it is not done.
inline constexpr const char* kCheckpointName = "patch.checkpoint";

class PatchCase {
 public:
  // The course stays where it is while this lives. InvalidInput where memory or disk do not hold
  // the patch, or a checkpoint is missing or in the way. No folder: no checkpoints.
  PatchCase(const PreparedCourse&, const PatchAsk&, std::optional<std::string> out_folder);
  ~PatchCase();
  PatchCase(const PatchCase&) = delete;
  PatchCase& operator=(const PatchCase&) = delete;

  // Throws Cancelled, with the way to go on, when progress says so.
  PatchResult simulate();
  // The results are written: nothing is left to go on from.
  void forget_checkpoint();

  static PatchEstimate estimate(const PreparedCourse&, const PatchAsk&,
                                const std::optional<std::string>& out_folder);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stipple
