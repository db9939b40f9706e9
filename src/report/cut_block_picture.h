// SPDX-License-Identifier: Apache-2.0
// The block with a corner cut away as a picture: the face on top, a field on the walls, axes in mm,
// layers named, clot outlined; and its days side by side.
#pragma once

#include <string>
#include <vector>

#include "appearance/block_field.h"
#include "appearance/cut_block.h"
#include "report/canvas.h"

namespace stipple {

struct BlockPicture {
  std::string title{};
  std::string setting{};
  const BlockField* field{};  // what the walls show
  RakingLight light{};
  BlockView view{};  // its pixels_per_mm is set by the size of the sheet
};

// Clot from that share of the volume on is outlined.
inline constexpr double kOutlinedClot = 0.25;

Canvas cut_block_picture(const BlockPicture&, const CutBlock&, Team&);
// At least one block, all of one size; one scale of colours for all.
Canvas cut_block_strip(const BlockPicture&, const std::vector<CutBlock>&, Team&);

}  // namespace stipple
