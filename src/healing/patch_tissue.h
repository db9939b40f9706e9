// SPDX-License-Identifier: Apache-2.0
// The tissue of a patch: every field in every cell of a block, in pencils (numerics/pencils.h). A
// pencil is a column (healing/column.h) whose numbers are 16 neighbours: `at(p)` gives it as a
// tissue that everything written for a column takes. A column is a patch one column wide.
#pragma once

#include <vector>

#include "healing/tissue.h"
#include "numerics/field3.h"
#include "numerics/lanes.h"
#include "numerics/pencils.h"

namespace stipple {

using PatchLanes = Lanes<float, Pencils::width>;

// One pencil as a tissue. Pointers into the patch.
struct PencilTissue {
  int cells{};
  int sites{1};
  bool barrier_watched{true};
  PatchLanes* volume{};   // [field * cells + cell], stored values
  PatchLanes* surface{};  // [surface field]
  PatchLanes* disorder_home{};
  PatchLanes* epidermis_rest{};
  // The drift at rest that the patient's habits would cause; zeros where there is none.
  const PatchLanes *balance_mature{}, *balance_elastin{}, *balance_disorder{};

  [[nodiscard]] PatchLanes* field(int f) { return volume + f * cells; }
  [[nodiscard]] const PatchLanes* field(int f) const { return volume + f * cells; }
  [[nodiscard]] PatchLanes* skin(int f) { return surface + f; }
  [[nodiscard]] const PatchLanes* skin(int f) const { return surface + f; }
  [[nodiscard]] const PatchLanes* surface_values() const { return surface; }
};

struct PatchTissue {
  Pencils pencils;
  double day{};
  bool barrier_watched{true};
  // Numbers lie as [pencil][field][cell][lane].
  AlignedArray<float> volume{}, surface{}, disorder_home{}, epidermis_rest{};
  // Drift at rest. Of c1, l, which q does not enter, one pencil for all: [2][cell][lane]. Of q,
  // which differs with q_h, [pencil][cell][lane], or one pencil for all.
  AlignedArray<float> balance{}, balance_disorder{};
  bool one_balance{true};

  // Healthy skin.
  explicit PatchTissue(const Pencils&);

  [[nodiscard]] std::size_t volume_of_pencil() const {
    return std::size_t{kFieldCount} * cells_of_pencil();
  }
  [[nodiscard]] std::size_t cells_of_pencil() const {
    return static_cast<std::size_t>(pencils.cells()) * Pencils::width;
  }
  [[nodiscard]] PencilTissue at(int pencil);
  // One number, stored value. (i, j): column, k: cell in depth.
  [[nodiscard]] float& value(int field, int i, int j, int k);
  [[nodiscard]] float& skin_value(int surface_field, int i, int j);
};

}  // namespace stipple
