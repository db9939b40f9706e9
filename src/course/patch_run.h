// SPDX-License-Identifier: Apache-2.0
// One course on one patch of skin, every channel where the device put it: rest under the patient's
// habits, then visit after visit on the tissue as it then is. A run may stop after any step and go
// on from its state with the same bits.
#pragma once

#include <functional>
#include <string>

#include "course/observed.h"
#include "course/set_point_maps.h"
#include "healing/patch_heal.h"
#include "healing/tissue_block.h"
#include "puncture/channel_damage.h"

namespace stipple {

// What a run needs and does not change.
struct PatchInput {
  Pencils pencils;
  std::vector<double> edges_mm{};  // of the cells in depth
  Column<double> column{};
  std::vector<HealingModel<double>> models{};  // at rest, then one per phase
  std::vector<double> visits{};                // days, increasing, the first 0
  std::vector<double> phases{};                // phases[k]: first day of phase k + 1 of the habits
  std::vector<double> pictures{};              // days on which a block is handed over, increasing
  double end_day{};
  double rest_days{};  // under the habits before day 0
  InjuryParameters<double> injury{};
  IndexParameters<double> index{};
  std::vector<std::vector<Channel>> channels{};  // of each visit
  // Local set points, made anew whenever asked for: a run has no room to keep them. None: plain
  // skin.
  std::function<SetPointMaps()> set_points{};
  StepControl control{};
};

// The watched values over the patch on one day: means and the 5th and 95th percentile of its
// columns.
struct PatchRow {
  double day{};
  bool after_visit{};  // just after the needles
  std::array<double, kObservedCount> mean{}, low{}, high{};
};

struct PatchVisit {
  double day{};
  long channels{};
  std::vector<double> damage{};  // realised: mean of each cell in depth
  double torn_share{};           // of the surface
};

struct PatchRecord {
  std::vector<PatchRow> rows{};  // the first: before the course
  std::vector<PatchVisit> visits{};
  double disorder_peak{};  // the largest q above its own set point anywhere, ever
};

SetPointMaps set_points_of(const PatchInput&);

// A column of the patient's plain skin after years under their habits.
Tissue<double> column_at_rest(const PatchInput&);

// Where a run is.
struct PatchState {
  PatchTissue tissue;
  PatchSteps steps{};
  AlignedArray<float> disorder_before{};  // q_h before the course; empty without set points
  std::size_t stops_done{};
  PatchRecord record{};

  // At rest before the first visit.
  explicit PatchState(const PatchInput&, Team&);
};

// The days on which something happens, in order: visits, phases, pictures, the end.
std::vector<double> stops_of(const PatchInput&);

struct PatchHooks {
  // After every step; false stops the run there, its state can be kept and gone on from.
  std::function<bool(const PatchState&)> step{};
  std::function<void(const TissueBlock&)> picture{};
};

enum class PatchEnd { done, stopped, failed };
PatchEnd run_patch(const PatchInput&, PatchState&, Team&, const PatchHooks&);

// Bytes that a run of this size takes at its peak, before it is made; pictures included, which are
// taken while the healer has given its room back.
std::size_t patch_bytes(const Pencils&, int threads, bool set_points, bool habits);

}  // namespace stipple
