// SPDX-License-Identifier: Apache-2.0
// A patch as plain numbers, and local set points put into it.
#pragma once

#include <span>

#include "healing/patch_tissue.h"
#include "healing/tissue_block.h"

namespace stipple {

// Everything but the set points of amounts, which the tissue does not know.
TissueBlock block_of(PatchTissue&, std::span<const double> edges_mm, std::vector<Layer> layers);

// q_h of every cell, in the order of TissueBlock.
void set_disorder_home(PatchTissue&, std::span<const float> disorder_home);

// Fills all columns with the state of one, its rest value of the epidermis with it.
void fill_patch(PatchTissue&, const Tissue<double>& column);

}  // namespace stipple
