// SPDX-License-Identifier: Apache-2.0
// One step of a patch in its parts, each a loop over pencils that members of a team share:
//   rows, first stage:   K1 of every pencil of a row, lines in depth and along x
//   places, first stage: lines of K1 along y
//   rows, second stage:  K2 at u + K1, immobile fields finished
//   places, second:      lines of K2 along y, the new state of the mobile fields and its error
// Every number is computed by the same operations whoever computes it.
#pragma once

#include "healing/patch_lateral.h"
#include "healing/patch_lines.h"
#include "healing/step.h"

namespace stipple {

// How a field fared in a step: its largest error, smallest value in the equations, largest |u|.
struct FieldReport {
  PatchLanes error[kAllFields], lowest[kAllFields], highest[kAllFields];
  void clear() {
    for (int f = 0; f < kAllFields; ++f) {
      error[f] = highest[f] = PatchLanes(0.0F);
      lowest[f] = PatchLanes(1.0F);
    }
  }
};

// What a member of the team works in.
struct PatchRoom {
  Workspace<PatchLanes> pencil;
  std::vector<PatchLanes> line{};  // a row of columns
  FieldReport report{};

  PatchRoom(const Tissue<PatchLanes>& one, const Pencils& pencils) : pencil(one) {
    // One set of rates does for both stages, and first increments are the whole patch's.
    pencil.stage = Rates<PatchLanes>();
    pencil.k1 = std::vector<PatchLanes>();
    line.resize(static_cast<std::size_t>(pencils.in_row()) * Pencils::width);
    report.clear();
  }
};

// What all parts of a step share.
struct PatchStep {
  PatchTissue* tissue{};
  const Column<PatchLanes>* column{};
  HealingModel<PatchLanes> model{};
  SidewaysLines lines{}, positive_lines{};
  std::vector<float> per_area[4]{};
  double dt{}, h{};  // day; h = g dt
  // Increments: k1 of all volume fields as the tissue has them, then its new values; k2 of the
  // mobile ones; s1, s2 of the surface, then its new values in s1.
  float *k1{}, *k2{}, *s1{}, *s2{};

  [[nodiscard]] Increments first() const;
  [[nodiscard]] Increments second() const;
};

// A step of this tissue; its model, length, lines and room are set by who takes it.
PatchStep patch_step(PatchTissue& tissue, const Column<PatchLanes>& column);

void first_stage_of_row(const PatchStep& step, int j, PatchRoom& room);
void first_stage_of_place(const PatchStep& step, int b, std::size_t m);
void second_stage_of_row(const PatchStep& step, int j, PatchRoom& room);
void second_stage_of_place(const PatchStep& step, int b, std::size_t m, FieldReport& report);
// The surface after its lines: its new values and their error.
void finish_surface(const PatchStep& step, FieldReport& report);
// The positive first-order step of the fields that fell below zero: those of `fell`.
void positive_row(const PatchStep& step, const std::vector<int>& fell, int j, PatchRoom& room);
void positive_place(const PatchStep& step, int b, std::size_t m, FieldReport& report);

}  // namespace stipple
