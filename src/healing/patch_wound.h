// SPDX-License-Identifier: Apache-2.0
// What needles do to a patch at once: the jump of healing/injury.h, pencil by pencil.
#pragma once

#include <functional>
#include <span>

#include "healing/injury.h"
#include "healing/patch_tissue.h"

namespace stipple {

// fill(pencil, damage): the damage of its cells, [cell][lane], in [0, 1]; 0 in lanes without a
// column.
void wound_patch(PatchTissue&, const Column<double>&, const InjuryParameters<double>&,
                 const std::function<void(int pencil, std::span<float> damage)>& fill);

}  // namespace stipple
