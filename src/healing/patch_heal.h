// SPDX-License-Identifier: Apache-2.0
// heal() of a patch: the same W-method as the column's (healing/step.h), its implicit part as a
// product of lines [Verwer1999]:
//   (1 + h (L + Tz))(1 + h Tx)(1 + h Ty) K = right-hand side,     h = g dt
// Tz with layers, chemotaxis and the loss L as in the column; Tx and Ty plain diffusion. The right-
// hand side holds everything: reaction, layers, chemotaxis in x, y, z. Second order whatever the
// product leaves out, and a steady state is one for any step. A field that would turn negative
// takes the positive first-order step (1 + dt (L + Tz))(1 + dt Tx)(1 + dt Ty) u' = u + dt P.
// docs/theory/patch.md.
#pragma once

#include <functional>

#include "healing/heal.h"
#include "healing/patch_tissue.h"
#include "numerics/team.h"

namespace stipple {

// What a run that stops and goes on has to keep beside the tissue.
struct PatchSteps {
  double next_step{1e-3};     // day
  float scale[kAllFields]{};  // largest |u| seen, per field: errors are relative to it
  long accepted{}, rejected{}, made_positive{};
};

// After every accepted step; false stops there.
using PatchObserver = std::function<bool(const PatchTissue&, const PatchSteps&)>;

enum class Healed { done, stopped, failed };

class PatchHealer {
 public:
  // `column`: the cells in depth, the same under every column of the patch.
  PatchHealer(PatchTissue&, const Column<double>& column, Team&);
  ~PatchHealer();
  PatchHealer(const PatchHealer&) = delete;
  PatchHealer& operator=(const PatchHealer&) = delete;

  // The same bits for any team, and for a run that is stopped and goes on from its tissue and its
  // steps.
  [[nodiscard]] Healed heal(const HealingModel<double>&, double until_day, const StepControl&,
                            const PatchObserver& observe = {});
  // After an injury: short steps again, scales grown to the new peaks.
  void restart(const StepControl&);
  PatchSteps& steps();

  // Between steps: frees the memory of the increments, for whoever looks at the tissue. The next
  // step takes it again.
  void give_room_back();

  // Bytes, before they are made: of a patch, and of what its healer works in.
  static std::size_t bytes_at_rest(const Pencils&);
  static std::size_t bytes_of_room(const Pencils&, int members);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stipple
